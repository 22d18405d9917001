"""Telephones, emails, postcodes, links, registrations: what has a form of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.redaction.marks import Kind, Mark, of_match

_PHONE = re.compile(
    r"(?<![\w£/.,-])(?:\+\s?44|00\s?44|\(?\+?44\)?|\(?0)[\d\s()./-]{7,24}\d(?:,?\s*(?:ext|extn|extension|"
    r"x)\.?\s*\d{1,5})?(?![\w/])",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\b(?:tel|telephone|phone|ring|call|mobile|mob|landline|text|number is|rhif yw)\b[^\d\n]{0,15}"
    r"(\d{3,5}[ -]?\d{3,4}(?:[ -]?\d{2,4})?)(?![\d/])", re.IGNORECASE
)  # fmt: skip
_PART = re.compile(
    r"\b(?:ending(?: in| with)?|ends(?: in| with)?|last (?:four|three|4|3|few)(?: digits| numbers)?(?: of "
    r"\w+ \w+)?(?: is| are| being)?|"
    r"ext|extn|extension|est)\b[.:]*\s*[\"“(]?(\d{3,6})(?![\d/])",
    re.IGNORECASE,
)  # fmt: skip
_SPELT = (
    "o|oh|zero|nought|hundred|thousand|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|"
    "forty|fifty|sixty|seventy|eighty|ninety|double|treble|triple|one|two|three|four|five|six|seven|"
    "eight|nine"
)
_PHONE_IN_WORDS = re.compile(rf"\b(?:(?:{_SPELT})\b[ ,-]{{1,2}}(?:and )?){{5,}}(?:{_SPELT})\b", re.IGNORECASE)
_WORDS_AND_DIGITS = re.compile(rf"\b(?:(?:{_SPELT})\b[ ,-]{{1,2}}){{4,}}(?:then |and )?\d{{3,7}}\b", re.IGNORECASE)
_SAID_EMAIL = re.compile(
    r"\be-?mails?(?: address)?(?: is| me at| me on| at|:| on| to)+ ((?:[\w.]+ ){1,5}at \w+(?: dot "
    r"\w+){1,3})",
    re.IGNORECASE,
)
_SAID_CAR = re.compile(
    r"\b(?:reg|registration|plates?|number ?plate)(?: number| no\.?| is| was|:)* "
    r"((?=[A-Za-z0-9 -]*\d)[A-Za-z]{1,3}[ -]?\d{1,4}(?:[ -]?[A-Za-z]{3})?|\d{1,4} ?[A-Za-z]{1,3})\b",
    re.IGNORECASE,
)
_DOT = r"(?:\s?\(dot\)\s?|\s?\[dot\]\s?| dot |\.)"
_EMAIL = re.compile(
    r"(?<![\w.+'-])[\w.+'-]{1,80}\s?@\s?[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w+.-])\w[\w+-]{{0,60}}(?:(?:{_DOT}| underscore | dash | hyphen )[\w+-]+)*\s?(?:\(at\)|\[at\]| at "
    rf")\s?[\w-]+(?:{_DOT}[\w-]+)*?{_DOT}"
    r"(?:com|co|org|uk|net|gov|example|ac|wales|cymru|me|info)\b(?:(?:\s?\(dot\)\s?|\s?\[dot\]\s?| dot |\.)uk\b)?",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”)\]]*[\w/]"
    r"|(?<![\w@.-])[a-z0-9][\w-]*(?:\.[a-z][\w-]+)*\.(?!the\b|and\b)[a-z]{2,}/(?=[\w?#@])[^\s<>\"”)\]]*[\w/]"
    r"|(?<![\w@.-])[\w-]+(?:\.[\w-]+)*\.(?:com|co\.uk|org\.uk|org|net|wales|cymru|example|info)\b(?!@)",
)
_THREE_WORDS = re.compile(r"///\w+\.\w+\.\w+|(?<![\w./@])[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}(?![\w./@])")
_CAR = re.compile(
    r"\b(?:[A-Z]{2}[\s-]?\d{2}[\s-]{0,2}[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z])\b"
    r"|\b[A-Z]{1,3} ?\d{4}(?= (?:is|was|parked)\b)|\b[a-z]{2}\d{2} ?(?!and|the|for|was|but|has|are|you|who|"
    r"not|she)[a-z]{3}\b"
)
_POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-BD-HJLNP-UW-Z]{2}|GIR\s?0AA)\b", re.IGNORECASE)
_MISTYPED_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_AREAS = (
    "AB AL BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY EC EH EN "
    "EX FK FY GL GU HA HD HG HP HR HS HU HX IG IP IV "
    "KA KT KW KY LA LD LE LL LN LS LU ME MK ML NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM SA SE "
    "SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN "
    "TQ TR TS TW UB WA WC WD WF WN WR WS WV YO ZE"
)
_OUTWARD = re.compile(rf"\b(?:{'|'.join(_AREAS.split())})\d{{1,2}}[A-Z]?\b")
_HALF = re.compile(rf"\b(?:{'|'.join(_AREAS.split())}|[BEGLMNSW])\d{{1,2}} \d\b(?! ?\w)")
_LONE_AREA = re.compile(r"\bpostcodes?(?:\s+\w+){0,3}\s+([BEGLMNSW]\d{1,2})\b", re.IGNORECASE)


def contacts(text: str) -> Iterator[Mark]:
    """Marks of what has a form of its own. They may lie over one another: the longest and first is meant."""
    for found in _EMAIL.finditer(text):
        yield of_match(found, Kind.EMAIL, "An email address.")
    for found in _LINK.finditer(text):
        yield of_match(found, Kind.LINK, "A web address can lead to a person.")
    for found in _THREE_WORDS.finditer(text):
        yield of_match(found, Kind.LINK, "Three words that are a place on a map.")
    yield from _phones(text)
    for found in _POSTCODE.finditer(text):
        yield of_match(found, Kind.POSTCODE, "A postcode.")
    for found in _MISTYPED_POSTCODE.finditer(text):
        yield of_match(found, Kind.POSTCODE, "Written as a postcode is.")
    for found in _OUTWARD.finditer(text):
        yield of_match(found, Kind.POSTCODE, "The first half of a postcode.")
    for found in _HALF.finditer(text):
        yield of_match(found, Kind.POSTCODE, "The beginning of a postcode.")
    for found in _LONE_AREA.finditer(text):
        yield of_match(found, Kind.POSTCODE, "The first half of a postcode.", 1)
    for found in _SAID_EMAIL.finditer(text):
        yield of_match(found, Kind.EMAIL, "An email address in words.", 1)
    for found in _SAID_CAR.finditer(text):
        yield of_match(found, Kind.CAR, "The registration of a car.", 1)
    for found in _CAR.finditer(text):
        yield of_match(found, Kind.CAR, "The registration of a car.")


def _phones(text: str) -> Iterator[Mark]:
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", re.split(r"[a-z]", found[0], maxsplit=1, flags=re.IGNORECASE)[0])
        if 10 <= len(digits) <= 14 and "\n" not in found[0]:
            yield of_match(found, Kind.PHONE, "A telephone number.")
    for found in _LOCAL.finditer(text):
        yield of_match(found, Kind.PHONE, "A telephone number.", 1)
    for found in _PART.finditer(text):
        yield of_match(found, Kind.PHONE, "Part of a telephone number or an account.", 1)
    for found in _WORDS_AND_DIGITS.finditer(text):
        yield of_match(found, Kind.PHONE, "A telephone number in words.")
    for found in _PHONE_IN_WORDS.finditer(text):
        yield of_match(found, Kind.PHONE, "A telephone number in words.")
