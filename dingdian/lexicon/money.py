"""Money as whole fen, so that no cent is ever lost to a fraction."""

from decimal import Decimal

DIGITS = 18
"""More fen than fit into so many digits are no amount but a slip of the pen."""


def fen(yuan: str) -> int | None:
    """The whole fen of an amount in yuan; None where it is none, is too great, or splits a fen."""
    try:
        amount = Decimal(yuan) * 100
    except ArithmeticError:
        return None
    counted = amount.is_finite() and amount.adjusted() < DIGITS
    return int(amount) if counted and amount == amount.to_integral_value() else None


def yuan(amount_fen: int) -> str:
    """The amount as people write it: 1,234.50, and 1,234 where there are no fen."""
    whole, part = divmod(abs(amount_fen), 100)
    sign = "-" if amount_fen < 0 else ""
    return f"{sign}{whole:,}.{part:02d}" if part else f"{sign}{whole:,}"
