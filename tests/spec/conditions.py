"""What a condition can say: texts, facts and answers in a table, and on a page of the reference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dingdian.campaign.condition import LARGEST, LONGEST, Unreadable, Word, read
from dingdian.campaign.verdict import Verdict
from dingdian.lexicon.text import LANGS, Text

WORDS: Mapping[str, Word] = {
    "remaining_poor": Word("whole"),
    "agricultural_population": Word("whole"),
    "collective_income_fen": Word("fen"),
    "hardened_road": Word("flag"),
    "bus": Word("flag"),
    "kind": Word("choice", choices=frozenset({"village_committee", "residents_committee"})),
    "watch_risks": Word("choices", choices=frozenset({"illness", "unsafe_water"})),
    "main_cause": Word("choice", choices=frozenset({"illness", "unsafe_water"})),
    "watched_since": Word("day"),
    "risk_removed_on": Word("day"),
    "incidence": Word("share"),
    "remaining_poor_over": Word("whole", "parameter"),
    "incidence_from_bp": Word("bp", "parameter"),
    "hollow_income_at_most": Word("fen", "parameter"),
}
VALUES = {"remaining_poor_over": 20, "incidence_from_bp": 100, "hollow_income_at_most": 0}
SHARES = {"incidence": ("remaining_poor", "agricultural_population")}


@dataclass(frozen=True)
class Example:
    """A condition, some facts, and whether it holds for them."""

    condition: str
    facts: Mapping[str, Any]
    holds: Verdict


@dataclass(frozen=True)
class Chapter:
    """Some examples that show one thing."""

    shows: Text
    examples: tuple[Example, ...]


def _shown(shows: Text, *examples: tuple[str, Mapping[str, Any], Verdict]) -> Chapter:
    return Chapter(shows, tuple(Example(*one) for one in examples))


CHAPTERS = (
    _shown(
        Text(
            "数字与参数或整数比较。“多于”不含本数，“以上”含本数。",
            "A number is compared with a parameter or a whole number. “More than” leaves the "
            "number itself out, “or above” takes it in.",
        ),
        ("remaining_poor > remaining_poor_over", {"remaining_poor": 21}, True),
        ("remaining_poor > remaining_poor_over", {"remaining_poor": 20}, False),
        ("20 < remaining_poor", {"remaining_poor": 21}, True),
        ("remaining_poor <> 0", {"remaining_poor": 0}, False),
        ("remaining_poor <= agricultural_population", {"remaining_poor": 3}, None),
    ),
    _shown(
        Text(
            "没有填的就是未知，未知与什么比较都是未知。",
            "What is not filled in is unknown, and compared with anything stays unknown.",
        ),
        ("remaining_poor > remaining_poor_over", {}, None),
        ("NOT remaining_poor > remaining_poor_over", {}, None),
        ("remaining_poor = remaining_poor", {}, None),
    ),
    _shown(
        Text(
            "是否已知，用 IS NULL 问，回答总是“是”或“否”。",
            "Whether something is known is asked by IS NULL; the answer is always yes or no.",
        ),
        ("remaining_poor IS NULL", {}, True),
        ("remaining_poor IS NULL", {"remaining_poor": 0}, False),
        ("remaining_poor IS NOT NULL", {"remaining_poor": 0}, True),
    ),
    _shown(
        Text(
            "“是/否”型事实可以单独出现，也可以与 TRUE、FALSE 比较。",
            "A yes/no fact stands alone, or is compared with TRUE and FALSE.",
        ),
        ("hardened_road", {"hardened_road": True}, True),
        ("NOT hardened_road", {"hardened_road": True}, False),
        ("NOT hardened_road", {}, None),
        ("hardened_road = FALSE", {"hardened_road": False}, True),
        ("hardened_road = bus", {"hardened_road": False, "bus": False}, True),
    ),
    _shown(
        Text(
            "AND：一个“否”就是“否”，不论旁边有什么未知。OR：一个“是”就是“是”。"
            "先 NOT，再 AND，后 OR。",
            "AND: one no is a no, whatever is unknown beside it. OR: one yes is a yes. NOT binds "
            "first, then AND, then OR.",
        ),
        ("hardened_road AND bus", {"hardened_road": False}, False),
        ("hardened_road AND bus", {"hardened_road": True}, None),
        ("hardened_road OR bus", {"hardened_road": True}, True),
        ("hardened_road OR bus", {"hardened_road": False}, None),
        ("bus OR hardened_road AND NOT bus", {"hardened_road": True, "bus": False}, True),
        ("(bus OR hardened_road) AND NOT bus", {"hardened_road": True, "bus": True}, False),
    ),
    _shown(
        Text(
            "选项用 = <> IN，只能用声明过的选项。",
            "A choice takes = <> IN, and only the choices that are declared.",
        ),
        ("kind = 'village_committee'", {"kind": "village_committee"}, True),
        ("kind <> 'village_committee'", {}, None),
        (
            "kind IN ('village_committee', 'residents_committee')",
            {"kind": "residents_committee"},
            True,
        ),
        ("kind NOT IN ('village_committee')", {"kind": "village_committee"}, False),
    ),
    _shown(
        Text("BETWEEN 两端都含。", "BETWEEN takes in both of its ends."),
        ("remaining_poor BETWEEN 1 AND 20", {"remaining_poor": 20}, True),
        ("remaining_poor BETWEEN 1 AND remaining_poor_over", {"remaining_poor": 0}, False),
        ("remaining_poor NOT BETWEEN 1 AND 20", {"remaining_poor": 21}, True),
    ),
    _shown(
        Text(
            "比率不做除法：分子乘10000，与分母乘万分数比较（1% 写作 100）；分母未知、为零或为负，"
            "就是未知。",
            "A share is never divided: its numerator times 10,000 is compared with its denominator "
            "times the basis points (1% is 100). A denominator that is unknown, zero or negative "
            "leaves it unknown.",
        ),
        (
            "incidence >= incidence_from_bp",
            {"remaining_poor": 20, "agricultural_population": 2000},
            True,
        ),
        (
            "incidence >= incidence_from_bp",
            {"remaining_poor": 20, "agricultural_population": 2020},
            False,
        ),
        ("incidence >= incidence_from_bp", {"remaining_poor": 20}, None),
        (
            "incidence >= incidence_from_bp",
            {"remaining_poor": 20, "agricultural_population": 0},
            None,
        ),
        ("incidence < 100", {"remaining_poor": 0, "agricultural_population": -1}, None),
        ("incidence = 150", {"remaining_poor": 30, "agricultural_population": 2000}, True),
    ),
    _shown(
        Text("金额一律用分。", "Money is always in fen."),
        ("collective_income_fen <= hollow_income_at_most", {"collective_income_fen": 0}, True),
        ("collective_income_fen > 5000000", {"collective_income_fen": 5_000_000}, False),
    ),
    _shown(
        Text("注释不起作用。", "A remark changes nothing."),
        ("bus -- AND hardened_road", {"bus": True}, True),
        ("bus /* OR TRUE */ AND hardened_road", {"bus": False}, False),
    ),
    _shown(
        Text(
            "可选多项的事实，用 = 和 IN 问其中有没有；日期与日期比较。",
            "Of a fact with several choices, = and IN ask whether one is among them; a day is "
            "compared with a day.",
        ),
        ("watch_risks = 'illness'", {"watch_risks": "illness unsafe_water"}, True),
        ("NOT watch_risks = 'illness'", {"watch_risks": "unsafe_water"}, True),
        ("watch_risks IN ('illness', 'unsafe_water')", {"watch_risks": ""}, False),
        ("watch_risks = main_cause", {"watch_risks": "illness", "main_cause": "illness"}, True),
        ("watch_risks = 'illness'", {}, None),
        ("risk_removed_on < watched_since", {"watched_since": date(2020, 6, 1)}, None),
    ),
)

REFUSED = (
    "remaining_poor",
    "remaining_poor > remaining_poor_ovr",
    "remaining_poor_over > 10",
    "remaining_poor > 1.5",
    f"remaining_poor > {LARGEST + 1}",
    "remaining_poor + 1 > 20",
    "abs(remaining_poor) > 20",
    "CAST(remaining_poor AS INT) > 20",
    "remaining_poor > (SELECT 20)",
    "remaining_poor IN (SELECT 20)",
    "remaining_poor > ?",
    "CASE WHEN bus THEN hardened_road END",
    "kind LIKE 'village%'",
    "kind = 'hamlet'",
    "kind > 'village_committee'",
    "incidence >= remaining_poor",
    "collective_income_fen > remaining_poor_over",
    "incidence IS NULL",
    '"bus"',
    "villages.bus",
    "bus; DROP TABLE villages",
    "bus AND",
    "TRUE",
)

HEAD = """# 条件 · Conditions

