"""Open an account and give it its first duty."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from dingdian.campaign.reading import load
from dingdian.installation import installation
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.access.actions import give_duty, open_account
from dingdian.records.access.models import Duty, Role, Sector, User
from dingdian.records.places.models import Standing


def create_user(
    name: str,
    *,
    password: str,
    role: Role,
    code: str,
    sector: Sector = Sector.ALL,
    since: date | None = None,
) -> Duty:
    """Open an account with a duty at the place of that code, from today unless told otherwise.

    Raises Unusable for a name that is taken, a weak password, or a code of no place.
    """
    vintage = load(installation().campaign).vintage
    standing = Standing.objects.filter(vintage=vintage, code=code).select_related("place").first()
    if standing is None:
        raise Unusable(
            "no_such_place",
            Text(f"{vintage}年区划中没有 {code}。", f"No place has the code {code} in {vintage}."),
            Text("请核对，或先运行 dingdian migrate。", "Check it, or run dingdian migrate."),
        )
    if User.objects.filter(username=name).exists():
        raise Unusable(
            "name_taken",
            Text(f"已有名为“{name}”的账号。", f"There is an account called “{name}” already."),
            Text("请换一个名字。", "Choose another name."),
        )
    user = User(username=name)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Unusable(
            "weak_password",
            Text("密码太弱。", f"The password is too weak: {' '.join(error.messages)}"),
            Text("至少10个字符，不用常见密码。", "Ten characters at least, and nothing common."),
        ) from None
    user.set_password(password)
    with transaction.atomic():
        open_account(user, by=None)
        return give_duty(
            user,
            role=role,
            place=standing.place,
            sector=sector,
            since=since or installation().today(),
            by=None,
        )
