"""Whoever arrives at a demonstration is signed in at once, as the office."""

from collections.abc import Callable

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dingdian.installation import installation
from dingdian.pages.entrance import BACKEND
from dingdian.records.access.models import Role, User

Answer = Callable[[HttpRequest], HttpResponse]


def arriving(answer: Answer) -> Answer:
    """Middleware, after the one that knows who asks; it does nothing outside a demonstration."""

    def arrive(request: HttpRequest) -> HttpResponse:
        if installation().demonstration and request.method == "GET" and _is_new(request):
            office = User.objects.filter(duties__role=Role.OFFICE, is_active=True)
            somebody = office.order_by("pk").first()
            if somebody is not None:
                login(request, somebody, backend=BACKEND)
        return answer(request)

    return arrive


def _is_new(request: HttpRequest) -> bool:
    """Whether nobody is signed in, and somebody asks for more than the door itself."""
    elsewhere = request.path not in (reverse("pages:sign-in"), reverse("health"))
    return elsewhere and not request.user.is_authenticated
