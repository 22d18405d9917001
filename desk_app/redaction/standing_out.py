"""What tells who it is by standing out: the lad who rides the milk float, the smallest parish, the house by a pump."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.redaction.ages import PLACE
from desk_app.redaction.marks import Kind, Mark, of_match
from desk_app.redaction.tokens import normal
from desk_app.redaction.words import listed

_PERSON = (
    r"(?:lad|lass|girl|boy|man|woman|lady|bloke|chap|guy|mum|mam|dad|nan|gran|grandad|family|couple|"
    r"child|kid|one|teenager|pupil|"
    r"brother|sister|twins?|carers?|vicar|farmer|teacher|widow|widower|people|ones|father|mother)"
)
_PLACED = (
    rf"(?:in|at|on|of|from|over|above|behind|by|near|outside|for|opposite|down|up) (?:the |our "
    rf")?(?:old |little |new )?(?:{PLACE}|(?-i:[a-z]+['’]s)\b|village|valley|county|parish|market|"
    rf"estate)"
)
_WHO = re.compile(
    rf"\b((?:the|a|an|that|our) (?:[\w'’-]+ ){{0,2}}{_PERSON} (?:who|that|whose|what)\b[^.;!?\n]{{3,60}}?{_PLACED})",
    re.IGNORECASE,
)
_BODY = re.compile(
    rf"\b((?:the|a|an|our) (?:[\w'’-]+ ){{0,3}}?{_PERSON} with (?:a |an |the |only |just )*(?:one|no|"
    rf"glass|false|prosthetic|artificial|bionic|"
    r"wooden|missing|six|webbed|facial|port[- ]wine|purple|pink|blue|green|cleft|cauliflower|tattooed|"
    r"hook|cochlear)\b[^.,;!?\n]{2,30})",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b((?:the|our|Wales['’]s?|England['’]s?|Britain['’]s?|the county['’]s|the village['’]s|the town['’]s) "
    r"(?:youngest|oldest|smallest|biggest|largest|tallest|shortest|first|last|longest[- ]\w+|first[- "
    r"]ever|only|remotest|highest) "
    r"(?!time|thing|day|week|month|year|visit|meeting|letter|call|page|part|one who|person to|chance|"
    r"few|two|three|couple|step|stage|minute|resort|"
    r"straw|of|and|we|i|he|she|to)[^.;!?\n]{3,50}?,? (?:in|at|on|of) (?:the (?:county|village|town|"
    r"valley|parish|area|district|country|school|"
    rf"borough|world)\b|{PLACE}|Wales|England|Britain|Shropshire)(?:, (?:in|at) {PLACE})?)",
    re.IGNORECASE,
)
_WORK = (
    r"(?:abattoir|slaughterhouse|bakery|baker['’]?s|butcher['’]?s|chippy|chip shop|shop|takeaway|post "
    r"office|garage|kennels|cattery|pub|"
    r"salon|hairdresser['’]?s|barber['’]?s|vet['’]?s|chemist['’]?s|florist['’]?s|creamery|dairy|"
    r"brewery|quarry|pit|mine|smokehouse|cheese factory|"
    r"chicken factory|foundry|sawmill|fire station|lifeboat station|airfield|zoo|racecourse|prison|"
    r"barracks|signal box|lighthouse|tannery|"
    r"launderette|corner shop|village shop|farm shop|garden centre|car wash|nail bar|tattoo parlour|"
    r"bookies|betting shop|care home|cafe|café|tea ?room|"
    r"nursery|surgery|chapel|church|mosque|dentist|forge|mill|sorting office|fish market|auction|"
    r"livery|riding school|boatyard|caravan site)"
)
_WORKPLACE = re.compile(
    rf"\b((?:the|a|our|his|her|my) (?:[\w'’-]+ )?{_WORK} (?:in|at|on|of|near|outside) {PLACE}(?: as "
    rf"[^.,;!?\n]{{4,45}})?)",
    re.IGNORECASE,
)
_LANDMARK = re.compile(
    r"\b((?:the|a) (?:[\w'’-]+ ){0,2}(?:surgery|chapel|church|hall|shop|nursery|pub|house|cottage|"
    r"farm|flats?|bungalow|caravan|garage|chippy|"
    r"takeaway|hairdressers|butchers|bakery|barn|field|yard|cabin|boat|lodge|stables|park homes?) "
    r"(?:by|behind|opposite|next to|over|above|beside|across from|at the end of|on the corner of|next "
    r"door to|past|under|with) (?:the )?"
    r"(?!me|us|mine|ours|hers|theirs|yours|my|our|his|her|their|your|you|them|him|it|a|an|no|someone|"
    r"and|then|now|which|where|"
    r"that|this)[\w'’-]+(?: (?!and|but|so|then|is|was|"
    r"to|who|which|where|because|when|has|had|in|on|at|for|with|we|i|he|she|they|if|will|can)[\w'’-]+)?"
    rf"(?: in {PLACE})?)",
    re.IGNORECASE,
)
_SQUAD = re.compile(
    r"\b((?:the|a|an|our) (?:under[- ]?\d{1,2}s?|u\d{1,2}s?|ladies|girls|boys|junior|youth|brass|"
    r"silver|steel|village|school|county|national|welsh|male voice)"
    r"['’]? (?:[\w'’-]+ ){0,2}(?:band|choir|squad|side|orchestra|majorettes|panto(?:mime)?)\b[^.,;!?\n]{0,50})",
    re.IGNORECASE,
)
_ONLY_PERSON = re.compile(
    rf"\b((?:the|our|an?) only (?:[\w'’-]+ ){{0,2}}{_PERSON} (?:with|who|that|whose) (?!gets|could|will|"
    rf"would|ever|has|had|did|listened|helped|cared|knows)[^.,;!?\n]{{3,50}})",
    re.IGNORECASE,
)
_EST = re.compile(
    rf"\b((?:the )?(?!best|worst|latest|nearest|honest|rest\b)[a-z]{{3,}}est {_PERSON} (?:in|at|on|of) "
    rf"(?:{PLACE}|the \w+))",
    re.IGNORECASE,
)
_KEEPS = re.compile(
    r"\b((?:who |he |she |they |dad |mum |mam |husband |wife |partner |(?:I|We|we|i) )?(?:runs?|ran|"
    r"drives?|drove|keeps?|kept|owns?|owned|"
    rf"manages?|rides|sells?) (?:the|a|an|our) [^.,;!?\n]{{3,40}}? (?:in|at|of|on|near|for) {PLACE})"
)
_PATTERNS = (
    (_EST, "There is only one such."),
    (_KEEPS, "What somebody does, and where, can tell who it is."),
    (_ONLY_PERSON, "There is only one such."),
    (_WHO, "There are few of whom this is true."),
    (_BODY, "How somebody looks can tell who it is."),
    (_MOST, "There is only one such."),
    (_WORKPLACE, "Where somebody works can tell who it is."),
    (_LANDMARK, "Everybody there knows which house this is."),
    (_SQUAD, "A band or team can tell who it is."),
)


def standing_out(text: str) -> Iterator[Mark]:
    """Marks of such details. They may lie over one another."""
    for pattern, reason in _PATTERNS:
        for found in pattern.finditer(text):
            last = normal(found[1].rsplit(" ", 1)[-1])
            if pattern is _WORKPLACE and last in listed("no_house"):
                continue
            yield of_match(found, Kind.UNUSUAL, reason, 1)
