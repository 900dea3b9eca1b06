"""The `dingdian` command: its verbs by name, each in a file that is read only when asked for."""

import gc
import importlib
import sys
from typing import Any

import click

from dingdian import __version__

VERBS = {
    "demo": "用合成数据看全过程 · See the whole of it on synthetic data",
    "identify": "识别攻坚对象，说明依据 · Find the places a campaign is for, and say why",
    "doubts": "核查疑点数据 · Audit the data: which rows are to be looked into",
    "verify": "复算封存的决定 · Recompute a sealed decision",
    "template": "写出标准版式的空表 · Write an empty workbook of a standard layout",
    "check-campaign": "检查攻坚行动的规则和算例 · Check a campaign's rules and worked cases",
    "keep": "识别并保存为网页上的名单 · Identify, and keep it as the list that the pages show",
    "migrate": "建立或升级数据库，载入区划 · Create or upgrade the database, load the places",
    "createuser": "开立账号，给予职责 · Open an account with its duty",
    "serve": "运行应用：网页和后台工作 · Run the application: its pages and its worker",
    "worker": "后台工作 · Do in the background what was asked for",
    "doctor": "检查这台机器和这处安装 · Whether the machine and the installation are well",
    "trail": "核对留痕是否完整 · Whether the trail is whole",
    "manage": "Django 的管理命令 · Django's own commands",
}


def late(module: str) -> Any:
    """A module that only some answers need, read when one does: the one place of late imports."""
    return importlib.import_module(module)


class Verbs(click.Group):
    """The verbs; to list them in the help none of their files is read."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        if ctx.invoked_subcommand is None and ctx.meta.get("listing"):
            return click.Command(name=cmd_name, help=VERBS[cmd_name])
        command: click.Command = late(f"dingdian.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        ctx.meta["listing"] = True
        super().format_commands(ctx, formatter)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dingdian")
def verbs() -> None:
    """定点：从贫困台账到说得清、封得住的攻坚对象名单。

    From a poverty registry to an explained, sealed list of targets.
    """


def main() -> None:
    """Run what was typed; exit 0, 1 (it ran and found problems) or 2 (it could not run)."""
    gc.disable()  # a tenth of the start: what is imported stays; a verb turns it on again
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    verbs(prog_name="dingdian")
