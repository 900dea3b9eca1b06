"""The trail on its page: who may read which entries, in words, and whether it is whole."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dingdian.records.access.allowed import NOMINATE
from dingdian.records.jobs.actions import ask_for, finish, take
from dingdian.records.jobs.models import Job
from dingdian.records.trail.actions import note
from tests.makers.cast import CHENGKOU, LONGJU, VILLAGE, WANZHOU, one_of_the_cast, signed_in

pytestmark = pytest.mark.django_db
TRAIL = "/trail/"


def leave(*places: str, deed: str = "nominated a place") -> None:
    """Leave an entry for each of some places."""
    for number, place in enumerate(places, start=1):
        note(
            by=one_of_the_cast("office"),
            deed=deed,
            subject=f"targeting.nomination:{number}",
            place=place,
            told={"about": NOMINATE},
        )


def verified(**result: object) -> None:
    """A verification that came to its end with that answer."""
    ask_for("verify_trail", by=None)
    job = take(worker="one")
    assert job is not None
    finish(job, result=result)


def test_the_newest_entry_stands_first_in_words_with_its_ways() -> None:
    leave(VILLAGE)
    leave(WANZHOU, deed="confirmed a nomination")
    page = signed_in("inspector").get(TRAIL).text
    assert page.index("确认申报</td>") < page.index("申报短板弱项</td>")
    assert 'href="/nominations/1/"' in page
    assert f'href="/places/{VILLAGE}/"' in page


def test_a_county_inspector_reads_the_entries_of_their_county_alone() -> None:
    leave(VILLAGE, CHENGKOU)
    page = signed_in("county_inspector").get(TRAIL).text
    assert VILLAGE in page
    assert CHENGKOU not in page
    assert "载入行政区划</td>" not in page
    assert "载入行政区划</td>" in signed_in("inspector").get(TRAIL).text


@pytest.mark.parametrize("name", ["county", "township", "village", "department", "outsider"])
def test_who_may_not_read_the_trail_is_refused(name: str) -> None:
    answer = signed_in(name).get(TRAIL)
    assert answer.status_code == 403
    assert "您的职责不包括这一项" in answer.text


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({"deed": "nominated a place"}, True),
        ({"deed": "withdrew an override"}, False),
        ({"deed": "no such deed"}, True),
        ({"place": LONGJU}, True),
        ({"place": CHENGKOU}, False),
        ({"place": "\0"}, True),
        ({"by": "office"}, True),
        ({"by": "somebody else"}, False),
    ],
)
def test_entries_are_narrowed_by_deed_place_and_account(asked: dict[str, str], there: bool) -> None:
    leave(VILLAGE)
    page = signed_in("inspector").get(TRAIL, asked).text
    assert (f'href="/places/{VILLAGE}/"' in page) is there


def test_a_long_trail_pages_by_key_in_a_constant_number_of_queries() -> None:
    client = signed_in("inspector")
    leave(VILLAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(TRAIL)
    leave(*[VILLAGE, WANZHOU, LONGJU] * 30)
    with CaptureQueriesContext(connection) as many:
        page = client.get(TRAIL)
    assert len(many) == len(few)
    assert page.text.count('<th scope="row"') == 50
    after = page.context["slice"].after
    assert client.get(TRAIL, {"after": after}).text.count('<th scope="row"') > 40


def test_htmx_is_given_the_entries_alone() -> None:
    part = signed_in("inspector").get(TRAIL, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "<table>" in part.text


def test_a_trail_that_was_never_verified_says_so_and_offers_it() -> None:
    page = signed_in("inspector").get(TRAIL).text
    assert "还没有核对过" in page
    assert 'value="verify_trail"' in page
    assert 'value="verify_trail"' not in signed_in("county_inspector").get(TRAIL).text


def test_the_last_verification_is_shown_whole_or_with_the_entry_that_changed() -> None:
    verified(entries=1_204, intact=True, first_bad=None)
    assert "1,204 条，全部完整" in signed_in("inspector").get(TRAIL).text
    verified(entries=1_204, intact=False, first_bad=7)
    page = signed_in("inspector", language="en").get(TRAIL).text
    assert "Entry 7 was changed, removed or reordered." in page
    assert 'class="light ill"' in page


def test_an_inspector_asks_for_a_verification_and_sees_their_job() -> None:
    client = signed_in("inspector")
    answer = client.post("/jobs/ask/", {"kind": "verify_trail"}, follow=True)
    job = Job.objects.get()
    assert answer.redirect_chain[-1][0] == f"/jobs/{job.pk}/"
    assert "已提交“核对留痕”。" in answer.text
