"""What is somebody's because it stands beside a name: a birth ("Marley, 8 Feb 2024"), the house of who signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desk_app.redaction.ages import FULL_DATE
from desk_app.redaction.marks import Kind, Mark, of_match
from desk_app.redaction.tokens import normal
from desk_app.redaction.words import words

_BORN = re.compile(rf"(?:['’]s)?,? ?[(\[]?(?:b\.?|born|dob:?)? ?({FULL_DATE})(?=[\s.,;:)\]])(?!\s*$)", re.IGNORECASE)
_HOUSE = re.compile(
    r"(?: \([^)\n]{1,25}\))?((?:,\s{0,2}(?:[Tt]he |Y |Yr )?(?:\d{1,4}[A-Za-z]? )?[A-Z][\w'’-]+"
    r"(?: (?:[A-Z][\w'’-]+|of|on|under|y|yr|the|le|upon))*){1,4})[.\s]*(?:$|\n)"
)
_PART = re.compile(r"[^,\s][^,\n]*")


def beside_names(text: str, names: Iterable[Mark]) -> Iterator[Mark]:
    """Marks of such dates and places, from the marks of names."""
    for name in names:
        if name.kind is not Kind.NAME:
            continue
        if born := _BORN.match(text, name.end):
            yield of_match(born, Kind.BORN, "A date beside a name: it may be of birth.", 1)
        if house := _HOUSE.match(text, name.end):
            for part in _PART.finditer(text, house.start(1), house.end(1)):
                if not says_nothing_of_a_place(part[0]):
                    yield of_match(part, Kind.STREET, "Where somebody lives who signs here.")


def says_nothing_of_a_place(phrase: str) -> bool:
    """Whether each word is of a county, a town, a role, or a name: "Foster Carer", "Church Stretton"."""
    kept = words()
    said = [normal(word) for word in phrase.split()]
    return (
        all(
            word in kept.places or word in kept.no_names or word in kept.relations or word in kept.bodies
            for word in said
        )
        or (len(said) <= 3 and said[0] in kept.small_names)
        or said[0] in {"mr", "mrs", "ms", "miss", "dr"}
    )
