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


def entries(*, codes: Collection[str], placeless: bool) -> QuerySet[Entry]:
    """The entries about places whose code begins with one of those, the newest first.

    With `placeless` also those about no place, such as a duty or a job: what belongs to the whole.
    """
    found = Q(place="") if placeless else Q(pk__in=())
    for code in sorted(codes):
        found |= Q(place__startswith=code)
    return Entry.objects.filter(found).order_by("-number")


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
