"""The course of one import: file, choices, reading, plan, result. What takes a moment runs as a job."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desk_app.exchange import register
from desk_app.exchange.register import Headings, Plan, Reading, RegisterMapping, Result, Table
from desk_app.exchange.whole import Taken
from desk_app.progress import Progress
from desk_app.records import Change
from ui.import_register.choices import Choices
from ui.import_register.step_bar import Step
from ui.import_register.work import Working
from ui.kit import collector
from ui.session import Session


class Course(QObject):
    """`came_to(Step)` when what a step shows is worked out; `understood()` when headings are understood anew;
    `failed(Problem)`; `loaded(name)` of a mapping; `taken_back()`, `brought_back()` when an import is undone, redone.
    """

    came_to = Signal(object)
    understood = Signal()
    failed = Signal(object)
    loaded = Signal(str)
    taken_back = Signal()
    brought_back = Signal()

    def __init__(self, session: Session, working: Working, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._working = session, working
        self.choices: Choices | None = None
        self.reading: Reading | None = None
        self.plan: Plan | None = None
        self.everything: Taken | None = None  # of another store, where the file holds that
        self.result: Result | None = None  # of the import that was done
        self.too_late = False  # to cancel it
        self.undone_by: Change | None = None
        self._read_for: object = None
        self._path = Path()  # of the file that holds everything of another store

    def forget(self) -> None:
        """Ready for another file."""
        self.choices = self.reading = self.plan = self.everything = self.result = self.undone_by = None
        self._read_for = None
        collector.look_again()

    def reachable(self, step: Step) -> bool:
        """Whether one can go to a step."""
        if step is Step.FILE:
            return True
        if step is Step.DONE:
            return self.result is not None
        return self.choices is not None and (step is Step.HEADINGS or not self.choices.problems())

    def is_worth_importing(self) -> bool:
        """Whether the plan would write anything."""
        return self.plan is not None and bool(self.plan.records or self.plan.unnumbered or self.plan.updates)

    def go(self, step: Step) -> None:
        """To a step, working out first what it shows."""
        if step is Step.WORDS and not self._is_read():
            self._working.begin("Reading the register…", self._read, lambda read, _: self._have_read(read), self._fail)
        elif step is Step.CHECK and (self.plan is None or not self._is_read()):
            self._working.begin("Comparing with the store…", self._plan, lambda p, _: self._have_planned(p), self._fail)
        else:
            self.came_to.emit(step)

    def _fail(self, problem: object) -> None:
        self.failed.emit(problem)

    # --- the file, its sheet, its mapping
    def open(self, path: Path) -> None:
        """Open a file. What was chosen for another is let go once this one is open."""

        def work(progress: Progress) -> Taken | tuple[list[Table], Table, Headings]:
            sheets = self._session.open_register(path, progress)
            everything = self._session.plan_everything(path, sheets, progress)
            return everything or (sheets, *register.look(sheets, RegisterMapping()))

        def opened(found: Taken | tuple[list[Table], Table, Headings]) -> None:
            self.forget()
            if isinstance(found, Taken):
                self.everything, self._path = found, path
                self.came_to.emit(Step.FILE)
                return
            self.choices = Choices(path, found[0])
            self.choices.take(*found[1:])
            self.understood.emit()
            self.came_to.emit(Step.HEADINGS)

        self._working.begin(f"Opening {path.name}…", work, lambda found, _: opened(found), self._fail)

    def place(self, sheet: str, row: int | None) -> None:
        """Another sheet, or another row of headings: understood anew."""
        choices = self.choices
        assert choices is not None

        def work(_progress: Progress) -> tuple[Table, Headings]:
            return register.look(choices.sheets, RegisterMapping(sheet, row))

        def placed(found: tuple[Table, Headings]) -> None:
            choices.move(*found)
            self.plan = None
            self.understood.emit()

        def failed(problem: object) -> None:
            self.understood.emit()  # as it was before
            self.failed.emit(problem)

        self._working.begin("Looking at the headings…", work, lambda found, _: placed(found), failed)

    def load_mapping(self, path: Path) -> None:
        """Understand the file as a mapping says that was saved earlier."""
        choices = self.choices
        assert choices is not None

        def work(_progress: Progress) -> tuple[RegisterMapping, Table, Headings]:
            mapping = register.load_mapping(path)
            return (mapping, *register.look(choices.sheets, mapping))

        def loaded(found: tuple[RegisterMapping, Table, Headings]) -> None:
            choices.take_mapping(*found)
            self.plan = None
            self.understood.emit()
            self.came_to.emit(Step.HEADINGS)
            self.loaded.emit(path.name)

        self._working.begin(f"Loading {path.name}…", work, lambda found, _: loaded(found), self._fail)

    # --- what the rows say, and what would happen
    def _is_read(self) -> bool:
        return self.reading is not None and self._read_for == self._key()

    def _key(self) -> object:
        """What a reading depends on."""
        c = self.choices
        assert c is not None
        values = {(key, *pair) for key, pairs in c.values.items() for pair in pairs.items()}
        return c.table.sheet, c.row, frozenset(c.fields.items()), frozenset(values)

    def _read(self, progress: Progress) -> Reading:
        c = self.choices
        assert c is not None
        return self._session.read_register(c.path.name, c.sheets, c.mapping(), progress)

    def _have_read(self, reading: Reading) -> None:
        self.reading, self._read_for = reading, self._key()
        self.came_to.emit(Step.WORDS)

    def _plan(self, progress: Progress) -> tuple[Reading, Plan]:
        assert self.choices is not None
        reading = self.reading
        if reading is None or not self._is_read():
            reading = self._read(progress)
        return reading, self._session.plan_register(reading, self.choices.update, progress)

    def _have_planned(self, planned: tuple[Reading, Plan]) -> None:
        self.reading, self.plan = planned
        self._read_for = self._key()
        self.came_to.emit(Step.CHECK)

    def update(self, update: bool) -> None:
        """Also change what differs, or not: planned anew."""
        assert self.choices is not None
        self.choices.update = update
        self.plan = None
        self.go(Step.CHECK)

    # --- writing
    def carry_out(self) -> None:
        """Write what the plan says."""
        plan = self.plan
        assert plan is not None

        def done(result: Result, too_late: bool) -> None:
            self.result, self.too_late, self.undone_by = result, too_late, None
            self.came_to.emit(Step.DONE)
            self._session.imported(result.change)

        self._working.begin(
            "Writing to the store…", lambda progress: self._session.import_register(plan, progress), done, self._fail
        )

    def take_everything(self) -> None:
        """Write all that the file holds of another store."""
        planned = self.everything
        assert planned is not None

        def done(taken: Taken) -> None:
            self.forget()
            self.came_to.emit(Step.FILE)
            self._session.imported(taken.change)
            self._session.say(f"Imported: {taken.in_words}", taken.change)

        self._working.begin(
            "Writing to the store…",
            lambda progress: self._session.import_everything(planned, progress),
            lambda taken, _: done(taken),
            self._fail,
        )

    def undo(self) -> None:
        """Take the import back."""
        change = self.result.change if self.result is not None else None
        if change is not None:
            self._working.begin(
                "Taking the import back…",
                lambda progress: self._session.undo_import(change.id, progress),
                lambda undone, _: self._session.imported(undone),
                self._fail,
            )

    def follow(self, change: Change) -> None:
        """Something was changed: what would happen may be another; and the import may have been undone elsewhere."""
        self.plan = None
        if self.everything is not None:
            self.open(self._path)
        done = self.result.change if self.result is not None else None
        if done is not None and change.undoes == done.id:
            self.undone_by = change
            self.taken_back.emit()
        elif self.undone_by is not None and change.undoes == self.undone_by.id:
            self.undone_by = None
            self.brought_back.emit()
