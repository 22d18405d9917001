"""The page: five steps, one in sight, with what was chosen kept while one goes back and forth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desk_app.exchange import register
from desk_app.exchange.register import Reading
from desk_app.problems import Problem
from desk_app.records import Change
from ui.import_register import files, states
from ui.import_register.check_step import CheckStep
from ui.import_register.course import Course
from ui.import_register.done_step import DoneStep
from ui.import_register.file_step import FileStep
from ui.import_register.headings_step import HeadingsStep
from ui.import_register.listing import Listed
from ui.import_register.step_bar import Step, StepBar
from ui.import_register.words_step import WordsStep
from ui.import_register.work import Working
from ui.kit import collector
from ui.kit.messages import Message
from ui.kit.widgets import BESIDE_EDGE, PAGE_MARGINS, Heading, Page, button, column_of, label, row_of
from ui.session import Session

TITLE = "Import a register"
LOW = 560
"""Pages lower than this have no room for a line beneath their title."""
BENEATH = "From the spreadsheet your team has kept. Nothing is written before the last step."


class ImportScreen(Page):
    """`cases_asked()` when the officer wants to see what came in."""

    least_height = 420

    cases_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.working = Working(session)
        self.course = Course(session, self.working, self)
        self.step = Step.FILE
        self._shown: Reading | None = None
        self._had_focus: QWidget | None = None
        self._seen = {Step.FILE}
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._show(Step.FILE)

    # --- building
    def _build(self) -> None:
        outer = column_of(self)
        upper = QFrame()
        box = column_of(
            upper, margins=(PAGE_MARGINS[0], PAGE_MARGINS[1], PAGE_MARGINS[2] - BESIDE_EDGE, 12), spacing=14
        )
        above = QWidget()
        head = column_of(above, margins=(0, 0, BESIDE_EDGE, 0), spacing=14)
        box.addWidget(above)
        self.heading = Heading(TITLE, BENEATH)
        self.load = button("Use earlier choices…", self.ask_for_mapping, icon="folder-open")
        self.save = button("Save these choices…", self.ask_where_to_save, icon="save")
        self.load.setToolTip("What the headings and words of a register mean, as it was saved earlier")
        self.save.setToolTip("Keep what you chose here for the next register of this kind")
        for made in (self.load, self.save):
            self.heading.buttons.addWidget(made)
        head.addWidget(self.heading)
        self.bar = StepBar()
        head.addWidget(self.bar)
        self.message = Message(can_go=True)
        head.addWidget(self.message)
        self._stack = QStackedWidget()
        self.file, self.headings, self.words = (
            FileStep(),
            HeadingsStep(),
            WordsStep(self.bar.buttons[Step.DONE], self._session.listed),
        )
        self.check, self.done = CheckStep(), DoneStep()
        for widget in (self.file, self.headings, self.words, self.check, self.done):
            self._stack.addWidget(widget)
        box.addWidget(self._stack, 1)
        outer.addWidget(upper, 1)
        self._foot = self._action_bar()
        outer.addWidget(self._foot)

    def _action_bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("actionBar")
        row = row_of(bar, margins=(PAGE_MARGINS[0], 10, PAGE_MARGINS[2], 10), spacing=12)
        self.back = button("Back", self.go_back, icon="arrow-left")
        self.hint = label("", "muted", wrap=True)
        self.forward = button("Next", self.next, role="primary")
        self.forward.setToolTip("Ctrl+Enter")
        row.addWidget(self.back)
        row.addWidget(self.hint, 1)
        row.addWidget(self.working, 1)
        row.addWidget(self.forward)
        return bar

    def _connect(self) -> None:
        course = self.course
        self.bar.chosen.connect(self.go)
        self.file.chosen.connect(self.open)
        self.file.everything_asked.connect(course.take_everything)
        self.headings.changed.connect(self._chosen)
        self.headings.place_chosen.connect(course.place)
        self.words.changed.connect(self._chosen)
        self.check.update_chosen.connect(course.update)
        self.done.cases_asked.connect(self.cases_asked.emit)
        self.done.undo_asked.connect(self.undo)
        self.done.again_asked.connect(self.begin_again)
        for step in (self.check, self.done):
            step.save_asked.connect(self.ask_where_to_list)
        course.came_to.connect(self._show)
        course.understood.connect(self._understood)
        course.failed.connect(self._failed)
        course.loaded.connect(lambda name: self.say("ok", f"Loaded {name}.", "Headings and words are as it says."))
        course.taken_back.connect(self._show_undone)
        course.brought_back.connect(self._show_done)
        self.working.busy.connect(self._busy)
        self.working.cancelled.connect(self._cancelled)
        self._session.changed.connect(self._changed)
        for keys, call in (("Ctrl+Return", self.next), ("Esc", self.working.stop)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    # --- the page
    def arrive(self) -> None:
        if self.step is Step.CHECK and self.course.plan is None:
            self.go(Step.CHECK)
        else:
            self._focus()

    def let_go(self) -> None:
        self.working.abandon()
        collector.look_again()

    def _changed(self, change: Change) -> None:
        self.course.follow(change)
        if self.step is Step.CHECK and self.isVisible():
            self.go(Step.CHECK)
        self._refresh()

    # --- going from step to step
    def next(self) -> None:
        """On to the next step; from the last but one, import."""
        if self.working.running or not self.forward.isEnabled() or self.forward.isHidden():
            return
        if self.step is Step.CHECK:
            self.message.hide()
            self.course.carry_out()
        else:
            self.go(Step(self.step + 1))

    def go_back(self) -> None:
        """To the step before."""
        self.go(Step(max(self.step - 1, 0)))

    def go(self, step: Step) -> None:
        """To a step, as soon as what it shows is worked out."""
        if not self.working.running and self.course.reachable(step):
            self.message.hide()
            self.course.go(step)

    def _show(self, step: Step) -> None:
        arrived, self.step = step is not self.step, step
        self._seen.add(step)
        if step is Step.WORDS:
            self._show_words()
        elif step is Step.CHECK and self.course.plan is not None:
            self.check.show_plan(self.course.plan, register.outcome(self.course.plan))
        elif step is Step.DONE and self.course.undone_by is None:
            self._show_done()
            self.message.announce(self.done.title.text())
            if not self.isVisible():
                self._session.say(f"{self.done.title.text()}.")
        elif step is Step.FILE:
            self._show_everything()
        self._stack.setCurrentIndex(step)
        self._refresh()
        if arrived or self.course.everything is not None:
            self._focus()

    def _show_everything(self) -> None:
        """Where the file holds all of another store: what would come in."""
        found = self.course.everything
        lines: tuple[str, ...] = ()
        if found is not None:
            lines = (found.in_words, *found.warnings)
            if found.records:
                lines += ("Nothing has been written yet. The import is one change, which can be undone.",)
        can_take = found is not None and bool(found.records) and self._session.writable
        self.file.show_everything(lines, can_take=can_take)
        if lines:
            self.message.announce(" ".join(lines))

    def _show_words(self) -> None:
        reading, choices = self.course.reading, self.course.choices
        if reading is not self._shown and reading is not None and choices is not None:
            self.words.show_reading(choices, reading)
            self._shown = reading

    def _show_done(self) -> None:
        if self.course.result is not None:
            self.done.show_done(self.course.result, too_late=self.course.too_late)

    def _show_undone(self) -> None:
        self.done.show_undone()
        self.message.announce(self.done.title.text())
        self._focus()

    def _focus(self) -> None:
        if self.isVisible():
            (self.file, self.headings, self.words, self.check, self.done)[self.step].take_focus()

    def open(self, path: Path) -> None:
        """Open a file."""
        if not self.working.running:
            self.message.hide()
            self.file.folder = path.parent
            self.course.open(path)

    def begin_again(self) -> None:
        """Another register."""
        self.course.forget()
        self._seen, self._shown = {Step.FILE}, None
        self.file.show_file("")
        self._show(Step.FILE)

    def undo(self) -> None:
        """Take the import back."""
        if not self.working.running:
            self.message.hide()
            self.course.undo()

    def _understood(self) -> None:
        """Headings as they are understood now."""
        choices = self.course.choices
        assert choices is not None
        if self.course.result is None and self.course.reading is None:
            self._seen, self._shown = {Step.FILE, *({self.step} & {Step.HEADINGS})}, None
        self.file.show_file(choices.path.name)
        self.headings.show_choices(choices)
        self._refresh()

    def _chosen(self) -> None:
        """Something means something else now."""
        self.course.plan = None
        self._refresh()

    # --- files
    def ask_for_mapping(self) -> None:
        """Ask for a mapping, then understand the file as it says."""
        path = files.mapping_to_load(self, self.file.folder)
        if path is not None:
            self.load_mapping(path)

    def load_mapping(self, path: Path) -> None:
        """Understand the file as a mapping says."""
        if self.course.choices is not None and not self.working.running:
            self.message.hide()
            self.course.load_mapping(path)

    def ask_where_to_save(self) -> None:
        """Ask for the mapping's file, then write it."""
        name = self.course.choices.path.stem if self.course.choices is not None else ""
        path = files.where_to_save_mapping(self, self.file.folder, name)
        if path is not None:
            self.save_mapping(path)

    def save_mapping(self, path: Path) -> None:
        """Write down what was chosen, for the next register of this kind."""
        if self.course.choices is not None:
            mapping = self.course.choices.mapping()
            self._save(lambda: register.save_mapping(mapping, path), path)

    def ask_where_to_list(self, listed: Listed) -> None:
        """Ask for the file of a list, then write it."""
        path = files.where_to_save_list(self, self.file.folder, listed.name)
        if path is not None:
            self.save_list(listed, path)

    def save_list(self, listed: Listed, path: Path) -> None:
        """Write a list, for whoever corrects the spreadsheet."""
        self._save(lambda: register.save_list(listed.name, listed.header, listed.rows, path), path)

    def _save(self, write: Callable[[], None], path: Path) -> None:
        try:
            write()
        except Problem as problem:
            self._failed(problem)
        else:
            self.say("ok", f"Saved {path}.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.heading.beneath.setVisible(self.height() >= LOW)

    # --- dropped onto the page
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if not self.working.running and len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()
            self.file.light(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.file.light(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.file.light(over=False)
        event.acceptProposedAction()
        self.open(Path(event.mimeData().urls()[0].toLocalFile()))

    # --- saying
    def say(self, tone: str, title: str, text: str = "") -> None:
        """A line in the page."""
        self.message.say(tone, title, text)
        self.message.announce(f"{title} {text}".strip())

    def _failed(self, problem: Problem) -> None:
        self.say("danger", problem.message, problem.remedy)
        self._focus()

    def _cancelled(self) -> None:
        self.say("info", "Cancelled. Nothing was written.")
        self._focus()

    def _busy(self, busy: bool) -> None:
        """Nothing is chosen while a job runs; then the keyboard is where it was."""
        if busy:
            self._had_focus = self.focusWidget()
        self._stack.setEnabled(not busy)
        there = self._had_focus
        if not busy and self.isVisible() and there is not None and self._stack.isAncestorOf(there):
            there.setFocus()
        self.bar.setEnabled(not busy)
        self.hint.setVisible(not busy)
        self._refresh()

    def _refresh(self) -> None:
        """The steps' states, and the buttons that make sense now."""
        course, busy, has_file = self.course, self.working.running, self.course.choices is not None
        left = len(self.words.open_words()) if course.reading is not None else 0
        for step in Step:
            self.bar.show_step(
                step,
                states.state(course, step, self.step, self._seen, left),
                states.detail(course, step, self._seen, left),
                reachable=course.reachable(step),
            )
        for made in (self.load, self.save):
            made.setVisible(has_file)
            made.setEnabled(not busy)
        self.back.setVisible(self.step is not Step.FILE)
        self.back.setEnabled(not busy)
        self.forward.setVisible(self.step is not Step.DONE and has_file)
        self.forward.setEnabled(not busy and self._can_go_on())
        self.forward.setText(states.forward(course, self.step))
        self.forward.setAccessibleName(self.forward.text())
        self.hint.setText(self._hint())
        self._foot.setVisible(busy or self.step is not Step.FILE or has_file)

    def _can_go_on(self) -> bool:
        if self.step is Step.CHECK:
            return self.course.is_worth_importing() and self._session.writable
        return self.step is not Step.DONE and self.course.reachable(Step(self.step + 1))

    def _hint(self) -> str:
        if self.step is not Step.CHECK:
            return ""
        return "Nothing has been written yet." if self._session.writable else "This store is open for reading only."
