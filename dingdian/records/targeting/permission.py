"""Whether somebody may do a deed of the targeting where they want to do it, today."""

from dingdian.installation import installation
from dingdian.records.access.models import User
from dingdian.records.access.queries import may
from dingdian.records.places.models import Standing
from dingdian.records.targeting.refusals import NotAllowed


def require(by: User, to: str, *, path: str, vintage: int) -> None:
    """Go on only where a duty of today allows it at the place of that path; raises NotAllowed."""
    if not has(by, to, path=path, vintage=vintage):
        raise NotAllowed(to, code=path.rstrip("/").rpartition("/")[2])


def has(by: User, *any_of: str, path: str, vintage: int) -> bool:
    """Whether a duty of today allows any of these at the place of that path."""
    today = installation().today()
    return any(may(by, to, path, on=today, vintage=vintage) for to in any_of)


def path_of_the_whole(vintage: int) -> str:
    """The path of the place in which all others of a vintage lie."""
    return Standing.objects.get(vintage=vintage, parent=None).path
