"""The doubts found in a planted snapshot are exactly the planted ones, rule by rule."""

import ast
from pathlib import Path

import pytest

from dingdian.analysis.doubts import DoubtedRow
from dingdian.campaign.doubting import limits_on
from dingdian.campaign.reading import load
from dingdian.lexicon.problem import Unusable
from dingdian.steps.doubts import Doubts, doubts
from tests.makers import planted_rows, planter, plants
from tests.makers.audits import World, by_the_plain_reading
from tests.makers.planter import planted, write_planted

CAMPAIGN = load("chongqing_2020")


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Doubts:
    return doubts(write_planted(tmp_path_factory.mktemp("planted"), planted()))


def test_every_rule_has_a_plant_and_every_plant_a_rule() -> None:
    assert planted().expected.keys() == {one.id for one in CAMPAIGN.doubts}


@pytest.mark.parametrize("rule", [one.id for one in CAMPAIGN.doubts])
def test_what_is_found_is_what_was_planted(audited: Doubts, rule: str) -> None:
    expected = [DoubtedRow(*key) for key in planted().expected[rule]]
    assert sorted(map(str, audited.audit.found[rule])) == sorted(map(str, expected))


def test_the_plain_reading_finds_what_was_planted_too(audited: Doubts) -> None:
    world = planted()
    told = World(world.villages, world.households, world.members)
    plain = by_the_plain_reading(CAMPAIGN, told, limits_on(CAMPAIGN, audited.on))
    assert dict(plain.found) == dict(audited.audit.found)
    assert dict(plain.open) == dict(audited.audit.open)


def test_a_clean_snapshot_has_no_doubt_and_leaves_nothing_open(tmp_path: Path) -> None:
    clean = doubts(write_planted(tmp_path, planted(faults=False)))
    assert clean.count == 0
    assert {rule: count for rule, count in clean.audit.open.items() if count} == {}


@pytest.mark.parametrize("module", [planted_rows, plants, planter])
def test_the_planter_knows_nothing_of_the_program(module: object) -> None:
    source = Path(str(getattr(module, "__file__", ""))).read_text(encoding="utf-8")
    read = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    assert not any(str(node.module).startswith("dingdian") for node in read)


def test_a_file_is_no_snapshot(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="not the folder of a snapshot"):
        doubts(tmp_path / "villages.xlsx")
