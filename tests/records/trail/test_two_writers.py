"""Several writers at once: the trail stays one chain, and no job is given to two workers."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

WRITERS = 3
DEEDS = 20
READY = """
import django
django.setup()
from django.db import transaction
"""
LAY = f"""
{READY}
from django.core.management import call_command
from dingdian.records.jobs.actions import ask_for
call_command("migrate", verbosity=0)
for number in range({WRITERS * DEEDS}):
    ask_for("freeze", by=None)
"""
WRITE = f"""
{READY}
import sys
from dingdian.records.trail.actions import note
for number in range({DEEDS}):
    with transaction.atomic():
        note(by=None, deed="tried", subject=sys.argv[1], told={{"number": number}})
"""
TAKE = f"""
{READY}
import sys
from dingdian.records.jobs.actions import take
while (job := take(worker=sys.argv[1])) is not None:
    print(job.pk)
"""
LOOK = f"""
{READY}
from dingdian.records.trail.queries import soundness
print(soundness().entries, soundness().intact)
"""


@pytest.fixture
def home(
    tmp_path: Path,
    django_db_setup: None,  # noqa: ARG001 - the server is known once the tests have a database
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[dict[str, str]]:
    """The environment of an installation with a database of its own: trails cannot be emptied."""
    told = os.environ | {"DINGDIAN_HOME": str(tmp_path), "DINGDIAN_DATABASE_URL": ""}
    if connection.vendor != "postgresql":
        yield told
        return
    name = f"writers_{os.getpid()}"
    at = connection.settings_dict
    user, host = quote(str(at["USER"])), f"{at['HOST']}:{at['PORT']}"
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        yield told | {"DINGDIAN_DATABASE_URL": f"postgresql://{user}@{host}/{name}"}
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def started(script: str, home: dict[str, str], *told: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *told]
    return subprocess.Popen(command, env=home, stdout=subprocess.PIPE, text=True)


def said(writers: list[subprocess.Popen[str]]) -> list[list[str]]:
    """What each of them said, once all have ended well."""
    told = [one.communicate(timeout=120)[0].split() for one in writers]
    assert [one.returncode for one in writers] == [0] * len(writers)
    return told


def test_writers_at_once_leave_one_chain_and_take_each_job_once(home: dict[str, str]) -> None:
    said([started(LAY, home)])
    said([started(WRITE, home, f"writer:{number}") for number in range(WRITERS)])
    assert said([started(LOOK, home)]) == [[str(2 * WRITERS * DEEDS), "True"]]
    taken = said([started(TAKE, home, f"worker {number}") for number in range(WRITERS)])
    jobs = [job for worker in taken for job in worker]
    assert len(jobs) == len(set(jobs)) == WRITERS * DEEDS
