"""Which names the conditions over each table may use, and what each of them is."""

from collections.abc import Mapping
from typing import cast

from dingdian.campaign.condition import Kind, Word
from dingdian.campaign.definition import Fact, Parameter, Share, Table

Words = dict[str, Word]


def vocabularies(
    facts: Mapping[Table, Mapping[str, Fact]], parameters: Mapping[str, Parameter]
) -> dict[str, Words]:
    """The words of the conditions over each table: its facts, and every parameter."""
    limits = {name: Word(kind_of(one.unit.code), "parameter") for name, one in parameters.items()}
    return {
        table: {name: word for name, fact in of.items() if (word := word_of(fact))} | limits
        for table, of in facts.items()
    }


def quotients(shares: Mapping[str, Share]) -> Words:
    """The words that stand for shares, and for so much to each."""
    return {name: Word("share" if one.unit is None else "each") for name, one in shares.items()}


def word_of(fact: Fact) -> Word | None:
    """The fact as conditions name it; None for what is sealed."""
    if fact.sealed:
        return None
    return Word(cast(Kind, fact.kind), choices=frozenset(fact.choices))


def kind_of(unit: str) -> Kind:
    """As what a number in this unit is compared."""
    return cast(Kind, unit) if unit in ("bp", "fen") else "whole"
