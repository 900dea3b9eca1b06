"""The number of an identity card or disability certificate: whether it can be right, what it tells.

GB 11643: six digits of an area, eight of a birth date, three of an order (odd for men), a check
digit by ISO 7064 MOD 11-2, which catches every wrong digit and every two neighbours that changed
places. Cards before 1999 had 15 digits: a year of two digits and no check digit. A disability
certificate adds a digit for its category and one for its level, and two signs if issued again.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import mul
from typing import Literal

from dingdian.lexicon.text import Text

Kind = Literal["resident_18", "resident_15", "disability_20", "disability_22", "none"]
Verdict = Literal[
    "valid", "missing", "wrong_length", "wrong_check_digit", "impossible_date", "damaged"
]
Caution = Literal["nobody", "unknown_area", "unknown_category", "ends_in_000"]
Sex = Literal["male", "female"]

KINDS: dict[int, Kind] = {
    18: "resident_18",
    15: "resident_15",
    20: "disability_20",
    22: "disability_22",
}
FORM = re.compile(r"\d{15}|\d{17}[\dX](?:\d\d(?:[B\d]\d)?)?", re.ASCII)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
PROVINCES = frozenset(
    str(code)
    for codes in (
        *(range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55)),
        *(range(61, 66), (71, 81, 82, 83)),
    )
    for code in codes
)
"""GB/T 2260; 81, 82 and 83 stand on the residence permits of Hong Kong, Macao and Taiwan people."""
NOBODY = "99"
"""The digits of no province: how every number of the demonstration begins."""
OLDEST = 130
"""Nobody is older, in years."""
CATEGORIES, LEVELS = "1234567", "1234"

LIKE_X = str.maketrans(dict.fromkeys("×✕✖ХχΧ", "X"))
BEFORE = "'`‘’＇"
"""What spreadsheets put before digits that shall stay text."""
NOT_GIVEN = frozenset(
    ("", "无", "暂无", "不详", "未知", "/", "\\", "-", "—", "NULL", "NONE", "N/A")
)
AS_NUMBER = re.compile(r"(\d+)\.0*", re.ASCII)
DIGITS_KEPT = 15
LOST = "000"
"""How an 18-digit number ends that a spreadsheet took for a quantity, which keeps 15 digits."""

SAYS: dict[Verdict, Text] = {
    "valid": Text("证件号码正确。", "The number can be right."),
    "missing": Text("没有证件号码。", "There is no number."),
    "wrong_length": Text(
        "证件号码位数不对：身份证18位（旧证15位），残疾人证20或22位。",
        "The number has a wrong length: an identity card has 18 digits (an old one 15), "
        "a disability certificate 20 or 22.",
    ),
    "wrong_check_digit": Text(
        "校验码不对：至少有一位写错，或者相邻两位写反。",
        "The check digit is wrong: a digit was mistyped, or two neighbours changed places.",
    ),
    "impossible_date": Text(
        "号码中的出生日期不存在、在今后或过于久远。",
        "The birth date in the number does not exist, is still to come, or is too long ago.",
    ),
    "damaged": Text(
        "号码已损坏：被表格软件当作数字（如5.10E+17、末尾变成000），或含有别的字符。",
        "The number is damaged: a spreadsheet took it for a quantity (5.10E+17, or 000 at its "
        "end), or other characters stand in it.",
    ),
}
DO: dict[Verdict, Text] = {
    "valid": Text("", ""),
    "missing": Text("请按证件或户口簿补录。", "Enter it from the card or the household register."),
    "wrong_length": Text(
        "请与证件逐位核对，补上缺的或去掉多的。",
        "Compare it with the card digit by digit: one is missing or too many.",
    ),
    "wrong_check_digit": Text("请与证件逐位核对。", "Compare it with the card digit by digit."),
    "impossible_date": Text(
        "请核对证件第7至14位（旧证第7至12位）。",
        "Compare digits 7 to 14 with the card (7 to 12 of an old one).",
    ),
    "damaged": Text(
        "丢失的数字找不回来：请在原表中把该列设为文本，重新录入或重新导出。",
        "Lost digits do not come back: make the column text in the sheet it came from, and enter "
        "or export it again.",
    ),
}
CAUTIONS: dict[Caution, Text] = {
    "nobody": Text(
        "以99开头：没有这样的省份，不是任何人的号码（合成数据）。",
        "It begins with 99, which is no province: it is nobody's (合成数据, synthetic).",
    ),
    "unknown_area": Text(
        "前六位不是已知的行政区划代码；可能是旧代码，请核对。",
        "Its first six digits are no area that is known; it may be an old one: compare it.",
    ),
    "unknown_category": Text(
        "残疾类别应为1至7，等级应为1至4，请核对残疾人证。",
        "A disability has a category from 1 to 7 and a level from 1 to 4: look at the certificate.",
    ),
    "ends_in_000": Text(
        "末尾是000：校验码碰巧正确，也可能是表格软件丢了数字，请核对。",
        "It ends in 000: its check digit is right, perhaps by chance, and a spreadsheet may have "
        "lost its last digits: compare it.",
    ),
}


@dataclass(frozen=True, slots=True)
class IdNumber:
    """What a number says of itself; what it cannot be trusted to say is None.

    `normalised` is what is kept and compared. `person` is the identity number of 18 digits that a
    valid number holds, whatever its kind: one person's old card, new card and certificate agree.
    """

    kind: Kind
    verdict: Verdict
    normalised: str
    person: str | None = None
    born_on: date | None = None
    sex: Sex | None = None
    cautions: tuple[Caution, ...] = ()

    @property
    def says(self) -> Text:
        """The verdict in words."""
        return SAYS[self.verdict]

    @property
    def do(self) -> Text:
        """What to do about it; blank where nothing is."""
        return DO[self.verdict]


def checked(text: str | None, *, on: date, areas: frozenset[str] = frozenset()) -> IdNumber:
    """The verdict on a number as somebody wrote it, on a day before which its holder was born.

    `areas` are codes of counties that are known: a number of their provinces that begins otherwise
    gets a caution. A caution is no fault: the codes of old counties stay on the cards.
    """
    number, was_number = normalised(text)
    if number in NOT_GIVEN or not number.strip("0"):
        return IdNumber("none", "missing", "")
    if was_number and len(number) > DIGITS_KEPT:
        return IdNumber("none", "damaged", number)
    if not FORM.fullmatch(number):
        return IdNumber("none", "wrong_length" if _only_digits(number) else "damaged", number)
    kind = KINDS[len(number)]
    person = lengthened(number) if kind == "resident_15" else number[:18]
    if check_digit(person[:17]) != person[17]:
        damaged = kind == "resident_18" and number.endswith(LOST)
        return IdNumber(kind, "damaged" if damaged else "wrong_check_digit", number)
    born_on = _birth_date(person, on)
    if born_on is None:
        return IdNumber(kind, "impossible_date", number)
    sex: Sex = "male" if int(person[16]) % 2 else "female"
    return IdNumber(kind, "valid", number, person, born_on, sex, _cautions(number, areas))


def normalised(text: str | None) -> tuple[str, bool]:
    """A number as it is kept: half-width, no spaces, X a capital; and whether it was a quantity.

    A quantity is 990000800101001.0, as spreadsheets hand on what they took for a number.
    """
    if text and text.isascii() and text.isalnum():
        return text.upper(), False
    plain = unicodedata.normalize("NFKC", text or "").upper().translate(LIKE_X)
    plain = "".join(one for one in plain if not one.isspace() and unicodedata.category(one) != "Cf")
    plain = plain.lstrip(BEFORE)
    quantity = AS_NUMBER.fullmatch(plain)
    return (quantity[1], True) if quantity else (plain, False)


def check_digit(number: str) -> str:
    """The eighteenth sign that belongs to the first seventeen digits of a number."""
    return CHECK_DIGITS[sum(map(mul, map(int, number), WEIGHTS)) % 11]


def lengthened(number: str) -> str:
    """The 18 digits of a card of 15: its holder was born after 1900."""
    longer = f"{number[:6]}19{number[6:]}"
    return longer + check_digit(longer)


def _only_digits(number: str) -> bool:
    return re.fullmatch(r"\d+X?", number, re.ASCII) is not None


def _birth_date(number: str, on: date) -> date | None:
    """The birth date in an 18-digit number; None where nobody alive can have it on that day."""
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born_on if born_on <= on and on.year - born_on.year <= OLDEST else None


def _cautions(number: str, areas: frozenset[str]) -> tuple[Caution, ...]:
    found: list[Caution] = []
    if number.startswith(NOBODY):
        found.append("nobody")
    elif not _is_area(number[:6], areas):
        found.append("unknown_area")
    if len(number) > 18 and not (number[18] in CATEGORIES and number[19] in LEVELS):
        found.append("unknown_category")
    if len(number) == 18 and number.endswith(LOST):
        found.append("ends_in_000")
    return tuple(found)


def _is_area(code: str, areas: frozenset[str]) -> bool:
    """Whether it is one of the areas, or of a province that they say nothing of."""
    return code in areas if code[:2] in _provinces_of(areas) else code[:2] in PROVINCES


@lru_cache(maxsize=4)
def _provinces_of(areas: frozenset[str]) -> frozenset[str]:
    return frozenset(area[:2] for area in areas)
