"""A whole page, or only the part of it that was asked for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def whole_or_part(
    request: HttpRequest, whole: str, part: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The part where htmx asks for its place alone, else the whole page; caches tell them apart.

    Who comes back through the history gets the whole page again.
    """
    htmx: Any = getattr(request, "htmx", None)
    partly = bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    response = render(request, part if partly else whole, dict(context), status=status)
    response["Vary"] = ", ".join(filter(None, (response.get("Vary"), "HX-Request")))
    return response
