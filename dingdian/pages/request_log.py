"""Each request as one line of the logbook: what was asked for, the answer, how long it took."""

import logging
import secrets
from collections.abc import Callable
from time import perf_counter

from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from dingdian.logbook import about

log = logging.getLogger(__name__)

Answering = Callable[[HttpRequest], HttpResponseBase]


def request_log(get_response: Answering) -> Answering:
    """Middleware: the path without its query, and the account by its number, never by its name.

    The request's own number is ours: one that a browser sends could hold anything.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        number, began = secrets.token_hex(8), perf_counter()
        with about(request=number):
            response = get_response(request)
            told = {
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "ms": round((perf_counter() - began) * 1000, 1),
                "account": _account(request),
            }
            log.log(_level(request, response), "request", extra={"told": told})
        response["X-Request-ID"] = number
        return response

    return answer


def _level(request: HttpRequest, response: HttpResponseBase) -> int:
    """A watcher that asks every second, and is answered, is not worth a line."""
    well = response.status_code < 400
    return logging.DEBUG if well and request.path == "/health/" else logging.INFO


def _account(request: HttpRequest) -> str | None:
    """Who asked, where the request has looked already: the log costs no query of its own."""
    session = getattr(request, "session", None)
    if session is None or not session.accessed:
        return None
    try:
        known: str | None = session.get(SESSION_KEY)
    except DatabaseError:
        return None
    return known
