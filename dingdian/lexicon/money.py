"""Money as whole fen, so that no cent is ever lost to a fraction."""

from decimal import Decimal, InvalidOperation


def fen(yuan: str) -> int | None:
    """The whole fen of an amount written in yuan; None where it is none, or has part of a fen."""
    try:
        amount = Decimal(yuan) * 100
    except InvalidOperation:
        return None
    return int(amount) if amount.is_finite() and amount == amount.to_integral_value() else None


def yuan(amount_fen: int) -> str:
    """The amount as people write it: 1,234.50, and 1,234 where there are no fen."""
    whole, part = divmod(abs(amount_fen), 100)
    sign = "-" if amount_fen < 0 else ""
    return f"{sign}{whole:,}.{part:02d}" if part else f"{sign}{whole:,}"
