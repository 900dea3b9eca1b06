"""Masks: what is shown of a number or a name to those who need not read all of it."""

HIDDEN = "*"
HIDDEN_SIGN = "＊"


def masked_id(number: str) -> str:
    """An ID number by its first 3 and last 4 characters: 510***********1234."""
    return _masked(number, first=3, last=4)


def masked_phone(number: str) -> str:
    """A phone by its first 3 and last 4 digits: 138****5678."""
    return _masked(number, first=3, last=4)


def masked_account(number: str) -> str:
    """A bank account by its last 4 digits."""
    return _masked(number, first=0, last=4)


def masked_name(name: str) -> str:
    """A name by its first character: 张＊＊."""
    return name[:1] + HIDDEN_SIGN * (len(name) - 1)


def _masked(text: str, *, first: int, last: int) -> str:
    """Hidden whole where fewer would be hidden than its end shows."""
    if len(text) < first + 2 * last:
        return HIDDEN * len(text)
    return text[:first] + HIDDEN * (len(text) - first - last) + text[-last:]
