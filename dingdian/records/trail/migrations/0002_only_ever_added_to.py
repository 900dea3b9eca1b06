"""Let the database itself refuse to change or delete an entry of the trail."""

from typing import Any

from django.db import migrations

SQLITE = (
    """CREATE TRIGGER trail_entry_is_never_changed BEFORE UPDATE ON trail_entry
       BEGIN SELECT RAISE(ABORT, 'an entry of the trail is never changed'); END""",
    """CREATE TRIGGER trail_entry_is_never_deleted BEFORE DELETE ON trail_entry
       BEGIN SELECT RAISE(ABORT, 'an entry of the trail is never deleted'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION trail_entry_stands() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'an entry of the trail is never changed or deleted'; END $$""",
    """CREATE TRIGGER trail_entry_is_never_changed BEFORE UPDATE OR DELETE ON trail_entry
       FOR EACH ROW EXECUTE FUNCTION trail_entry_stands()""",
    """CREATE TRIGGER trail_is_never_emptied BEFORE TRUNCATE ON trail_entry
       FOR EACH STATEMENT EXECUTE FUNCTION trail_entry_stands()""",
)


def guard(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django passes it
    """Set the triggers of the database at hand."""
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """There is no way back: an unguarded trail is none."""

    dependencies = (("trail", "0001_initial"),)
    operations = (migrations.RunPython(guard, elidable=False),)
