"""Dates of birth, and ages with places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.redaction.marks import Kind, Mark, of_match
from desk_app.redaction.words import words

_MONTHS = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|"
    r"Medi|Hydref|Tachwedd|Rhagfyr"
)
_NAMED_DAYS = (
    r"(?:Christmas|Boxing|New Year[’']?s|Valentine[’']?s|St David[’']?s|St Patrick[’']?s|May|"
    r"Mother[’']?s|Father[’']?s|Midsummer[’']?s|Leap|"
    r"Remembrance) (?:Day|Eve)|Easter (?:Sunday|Monday)|Good Friday|Bonfire Night|Hallowe[’']?en|Guy "
    r"Fawkes(?: Night)?|Pancake Day|Eid"
)
_LOOSE = (
    r"(?:{date}|\d{{1,2}}[/.-]\d{{1,2}}(?![\d/])"
    rf"|(?:{_MONTHS}),? (?:(?:19|20)\d{{{{2}}}}|['’]\d\d)|(?:{_NAMED_DAYS})(?: (?:19|20)\d{{{{2}}}})?)"
)
"""What is a date only because it follows "born"."""
_ORDINALS = (
    r"(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|"
    r"third|fourth|fifth|"
    r"sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w{4,6}teenth|twentieth|thirtieth"
)
_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}[-/ .](?:{_MONTHS})[-/ .](?:19|20)?\d{{2}}"
    rf"|(?:the )?(?:{_ORDINALS}) (?:of )?(?:{_MONTHS})(?:,? (?:(?:19|20)\d{{2}}|two thousand(?: and)?(?: \w+)?))?"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{_MONTHS})(?:,?\s+(?:19|20)\d{{2}})?"
    rf"|(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d{{2}})?)"
)
FULL_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[-/ .](?:of )?(?:{_MONTHS})[-/ .,]{{1,2}}(?:19|20)?\d{{2}}"
    rf"|(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{{2}})(?!\d)"
)
"""A date with its year."""
_DAYS = (
    r"(?:the |this |next |a week (?:on )?|last )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: week| "
    r"coming| fortnight| after next)?|"
    r"(?:the )?\d{1,2}(?:st|nd|rd|th)(?: of (?:this|next|last) month)?|(?:tomorrow|today|yesterday|"
    r"next week|this week|next month)"
)
_BORN_CUE = (
    r"\b(?:b\.(?=\s?\d)|b['’-]?days?|bdy|born|d\.?\s?o\.?\s?b\b\.?|date of birth|birth date|birthdate|"
    r"birthdays?|dyddiad geni|"
    r"pen-?blwydd|ganwyd|ganed|geni|"
    r"(?:turns?|turned|turning|will be|is|be|was|is going to be|becomes?|hits|makes|gonna be) "
    r"(?:\d{1,2}|[a-z]{3,9}(?:een|ty|"
    r"teen)|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve)(?: years? old)?,? (?:on|next|this)(?= ))"
)
_BORN_SPACED = re.compile(
    r"\b(?:date of birth|d\.?\s?o\.?\s?b\b\.?|born)[^\w\n]{0,3}(?:is |on )?(\d{1,2} \d{1,2} (?:19|"
    r"20)?\d{2}|\d{6}|\d{8})\b",
    re.IGNORECASE,
)
_BORN_SOON = re.compile(rf"{_BORN_CUE}[^.\n\d]{{0,12}}? ?\b({_DAYS})(?!\w)", re.IGNORECASE)
_BIRTH_IN_SENTENCE = re.compile(
    r"\b(?:born|d\.?\s?o\.?\s?b\b|date of birth|birth ?date|dyddiad geni|ganwyd|ganed)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=\S))+")
_BORN_BEFORE = re.compile(
    rf"{_BORN_CUE}[^.\n]{{0,45}}?(?<!\d)({_LOOSE.format(date=_DATE)})(?!\d)(?:,? (?:not|and|or|nid) "
    rf"({_DATE}))?",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(
    rf"(?<!\d)({_DATE})(?!\d)(?:[^.\n]{{0,40}}?\b(?:was|were) born\b|[^.\n]{{0,25}}?\b(?:birthday|dob|date "
    rf"of birth)\b|,? "
    rf"\(?(?:dob|d\.o\.b\.?)\b)",
    re.IGNORECASE,
)
_BORN_STATED = re.compile(
    rf"\b(?:date of birth|d\.?\s?o\.?\s?b\b\.?|birth date)[^\n]{{0,25}}?(?<!\d)({_DATE})(?!\d)", re.IGNORECASE
)
_FULL = re.compile(rf"(?<![\d/.-]){FULL_DATE}", re.IGNORECASE)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
AGE_WORD = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS.split())})"
AGE = (
    rf"(?:\b{AGE_WORD}[ -](?:years?|months?|yrs?)[ -]olds?|\baged? {AGE_WORD}|\b(?:is|am|was|just|only|"
    rf"nearly|turned|he[’']?s|she[’']?s|i[’']?m) "
    rf"{AGE_WORD}\b(?! (?:weeks?|times?|days?|hours?|of|social|points?|miles?|minutes?|mins?))"
    rf"|\b{AGE_WORD}\s?(?:yo|y/o|yr)\b|\b\w+ oed\b)"
)
_NO_PLACE = (
    rf"(?!(?:{_MONTHS}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Year|Reception|Foundation|Key|Stage|"
    r"Christmas|Easter|Court|Children|A&E|CAMHS|SEND|The|September|Summer|Care|Foster|I|It|He|She|We|They)\b)"
)
PLACE = r"(?-i:[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|on|upon|under|le|in|the|y|yr)){0,5})"
_WHERE = r"(?:in|from|of|at|near|by|to|outside|round|around|yn|o|yng|ym)"
_BETWEEN = r"(?:(?! but | because | when | since | after )[^.;!?\n\d])"
_AGE_PLACE = re.compile(rf"({AGE}{_BETWEEN}{{0,30}}?[ ,]{_WHERE} {_NO_PLACE}{PLACE})", re.IGNORECASE)
_THEN_PLACE = re.compile(
    rf"(?<![\d/.,£-])\b({AGE_WORD}\)?,? (?:and |,?who |he |she |they )*(?:lives?|living|goes|attends|comes|"
    rf"is at|is from|from|at school|stays|"
    rf"a pupil)\b{_BETWEEN}{{0,35}}?{_WHERE} {_NO_PLACE}{PLACE})",
    re.IGNORECASE,
)
_PLACE_AGE = re.compile(
    rf"((?:\blives? in|\bliving in|\bfrom|\bof|\bin) {_NO_PLACE}{PLACE}(?:,| and| \()[^.;!?\n\d]{{0,12}}?{AGE})",
    re.IGNORECASE,
)
_AGE_SMALL_PLACE = re.compile(
    rf"((?:{AGE}|(?<![\d/.,£-])\b{AGE_WORD}\b)(?:,? and| who|,)*{_BETWEEN}{{0,12}}?\b(?:lives?|living|stays|"
    rf"from) (?:up |down |over |out )?"
    r"(?:in|by|near|at|from)? ?([a-z][\w’'-]+(?: [a-z][\w’'-]+)?))"
)  # fmt: skip


def births_and_ages(text: str) -> Iterator[Mark]:
    """Marks of dates that are called somebody's birth, and of ages beside a place. They may lie over one another."""
    for pattern in (_BORN_BEFORE, _BORN_AFTER):
        for match in pattern.finditer(text):
            for group in range(1, (match.lastindex or 0) + 1):
                if match[group]:
                    yield of_match(match, Kind.BORN, "A date of birth.", group)
    for match in _BORN_SOON.finditer(text):
        yield of_match(match, Kind.BORN, "A day that is somebody’s birthday.", 1)
    for sentence in _SENTENCE.finditer(text):
        if _BIRTH_IN_SENTENCE.search(sentence[0]):
            for match in _FULL.finditer(text, sentence.start(), sentence.end()):
                yield of_match(match, Kind.BORN, "A date in a sentence about a birth.")
    for match in _BORN_SPACED.finditer(text):
        yield of_match(match, Kind.BORN, "A date of birth.", 1)
    for match in _BORN_STATED.finditer(text):
        yield of_match(match, Kind.BORN, "A date of birth.", 1)
    for pattern in (_AGE_PLACE, _THEN_PLACE, _PLACE_AGE):
        for match in pattern.finditer(text):
            yield of_match(match, Kind.AGE, "An age and a place together can tell who it is.", 1)
    for match in _AGE_SMALL_PLACE.finditer(text):
        if any(not words().is_word(word) and not words().is_word(word.title()) for word in re.split("[ -]", match[2])):
            yield of_match(match, Kind.AGE, "An age and a place together can tell who it is.", 1)
