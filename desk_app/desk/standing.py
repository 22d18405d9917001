"""Where a case stands: its steps, and what is too late. Today asks, and needs none of the verbs that change a case."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desk_app import deadlines
from desk_app.records import CaseFile, Stage, Step

if TYPE_CHECKING:
    from desk_app.store import Store

WINDOW = {Stage.ONE: "request_stage_2", Stage.TWO: "request_stage_3"}
"""The step in which the complainant may ask for the next stage."""


def steps_of(store: Store, file: CaseFile) -> tuple[Step, ...]:
    """The steps of a case as it was read, or as it would be."""
    return deadlines.steps_for(file, store.profiles(), store.calendar(), store.settings())


def closed_windows(store: Store, file: CaseFile, today: date) -> frozenset[int]:
    """The investigations after which the time to ask for the next stage has passed."""
    keys = WINDOW.values()
    return frozenset(
        step.investigation_id
        for step in steps_of(store, file)
        if step.key in keys and step.investigation_id and step.due_on and step.due_on < today
    )
