"""What the examples of the annual report ask of the desk: candidates, marks, decisions, sign-offs. Verbs announce."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk import examples
from desk_app.desk.examples import Known
from desk_app.records import Change, Example, Kind
from desk_app.redaction import Decision, Mark, rendered, signing, waiting
from desk_app.store.search import CaseRow, Filter
from ui.session import OF_A_REPORT

if TYPE_CHECKING:
    from desk_app.progress import Progress
    from ui.kit.job import Job
    from ui.session import Session

SETS = examples.SETS
SHOWN = 100
"""So many candidates are shown; the search finds the others."""
NAMES_FROM = frozenset({"person", "investigation", "list_entry", "member", "action", "setting"})
"""Tables with names in them: after a change there the names are prepared anew."""
KINDS = {"compliments": Kind.COMPLIMENT, "complaints": Kind.COMPLAINT, "learning": Kind.COMPLAINT}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an example is: marks that wait, whether it may be printed, and that in words."""

    open_marks: int
    ready: bool
    words: str


class Examples:
    """Of one session."""

    def __init__(self, session: Session, announce: Callable[[Change | None], None]) -> None:
        self._session, self._announce = session, announce
        self._store, self._by = session.desk.store, session.desk.member
        self._known: Known | None = None
        session.changed.connect(self._changed)

    def _changed(self, change: Change) -> None:
        if not NAMES_FROM.isdisjoint(change.tables):
            self._known = None

    # --- names
    @property
    def prepared(self) -> bool:
        """Whether the names of the store are at hand. Without, the next text takes up to a second in a large store."""
        return self._known is not None

    def prepare(self, done: Callable[[], object]) -> Job:
        """Prepare the names off the window's thread."""

        def work(_progress: Progress) -> Known:
            return examples.known(self._store)

        def keep(known: Known) -> None:
            self._known = known
            done()

        return self._session.job(work, keep)

    @property
    def known(self) -> Known:
        """The names of the store."""
        if self._known is None:
            self._known = examples.known(self._store)
        return self._known

    # --- reading
    @property
    def second_needed(self) -> bool:
        """Whether another member must sign off, too."""
        return self._store.settings().second_sign_off

    @property
    def member(self) -> str:
        """Who signs off."""
        return self._by

    def of(self, year: str) -> list[Example]:
        """The examples of a year."""
        return examples.of(self._store, year)

    def get(self, id: int) -> Example | None:
        """An example as it is now."""
        return self._store.get(Example, id)

    def marks(self, example: Example) -> tuple[Mark, ...]:
        """Its marks, those found since among them."""
        return examples.marks(self._store, example, self.known)

    def standing(self, example: Example) -> Standing:
        """How far it is, by what is stored."""
        marks = signing.marks_of(example)
        left = waiting(marks)
        if left:
            return Standing(left, False, "1 mark to decide" if left == 1 else f"{left} marks to decide")
        if signing.printed(example, self.second_needed) is not None:
            return Standing(0, True, "Ready")
        return Standing(0, False, "Second sign-off to come" if signing.stands(example) else "To be signed off")

    def signed_now(self, example: Example) -> bool:
        """Whether it is signed off once, just as it is."""
        return signing.stands(example)

    def signed_by_me(self, example: Example) -> bool:
        """Whether the member has signed it off first."""
        return signing.stands(example) and signing.same_member(example.signed_by, self._by)

    def as_printed(self, example: Example, marks: Sequence[Mark]) -> str:
        """The text as it would be printed."""
        return rendered(example.text, marks)

    def reference(self, example: Example) -> str:
        """The reference of its case, "" if that is gone."""
        return "" if example.case_id is None else self._store.reference(example.case_id)

    def candidates(self, year: str, set_name: str, text: str) -> tuple[list[CaseRow], int]:
        """Cases of the year that may become examples of a set, and how many there are. Upheld first for learning."""
        desk = self._session.desk
        taken = {each.case_id for each in self.of(year) if each.set_name == set_name}
        filter = Filter(text=text, kinds=(KINDS[set_name],), year=year, sort="received_on")
        ids = [case_id for case_id in desk.all_case_ids(filter) if case_id not in taken]
        if set_name == "learning":
            found = set(ids)
            ids = [case_id for case_id in examples.learnt(self._store, year) if case_id in found]
        return desk.case_rows(array("q", ids[:SHOWN])), len(ids)

    # --- what is typed: kept within a second, until it is saved or left
    def keep_typed(self, example: Example, values: Mapping[str, str]) -> None:
        """Keep what is typed into an example and not saved."""
        if self._session.writable and not self._session.is_writing:
            self._session.desk.keep_draft(_draft_key(example), "Report", values)

    def typed(self, example: Example) -> dict[str, str]:
        """What was typed into an example and not saved, by field."""
        key = _draft_key(example)
        found = next((draft for draft in self._store.drafts() if draft.key == key), None)
        return {name: str(value) for name, value in found.data.items()} if found else {}

    def drop_typed(self, example: Example) -> None:
        """It is saved, or not wanted."""
        if self._session.writable and self.typed(example):
            self._session.desk.drop_draft(_draft_key(example))

    # --- verbs: all raise Problem
    def choose(self, case_id: int, year: str, set_name: str) -> Example:
        """Take a case as an example."""
        change, made = examples.choose(self._store, case_id, year, set_name, self.known, self._by)
        self._announce(change)
        return made

    def write(self, example: Example, text: str) -> None:
        """Another text."""
        self._announce(examples.write(self._store, example, text, self.known, self._by))

    def change_caption(self, example: Example, caption: str) -> None:
        """Another caption."""
        self._announce(examples.change_caption(self._store, example, caption, self._by))

    def decide(
        self,
        example: Example,
        marks: Sequence[Mark],
        which: Iterable[int],
        decision: Decision,
        replacement: str | None = None,
    ) -> None:
        """Decide marks."""
        self._announce(examples.decide(self._store, example, marks, which, decision, self._by, replacement))

    def mark(self, example: Example, marks: Sequence[Mark], start: int, end: int) -> None:
        """Mark words by hand."""
        self._announce(examples.mark(self._store, example, marks, start, end, self._by))

    def unmark(self, example: Example, marks: Sequence[Mark], which: int) -> None:
        """Take away a mark made by hand."""
        self._announce(examples.unmark(self._store, example, marks, which, self._by))

    def sign_off(self, example: Example) -> None:
        """Sign it off."""
        self._announce(examples.sign_off(self._store, example, self.known, self._session.today, self._by))

    def withdraw(self, example: Example) -> None:
        """Take the sign-offs back."""
        self._announce(examples.withdraw(self._store, example, self._by))

    def move(self, example: Example, *, up: bool) -> None:
        """Another place in its set."""
        self._announce(examples.move(self._store, example, self._by, up=up))

    def remove(self, example: Example) -> Change:
        """Use it no more."""
        change = examples.remove(self._store, example, self._by)
        self._announce(change)
        return change


def _draft_key(example: Example) -> str:
    return f"{OF_A_REPORT}example-{example.id}"


__all__ = ["SETS", "SHOWN", "CaseRow", "Decision", "Example", "Examples", "Mark", "Standing"]
