"""Telephones, emails, postcodes, numbers, links, handles, registrations: what has a form of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.redaction.marks import Kind, Mark, of_match

_PHONE = re.compile(
    r"(?<![\w£/.,-])(?:\+\s?44|00\s?44|\(?\+?44\)?|\(?0)[\d\s()./-]{7,18}\d(?:,?\s*(?:ext|extn|extension|"
    r"x)\.?\s*\d{1,5})?(?![\w/])",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\b(?:tel|telephone|phone|ring|call|mobile|number is|rhif yw)\b[^\d\n]{0,15}(\d{3}[ -]?\d{3,4})\b", re.IGNORECASE
)
_EMAIL = re.compile(
    r"[\w.+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+|[\w.+-]+ (?:\(at\)|\[at\]| at ) ?[\w-]+(?: ?(?:dot|\(dot\)|\.) "
    r"?(?:com|co|org|uk|net|gov))+",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”)\]]*[\w/]|\b[\w-]+\.(?:co\.uk|com|org|net|org\.uk|wales|"
    r"cymru)/[^\s<>\"”)\]]*[\w/]",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@\s?[A-Za-z_][\w.]*\w")
_NAMED_HANDLE = re.compile(
    r"\b(?:insta|instagram|snapchat|snap|tiktok|twitter|x|facebook|fb|discord)\b(?:\s+(?:name|is|as|me|"
    r":))*[\s:]+[\"“']?"
    r"(?=\w*[._\d])([A-Za-z][\w.]*\w)",
    re.IGNORECASE,
)
_CAR = re.compile(r"\b(?:[A-Z]{2}\s?\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z])\b")
_POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-BD-HJLNP-UW-Z]{2}|GIR\s?0AA)\b", re.IGNORECASE)
_AREAS = (
    "AB AL BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY EC EH EN "
    "EX FK FY GL GU HA HD HG HP HR HS HU HX IG IP IV "
    "KA KT KW KY LA LD LE LL LN LS LU ME MK ML NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM SA SE "
    "SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN "
    "TQ TR TS TW UB WA WC WD WF WN WR WS WV YO ZE"
)
_OUTWARD = re.compile(rf"\b(?:{'|'.join(_AREAS.split())})\d{{1,2}}[A-Z]?\b")
_LONE_AREA = re.compile(r"\bpostcodes?(?:\s+\w+){0,3}\s+([BEGLMNSW]\d{1,2})\b", re.IGNORECASE)
_TEN = re.compile(r"(?<![\d+])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)")
_NHS = re.compile(r"\bNHS\b[^\d\n]{0,30}(\d[\d\s-]{7,13}\d)", re.IGNORECASE)
_OURS = re.compile(r"\b[A-Z]{2,4}/\d{4}-\d{2}/\d{1,5}[A-Z]?\b")
_OMBUDSMAN = re.compile(r"(?<![\d£.,/-])\d{2}[ -]\d{3}[ -]\d{3}(?![\d/-])")
_COURT = re.compile(r"\b[A-Z]{2}\d{2}[A-Z]\d{5}\b")
_REFERENCE = re.compile(
    r"\b(?:case|claim|crime|incident|court|file|police|reference|ref|urn|account|policy|payroll|national insurance)"
    r"(?:\s+(?:case|number|no|ref|reference|is|was))*\.?\s*[:#]?\s*"
    r"((?=[A-Z0-9/-]*\d[A-Z0-9/-]*\d[A-Z0-9/-]*\d)[A-Z0-9][A-Z0-9/-]{3,}[A-Z0-9])",
    re.IGNORECASE,
)
_INSURANCE = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b")


def contacts(text: str) -> Iterator[Mark]:
    """Marks of what has a form of its own. They may lie over one another: the longest and first is meant."""
    for found in _EMAIL.finditer(text):
        yield of_match(found, Kind.EMAIL, "An email address.")
    for found in _LINK.finditer(text):
        yield of_match(found, Kind.LINK, "A web address can lead to a person.")
    for found in _HANDLE.finditer(text):
        yield of_match(found, Kind.HANDLE, "A name on social media.")
    for found in _NAMED_HANDLE.finditer(text):
        yield of_match(found, Kind.HANDLE, "A name on social media.", 1)
    yield from _phones(text)
    yield from _numbers(text)
    for found in _POSTCODE.finditer(text):
        yield of_match(found, Kind.POSTCODE, "A postcode.")
    for found in _OUTWARD.finditer(text):
        yield of_match(found, Kind.POSTCODE, "The first half of a postcode.")
    for found in _LONE_AREA.finditer(text):
        yield of_match(found, Kind.POSTCODE, "The first half of a postcode.", 1)
    for found in _CAR.finditer(text):
        yield of_match(found, Kind.CAR, "The registration of a car.")


def _phones(text: str) -> Iterator[Mark]:
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", re.split(r"[a-z]", found[0], maxsplit=1, flags=re.IGNORECASE)[0])
        if 10 <= len(digits) <= 14 and "\n" not in found[0]:
            yield of_match(found, Kind.PHONE, "A telephone number.")
    for found in _LOCAL.finditer(text):
        yield of_match(found, Kind.PHONE, "A telephone number.", 1)


def _numbers(text: str) -> Iterator[Mark]:
    for found in _NHS.finditer(text):
        if len(re.sub(r"\D", "", found[1])) == 10:
            yield of_match(found, Kind.NHS, "An NHS number.", 1)
    for found in _TEN.finditer(text):
        if not found[0].startswith("0") and is_nhs_number(found[0]):
            yield of_match(found, Kind.NHS, "Ten digits that are an NHS number.")
    for pattern, reason in (
        (_OURS, "The reference of a case."),
        (_OMBUDSMAN, "It has the form of an Ombudsman’s reference."),
        (_COURT, "It has the form of a court’s case number."),
        (_INSURANCE, "It has the form of a National Insurance number."),
    ):
        for found in pattern.finditer(text):
            yield of_match(found, Kind.NUMBER, reason)
    for found in _REFERENCE.finditer(text):
        yield of_match(found, Kind.NUMBER, "A reference by which somebody can be found.", 1)


def is_nhs_number(text: str) -> bool:
    """Whether ten digits end in the check digit of an NHS number."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    if len(digits) != 10:
        return False
    rest = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest % 11 == digits[9] and rest != 10
