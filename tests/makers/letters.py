"""A model that only these tests have: a letter, to whom it goes and what it says, sealed."""

from types import SimpleNamespace
from typing import ClassVar

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
    objects: ClassVar[models.Manager["Letter"]] = models.Manager()

    class Meta:
        app_label = "letters"
        apps = APART

    def __str__(self) -> str:
        return f"letter {self.pk}"


@pytest.fixture
def letters(
    db: None,  # noqa: ARG001 - opens the database
    monkeypatch: pytest.MonkeyPatch,
) -> type[Letter]:
    """The table of letters, as long as a test runs."""
    monkeypatch.setattr(kept, "apps", SimpleNamespace(get_models=lambda: [Letter]))
    sql, words = connection.SchemaEditorClass(connection).table_sql(Letter)
    with connection.cursor() as cursor:
        cursor.execute(sql, words or None)
    return Letter
