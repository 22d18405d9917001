"""Numbers under which somebody can be found: of cases, crimes, claims, policies, prisoners, patients."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.redaction.marks import Kind, Mark, of_match

_TEN = re.compile(r"(?<![\d+])\d{3}[\s.-]{0,2}\d{3}[\s.-]{0,2}\d{4}(?!\d)")
_GROUPED = re.compile(r"(?<![\d+-])[1-9]\d{2} \d{3} \d{4}(?!\d)")
_NHS = re.compile(r"\bN\.?H\.?S\b\.?[^\d\n]{0,30}(\d[\d\s./-]{7,18}\d)", re.IGNORECASE)
_FORMS = (
    (re.compile(r"\b[A-Z]{2,4}/\d{4}-\d{2}/\d{1,5}[A-Z]?\b"), "The reference of a case."),
    (re.compile(r"(?<![\d£.,/-])\d{2}[ -]\d{3}[ -]\d{3}(?![\d/-])"), "It has the form of an Ombudsman’s reference."),
    (re.compile(r"\b[A-Z]{2}\d{2}[A-Z]\d{5}\b"), "It has the form of a court’s case number."),
    (
        re.compile(r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.IGNORECASE),
        "It has the form of a National Insurance number.",
    ),
    (
        re.compile(
            r"(?<![\w£/-])(?=[\w/-]*\d[\w/-]*\d[\w/-]*\d[\w/-]*\d)"
            r"[A-Z]{2,6}[-/][A-Z0-9]+(?:[-/][A-Z0-9]+)*(?![\w/-])"
        ),
        "It has the form of a reference.",
    ),
    (re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4} ?\d{4}(?: ?\d{2,4}){2,4}\b"), "The number of a bank account."),
    (re.compile(r"(?<=sort )\d{2}-\d{2}-\d{2}\b|(?<=sort code )\d{2}-?\d{2}-?\d{2}\b"), "A bank’s sort code."),
    (re.compile(r"\b[A-Z]\d{2}[A-Z]{2}\d{3}\b"), "It has the form of a court’s claim number."),
    (
        re.compile(r"\b(?=[A-Z\d]*[A-Z])(?=(?:[A-Z]*\d){3})(?=(?:\d*[A-Z]){1})[A-Z\d]{6,14}\b"),
        "Letters and digits by which somebody may be found.",
    ),
    (re.compile(r"\b(?![AB]\d{1,4}\b)[A-Z]{1,5}\d{4,9}[A-Z]{0,3}\b"), "It has the form of a reference."),
    (
        re.compile(r"(?<![\d/])(?:\d{2,4}/\d{3,}(?:/\d{2,})?[A-Z]?|\d{4,}/[A-Z0-9]{1,6})\b(?!/)"),
        "It has the form of a reference.",
    ),
    (re.compile(r"(?<![\w£/.,-])(?!0)\d{7,12}(?![\w/-]|[.,]\d)"), "A long number by which somebody may be found."),
)  # fmt: skip
_YEARS = re.compile(
    r"^(?:[A-Z]+[-/]?)?(?:19|20)\d{2}(?:[-/](?:(?:19|20)?\d{2}))?$|^\d{1,2}/(?:\d{1,2}/)?\d{2,4}$|^(?:19|"
    r"20)\d\d/(?:19|20)?\d\d$"
)
_CUE = (
    r"\b(?:dx|cad|cris|niche|ucrn|po box|sort code|ehcp|nhs|iban|pin|tag|bag|flight|case|claim|crime|incident|court|"
    r"file|police|reference|refs?|urn|upn|uln|uci|brp|account|policy|"
    r"payroll|insurance|"
    r"receipt|quote|quoting|log|ticket|order|booking|licen[cs]e|badge|staff|member(?:ship)?|customer|"
    r"client|candidate|exam|"
    r"prison(?:er)?|custody|hospital|patient|mosaic|liquidlogic|system|registration|passport|visa|application|"
    r"complaint|enquiry|contact|school|tenancy|rent|council tax|benefit|roll|serial|collar|shoulder|"
    r"cyfeirnod|rhif)"
)
_REFERENCE = re.compile(
    rf"{_CUE}(?:\s+(?:case|number|num|no|nr|ref|reference|id|code|is|was|yw|it|the|my|your|"
    rf"our))*[.:#]*\s*[:#]?\s*[\"“(]?"
    r"((?:[A-Z]{1,5}[ ]?)?(?=[A-Z0-9/-]*\d[A-Z0-9/-]*\d[A-Z0-9/-]*\d)[A-Z0-9][A-Z0-9/*-]{1,}[A-Z0-9](?: "
    r"\d{2,6}\b(?! (?:of|in|on|at|days?|weeks?|times?)\b)){0,3})",
    re.IGNORECASE,
)
_NUMBER_IS = re.compile(
    r"\b(?:my|his|her|our|their|your|the) (?:\w+ )?(?:number|no\.?|id) (?:is|was)\s+"
    r"((?=[A-Z0-9/-]*\d[A-Z0-9/-]*\d[A-Z0-9/-]*\d)[A-Z0-9][A-Z0-9/-]+)",
    re.IGNORECASE,
)


def references(text: str) -> Iterator[Mark]:
    """Marks of such numbers. They may lie over one another."""
    for found in _NHS.finditer(text):
        if len(re.sub(r"\D", "", found[1])) == 10:
            yield of_match(found, Kind.NHS, "An NHS number.", 1)
    for found in _TEN.finditer(text):
        if not found[0].startswith("0") and is_nhs_number(found[0]):
            yield of_match(found, Kind.NHS, "Ten digits that are an NHS number.")
    for found in _GROUPED.finditer(text):  # one digit may be mistyped
        yield of_match(found, Kind.NHS, "Ten digits in the groups of an NHS number.")
    for pattern, reason in _FORMS:
        for found in pattern.finditer(text):
            if not _YEARS.match(found[0]):
                yield of_match(found, Kind.NUMBER, reason)
    for pattern in (_REFERENCE, _NUMBER_IS):
        for found in pattern.finditer(text):
            if _says_more_than_a_date(found[1]):
                yield of_match(found, Kind.NUMBER, "A reference by which somebody can be found.", 1)


def _says_more_than_a_date(code: str) -> bool:
    """Not "case in 2024", not "the meeting of 3/4/24" and no number after an ordinary word ("case of 1200")."""
    if _YEARS.match(code):
        return False
    letters, _, rest = code.partition(" ")
    return not rest or letters.isupper()


def is_nhs_number(text: str) -> bool:
    """Whether ten digits end in the check digit of an NHS number."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    if len(digits) != 10:
        return False
    rest = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest % 11 == digits[9] and rest != 10
