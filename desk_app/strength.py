"""How hard a passphrase is to guess, in words. Guesses are counted by zxcvbn, on this computer. Pure.

zxcvbn takes a blank between two words for a sign to be guessed, and a word after a blank for a new one: "password
password" comes to 100 million guesses. So each word counts once here, and words count as if they were written in one.
"""

from __future__ import annotations

import re
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
LEAST = 9.0
"""The power of ten of guesses below which a passphrase is easy. Three words drawn at random out of the 3,000 that are
most frequent in English come to 10.3 in the middle and below 8.8 one time in twenty; four to 12.3, two below 9."""
_LEVELS = (
    (13.0, VERY_STRONG, "Very strong"),
    (10.0, STRONG, "Strong"),
    (LEAST, FAIR, "Fair"),
    (0.0, EASY, "Too easy"),
)
ALWAYS_KNOWN = (
    "feedback desk",
    "childrens services",
    "children and young people",
    "family services",
    "social care",
    "social work",
    "county council",
    "city council",
    "borough council",
    "complaints",
    "compliments",
    "comments",
    "complaints team",
    "customer relations",
    "customer feedback",
    "statutory",
    "stage one",
    "sample",
)
"""What anybody tries first who knows what is kept in the store, and by whom."""
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
    power = _power(passphrase[:READ_AT_MOST], (*known, *ALWAYS_KNOWN))
    level, name = next((level, name) for least, level, name in _LEVELS if power >= least)
    words = f"{name}: a thousand computers would need {_time(power)} to guess it."
    return Strength(level, words, _ADVICE if level < STRONG else "")


def _power(passphrase: str, known: Iterable[str]) -> float:
    """The power of ten of the guesses it takes, however its words are written: the fewest."""
    from zxcvbn import zxcvbn  # its lists of common words: not before somebody chooses a passphrase

    tried_first = [way for text in known for way in (text, *_WORD.findall(text), "".join(_WORD.findall(text)))]
    once = _each_word_once(passphrase)
    words = _WORD.findall(once)
    ways = {once, "".join(words)} if all(map(_as_people_write, words)) else {once}
    counted = (zxcvbn(way, user_inputs=tried_first) for way in ways if way)
    return min((float(found["guesses_log10"]) for found in counted), default=0.0)


def _as_people_write(word: str) -> bool:
    """Whether it is a word or a number. What else stands between signs is random, and the signs with it."""
    letters = word.rstrip("0123456789")
    return not letters or (letters.isalpha() and letters in (letters.lower(), letters.upper(), letters.capitalize()))


def _each_word_once(passphrase: str) -> str:
    """Without the words that were there already, be it in capitals or with a number behind."""
    seen: set[str] = set()

    def first(found: re.Match[str]) -> str:
        word = found[0].casefold()
        word = word.rstrip("0123456789") or word
        if word in seen:
            return ""
        seen.add(word)
        return found[0]

    return _WORD.sub(first, passphrase).strip()


_WORD = re.compile(r"[^\W_]+")
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
