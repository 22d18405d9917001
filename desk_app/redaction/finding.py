"""Everything in a text that must not be published, as marks in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desk_app.redaction.addresses import addresses
from desk_app.redaction.ages import births_and_ages
from desk_app.redaction.attended import attended
from desk_app.redaction.beside_names import beside_names
from desk_app.redaction.contacts import contacts
from desk_app.redaction.cues import KIN, SAID_BEFORE
from desk_app.redaction.dwellings import dwellings
from desk_app.redaction.handles import handles
from desk_app.redaction.known import Names
from desk_app.redaction.marks import Kind, Mark
from desk_app.redaction.people import Reader
from desk_app.redaction.places import places
from desk_app.redaction.references import references
from desk_app.redaction.schools import schools
from desk_app.redaction.standing_out import standing_out
from desk_app.redaction.tokens import normal, tokens
from desk_app.redaction.unusual import unusual

LETTERS = "XYZWVUTSRQPNMLKJHGFEDCB"
FIRST = (Kind.EMAIL, Kind.LINK, Kind.NHS, Kind.NUMBER, Kind.PHONE, Kind.BORN)
"""Kinds that win where marks of one length begin at one place."""
NOBODY = Names(())
NAMES_REMOVED = "[names removed]"
_AND = re.compile(r"\s+(?:and|&|\+|a|ac|n)\s+")
_AT_THEIRS = re.compile(r"\b(?:at|to|from|with|round|by|for) $", re.IGNORECASE)
_SIGNED = re.compile(r"[\sxX.!,]*")


def kept_words(phrases: Iterable[str]) -> frozenset[str]:
    """Phrases that stand in every report anyway (teams, service areas, the council), as the words to keep."""
    return frozenset(normal(word) for phrase in phrases for word in phrase.split())


def find(
    text: str, case: Names = NOBODY, store: Names = NOBODY, keep: frozenset[str] = frozenset()
) -> tuple[Mark, ...]:
    """Marks of a text, in order and none over another, each undecided, with a replacement proposed.

    case: the people and staff of its case. store: everybody else's names. keep: words that are no names here.
    """
    found = tokens(text)
    marks = [
        *contacts(text),
        *handles(text),
        *references(text),
        *schools(text, found),
        *attended(text),
        *places(text),
        *addresses(text, found),
        *births_and_ages(text),
        *dwellings(text),
        *unusual(text),
        *standing_out(text),
        *Reader(text, found, case, store, keep).marks(),
    ]
    marks += beside_names(text, marks)
    return _lettered(text, _paired(text, _apart([mark for mark in marks if not _stays(text, mark, keep)])))


def _stays(text: str, mark: Mark, keep: frozenset[str]) -> bool:
    """Whether a building or body is one of the words that stand in every report anyway."""
    if not keep or mark.kind not in (Kind.SCHOOL, Kind.STREET, Kind.UNUSUAL):
        return False
    said = tokens(mark.covered(text))
    return bool(said) and all(word.norm in keep or word.norm == "the" for word in said)


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    """Marks of which none lies over another: the longest win, a name that one of those touches is cut."""
    ranked = sorted(
        marks,
        key=lambda m: (
            -(m.end - m.start),
            FIRST.index(m.kind) if m.kind in FIRST else len(FIRST) + (not m.known),
            m.start,
        ),
    )
    taken: list[Mark] = []
    for mark in ranked:
        over = [each for each in taken if each.overlaps(mark.start, mark.end)]
        if not over:
            taken.append(mark)
            continue
        start, end = mark.start, mark.end
        for each in over:
            if each.start <= start < each.end:
                start = each.end
            elif each.start < end <= each.end:
                end = each.start
            elif start < each.start and each.end < end:
                start = end
        if start < end and mark.kind is Kind.NAME and not any(each.overlaps(start, end) for each in taken):
            taken.append(replace(mark, start=start, end=end))
    return sorted(taken, key=lambda mark: mark.start)


def _paired(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Marks with couples nobody on the case belongs to as one: of one surname, or alone where a letter is signed."""
    out: list[Mark] = []
    for mark in marks:
        if out and mark.kind is out[-1].kind is Kind.NAME and not (mark.who + out[-1].who).count("case "):
            between = text[out[-1].end : mark.start]
            second = tokens(mark.covered(text))
            one_surname = (
                " " not in out[-1].covered(text) and len(second) > 1 and second[0].norm not in SAID_BEFORE | KIN
            )
            together = bool(_AT_THEIRS.search(text, 0, out[-1].start)) and " " not in out[-1].covered(text)
            if _AND.fullmatch(between) and (one_surname or together or _signed(text, out[-1].start, mark.end)):
                out[-1] = replace(out[-1], end=mark.end, replacement=NAMES_REMOVED)
                continue
        out.append(mark)
    return out


def _signed(text: str, start: int, end: int) -> bool:
    """Whether a text ends with these words, as a line or sentence of their own."""
    before = text[:start].rstrip(" ")
    return _SIGNED.fullmatch(text[end:]) is not None and (not before or before[-1] in ".!?\n")


def _lettered(text: str, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Names with what is proposed for them: a person named once is "[name removed]", one named again has a letter."""
    people = [_trimmed(text, mark) for mark in marks]
    people = [mark for mark in people if mark.start < mark.end]
    groups = _persons(text, people)
    often = [who for who in dict.fromkeys(groups.values()) if list(groups.values()).count(who) > 1]
    letters = {who: LETTERS[n % len(LETTERS)] for n, who in enumerate(often)}
    return tuple(
        replace(mark, who=groups[n], replacement=letters.get(groups[n], mark.replacement)) if n in groups else mark
        for n, mark in enumerate(people)
    )


def _trimmed(text: str, mark: Mark) -> Mark:
    start, end = mark.start, mark.end
    while start < end and text[start] in " ,\n\t":
        start += 1
    while start < end and text[end - 1] in " ,\n\t":
        end -= 1
    while start < end and mark.kind is Kind.UNUSUAL and not text[end - 1].isalnum():
        end -= 1
    return mark if (start, end) == (mark.start, mark.end) else replace(mark, start=start, end=end)


def _persons(text: str, marks: Sequence[Mark]) -> dict[int, str]:
    """Who each mark of a name is: those of the case by the store, others by a word of their names in common."""
    out: dict[int, str] = {}
    by_word: dict[str, str] = {}
    for n, mark in enumerate(marks):
        if mark.kind is not Kind.NAME:
            continue
        own = [token.norm for token in tokens(mark.covered(text)) if len(token.norm) > 1]
        if mark.who.startswith("case"):
            out[n] = mark.who
            continue
        who = next((by_word[word] for word in own if word in by_word), mark.who)
        for word in own:
            by_word.setdefault(word, who)
        out[n] = who
    return out
