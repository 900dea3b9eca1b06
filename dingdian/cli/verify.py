"""`dingdian verify`: recompute a sealed decision and say whether it still comes out the same."""

from pathlib import Path

import click

from dingdian.cli.speaking import DIFFERS, SHOWN, Verb, answer, for_machines, in_language, readable
from dingdian.lexicon.text import Lang, Text
from dingdian.steps.verify import verify


@click.command(cls=Verb, name="verify")
@click.argument("decision", type=click.Path(path_type=Path))
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    help="来源在别处时给出 · Where the source is, if not beside the decision",
)
@click.option(
    "--campaign", help="攻坚行动在别处时给出 · The campaign's folder, if it does not ship"
)
@for_machines
@in_language
@click.pass_context
def command(
    ctx: click.Context,
    decision: Path,
    source: Path | None,
    campaign: str | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """复算封存的决定：来源、规则、参数和每一个地方是否还与封存时一样。

    Recompute a sealed decision (.json). Exit 0 if it comes out the same, 1 if anything differs.
    """
    result = verify(decision, source=source, campaign=campaign)
    if as_json:
        plain = [{"code": one.code, "says": one.says[lang]} for one in result.differences]
        answer(
            {
                "decision": result.decision,
                "digest": result.digest,
                "entries": result.entries,
                "same": not plain,
                "differences": plain,
            }
        )
    elif result.differences:
        for one in result.differences[:SHOWN]:
            click.echo(readable(one.says[lang]))
        rest = len(result.differences) - SHOWN
        if rest > 0:
            click.echo(Text(f"……另有 {rest} 处，见 --json。", f"… {rest} more: see --json.")[lang])
    else:
        same = Text(
            "一致：{entries}个地方由 {source} 复算，与封存时相同（{digest}）。",
            "The same: {entries} places recomputed from {source} come out as sealed ({digest}).",
        ).fill(entries=f"{result.entries:,}", source=result.source, digest=result.digest)
        click.echo(same[lang])
    ctx.exit(DIFFERS if result.differences else 0)
