"""All that a screen is given: the desk, the news of changes, jobs, and whom to tell of a problem."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desk_app import answers, deadlines, roles
from desk_app.desk import Desk, Done, Logged
from desk_app.draft_keys import OF_A_CASE
from desk_app.lists import in_use
from desk_app.offers import Offer
from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import Case, CaseFile, Change, ChangedRow, Investigation, ListName, Record, State, Step
from desk_app.reminders import Agenda
from desk_app.spoken_dates import typed_date
from desk_app.store import history_pages, search
from desk_app.store.history_pages import HistoryFilter, HistoryRow
from desk_app.store.matters import MatterLine
from desk_app.store.search import CaseRow, Filter, Listing
from ui.kit.collector import resting
from ui.kit.job import Job, JobRunner, Work, start

if TYPE_CHECKING:
    from desk_app.desk.completing import Incomplete
    from desk_app.desk.open_copies import OpenCopies
    from desk_app.exchange.chase import TeamList
    from desk_app.exchange.e_mail import EMail
    from desk_app.exchange.register import Plan, Reading, RegisterMapping, Table
    from desk_app.exchange.register import Result as ImportResult
    from desk_app.exchange.whole import Taken
    from desk_app.figures.volumes import MonthCounts
    from desk_app.records import Snooze
    from desk_app.roles import Task
    from desk_app.settings import Settings
    from desk_app.store import Draft
    from desk_app.working_days import Calendar
    from ui.author import Author
    from ui.documents import Documents
    from ui.examples import Examples
    from ui.keeper import Keeper
    from ui.known_people import KnownPeople
    from ui.lessons import Lessons
    from ui.letters import Letters
    from ui.members import Members
    from ui.monitor import Monitor
    from ui.office import Office
    from ui.publisher import Publisher

OF_A_REPORT = "report-"
"""Begins the key of the draft of what is typed into a year's report: taken up by its wizard."""
Exported = tuple[int, Change | None]
"""How many cases were written, and the journal's note of it, if it could be written."""
NOTHING_TO_UNDO = "There is nothing of yours to undo.", "Look in a case's history for what was done."
NOTHING_TO_REDO = "There is nothing to redo.", "Redo brings back what you undid last, until you change something else."
YEAR_STARTS = (4, 1)
ROWS_OF_A_CASE = 50
"""Of a change: among them is its case."""
YEARS_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Overview:
    """Cases to complete; feedback by month of this year and of the last; how many months of this one have begun."""

    incomplete: tuple[Incomplete, ...]
    this_year: MonthCounts
    last_year: MonthCounts
    months_gone: int


def silent_before(_progress: Progress) -> None:
    """Nothing has to be made safe before an import."""


