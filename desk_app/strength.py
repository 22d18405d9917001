"""How hard a passphrase is to guess, in words. Guesses are counted by zxcvbn, on this computer. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

READ_AT_MOST = 72
"""Letters that are looked at: what follows can only make it harder, and the count would take long."""
LEAST_LETTERS = 10
SECONDS_A_GUESS = 0.4
"""What one guess costs on an office computer: a store makes its key slow to compute on purpose."""
COMPUTERS = 1000
STEPS = 4
EASY, FAIR, STRONG, VERY_STRONG = range(1, STEPS + 1)
_LEVELS = ((13.0, VERY_STRONG, "Very strong"), (10.0, STRONG, "Strong"), (8.0, FAIR, "Fair"), (0.0, EASY, "Too easy"))
_UNITS = (
    (31_557_600.0, "year"),
    (86_400.0, "day"),
    (3_600.0, "hour"),
    (60.0, "minute"),
    (1.0, "second"),
)


@dataclass(frozen=True, slots=True)
class Strength:
    """`level` from EASY to VERY_STRONG, 0 for nothing typed; `words` say it, `advice` what would make it better."""

    level: int = 0
    words: str = ""
    advice: str = ""

    @property
    def enough(self) -> bool:
        """Whether it may protect a store."""
        return self.level >= FAIR


def estimate(passphrase: str, known: Iterable[str] = ()) -> Strength:
    """The strength of a passphrase; `known` are words that anybody would try first, such as the team's name."""
    if not passphrase:
        return Strength()
    if len(passphrase) < LEAST_LETTERS:
        missing = LEAST_LETTERS - len(passphrase)
        return Strength(EASY, f"Too short: {missing} more letter{'' if missing == 1 else 's'}.", _ADVICE)
    from zxcvbn import zxcvbn  # its lists of common words: not before somebody chooses a passphrase

    found = zxcvbn(passphrase[:READ_AT_MOST], user_inputs=[word for text in known for word in (text, *text.split())])
    power = float(found["guesses_log10"])
    level, name = next((level, name) for least, level, name in _LEVELS if power >= least)
    words = f"{name}: a thousand computers would need {_time(power)} to guess it."
    return Strength(level, words, _ADVICE if level < STRONG else "")


_ADVICE = "Add a word or two that have nothing to do with each other."


def _time(power: float) -> str:
    """How long 10 to the `power` guesses take: "about 3 days", "thousands of years"."""
    seconds = 10.0 ** min(power, 30.0) * SECONDS_A_GUESS / COMPUTERS
    if seconds < 1:
        return "less than a second"
    size, unit = next((size, unit) for size, unit in _UNITS if seconds >= size)
    number = round(seconds / size)
    if unit == "year" and number >= 1000:
        return "thousands of years"
    return f"about {number} {unit}{'' if number == 1 else 's'}"
