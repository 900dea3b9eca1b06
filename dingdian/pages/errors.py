"""When a page cannot be shown: what happened, why, and where to go from there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text

SAID = {
    400: (
        Text("这个请求看不懂", "That request could not be understood"),
        Text("地址或表单的内容不完整。", "The address or the form is not whole."),
    ),
    403: (
        Text("您的职责不包括这一项", "Your duty does not reach that far"),
        Text(
            "这里不在您的职责范围内，或职责不允许这样做。需要时请找领导小组办公室。",
            "This lies outside your duty, or your duty does not allow it. "
            "Ask the office of the leading group if you need it.",
        ),
    ),
    404: (
        Text("没有这个页面", "There is no such page"),
        Text(
            "地址可能有误，或者这里不在您的职责范围内。",
            "The address may be wrong, or it lies outside your duty.",
        ),
    ),
    500: (
        Text("系统出错了", "Something went wrong on our side"),
        Text(
            "没有写入任何内容。请重试；如仍出错，请把时间告诉系统管理员。",
            "Nothing was written. Try again; if it persists, tell whoever keeps this "
            "installation the time.",
        ),
    ),
}


EXPIRED = (
    Text("表单已过期", "That form is out of date"),
    Text(
        "可能已重新登录，或浏览器不接受 Cookie。没有写入任何内容；请回到原页刷新后再提交。",
        "You may have signed in anew since, or the browser takes no cookies. Nothing was written; "
        "go back, reload the page and send it again.",
    ),
)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """400, with words."""
    return _said(request, 400)


@requires_csrf_token
def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """403, with words."""
    return _said(request, 403)


@requires_csrf_token
def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes it
    """403 for a form that is not ours or no longer good, with words."""
    what, why = EXPIRED
    return render(request, "errors/page.html", {"what": what, "why": why}, status=403)


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """404, with words; the same for what is not there and what may not be seen."""
    return _said(request, 404)


def our_fault(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """500, with words; nothing is asked of the database, which may be what failed."""
    what, why = SAID[500]
    return render(None, "errors/our_fault.html", {"what": what, "why": why}, status=500)


def unusable(request: HttpRequest, error: Unusable, status: int = 409) -> HttpResponse:
    """What a deed was refused for, in its own words."""
    context = {"what": error.says, "why": error.do, "where": error.where}
    return render(request, "errors/page.html", context, status=status)


def _said(request: HttpRequest, status: int) -> HttpResponse:
    what, why = SAID[status]
    return render(request, "errors/page.html", {"what": what, "why": why}, status=status)
