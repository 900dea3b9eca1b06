"""A browser of this machine, and a demonstration that is served to it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import REPOSITORY

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOOKED_AT = REPOSITORY / "var" / "browser"
"""Where the screenshots are kept, to be looked at."""
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
PATIENCE = 400


def require_chromium() -> str:
    """The browser's path; skips where there is none, fails where DINGDIAN_REQUIRE names it."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is not None:
        return found
    says = "There is no Chromium on this machine: apt install chromium."
    if "chromium" in os.environ.get("DINGDIAN_REQUIRE", "").split(","):
        pytest.fail(says)
    pytest.skip(says)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = require_chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(QUIETLY))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration of the campaign, as `./run demo` serves it."""
    require_chromium()
    home = tmp_path_factory.mktemp("served")
    port = _free_port()
    kept = {name: said for name, said in os.environ.items() if not name.startswith("DINGDIAN_")}
    log = (home / "log").open("w", encoding="utf-8")
    with (
        log,
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from dingdian.cli import main; main()",
                "demo",
                "--port",
                str(port),
            ],
            cwd=REPOSITORY,
            env=kept | {"DINGDIAN_HOME": str(home)},
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as demo,
    ):
        try:
            _wait_for(f"http://localhost:{port}/health/", demo, home / "log")
            yield f"http://localhost:{port}"
        finally:
            demo.terminate()
            demo.wait(timeout=30)


@pytest.fixture
def page_in(browser: Browser, served: str) -> Iterator[Callable[..., Page]]:
    """Opens a page as somebody reads: in a language, so wide, light or dark, as one of the cast."""
    opened: list[BrowserContext] = []

    def open_page(
        lang: str = "zh",
        width: int = 1440,
        scheme: str = "light",
        who: str = "",
        scripts: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=served,
            viewport={"width": width, "height": 2160 if width > 2000 else 900},
            locale=LANGUAGES[lang],
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
        )
        opened.append(context)
        page = context.new_page()
        if who:
            page.goto("/enter/")
            page.locator("main select[name=as]").select_option(who)
            page.locator("main .switcher button").click()
        return page

    yield open_page
    for one in opened:
        one.close()


def _free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(PATIENCE * 5):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own, on http
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The demonstration was not served:\n{log.read_text(encoding='utf-8')[-3000:]}")
