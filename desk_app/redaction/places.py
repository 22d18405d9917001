"""Schools, addresses, dates of birth, ages with places, and what is so unusual that it tells who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from desk_app.redaction.marks import REPLACEMENTS, Kind, Mark
from desk_app.redaction.tokens import Token, some
from desk_app.redaction.words import words

_SCHOOL_ENDS = some(
    "school academy primary infant infants junior juniors nursery preschool kindergarten college grammar "
    "comprehensive playgroup creche secondary high montessori"
)
_SCHOOL_BETWEEN = some(
    "st saint ce cofe c of e rc church england catholic day community endowed controlled voluntary aided and the high"
)
_WELSH_SCHOOLS = some("ysgol meithrin")
_WELSH_BETWEEN = some("y yr gynradd uwchradd gymunedol feithrin")
_NO_SCHOOL = some(
    "the this that every each our my her his their which what family sunday special state boarding private local "
    "new old primary secondary"
)
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
_AGE_WORD = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS.split())})"
_AGE = (
    rf"(?:\b{_AGE_WORD}[ -](?:years?|months?|yrs?)[ -]olds?|\baged? {_AGE_WORD}|\b(?:is|am|was|just) "
    rf"{_AGE_WORD}\b(?! (?:weeks?|times?|days?|hours?|of|social|points?))"
    rf"|\b{_AGE_WORD}\s?(?:yo|y/o)\b|\b\w+ oed\b)"
)
_PLACE = r"(?-i:[A-Z][\w'’-]+(?:[ -](?:[A-Z][\w'’-]+|on|upon|under|le|in|the|y|yr))*)"
_AGE_PLACE = re.compile(
    rf"({_AGE}(?:(?! but | because | when | since )[^.;!?\n]){{0,18}}?[ ,](?:in|from|of|at|near|yn|o|yng|"
    rf"ym) (?!(?:{_MONTHS})\b){_PLACE})",
    re.IGNORECASE,
)
_CONDITION = (
    r"(?:(?-i:[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)*)\s+(?:syndrome|disease|ataxia|dystrophy|disorder|"
    r"anomaly|palsy)|\w+(?:osis|trophy|plegia|plasia|emia|aemia)\b|cystic fibrosis|spina bifida|"
    r"haemophilia|albinism|dwarfism)"
)
_CONDITION_AGE = re.compile(
    rf"({_CONDITION}[^.;!?\n]{{0,25}}?\b(?:aged? )?{_AGE_WORD}\b(?:[ -]years?[ -]old)?|"
    rf"{_AGE}[^.;!?\n]{{0,25}}?{_CONDITION})",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b((?:the )?(?:only|one of (?:the )?(?:only )?(?:two|three|four|few|2|3|4))\b (?!thing|way|reason|"
    r"time|one who|problem|person who|person that|issue|option|answer|contact|help|support|good)"
    r"[^.,;!?()\n]{2,45}?\b(?:in|at|on|of) (?:the |our |this )?[^.,;!?()\n]{3,60})",
    re.IGNORECASE,
)
_WITH_PLACE = re.compile(r"(?-i:[A-Z])|\b(?:county|village|town|school|country|district|parish|estate|street)\b")
_MULTIPLES = re.compile(
    r"\b((?:the |a )?(?:family|mum|mother|parents?|dad|father|couple|carers?) (?:with|of) (?:\w+ "
    r")?(?:triplets|quadruplets|quads|quintuplets|conjoined twins|(?:ten|eleven|twelve|thirteen) "
    r"children))\b",
    re.IGNORECASE,
)
_FAME = re.compile(
    r"\b((?:who |boy who |girl who |man who |woman who |lad who )?(?:won|wins|winner of|champion of|"
    r"played for|swims for|plays for)\b (?:the |a |at )?[^.,;!?\n]{0,40}?(?:title|medal|championships?|"
    r"cup|award|trophy|competition|county|wales|england))\b",
    re.IGNORECASE,
)
_HOMES = re.compile(
    r"\b((?:the )?(?:old )?(?:lock-?keeper['’]?s?|gate|toll|lodge|station ?master['’]?s|"
    r"game-?keeper['’]?s|ferry|mill|light)[ -]?(?:cottage|house|keeper['’]?s cottage)|the (?:old "
    r")?(?:rectory|vicarage|manse|windmill|watermill|lighthouse))\b",
    re.IGNORECASE,
)


def places(text: str, found: Sequence[Token]) -> Iterator[Mark]:
    """Marks of schools, addresses, births, ages with places and unusual details. They may lie over one another."""
    yield from _schools(text, found)
    yield from _addresses(text, found)
    for pattern in (_BORN_BEFORE, _BORN_AFTER):
        for match in pattern.finditer(text):
            for group in range(1, (match.lastindex or 0) + 1):
                if match[group]:
                    yield _mark(match, Kind.BORN, "A date of birth.", group)
    for match in _BORN_STATED.finditer(text):
        yield _mark(match, Kind.BORN, "A date of birth.", 1)
    for match in _BIRTHDAY.finditer(text):
        if re.search(r"(?:19|20)\d{2}|[/.-]\d{2}$", match[1]):
            yield _mark(match, Kind.BORN, "A date of birth.", 1)
    for match in _AGE_PLACE.finditer(text):
        yield _mark(match, Kind.AGE, "An age and a place together can tell who it is.", 1)
    yield from _unusual(text)


# --- schools
def _schools(text: str, found: Sequence[Token]) -> Iterator[Mark]:
    for at, token in enumerate(found):
        if not token.capital:
            continue
        if token.norm in _SCHOOL_ENDS:
            end = at
            while (
                end + 1 < len(found)
                and found[end + 1].norm in _SCHOOL_ENDS
                and found[end + 1].capital
                and found[end + 1].joined
            ):
                end += 1
            start = _back(found, at)
            if start < at and not (at - start == 1 and found[start].norm in _NO_SCHOOL):
                yield _school(found, start, end, text)
        elif token.norm in _WELSH_SCHOOLS:
            end = at
            while (
                end + 1 < len(found)
                and found[end + 1].joined
                and (found[end + 1].capital or found[end + 1].norm in _WELSH_BETWEEN)
            ):
                end += 1
            start = at - 1 if at and found[at - 1].norm == "cylch" else at
            if end > at and found[end].capital:
                yield _school(found, start, end, text)


def _back(found: Sequence[Token], at: int) -> int:
    """Where the name of a school begins that ends at `at`."""
    start = at
    while start > 0:
        here, before = found[start], found[start - 1]
        if not (here.joined or here.gap in (" ", ". ")):
            break
        if (
            before.capital
            and (not before.first or before.norm not in words().ordinary or before.norm in words().ambiguous)
        ) or (before.norm in _SCHOOL_BETWEEN - {"the", "and"} and start - 2 >= 0 and found[start - 2].capital):
            start -= 1
        else:
            break
    if start < at and start > 0 and found[start - 1].text == "the" and found[start].joined:
        start -= 1
    return start


def _school(found: Sequence[Token], start: int, end: int, text: str) -> Mark:
    last = found[end]
    stop = last.end + 2 if last.possessive else last.end
    kind = (
        "nursery"
        if found[end].norm in {"nursery", "preschool", "playgroup", "creche", "kindergarten", "meithrin"}
        else "school"
    )
    return Mark(found[start].start, min(stop, len(text)), Kind.SCHOOL, f"The name of a {kind}.", f"[{kind}]")


# --- addresses
_NUMBER = re.compile(
    r"(?:(?:Flat|Apartment|Apt|Unit|Room)\s+\d{1,3}[A-Za-z]?,?\s+)?\d{1,4}[A-Za-z]?(?:\s?[-/]\s?\d{1,4})?,?\s+$",
    re.IGNORECASE,
)
_DOOR = re.compile(r"\b(?:at|to|of|from|live at|number of) (?:number|no\.?|nos\.?) (\d{1,4}[A-Za-z]?)\b", re.IGNORECASE)
_NO_STREET = some(
    "family county crown high youth magistrates bank royal supreme appeal social the this that our my his her "
    "their one next other second first right wrong only same duty contact football business car science theme "
    "retail national country skate"
)


def _addresses(text: str, found: Sequence[Token]) -> Iterator[Mark]:
    known = words()
    for at, token in enumerate(found):
        if not token.capital:
            continue
        if token.norm in known.street_ends and at and found[at - 1].capital and token.joined:
            start = at
            while (
                start > 0
                and at - start < 3
                and found[start].joined
                and found[start - 1].capital
                and not _after_digit(text, found[start - 1])
            ):
                if found[start - 1].first and known.says_nothing(found[start - 1].norm) and start < at:
                    break
                start -= 1
            yield from _street(text, found, start, at)
        elif token.norm in known.street_starts:
            end = at
            while (
                end + 1 < len(found)
                and end - at < 3
                and found[end + 1].joined
                and (found[end + 1].capital or found[end + 1].norm in {"y", "yr", "i"})
            ):
                end += 1
            number = _NUMBER.search(text, max(0, token.start - 24), token.start)
            if end > at and (number or token.norm in {"heol", "ffordd", "stryd", "lon", "rhodfa"}):
                yield from _street(text, found, at, end)
    for match in _DOOR.finditer(text):
        yield _mark(match, Kind.STREET, "The number of a house.", 1)


def _after_digit(text: str, token: Token) -> bool:
    return text[token.start - 1 : token.start].isdigit()


def _street(text: str, found: Sequence[Token], start: int, end: int) -> Iterator[Mark]:
    if found[start].norm in _NO_STREET:
        return
    begins = found[start].start
    number = _NUMBER.search(text, max(0, begins - 30), begins)
    if number:
        begins = number.start()
    else:  # a house with a name: Rose Cottage, Nant Lane
        before = found[max(0, start - 3) : start]
        if before and before[-1].norm in words().street_ends and before[-1].capital and found[start].gap.strip() == ",":
            return_to = start - 2
            if return_to >= 0 and found[return_to].capital:
                begins = found[return_to].start
    yield Mark(begins, found[end].end, Kind.STREET, "A street or a house.", REPLACEMENTS[Kind.STREET])


# --- unusual
@cache
def _occupation() -> re.Pattern[str]:
    jobs = "|".join(sorted((re.escape(job) for job in words().occupations), key=len, reverse=True))
    return re.compile(
        rf"\b((?:(?:the |a )?(?:only|retired|former|village|local) )?(?:{jobs}) (?:of|in|at|from|for|near) "
        rf"{_PLACE})\b(?! ?&| and (?:Co|Sons?|Partners)\b| Ltd| LLP)",
        re.IGNORECASE,
    )


def _unusual(text: str) -> Iterator[Mark]:
    for match in _ONLY.finditer(text):
        if _WITH_PLACE.search(match[1][4:]):
            yield _mark(match, Kind.UNUSUAL, "There are few of whom this is true.", 1)
    for match in _occupation().finditer(text):
        last = match[1].rsplit(" ", 1)[-1]
        if last.casefold() not in words().no_names and not _of_a_body(match[1]):
            yield _mark(match, Kind.UNUSUAL, "An occupation and a place together can tell who it is.", 1)
    for match in _CONDITION_AGE.finditer(text):
        yield _mark(match, Kind.UNUSUAL, "A rare condition and an age together can tell who it is.", 1)
    for pattern, reason in (
        (_MULTIPLES, "Few families are like this."),
        (_FAME, "Something that others may have read or seen."),
        (_HOMES, "A home that everybody there knows."),
    ):
        for match in pattern.finditer(text):
            yield _mark(match, Kind.UNUSUAL, reason, 1)


def _of_a_body(phrase: str) -> bool:
    return any(word.casefold() in words().bodies for word in phrase.split()[1:])


def _mark(found: re.Match[str], kind: Kind, reason: str, group: int = 0) -> Mark:
    return Mark(found.start(group), found.end(group), kind, reason, REPLACEMENTS[kind])
