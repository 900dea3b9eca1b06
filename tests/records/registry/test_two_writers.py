"""Two writers on one household: the second is told, and nothing is lost, on either database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

READY = """
import sys
from datetime import date
import django
django.setup()
from dingdian.campaign.reading import load
from dingdian.records.access.models import Duty, Role, User
from dingdian.records.places.models import Place, Standing
from dingdian.records.registry import actions
from dingdian.records.registry.entering import Newcomer
from dingdian.records.registry.models import Household, HouseholdRound
from dingdian.records.registry.refusals import Changed
CAMPAIGN = load("chongqing_2020")
MAY = date(2020, 5, 1)
"""
LAY = f"""{READY}
from django.core.management import call_command
call_command("migrate", verbosity=0)
place = Place.objects.create()
village = Standing.objects.create(
    place=place, vintage=2020, code="500101151901", name="示例村", official_name="示例村",
    level="village", kind="village_committee", path="50/500101151901/", position=1)
for name in ("first", "second"):
    user = User.objects.create(username=name)
    Duty.objects.create(user=user, role=Role.VILLAGE, place=place, since=date(2020, 1, 1))
people = [Newcomer({{"name": "张三", "relation": "head"}})]
actions.enter_household("H1", village=village, since=date(2020, 1, 1), campaign=CAMPAIGN,
    by=user, members=people)
"""
WRITE = f"""{READY}
who = sys.argv[1]
by = User.objects.get(username=who)
kept = told = 0
for number in range(15):
    home = Household.objects.get(number="H1")
    try:
        area = int(who == "first") * 1000 + number + 1
        actions.change_household(home, fields={{"house_area_dm2": area}}, since=MAY,
            version=home.version, campaign=CAMPAIGN, by=by)
        kept += 1
    except Changed as refused:
        assert refused.doings, refused
        told += 1
print(kept, told)
"""
STALE = f"""{READY}
by = User.objects.get(username=sys.argv[1])
home = Household.objects.get(number="H1")
print("ready", flush=True)
sys.stdin.readline()
try:
    actions.change_household(home, fields={{"house_grade": sys.argv[2]}}, since=MAY,
        version=home.version, campaign=CAMPAIGN, by=by)
    print("kept")
except Changed as refused:
    (doing,) = refused.doings
    (one,) = refused.differences
    print("told", doing.by, one.field, one.was, one.now)
"""
LOOK = f"""{READY}
from dingdian.records.registry.models import Deed
from dingdian.records.trail.queries import soundness
home = Household.objects.get(number="H1")
live = HouseholdRound.objects.filter(household=home, undone_at=None)
print(home.version, Deed.objects.count(), live.count(), soundness().intact)
"""


@pytest.fixture
def home(
    tmp_path: Path,
    django_db_setup: None,  # noqa: ARG001 - the server is known once the tests have a database
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[dict[str, str]]:
    """The environment of an installation with a database of its own."""
    told = os.environ | {"DINGDIAN_HOME": str(tmp_path), "DINGDIAN_DATABASE_URL": ""}
    if connection.vendor != "postgresql":
        yield told
        return
    name = f"two_writers_{os.getpid()}"
    at = connection.settings_dict
    user, host = quote(str(at["USER"])), f"{at['HOST']}:{at['PORT']}"
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        yield told | {"DINGDIAN_DATABASE_URL": f"postgresql://{user}@{host}/{name}"}
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def started(script: str, home: dict[str, str], *told: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *told],
        env=home,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(one: subprocess.Popen[str]) -> list[str]:
    """What a writer said, once it has ended well."""
    told = one.communicate(timeout=120)[0].split()
    assert one.returncode == 0
    return told


def test_the_second_of_two_writers_is_told_and_nothing_is_lost(home: dict[str, str]) -> None:
    said(started(LAY, home))
    writers = [started(STALE, home, *told) for told in (("first", "C"), ("second", "D"))]
    for one in writers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in writers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = sorted((said(one) for one in writers), key=len)
    assert told[0] == ["kept"]
    assert told[1][0] == "told"
    assert told[1][2:] in (["house_grade", "None", "C"], ["house_grade", "None", "D"])
    assert said(started(LOOK, home)) == ["2", "2", "2", "True"]


def test_many_writes_of_two_at_once_are_kept_or_told_one_by_one(home: dict[str, str]) -> None:
    said(started(LAY, home))
    writers = [started(WRITE, home, name) for name in ("first", "second")]
    counts = [[int(word) for word in said(one)] for one in writers]
    assert [sum(one) for one in counts] == [15, 15]
    kept = sum(one[0] for one in counts)
    version, deeds, live, intact = said(started(LOOK, home))
    assert (int(version), int(deeds)) == (1 + kept, 1 + kept)
    assert (live, intact) == ("2", "True")
