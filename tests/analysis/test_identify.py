"""From tables to candidates: every branch of a class in one query, unknowns kept as unknowns."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dingdian.analysis.engine import Engine
from dingdian.analysis.identify import Tables, candidates, facts_of_villages, needed, places_in
from dingdian.analysis.schema import types_of
from dingdian.analysis.tables import open_folder
from dingdian.campaign.definition import Campaign, TargetClass
from dingdian.campaign.entry import Finding
from dingdian.campaign.parameters import on_day
from dingdian.campaign.settling import Candidate
from tests.makers.tables import IN_NO_WANT, Row, village, write_tables

ON = date(2020, 7, 30)
HERE = village()["place"]


def villages_of(campaign: Campaign) -> TargetClass:
    return next(one for one in campaign.classes if one.code == "village")


def found(
    engine: Engine,
    campaign: Campaign,
    rows: Sequence[Row],
    *,
    target: TargetClass | None = None,
    left_out: frozenset[str] = frozenset(),
    changes: Mapping[str, int] | None = None,
) -> dict[str, Candidate]:
    """The candidates among some villages, by their places."""
    types = types_of(campaign, "villages")
    columns = {name: [row.get(name) for row in rows] for name in types}
    engine.load_rows("villages", columns, types)
    tables = Tables(frozenset(types), left_out=left_out, rows=len(rows))
    values = on_day(campaign, ON, changes)
    chosen = target or villages_of(campaign)
    answer = candidates(engine, campaign, chosen, values, on=ON, tables=tables)
    return {one.place: one for one in answer}


def finding(candidate: Candidate, code: str) -> Finding:
    return next(one for one in candidate.findings if one.branch.code == code)


def test_a_village_in_want_of_nothing_is_no_candidate(engine: Engine, campaign: Campaign) -> None:
    assert found(engine, campaign, [village(**IN_NO_WANT)]) == {}


def test_a_branch_that_holds_says_by_how_much(engine: Engine, campaign: Campaign) -> None:
    one = found(engine, campaign, [village(**IN_NO_WANT | {"remaining_poor": 23})])[HERE]
    poor, share = finding(one, "remaining_poor"), finding(one, "incidence")
    assert (poor.holds, poor.value, poor.threshold) == (True, 23, 20)
    assert (share.holds, share.n, share.of, share.threshold) == (True, 23, 900, 100)
    assert {each.holds for each in one.findings[2:]} == {False}


def test_twenty_is_not_more_than_twenty(engine: Engine, campaign: Campaign) -> None:
    facts = IN_NO_WANT | {"remaining_poor": 20, "agricultural_population": 2001}
    assert found(engine, campaign, [village(**facts)]) == {}


def test_an_unknown_fact_keeps_the_village_in_sight(engine: Engine, campaign: Campaign) -> None:
    one = found(engine, campaign, [village(**IN_NO_WANT | {"agricultural_population": None})])[HERE]
    share = finding(one, "incidence")
    assert (share.holds, share.n, share.of, share.unknown) == (
        None,
        3,
        None,
        ("agricultural_population",),
    )
    assert finding(one, "remaining_poor").holds is False


def test_items_that_lack_and_items_that_are_open_are_told_apart(
    engine: Engine, campaign: Campaign
) -> None:
    one = found(engine, campaign, [village(**IN_NO_WANT | {"bus": False, "broadband": None})])[HERE]
    weak = finding(one, "weak_infrastructure")
    assert (weak.holds, weak.lacking, weak.open_items, weak.unknown) == (
        None,
        ("bus",),
        ("broadband",),
        ("broadband",),
    )


def test_what_even_the_unknown_cannot_reach_is_a_no(engine: Engine, campaign: Campaign) -> None:
    assert found(engine, campaign, [village(**IN_NO_WANT | {"broadband": None})]) == {}


def test_a_share_too_low_is_an_item_that_lacks(engine: Engine, campaign: Campaign) -> None:
    facts = IN_NO_WANT | {"latrine_households": 254, "public_toilet": False}
    weak = finding(found(engine, campaign, [village(**facts)])[HERE], "weak_living_environment")
    assert (weak.holds, weak.lacking) == (True, ("public_toilet", "latrines"))


@pytest.mark.parametrize("code", ["weak_industry", "weak_other"])
def test_a_nomination_holds_whatever_the_items_say(
    engine: Engine, campaign: Campaign, code: str
) -> None:
    nominated = code.replace("weak", "nominated")
    one = found(engine, campaign, [village(**IN_NO_WANT | {nominated: True})])[HERE]
    assert (finding(one, code).holds, finding(one, code).nominated) == (True, True)


@pytest.mark.parametrize(
    ("kind", "admitted"),
    [("village_committee", True), ("residents_committee", False), (None, None), ("行政村", None)],
)
def test_a_class_admits_by_its_rule(
    engine: Engine, campaign: Campaign, kind: str | None, admitted: bool | None
) -> None:
    facts = IN_NO_WANT | {"remaining_poor": 40, "kind": kind}
    assert found(engine, campaign, [village(**facts)])[HERE].admitted is admitted


def test_a_class_without_a_rule_admits_all(engine: Engine, campaign: Campaign) -> None:
    target = replace(villages_of(campaign), admits=None)
    facts = IN_NO_WANT | {"remaining_poor": 40, "kind": "residents_committee"}
    assert found(engine, campaign, [village(**facts)], target=target)[HERE].admitted is True


@pytest.mark.parametrize(("since", "admitted"), [(ON, True), (date(2020, 7, 31), False)])
def test_an_exception_is_let_in_from_its_day(
    engine: Engine, campaign: Campaign, since: date, admitted: bool
) -> None:
    target = replace(villages_of(campaign), exceptions={HERE: since})
    facts = IN_NO_WANT | {"remaining_poor": 40, "kind": "residents_committee"}
    assert found(engine, campaign, [village(**facts)], target=target)[HERE].admitted is admitted


def test_rows_without_a_place_and_places_left_out_are_no_candidates(
    engine: Engine, campaign: Campaign
) -> None:
    poor = IN_NO_WANT | {"remaining_poor": 40}
    rows = [village(901, **poor), village(902, **poor), village(903, **poor) | {"place": None}]
    assert list(found(engine, campaign, rows, left_out=frozenset({HERE}))) == ["500101151902"]
    assert sorted(places_in(engine)) == [HERE, "500101151902"]


def test_a_village_without_a_name_goes_by_its_place(engine: Engine, campaign: Campaign) -> None:
    row = village(**IN_NO_WANT | {"remaining_poor": 40}) | {"name": None}
    assert found(engine, campaign, [row])[HERE].name == HERE


def test_the_thresholds_are_those_that_are_given(engine: Engine, campaign: Campaign) -> None:
    rows = [village(**IN_NO_WANT)]
    one = found(engine, campaign, rows, changes={"remaining_poor_over": 2})[HERE]
    assert finding(one, "remaining_poor").threshold == 2
    engine.connection.execute("DROP TABLE villages")
    assert found(engine, campaign, rows, changes={"remaining_poor_over": 3}) == {}


def test_numbers_too_great_for_sixty_four_bits_do_not_overflow(
    engine: Engine, campaign: Campaign
) -> None:
    most = 2**63 - 1
    facts = IN_NO_WANT | {"remaining_poor": most, "agricultural_population": most}
    share = finding(found(engine, campaign, [village(**facts)])[HERE], "incidence")
    assert (share.holds, share.n, share.of) == (True, most, most)


def test_the_needed_facts_are_those_that_a_condition_reads(campaign: Campaign) -> None:
    read = needed(campaign)
    assert {"kind", "remaining_poor", "agricultural_population", "latrine_households"} <= read
    assert not any(name.startswith("nominated") for name in read)
    assert "remaining_poor_over" not in read


def counted(
    engine: Engine,
    campaign: Campaign,
    folder: Path,
    *,
    members: Sequence[Row],
    **facts: Any,
) -> dict[str, Candidate]:
    """The candidates of a folder with one village whose persons are counted."""
    write_tables(folder, campaign, villages=[village(**IN_NO_WANT | facts)], members=members)
    tables = open_folder(engine, campaign, folder)
    values = on_day(campaign, ON)
    answer = candidates(engine, campaign, villages_of(campaign), values, on=ON, tables=tables)
    return {one.place: one for one in answer}


def people(number: int, status: str | None) -> list[Row]:
    """So many persons of the one village, alike in their status and insured pupils all."""
    well = {"school_state": "enrolled", "insurance_state": "insured"}
    return [{"village": HERE, "poverty_status": status, **well} for _ in range(number)]


def test_a_count_stands_in_place_of_what_the_village_says(
    engine: Engine, campaign: Campaign, tmp_path: Path
) -> None:
    answer = counted(engine, campaign, tmp_path, members=people(21, "not_lifted"), remaining_poor=3)
    poor = finding(answer[HERE], "remaining_poor")
    assert (poor.holds, poor.value, poor.at_most) == (True, 21, None)


@pytest.mark.parametrize(
    ("certain", "unknown", "holds"), [(21, 4, True), (20, 1, None), (19, 1, False)]
)
def test_unknown_persons_leave_a_branch_open_only_where_they_matter(
    engine: Engine,
    campaign: Campaign,
    tmp_path: Path,
    certain: int,
    unknown: int,
    holds: bool | None,
) -> None:
    members = [*people(certain, "not_lifted"), *people(unknown, None)]
    shuffled = chance(7).sample(members, len(members))
    answer = counted(engine, campaign, tmp_path, members=shuffled, agricultural_population=1000)
    poor = finding(answer[HERE], "remaining_poor")
    assert (poor.holds, poor.value, poor.at_most) == (holds, certain, certain + unknown)
    share = finding(answer[HERE], "incidence")
    assert (share.holds, share.n, share.at_most) == (True, certain, certain + unknown)


def test_a_village_without_persons_counts_none(
    engine: Engine, campaign: Campaign, tmp_path: Path
) -> None:
    elsewhere = [{**person, "village": "500101151999"} for person in people(30, "not_lifted")]
    assert counted(engine, campaign, tmp_path, members=elsewhere, remaining_poor=40) == {}


def chance(seed: int) -> random.Random:
    """The same chance in every run."""
    return random.Random(seed)  # noqa: S311 - an order of rows is no secret


def test_the_answer_is_the_same_on_any_number_of_threads(
    campaign: Campaign, tmp_path: Path
) -> None:
    drawn = chance(2020)
    states = [True, False, None]
    villages = [
        village(
            number, **IN_NO_WANT | {"bus": drawn.choice(states), "broadband": drawn.choice(states)}
        )
        for number in range(100, 400)
    ]
    members = [
        {**person, "village": one["place"]}
        for one in villages
        for person in people(drawn.randrange(12, 30), drawn.choice(["not_lifted", None]))
    ]
    answers = []
    for threads in (1, 2, 8):
        folder = write_tables(
            tmp_path / str(threads),
            campaign,
            villages=drawn.sample(villages, len(villages)),
            members=drawn.sample(members, len(members)),
        )
        with Engine(threads=threads) as engine:
            tables = open_folder(engine, campaign, folder)
            target, values = villages_of(campaign), on_day(campaign, ON)
            answer = candidates(engine, campaign, target, values, on=ON, tables=tables)
            answers.append(sorted(answer, key=lambda one: one.place))
    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0]) > 100


def test_every_village_comes_with_its_facts_and_their_upper_ends(
    engine: Engine, campaign: Campaign
) -> None:
    rows = [village(902, dropouts=2), village(901, **IN_NO_WANT), village(903)]
    types = types_of(campaign, "villages")
    engine.load_rows("villages", {name: [row.get(name) for row in rows] for name in types}, types)
    tables = Tables(frozenset(types), left_out=frozenset({village(903)["place"]}), rows=3)
    first, second = facts_of_villages(engine, campaign, tables)
    assert first["place"] == HERE
    assert {name: first[name] for name in IN_NO_WANT} == IN_NO_WANT
    assert (second["dropouts"], second["dropouts_at_most"]) == (2, 2)
    assert second["bus"] is None
