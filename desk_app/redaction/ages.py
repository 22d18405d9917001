"""Dates of birth, and ages with places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.redaction.marks import Kind, Mark, of_match

_MONTHS = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|"
    r"Medi|Hydref|Tachwedd|Rhagfyr"
)
_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{_MONTHS})(?:,?\s+(?:19|20)\d{{2}})?"
    rf"|(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d{{2}})?)"
)
_BORN_CUE = r"\b(?:born|DOB|D\.O\.B|date of birth|birth date|birthdate|dyddiad geni|ganwyd|ganed|geni)\b"
_BORN_BEFORE = re.compile(
    rf"{_BORN_CUE}[^.\n]{{0,45}}?(?<!\d)({_DATE})(?!\d)(?:,? (?:not|and|or|nid) ({_DATE}))?", re.IGNORECASE
)
_BORN_AFTER = re.compile(rf"(?<!\d)({_DATE})(?!\d)[^.\n]{{0,40}}?\b(?:was|were) born\b", re.IGNORECASE)
_BORN_STATED = re.compile(rf"\b(?:date of birth|DOB|birth date)\b[^\n]{{0,25}}?(?<!\d)({_DATE})(?!\d)", re.IGNORECASE)
_BIRTHDAY = re.compile(rf"\bbirthday[^.\n]{{0,25}}?(?<!\d)({_DATE})(?!\d)", re.IGNORECASE)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
AGE_WORD = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS.split())})"
AGE = (
    rf"(?:\b{AGE_WORD}[ -](?:years?|months?|yrs?)[ -]olds?|\baged? {AGE_WORD}|\b(?:is|am|was|just) "
    rf"{AGE_WORD}\b(?! (?:weeks?|times?|days?|hours?|of|social|points?))"
    rf"|\b{AGE_WORD}\s?(?:yo|y/o)\b|\b\w+ oed\b)"
)
PLACE = r"(?-i:[A-Z][\w'’-]+(?:[ -](?:[A-Z][\w'’-]+|on|upon|under|le|in|the|y|yr))*)"
_AGE_PLACE = re.compile(
    rf"({AGE}(?:(?! but | because | when | since )[^.;!?\n]){{0,18}}?[ ,](?:in|from|of|at|near|yn|o|yng|"
    rf"ym) (?!(?:{_MONTHS})\b){PLACE})",
    re.IGNORECASE,
)


def births_and_ages(text: str) -> Iterator[Mark]:
    """Marks of dates that are called somebody's birth, and of ages beside a place. They may lie over one another."""
    for pattern in (_BORN_BEFORE, _BORN_AFTER):
        for match in pattern.finditer(text):
            for group in range(1, (match.lastindex or 0) + 1):
                if match[group]:
                    yield of_match(match, Kind.BORN, "A date of birth.", group)
    for match in _BORN_STATED.finditer(text):
        yield of_match(match, Kind.BORN, "A date of birth.", 1)
    for match in _BIRTHDAY.finditer(text):
        if re.search(r"(?:19|20)\d{2}|[/.-]\d{2}$", match[1]):
            yield of_match(match, Kind.BORN, "A date of birth.", 1)
    for match in _AGE_PLACE.finditer(text):
        yield of_match(match, Kind.AGE, "An age and a place together can tell who it is.", 1)
