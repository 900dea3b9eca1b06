"""Look at the records: the database, its changes, the places, the trail, the work, the files."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from dingdian.campaign.reading import load
from dingdian.installation import Installation
from dingdian.lexicon.text import Text, same
from dingdian.records.jobs.queries import jobs_by_state
from dingdian.records.secrecy.kept import anything_is_sealed
from dingdian.records.secrecy.keys import RESTORE
from dingdian.records.secrecy.opening import columns_that_stay_shut, missing_keys
from dingdian.records.trail.queries import Soundness, soundness, soundness_of_end
from dingdian.steps.collect_static import is_collected
from dingdian.steps.examined import Examined
from dingdian.steps.ready import MIGRATE, has_a_database, has_places, unapplied
from dingdian.steps.work import last_alive

OLDEST_SQLITE = (3, 37)
OLDEST_POSTGRESQL = 130000
END = 500
"""How many of the last entries of the trail are looked at, where not all are asked for."""
SILENT_FOR = timedelta(seconds=30)


def examine_records(settings: Installation, *, whole_trail: bool) -> Iterator[Examined]:
    """Each thing after that on which it rests; the rest is left out where one of those is not."""
    found = database()
    yield found
    if found.state == "fault":
        return
    found = migrations()
    yield found
    if found.state == "fault":
        return
    yield secrecy()
    yield places(settings)
    yield trail(soundness() if whole_trail else soundness_of_end(entries=END), whole=whole_trail)
    yield worker()
    yield static()


def database() -> Examined:
    """Whether it answers, and is new enough."""
    what = Text("数据库", "Database")
    if not has_a_database():
        says = Text("还没有建立", "Not made yet")
        return Examined("database", what, "fault", says, MIGRATE)
    try:
        connection.ensure_connection()
    except DatabaseError:
        return Examined(
            "database",
            what,
            "fault",
            Text("没有应答", "Does not answer"),
            Text(
                "请检查 DINGDIAN_DATABASE_URL 和数据库是否运行。",
                "Check DINGDIAN_DATABASE_URL, and that the database runs.",
            ),
        )
    name, new = _version()
    if new:
        return Examined("database", what, "ok", same(name))
    do = Text("需要 SQLite 3.37 或 PostgreSQL 13 以上。", "SQLite 3.37 or PostgreSQL 13, at least.")
    return Examined("database", what, "fault", same(name), do)


def _version() -> tuple[str, bool]:
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}", sqlite3.sqlite_version_info >= OLDEST_SQLITE
    number = int(getattr(connection, "pg_version", 0))
    return f"PostgreSQL {number // 10000}.{number % 10000}", number >= OLDEST_POSTGRESQL


def migrations() -> Examined:
    """Whether the database is as this version needs it."""
    what, missing = Text("数据库版本", "Its tables"), unapplied()
    if not missing:
        return Examined("migrations", what, "ok", Text("与程序一致", "As this version needs them"))
    says = Text("缺 {n} 处改动", "{n} changes are missing").fill(n=len(missing))
    return Examined("migrations", what, "fault", says, MIGRATE)


def secrecy() -> Examined:
    """Whether what is said of persons can be sealed, and what was sealed opens."""
    what, missing = Text("加密数据", "Sealed data"), missing_keys()
    if missing:
        says = Text("缺密钥：{names}", "Keys are missing: {names}").fill(names=", ".join(missing))
        do = RESTORE if anything_is_sealed() else MIGRATE
        return Examined("secrecy", what, "fault", says, do)
    shut = columns_that_stay_shut()
    if shut:
        says = Text("打不开：{names}", "Does not open: {names}").fill(names=", ".join(shut))
        return Examined("secrecy", what, "fault", says, RESTORE)
    return Examined(
        "secrecy", what, "ok", Text("密钥齐全，能打开", "Its keys are there, and open it")
    )


def places(settings: Installation) -> Examined:
    """Whether the places of the campaign's vintage are loaded."""
    vintage = load(settings.campaign).vintage
    what = Text("区划", "Places")
    if has_places():
        says = Text("{vintage} 年已载入", "Those of {vintage} are loaded").fill(vintage=vintage)
        return Examined("places", what, "ok", says)
    says = Text("{vintage} 年没有载入", "Those of {vintage} are missing").fill(vintage=vintage)
    return Examined("places", what, "fault", says, MIGRATE)


def trail(found: Soundness, *, whole: bool) -> Examined:
    """Whether the trail is as it was written: its end, or all of it."""
    what = Text("留痕", "Trail")
    if found.intact:
        says = (
            Text("完整，共 {n} 条", "Whole: {n} entries")
            if whole
            else Text("末尾完整，共 {n} 条", "Its end is whole: {n} entries in all")
        )
        return Examined("trail", what, "ok", says.fill(n=f"{found.entries:,}"))
    return Examined(
        "trail",
        what,
        "fault",
        Text("第 {n} 条不是当初写下的那一条", "Entry {n} is not as it was written").fill(
            n=f"{found.first_bad:,}"
        ),
        Text(
            "请保全数据库和日志，运行 dingdian trail verify，并报告。",
            "Keep the database and the logs as they are, run dingdian trail verify, and report it.",
        ),
    )


def worker() -> Examined:
    """Whether somebody does the work, and whether work waits for nobody."""
    what, seen, waiting = (
        Text("后台工作", "Worker"),
        last_alive(),
        jobs_by_state().get("waiting", 0),
    )
    says = Text("{how}，等待 {n} 件", "{how}; {n} jobs wait")
    if seen is not None and timezone.now() - seen < SILENT_FOR:
        how = Text("在运行", "Alive")
        return Examined("worker", what, "ok", says.fill(how=how, n=waiting))
    how = Text("没有在这台机器上运行", "None on this machine")
    do = Text(
        "请运行 dingdian serve 或 dingdian worker。", "Run dingdian serve, or dingdian worker."
    )
    return Examined("worker", what, "attention", says.fill(how=how, n=waiting), do)


def static() -> Examined:
    """Whether the files that pages load are those of this version."""
    what = Text("网页文件", "Static files")
    if is_collected():
        return Examined("static", what, "ok", Text("已就绪", "In place"))
    return Examined(
        "static",
        what,
        "attention",
        Text("还没有收集，或已过时", "Not collected, or older than this version"),
        Text("dingdian serve 启动时会自动收集。", "dingdian serve collects them when it starts."),
    )
