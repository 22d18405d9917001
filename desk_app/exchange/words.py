"""The words of a register that stand for a kind, a stage, an outcome: what each was taken to mean, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from desk_app.exchange import values
from desk_app.exchange.tables import Cell
from desk_app.exchange.values import DECISIONS, OMBUDSMAN
from desk_app.problems import Problem
from desk_app.records import Kind, Outcome, Route, Stage, YesNo

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
        """The fields that have words, those of the vocabulary first and in its order."""
        there = {key for key, _ in self._rows}
        return [*(key for key in VOCABULARY if key in there), *sorted(there - VOCABULARY.keys())]
