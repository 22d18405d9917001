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
