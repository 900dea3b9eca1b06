"""What guards every page: what a browser may load, what it may keep, how much may be sent, by whom.

The policy lets a page load nothing but from this host, and no script or style written inside it.
"""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from dingdian.installation import is_loopback
from dingdian.lexicon.text import LANGS, Text

Answering = Callable[[HttpRequest], HttpResponseBase]

SELF = "'self'"
NONE = "'none'"
POLICY = {
    "default-src": NONE,
    "script-src": SELF,
    "style-src": SELF,
    "img-src": f"{SELF} data:",
    "font-src": SELF,
    "connect-src": SELF,
    "form-action": SELF,
    "frame-ancestors": NONE,
    "base-uri": NONE,
    "manifest-src": SELF,
}
UNUSED = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Resource-Policy": "same-origin",
}
LARGEST_REQUEST = 256 * 1024 * 1024
"""Bytes of one request, files included: a city's registry as a workbook stays far below it."""

TOO_LARGE = Text(
    "发送的内容超过 {most} MiB，没有接收。请分几次发送。",
    "What was sent is larger than {most} MiB and was not taken. Send it in parts.",
)
LOCKED_OUT = Text(
    "密码多次错误，这个账号在这里暂停登录 {minutes} 分钟。请稍后再试，或联系数据管理员。",
    "The password was wrong too often: this account cannot sign in from here for {minutes} "
    "minutes. Try again later, or ask your data steward.",
)


def guard(get_response: Answering) -> Answering:
    """Middleware, the outermost: its headers are on every answer, refusals and files included."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = (
            refused(TOO_LARGE, 413, most=LARGEST_REQUEST >> 20)
            if too_large(request)
            else (get_response(request))
        )
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        if _in_a_session(request, response) and "Cache-Control" not in response:
            patch_cache_control(response, no_store=True)
        return response

    return answer


def too_large(request: HttpRequest) -> bool:
    """Whether more is announced than is ever taken; what is not announced is not read at all."""
    announced = str(request.META.get("CONTENT_LENGTH") or "0")
    return announced.isdecimal() and int(announced) > LARGEST_REQUEST


def refused(says: Text, status: int, **filled: object) -> HttpResponse:
    """A refusal in both languages, where no page can be made."""
    said = says.fill(**filled)
    text = "".join(f"{said[lang]}\n" for lang in LANGS)
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def client_address(request: HttpRequest) -> str | None:
    """Where a request comes from: its peer, or what a proxy on this machine says of its own.

    Of the forwarded addresses only the last is the proxy's word; those before it anybody can send.
    """
    peer: str | None = request.META.get("REMOTE_ADDR") or None
    if not (settings.INSTALLATION.https and peer and is_loopback(peer)):
        return peer
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return forwarded if _is_address(forwarded) else peer


def locked_out(
    request: HttpRequest,  # noqa: ARG001 - axes passes it
    response: HttpResponse | None = None,  # noqa: ARG001 - axes passes it
    credentials: dict[str, Any] | None = None,  # noqa: ARG001 - axes passes it
) -> HttpResponse:
    """What somebody reads who guessed at a password too often."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60
    return refused(LOCKED_OUT, 429, minutes=minutes)


class Doorkeeper(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Counts failures by account name and address, and keeps nothing else of what was sent."""

    def user_login_failed(
        self,
        sender: Any,
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **rest: Any,
    ) -> None:
        if request is None:
            return
        sent = request.GET, request.POST
        request.GET = request.POST = QueryDict()
        request.axes_user_agent = request.axes_http_accept = ""  # type: ignore[attr-defined]  # as axes notes them
        try:
            super().user_login_failed(sender, credentials, request, **rest)
        finally:
            request.GET, request.POST = sent


def _in_a_session(request: HttpRequest, response: HttpResponseBase) -> bool:
    name = settings.SESSION_COOKIE_NAME
    return name in request.COOKIES or name in response.cookies


def _is_address(said: str) -> bool:
    try:
        ip_address(said)
    except ValueError:
        return False
    return True
