"""`dingdian demo`: the whole of it on synthetic data, made once, then served signed in."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from dingdian.cli import late
from dingdian.cli.demo_home import N_STAGES, Demonstration
from dingdian.cli.speaking import Verb, in_language
from dingdian.cli.stages import stages
from dingdian.demonstration.size import SIZES, Size
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Lang, Text, join

HOME_VARIABLE = "DINGDIAN_HOME"
PORTS = 20
"""How many ports are tried, from the one that is asked for."""
SYNTHETIC = Text(
    "合成数据：村、户、人都是虚构的；区县、乡镇的名称和代码是真实的。",
    "合成数据 Synthetic data: villages, households and people are invented; "
    "the names and codes of counties and townships are real.",
)

ANEW = Text(
    "程序或位置有变，演示重新生成；之前试做的不再保留。",
    "The program or its place has changed: the demonstration is made anew, without what was tried.",
)


@click.command(cls=Verb, name="demo")
@click.option(
    "--size",
    type=click.Choice(SIZES),
    default="campaign",
    show_default=True,
    help="规模：一乡镇、对象及周边、全市 · A township, the targets and around, the city",
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default="8000",
    help="端口，被占用时用下一个 · Port; the next one where it is taken",
)
@click.option(
    "--no-serve",
    is_flag=True,
    help="不启动网页，在命令行给出名单 · Serve nothing: the lists, in this terminal",
)
@in_language
def command(size: Size, port: int, no_serve: bool, lang: Lang) -> None:
    """演示：合成一次正在进行的攻坚行动，然后打开网页，免登录。

    The demonstration: a synthetic campaign under way, made the first time, then its pages, without
    a password. Everything in it is 合成数据, synthetic.
    """
    folder = Path(os.environ.get(HOME_VARIABLE) or "var") / "demo"
    demonstration = Demonstration(folder, size)
    click.echo(SYNTHETIC[lang])
    made = demonstration.made
    if made is None:
        if demonstration.home.exists():
            click.echo(ANEW[lang])
        with stages(N_STAGES, lang) as under_way:
            made = demonstration.make(under_way)
    click.echo(_in_numbers(made)[lang])
    for line in made["comparison"]:
        click.echo(line[lang])
    if no_serve:
        late("dingdian.cli.demo_lists").show_lists(demonstration, lang)
    else:
        _serve(demonstration, port, lang)


def _in_numbers(made: Mapping[str, Any]) -> Text:
    """What was made: the registry, and what stands in the database."""
    announced = Text("名单已公布", "the list is announced")
    told = (
        Text("村 {villages:,}", "{villages:,} villages"),
        Text("户 {households:,}", "{households:,} households"),
        Text("人 {members:,}", "{members:,} persons"),
        Text("剩余贫困人口 {remaining_poor:,}", "{remaining_poor:,} remaining poor"),
        Text("攻坚乡镇 {townships}", "{townships} target townships"),
        Text("攻坚村 {places}", "{places} target villages"),
        Text("并列待定 {tied}", "{tied} tied and undecided"),
        Text("申报 {nominations}", "{nominations} nominations"),
        Text("另行决定 {overrides}", "{overrides} decided beside the rule"),
        Text("账号 {accounts}", "{accounts} accounts"),
    )
    targets = made["targets"]
    numbers = {"townships": targets.get("township", 0), "places": targets.get("village", 0)}
    said = join((one.fill(**made, **numbers) for one in told), zh="，")
    return join([said, announced], zh="，") if made["announced"] else said


def _serve(demonstration: Demonstration, port: int, lang: Lang) -> None:
    """Become the server of the demonstration; nothing of this process is left."""
    chosen = _free_from(port)
    if chosen != port:
        says = Text(
            "端口 {port} 已被占用，改用 {chosen}。", "Port {port} is taken: {chosen} it is."
        )
        click.echo(says.fill(port=port, chosen=chosen)[lang])
    says = Text("打开 {at} ，以任一身份看。", "Open {at} and look at it as anybody.")
    click.echo(says.fill(at=f"http://127.0.0.1:{chosen}/")[lang])
    sys.stdout.flush()
    words = ["-P", "-m", "dingdian", "serve", "--port", str(chosen), "--lang", lang]
    environment = demonstration.environment(demonstration.home)
    os.execve(sys.executable, [sys.executable, *words], environment)  # noqa: S606 - this program


def _free_from(port: int) -> int:
    """The first port from there on at which nobody listens; raises Unusable where all are taken."""
    for tried in range(port, min(port + PORTS, 65536)):
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", tried))
            except OSError:
                continue
            return tried
    raise Unusable(
        "ports_taken",
        Text(f"从 {port} 起的端口都被占用。", f"Every port from {port} on is taken."),
        Text("请用 --port 另选。", "Choose another by --port."),
        where=f"127.0.0.1:{port}",
    )
