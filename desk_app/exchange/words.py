"""The words of a register that stand for a kind, a stage, an outcome: what each was taken to mean, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from desk_app.exchange import near_misses, values
from desk_app.exchange.tables import Cell
from desk_app.exchange.values import DECISIONS, OMBUDSMAN
from desk_app.problems import Problem
from desk_app.records import Kind, ListName, Outcome, Route, Stage, YesNo

_YES_OR_NO = tuple(map(str, YesNo))
VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(map(str, Kind)),
    "route": tuple(map(str, Route)),
    "stage": (*map(str, Stage), OMBUDSMAN),
    "outcome": (*map(str, Outcome), *(decision for decision in DECISIONS if decision not in tuple(Outcome))),
    "looked_after": _YES_OR_NO,
    "on_behalf": _YES_OR_NO,
    "consent": _YES_OR_NO,
}
"""What each field can mean, where that is not free."""
LISTED: Mapping[str, ListName] = {
    "channel": ListName.CHANNEL,
    "service_area": ListName.SERVICE_AREA,
    "team": ListName.TEAM,
    "relationship": ListName.RELATIONSHIP,
    "category": ListName.CATEGORY,
    "subcategory": ListName.SUBCATEGORY,
    "themes": ListName.THEME,
    "escalation_reason": ListName.ESCALATION_REASON,
    "learning_category": ListName.LEARNING_CATEGORY,
    "action": ListName.ACTION_KIND,
}
"""The fields whose values are on editable lists."""
SEPARATORS: Mapping[str, str] = {"themes": ";", "learning_category": "|", "action": "|"}
"""What parts the values of a field that holds several."""

_READ: Mapping[str, tuple[Callable[[Cell], object], ...]] = {
    "kind": (values.kind,),
    "route": (values.route,),
    "stage": (values.stage,),
    "outcome": (values.outcome, values.decision),
    **dict.fromkeys(("looked_after", "on_behalf", "consent"), (values.yes_no,)),
}


def unaided(key: str, written: str) -> str | None:
    """What a word means without a mapping, "" for nothing; None if it is not understood."""
    for read in _READ.get(key, ()):
        with suppress(Problem):
            return str(read(written) or "")
    return None


@dataclass(frozen=True, slots=True)
class Word:
    """What one way of writing a field was taken to mean, in how many rows."""

    field: str
    written: str  # "" for a blank where something is needed
    meant: str | None  # "" for nothing, None for not understood: its rows are left out
    rows: int


def as_listed(words: Iterable[Word], known: Iterable[str]) -> dict[str, str]:
    """What the values of a list's field are taken as, given the values that are on the list: by what was meant.

    A value that stays as it is and is not known joins the list.
    """
    counts: Counter[str] = Counter()
    for word in words:
        if word.meant:
            counts[word.meant] += word.rows
    return near_misses.settle(counts, known)


@dataclass(slots=True)
class Words:
    """Collected while a register is read."""

    _rows: Counter[tuple[str, str]] = field(default_factory=Counter)
    _meant: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def note(self, key: str, written: str, meant: object) -> None:
        """A cell that was understood as `meant`, or with None not at all."""
        self._meant[key, written] = None if meant is None else str(meant)
        self._rows[key, written] += 1

    def of(self, key: str) -> list[Word]:
        """The words of a field: those not understood first, then the most frequent."""
        found = [
            Word(key, written, self._meant[at, written], n) for (at, written), n in self._rows.items() if at == key
        ]
        return sorted(found, key=lambda word: (word.meant is not None, -word.rows, word.written.casefold()))

    def fields(self) -> list[str]:
        """The fields that have words: those of the vocabulary, those with lists, then dates that are none."""
        there = {key for key, _ in self._rows}
        first = [key for key in (*VOCABULARY, *LISTED) if key in there]
        return [*first, *sorted(there - set(first))]
