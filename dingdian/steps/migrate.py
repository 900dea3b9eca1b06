"""Bring an installation's database up to this version, with the places that the campaign needs."""

from collections.abc import Callable, Sequence

from django.core.management import call_command

from dingdian.installation import installation
from dingdian.records.places.division import Division
from dingdian.records.secrecy.keys import make_keys
from dingdian.steps.load_places import load_places


def migrate(
    *,
    villages: Sequence[Division] | None = None,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Create or change the tables, make the keys, load the places; doing it again changes nothing.

    `villages` are laid instead of the campaign's own, as a demonstration does. Raises Unusable
    where keys were lost under which something is sealed.
    """
    installation().home.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    make_keys()
    load_places(campaign=installation().campaign, villages=villages, progress=progress)
