"""Jobs on their pages: seen by who may, asking again by themselves, asked for, stopped."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dingdian.records.jobs.actions import ask_for, beat, finish, take
from dingdian.records.jobs.models import Job, State
from tests.makers.cast import one_of_the_cast, signed_in

pytestmark = pytest.mark.django_db
POLLS = 'hx-trigger="every 2s"'


def asked(by: str = "office", kind: str = "verify_trail") -> Job:
    return ask_for(kind, by=one_of_the_cast(by))


def running(by: str = "office") -> Job:
    asked(by)
    job = take(worker="one")
    assert job is not None
    return job


def english(job: Job) -> str:
    """The page of a job in English."""
    return signed_in("office", language="en").get(f"/jobs/{job.pk}/").text


def test_a_running_job_says_how_far_it_is_and_asks_again_by_itself() -> None:
    job = running()
    beat(job, done=25, total=100, message="identify")
    assert "25 of 100 done (25%) · identifying" in english(job)
    page = signed_in("office").get(f"/jobs/{job.pk}/").text
    assert "已完成 25 / 100（25%）" in page
    assert '<progress id="how-far" max="100" value="25">' in page
    assert f'hx-get="/jobs/{job.pk}/" {POLLS}' in page
    assert "刷新" in page


def test_htmx_is_given_the_job_alone_and_stops_asking_once_it_has_ended() -> None:
    job, client = running(), signed_in("office")
    part = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<div id="job"')
    assert POLLS in part
    finish(job, result={"entries": 12, "intact": True, "first_bad": None})
    part = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"}).text
    assert POLLS not in part
    assert "完整：12条。" in part


@pytest.mark.parametrize(
    ("state", "result", "says"),
    [
        (State.DONE, {"entries": 9, "intact": False, "first_bad": 4}, "Entry 4 is not as it was"),
        (State.CANCELLED, {}, "It stopped when asked to"),
        (State.FAILED, {"why": "its worker died"}, "The process that ran it died each time"),
        (
            State.FAILED,
            {
                "where": "registry",
                "says": {"zh": "没有。", "en": "There is none."},
                "do": {"zh": "请放好。", "en": "Put it there."},
            },
            "registry: There is none. Put it there.",
        ),
    ],
)
def test_what_came_of_a_job_is_said_in_words(
    state: State, result: dict[str, object], says: str
) -> None:
    job = running()
    finish(job, state=state, result=result)
    assert says in signed_in("office", language="en").get(f"/jobs/{job.pk}/").text


def test_a_job_is_seen_by_who_asked_and_by_who_may_run_jobs() -> None:
    job = asked("inspector")
    for name in ("inspector", "office", "steward"):
        assert signed_in(name).get(f"/jobs/{job.pk}/").status_code == 200
    for name in ("county", "county_inspector", "evaluator", "outsider"):
        assert signed_in(name).get(f"/jobs/{job.pk}/").status_code == 404
        assert "这里没有任务" in signed_in(name).get("/jobs/").text


def test_a_number_beyond_all_jobs_is_not_there() -> None:
    assert signed_in("office").get("/jobs/999999999999999999999999/").status_code == 404


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("office", {"verify_trail", "keep_run"}),
        ("steward", {"verify_trail"}),
        ("inspector", {"verify_trail"}),
        ("county_inspector", set()),
        ("county", set()),
    ],
)
def test_only_the_kinds_that_somebody_may_ask_for_are_offered(name: str, kinds: set[str]) -> None:
    client = signed_in(name)
    page = client.get("/jobs/").text
    assert {kind for kind in ("verify_trail", "keep_run") if f'value="{kind}"' in page} == kinds
    for kind in ("verify_trail", "keep_run", "no_such_kind"):
        answer = client.post("/jobs/ask/", {"kind": kind})
        assert answer.status_code == (302 if kind in kinds else 403)


def test_what_is_under_way_is_not_asked_for_again() -> None:
    asked()
    page = signed_in("steward").post("/jobs/ask/", {"kind": "verify_trail"}, follow=True).text
    assert "没有重复提交" in page
    assert Job.objects.count() == 1


def test_a_job_is_stopped_by_who_may_run_jobs_alone() -> None:
    job = asked("inspector")
    assert signed_in("inspector").post(f"/jobs/{job.pk}/cancel/").status_code == 403
    page = signed_in("steward").post(f"/jobs/{job.pk}/cancel/", follow=True).text
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    assert "已要求停止" in page
    assert "没有改动" in signed_in("steward").post(f"/jobs/{job.pk}/cancel/", follow=True).text


def test_a_page_of_many_jobs_takes_as_many_queries_as_one_of_few() -> None:
    client = signed_in("office")
    counts = []
    for _ in range(2):
        asked()
        with CaptureQueriesContext(connection) as queries:
            client.get("/jobs/", {"state": "waiting"})
        counts.append(len(queries))
        for _ in range(20):
            asked("steward")
    assert counts[0] == counts[1]
