"""A page of the reference that says every verb of the command, its arguments and its options."""

from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

import click

from dingdian.cli import VERBS, verbs
from dingdian.cli.demo import HOME_VARIABLE
from dingdian.cli.speaking import LANG_VARIABLE
from dingdian.lexicon.text import LANGS
from tests.spec.markdown import WRITTEN, code, codes, table, whole

EXITS = (
    (0, "做完，没有问题", "done, and nothing is wrong"),
    (
        1,
        "做完，但有问题：来源有错、查出疑点、算例不成立、复算不一致",
        "done, and something is wrong, doubted or differs",
    ),
    (
        2,
        "做不了；只说一句：哪里、为什么、怎么办",
        "could not be done: one message, where, why, what next",
    ),
)
ENVIRONMENT = (
    (LANG_VARIABLE, "默认语言 zh 或 en", "the language unless `--lang` says it: zh or en"),
    (HOME_VARIABLE, "`demo` 写入的文件夹，默认 var", "the folder that `demo` writes to, else var"),
)


def page() -> str:
    """The reference of the command line."""
    return whole(
        "# 命令 · Commands",
        WRITTEN,
        "`dingdian --help`，`dingdian identify --help`；`dingdian --version`。",
        table(
            ("命令 command", "中文", "English"),
            [(f"[`{name}`](#{name})", *says.split(" · ")) for name, says in VERBS.items()],
        ),
        "## 退出码 · Exit codes",
        table(("", "中文", "English"), EXITS),
        "## 环境变量 · Environment",
        table(("", "中文", "English"), [(code(name), *says) for name, *says in ENVIRONMENT]),
        "一处安装的设置见[设置](settings.md)。Those of an installation: [settings](settings.md).",
        *(part for name in VERBS for part in _verb(name)),
    )


def _verb(name: str) -> Iterator[str]:
    context = click.Context(verbs, info_name="dingdian")
    command = verbs.get_command(context, name)
    if command is None:
        raise LookupError(name)
    yield f"## {name}"
    usage = command.collect_usage_pieces(click.Context(command, info_name=name))
    yield f"```sh\ndingdian {name} {' '.join(usage)}\n```"
    yield from cleandoc(command.help or "").split("\n\n")
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    rows = [_option(one) for one in options]
    if rows:
        yield table(("选项 option", "中文", "English", "默认 default"), rows)


def _option(option: click.Option) -> tuple[object, ...]:
    zh, _, en = (option.help or "").partition(" · ")
    takes = "" if option.is_flag else f" {option.metavar or _takes(option.type)}"
    several = ("（可多次）", " (repeatable)") if option.multiple else ("", "")
    # The language's own default may come from whoever runs this.
    default = LANGS[0] if option.name == "lang" else option.default
    shown = code(default) if isinstance(default, str) else None
    return codes([f"{' '.join(option.opts)}{takes}"]), zh + several[0], en + several[1], shown


def _takes(kind: click.ParamType[Any]) -> str:
    if isinstance(kind, click.Choice):
        return "|".join(map(str, kind.choices))
    return "N" if isinstance(kind, click.IntRange) else kind.name.upper()
