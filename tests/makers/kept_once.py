"""A run that is identified once for all tests, and laid into the database of each that asks."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Max, Model

from dingdian.records.places.models import Place, Standing
from dingdian.records.targeting.models import Profile, Run, Sealed, Target
from dingdian.steps.keep_run import keep_run
from tests.makers.invented import lay_invented

LAID: tuple[type[Model], ...] = (Place, Standing, Run, Sealed, Profile, Target)
"""What a run leaves in the database, each before what points at it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of a run and of the places under it, as `keep_run` wrote them."""

    rows: Mapping[type[Model], list[Model]]

    def lay(self) -> Run:
        """Write the rows again, as they were; in some milliseconds."""
        for model, rows in self.rows.items():
            model._default_manager.bulk_create([copy(one) for one in rows])
        return Run.objects.get(pk=self.rows[Run][0].pk)


def kept_once(source: Path, *townships: str, campaign: str = "chongqing_2020") -> Kept:
    """Identify over the invented villages of some townships; the database stays as it was."""
    with transaction.atomic():
        last = {model: model._default_manager.aggregate(pk=Max("pk"))["pk"] or 0 for model in LAID}
        lay_invented(*townships)
        keep_run(source, by=None, campaign=campaign, threads=1)
        rows = {
            model: list(model._default_manager.filter(pk__gt=last[model]).order_by("pk"))
            for model in LAID
        }
        transaction.set_rollback(True)
    return Kept(rows)
