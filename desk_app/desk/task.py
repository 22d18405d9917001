"""What a verb is given to work with, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desk_app.answers import Answers
from desk_app.procedures import Profile
from desk_app.records import Case, CaseFile, Investigation, Person, Record, Route, Stage, Step
from desk_app.settings import Settings

Put = tuple[Record | None, Record | None]
"""(as it was read, as it shall be): a new record has no first, a removed one no second."""
Puts = Iterator[Put]


@dataclass(frozen=True, slots=True)
class Task:
    """One verb at work on a case as it was read. Verbs read the answers, note problems, and yield what changes."""

    file: CaseFile
    answers: Answers
    by: str
    profiles: Mapping[str, Profile]
    settings: Settings
    new_id: Callable[[], int]
    steps: tuple[Step, ...] = ()
    item: Investigation | None = None
    known_person: Callable[[int], Person | None] = lambda _: None
    members: frozenset[str] = frozenset()  # who works with this store
    case_called: Callable[[str], CaseFile | None] = lambda _: None  # by its reference
    may_set_dates: bool = True  # whether the member may say that a clock starts on another day than the rule's

    @property
    def case(self) -> Case:
        """The case."""
        return self.file.case

    @property
    def case_id(self) -> int | None:
        """Of which case what is put is; None for a matter of the Ombudsman that is of none of ours."""
        return None if self.file.without_case else self.case.id

    @property
    def investigation(self) -> Investigation:
        """The investigation it is done to."""
        assert self.item is not None
        return self.item

    @property
    def is_last_stage(self) -> bool:
        """Whether only the Ombudsman is left after it: statutory stage 3, corporate stage 2."""
        last = Stage.THREE if self.investigation.route is Route.STATUTORY else Stage.TWO
        return self.investigation.stage is last

    @property
    def since_received(self) -> tuple[date, str]:
        """The earliest day of what is done to a case, and what happened on it."""
        return self.case.received_on, "it was received"

    @property
    def since_opened(self) -> tuple[date, str]:
        """The earliest day of what is done to an investigation, and what happened on it."""
        return self.investigation.opened_on, "it was opened"
