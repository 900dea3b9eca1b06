"""Write an empty workbook of one of a campaign's layouts, ready to fill in and bring back."""

from pathlib import Path

from dingdian.campaign.reading import find
from dingdian.lexicon.text import Lang
from dingdian.steps.source import layouts_of
from dingdian.workbooks.template import write_template


def template(name: str, to: Path, *, campaign: str = "chongqing_2020", lang: Lang = "zh") -> None:
    """Write the template of a layout; raises Unusable for an unknown layout or ending."""
    (layout,) = layouts_of(find(campaign), name)
    write_template(layout, to, lang=lang)
