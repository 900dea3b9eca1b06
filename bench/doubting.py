"""`python -m bench.doubting`: audits a planted registry, and one copy of it by the plain reading.

A process of its own, so that the one that measures stays small.
"""

import json
import sys
from pathlib import Path

from dingdian.campaign.doubting import limits_on
from dingdian.steps.doubts import doubts
from tests.makers.audits import World, by_the_plain_reading
from tests.makers.planter import planted


def main(source: str, copies: str, to: str) -> None:
    """Write how many rows and doubts there are, and of which rules the two readings differ."""
    audited = doubts(Path(source))
    world = planted()
    told = World(world.villages, world.households, world.members)
    plain = by_the_plain_reading(audited.campaign, told, limits_on(audited.campaign, audited.on))
    times = {"villages": 1}
    answer = {
        "rules": len(audited.chosen),
        "rows": dict(audited.audit.rows),
        "doubts": audited.count,
        "differ": [
            one.id
            for one in audited.chosen
            if len(audited.rows(one)) != len(plain.found[one.id]) * times.get(one.over, int(copies))
        ],
    }
    Path(to).write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
