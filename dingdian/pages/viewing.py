"""Who is looking: their duties, where they may look and what they may do, on the day that it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from dingdian.campaign.definition import Campaign
from dingdian.campaign.reading import load
from dingdian.installation import installation
from dingdian.records.access.models import User
from dingdian.records.access.queries import Holding, holdings, scope_in
from dingdian.records.access.scope import Scope

Given = ParamSpec("Given")


@dataclass(frozen=True)
class Viewer:
    """Somebody signed in, with the duties of one day; whatever is shown is asked with it."""

    user: User
    on: date
    campaign: Campaign

    @property
    def vintage(self) -> int:
        """The vintage of the divisions in which the campaign speaks of places."""
        return self.campaign.vintage

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """The duties that count today."""
        return holdings(self.user, on=self.on, vintage=self.vintage)

    @cached_property
    def scope(self) -> Scope:
        """Where they may look."""
        return scope_in(self.holdings)

    def scope_to(self, deed: str) -> Scope:
        """Where they may do that."""
        return scope_in(self.holdings, to=deed)

    def may(self, deed: str, path: str | None = None) -> bool:
        """Whether they may do that at the place of that path; without a path, anywhere at all."""
        scope = self.scope_to(deed)
        return bool(scope.paths) if path is None else scope.sees(path)


@lru_cache(maxsize=1)
def campaign_now() -> Campaign:
    """The campaign of this installation; its files are read once."""
    return load(installation().campaign)


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer behind a request, made once for each."""
    known: Viewer | None = getattr(request, "viewer", None)
    if known is None:
        known = Viewer(_user(request), installation().today(), campaign_now())
        request.viewer = known  # type: ignore[attr-defined]  # a request carries what it is told
    return known


def seen_by_viewer(
    view: Callable[Concatenate[HttpRequest, Viewer, Given], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A view that is given who looks; nobody looks without having signed in."""

    @wraps(view)
    def signed_in(request: HttpRequest, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        return view(request, viewer_of(request), *args, **kwargs)

    return login_required(signed_in)


def must_be_allowed(viewer: Viewer, deed: str, path: str | None = None) -> None:
    """Refuse with 403 what the viewer's duties do not allow."""
    if not viewer.may(deed, path):
        raise PermissionDenied(deed)


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied("signed in")
    return request.user