class Session(QObject):
    """One open store, as long as it is open.

    Signals: `changed(Change)`, `told(Problem)`, `said(text, Change or None)`, `working(text, Job)`.
    `leaving(text, work)`: the store is to be closed, `work` to be done, and what it opens to be shown.
    """

    changed = Signal(object)
    told = Signal(object)
    said = Signal(str, object, str)
    day_began = Signal()
    working = Signal(str, object)
    leaving = Signal(str, object)
    moved_on = Signal()

    def __init__(self, desk: Desk, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.before_import: Callable[[Progress], None] = silent_before
        self.desk = desk
        self._runner = runner
        self._undoing: Job | None = None

    # --- saying
    def tell(self, problem: Problem) -> None:
        """Show a problem and its remedy in a line of the window."""
        self.told.emit(problem)

    def say(self, text: str, change: Change | None = None, *, tone: str = "ok") -> None:
        """Say that something was done, in a line of the window, with an Undo (or Redo) beside it for its change.

        tone: "warn" where what is left to do must not be overlooked.
        """
        self.said.emit(text, change, tone)

    def move_on(self) -> None:
        """Another step of the same page is begun: what was said of something done need not stand any longer."""
        self.moved_on.emit()

    # --- verbs: each announces what it changed
    @property
    def is_writing(self) -> bool:
        """Whether a job is making a change. Another one would have to wait, and the window with it."""
        return self.desk.store.is_being_written

    def refuse_to_wait(self) -> None:
        """Raise a Problem while a job is making a change, for verbs of the window."""
        if self.is_writing:
            raise Problem(
                "A large change is being saved, so nothing else can be saved just now.",
                "What you typed is still here. Save it again when the large change is done.",
            )

    def log(self, draft: Mapping[str, object], draft_key: str) -> Logged:
        """Log feedback. With problems nothing is saved; they are in the answer. Raises Problem."""
        self.refuse_to_wait()
        logged = self.desk.log(draft, draft_key)
        self._announce(logged.change)
        return logged

    def correct(
        self, old: Record, changes: Mapping[str, Any], why: str = "", late_why: str = "", same_person: str = ""
    ) -> Change | None:
        """Correct a record as it was read. Raises Problem, also when it was changed meanwhile."""
        self.refuse_to_wait()
        change = self.desk.correct(old, why=why, late_why=late_why, same_person=same_person, **changes)
        self._announce(change)
        return change

    def do(self, offer: Offer, file: CaseFile, answers: Mapping[str, object]) -> Done:
        """Do a verb to a case as it was read. With problems nothing is saved; they are in the answer.

        Raises Problem where it could not be saved at all.
        """
        self.refuse_to_wait()
        done = self.desk.do(offer, file, answers)
        self._announce(done.change)
        return done

    def snooze(self, step: Step, answers: Mapping[str, object]) -> Done:
        """Put a reminder off. With problems nothing is saved; they are in the answer. Raises Problem."""
        done = self.desk.snooze(step, answers)
        self._announce(done.change)
        return done

    def wake(self, snoozed: Snooze) -> Change:
        """Let a reminder that was put off come back now. Raises Problem."""
        change = self.desk.wake(snoozed)
        self._announce(change)
        return change

    def undo_change(self, change: Change) -> Change | None:
        """Undo this one, for an Undo that stands beside what was done; None after telling why it cannot be.

        A large one is undone by a job: None too, and `working` says so.
        """
        return self._undo(change)

    def undo(self) -> Change | None:
        """Undo one's own last change; None like `undo_change`."""
        return self._undo(self.desk.store.can_undo(self.desk.member))

    def redo(self) -> Change | None:
        """Undo one's own last undo."""
        return self._undo(self.desk.store.can_redo(self.desk.member), NOTHING_TO_REDO)

    def _undo(self, candidate: Change | None, otherwise: tuple[str, str] = NOTHING_TO_UNDO) -> Change | None:
        try:
            if candidate is None:
                raise Problem(*otherwise)
            if self._undoing is not None:
                raise Problem("A large change is being undone.", "Wait until that is done, or cancel it.")
            self.refuse_to_wait()
            if self.desk.store.undo_takes_long(candidate):
                self._undo_by_job(candidate)
                return None
            change = self.desk.undo(candidate.id)
        except Problem as problem:
            self.tell(problem)
            return None
        return self._undone(candidate, change)

    def _undone(self, candidate: Change, change: Change) -> Change:
        self._announce(change)
        reference = self.reference_of(candidate)
        self.say(f"{_undone_in_words(change.verb)}{f' ({reference})' if reference else ''}.", change)
        return change

    def _undo_by_job(self, candidate: Change) -> None:
        self._undoing = self.job(
            lambda progress: self.undo_import(candidate.id, progress),
            lambda change: self._undone(candidate, change),
            finished=self._undo_is_over,
        )
        self.working.emit(f"{candidate.verb.partition(': ')[2] or candidate.verb}: undoing…", self._undoing)

    def _undo_is_over(self) -> None:
        self._undoing = None

    def can_undo(self) -> Change | None:
        """What `undo` would undo."""
        return self.desk.store.can_undo(self.desk.member)

    def can_redo(self) -> Change | None:
        """What `redo` would bring back."""
        return self.desk.store.can_redo(self.desk.member)

    def reference_of(self, change: Change) -> str:
        """The reference of the one case that a change was about, also where the change took the case away."""
        if change.reference or len(change.case_ids) != 1:
            return change.reference
        rows = self.changed_rows(change.id, 0, ROWS_OF_A_CASE)
        cases = (row.before for row in rows if row.table == Case.table and row.before)
        return next((str(before.get("reference", "")) for before in cases), "")

    @cached_property
    def people(self) -> KnownPeople:
        """Who is known, and the verbs that are about people."""
        from ui.known_people import KnownPeople  # not before somebody is looked at: start-up

        return KnownPeople(self.desk, self._announce)

    @cached_property
    def keeper(self) -> Keeper:
        """How long things are kept, holds, erasing, and all about one person."""
        from ui.keeper import Keeper  # not before it is asked for: start-up

        return Keeper(self, self._announce)

    @cached_property
    def office(self) -> Office:
        """The office's settings, lists, holidays and backups, and the verbs that change them."""
        from ui.office import Office  # not before the settings are visited: start-up

        return Office(self, self._announce)

    @cached_property
    def members(self) -> Members:
        """Who can open the store, and the verbs that change that."""
        from ui.members import Members  # not before its settings are visited: start-up

        return Members(self, self._announce)

    def may(self, task: Task) -> bool:
        """Whether the role of who sits here covers it."""
        return roles.may(self.desk.store.role, task)

    def leave_for(self, doing: str, work: Callable[[Progress], object]) -> None:
        """Close the store, then do what needs it closed: off the window's thread, with progress.

        The work gives back a store to show, or what to say on the page that opens stores.
        """
        self.leaving.emit(doing, work)

    @cached_property
    def letters(self) -> Letters:
        """Writing letters, keeping them with their case, and the team's own templates."""
        from ui.letters import Letters  # not before the first case is shown: start-up

        return Letters(self, self._announce)

    @cached_property
    def documents(self) -> Documents:
        """Documents of cases, and bundles of them."""
        from ui.documents import Documents  # not before a case's documents are touched: start-up

        return Documents(self, self._announce)

    def open_copy(self, name: str, data: bytes) -> Path:
        """A private copy for another program to open; it is removed with the session. Raises Problem."""
        return self._copies.put(name, data)

    def forget_copies(self) -> None:
        """Remove the copies that were opened: the store is being closed."""
        if "_copies" in self.__dict__:
            self._copies.remove()

    @cached_property
    def _copies(self) -> OpenCopies:
        from desk_app.desk.open_copies import OpenCopies

        made = OpenCopies()
        self.destroyed.connect(made.remove)
        return made

    @cached_property
    def lessons(self) -> Lessons:
        """What was learnt, and the actions that follow."""
        from ui.lessons import Lessons  # not before its page is visited: start-up

        return Lessons(self)

    def export_dates(self, out: Path, names: bool, progress: Progress) -> Change | None:
        """Write what is due as a calendar or a table. For a job; `exported` afterwards. Raises Problem."""
        from desk_app.exchange import exports

        return exports.write(self.desk.store, "deadlines", out, today=self.today, names=names, progress=progress)

    @cached_property
    def monitor(self) -> Monitor:
        """Figures of any period and team."""
        from ui.monitor import Monitor  # not before its page is visited: start-up

        return Monitor(self)

    @cached_property
    def author(self) -> Author:
        """What the wizard of the annual report asks for."""
        from ui.author import Author  # not before the report is visited: start-up

        return Author(self, self._announce)

    @cached_property
    def publisher(self) -> Publisher:
        """The annual report's figures, and its publication."""
        from ui.publisher import Publisher  # not before the report is visited: start-up

        return Publisher(self, self._announce)

    @cached_property
    def examples(self) -> Examples:
        """Examples for the annual report: their marks and sign-offs."""
        from ui.examples import Examples  # not before the report is visited: start-up

        return Examples(self, self._announce)

    def _announce(self, change: Change | None) -> None:
        if change is not None:
            self.changed.emit(change)

    # --- drafts
    def drafts(self) -> list[Draft]:
        """Feedback that was typed and not saved, latest first."""
        of_others = (OF_A_CASE, OF_A_REPORT)
        return [draft for draft in self.desk.store.drafts() if not draft.key.startswith(of_others)]

    @property
    def now(self) -> datetime:
        """This moment, for the age of drafts."""
        return self.desk.store.now()

    def take_in_email(self, path: Path, progress: Progress) -> tuple[EMail, list[dict[str, Any]]]:
        """Read a saved email, and keep its files for the draft that names them (`attachments`). For a job."""
        from desk_app.exchange import e_mail

        found = e_mail.read(path, progress)
        return found, [
            {"name": a.name, "media_type": a.media_type, "size": len(a.data), "file": self.desk.keep_file(a.data)}
            for a in found.attachments
        ]

    def drafts_of_cases(self) -> list[Draft]:
        """What was typed into a form of a case and not saved, latest first. Keys start with OF_A_CASE."""
        return [draft for draft in self.desk.store.drafts() if draft.key.startswith(OF_A_CASE)]

    def every_draft(self) -> list[Draft]:
        """Whatever was typed and not saved, latest first; a report's words are taken up by its wizard."""
        return [draft for draft in self.desk.store.drafts() if not draft.key.startswith(OF_A_REPORT)]

    # --- reading
    def has_cases(self) -> bool:
        """Whether anything was logged yet."""
        return self.desk.list_cases(Filter()).count > 0

    def overview(self) -> Overview:
        """What stands beside the worklist. For a job."""
        from desk_app.figures.period import year_of  # not before Today is painted: start-up
        from desk_app.figures.volumes import received_by_month

        desk = self.desk
        year = year_of(self.today)
        return Overview(
            desk.incomplete(),
            received_by_month(desk.store, year),
            received_by_month(desk.store, year.year_before()),
            (self.today.month - YEAR_STARTS[0]) % 12 + 1,
        )

    @property
    def today(self) -> date:
        """Today."""
        return self.desk.today()

    @property
    def writable(self) -> bool:
        """Whether anything can be saved."""
        return not self.desk.store.read_only

    def settings(self) -> Settings:
        """The office's settings."""
        return self.desk.store.settings()

    def calendar(self) -> Calendar:
        """The working days."""
        return self.desk.store.calendar()

    def choices(self, name: ListName, parent: str = "") -> list[str]:
        """What a list offers now; with `parent` only what belongs to it."""
        entries = in_use(self.desk.store.lists()[name], self.today)
        return [entry.value for entry in entries if not parent or entry.parent == parent]

    def listed(self, name: ListName) -> list[str]:
        """All values of a list, also those that are not offered any more."""
        return [entry.value for entry in self.desk.store.lists()[name]]

    def parent_of(self, name: ListName, value: str) -> str:
        """What a value of a list belongs to, such as a team's service area."""
        return next((entry.parent for entry in self.desk.store.lists()[name] if entry.value == value), "")

    def parse_date(self, text: str) -> date:
        """The day a text means; without a year the last such day. Raises Problem."""
        return typed_date(text, self.today)

    def parse_date_ahead(self, text: str) -> date:
        """The day a text means; without a year the next such day. Raises Problem."""
        return typed_date(text, self.today, ahead=True)

    def past_day(self, text: str, key: str = "") -> date:
        """The day of something that has happened. Raises Problem, also for days to come and those long ago.

        `key` is the field's: births lie further back.
        """
        return answers.read_day(text, self.today, key=key)

    def coming_day(self, text: str) -> date:
        """A day that may lie ahead. Raises Problem, also for days long ago or too far off."""
        return answers.read_day(text, self.today, ahead=True)

    def mine(self, agenda: Agenda) -> Agenda:
        """Of an agenda what is of the member's own cases, as the list of cases understands it."""
        everything = [*agenda.reminders, *(item.reminder for item in agenda.put_off)]
        own = self.desk.mine(reminder.step.case_id for reminder in everything)
        return Agenda(
            tuple(r for r in agenda.reminders if r.step.case_id in own),
            tuple(item for item in agenda.put_off if item.reminder.step.case_id in own),
        )

    def offered(self, case_ids: Iterable[int]) -> dict[int, tuple[Offer, ...]]:
        """What can be done with each of these cases."""
        return {file.case.id: self.desk.offers(file) for file in self.desk.store.case_files(case_ids)}

    def rows_by_id(self, ids: array[int]) -> dict[int, CaseRow]:
        """What a list shows of these cases."""
        return {row.id: row for row in self.desk.case_rows(ids)}

    def state_of(self, step: Step) -> tuple[State, int]:
        """A step's state, and the days to its date in its own unit."""
        return deadlines.state(step, self.today), deadlines.days_left(step, self.today, self.calendar())

    def explain(self, step: Step, file: CaseFile | None = None) -> str:
        """How a step's date was counted; with its case also when it was paused."""
        return deadlines.explain(step, self.calendar(), file.pauses if file else ())

    def ombudsman(self) -> list[MatterLine]:
        """The Ombudsman's matters, the latest first: of our cases, and of none."""
        return self.desk.store.ombudsman()

    def is_matter(self, case_id: int) -> bool:
        """Whether it is no case, but a matter of the Ombudsman that is of none of our cases, or is being recorded."""
        return not case_id or bool(self.desk.store.without_case([case_id]))

    def investigators(self) -> list[str]:
        """Those who looked into something before, for the officer to choose from."""
        return self.desk.investigators()

    def extension_tells_ombudsman(self, file: CaseFile, item: Investigation | None) -> bool:
        """Whether an extension counts only if the complainant was given the Ombudsman's details."""
        rule = item and deadlines.response_rule(file, item, self.desk.store.profiles())
        return bool(rule and rule.tells_ombudsman)

    def why_only_expected(self, file: CaseFile, step: Step) -> str:
        """Why an extension of a response does not count; "" where there is none."""
        item = next((i for i in file.investigations if i.id == step.investigation_id), None)
        rule = item and deadlines.response_rule(file, item, self.desk.store.profiles())
        return deadlines.why_only_expected(step, file.extensions, rule) if rule and step.expected_on else ""

    def latest_extension(self, file: CaseFile, item: Investigation) -> date | None:
        """Up to when an investigation's response may be extended; None where the procedure sets no limit."""
        store = self.desk.store
        return deadlines.latest_extension(file, item, store.profiles(), self.calendar(), self.settings())

    def response_due(self, file: CaseFile, item: Investigation | None) -> date | None:
        """When an investigation's response is due."""
        steps = [] if item is None else [s for s in self.desk.steps(file.case.id) if s.investigation_id == item.id]
        return next((s.due_on for s in steps if s.key in deadlines.RESPONSE.values()), None)

    def panel_due(self, file: CaseFile, item: Investigation) -> date | None:
        """By when a review panel has to meet."""
        steps = self.desk.steps(file.case.id)
        return next((s.due_on for s in steps if s.investigation_id == item.id and s.key == "panel_meets"), None)

    def response_is_late(self, file: CaseFile, item: Investigation | None) -> bool:
        """Whether the date of an investigation's response has passed."""
        due = self.response_due(file, item)
        return due is not None and due < self.today

    # --- the history of the store
    def list_history(self, filter: HistoryFilter) -> Listing:
        """The ids of the latest changes and backups, and how many there are."""
        return history_pages.first_page(self.desk.store, filter)

    def history_ids(self, filter: HistoryFilter) -> array[int]:
        """The ids of all changes and backups of a filter, newest first; a backup's is below zero."""
        return history_pages.all_ids(self.desk.store, filter)

    def history_by_id(self, ids: array[int]) -> dict[int, HistoryRow]:
        """What the history shows of these."""
        return {row.id: row for row in history_pages.rows(self.desk.store, ids)}

    def history_row(self, change: Change) -> HistoryRow | None:
        """How far a change reaches, as the history counts it."""
        return next(iter(history_pages.rows(self.desk.store, (change.id,))), None)

    def changed_rows(self, change_id: int, after: int, size: int) -> list[ChangedRow]:
        """Before and after of the records of a change: `size` of them, after the first `after`."""
        return history_pages.changed_rows(self.desk.store, change_id, after, size)

    def history_choices(self) -> tuple[list[str], list[str]]:
        """(who, what kind) by which the history can be narrowed: those that occur."""
        return history_pages.members(self.desk.store), history_pages.kinds(self.desk.store)

    # --- the list of cases, and what leaves of it
    def case_choices(self, column: str) -> list[str]:
        """The values of a column of the list that occur: for the menus of its filters."""
        return search.choices(self.desk.store, column)

    def references(self, ids: array[int]) -> list[str]:
        """The references of these cases, in their order."""
        return search.references_of(self.desk.store, ids)

    def export_cases(self, filter: Filter, ids: array[int] | None, out: Path, progress: Progress) -> Exported:
        """Write these cases, or all of a filter, as a register. For a job; `exported` afterwards. Raises Problem."""
        from desk_app.exchange import exports

        wanted = self.desk.all_case_ids(filter) if ids is None else ids
        return len(wanted), exports.write(
            self.desk.store, "cases", out, today=self.today, ids=wanted, progress=progress
        )

    def export_everything(self, out: Path, progress: Progress) -> Change | None:
        """Write all records of all cases as a workbook; the change that notes it. For a job. Raises Problem."""
        from desk_app.exchange import exports

        return exports.write(self.desk.store, "everything", out, today=self.today, progress=progress)

    def exported(self, change: Change | None) -> None:
        """Announce an export that a job has noted in the journal."""
        self._announce(change)

    def team_list(self) -> TeamList:
        """What is open and overdue of every team. For a job."""
        from desk_app.exchange import chase

        return chase.team_list(self.desk.store, self.today)

    def team_list_text(self, listed: TeamList) -> str:
        """The team list as the body of an email."""
        from desk_app.exchange import chase

        return chase.as_text(listed)

    def save_team_list(self, listed: TeamList, out: Path) -> None:
        """Write a team list to a .txt, .csv or .xlsx. Raises Problem."""
        from desk_app.exchange import chase, exports

        chase.write(listed, out)
        self._announce(exports.noted(self.desk.store, "chase"))

    # --- bringing in a register: all but `imported` are for a job, and raise Problem
    def open_register(self, path: Path, progress: Progress) -> list[Table]:
        """The sheets of a file; of a ZIP of everything, those of the workbook in it."""
        from desk_app.exchange import packed, register

        with resting():
            if path.suffix.lower() == packed.ENDING:
                return packed.Packed(path).sheets(progress)
            return register.open_file(path, progress)

    def plan_everything(self, path: Path, sheets: Sequence[Table], progress: Progress) -> Taken | None:
        """What taking in everything of another store would do; None where the sheets are of a register."""
        from desk_app.exchange import packed, whole

        if not whole.is_whole(sheets):
            return None
        source = packed.Packed(path) if path.suffix.lower() == packed.ENDING else None
        with resting():
            return whole.plan(sheets, self.desk.store, progress, source)

    def import_everything(self, taken: Taken, progress: Progress) -> Taken:
        """Write what was planned, as one change; `imported` afterwards."""
        from desk_app.exchange import whole

        self.before_import(progress)
        with resting():
            done = whole.carry_out(taken, self.desk.store, self.desk.member, progress)
            self.desk.store.checkpoint()
            return done

    def read_register(
        self, name: str, sheets: Sequence[Table], mapping: RegisterMapping, progress: Progress
    ) -> Reading:
        """What the rows of a file say, as the mapping understands them."""
        from desk_app.exchange import register

        with resting():
            return register.understand(name, sheets, today=self.today, mapping=mapping, progress=progress)

    def plan_register(self, reading: Reading, update: bool, progress: Progress) -> Plan:
        """What importing would do."""
        from desk_app.exchange import register

        with resting():
            return register.plan(reading, self.desk.store, today=self.today, update=update, progress=progress)

    def import_register(self, plan: Plan, progress: Progress) -> ImportResult:
        """Write what was planned, as one change; `imported` afterwards."""
        from desk_app.exchange import register

        self.before_import(progress)
        with resting():
            result = register.carry_out(plan, self.desk.store, self.desk.member, progress)
            self.desk.store.checkpoint()  # so much to fold that the window should not have to
            return result

    def undo_import(self, change_id: int, progress: Progress) -> Change:
        """Undo an import or another large change; `imported` afterwards."""
        with resting():
            change = self.desk.undo(change_id, progress)
            self.desk.store.checkpoint()
            return change

    def imported(self, change: Change | None) -> None:
        """Announce what an import, or its undo, has changed."""
        self._announce(change)

    # --- the annual report
    def years(self) -> list[str]:
        """The reporting years with feedback and the one that runs, latest first: "2023/24"."""
        desk = self.desk
        first = desk.case_rows(desk.list_cases(Filter(sort="received_on", descending=False)).ids[:1])
        earliest = _start_year(first[0].received_on) if first else _start_year(self.today)
        latest = _start_year(self.today)
        return [f"{y}/{(y + 1) % 100:02}" for y in range(latest, max(earliest, latest - YEARS_AT_MOST) - 1, -1)]

    def usual_year(self) -> str:
        """The year a report is most likely wanted of: the latest with feedback that has ended."""
        ended = self.years()[1:]
        counted = [year for year in ended if self.desk.list_cases(Filter(year=year)).count]
        return (counted or ended or self.years())[0]

    def report_pages(self, year: str, as_at: date, progress: Progress) -> bytes:
        """The annual report as a PDF in memory. For a job."""
        from desk_app import report
        from desk_app.report import pdf

        return pdf.to_bytes(report.compose(self.desk.store, year, as_at, progress))

    def export_report(self, year: str, as_at: date, out: Path, progress: Progress, *, archive: bool = False) -> None:
        """Write the annual report, whole or not at all. For a job. Raises Problem."""
        from desk_app import report

        report.export(self.desk.store, year, as_at, out, progress, archive=archive)

    # --- jobs
    def job(
        self,
        work: Work,
        done: Callable[[Any], object],
        *,
        failed: Callable[[Problem], object] | None = None,
        progress: Callable[[int, int, str], object] | None = None,
        finished: Callable[[], object] | None = None,
    ) -> Job:
        """Do work off the window's thread. A Problem goes to `failed` or is told; anything else is a bug."""
        return start(self._runner, work, done, failed or self.tell, progress, finished)


def _undone_in_words(verb: str) -> str:
    """ "undo: log complaint" is "Undone: log complaint", "redo: log complaint" is "Done again: log complaint"."""
    head, _, what = verb.partition(": ")
    return f"{AGAIN.get(head, 'Done')}: {what or verb}"


AGAIN = {"undo": "Undone", "redo": "Done again"}


def _start_year(day: date) -> int:
    return day.year if (day.month, day.day) >= YEAR_STARTS else day.year - 1


def start_of_year(label: str) -> date:
    """The first day of a reporting year."""
    return date(int(label[:4]), *YEAR_STARTS)


def end_of_year(label: str) -> date:
    """The last day of a reporting year."""
    return date(int(label[:4]) + 1, *YEAR_STARTS) - timedelta(days=1)


__all__ = [
    "CaseRow",
    "Filter",
    "HistoryFilter",
    "HistoryRow",
    "Logged",
    "MatterLine",
    "Session",
    "end_of_year",
    "start_of_year",
]
