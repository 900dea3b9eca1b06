"""Asking for runs and what stands in them: computed, nominated, decided and announced."""

import gzip
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.utils import timezone

from dingdian.records.access.scope import Scope
from dingdian.records.targeting.models import (
    Announced,
    Announcement,
    Nomination,
    Override,
    Profile,
    Run,
    Sealed,
    State,
    Target,
)

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Told(TypedDict):
    """What is told of a target beside what was computed."""

    decided: bool | None
    nominated: bool
    announced: bool
    override_pending: bool


if TYPE_CHECKING:
    TargetTold = WithAnnotations[Target, Told]
else:
    TargetTold = Target


@dataclass(frozen=True, slots=True)
class Counters:
    """The numbers of the first page, over what somebody sees.

    `n` and `of` are the two numbers of the headcount ratio, over the villages for which both are
    known; `n_population_unknown` says of how many the denominator is not. `of_class` counts the
    targets as decided, class by class; `tied` are those that nobody has decided yet.
    """

    remaining_poor: int | None
    n: int
    of: int
    n_population_unknown: int
    remaining_in_targets: int
    of_class: Mapping[str, int]
    tied: int
    undecided: int


def current_run(campaign: str) -> Run | None:
    """The latest run kept of a campaign, by its code."""
    return runs(campaign).first()


def runs(campaign: str) -> QuerySet[Run]:
    """The runs of a campaign, the latest kept first."""
    return Run.objects.filter(campaign=campaign).select_related("kept_by")


def sealed(run: Run) -> bytes:
    """The sealed decision of a run: its file, byte by byte as `identify --out` writes it."""
    return gzip.decompress(Sealed.objects.get(run=run).body)


def targets(run: Run, *, seen_by: Scope, on: date | None = None) -> QuerySet[TargetTold]:
    """The targets of a run with what people have said beside them, in document order.

    `decided` is in, out, or None where a tie is open: a confirmed override speaks before what was
    computed. `nominated`, `override_pending` and `announced` say whether one is there. With `on`,
    all of it as it stood at the end of that day.
    """
    here = {"campaign": run.campaign, "place": OuterRef("place")}
    overrides = _standing_on(
        Override.objects.filter(**here, target_class=OuterRef("target_class")), on
    )
    confirmed = _by(overrides, "confirmed_at", on)
    latest = _announced_by(run.campaign, on).values("pk")[:1]
    rows = Target.objects.filter(run=run).annotate(
        decided=Case(
            When(Exists(confirmed.filter(admits=True)), then=Value(True)),
            When(Exists(confirmed.filter(admits=False)), then=Value(False)),
            When(standing__in=("designated", "included"), then=Value(True)),
            When(standing="tied", then=Value(None)),
            default=Value(False),
            output_field=BooleanField(null=True),
        ),
        nominated=Exists(_confirmed_nominations(on).filter(**here)),
        override_pending=Exists(_pending(overrides, on)),
        announced=Exists(
            Announced.objects.filter(
                announcement__in=latest,
                target_class=OuterRef("target_class"),
                place=OuterRef("place"),
            )
        ),
    )
    return seen_by.over(rows, path="path").order_by("target_class", "position")


def target(
    run: Run, target_class: str | None, code: str, *, seen_by: Scope, on: date | None = None
) -> TargetTold | None:
    """One target by its code, in one class or in whichever it stands; None where it is not seen."""
    found = targets(run, seen_by=seen_by, on=on).filter(code=code)
    if target_class is not None:
        found = found.filter(target_class=target_class)
    return found.first()


def profiles(
    run: Run, *, seen_by: Scope, level: str | None = None, under: str | None = None
) -> QuerySet[Profile]:
    """What a run knew of places, in document order: of one level, and below a path, if asked."""
    rows = Profile.objects.filter(run=run)
    if level is not None:
        rows = rows.filter(level=level)
    if under is not None:
        rows = rows.filter(path__begins=under)
    return seen_by.over(rows, path="path").order_by("position")


def profile(run: Run, code: str, *, seen_by: Scope) -> Profile | None:
    """What a run knew of the place of that code; None where it is not seen."""
    if "\0" in code:  # PostgreSQL is not even asked for such a text
        return None
    return profiles(run, seen_by=seen_by).filter(code=code).first()


