"""Whether an installation is ready to be worked with: its database as it must be, its places."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from dingdian.campaign.reading import load
from dingdian.installation import installation
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.places.models import Standing

MIGRATE = Text("请先运行 dingdian migrate。", "Run dingdian migrate first.")


def see_that_it_is_ready(*, places: bool = True) -> None:
    """Raises Unusable where the database is not up to this version, or the places are missing."""
    if not has_a_database() or unapplied():
        raise Unusable(
            "not_migrated",
            Text("数据库还没有建立或没有升级。", "The database is missing, or an older one."),
            MIGRATE,
        )
    if places and not has_places():
        raise Unusable(
            "no_places", Text("区划还没有载入。", "The places are not loaded yet."), MIGRATE
        )


def has_a_database() -> bool:
    """Whether there is one to ask: asking SQLite for a file that is missing would make it."""
    if connection.vendor == "sqlite":
        return (installation().home / "dingdian.sqlite3").is_file()
    return True


def unapplied() -> list[str]:
    """The changes of the database that are still to be made; raises Unusable if it is silent."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        raise Unusable(
            "database_silent",
            Text("数据库没有应答。", "The database does not answer."),
            Text(
                "请检查 DINGDIAN_DATABASE_URL 和数据库是否运行。",
                "Check DINGDIAN_DATABASE_URL, and that the database runs.",
            ),
        ) from None
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def has_places() -> bool:
    """Whether the places of the campaign's vintage are there."""
    vintage = load(installation().campaign).vintage
    return Standing.objects.filter(vintage=vintage).exists()
