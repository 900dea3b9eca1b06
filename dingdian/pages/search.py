"""Finding a place by what somebody types; which one is meant is always said in full."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dingdian.pages.viewing import Viewer, seen_by_viewer
from dingdian.records.access.allowed import READ_PERSONS
from dingdian.records.places.queries import search as places_answering

LONGEST = 60
MOST = 50


@require_GET
@seen_by_viewer
def search(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The places that answer, the likeliest first. Names of places are public; figures are not."""
    typed = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    hits = places_answering(typed, vintage=viewer.vintage, limit=MOST) if typed else []
    shown = [(one, viewer.scope.sees(one.path)) for one in hits]
    context = {"typed": typed, "hits": shown, "most": MOST, "persons": viewer.may(READ_PERSONS)}
    return render(request, "places/search.html", context)
