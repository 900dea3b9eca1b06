"""What if the thresholds were others: what moves is shown, what is refused says why."""

import pytest

from dingdian.records.targeting.models import Run, Target
from tests.makers.cast import CHENGKOU, LONGJU, signed_in
from tests.makers.page_read import Read

pytestmark = pytest.mark.django_db
TO = "/targets/what-if/"
LOWER, HIGHER = f"{TO}?remaining_poor_over=4", f"{TO}?remaining_poor_over=29"


def moved(to: str, name: str = "office", *, language: str = "zh-hans") -> Read:
    """The page as somebody reads it."""
    return Read(signed_in(name, language=language).get(to).text)


def test_as_it_was_nothing_enters_and_nothing_leaves(run: Run) -> None:
    answer = signed_in("office").get(TO)
    assert "与保存的结果相同。" in answer.text
    assert (answer.context["entered"], answer.context["left"]) == ([], [])
    included = Target.objects.filter(run=run, target_class="village", standing="included").count()
    assert [after.n_in for _, _, after in answer.context["classes"]] == [2, included]


def test_a_lower_threshold_lets_places_enter_and_says_why(run: Run) -> None:
    answer = signed_in("office").get(LOWER)
    entered = [one.code for one, _ in answer.context["entered"]]
    was = set(Target.objects.filter(run=run, standing="included").values_list("code", flat=True))
    assert entered
    assert not was & set(entered)
    assert f"进入 {len(entered)} 个，退出 0 个" in answer.text
    assert all(one.why for one, _ in answer.context["entered"])
    page = Read(answer.text)
    assert {f"/targets/{code}/" for code in entered} <= page.ways_on


def test_a_higher_threshold_makes_places_leave(run: Run) -> None:
    answer = signed_in("office").get(HIGHER)
    left = {one.code for one, _ in answer.context["left"]}
    rows = Target.objects.filter(run=run, target_class="village", standing="included")
    others = rows.exclude(holds=["remaining_poor"]).values_list("code", flat=True)
    assert left
    assert not left & set(others)


def test_a_smaller_quota_leaves_some_out_or_tied(run: Run) -> None:  # noqa: ARG001 - there is one
    context = signed_in("office").get(f"{TO}?village.quota=5").context
    ((_, _, _), (_, before, after)) = context["classes"]
    assert after.n_in + after.n_tied + after.n_beyond_quota == before.n_in
    assert len(context["left"]) == before.n_in - after.n_in > 0
    assert len(context["tied"]) == after.n_tied


@pytest.mark.parametrize("name", ["county", "township", "outsider"])
def test_others_are_counted_elsewhere_and_not_named(name: str, run: Run) -> None:  # noqa: ARG001 - there is one
    begins = {"county": "500101", "township": LONGJU, "outsider": CHENGKOU}[name]
    whole = signed_in("office").get(LOWER).context["answer"]
    own = signed_in(name).get(LOWER).context["answer"]
    assert [one.code for one in own.entered] == [
        one.code for one in whole.entered if one.code.startswith(begins)
    ]
    assert own.elsewhere.entered + len(own.entered) == len(whole.entered)
    page = moved(LOWER, name)
    assert f"职责范围以外另有 {own.elsewhere.entered} 个进入" in page.text
    assert all(one.startswith(begins) for one in page.codes)


@pytest.mark.parametrize(
    "value", ["abc", "-1", "1.5", "99999999999999999999", "１０", "1e3", "\0", "<b>", "1" * 5000]
)
def test_a_value_that_cannot_be_is_refused_in_words_and_the_dials_stay(
    value: str,
    run: Run,  # noqa: ARG001 - there is one
) -> None:
    for language in ("zh-hans", "en"):
        client = signed_in("office", language=language)
        answer = client.get(TO, {"remaining_poor_over": value})
        assert answer.status_code == 200
        if answer.context["refused"] is None:
            assert answer.context["answer"].changed == {"remaining_poor_over": int(value)}
            continue
        assert answer.context["refused"].says["zh" if language == "zh-hans" else "en"]
        assert [one.name for one in answer.context["answer"].dials]
        assert "<b>" not in answer.text.partition('id="answer"')[2].partition("<p class")[0]


def test_what_is_no_parameter_is_passed_by(run: Run) -> None:  # noqa: ARG001 - there is one
    answer = signed_in("office").get(f"{TO}?utm=1&remaining_poor_over=&csrf=x")
    assert answer.context["answer"].changed == {}
    assert answer.context["refused"] is None


def test_htmx_is_given_the_answer_alone(run: Run) -> None:  # noqa: ARG001 - there is one
    part = signed_in("office").get(LOWER, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert "进入" in part


def test_every_dial_stands_at_what_was_tried(run: Run) -> None:
    dials = signed_in("office").get(LOWER).context["answer"].dials
    told = {one.name: one.value for one in dials}
    assert told == {**{name: run.parameters[name] for name in told}, "remaining_poor_over": 4}


def test_each_language_says_the_same_numbers(run: Run) -> None:  # noqa: ARG001 - there is one
    chinese, english = moved(LOWER), moved(LOWER, language="en")
    assert chinese.codes == english.codes
    assert "enter, 0 leave" in english.text
