"""The board of a place, from the city to the village."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dingdian.pages.viewing import Viewer, seen_by_viewer
from dingdian.records.places.queries import standing


@require_GET
@seen_by_viewer
def place(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """One place; what the viewer may not see is not there."""
    here = standing(code, vintage=viewer.vintage)
    if here is None or not viewer.scope.sees(here.path):
        raise Http404
    return render(request, "places/board.html", {"here": here})
