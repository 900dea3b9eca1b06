"""Villages of six townships in three counties and a zone, with everything that can be said of one."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from dingdian.demonstration.invented_places import InventedVillage, invented_villages
from tests.makers.cast import CHENGKOU_VILLAGE, LONGJU, VILLAGE
from tests.makers.tables import IN_NO_WANT

HUANGDAO = "500101152"
YANHE = "500229208"
OF_CHENGKOU = "500229102"
OF_THE_ZONE = "500110101"
OF_QIJIANG = "500110110"
TOWNSHIPS = (LONGJU, HUANGDAO, YANHE, OF_CHENGKOU, OF_THE_ZONE, OF_QIJIANG)
"""Two of Wanzhou and two of Chengkou, of which one each is designated; two of Qijiang, one of
them in the zone of Wansheng."""

SPREAD: Mapping[str, list[Any]] = {
    "remaining_poor": [0, 3, 5, 20, 21, 25, 30, None],
    "agricultural_population": [900, 1616, 2000, 2000, 3000, 0, None],
    "dropouts": [0, 0, 0, 1, None],
    "uninsured": [0, 0, 0, 2, None],
    "hardened_road": [True, True, True, False, None],
    "bus": [True, True, False],
}


def spread() -> list[dict[str, Any]]:
    """The villages of those townships, drawn here and there, and two real ones of the cast."""
    drawn = random.Random(2020)  # noqa: S311 - invented villages are no secret
    return [
        {**IN_NO_WANT, **{name: drawn.choice(values) for name, values in SPREAD.items()}, **where}
        for where in _where()
    ]


def _where() -> Iterator[dict[str, Any]]:
    for one in invented_villages():
        if one.township in TOWNSHIPS:
            yield _named(one)
    for code in (VILLAGE, CHENGKOU_VILLAGE):
        yield {"place": code, "name": "示例驻村", "kind": "village_committee"}


def _named(one: InventedVillage) -> dict[str, Any]:
    return {"place": one.place, "name": one.name, "kind": one.kind}
