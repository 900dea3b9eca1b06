"""The pages of the tests: plain static files, runs that are kept once, a demonstration if asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as configured
from pytest_django import DjangoDbBlocker, Settings

from dingdian.campaign.definition import Campaign
from dingdian.demonstration.registry import write_registry
from dingdian.frames import village_table as loading
from dingdian.installation import Installation, installation
from dingdian.pages import remembering
from dingdian.pages.drawing import ground
from dingdian.pages.viewing import campaign_now
from dingdian.records.targeting.models import Run
from tests.makers.cast import BEGUN, LONGJU
from tests.makers.kept_once import Kept, kept_once
from tests.makers.spread import TOWNSHIPS, spread
from tests.makers.tables import write_tables

LAID = ("run", "run_of_one_township")
_last_laid = [""]
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture(autouse=True)
def plain_names(settings: Settings) -> None:
    """Lets templates name a file that nobody has collected."""
    configured.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN}}


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every page be made anew: tests lay rows past the trail, by which pages are known."""
    monkeypatch.setattr(remembering, "MOST", 0)


@pytest.fixture
def campaign() -> Campaign:
    """The campaign that the pages are about."""
    return campaign_now()


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic registry of one township."""
    folder = tmp_path_factory.mktemp("pages") / "registry"
    write_registry(folder, size="village")
    return folder


@pytest.fixture(scope="session")
def _of_one_township(
    registry: Path,
    django_db_setup: None,  # noqa: ARG001 - the places must be there
    django_db_blocker: DjangoDbBlocker,
) -> Kept:
    with django_db_blocker.unblock():
        return kept_once(registry, LONGJU)


@pytest.fixture(scope="session")
def _spread(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,  # noqa: ARG001 - the places must be there
    django_db_blocker: DjangoDbBlocker,
) -> Kept:
    source = write_tables(
        tmp_path_factory.mktemp("pages") / "spread", campaign_now(), villages=spread()
    )
    with django_db_blocker.unblock():
        return kept_once(source, *TOWNSHIPS)


@pytest.fixture
def run_of_one_township(db: None, _of_one_township: Kept) -> Run:  # noqa: ARG001 - it is laid there
    """The run of the synthetic registry of 龙驹镇, with every edge of the rule in it."""
    return _of_one_township.lay()


@pytest.fixture
def run(db: None, _spread: Kept) -> Run:  # noqa: ARG001 - it is laid there
    """A run over the villages of three counties and a zone; not to be laid beside another."""
    return _spread.lay()


@pytest.fixture
def demonstration(monkeypatch: pytest.MonkeyPatch) -> Installation:
    """The installation is a demonstration, and stands still on a day of the campaign."""
    one = installation()
    for name, value in {"demonstration": True, "day": BEGUN}.items():
        monkeypatch.setitem(one.__dict__, name, value)
    return one


@pytest.fixture(autouse=True)
def _drawn_as_laid(request: pytest.FixtureRequest) -> None:
    """A run of the tests lays its villages without a word in the trail: the ground is made anew."""
    laid = next((one for one in LAID if one in request.fixturenames), "")
    if _last_laid[0] != laid:
        _last_laid[0] = laid
        ground._ground.cache_clear()


@pytest.fixture(autouse=True)
def _no_table_of_another_run() -> Iterator[None]:
    """What a process keeps of runs is told apart by their numbers, which tests give out anew."""
    yield
    if len(loading._tables) > 1:
        loading._tables.clear()
