"""How places of a page are called: the names that lead down to each, asked for all at once."""

from collections.abc import Iterable

from dingdian.pages.viewing import Viewer
from dingdian.records.places.queries import codes_on, names_of

Names = tuple[str, ...]


def ways_down(paths: Iterable[str], *, vintage: int) -> dict[str, Names]:
    """The names that lead down to each place, without the root's; one query for all of them."""
    codes = {path: codes_on(path) for path in paths}
    names = names_of((code for one in codes.values() for code in one), vintage=vintage)
    return {
        path: tuple(names.get(code, code) for code in below[1:] or below)
        for path, below in codes.items()
    }


def steps_down(path: str, viewer: Viewer) -> list[tuple[str, str, bool]]:
    """Code and name of each place from the root down, and whether the viewer may look at it."""
    codes = codes_on(path)
    names = names_of(codes, vintage=viewer.vintage)
    return [
        (code, names[code], viewer.scope.sees("".join(f"{one}/" for one in codes[:end])))
        for end, code in enumerate(codes, start=1)
        if code in names
    ]


def way_down(path: str, *, vintage: int) -> str:
    """The way down to one place in words: 万州区 / 龙驹镇 / 向东村."""
    return " / ".join(ways_down([path], vintage=vintage)[path])
