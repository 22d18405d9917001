"""What is so unusual that it tells who somebody is: a vicar of one village, a rare condition at an age, a medal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desk_app.redaction.ages import AGE, AGE_WORD, PLACE
from desk_app.redaction.marks import Kind, Mark, of_match
from desk_app.redaction.words import words

_CONDITION = (
    r"(?:(?-i:[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)*)\s+(?:syndrome|disease|ataxia|dystrophy|disorder|"
    r"anomaly|palsy)|\w+(?:osis|trophy|plegia|plasia|emia|aemia)\b|cystic fibrosis|spina bifida|"
    r"haemophilia|albinism|dwarfism)"
)
_CONDITION_AGE = re.compile(
    rf"({_CONDITION}[^.;!?\n]{{0,25}}?\b(?:aged? )?{AGE_WORD}\b(?:[ -]years?[ -]old)?|"
    rf"{AGE}[^.;!?\n]{{0,25}}?{_CONDITION})",
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


@cache
def _occupation() -> re.Pattern[str]:
    jobs = "|".join(sorted((re.escape(job) for job in words().occupations), key=len, reverse=True))
    return re.compile(
        rf"\b((?:(?:the |a )?(?:only|retired|former|village|local) )?(?:{jobs}) (?:of|in|at|from|for|near) "
        rf"{PLACE})\b(?! ?&| and (?:Co|Sons?|Partners)\b| Ltd| LLP)",
        re.IGNORECASE,
    )


def unusual(text: str) -> Iterator[Mark]:
    """Marks of such details. They may lie over one another."""
    for match in _ONLY.finditer(text):
        if _WITH_PLACE.search(match[1][4:]):
            yield of_match(match, Kind.UNUSUAL, "There are few of whom this is true.", 1)
    for match in _occupation().finditer(text):
        last = match[1].rsplit(" ", 1)[-1]
        if last.casefold() not in words().no_names and not _of_a_body(match[1]):
            yield of_match(match, Kind.UNUSUAL, "An occupation and a place together can tell who it is.", 1)
    for match in _CONDITION_AGE.finditer(text):
        yield of_match(match, Kind.UNUSUAL, "A rare condition and an age together can tell who it is.", 1)
    for pattern, reason in (
        (_MULTIPLES, "Few families are like this."),
        (_FAME, "Something that others may have read or seen."),
        (_HOMES, "A home that everybody there knows."),
    ):
        for match in pattern.finditer(text):
            yield of_match(match, Kind.UNUSUAL, reason, 1)


def _of_a_body(phrase: str) -> bool:
    return any(word.casefold() in words().bodies for word in phrase.split()[1:])
