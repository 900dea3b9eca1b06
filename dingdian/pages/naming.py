"""How places of a page are called: the names that lead down to each, asked for all at once."""

from collections.abc import Iterable

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


def way_down(path: str, *, vintage: int) -> str:
    """The way down to one place in words: 万州区 / 龙驹镇 / 向东村."""
    return " / ".join(ways_down([path], vintage=vintage)[path])
