"""Finding households and people by a name, its spelling or a number, where somebody may look."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from dingdian.records.access.scope import Scope
from dingdian.records.registry import belonging
from dingdian.records.registry.naming import spelling_of
from dingdian.records.registry.searching import search
from tests.makers.households import HEAD, named
from tests.records.registry.conftest import World

pytestmark = pytest.mark.django_db
ID_NUMBER = "990101197005010017"


@pytest.mark.parametrize(
    "text",
    [
        *("单晓明", " 单晓明 ", "shanxiaoming", "Shan Xiaoming", "sxm", "SXM", "H-77", "h-77"),
        *("0017", ID_NUMBER, "９９０１０１１９７００５０１００１７", "138 1234 5678"),
    ],
)
def test_a_person_or_household_is_found_by_whatever_is_typed(world: World, text: str) -> None:
    head = HEAD | {"name": "单晓明", "id_number": ID_NUMBER, "phone": "13812345678"}
    home = world.enter("H-77", members=(head,))
    world.enter("K-1", members=(HEAD,))
    (found,) = search(text, seen_by=world.sight(world.team))
    assert found.household == home
    assert found.path == world.here.path


@pytest.mark.parametrize("text", ["", " ", "单", "单晓", "xiaoming", "0018", "？", "13812345679"])
def test_what_nobody_is_called_finds_nobody(world: World, text: str) -> None:
    world.enter("H-77", members=(HEAD | {"name": "单晓明", "id_number": ID_NUMBER},))
    assert search(text, seen_by=world.sight(world.team)) == []


def test_nobody_finds_who_lives_where_they_may_not_look(world: World) -> None:
    world.enter("H-77")
    world.enter("H-78", village=world.far, by=world.steward)
    assert len(search("张三丰", seen_by=world.sight(world.steward))) == 2
    assert len(search("张三丰", seen_by=world.sight(world.team))) == 1
    assert search("张三丰", seen_by=world.sight(world.evaluator)) == []
    assert search("H-7", seen_by=Scope(frozenset())) == []


def test_who_is_no_longer_there_is_not_found(world: World) -> None:
    home = world.enter("H-77")
    belonging.died(
        named(home, 0), on=date(2020, 5, 1), household=home, version=1, **world.by(world.team)
    )
    sight = world.sight(world.team)
    assert search("张三丰", seen_by=sight) == []
    assert len(search("李小美", seen_by=sight)) == 1


def test_a_search_asks_few_questions_whatever_it_finds(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for at in range(5):
        world.enter(f"H-{at}")
    sight = world.sight(world.team)
    with django_assert_num_queries(3):
        assert len(search("张三丰", seen_by=sight, limit=4)) == 4


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("单晓明", "shanxiaoming", "sxm"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("吕布", "lvbu", "lb"),
        ("买买提·吐尔逊", "maimaititu'erxun".replace("'", ""), "mmttex"),
    ],
)
def test_a_surname_is_read_as_one(name: str, pinyin: str, initials: str) -> None:
    said = spelling_of(name)
    assert (said.pinyin, said.initials) == (pinyin, initials)
