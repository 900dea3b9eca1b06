"""A deed that somebody asks for on a page: done and said once, or refused in words."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.pages.errors import unusable
from dingdian.pages.speaking import lang_now


def done(request: HttpRequest, says: Text, to: str, *args: Any) -> HttpResponse:
    """Go where the deed can be seen, and say it there once."""
    messages.success(request, says[lang_now()])
    return redirect(to, *args)


def carried_out(
    request: HttpRequest, deed: Callable[[], object], says: Text, to: str, *args: Any
) -> HttpResponse:
    """Do what one button asks for; what it is refused for is said with what to do next."""
    try:
        deed()
    except Unusable as refused:
        return unusable(request, refused, status=403 if refused.code == "not_allowed" else 409)
    return done(request, says, to, *args)


def refused_in(form: Form, refused: Unusable, *, field: str | None = None) -> None:
    """Say in the form itself what it was refused for, so that nothing typed is lost."""
    form.add_error(field, refused.message(lang_now()))
