"""Many rows of a run at once, for what must not grow slower or wrong with their number."""

from collections.abc import Sequence
from itertools import cycle

from dingdian.records.places.models import Place
from dingdian.records.targeting.models import Profile, Run, Target
from tests.makers.cast import LONGJU, WANZHOU

HERE = f"50/{WANZHOU}/{LONGJU}/"
STANDINGS = ("included", "tied", "beyond_quota", "undecided", "not_admitted")
LIGHTS = ("well", "ill", "unreported", "near", "na")
PER_TOWNSHIP = 1000


def many_rows(run: Run, n: int) -> None:
    """That many more villages of one township in a run: a profile and a target of each."""
    places = Place.objects.bulk_create(Place() for _ in range(n))
    Profile.objects.bulk_create(_profile(run, place, at) for at, place in enumerate(places))
    lights, standings = cycle(LIGHTS), cycle(STANDINGS)
    Target.objects.bulk_create(
        _target(run, place, at, next(standings), next(lights)) for at, place in enumerate(places)
    )


def code_of(at: int) -> str:
    """A code for each of a million villages; nothing stands at it."""
    return f"{WANZHOU}{900 + at // PER_TOWNSHIP}{at % PER_TOWNSHIP:03}"


def _of(at: int, values: Sequence[int | None]) -> int | None:
    return values[at % len(values)]


def _numbers(at: int) -> dict[str, int | None]:
    """Some that many have alike, and some that nobody knows."""
    return {
        "remaining_poor": _of(at, (21, 21, 3, 0, None, 30, 25)),
        "agricultural_population": _of(at, (3000, None, 1600, 0, 2000)),
        "incidence_ppm": _of(at, (7000, None, 10_000, None, 10_000, 3)),
    }


def _profile(run: Run, place: Place, at: int) -> Profile:
    return Profile(
        run=run,
        place=place,
        code=code_of(at),
        name=f"示例第{at}村",
        path=f"{HERE}{code_of(at)}/",
        level="village",
        kind="village_committee",
        position=1_000_000 + at // 2,
        n_villages=1,
        facts={},
        light=LIGHTS[at % len(LIGHTS)],
        **_numbers(at),
    )


def _target(run: Run, place: Place, at: int, standing: str, light: str) -> Target:
    return Target(
        run=run,
        target_class="village",
        place=place,
        code=code_of(at),
        name=f"示例第{at}村",
        path=f"{HERE}{code_of(at)}/",
        position=1_000_000 + at // 2,
        county_code=WANZHOU,
        township_code=LONGJU,
        standing=standing,
        rank=None if at % 3 == 0 else at % 40 + 1,
        light=light,
        **_numbers(at),
    )
