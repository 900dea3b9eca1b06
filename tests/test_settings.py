"""What https changes: only it is answered, browsers remember that, and cookies go by it alone."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY

ASK = """
import json
from pathlib import Path
from dingdian.application import start
start()
from django.conf import settings
from django.test import Client
Path(settings.STATIC_ROOT).mkdir()
client = Client(SERVER_NAME="office.example")
plain, watched = client.get("/"), client.get("/health/")
behind = client.get("/", headers={"X-Forwarded-Proto": "https"})
print(json.dumps({
    "plain": [plain.status_code, plain.get("Location")],
    "watched": watched.status_code,
    "remembered": behind.get("Strict-Transport-Security"),
    "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME],
    "secure": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
}))
"""


@pytest.fixture(scope="module")
def over_https(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What an installation that is reached by https answers, and sets."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DINGDIAN_")}
    told = {
        "DINGDIAN_HOME": str(Path(tmp_path_factory.mktemp("home"))),
        "DINGDIAN_HTTPS": "1",
        "DINGDIAN_HOSTS": '["office.example"]',
        "PYTHONPATH": str(REPOSITORY),
    }
    ran = subprocess.run(
        [sys.executable, "-c", ASK], env=kept | told, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_who_comes_without_https_is_sent_there(over_https: dict[str, Any]) -> None:
    assert over_https["plain"] == [301, "https://office.example/"]


def test_a_watcher_on_the_machine_needs_no_https(over_https: dict[str, Any]) -> None:
    assert over_https["watched"] == 200


def test_browsers_remember_for_a_year(over_https: dict[str, Any]) -> None:
    assert over_https["remembered"] == "max-age=31536000"


def test_cookies_go_by_https_alone_to_this_very_host(over_https: dict[str, Any]) -> None:
    assert over_https["secure"] == [True, True]
    assert over_https["cookies"] == ["__Host-session", "__Host-csrf"]
