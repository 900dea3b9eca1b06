"""The first page: every counter is the sum of the rows behind it, as far as its reader looks."""

import pytest

from dingdian.records.targeting.models import Announcement, Profile, Run, Target
from tests.makers.beside import beside
from tests.makers.cast import CAST, CHENGKOU, LONGJU, VILLAGE, WANZHOU, signed_in
from tests.makers.page_read import Read
from tests.makers.viewers import browser_of

pytestmark = pytest.mark.django_db
BEGINNINGS = {
    "office": "",
    "county": WANZHOU,
    "township": LONGJU,
    "village": VILLAGE,
    "outsider": CHENGKOU,
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_the_counters_are_the_sums_over_the_rows_of_a_duty(name: str, run: Run) -> None:
    begins = BEGINNINGS[name]
    counters = signed_in(name).get("/").context["counters"]
    villages = list(Profile.objects.filter(run=run, level="village", code__startswith=begins))
    rows = list(Target.objects.filter(run=run, code__startswith=begins))
    both = [one for one in villages if one.remaining_poor is not None]
    known = [one for one in both if one.agricultural_population]
    assert counters.remaining_poor == (
        sum(one.remaining_poor or 0 for one in both) if both else None
    )
    assert counters.n == sum(one.remaining_poor or 0 for one in known)
    assert counters.of == sum(one.agricultural_population or 0 for one in known)
    assert counters.n_population_unknown == sum(not one.agricultural_population for one in villages)
    assert counters.remaining_in_targets == sum(one.remaining_in_targets for one in villages)
    for of in ("township", "village"):
        wanted = {"township": "designated", "village": "included"}[of]
        found = [one for one in rows if one.target_class == of and one.standing == wanted]
        assert counters.of_class.get(of, 0) == len(found)
    assert counters.undecided == sum(one.standing == "undecided" for one in rows)
    assert counters.tied == 0


def test_those_below_add_up_to_the_whole(run: Run) -> None:  # noqa: ARG001 - there is one
    whole = signed_in("office").get("/").context["counters"]
    parts = [signed_in(name).get("/").context["counters"] for name in ("county", "outsider")]
    assert sum(one.of_class["village"] for one in parts) <= whole.of_class["village"]
    assert all(one.remaining_in_targets < whole.remaining_in_targets for one in parts)


def test_a_counter_leads_to_the_rows_that_it_counts(run: Run) -> None:  # noqa: ARG001 - there is one
    client = signed_in("county")
    counters = client.get("/").context["counters"]
    villages = client.get("/villages/?order=remaining").context
    assert villages["sums"]["remaining"] == counters.remaining_poor
    assert client.get("/targets/?class=village").context["total"] == counters.of_class["village"]
    undecided = client.get("/targets/?in=no&standing=undecided").context["total"]
    assert undecided == counters.undecided > 0


def test_what_was_announced_is_named_with_its_document(run: Run) -> None:
    assert "名单尚未公布" in signed_in("office").get("/").text
    beside(run)
    page = Read(signed_in("office").get("/").text)
    assert f"/announcements/{Announcement.objects.get().pk}/" in page.ways_on
    assert "渝扶组发〔2020〕8号" in page.text


def test_a_place_that_falls_short_is_red_and_counted_as_such(run: Run) -> None:
    context = signed_in("office").get("/").context
    for one, lines, _, n_ill, _ in context["classes"]:
        rows = Target.objects.filter(
            run=run, target_class=one.code, light="ill", standing__in=("designated", "included")
        )
        assert n_ill == rows.count() > 0, len(lines)


@pytest.mark.parametrize("name", ["without_duty", "duty_has_ended", "duty_has_not_begun"])
def test_whoever_has_no_duty_reads_no_number(name: str, run: Run) -> None:  # noqa: ARG001 - there is one
    answer = browser_of(name).get("/")
    counters = answer.context["counters"]
    assert (counters.remaining_poor, counters.n, counters.of_class) == (None, 0, {})
    assert "没有职责" in answer.text


@pytest.mark.parametrize("name", CAST)
def test_the_sealed_decision_is_offered_to_whoever_sees_the_whole(name: str, run: Run) -> None:  # noqa: ARG001 - there is one
    client = signed_in(name)
    offered = "/targets/sealed/" in Read(client.get("/").text).ways_on
    assert offered == (client.get("/targets/sealed/").status_code == 200)


def test_the_sealed_decision_is_the_file_that_the_command_writes(run: Run) -> None:
    answer = signed_in("office").get("/targets/sealed/")
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["digest"] == run.digest
    assert answer["Content-Disposition"].startswith("attachment; filename=")
