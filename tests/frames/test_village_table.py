"""A run's villages are loaded once, kept for the two runs asked for last, and shared by threads."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from dingdian.campaign.parameters import on_day
from dingdian.campaign.reading import load
from dingdian.frames import village_table as loading
from dingdian.frames.village_table import Named, village_table
from dingdian.lexicon.problem import Unusable
from dingdian.records.targeting.models import Profile, Run
from tests.makers.kept_runs import kept_run
from tests.makers.tables import IN_NO_WANT, village, write_tables

pytestmark = pytest.mark.django_db
DAY = date(2020, 7, 30)
CAMPAIGN = load("chongqing_2020")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return kept_run(folder(tmp_path, 40))


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    loading._tables.clear()
    yield
    loading._tables.clear()


def folder(at: Path, *poor: int) -> Path:
    """A folder of tables with so many poor in each of its villages."""
    rows = [village(901 + n, **IN_NO_WANT | {"remaining_poor": p}) for n, p in enumerate(poor)]
    return write_tables(at / "-".join(map(str, poor)), CAMPAIGN, villages=rows)


def test_a_run_is_loaded_once_and_then_kept(run: Run) -> None:
    assert village_table(run, on=DAY) is village_table(run, on=DAY)


def test_the_two_runs_asked_for_last_are_kept(run: Run, tmp_path: Path) -> None:
    others = [kept_run(folder(tmp_path, 41)), kept_run(folder(tmp_path, 42))]
    tables = [village_table(one, on=DAY) for one in (run, others[0], run, others[1])]
    assert village_table(run, on=DAY) is tables[0] is tables[2]
    assert village_table(others[0], on=DAY) is not tables[1]


def test_what_stood_is_what_the_run_kept(run: Run) -> None:
    table = village_table(run, on=DAY)
    assert table.before == {
        "township": {"500101151": "designated"},
        "village": {"500101151901": "included"},
    }
    assert table.designated == {"township": {"500101151": "龙驹镇"}}
    assert table.named["500101151901"] == Named("示例901村", "50/500101/500101151/500101151901/")


def test_threads_ask_the_same_villages_beside_each_other(run: Run) -> None:
    table = village_table(run, on=DAY)
    values = on_day(CAMPAIGN, DAY)

    def qualifying(over: int) -> int:
        with table.beside() as engine:
            claims = table.claims["village"].under(engine, values | {"remaining_poor_over": over})
        return sum(one.holds is True for one in claims.values())

    tried = [30, 4_000] * 10
    with ThreadPoolExecutor(4) as threads:
        by_poor = list(threads.map(qualifying, tried))
    assert by_poor == [qualifying(over) for over in tried]


def test_an_upper_end_that_was_not_kept_is_the_count_itself(run: Run) -> None:
    kept = Profile.objects.get(run=run, level="village")
    kept.facts = {name: it for name, it in kept.facts.items() if not name.endswith("_at_most")}
    kept.save()
    table = village_table(run, on=DAY)
    with table.beside() as engine:
        facts = table.facts(engine, [kept.code])[kept.code]
    assert (facts["remaining_poor"], facts["remaining_poor_at_most"]) == (40, 40)


def test_a_run_under_another_rule_is_refused(run: Run) -> None:
    run.campaign_digest = "sha256:another"
    with pytest.raises(Unusable, match="have changed since this identification") as refused:
        village_table(run, on=DAY)
    assert refused.value.code == "rule_changed"
