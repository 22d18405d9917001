"""Schools, nurseries, surgeries, homes, clubs and camps by name, with or without capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk_app.redaction.marks import REPLACEMENTS, Kind, Mark
from desk_app.redaction.tokens import normal
from desk_app.redaction.words import listed, words


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of place: how its names end, and what is said of a mark. small: they are met in small letters too."""

    ends: str
    kind: Kind
    said: str
    replacement: str
    small: bool = True


_SCHOOL_WORD = (
    r"(?:primary|infants?|juniors?|nursery|high|grammar|secondary|comprehensive|special|middle|church|"
    r"community|day|village|catholic|"
    r"rc|c of e|cofe|ce|state|boarding|upper|lower|first)"
)
SORTS = (
    Sort(
        rf"(?:{_SCHOOL_WORD} ){{0,3}}(?:school|academy|college|pre-?school|playgroup|play group|sixth form|"
        rf"creche|crèche)"
        r"|primary|infants|juniors|(?:day )?nursery|high|comp|comprehensive|grammar|montessori|"
        r"kindergarten|pru|pupil referral unit"
        r"|nursery school|after school club|breakfast club|childminding|childminders",
        Kind.SCHOOL, "The name of a school or nursery.", "[school]",
    ),
    Sort(
        r"surgery|medical (?:centre|practice|group)|health centre|dental (?:practice|surgery|care)|"
        r"dentists?|pharmacy|clinic|hospice|"
        r"hospital|infirmary|doctors|practice|opticians",
        Kind.STREET, "The name of a surgery or clinic.", "[surgery]",
    ),
    Sort(
        r"(?:children[’']?s|care|residential|nursing|foster|mother and baby|kids) (?:home|unit)|caravan "
        r"(?:park|site)|holiday (?:park|village)|"
        r"mobile home park|trailer park|travellers[’']? site|hostel|refuge|respite (?:centre|unit|home)|"
        r"sheltered housing|almshouses|barracks",
        Kind.STREET, "The name of a home or a place where people live.", REPLACEMENTS[Kind.STREET],
    ),
    Sort(
        r"a?fc|rfc|c\.?c|(?:rugby|football|cricket|swimming|boxing|gymnastics|netball|hockey|karate|judo|"
        r"running|riding|pony|boys[’']?|"
        r"girls[’']?|youth|ju-?jitsu|athletics) club|(?:cubs|brownies|beavers|scouts|guides|rainbows|"
        r"cadets)|under[- ]\d{1,2}s|u\d{1,2}s|"
        r"(?:riding )?stables|dance (?:school|academy)|young farmers",
        Kind.UNUSUAL, "A club and its place can tell who it is.", "[club]",
    ),
    Sort(
        r"fostering(?: agency| services?)?|foster care(?: agency)?|solicitors|law|chambers|taxis|cabs|"
        r"coaches|childcare|church|chapel|mosque|"
        r"gurdwara|synagogue|temple|stores?|garage|inn|arms|pub|chippy|chip shop|cafe|café|"
        r"llp|ltd|limited|plc|& co|and sons|& sons|associates|lettings|estates|motors|autos|builders|"
        r"assembly|fellowship|tabernacle|ministries|"
        r"mission|band|choir|theatre|troupe|majorettes|harriers|rovers|swifts|swallows|hawks|eagles|"
        r"falcons|panthers|dragons|bears|wolves|vikings|warriors|saints|wanderers|rangers|united|albion|"
        r"athletic|colts|lions|tigers|explorers|"
        r"allotments|bowls club|legion|working men[’']?s club|social club|players|singers|bakery|"
        r"butchers?|barbers?|salon|hairdressers?|kennels|"
        r"tea ?rooms?|takeaway|tandoori|kebabs?|newsagents?|bookmakers|bridal|florists?|nails|tattoos?|"
        r"gym|dojo|leisure centre|swimming baths|"
        r"library|village hall|community centre|working mens club|priory|abbey|minster|cathedral|parish|"
        r"convent|kingdom hall|mandir|shul|"
        r"madrasah?|islamic centre|meeting house|hotel|b&b|guest house",
        Kind.UNUSUAL, "A firm, church or shop by name can tell where somebody lives.", "[name removed]", small=False,
    ),
    Sort(
        r"house|lodge|farm|farmhouse|manor|barn|mill|grange|towers?|flats|mansions|villas?|forge|bungalow|"
        r"smithy|stables|heights|cottages?|"
        r"caravan|tower|point|granary|oast|steading|hall|croft|cote|byre|bothy|vicarage|rectory|park homes?",
        Kind.STREET, "A house by name.", REPLACEMENTS[Kind.STREET], small=False,
    ),
)  # fmt: skip
_WORD = r"(?:st\.? )?[^\W\d_][\w'’-]*"
_ENDS = tuple((sort, re.compile(rf"(?<= )(?:{sort.ends})(?![\w-]|['’](?!s\b))", re.IGNORECASE)) for sort in SORTS)
_BEFORE = re.compile(rf"(?<![\w'’-])(?:{_WORD}(?: of| on| and| &| y| yr)? ){{1,4}}$", re.IGNORECASE)
_LONGEST = 70
"""So many characters before its end a name is looked for."""
_STOP = listed("place_stop")
_GENERIC = listed("place_generic")
_PREPOSITIONS = listed("place_before")
_SAINT = re.compile(
    r"\bst\.? [a-z][\w]+['’]?s\b(?! (?:street|road|st|rd|avenue|lane|close|day|square|place|court|way|"
    r"drive|terrace))",
    re.IGNORECASE,
)
_THE = re.compile(
    r"\b[Tt]he (?:(?:Old|Little|New|Tall|White|Red|Three|Four|Copper) )?"
    r"(?:Willows?|Oaks?|Elms?|Beech(?:es)?|Limes|Firs|Laurels|Holl(?:y|ies)|Gables|Cedars?|Poplars|Pines?|"
    r"Larches|Chestnuts?|Orchards?|Meadows?|"
    r"Grange|Haven|Croft|Lodge|Birches|Rowans?|Sycamores?|Maples?|Hawthorns?|Brambles|Acorns|Nook|Vicarage|"
    r"Rectory|Manse|Paddocks?|Pastures|"
    r"Spinney|Dell|Coppice|Mount|Hollow|Bungalow|Farmhouse|Granary|Coach House|Gatehouse|Stables|Barn|Mill|"
    r"Forge|Smithy|Cottage|School House|"
    r"Schoolhouse|Nest|Den|Retreat|Conifers|Hollies|Ferns|Heathers|Lilacs|Magnolias|Bluebells|Villas?)\b(?!['’]s)"
)
_PUB = re.compile(
    r"\b(?:the|The) (?:(?:[A-Z][\w’'-]+ (?:and|&) )?[A-Z][\w’'-]+ ){1,2}(?:Head|Arms|Inn|Lion|Hart|"
    r"Bull|Horse|Horses|Horseshoes|Swan|Crown|Bell|Oak|"
    r"Anchor|Plough|Fox|Hounds|Tavern|Ship|Star|Bear|Boar|Dragon|Eagle|Keys|Sun|Fleece|Lamb|"
    r"Wheatsheaf|Pheasant|Raven|Talbot|Feathers)\b"
)
_YSGOL = re.compile(
    r"\b(?:ysgol|cylch meithrin|meithrinfa)(?:['’]r)?(?: (?:gynradd|uwchradd|gyfun|gymunedol|feithrin|babanod|iau|y|"
    r"yr|bro|dyffryn|maes|cwm|glan|st|sant))*"
    r" (?!yn\b|a\b|ac\b|and\b|mae\b|is\b|was\b|ar\b|i\b|o\b|gan\b|heb\b|wedi\b|newydd\b|hon\b|nawr\b|the\b|"
    r"for\b)[^\W\d_][\w’'-]+(?: (?-i:[A-Z])[\w’'-]+)*",
    re.IGNORECASE,
)
_AT = re.compile(r"\bat ([A-Z][a-zà-ÿ’'-]{3,}(?: [A-Z][a-zà-ÿ’'-]{2,})?)(?![\w@])")
_ATTENDED = re.compile(
    r"\b(?:attends?|attended|attending|goes to|went to|going to|pupil at|place at|placed at|lives at|"
    r"living at|moved to|started at|"
    r"starts at|stays at|respite at) ((?:[Tt]he )?(?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+){0,2})"
)


