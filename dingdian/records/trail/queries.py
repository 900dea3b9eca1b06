"""Reading the trail, and whether it is whole."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dingdian.records.trail.models import Entry, Head
from dingdian.records.trail.sealing import seal_of, seal_of_head


@dataclass(frozen=True, slots=True)
class Soundness:
    """How long the trail is, and the number of the first entry that is not as it was written."""

    entries: int
    first_bad: int | None

    @property
    def intact(self) -> bool:
        """Whether every entry is where and what it was."""
        return self.first_bad is None


def entries(*, codes: Collection[str] | None) -> QuerySet[Entry]:
    """The entries about places whose code begins with one of those, the newest first.

    None is all of them, those about no place as well, such as a duty or a job.
    """
    newest_first = Entry.objects.order_by("-number")
    if codes is None:
        return newest_first
    lies_within = Q(pk__in=())
    for code in sorted(codes):
        lies_within |= Q(place__startswith=code)
    return newest_first.filter(lies_within)


def end_of_trail() -> int:
    """The number of the last entry: it grows with whatever is done."""
    return Head.objects.values_list("number", flat=True).first() or 0


def soundness_of_end(*, entries: int) -> Soundness:
    """Whether the head, and the last entries up to it, are as they were written.

    Cheap, however long the trail is; what is written meanwhile lies beyond the head, and is left.
    """
    head = Head.objects.filter(pk=1).first() or Head(number=0)
    upto = Entry.objects.filter(number__lte=head.number).order_by("-number")
    last = list(upto[: entries + 1])[::-1]
    if not last:
        return Soundness(head.number, None if head.number == 0 else 1)
    known = last[0].number > 1
    before = last[0].seal if known else ""
    for number, entry in enumerate(last[known:], start=last[0].number + known):
        if entry.number != number or entry.seal != seal_of(entry, before):
            return Soundness(head.number, number)
        before = entry.seal
    if last[-1].number != head.number or head.seal != seal_of_head(head.number, before):
        return Soundness(head.number, last[-1].number + 1)
    return Soundness(head.number, None)


def soundness() -> Soundness:
    """Walk the whole trail; the first entry changed, removed or reordered is named."""
    before, number = "", 0
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2_000):
        number += 1
        if entry.number != number or entry.seal != seal_of(entry, before):
            return Soundness(Entry.objects.count(), number)
        before = entry.seal
    head = Head.objects.filter(pk=1).first()
    if number == 0 and (head is None or head.number == 0):
        return Soundness(0, None)
    if head is None or head.number != number or head.seal != seal_of_head(number, before):
        return Soundness(number, number + 1)
    return Soundness(number, None)
