"""What is so unusual that it tells who somebody is: a vicar of one village, a rare condition at an age, a medal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desk_app.redaction.ages import AGE, AGE_WORD, PLACE
from desk_app.redaction.marks import REPLACEMENTS, Kind, Mark, of_match
from desk_app.redaction.words import phrases, words

_CONDITION = (
    r"(?:(?-i:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})\s+(?:syndrome|disease|ataxia|dystrophy|disorder|"
    r"anomaly|palsy)|\w{3,}(?:idia|opathy|itis|oma|phasia|praxia|algia)\b|"
    r"\w+(?:osis|trophy|plegia|plasia|emia|aemia)\b|cystic fibrosis|spina bifida|"
    r"haemophilia|albinism|dwarfism)"
)
_CONDITION_AGE = re.compile(
    rf"({_CONDITION}[^.;!?\n]{{0,25}}?\b(?:aged? )?{AGE_WORD}\b(?:[ -]years?[ -]old)?|"
    rf"{AGE}[^.;!?\n]{{0,25}}?{_CONDITION})",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b((?:(?:I am|I['’]m|we are|we['’]re|he is|he['’]s|she is|she['’]s|they are|they['’]re) )?"
    r"(?:(?:the |our )?(?:only|sole|one of (?:the )?(?:only )?(?:two|three|four|few|2|3|4))|the (?:one|"
    r"youngest|oldest))\b "
    r"(?!thing|way|reason|time|one who|problem|person who|person that|issue|option|answer|contact|help|"
    r"support|good|who|that|of|day|week|"
    r"month|year|visit|meeting|letter|call|page|part|report|review|review|place|as|when|if|had|have|has|"
    r"been|be|to|by|in|on|at|got|"
    r"came|found|said|told|after|for|a|my|we|he|she|they|i|it)"
    r"[^.,;!?()\n]{2,45}?\b(?:in|at|on|of|from) (?:the |our |this )?[^.,;!?()\n]{3,60})",
    re.IGNORECASE,
)
_PERSON = (
    r"(?:family|mum|mother|dad|father|parents?|boy|girl|child|"
    r"lad|lass|teenager|woman|man|couple|kid|twins?|carers?|grandparents?|pupil)"
)
_TELLING = (
    r"(?:deaf|blind|wheelchair|guide dog|twins?|triplets?|amputee|cochlear|tracheostomy|prosthetic|adopted|"
    r"transgender|trans|gay|lesbian|"
    r"two (?:mums|dads|mothers|fathers)|hearing dog|assistance dog|albino|conjoined|orphan\w*|widow(?:er)?|refugees?)"
)
_PEOPLE = (
    r"(?:Orthodox|Jewish|Muslim|Sikh|Hindu|Buddhist|Traveller|Gypsy|Romany|Roma|Nigerian|Polish|Somali|"
    r"Syrian|Ukrainian|Chinese|black|Asian|"
    r"African|Arab|Turkish|Romanian|Bengali|Pakistani|Indian|Afghan|Kurdish|Amish|Mormon|Jehovah['’]s "
    r"Witness|Filipino|Thai|Welsh-speaking|"
    r"same-sex|mixed-race|Iranian|Eritrean|Brazilian|Portuguese)"
)
_TELLING_PLACE = re.compile(
    rf"\b((?:a|an|the|our|my|only) (?:[\w'’-]+ ){{0,4}}?(?:{_TELLING}\b[^.;!?\n]{{0,60}}?|"
    rf"{_PEOPLE}\b[^.,;!?\n]{{0,20}}?\b{_PERSON}\b[^.;!?\n]{{0,25}}?)"
    rf"\b(?:in|from|at|near|of) (?:(?:a|the|this) (?:\w+ )?(?:village|town|hamlet|valley|island|estate) "
    rf"(?:of|called|like|near) )?"
    rf"{PLACE}(?: (?:with|who|whose) [^.,;!?()\n]{{3,60}})?)",
    re.IGNORECASE,
)
_ABOUT = re.compile(rf"\b(?:{_TELLING}|{_PEOPLE})\b", re.IGNORECASE)
_SMALL_PLACE = re.compile(
    r"\b(?:in|for|from) (?:a|this) (?:\w+ )?(?:place|village|town|hamlet|valley|community|school|estate)\b"
    rf"[^.;!?\n]{{0,12}}?(?:the size of|as (?:small|little|tiny) as|like|so small as) {PLACE}",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^.;!?\n(]{0,80}$")
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
    jobs = "|".join(sorted((re.escape(job) for job in phrases("occupations")), key=len, reverse=True))
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

    if _ABOUT.search(text):
        for match in _TELLING_PLACE.finditer(text):
            yield of_match(match, Kind.UNUSUAL, "What somebody is and a place together can tell who it is.", 1)
    for match in _SMALL_PLACE.finditer(text):
        clause = _CLAUSE.search(text, 0, match.start())
        start = clause.start() if clause else match.start()
        yield Mark(
            start, match.end(), Kind.UNUSUAL, "In a small place everybody knows who it is.", REPLACEMENTS[Kind.UNUSUAL]
        )


def _of_a_body(phrase: str) -> bool:
    return any(word.casefold() in words().bodies for word in phrase.split()[1:])
