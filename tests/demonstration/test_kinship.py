"""Every family has one head, at most one spouse, and nobody whose relation belies age or sex."""

import numpy as np

from dingdian.demonstration.drawing import Drawn
from dingdian.demonstration.kinship import GENERATION, RELATIONS

WOMEN = {
    "daughter",
    "daughter_in_law",
    "sons_daughter",
    "daughters_daughter",
    "mother",
    "wifes_mother",
    "husbands_mother",
}
MEN = {
    "son",
    "son_in_law",
    "sons_son",
    "daughters_son",
    "father",
    "wifes_father",
    "husbands_father",
    "uncle",
}


def test_every_family_has_one_head_and_at_most_one_spouse(drawn: Drawn) -> None:
    assert (drawn.families.count(drawn.relation.says("head")) == 1).all()
    assert drawn.families.count(drawn.relation.says("spouse")).max() == 1


def test_head_and_spouse_are_of_different_sex(drawn: Drawn) -> None:
    heads = drawn.families.heads(drawn.members.sex)
    spouse = drawn.relation.says("spouse")
    assert (heads[spouse] != drawn.members.sex[spouse]).all()


def test_a_relation_tells_the_sex_truly(drawn: Drawn) -> None:
    for relations, sex in ((MEN, 0), (WOMEN, 1)):
        for relation in relations:
            assert set(drawn.members.sex[drawn.relation.says(relation)]) <= {sex}, relation


def test_parents_are_a_generation_older_and_children_a_generation_younger(drawn: Drawn) -> None:
    older = drawn.families.heads(drawn.members.birth_year) - drawn.members.birth_year
    for relation in ("father", "mother", "wifes_father", "husbands_mother"):
        assert older[drawn.relation.says(relation)].min() >= GENERATION
    for relation in ("son", "daughter", "sons_son", "daughters_daughter"):
        assert older[drawn.relation.says(relation)].max() <= -GENERATION


def test_nobody_has_two_fathers_or_two_mothers(drawn: Drawn) -> None:
    for relation in ("father", "mother", "wifes_father", "wifes_mother", "husbands_father"):
        assert drawn.families.count(drawn.relation.says(relation)).max() <= 1


def test_parents_in_law_are_those_of_the_heads_spouse(drawn: Drawn) -> None:
    heads = drawn.families.heads(drawn.members.sex)
    assert set(heads[drawn.relation.says("wifes_father")]) == {0}
    assert set(heads[drawn.relation.says("husbands_father")]) == {1}


def test_who_married_into_the_family_is_of_the_other_sex_than_the_grown_child(
    drawn: Drawn,
) -> None:
    wives, husbands = drawn.relation.says("daughter_in_law"), drawn.relation.says("son_in_law")
    with_sons = drawn.families.any(drawn.relation.says("son"))
    with_daughters = drawn.families.any(drawn.relation.says("daughter"))
    assert with_sons[drawn.families.household[wives]].all()
    assert with_daughters[drawn.families.household[husbands]].all()


def test_every_relation_occurs(drawn: Drawn) -> None:
    assert set(np.unique(drawn.relation.positions)) == set(range(len(RELATIONS)))
