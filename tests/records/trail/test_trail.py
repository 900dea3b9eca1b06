"""The trail: every deed leaves one entry, and no entry can be changed, lost or moved unseen."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from dingdian.records.access.models import User
from dingdian.records.trail import actions
from dingdian.records.trail.actions import PROGRAM, NotInATransaction, note
from dingdian.records.trail.models import Entry, Head
from dingdian.records.trail.queries import soundness, soundness_of_end

GUARDS = ("trail_entry_is_never_changed", "trail_entry_is_never_deleted")


@transaction.atomic
def _note_and_fail() -> None:
    note(by=None, deed="tried", subject="thing")
    raise RuntimeError("undone")


def write(count: int) -> int:
    """Note so many deeds; the number of the last entry before them."""
    before = Entry.objects.count()
    with transaction.atomic():
        for number in range(count):
            note(by=None, deed="tried", subject=f"thing:{number}", told={"n": number, "zh": "试"})
    return before


def past_the_guards(statement: str) -> None:
    """Do to the table what only somebody beyond the program could."""
    with connection.cursor() as cursor:
        for guard in GUARDS:
            on = " ON trail_entry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard}{on}")
        cursor.execute(statement)


@pytest.mark.django_db
def test_entries_are_numbered_without_a_gap_and_the_trail_is_whole() -> None:
    before = write(5)
    numbers = list(Entry.objects.values_list("number", flat=True))
    assert numbers == list(range(1, before + 6))
    assert soundness().entries == before + 5
    assert soundness().intact


@pytest.mark.django_db
def test_an_empty_trail_is_whole() -> None:
    past_the_guards("DELETE FROM trail_entry")
    Head.objects.all().delete()
    assert (soundness().entries, soundness().first_bad) == (0, None)


@pytest.mark.django_db
def test_an_entry_says_who_did_it() -> None:
    user = User.objects.create(username="office")
    with transaction.atomic():
        assert note(by=user, deed="tried", subject=user).by == "office"
        assert note(by=None, deed="tried", subject="jobs").by == PROGRAM
    assert Entry.objects.get(by="office").subject == f"access.user:{user.pk}"


@pytest.mark.django_db
def test_a_deed_outside_a_transaction_is_not_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Entry.objects.count()
    monkeypatch.setattr(actions, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(NotInATransaction):
        note(by=None, deed="tried", subject="thing")
    assert Entry.objects.count() == before


@pytest.mark.django_db
def test_a_deed_that_fails_leaves_no_entry() -> None:
    before = Entry.objects.count()
    with pytest.raises(RuntimeError, match="undone"):
        _note_and_fail()
    assert Entry.objects.count() == before
    write(1)
    assert soundness().intact


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_an_entry(deed: str) -> None:
    write(2)
    entries = Entry.objects.filter(number=1)
    change = {"update": lambda: entries.update(deed="something else"), "delete": entries.delete}
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        change[deed]()
    assert soundness().intact


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "first_bad"),
    [
        ("UPDATE trail_entry SET deed = 'tryed' WHERE number = {0} + 3", 3),
        ("UPDATE trail_entry SET by = 'somebody' WHERE number = {0} + 1", 1),
        ("UPDATE trail_entry SET told = '{{}}' WHERE number = {0} + 5", 5),
        ("UPDATE trail_entry SET place = '5' WHERE number = {0} + 4", 4),
        ("DELETE FROM trail_entry WHERE number = {0} + 2", 2),
        ("DELETE FROM trail_entry WHERE number = {0} + 5", 5),
        ("UPDATE trail_entry SET number = {0} + 9 WHERE number = {0} + 5", 5),
    ],
)
def test_the_first_entry_that_was_tampered_with_is_named(statement: str, first_bad: int) -> None:
    before = write(5)
    past_the_guards(statement.format(before))
    assert soundness().first_bad == before + first_bad
    assert not soundness().intact


@pytest.mark.django_db
def test_a_trail_that_was_emptied_is_found() -> None:
    write(2)
    past_the_guards("DELETE FROM trail_entry")
    assert soundness().first_bad == 1


@pytest.mark.django_db
def test_two_entries_that_changed_places_are_found() -> None:
    before = write(4)
    for move in ("{0} + 2 TO -1", "{0} + 3 TO {0} + 2", "-1 TO {0} + 3"):
        here, _, there = move.format(before).partition(" TO ")
        past_the_guards(f"UPDATE trail_entry SET number = {there} WHERE number = {here}")  # noqa: S608 - this test's own numbers
    subjects = list(Entry.objects.values_list("subject", flat=True))[before:]
    assert subjects == ["thing:0", "thing:2", "thing:1", "thing:3"]
    assert soundness().first_bad == before + 2


@pytest.mark.django_db
def test_a_head_that_was_set_back_with_the_trail_shortened_is_found() -> None:
    before = write(3)
    past_the_guards(f"DELETE FROM trail_entry WHERE number = {before + 3}")  # noqa: S608 - this test's own number
    Head.objects.update(number=before + 2)
    assert soundness().first_bad == before + 3


@pytest.mark.django_db
def test_a_note_takes_the_same_few_queries_however_long_the_trail_is() -> None:
    write(1)
    counts = []
    for length in (1, 30):
        write(length)
        with (
            transaction.atomic(),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            note(by=None, deed="tried", subject="thing")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6


@pytest.mark.django_db
def test_the_end_of_a_trail_is_looked_at_without_walking_all_of_it() -> None:
    before = write(5)
    assert soundness_of_end(entries=3) == soundness_of_end(entries=1_000) == soundness()
    past_the_guards("UPDATE trail_entry SET deed = 'x' WHERE subject = 'thing:0'")
    assert soundness_of_end(entries=3).intact
    assert soundness_of_end(entries=1_000).first_bad == before + 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "bad"),
    [
        ("UPDATE trail_entry SET deed = 'x' WHERE number = {last}", 0),
        ("DELETE FROM trail_entry WHERE number = {last}", 0),
        ("UPDATE trail_head SET seal = 'x'", 1),
        ("DELETE FROM trail_entry", None),
    ],
)
def test_a_change_at_the_end_is_found_there(statement: str, bad: int | None) -> None:
    last = write(5) + 5
    past_the_guards(statement.format(last=last))
    found = soundness_of_end(entries=3)
    assert found.entries == last
    assert found.first_bad == (1 if bad is None else last + bad)


@pytest.mark.django_db
def test_the_end_of_an_empty_trail_is_whole() -> None:
    past_the_guards("DELETE FROM trail_entry")
    Head.objects.all().delete()
    assert soundness_of_end(entries=3).intact
