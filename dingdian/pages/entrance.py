"""Coming in, going out, choosing a language, and in a demonstration looking as somebody else."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from dingdian.installation import installation
from dingdian.lexicon.text import Text
from dingdian.pages.speaking import lang_now
from dingdian.pages.surroundings import cast
from dingdian.records.access.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
YEAR = 365 * 24 * 60 * 60
NOT_TOGETHER = Text(
    "账号或密码不对，请核对大小写后重试。",
    "That name and password do not fit together; mind capital letters and try again.",
)


class SignIn(AuthenticationForm):
    """Name and password, in the reader's language."""

    def get_invalid_login_error(self) -> forms.ValidationError:
        """The same for an unknown name and a wrong password."""
        return forms.ValidationError(NOT_TOGETHER[lang_now()])


class Door(LoginView):
    """The page on which people sign in."""

    template_name = "entrance/sign_in.html"
    authentication_form = SignIn
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """In a demonstration the cast stands beside the form."""
        shown = super().get_context_data(**kwargs)
        return shown | ({"cast": cast()} if installation().demonstration else {})


sign_in = Door.as_view()


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and back to the door."""
    logout(request)
    return redirect("pages:sign-in")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember in which language somebody reads, and go back to where they were."""
    response = redirect(_next(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            secure=installation().https,
            httponly=True,
            samesite="Lax",
        )
    return response


@require_POST
def look_as(request: HttpRequest) -> HttpResponse:
    """Look as another of the cast; in a demonstration alone."""
    if not installation().demonstration:
        raise Http404
    name = request.POST.get("as", "").replace("\0", "")
    somebody = get_object_or_404(User, username=name, is_active=True)
    login(request, somebody, backend=BACKEND)
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    """Where somebody was, if that is a page of ours; else the first page."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours and wanted.startswith("/") else reverse("pages:city")
