"""Where somebody lives, without a street: 12b the maltings, Tollgate Corner, the line before a postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.redaction.beside_names import says_nothing_of_a_place
from desk_app.redaction.marks import Kind, Mark, of_match
from desk_app.redaction.tokens import normal
from desk_app.redaction.words import listed, words

_LED = (
    r"(?:\b(?:at|of|to|from|address|live|lives|living|is|im|i'm|off|flat|outside|near|in|on|into|by|"
    r"round)[:,]? |^|\n|, )"
)
_NUMBER_THE = re.compile(rf"{_LED}(\d{{1,3}}[a-z]? [Tt]he (?!time|day|week|same|whole|other|morning)[^\W\d_]{{4,}})\b")
_NUMBER_NAME = re.compile(
    rf"{_LED}((?:(?:[Ff]lat|[Cc]aravan|[Pp]lot|[Pp]itch|[Uu]nit|[Rr]oom|[Bb]erth|[Ll]ot|[Aa]pt) )?\d{{1,3}}[A-Za-z]?,? "
    r"(?:[A-Z][\w'’-]{2,}(?: (?:y|yr|of|the|on))?)(?: [A-Z][\w'’-]{2,}){0,2})(?!\w| \d)"
)
_ROOM = re.compile(
    r"\b((?:[Ff]lat|[Rr]oom|[Cc]aravan|[Uu]nit|[Pp]lot) \d{1,3}[A-Za-z]?, (?:[A-Z][\w'’-]{2,})(?: "
    r"[A-Z][\w'’-]{2,}){0,2})(?!\w| \d)"
)
_PLOT = re.compile(
    r"\b((?:plot|pitch|berth|mooring|caravan|van|static|chalet|bay|flat|apartment|apt|bedsit) "
    r"(?:no\.? |number )?\d{1,3}[a-z]?"
    r"(?:,? (?:at |in |on )?(?:the )?(?:[A-Z][\w'’-]+ ?){1,3})?)(?<! )",
    re.IGNORECASE,
)
_PLOT_PLACE = re.compile(r"\d[a-z]?,? (?:at |in |on )?(?:the )?[A-Z]")
_ENDS = (
    r"(?:Corner|Ends?|Steps|Halt|Maltings|Loke|Wynd|Ginnel|Passage|Arcade|Alley|Bottom|Brow|Cross|"
    r"Hollow|Nook|Pitch|Buildings|"
    r"Almshouses|Estate|Ridge|Reach|Chase|Copse|Dene|Leys|Garth|Holt|Moorings|Marina|Precinct|"
    r"Causeway|Esplanade|Promenade|"
    r"Signal Box|Gatehouse|Kennels|Boathouse|Toll House|Smallholding|Mobile Homes|Bungalows|"
    r"Maisonettes|Towers|Lock|Wharf|"
    r"Outbuildings|Annexe?|Stables|Tavern|Rectory|Vicarage|Parsonage|Manse|Old School|Schoolhouse)"
)
_NAMED = re.compile(
    rf"\b((?:(?:The|Old|Upper|Lower|Nether|Little|Great|Top) )*(?:[A-Z][\w'’-]+ ){{1,3}}{_ENDS})\b(?! "
    rf"(?:of|Team|Service))"
)
_THE_HOUSE = re.compile(rf"\b(The (?:Old |New )?{_ENDS})\b")
_SMALL = re.compile(
    r"\b(?:at|to|in|from|on|near|outside|round|by|off|down|up) ((?:[a-z][\w'’-]+ ){1,2}(?:villas?|"
    r"cottages?|terrace|lodge|towers|flats|manor|"
    r"grange|barn|farm|court|house|mews|close|crescent|drive|lane|street|road|avenue|rise|gardens|"
    r"estate|caravan park|maltings))\b"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_BEFORE_POSTCODE = re.compile(
    r"((?:(?:\d{1,4}[A-Za-z]?,? )?(?:[Tt]he |Y |Yr )?[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|of|on|under|y|"
    r"yr|the|le|upon))*(?:,\s{0,2}|\n| )){1,4})$"
)
_ADDRESS = re.compile(
    r"\b(?:[Aa]ddress(?: is| was)?|[Ll]ives? at|[Ll]iving at|[Mm]oved (?:in)?to|[Ss]taying at|"
    r"[Ww]rite to me at|[Pp]ost to|home is|house is|called)[,:]? "
    r"((?:(?:[Tt]he |Y |Yr )?[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|of|on|under|y|yr|the|le))*)(?:, "
    r"(?:[A-Z][\w'’-]+ ?)+(?=[,.;]))?)"
)
_PART = re.compile(r"[^,\s][^,\n]*[^,\s]")


def dwellings(text: str) -> Iterator[Mark]:
    """Marks of such places. They may lie over one another."""
    for found in _NUMBER_THE.finditer(text):
        yield of_match(found, Kind.STREET, "A house or flat.", 1)
    for found in (*_NUMBER_NAME.finditer(text), *_ROOM.finditer(text)):
        if not any(_is_no_house(word) for word in re.findall(r"[^\W\d_]{3,}[\w'’-]*", found[1])):
            yield of_match(found, Kind.STREET, "A house or flat.", 1)
    for found in _PLOT.finditer(text):
        if _PLOT_PLACE.search(found[1]) and not says_nothing_of_a_place(found[1].rsplit(" ", 1)[-1]):
            yield of_match(found, Kind.STREET, "A caravan, a berth or a flat.", 1)
        elif re.match(r"flat|apartment|apt|pitch|plot|berth", found[1], re.IGNORECASE):
            number = re.match(r"\D+\d+[a-z]?\b", found[1], re.IGNORECASE)
            if number:
                yield Mark(
                    found.start(1), found.start(1) + number.end(), Kind.STREET, "The number of a flat.", "[address]"
                )
    for pattern in (_NAMED, _THE_HOUSE):
        for found in pattern.finditer(text):
            if start := _named(text, found):
                yield Mark(start - 1, found.end(1), Kind.STREET, "A place by name.", "[address]")
    for found in _SMALL.finditer(text):
        if _tells(found[1]):
            yield of_match(found, Kind.STREET, "A street or a house.", 1)
    for found in _ADDRESS.finditer(text):
        if (
            " " in found[1]
            and not _is_no_house(found[1].removeprefix("The ").split()[0])
            and not says_nothing_of_a_place(found[1])
        ):
            yield of_match(found, Kind.STREET, "An address.", 1)
    yield from _before_postcodes(text)


def _is_no_house(word: str) -> bool:
    kept, norm = words(), normal(word)
    return norm in kept.no_names or norm in listed("no_house") or norm in kept.relations or norm in kept.occupations


def _named(text: str, found: re.Match[str]) -> int:
    """One more than where the name begins, 0 if it is none: the first word of a sentence may be no part of it."""
    start = found.start(1)
    said = list(re.finditer(r"\S+", found[1]))
    kept = words()
    while len(said) > 1 and start in (0, *_sentences(text)) and _plain(normal(said[0][0])):
        said = said[1:]
        start = found.start(1) + said[0].start()
    telling = [normal(word[0]) for word in said[:-1]] or [normal(said[-1][0])]
    if len(said) == 1 or all(
        word in kept.no_names or word in listed("place_generic") for word in telling if word != "the"
    ):
        return (
            start + 1
            if found[1].startswith("The ")
            and len(said) > 1
            and normal(said[-1][0]) not in {"end", "cross", "bottom", "halt"}
            else 0
        )
    return start + 1


def _plain(word: str) -> bool:
    return word in words().ordinary or word in words().no_names


def _sentences(text: str) -> tuple[int, ...]:
    return tuple(found.end() for found in re.finditer(r"[.!?:\n]\s*", text))


def _tells(phrase: str) -> bool:
    """Whether the words before the last are more than adjectives: "gorsey bank terrace", not "the big house"."""
    said = [normal(word) for word in phrase.split()]
    if any(word in listed("determiners") or word in listed("place_stop") for word in said[:-1]):
        return False
    return any(
        word not in words().common and word not in listed("place_generic") and word not in words().relations
        for word in said[:-1]
    )


def _before_postcodes(text: str) -> Iterator[Mark]:
    for code in _POSTCODE.finditer(text):
        before = _BEFORE_POSTCODE.search(text, max(0, code.start() - 110), code.start())
        if before is None:
            continue
        for part in _PART.finditer(text, before.start(1), before.end(1)):
            if not says_nothing_of_a_place(part[0]):
                yield of_match(part, Kind.STREET, "What stands before a postcode.")
