"""Pages that are asked for again while nothing has happened are answered as before.

Whatever is done leaves an entry in the trail: as long as the trail ends where it ended, a page that
shows nothing but the records is the same for one reader, in one language, on one day.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from dingdian.pages.speaking import lang_now
from dingdian.pages.viewing import Viewer
from dingdian.records.trail.queries import end_of_trail

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Viewer, Given], HttpResponse]
Key = tuple[object, ...]

MOST = 256
"""Pages that one process keeps; the one that was asked for longest ago goes first."""
LARGEST = 1 << 20


class Remembered:
    """Bodies of pages by what they were asked with; safe among threads."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.bodies: OrderedDict[Key, bytes] = OrderedDict()

    def get(self, key: Key) -> bytes | None:
        """The body kept under a key, which is then the youngest."""
        with self.lock:
            if key in self.bodies:
                self.bodies.move_to_end(key)
            return self.bodies.get(key)

    def keep(self, key: Key, body: bytes) -> None:
        """Keep a body, and let the oldest go where there are too many."""
        with self.lock:
            self.bodies[key] = body
            while len(self.bodies) > MOST:
                self.bodies.popitem(last=False)


KEPT = Remembered()


def remembered(view: View[Given]) -> Callable[..., HttpResponse]:
    """A view that is answered as before while nothing happens; it is told who looks."""

    @wraps(view)
    def answer(
        request: HttpRequest, viewer: Viewer, *args: Given.args, **kwargs: Given.kwargs
    ) -> HttpResponse:
        key = key_of(request, viewer)
        body = None if key is None else KEPT.get(key)
        if body is not None:
            get_token(request)
            return HttpResponse(body, headers={"Vary": "HX-Request"})
        response = view(request, viewer, *args, **kwargs)
        if key is not None and response.status_code == 200 and len(response.content) < LARGEST:
            KEPT.keep(key, response.content)
        return response

    return answer


def key_of(request: HttpRequest, viewer: Viewer) -> Key | None:
    """By what a page is known again; None where it says something once, or holds a new token."""
    secret = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
    speaks = "messages" in request.COOKIES or "_messages" in request.session
    if secret is None or speaks or request.method != "GET":
        return None
    return (
        viewer.user.pk,
        request.session.session_key,
        secret,
        lang_now(),
        viewer.on,
        request.headers.get("HX-Request", ""),
        request.headers.get("HX-Boosted", ""),
        request.headers.get("HX-History-Restore-Request", ""),
        request.get_full_path(),
        end_of_trail(),
    )
