"""The first page: how the whole campaign stands, as far as the viewer may look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dingdian.pages.viewing import Viewer, seen_by_viewer


@require_GET
@seen_by_viewer
def city(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Map, counters and both classes of target."""
    return render(request, "city/page.html", {"viewer": viewer})
