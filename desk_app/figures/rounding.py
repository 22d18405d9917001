"""The one rounding rule: half up, in exact arithmetic."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction | int, decimals: int = 0) -> Decimal:
    """`value` rounded half up, away from zero: half_up(Fraction(5, 2)) is 3, half_up(Fraction(57, 2), 1) is 28.5."""
    scale: int = 10**decimals
    scaled = abs(Fraction(value)) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole) / scale


def percent(part: int, whole: int, decimals: int = 0) -> Decimal | None:
    """The per cent that is printed; None of nothing."""
    return half_up(Fraction(100 * part, whole), decimals) if whole else None


LEAST, MOST = "less than 1%", "more than 99%"


def percent_in_words(part: int | float, whole: int | float) -> str:
    """The whole per cent as it is printed: "44%"; of a part that is there never 0%, of one that lacks some never 100%.

    "" of nothing.
    """
    if not whole:
        return ""
    value = int(half_up(100 * Fraction(part) / Fraction(whole)))
    if value == 0 and part > 0:
        return LEAST
    return MOST if value == 100 and part < whole else f"{value}%"
