"""Schools and nurseries by name, English and Welsh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desk_app.redaction.marks import Kind, Mark
from desk_app.redaction.tokens import Token, some
from desk_app.redaction.words import listed, words

_SCHOOL_ENDS = some(
    "school academy primary infant infants junior juniors nursery preschool kindergarten college grammar "
    "comprehensive playgroup creche secondary high montessori"
)
_SCHOOL_BETWEEN = some(
    "st saint ce cofe c of e rc church england catholic day community endowed controlled voluntary aided and the high"
)
_WELSH_SCHOOLS = some("ysgol meithrin")
_WELSH_BETWEEN = some("y yr gynradd uwchradd gymunedol feithrin")
_NO_SCHOOL = some(
    "the this that every each our my her his their which what family sunday special state boarding private local "
    "new old primary secondary"
)
_NURSERIES = some("nursery preschool playgroup creche kindergarten meithrin")


def schools(text: str, found: Sequence[Token]) -> Iterator[Mark]:
    """Marks of names that end in School, Academy, Nursery and the like, or begin with Ysgol."""
    for at, token in enumerate(found):
        if not token.capital:
            continue
        if token.norm in _SCHOOL_ENDS:
            end = at
            while (
                end + 1 < len(found)
                and found[end + 1].norm in _SCHOOL_ENDS
                and found[end + 1].capital
                and found[end + 1].joined
            ):
                end += 1
            start = _back(found, at)
            if start < at and not (at - start == 1 and found[start].norm in _NO_SCHOOL):
                yield _school(found, start, end, text)
        elif token.norm in _WELSH_SCHOOLS:
            end = at
            while (
                end + 1 < len(found)
                and found[end + 1].joined
                and (found[end + 1].capital or found[end + 1].norm in _WELSH_BETWEEN)
            ):
                end += 1
            start = at - 1 if at and found[at - 1].norm == "cylch" else at
            if end > at and found[end].capital:
                yield _school(found, start, end, text)


def _back(found: Sequence[Token], at: int) -> int:
    """Where the name of a school begins that ends at `at`."""
    start = at
    while start > 0:
        here, before = found[start], found[start - 1]
        if not (here.joined or here.gap == " " or (here.gap == ". " and before.norm == "st")):
            break
        if before.norm in listed("place_stop") and (before.shouted or before.first):
            break
        if (
            before.capital
            and (not before.first or before.norm not in words().ordinary or before.norm in words().ambiguous)
        ) or (before.norm in _SCHOOL_BETWEEN - {"the", "and"} and start - 2 >= 0 and found[start - 2].capital):
            start -= 1
        else:
            break
    if start < at and start > 0 and found[start - 1].text == "the" and found[start].joined:
        start -= 1
    return start


def _school(found: Sequence[Token], start: int, end: int, text: str) -> Mark:
    last = found[end]
    stop = last.end + 2 if last.possessive else last.end
    kind = "nursery" if last.norm in _NURSERIES else "school"
    return Mark(found[start].start, min(stop, len(text)), Kind.SCHOOL, f"The name of a {kind}.", f"[{kind}]")
