"""A model that only these tests have: a letter, to whom it goes and what it says, sealed."""

from collections.abc import Iterator

import pytest
from django.apps.registry import Apps
from django.db import connection, models

from dingdian.records.secrecy import kept
from dingdian.records.secrecy.fields import SealedText

APART = Apps()


class Letter(models.Model):
    """A letter to somebody: sealed, but for the number by which it is found."""

    to = SealedText()
    says = SealedText(null=True)
    to_blind = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        app_label = "letters"
        apps = APART

    def __str__(self) -> str:
        return f"letter {self.pk}"


@pytest.fixture
def letters(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Letter]]:
    """The table of letters, as long as a test runs."""
    monkeypatch.setattr(kept, "apps", APART)
    sql, words = connection.SchemaEditorClass(connection).table_sql(Letter)  # type: ignore[misc]  # every backend has one
    with connection.cursor() as cursor:
        cursor.execute(sql, words or None)
    yield Letter
