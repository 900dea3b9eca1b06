"""Names that are visibly invented, so that nobody can take a made-up village for a real one."""

SYNTHETIC = "合成数据"

DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A whole number from 1 to 999 in Chinese: 8 is 八, 12 is 十二, 105 is 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += "十" if tens == 1 and not hundreds else f"{DIGITS[tens]}十"
    elif hundreds and ones:
        said += "零"
    return said + (DIGITS[ones] if ones else "")


def village_name(number: int) -> str:
    """The invented name of the nth village (行政村) of a township: 示例一村."""
    return f"示例{numeral(number)}村"


def community_name(number: int) -> str:
    """The invented name of the nth residents' committee (社区) of a township: 示例一社区."""
    return f"示例{numeral(number)}社区"
