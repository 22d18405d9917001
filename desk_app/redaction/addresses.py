"""Streets, houses and their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desk_app.redaction.marks import REPLACEMENTS, Kind, Mark, of_match
from desk_app.redaction.tokens import Token, some
from desk_app.redaction.words import words

_NUMBER = re.compile(
    r"(?:(?:Flat|Apartment|Apt|Unit|Room|Lot|Plot|Caravan|Pitch)\s+\d{1,3}[A-Za-z]?,?\s+)?\d{1,4}[A-Za-z]?(?:\s?[-/]\s?\d{1,4})?,?\s+$"
    r"|(?:Flat|Apartment|Apt|Unit|Room|Lot|Plot|Caravan|Pitch)\s+(?:\d{1,3}[A-Za-z]?|[A-Z]),?\s+$",
    re.IGNORECASE,
)
_DOOR = re.compile(r"\b(?:at|to|of|from|live at|number of) (?:number|no\.?|nos\.?) (\d{1,4}[A-Za-z]?)\b", re.IGNORECASE)
_STOPS = (
    r"(?:a|an|the|of|to|in|on|at|and|or|by|for|with|from|that|this|one|minutes?|mins?|miles?|hours?|days?|"
    r"weeks?|months?|years?|yr|yrs|am|pm|times?|"
    r"people|kids|children|boys|girls|bed|bedroom|other|same|my|his|her|our|their|your|no|any|each|every|"
    r"more|pounds?|quid|per|out|half|main|busy)"
)
_END = (
    r"(?:street|st|road|rd|avenue|ave|close|lane|drive|way|crescent|cres|court|terrace|place|gardens|grove|"
    r"walk|row|mews|rise|parade|"
    r"square|hill|view|green|park|house|cottages?)"
)
_SMALL_STREET = re.compile(
    rf"(?<![\w£.,/-])(?:(?:flat|apt|unit|room) \d{{1,3}}[a-z]?,? )?\d{{1,4}}[a-z]? "
    rf"(?:(?!{_STOPS}\b)[a-z][\w’'-]+ ){{1,3}}?{_END}\b"
    rf"|\bflat \d{{1,3}}[a-z]?,? (?:(?!{_STOPS}\b)[a-z][\w’'-]+ ){{1,3}}?{_END}\b"
)
_LIVES_SMALL = re.compile(
    rf"\b(?:lives?|living|moved|moving|stays?|staying|round|down|off) (?:(?:just )?(?:on|in|at|to|off|near|down) )?"
    rf"((?!{_STOPS}\b)[a-z][\w’'-]+ (?:(?!{_STOPS}\b)[a-z][\w’'-]+ )?(?:street|st|road|rd|avenue|close|lane|"
    rf"drive|crescent|terrace|grove|mews))\b"
)
_NO_STREET = some(
    "family county crown high youth magistrates bank royal supreme appeal social the this that our my his her "
    "their one next other second first right wrong only same duty contact football business car science theme "
    "retail national country skate"
)


def addresses(text: str, found: Sequence[Token]) -> Iterator[Mark]:
    """Marks of streets with or without a number, of named houses before them, and of numbers at a door."""
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
    for match in _SMALL_STREET.finditer(text):
        yield of_match(match, Kind.STREET, "A street or a house.")
    for match in _LIVES_SMALL.finditer(text):
        yield of_match(match, Kind.STREET, "A street or a house.", 1)
    for match in _DOOR.finditer(text):
        yield of_match(match, Kind.STREET, "The number of a house.", 1)


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
