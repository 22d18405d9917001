"""The desk: a store, the member who sits at it, and today.

A verb's module is imported when it is first done: start-up pays for what Today shows alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from desk_app import offers, reminders
from desk_app.desk import standing
from desk_app.offers import Offer
from desk_app.progress import Progress, silent
from desk_app.records import CaseFile, Change, ChangedRow, Record, Snooze, Step
from desk_app.store import search

if TYPE_CHECKING:
    from array import array

    from desk_app.desk.completing import Incomplete
    from desk_app.desk.correct import Correction
    from desk_app.desk.done import Done, Logged
    from desk_app.desk.people import Known
    from desk_app.due_dates import DueDates
    from desk_app.reminders import Agenda, Reminder
    from desk_app.store import Store
    from desk_app.store.search import CaseRow, Filter, Listing


@dataclass(slots=True)
class Desk:
    """All that a screen or a command asks of the team's feedback. Verbs return what they changed."""

    store: Store
    today: Callable[[], date]

    @property
    def member(self) -> str:
        """Who acts."""
        return self.store.member

    # --- verbs
    def log(self, draft: Mapping[str, object], draft_key: str = "") -> Logged:
        """Log a compliment, comment, enquiry or complaint from a draft (keys: see `desk log`)."""
        from desk_app.desk import log

        return log.log(self.store, draft, self.today(), self.member, draft_key)

    def preview(self, draft: Mapping[str, object]) -> tuple[dict[str, str], tuple[Step, ...]]:
        """What is wrong with a draft, and the dates that would follow."""
        from desk_app.desk import log

        return log.preview(self.store, draft, self.today())

    def correct(
        self, old: Record, *, why: str = "", late_why: str = "", same_person: str = "", **changes: Any
    ) -> Change | None:
        """Correct fields of a record as it was read; a recorded date with its reason."""
        from desk_app.desk import correct

        return correct.correct(self.store, old, changes, self.today(), self.member, why, late_why, same_person)

    def correction(
        self, old: Record, changes: Mapping[str, Any], why: str = "", late_why: str = "", same_person: str = ""
    ) -> Correction:
        """What would come of a correction. Nothing is saved."""
        from desk_app.desk import correct

        return correct.plan(self.store, old, changes, self.today(), self.member, why, late_why, same_person)

    def offers(self, file: CaseFile) -> tuple[Offer, ...]:
        """What can be done with a case now, the most likely first."""
        today = self.today()
        return offers.offers(file, self.store.profiles(), standing.closed_windows(self.store, file, today), today)

    def do(self, offer: Offer, file: CaseFile, answers: Mapping[str, object]) -> Done:
        """Do one of these to the case as it was read. With problems nothing is saved; they are in the answer."""
        from desk_app.desk import doing

        return doing.do(self.store, offer, file, answers, self.today(), self.member)

    def trial(self, offer: Offer, file: CaseFile, answers: Mapping[str, object]) -> Done:
        """What dates would follow from it. Nothing is saved."""
        from desk_app.desk import doing

        return doing.trial(self.store, offer, file, answers, self.today(), self.member)

    def undo(self, change_id: int | None = None, progress: Progress = silent) -> Change:
        """Undo a change, by default one's own last; undoing an undo is redo."""
        from desk_app.desk import undoing

        if change_id is None and (latest := self.store.can_undo(self.member)) is not None:
            change_id = latest.id
        if change_id is not None:
            undoing.require(self.store, change_id, self.member)
        return self.store.undo(self.member, change_id, progress)

    def investigators(self) -> list[str]:
        """Who has looked into something before, in the order of the alphabet."""
        return search.investigators(self.store)

    def snooze(self, step: Step, answers: Mapping[str, object]) -> Done:
        """Put a reminder off until a day (`until_on`, `reason`). With problems nothing is saved."""
        from desk_app.desk import snooze

        return snooze.snooze(self.store, step, answers, self.today(), self.member)

    def wake(self, snoozed: Snooze) -> Change:
        """Let a reminder that was put off come back now."""
        from desk_app.desk import snooze

        return snooze.wake(self.store, snoozed, self.member)

    # --- drafts: kept as typed, encrypted, offered again
    def keep_draft(self, key: str, kind: str, data: Mapping[str, object]) -> None:
        """Keep what is typed so far under `key`."""
        self.store.keep_draft(key, kind, dict(data))

    def drop_draft(self, key: str) -> None:
        """Throw a draft away."""
        self.store.drop_draft(key)

    def keep_file(self, data: bytes) -> str:
        """Keep a file that a draft brings along (`attachments`); its hash."""
        return self.store.keep_file(data)

    def forget_loose_files(self) -> int:
        """Let go of the files of drafts that were thrown away."""
        return self.store.forget_loose_files()

    # --- reading
    def worklist(self, within: int | None = None) -> tuple[Reminder, ...]:
        """Everything with a date, worst first; `within` so many working days, and overdue."""
        store, today = self.store, self.today()
        steps = store.open_steps(today=today)
        return reminders.worklist(steps, today, store.calendar(), store.settings(), store.all(Snooze), within)

    def agenda(self) -> Agenda:
        """The worklist, and what was put off."""
        store, today = self.store, self.today()
        with store.reading():
            steps = store.open_steps(today=today)
            return reminders.agenda(steps, today, store.calendar(), store.settings(), store.all(Snooze))

    def due_dates(self) -> DueDates:
        """What a locked window may go on counting: dates alone."""
        from desk_app import due_dates  # only when the window is locked: start-up

        store, today = self.store, self.today()
        with store.reading():
            steps = store.open_steps(today=today)
            return due_dates.of(steps, today, store.calendar(), store.settings(), store.all(Snooze))

    def mine(self, case_ids: Iterable[int]) -> frozenset[int]:
        """Which of these cases are the member's own, as the list of cases understands it.

        So is everybody's what the Ombudsman waits for in matters that are of none of our cases.
        """
        ids = list(case_ids)
        return search.mine(self.store, ids, self.member) | self.store.without_case(ids)

    def incomplete(self) -> tuple[Incomplete, ...]:
        """Complaints that were saved before everything was known, the latest first."""
        from desk_app.desk import completing

        return completing.incomplete(self.store, self.today())

    def list_cases(self, filter: Filter) -> Listing:
        """The first page of cases and their exact count."""
        return search.first_page(self.store, filter)

    def all_case_ids(self, filter: Filter) -> array[int]:
        """All ids of the filtered cases, in order."""
        return search.all_ids(self.store, filter)

    def case_rows(self, ids: array[int]) -> list[CaseRow]:
        """What the list shows of these cases, in their order."""
        return search.rows(self.store, ids)

    def case_file(self, case_id: int) -> CaseFile:
        """All records of a case."""
        return self.store.case_file(case_id)

    def case_called(self, reference: str) -> CaseFile | None:
        """All records of the case with that reference, None where there is none."""
        from desk_app.desk import doing

        return doing.case_called(self.store, reference)

    def new_matter(self) -> CaseFile:
        """A file for a matter of the Ombudsman that is of none of our cases, to be recorded."""
        from desk_app.store import matters

        return matters.to_begin()

    def steps(self, case_id: int) -> tuple[Step, ...]:
        """The dated steps of a case."""
        return self.store.steps(case_id)

    def history(self, case_id: int) -> list[tuple[Change, tuple[ChangedRow, ...]]]:
        """Who changed what on a case, newest first."""
        return self.store.history(case_id)

    def known(self, name: str, *, staff: bool = False, email: str = "", telephone: str = "") -> list[Known]:
        """Who may be this person, why, and from which cases; `staff` asks for members of staff only."""
        from desk_app.desk import people

        return people.known(self.store, name, self.today(), staff=staff, email=email, telephone=telephone)

    def known_person(self, person_id: int) -> Known | None:
        """What is known of a person, None if they are gone."""
        from desk_app.desk import people

        return people.by_id(self.store, person_id, self.today())
