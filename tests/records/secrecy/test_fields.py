"""A sealed text is a text to whoever reads the row, and nothing to whoever reads the database."""

import copy
import pickle

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.db.models import F

from dingdian.records.secrecy.blinding import NAME, blind, blinds
from dingdian.records.secrecy.fields import SHOWN, Sealed, SealedText
from tests.makers.letters import APART, Letter

NAMES = ("示例甲子", "示例乙丑二", "示例丙寅")
Letters = type[Letter]


def as_kept(column: str = "to") -> list[bytes | None]:
    """The column as the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT "to", says FROM letters_letter ORDER BY id')
        at = ("to", "says").index(column)
        return [row[at] and bytes(row[at]) for row in cursor.fetchall()]


def write(letters: Letters, *names: str) -> None:
    numbers = blinds(names, NAME)
    letters.objects.bulk_create(
        letters(to=name, to_blind=number) for name, number in zip(names, numbers, strict=True)
    )


def test_what_was_written_is_read_and_the_database_holds_it_sealed(letters: Letters) -> None:
    letters.objects.create(to=NAMES[0], says=None)
    one = letters.objects.get()
    assert (one.to, one.says) == (NAMES[0], None)
    (body,) = as_kept()
    assert body is not None
    assert NAMES[0].encode() not in body
    assert len(body) == len(NAMES[0].encode()) + 29
    assert as_kept("says") == [None]


def test_many_are_written_and_changed_at_once(letters: Letters) -> None:
    write(letters, *NAMES)
    found = list(letters.objects.order_by("pk"))
    assert [one.to for one in found] == list(NAMES)
    for one in found:
        one.to += "三"
    letters.objects.bulk_update(found, ["to"])
    assert [one.to for one in letters.objects.order_by("pk")] == [f"{one}三" for one in NAMES]
    assert letters.objects.update(says="公示") == 3
    assert {one.says for one in letters.objects.all()} == {"公示"}


def test_values_are_shut_until_their_text_is_asked_for(letters: Letters) -> None:
    write(letters, *NAMES)
    rows = list(letters.objects.order_by("pk").values("to", "says", again=F("to")))
    assert [row["to"].text for row in rows] == list(NAMES)
    assert [row["again"].text for row in rows] == list(NAMES)
    assert {row["says"] for row in rows} == {None}
    assert not any(name in repr(rows) for name in NAMES)


def test_a_text_that_was_left_out_is_fetched_when_it_is_asked_for(letters: Letters) -> None:
    write(letters, NAMES[0])
    for one in (letters.objects.only("to_blind").get(), letters.objects.defer("to").get()):
        assert "to" not in one.__dict__
        assert one.to == NAMES[0]


def test_a_row_shows_nothing_of_it_and_is_pickled_shut(letters: Letters) -> None:
    written = letters(to=NAMES[0], says="公示")
    assert (written.to, written.says) == (NAMES[0], "公示")
    written.save()
    for one in (written, letters.objects.get()):
        assert one.to == NAMES[0]
        assert NAMES[0] not in repr(one) + repr(vars(one)) + str(vars(one)["to"])
        shut = pickle.dumps(one.__dict__["to"])
        assert NAMES[0].encode() not in shut
        assert pickle.loads(shut).text == NAMES[0]  # noqa: S301 - pickled in the line above
        assert copy.deepcopy(one.__dict__["to"]).text == NAMES[0]
    assert repr(vars(written)["to"]) == SHOWN


def test_what_nobody_changed_is_not_sealed_again(letters: Letters) -> None:
    write(letters, NAMES[0])
    before = as_kept()
    letters.objects.get().save()
    assert as_kept() == before


def test_a_search_is_refused_and_told_of_the_blind_index(letters: Letters) -> None:
    for asked in ("to", "to__in", "to__contains", "to__lower", "to__gt"):
        with pytest.raises(FieldError, match=r"blind\(name, NAME\)"):
            list(letters.objects.filter(**{asked: NAMES[0]}))
    with pytest.raises(FieldError, match="blind index"):
        list(letters.objects.exclude(to=NAMES[0]))


def test_the_blind_index_finds_it_and_a_missing_one_is_found(letters: Letters) -> None:
    write(letters, *NAMES)
    assert letters.objects.get(to_blind=blind(" 示例 甲子", NAME)).to == NAMES[0]
    assert not letters.objects.filter(to_blind=blind("示例", NAME)).exists()
    assert letters.objects.filter(says=None).count() == 3
    assert letters.objects.filter(says__isnull=False).count() == 0


@pytest.mark.parametrize("value", [5, b"bytes", ["list"]])
def test_what_is_no_text_is_never_kept_in_plain(letters: Letters, value: object) -> None:
    with pytest.raises(TypeError, match="takes a text"):
        letters.objects.create(to=value)
    with pytest.raises(TypeError, match="takes a text"):
        letters.objects.update(to=value)


def test_a_value_of_another_column_is_sealed_for_its_new_one(letters: Letters) -> None:
    write(letters, NAMES[0])
    one = letters.objects.get()
    one.says = letters.objects.values_list("to", flat=True).get()
    one.save()
    assert letters.objects.get().says == NAMES[0]
    assert Sealed("letters_letter.says", body=as_kept("says")[0]).text == NAMES[0]


def test_a_sealed_column_is_not_unique_or_indexed() -> None:
    class Wrong(models.Model):
        number = SealedText(unique=True)
        phone = SealedText(db_index=True)

        class Meta:
            app_label = "letters"
            apps = APART

        def __str__(self) -> str:
            return "wrong"

    found = [one.id for field in Wrong._meta.local_fields for one in field.check()]
    assert found == ["secrecy.E001", "secrecy.E001"]


def test_a_renamed_column_keeps_the_name_it_was_sealed_under() -> None:
    field = SealedText(null=True, sealed_as="registry_member.name")
    assert field.where == "registry_member.name"
    _, path, words, named = field.deconstruct()
    assert (path, words) == ("dingdian.records.secrecy.fields.SealedText", [])
    assert named == {"null": True, "sealed_as": "registry_member.name"}
    assert field.clone().where == field.where


def test_a_fixture_holds_none_of_it(letters: Letters) -> None:
    with pytest.raises(TypeError, match="back the database"):
        letters._meta.get_field("to").value_to_string(letters(to=NAMES[0]))
