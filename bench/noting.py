"""`python -m bench.noting`: so many deeds are noted in an empty trail, and it is verified."""

import json
import sys
from pathlib import Path
from time import perf_counter

from bench.own_home import open_home


def main(entries: str, to: str) -> None:
    """Write what went in, what came out, and the seconds of each; one transaction for each deed."""
    out = Path(to)
    open_home(out.with_suffix(".home"), anew=True)
    from django.db import transaction  # noqa: PLC0415 - needs the home

    from dingdian.records.trail.actions import note  # noqa: PLC0415 - needs the home
    from dingdian.records.trail.queries import soundness  # noqa: PLC0415 - needs the home

    begun = perf_counter()
    for number in range(int(entries)):
        with transaction.atomic():
            note(by=None, deed="measured", subject=f"bench:{number}", told={"number": number})
    written = perf_counter()
    sound = soundness()
    told = {
        "entries": sound.entries,
        "intact": sound.intact,
        "writing": written - begun,
        "verifying": perf_counter() - written,
    }
    out.write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