def nominations(campaign: str, *, seen_by: Scope) -> QuerySet[Nomination]:
    """The nominations of a campaign, the latest first."""
    rows = Nomination.objects.filter(campaign=campaign)
    return seen_by.over(rows.select_related("nominated_by", "decided_by"), path="path")


def overrides(campaign: str, *, seen_by: Scope) -> QuerySet[Override]:
    """What the office decided beyond what was computed, the latest first."""
    rows = Override.objects.filter(campaign=campaign)
    return seen_by.over(rows.select_related("asked_by", "confirmed_by"), path="path")


def announcements(campaign: str) -> QuerySet[Announcement]:
    """The announcements of a campaign, the latest first."""
    rows = Announcement.objects.filter(run__campaign=campaign)
    return rows.select_related("run", "announced_by")


def announced(announcement: Announcement, *, seen_by: Scope) -> QuerySet[Announced]:
    """The places on an announced list, in document order within each class."""
    rows = Announced.objects.filter(announcement=announcement)
    return seen_by.over(rows, path="path").order_by("target_class", "position")


def areas_confirmed(campaign: str) -> dict[str, list[str]]:
    """For each area, the codes of the places whose nomination is confirmed and stands."""
    standing = _confirmed_nominations(None).filter(campaign=campaign)
    found: dict[str, list[str]] = {}
    for area, code in standing.order_by("area", "code").values_list("area", "code"):
        found.setdefault(area, []).append(code)
    return found


def counters(run: Run, *, seen_by: Scope, on: date | None = None) -> Counters:
    """The numbers of the first page, in two queries."""
    both = Q(remaining_poor__isnull=False, agricultural_population__gt=0)
    sums = profiles(run, seen_by=seen_by, level="village").aggregate(
        poor=Sum("remaining_poor"),
        n=Sum("remaining_poor", filter=both, default=0),
        of=Sum("agricultural_population", filter=both, default=0),
        unknown=Sum("n_population_unknown", default=0),
        in_targets=Sum("remaining_in_targets", default=0),
    )
    of_class: Counter[str] = Counter()
    tied = undecided = 0
    grouped = targets(run, seen_by=seen_by, on=on).order_by()
    for row in grouped.values("target_class", "standing", "decided").annotate(n=Count("pk")):
        if row["decided"]:
            of_class[row["target_class"]] += row["n"]
        tied += row["n"] * (row["decided"] is None)
        undecided += row["n"] * (row["standing"] == "undecided" and row["decided"] is False)
    return Counters(
        remaining_poor=sums["poor"],
        n=sums["n"],
        of=sums["of"],
        n_population_unknown=sums["unknown"],
        remaining_in_targets=sums["in_targets"],
        of_class=dict(of_class),
        tied=tied,
        undecided=undecided,
    )


def _after(on: date) -> datetime:
    """The moment at which that day has ended."""
    return timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))


def _standing_on(rows: QuerySet[Override], on: date | None) -> QuerySet[Override]:
    """Those asked for and not withdrawn, by the end of that day."""
    if on is None:
        return rows.filter(withdrawn_at=None)
    not_yet = Q(withdrawn_at=None) | Q(withdrawn_at__gte=_after(on))
    return rows.filter(not_yet, asked_at__lt=_after(on))


def _by(rows: QuerySet[Override], moment: str, on: date | None) -> QuerySet[Override]:
    """Those for which the moment has come, by the end of that day."""
    come = {f"{moment}__isnull": False} if on is None else {f"{moment}__lt": _after(on)}
    return rows.filter(**come)


def _pending(rows: QuerySet[Override], on: date | None) -> QuerySet[Override]:
    if on is None:
        return rows.filter(confirmed_at=None)
    return rows.filter(Q(confirmed_at=None) | Q(confirmed_at__gte=_after(on)))


def _confirmed_nominations(on: date | None) -> QuerySet[Nomination]:
    """Confirmed and not withdrawn, by the end of that day."""
    if on is None:
        return Nomination.objects.filter(state=State.CONFIRMED)
    stood = Q(state=State.CONFIRMED) | Q(state=State.WITHDRAWN, withdrawn_at__gte=_after(on))
    return Nomination.objects.filter(stood, decided_at__lt=_after(on))


def _announced_by(campaign: str, on: date | None) -> QuerySet[Announcement]:
    """The announcements of a campaign up to a day, the latest first."""
    rows = Announcement.objects.filter(run__campaign=campaign).order_by("-pk")
    return rows if on is None else rows.filter(announced_on__lte=on)
