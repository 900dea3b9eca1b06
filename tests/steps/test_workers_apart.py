"""Workers as processes of their own: no job is run twice, and none is lost with its worker.

On SQLite, and where the tests are given a PostgreSQL, in a database of its own there.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.conftest import REPOSITORY

BEGIN = """
import json, os, sys, time
from datetime import timedelta
from dingdian.application import start
start()
from dingdian.records.jobs.actions import ask_for
from dingdian.records.jobs.models import Job
from dingdian.records.trail.models import Entry
from dingdian.steps.work import Worker
"""
ASK = """
for _ in range(int(sys.argv[1])):
    ask_for("runs", by=None)
"""
WORK = """
def runs(job, progress):
    progress()
    with open(sys.argv[1], "a") as ran:
        ran.write(f"{job.pk}\\n")
    time.sleep(0.02)
    return {}
Worker(kinds={"runs": runs}, idle=timedelta(seconds=0.05)).work(until_idle=True)
"""
HANG = """
def runs(job, progress):
    progress()
    print("running", flush=True)
    time.sleep(600)
Worker(kinds={"runs": runs}, lease=timedelta(seconds=1.5)).work()
"""
TAKE_UP = """
def runs(job, progress):
    return {"attempt": job.attempts}
worker = Worker(kinds={"runs": runs})
while (job := worker.take_turn()) is None:
    time.sleep(0.1)
"""
TELL = """
jobs = list(Job.objects.order_by("pk").values("pk", "state", "attempts", "result"))
print(json.dumps({"jobs": jobs, "done": Entry.objects.filter(deed="work done").count()}))
"""

Python = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def python(tmp_path: Path) -> Python:
    """Runs a program against a fresh installation whose tables are made."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DINGDIAN_")}
    environment = kept | {"DINGDIAN_HOME": str(tmp_path / "home"), "PYTHONPATH": str(REPOSITORY)}
    given = os.environ.get("DINGDIAN_DATABASE_URL", "")
    if given:
        environment["DINGDIAN_DATABASE_URL"] = fresh_database(given)

    def run(program: str, *words: object) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", BEGIN + program, *map(str, words)]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)

    said(
        run("from django.core.management import call_command; call_command('migrate', verbosity=0)")
    )
    return run


def fresh_database(given: str) -> str:
    """A database of its own beside the one given: what workers commit is not rolled back."""
    psycopg = pytest.importorskip("psycopg")
    name = "dingdian_workers"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    return urlsplit(given)._replace(path=f"/{name}").geturl()


def said(process: "subprocess.Popen[str]") -> str:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return out


def told(python: Python) -> dict[str, Any]:
    found = json.loads(said(python(TELL)))
    assert isinstance(found, dict)
    return found


def test_two_workers_never_run_one_job(python: Python, tmp_path: Path) -> None:
    said(python(ASK, 40))
    ran = tmp_path / "ran"
    for process in [python(WORK, ran) for _ in range(2)]:
        said(process)
    found = told(python)
    assert sorted(map(int, ran.read_text().split())) == [job["pk"] for job in found["jobs"]]
    assert {(job["state"], job["attempts"]) for job in found["jobs"]} == {("done", 1)}
    assert found["done"] == 40


def test_the_job_of_a_killed_worker_is_taken_up_by_the_next(python: Python) -> None:
    said(python(ASK, 1))
    with python(HANG) as hanging:
        assert hanging.stdout is not None
        assert hanging.stdout.readline() == "running\n"
        hanging.send_signal(signal.SIGKILL)
    said(python(TAKE_UP))
    (job,) = told(python)["jobs"]
    assert (job["state"], job["attempts"], job["result"]) == ("done", 2, {"attempt": 2})


def test_a_job_that_takes_longer_than_its_lease_stays_its_workers(python: Python) -> None:
    said(python(ASK, 1))
    with python(HANG) as hanging:
        assert hanging.stdout is not None
        assert hanging.stdout.readline() == "running\n"
        program = "time.sleep(3); assert Worker(kinds={}).take_turn() is None"
        said(python(program))
        assert [job["attempts"] for job in told(python)["jobs"]] == [1]
        hanging.send_signal(signal.SIGKILL)
