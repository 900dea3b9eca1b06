"""From a folder of TOML to a Campaign, with every fault found on the way named by file and line."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar, cast, get_args

from dingdian.campaign import definition as made
from dingdian.campaign.condition import Condition, Kind, Unreadable, Word, read
from dingdian.campaign.located import Fault, File, Node
from dingdian.lexicon.place import LENGTHS, Level
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text, same

T = TypeVar("T")

SHIPPED = Path(__file__).parent.parent / "campaigns"
APART = ("layouts", "notices", "places")
TABLES: tuple[made.Table, ...] = get_args(made.Table)


def find(name: str) -> Path:
    """The folder of a campaign that ships with the program, or that stands at a path."""
    for folder in (Path(name), SHIPPED / name):
        if (folder / "campaign.toml").is_file():
            return folder
    shipped = sorted(path.parent.name for path in SHIPPED.glob("*/campaign.toml"))
    raise Unusable(
        "no_such_campaign",
        Text(f"找不到名为“{name}”的攻坚行动。", f"There is no campaign called “{name}”."),
        Text(
            f"随程序提供：{'、'.join(shipped)}；也可给出含有 campaign.toml 的文件夹。",
            f"It comes with: {', '.join(shipped)}; or give a folder that holds a campaign.toml.",
        ),
    )


def load(name: str) -> made.Campaign:
    """A campaign whose files can be read; raises Unusable where they have a fault."""
    campaign, faults = read_folder(find(name))
    if campaign is None or faults:
        raise faulty(name, faults)
    return campaign


def faulty(name: str, faults: Sequence[Fault]) -> Unusable:
    """Why a campaign cannot be used: its first fault, and how to see the others."""
    first = faults[0]
    return Unusable(
        "faulty_campaign",
        Text(
            f"第{first.line}行：{first.says.zh}（共{len(faults)}处）。",
            f"line {first.line}: {first.says.en} ({len(faults)} in all).",
        ),
        Text(f"请运行 dingdian check-campaign {name}。", f"Run dingdian check-campaign {name}."),
        where=first.file,
    )


def read_folder(folder: Path) -> tuple[made.Campaign | None, list[Fault]]:
    """The campaign in a folder, and the faults of its files; no campaign where one is not TOML."""
    paths = sorted(
        path for path in folder.rglob("*.toml") if path.relative_to(folder).parts[0] not in APART
    )
    files = [File(path, root=folder) for path in paths]
    unread = [file.fault for file in files if file.fault]
    if unread:
        return None, unread
    faults: list[Fault] = []
    campaign = _Folder(files, faults).campaign()
    return campaign, faults


def digest_of(files: Iterable[File]) -> str:
    """SHA-256 over the names and lines of the files, whatever their line ends."""
    seal = hashlib.sha256()
    for file in files:
        for part in (file.name, "\n".join(file.text.splitlines())):
            seal.update(f"{len(part)}:{part}".encode())
    return f"sha256:{seal.hexdigest()}"


class _Folder:
    """All files of a campaign: any of them may hold any table, where it reads best."""

    def __init__(self, files: list[File], faults: list[Fault]) -> None:
        self.files = files
        self.faults = faults
        self.tops = [Node(file, (), file.says, faults) for file in files]
        self.words: dict[str, dict[str, Word]] = {}

    def campaign(self) -> made.Campaign:
        head = next(top for top in self.tops if top.file.name == "campaign.toml").table("campaign")
        units = self.gather("unit", _unit)
        facts = {table: self.facts(table, units) for table in TABLES}
        shares = self.gather("share", _share)
        parameters = self.gather("parameter", lambda name, node: _parameter(name, node, units))
        self.words = _vocabularies(facts, shares, parameters)
        measures = self.gather("measure", self.measure)
        campaign = made.Campaign(
            code=head.text("code"),
            label=head.both("label"),
            document=head.both("document"),
            announced=head.day("announced"),
            ends=head.day("ends"),
            root=head.text("root"),
            vintage=head.whole("vintage"),
            digest=digest_of(self.files),
            units=units,
            facts=facts,
            shares=shares,
            measures=measures,
            parameters=parameters,
            classes=tuple(self.gather("class", self.target_class).values()),
            tasks=tuple(sorted(self.tasks(), key=lambda task: task.number)),
            cases=tuple(self.listed("case", _case)),
        )
        for node in (head, *self.tops):
            node.finish()
        return campaign

    def tasks(self) -> list[made.Task]:
        return self.listed("task", lambda node: _task(node, self.words["villages"]))

    def facts(self, table: made.Table, units: Mapping[str, made.Unit]) -> dict[str, made.Fact]:
        return self.gather(table, lambda name, node: _fact(name, node, table, units))

    def gather(self, key: str, make: Callable[[str, Node], T]) -> dict[str, T]:
        """What stands under [key.name] in any of the files; a name may stand once only."""
        gathered: dict[str, T] = {}
        for top in self.tops:
            for name, node in top.named(key).items():
                if name in gathered:
                    node.fault(
                        None,
                        Text(f"“{key}.{name}”写了两次", f"“{key}.{name}” stands twice"),
                        Text("请只保留一处。", "Keep one of them."),
                    )
                gathered[name] = make(name, node)
                node.finish()
        return gathered

    def listed(self, key: str, make: Callable[[Node], T]) -> list[T]:
        """What stands under [[key]] in all of the files."""
        nodes = [node for top in self.tops for node in top.tables(key)]
        made_of = [make(node) for node in nodes]
        for node in nodes:
            node.finish()
        return made_of

    def condition(self, node: Node, key: str, table: str) -> Condition | None:
        """The condition under a key, or None with a fault where it cannot be read."""
        text = node.text(key)
        if text == node.says.get(key):
            try:
                return read(text, words=self.words[table])
            except Unreadable as error:
                node.fault(key, error.says, error.do)
        return None

    def measure(self, name: str, node: Node) -> made.Measure:
        over = node.one_of("over", ("members", "households"))
        where = self.condition(node, "where", over) if node.has("where") else None
        if self.words["villages"].get(name) != Word("whole"):
            node.fault(
                None,
                Text(f"“{name}”不是村的整数事实", f"“{name}” is no whole-number fact of villages"),
                Text(f"请先写 [villages.{name}]。", f"Declare [villages.{name}] first."),
            )
        return made.Measure(name, cast(made.Table, over), where)

    def target_class(self, code: str, node: Node) -> made.TargetClass:
        return made.TargetClass(
            code=code,
            label=node.both("label"),
            level=cast(Level, node.one_of("level", LENGTHS)),
            source=node.text("source"),
            designation=_designation(node.table("designation"))
            if node.has("designation")
            else None,
            admits=self.condition(node, "admits", "villages") if node.has("admits") else None,
            refusal=node.both("refusal") if node.has("admits") else None,
            exceptions=dict(_exception(one) for one in node.tables("exception")),
            branches=tuple(self.branch(one) for one in node.tables("branch")),
            quota=node.text("quota") if node.has("quota") else None,
            ranking=tuple(self.ranking(one) for one in node.tables("rank")),
        )

    def ranking(self, node: Node) -> made.Ranking:
        by = node.one_of("by", sorted(self.words["villages"]))
        first = node.one_of("first", get_args(made.Direction))
        source, assumption = node.text("source"), _assumed(node)
        node.finish()
        return made.Ranking(by, cast(made.Direction, first), source, assumption)

    def branch(self, node: Node) -> made.Branch:
        branch = made.Branch(
            code=node.text("code"),
            label=node.both("label"),
            source=node.text("source"),
            when=self.condition(node, "when", "villages") if node.has("when") else None,
            items=tuple(self.item(one) for one in node.tables("item")),
            at_least=node.text("at_least") if node.has("at_least") else None,
            nomination=node.text("nomination") if node.has("nomination") else None,
        )
        if not node.has("when") and not (branch.at_least and branch.nomination):
            node.fault(
                None,
                Text(f"分支“{branch.code}”不完整", f"the branch “{branch.code}” is not whole"),
                Text(
                    "请写 when，或写 at_least、nomination 与 [[…item]]。",
                    "Write when, or at_least and nomination with [[…item]].",
                ),
            )
        node.finish()
        return branch

    def item(self, node: Node) -> made.Item:
        code, label = node.text("code"), node.both("label")
        lacks = self.condition(node, "lacks", "villages")
        node.finish()
        return made.Item(code, label, lacks or NEVER)


NEVER = read("never", words={"never": Word("flag")})


def _vocabularies(
    facts: Mapping[made.Table, Mapping[str, made.Fact]],
    shares: Mapping[str, made.Share],
    parameters: Mapping[str, made.Parameter],
) -> dict[str, dict[str, Word]]:
    """Which names the conditions over each table may use."""
    limits = {name: Word(_kind_of(one.unit.code), "parameter") for name, one in parameters.items()}
    words: dict[str, dict[str, Word]] = {
        table: {name: word for name, fact in of.items() if (word := _word(fact))} | limits
        for table, of in facts.items()
    }
    words["villages"] |= {name: Word("share") for name in shares}
    return words


def _word(fact: made.Fact) -> Word | None:
    """The fact as conditions name it; None for a kind that none compares, and for sealed ones."""
    if fact.sealed or fact.kind not in get_args(Kind):
        return None
    return Word(cast(Kind, fact.kind), choices=frozenset(fact.choices))


def _kind_of(unit: str) -> Kind:
    return cast(Kind, unit) if unit in ("bp", "fen") else "whole"


def _unit(name: str, node: Node) -> made.Unit:
    hundred = node.both("hundredths_of") if node.has("hundredths_of") else None
    return made.Unit(name, node.both("label"), node.text("one"), hundred)


def _unit_of(node: Node, units: Mapping[str, made.Unit]) -> made.Unit:
    code = node.one_of("unit", units or ("persons",))
    return units.get(code, made.Unit(code, same(code), code))


def _fact(name: str, node: Node, table: made.Table, units: Mapping[str, made.Unit]) -> made.Fact:
    kind = cast(made.FactKind, node.one_of("kind", get_args(made.FactKind)))
    choices = node.table("choices") if kind in ("choice", "choices") else None
    return made.Fact(
        name=name,
        table=table,
        label=node.both("label"),
        kind=kind,
        source=node.text("source"),
        unit=_unit_of(node, units) if kind in ("whole", "fen") else None,
        choices={} if choices is None else {code: choices.both(code) for code in choices.says},
        yes=node.both("yes") if kind == "flag" else None,
        no=node.both("no") if kind == "flag" else None,
        since={} if choices is None else _since(choices),
        sealed=node.has("sealed") and node.says["sealed"] is True,
    )


def _since(choices: Node) -> dict[str, date]:
    """From which day on those of the choices exist that have not always been."""
    begun = {code: node for code, node in choices.tables_within() if node.has("from")}
    return {code: node.day("from") for code, node in begun.items()}


def _share(name: str, node: Node) -> made.Share:
    return made.Share(
        name, node.both("label"), node.text("n"), node.text("of"), node.both("vintage")
    )


def _assumed(node: Node) -> bool:
    return node.has("assumption") and bool(node.says["assumption"])


def _parameter(name: str, node: Node, units: Mapping[str, made.Unit]) -> made.Parameter:
    values = []
    for one in node.tables("value"):
        confidence = one.one_of("confidence", get_args(made.Confidence))
        values.append(
            made.Dated(
                one.day("from"),
                one.whole("is"),
                one.text("source"),
                cast(made.Confidence, confidence),
            )
        )
        one.finish()
    if not values:
        node.fault(
            None,
            Text(f"参数“{name}”没有值", f"the parameter “{name}” has no value"),
            Text(f"请写 [[parameter.{name}.value]]。", f"Write [[parameter.{name}.value]]."),
        )
        values.append(made.Dated(date.min, 0, "", "low"))
    assumption = _assumed(node)
    return made.Parameter(
        name, node.both("label"), _unit_of(node, units), tuple(values), assumption
    )


def _designation(node: Node) -> made.Designation:
    places = dict(_named_place(one) for one in node.tables("place"))
    designation = made.Designation(
        document=node.both("document"),
        since=node.day("from"),
        places=places,
        source=node.text("source"),
        confidence=cast(made.Confidence, node.one_of("confidence", get_args(made.Confidence))),
    )
    node.finish()
    return designation


def _named_place(node: Node) -> tuple[str, str]:
    named = node.text("code"), node.text("name")
    node.one_of("confidence", get_args(made.Confidence))
    node.finish()
    return named


def _exception(node: Node) -> tuple[str, date]:
    admitted = node.text("place"), node.day("from")
    node.text("document")
    node.finish()
    return admitted


def _task(node: Node, words: Mapping[str, Word]) -> made.Task:
    must_be_none = node.texts("must_be_none")
    for name in must_be_none:
        if words.get(name) != Word("whole"):
            node.fault(
                "must_be_none",
                Text(f"“{name}”不是村的整数事实", f"“{name}” is no whole-number fact of villages"),
                Text("请改用村的整数事实。", "Use whole-number facts of villages."),
            )
    source = node.text("source") if must_be_none else ""
    number, code, label = node.whole("number"), node.text("code"), node.both("label")
    return made.Task(number, code, label, must_be_none, source)


def _case(node: Node) -> made.Case:
    return made.Case(
        says=node.text("says"),
        on=node.day("on"),
        target=node.text("class"),
        file=node.file.name,
        line=node.file.line(node.spot),
        facts=dict(node.table("facts").says) if node.has("facts") else {},
        blank=node.texts("blank"),
        changes=dict(node.table("set").says) if node.has("set") else {},
        expect=node.texts("expect"),
        unknown=node.texts("unknown"),
        admitted=node.says["admitted"] is True if node.has("admitted") else True,
        rows=tuple(dict(one.says) for one in node.tables("row")),
        included=node.texts("included"),
        tied=node.texts("tied"),
    )
