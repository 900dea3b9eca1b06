"""How a campaign's values and conditions are said in words, in both languages."""

from collections.abc import Mapping

from sqlglot import exp

from dingdian.campaign.condition import Tree, number_of
from dingdian.campaign.definition import Campaign, Fact, Table, Unit
from dingdian.lexicon.money import yuan
from dingdian.lexicon.text import Text, join, same

COMPARED: dict[type[exp.Expr], Text] = {
    exp.EQ: Text("为", "is"),
    exp.NEQ: Text("不为", "is not"),
    exp.GT: Text("多于", "more than"),
    exp.GTE: Text("不少于", "at least"),
    exp.LT: Text("少于", "fewer than"),
    exp.LTE: Text("不多于", "at most"),
}
MEASURED: dict[type[exp.Expr], Text] = COMPARED | {
    exp.GT: Text("高于", "above"),
    exp.GTE: Text("不低于", "at least"),
    exp.LT: Text("低于", "below"),
    exp.LTE: Text("不高于", "at most"),
}
"""The same of what is measured and not counted: shares and money."""


def amount(value: int, unit: Unit) -> Text:
    """A number with its unit: 23人, 1 person, 1.00%, 1,200元."""
    if unit.code == "bp":
        return same(percent(value, 10_000))
    if unit.code == "fen":
        return Text(f"{yuan(value)}元", f"{yuan(value)} yuan")
    if unit.hundredths_of is not None:
        return Text(
            f"{yuan(value)}{unit.hundredths_of.zh}", f"{yuan(value)} {unit.hundredths_of.en}"
        )
    if unit.code == "year":
        return Text(f"{value}年", str(value))
    return Text(
        f"{value:,}{unit.label.zh}", f"{value:,} {unit.one if abs(value) == 1 else unit.label.en}"
    )


def percent(n: int, of: int) -> str:
    """A share to two decimals, cut and not rounded, so that 0.999% never reads as 1.00%."""
    whole, part = divmod(abs(n) * 10_000 // of, 100)
    return f"{'-' if n < 0 else ''}{whole}.{part:02d}%"


def with_parameters(text: Text, campaign: Campaign, values: Mapping[str, int]) -> Text:
    """A label with its {parameters} filled: “剩余贫困人口多于{remaining_poor_over}人”."""
    for name, value in values.items():
        place, said = f"{{{name}}}", _brief(value, campaign.parameters[name].unit)
        text = Text(text.zh.replace(place, said), text.en.replace(place, said))
    return text


def _brief(value: int, unit: Unit) -> str:
    if unit.code == "bp":
        return percent(value, 10_000).replace(".00%", "%")
    hundredths = unit.code == "fen" or unit.hundredths_of is not None
    return yuan(value) if hundredths else f"{value:,}"


def value_of(fact: Fact, value: object) -> Text:
    """A fact's value in words."""
    if value is None:
        return Text("未知", "unknown")
    if isinstance(value, bool):
        said = fact.yes if value else fact.no
        return said or Text("是" if value else "否", "yes" if value else "no")
    if fact.unit is not None and isinstance(value, int):
        return amount(value, fact.unit)
    return fact.choices.get(str(value), same(str(value)))


def sentence(tree: Tree, campaign: Campaign, *, over: Table = "villages") -> Text:
    """What a condition says, in words; parameters are named by their labels, or said once bound."""
    facts = campaign.facts[over]
    match tree:
        case exp.Paren():
            return Text("（{it}）", "({it})").fill(it=sentence(tree.this, campaign, over=over))
        case exp.Not(this=exp.Column(name=name)) if name in facts:
            return facts[name].no or facts[name].label
        case exp.Not(this=exp.Is(this=exp.Column(name=name))):
            return Text("{it}已知", "{it} is known").fill(it=facts[name].label)
        case exp.Not():
            return Text("并非{it}", "not {it}").fill(it=sentence(tree.this, campaign, over=over))
        case exp.And() | exp.Or():
            sides = [sentence(side, campaign, over=over) for side in (tree.this, tree.expression)]
            both = isinstance(tree, exp.And)
            return join(sides, zh="且" if both else "或", en=" and " if both else " or ")
        case exp.Column():
            return facts[tree.name].yes or facts[tree.name].label
        case exp.Is():
            return Text("{it}未知", "{it} is unknown").fill(it=facts[tree.this.name].label)
        case exp.In():
            listed = join([_side(one, tree, campaign, over) for one in tree.expressions])
            return Text("{it}属于{listed}", "{it} is one of {listed}").fill(
                it=_side(tree.this, tree, campaign, over), listed=listed
            )
    if isinstance(tree, exp.ArrayContains):
        return Text("{many}含{one}", "{many}: {one} is among them").fill(
            many=_side(tree.this, tree, campaign, over),
            one=_side(tree.expression, tree, campaign, over),
        )
    return Text("{left}{how}{right}", "{left} {how} {right}").fill(
        left=_side(tree.this, tree, campaign, over),
        how=(MEASURED if _is_measured(tree, campaign, over) else COMPARED)[type(tree)],
        right=_side(tree.expression, tree, campaign, over),
    )


def _is_measured(comparison: Tree, campaign: Campaign, over: Table) -> bool:
    """Whether shares or money are compared, and not things that are counted."""
    names = [column.name for column in comparison.find_all(exp.Column)]
    facts = campaign.facts[over]
    return any(
        name in campaign.shares or (name in facts and facts[name].kind == "fen") for name in names
    )


def _side(node: Tree, comparison: Tree, campaign: Campaign, over: Table) -> Text:
    """One side of a comparison: a label, or a literal in the words of the fact it stands beside."""
    if isinstance(node, exp.Column):
        named = (campaign.facts[over], campaign.shares, campaign.parameters)
        return next(one[node.name].label for one in named if node.name in one)
    beside = next(column.name for column in comparison.find_all(exp.Column))
    if isinstance(node, exp.Boolean):
        return Text("是" if node.this else "否", "yes" if node.this else "no")
    number = number_of(node)
    if number is not None and beside in campaign.shares:
        unit = campaign.shares[beside].unit
        return same(percent(number, 10_000)) if unit is None else amount(number, unit)
    fact = campaign.facts[over].get(beside)
    if fact is None:
        return same(node.name)
    return value_of(fact, node.name if number is None else number)