def places(text: str) -> Iterator[Mark]:
    """Marks of such names. They may lie over one another."""
    for sort, ends in _ENDS:
        for end in ends.finditer(text):
            before = _BEFORE.search(text, max(0, end.start() - _LONGEST), end.start())
            start = _begins(before, end[0], sort) if before else None
            if start is not None:
                yield Mark(start, end.end(), sort.kind, sort.said, sort.replacement)
    for found in _SAINT.finditer(text):
        yield Mark(found.start(), found.end(), Kind.SCHOOL, "A school, church or parish.", "[school]")
    for found in _PUB.finditer(text):
        yield Mark(found.start(), found.end(), Kind.UNUSUAL, "A pub by name can tell where somebody lives.", "[pub]")
    for found in _YSGOL.finditer(text):
        yield Mark(found.start(), found.end(), Kind.SCHOOL, "The name of a school.", "[school]")
    for found in _THE.finditer(text):
        yield Mark(found.start(), found.end(), Kind.STREET, "A house or home by name.", REPLACEMENTS[Kind.STREET])
    for found in _AT.finditer(text):
        name = [normal(word) for word in found[1].split()]
        if not any(_tells_nothing(word) or words().is_word(word) for word in name):
            yield Mark(found.start(1), found.end(1), Kind.STREET, "A place by name.", "[place]")
    for found in _ATTENDED.finditer(text):
        name = [normal(word) for word in found[1].split() if word.casefold() != "the"]
        if not any(_tells_nothing(word) for word in name):
            yield Mark(found.start(1), found.end(1), Kind.SCHOOL, "Where somebody goes or lives.", "[school]")


