"""The villages: sums over all of their rows, narrowed to a place and by filters."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from dingdian.pages.villages import FILTERS
from dingdian.records.targeting.models import Profile, Run
from tests.makers.cast import CHENGKOU, LONGJU, WANZHOU, signed_in
from tests.makers.many import many_rows
from tests.makers.spread import OF_QIJIANG, OF_THE_ZONE

pytestmark = pytest.mark.django_db

ANSWERS: Mapping[str, Callable[[Profile, str], bool]] = {
    "kind": lambda row, value: (row.kind == "village_committee") == (value == "village"),
    "inside": lambda row, value: bool(row.remaining_in_targets) if value == "yes" else row.is_focus,
    "population": lambda row, value: (not row.agricultural_population) == (value == "unknown"),
    "light": lambda row, value: row.light == value,
}


def villages_of(run: Run, begins: str = "") -> list[Profile]:
    """The villages of a run whose code begins so."""
    return list(Profile.objects.filter(run=run, level="village", code__startswith=begins))


def sums_of(rows: list[Profile]) -> dict[str, Any]:
    """The sums that stand under the rows, added up by hand."""
    told = [one.remaining_poor for one in rows if one.remaining_poor is not None]
    both = [one for one in rows if one.remaining_poor is not None and one.agricultural_population]
    return {
        "rows": len(rows),
        "remaining": sum(told) if told else None,
        "n": sum(one.remaining_poor or 0 for one in both) if both else None,
        "of": sum(one.agricultural_population or 0 for one in both) if both else None,
    }


@pytest.mark.parametrize("under", ["", WANZHOU, LONGJU, CHENGKOU, f"{LONGJU}901"])
def test_the_sums_are_those_of_all_rows_and_not_of_one_page(under: str, run: Run) -> None:
    many_rows(run, 120)
    context = signed_in("office").get(f"/villages/?under={under}").context
    rows = [one for one in villages_of(run) if under in one.path]
    assert context["sums"] == sums_of(rows)
    assert context["total"] == len(rows)


def test_a_zone_has_the_villages_of_its_members(run: Run) -> None:
    context = signed_in("office").get("/villages/?under=wansheng").context
    assert context["sums"] == sums_of(villages_of(run, OF_THE_ZONE))
    profile = Profile.objects.get(run=run, code="wansheng")
    assert context["sums"]["remaining"] == profile.remaining_poor
    assert not [row for row, *_ in context["rows"] if row.code.startswith(OF_QIJIANG)]


@pytest.mark.parametrize("one", FILTERS, ids=lambda one: one.name)
def test_each_filter_gives_the_villages_that_answer(one: Any, run: Run) -> None:
    client, rows = signed_in("office"), villages_of(run)
    for choice in one.choices:
        wanted = [row for row in rows if ANSWERS[one.name](row, choice.value)]
        context = client.get(f"/villages/?{one.name}={choice.value}").context
        assert context["sums"] == sums_of(wanted), choice.value


@pytest.mark.parametrize("under", [CHENGKOU, "50", "999999", "%00", "a" * 99, "500229001203"])
def test_a_place_beyond_the_duty_is_not_there(under: str, run: Run) -> None:  # noqa: ARG001 - there is one
    assert signed_in("county").get(f"/villages/?under={under}").status_code == 404


def test_a_longer_code_is_no_other_place(run: Run) -> None:  # noqa: ARG001 - there is one
    assert signed_in("county").get(f"/villages/?under={LONGJU}901999").status_code == 404


def test_the_order_is_by_number_with_the_unknown_last(run: Run) -> None:
    many_rows(run, 10)
    client = signed_in("office")
    rows = [row for row, *_ in client.get("/villages/?order=remaining").context["rows"]]
    told = [-1 if one.remaining_poor is None else one.remaining_poor for one in rows]
    assert told == sorted(told, reverse=True)
    assert told[0] == 30