本页由程序写成（`./run docs`），每一行都经测试。This page is written by a program (`./run docs`); \
every line of it is tested.

条件写在攻坚行动的 TOML 文件里，决定一个地方是否符合。它是 SQL 的一小部分，答案是**是**、**否**或\
**未知**。一条条件最多{longest}个字符，数字最大 {largest}。

A condition stands in a campaign's TOML and decides whether a place meets it. It is a small part of
SQL, and its answer is **yes**, **no** or **unknown**. It has {longest} characters at most, and
no number above {largest}.

例中参数 · Parameters in the examples: {values}.
例中比率 · Shares in the examples: {shares}.
"""
SAID: Mapping[Verdict, str] = {True: "是 yes", False: "否 no", None: "未知 unknown"}


def why_not(condition: str) -> Unreadable:
    """Why a condition that has to be refused is refused; an error where it is not."""
    try:
        read(condition, words=WORDS)
    except Unreadable as why:
        return why
    raise AssertionError(f"“{condition}” was read.")


def page() -> str:
    """The page docs/reference/conditions.md."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    values = ", ".join(f"`{name}` = {value}" for name, value in VALUES.items())
    shares = ", ".join(f"`{name}` = `{n}` / `{of}`" for name, (n, of) in SHARES.items())
    yield HEAD.format(longest=LONGEST, largest=f"{LARGEST:,}", values=values, shares=shares)
    yield "## 能写什么 · What can be said\n"
    for chapter in CHAPTERS:
        yield "\n\n".join(chapter.shows[lang] for lang in LANGS)
        yield "\n| 条件 condition | 事实 facts | 答案 answer |\n| --- | --- | --- |"
        for one in chapter.examples:
            facts = ", ".join(f"`{name}` {str(value).lower()}" for name, value in one.facts.items())
            yield f"| `{one.condition}` | {facts or '—'} | {SAID[one.holds]} |"
        yield ""
    yield "## 不能写什么 · What is refused\n"
    yield "| 条件 condition | 为什么 why |\n| --- | --- |"
    for condition in REFUSED:
        says = why_not(condition).says
        said = [says[lang].split("（条件")[0].split(" (condition")[0] for lang in LANGS]
        yield f"| `{condition}` | {'<br>'.join(said)} |"
    yield ""
