"""Values and conditions are said in plain Chinese and in plain English."""

from datetime import date
from typing import cast

import pytest

from dingdian.campaign.condition import Kind, Word, bind, read
from dingdian.campaign.definition import Fact, Table
from dingdian.campaign.parameters import on_day
from dingdian.campaign.wording import amount, percent, sentence, value_of, with_parameters
from dingdian.lexicon.text import Text, same
from tests.makers.small_campaign import small_campaign

CAMPAIGN = small_campaign()
VALUES = on_day(CAMPAIGN, date(2020, 7, 30))
KIND = CAMPAIGN.facts["villages"]["kind"]
WORDS = {
    **{
        name: Word(cast(Kind, fact.kind), choices=frozenset(fact.choices))
        for table in CAMPAIGN.facts.values()
        for name, fact in table.items()
    },
    "ratio": Word("share"),
    "poor_over": Word("whole", "parameter"),
    "ratio_from": Word("bp", "parameter"),
    "income_at_most": Word("fen", "parameter"),
}


def spoken(text: str, *, over: Table = "villages") -> tuple[str, str]:
    told = sentence(read(text, words=WORDS).tree, CAMPAIGN, over=over)
    return told.zh, told.en


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (23, "persons", "23人", "23 persons"),
        (1, "persons", "1人", "1 person"),
        (-1, "persons", "-1人", "-1 person"),
        (1_200, "persons", "1,200人", "1,200 persons"),
        (120_050, "fen", "1,200.50元", "1,200.50 yuan"),
        (100, "bp", "1.00%", "1.00%"),
    ],
)
def test_a_number_is_said_with_its_unit(value: int, unit: str, zh: str, en: str) -> None:
    assert amount(value, CAMPAIGN.units[unit]) == Text(zh, en)


@pytest.mark.parametrize(
    ("n", "of", "said"),
    [
        (1, 100, "1.00%"),
        (99_999, 10_000_000, "0.99%"),
        (20, 2000, "1.00%"),
        (20, 2020, "0.99%"),
        (2, 3, "66.66%"),
        (3, 2, "150.00%"),
        (-1, 200, "-0.50%"),
        (0, 7, "0.00%"),
    ],
)
def test_a_share_is_cut_to_two_decimals_and_never_rounded_up(n: int, of: int, said: str) -> None:
    assert percent(n, of) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("more than {poor_over}", "more than 20"),
        ("from {ratio_from} or {income_at_most}", "from 1% or 100"),
        ("{seats} of {poor_over}, {seats}", "2 of 20, 2"),
        ("{unknown} and {poor_over}", "{unknown} and 20"),
        ("none", "none"),
    ],
)
def test_a_label_is_filled_with_the_parameters_of_the_day(label: str, said: str) -> None:
    assert with_parameters(same(label), CAMPAIGN, VALUES) == same(said)


def test_a_share_in_a_label_keeps_its_hundredths_where_it_has_some() -> None:
    assert with_parameters(same("{ratio_from}"), CAMPAIGN, {"ratio_from": 8525}).en == "85.25%"


@pytest.mark.parametrize(
    ("fact", "value", "zh", "en"),
    [
        ("poor", None, "未知", "unknown"),
        ("poor", 3, "3人", "3 persons"),
        ("income", 500, "5元", "5 yuan"),
        ("road", True, "已通路", "a road"),
        ("road", False, "未通路", "no road"),
        ("kind", "village", "行政村", "village"),
        ("kind", "hamlet", "hamlet", "hamlet"),
        ("remark", "好", "好", "好"),
        ("remark", 7, "7", "7"),
    ],
)
def test_a_facts_value_is_said_in_its_own_words(fact: str, value: object, zh: str, en: str) -> None:
    assert value_of(CAMPAIGN.facts["villages"][fact], value) == Text(zh, en)


def test_a_flag_without_words_of_its_own_says_yes_or_no() -> None:
    bare = Fact("bare", "villages", same("bare"), "flag", "test")
    assert value_of(bare, True) == Text("是", "yes")
    assert value_of(bare, False) == Text("否", "no")


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("poor > poor_over", "贫困人口多于贫困人口多于", "Poor more than Poor, more than"),
        ("poor >= 20", "贫困人口不少于20人", "Poor at least 20 persons"),
        ("20 > poor", "20人多于贫困人口", "20 persons more than Poor"),
        ("poor <= people", "贫困人口不多于人口", "Poor at most People"),
        ("ratio >= 100", "发生率不低于1.00%", "Ratio at least 1.00%"),
        ("ratio < ratio_from", "发生率低于发生率不低于", "Ratio below Ratio, from"),
        ("road", "已通路", "a road"),
        ("NOT road", "未通路", "no road"),
        ("NOT poor > 1", "并非贫困人口多于1人", "not Poor more than 1 person"),
        ("poor IS NULL", "贫困人口未知", "Poor is unknown"),
        ("poor IS NOT NULL", "贫困人口已知", "Poor is known"),
        ("kind = 'village'", "类别为行政村", "Kind is village"),
        ("remark <> 'x'", "备注不为x", "Remark is not x"),
        ("kind IN ('community')", "类别属于社区", "Kind is one of community"),
        ("poor IN (1, 2)", "贫困人口属于1人、2人", "Poor is one of 1 person, 2 persons"),
        ("road = TRUE", "通路为是", "Road is yes"),
        ("FALSE = road", "否为通路", "no is Road"),
        ("road AND (bus OR NOT bus)", "已通路且（已通车或未通车）", "a road and (a bus or no bus)"),
        ("poor_over < poor", "贫困人口多于少于贫困人口", "Poor, more than fewer than Poor"),
    ],
)
def test_a_condition_is_said_in_both_languages(text: str, zh: str, en: str) -> None:
    assert spoken(text) == (zh, en)


def test_a_condition_over_members_speaks_of_members() -> None:
    assert spoken("state = 'poor'", over="members") == ("状态为贫困", "State is poor")


def test_a_number_beside_a_parameter_alone_is_said_as_it_is() -> None:
    tree = read("poor > poor_over", words=WORDS).tree
    tree.set("this", read("poor > 7", words=WORDS).tree.expression)
    assert sentence(tree, CAMPAIGN).zh == "7多于贫困人口多于"


def test_a_bound_condition_says_the_numbers_of_the_day() -> None:
    bound = bind(read("poor > poor_over", words=WORDS).tree, VALUES)
    assert sentence(bound, CAMPAIGN) == Text("贫困人口多于20人", "Poor more than 20 persons")


def test_a_flag_or_fact_without_words_is_named_by_its_label() -> None:
    assert KIND.yes is None
    bare = read("kind", words={"kind": Word("flag")}).tree
    assert sentence(bare, CAMPAIGN).en == "Kind"
    negated = read("NOT kind", words={"kind": Word("flag")}).tree
    assert sentence(negated, CAMPAIGN).en == "Kind"
