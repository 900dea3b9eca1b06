"""Why a place enters or leaves when the parameters change, as a sentence."""

from dingdian.campaign.entry import STANDINGS, Entry
from dingdian.campaign.explanation import Explainer
from dingdian.campaign.settling import Stand
from dingdian.lexicon.text import Text, join


def why_there(explainer: Explainer, entry: Entry) -> Text:
    """Why a place stands where the changed parameters put it.

    Of one that is in: by what, and at which rank. Of any other: what keeps it out, as the
    explanation of a decision says it.
    """
    if entry.standing != "included":
        return explainer.change(entry)
    held = join([explainer.nearest.label(one) for one in entry.findings if one.holds])
    if entry.target.quota is None:
        return Text("符合“{held}”。", "Meets “{held}”.").fill(held=held)
    return Text(
        "符合“{held}”，位次{rank}，在名额{quota}之内。",
        "Meets “{held}”, at rank {rank}, within the quota of {quota}.",
    ).fill(held=held, rank=entry.rank, quota=explainer.values[entry.target.quota])


def in_brief(stand: Stand) -> Text:
    """Where a place stands and no more, for those far down a long list."""
    said = STANDINGS[stand.standing]
    if stand.rank is None:
        return Text("{said}。", "{said}.").fill(said=said)
    return Text("{said}，位次{rank}。", "{said}, at rank {rank}.").fill(said=said, rank=stand.rank)
