"""What each person is to the head of the family, by age and sex: nobody's son is a woman."""

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.families import Families, Flags
from dingdian.demonstration.members import YEAR, Members
from dingdian.frames.parquet import Coded

RELATIONS = (
    "head",
    "spouse",
    "son",
    "daughter",
    "daughter_in_law",
    "son_in_law",
    "sons_son",
    "sons_daughter",
    "daughters_son",
    "daughters_daughter",
    "father",
    "mother",
    "wifes_father",
    "wifes_mother",
    "husbands_father",
    "husbands_mother",
    "sibling",
    "uncle",
    "other",
)
AT = {relation: number for number, relation in enumerate(RELATIONS)}

THEIR_MOTHERS = ("mother", "husbands_mother", "wifes_mother", "other")
THEIR_FATHERS = ("father", "husbands_father", "wifes_father", "uncle")
"""What a parent is called: the head's own, of a woman's husband, of a man's wife, a further one."""

GENERATION = 16
"""The fewest years between parent and child; those who are nearer in age are taken for siblings."""
TWO_GENERATIONS = 40
GROWN = 22
MATERNAL = 0.12
"""Of the grandchildren, those whose mother is the head's daughter."""


def draw_relations(members: Members, families: Families, chance: np.random.Generator) -> Coded:
    """The relation of each person to the head; the second person of a family is the spouse."""
    female = members.sex == 1
    older = families.heads(members.birth_year) - members.birth_year
    further = families.place > 1
    parents = further & (older >= GENERATION)
    children = further & (older <= -GENERATION) & (older > -TWO_GENERATIONS)
    grandchildren = further & (older <= -TWO_GENERATIONS)
    maternal = chance.random(len(female)) < MATERNAL
    relation = np.full(len(female), AT["sibling"], dtype=np.int8)
    relation[families.place == 0] = AT["head"]
    relation[families.place == 1] = AT["spouse"]
    relation[children] = _either(female, "son", "daughter")[children]
    married = _married(members, families, children)
    relation[married] = _either(female, "son_in_law", "daughter_in_law")[married]
    relation[grandchildren] = np.where(
        maternal,
        _either(female, "daughters_son", "daughters_daughter"),
        _either(female, "sons_son", "sons_daughter"),
    )[grandchildren]
    women_head = families.heads(members.sex) == 1
    _name_parents(relation, families, parents & female, women_head, THEIR_MOTHERS)
    _name_parents(relation, families, parents & ~female, women_head, THEIR_FATHERS)
    return Coded(relation, RELATIONS)


def _either(female: Flags, he: str, she: str) -> NDArray[np.int8]:
    return np.where(female, AT[she], AT[he]).astype(np.int8)


def _married(members: Members, families: Families, children: Flags) -> Flags:
    """The second grown child, where of the other sex than the first: married to that one."""
    grown = children & (members.birth_year <= YEAR - GROWN)
    first = families.first_of(grown)[families.household]
    return np.asarray(
        grown & (families.rank(grown) == 1) & (members.sex != members.sex[np.maximum(first, 0)])
    )


def _name_parents(
    relation: NDArray[np.int8],
    families: Families,
    parents: Flags,
    women_head: Flags,
    called: tuple[str, str, str, str],
) -> None:
    """The first is the head's own, the second the spouse's, whoever comes then is of the kin."""
    rank = families.rank(parents)
    own, of_husband, of_wife, kin = (AT[one] for one in called)
    relation[parents & (rank == 0)] = own
    second = parents & (rank == 1)
    relation[second] = np.where(women_head, of_husband, of_wife)[second]
    relation[parents & (rank > 1)] = kin