def _tells_nothing(word: str) -> bool:
    kept = words()
    return (
        word in kept.no_names
        or word in kept.places
        or word in kept.relations
        or word in _GENERIC
        or word in kept.bodies
    )


def _begins(found: re.Match[str], end: str, sort: Sort) -> int | None:
    """Where the name begins whose end was found; None: these words are no name."""
    before = list(re.finditer(r"\S+", found[0]))
    keep = 0
    for n, word in enumerate(before):
        norm = normal(word[0])
        linking = norm in {"of", "on", "and", "y", "yr"} and 0 < n < len(before) - 1 and before[n - 1][0][0].isupper()
        if (norm in _STOP and not linking) or word[0][-1] in ",;:":
            keep = n + 1
    name = before[keep:]
    telling = [word for word in name if normal(word[0]) not in _GENERIC and not _tells_nothing(normal(word[0]))]
    if not telling:
        return None
    capital = all(word[0][0].isupper() for word in telling)
    if capital:
        first = keep == 0 and _starts_sentence(found.string, found.start())
        if first and len(name) == 1 and normal(name[0][0]) in words().common:
            return None
        if not end[0].isupper() and all(words().is_word(normal(word[0])) for word in telling) and first:
            return None
    elif not sort.small or end[0].isupper():
        return None
    elif all(words().is_word(normal(word[0])) for word in telling):
        led = normal(before[keep - 1][0]) if keep else normal(_word_before(found.string, found.start()))
        rare = any(normal(word[0]) not in words().common for word in telling)
        if led not in _PREPOSITIONS or (len(telling) < 2 and not rare):
            return None
    start = found.start() + name[0].start()
    if keep and before[keep - 1][0] == "The":
        start = found.start() + before[keep - 1].start()
    return start


def _word_before(text: str, at: int) -> str:
    return (text[max(0, at - 25) : at].split() or [""])[-1]


def _starts_sentence(text: str, at: int) -> bool:
    return not text[:at].strip() or text[:at].rstrip()[-1] in ".!?:;\n"
