"""Examples: chosen from the cases of the year, made anonymous, signed off. Only those are printed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from desk_app.problems import Problem
from desk_app.records import Change
from ui.annual_report.examples_editor import ExampleEditor
from ui.annual_report.step import State, Step
from ui.examples import SETS, CaseRow, Example
from ui.kit import icons
from ui.kit.dates import short_date
from ui.kit.flow import Flow
from ui.kit.form_rows import Field, OneOf
from ui.kit.job import Job
from ui.kit.messages import Message
from ui.kit.widgets import Card, button, column_of, label, row_of, scrolling
from ui.session import Session

NAMES = {"compliments": "Compliments", "complaints": "Complaints", "learning": "Learning"}
ABOUT = {
    "compliments": "Section 5 prints these.",
    "complaints": "Section 6 prints these, with the statement that not all of them were upheld.",
    "learning": "Section 8 prints these, without the complaints they came from. Cases that were upheld come first.",
}
ROW_HEIGHT = 54
SEARCH_AFTER = 150  # milliseconds without a key
_ID = Qt.ItemDataRole.UserRole


class ExamplesStep(Step):
    """The examples of each set, candidates beneath; one that is opened takes the whole step."""

    title = "Examples"
    about = "Sections 5, 6 and 8. Names and whatever else tells who somebody is are marked; you decide each mark."

    def __init__(self, session: Session, year: str) -> None:
        super().__init__(session, year)
        self._job: Job | None = None
        self._stack = QStackedWidget()
        column_of(self).addWidget(self._stack)
        body = QWidget()
        box = column_of(body, margins=(0, 0, 12, 12), spacing=14)
        self.message = Message(can_go=True)
        box.addWidget(self.message)
        self.sets = OneOf(NAMES.values())
        self.sets.give(NAMES[SETS[0]])
        self.sets.answered.connect(self.show_all)
        self.sets_field = Field("Examples of", self.sets)
        box.addWidget(self.sets_field)
        box.addWidget(self._chosen())
        box.addWidget(self._candidates())
        box.addStretch(1)
        self.area = scrolling(body)
        self._stack.addWidget(self.area)
        self.editor = ExampleEditor(session)
        self.editor.closed.connect(self._closed)
        self.editor.case_wanted.connect(self.case_wanted)
        self._stack.addWidget(self.editor)
        self._search = QTimer(self)
        self._search.setSingleShot(True)
        self._search.setInterval(SEARCH_AFTER)
        self._search.timeout.connect(self._show_candidates)
        session.changed.connect(self._changed)
        self.show_all()

    # --- building
    def _chosen(self) -> QWidget:
        card = Card("In the report")
        self.about_set = label("", "muted", wrap=True)
        card.box.addWidget(self.about_set)
        self.none = label("No example is chosen yet. Choose one from the cases beneath.", wrap=True)
        card.box.addWidget(self.none)
        self.chosen = _listing("Examples in the report")
        self.chosen.itemActivated.connect(lambda _item: self._open())
        self.chosen.currentRowChanged.connect(lambda _row: self._offer())
        card.box.addWidget(self.chosen)
        line = QWidget()
        row = Flow(line)
        self.open = button("Open", self._open, role="primary")
        self.up = button("Move up", lambda: self._move(up=True))
        self.down = button("Move down", lambda: self._move(up=False))
        self.remove = button("Remove", self._remove)
        for made in (self.open, self.up, self.down, self.remove):
            row.addWidget(made)
        card.box.addWidget(line)
        return card

    def _candidates(self) -> QWidget:
        card = Card("Cases of the year")
        self.search = Field("Search", QLineEdit(), hint="A word of the summary, the words, a name or a reference.")
        self.search.changed.connect(lambda: self._search.start())
        card.box.addWidget(self.search)
        self.count = label("", "muted", wrap=True)
        card.box.addWidget(self.count)
        self.cases = _listing("Cases of the year")
        self.cases.itemActivated.connect(lambda _item: self._choose())
        card.box.addWidget(self.cases)
        line = QWidget()
        row = row_of(line, spacing=8)
        self.use = button("Use as example", self._choose, icon="plus")
        self.look = button("Open the case", self._open_case, role="link")
        row.addWidget(self.use)
        row.addWidget(self.look)
        row.addStretch(1)
        card.box.addWidget(line)
        return card

    # --- the step
    def state(self) -> State:
        """Done when there are examples and every one may be printed."""
        ready, waiting = self._counted()
        return State.DONE if ready and not waiting else State.TO_DO

    def note(self) -> str:
        """ "2 ready, 1 waiting"."""
        ready, waiting = self._counted()
        return ", ".join(f"{n} {word}" for n, word in ((ready, "ready"), (waiting, "waiting")) if n)

    def left(self) -> tuple[str, ...]:
        ready, waiting = self._counted()
        if waiting:
            return (f"Examples: {'one waits' if waiting == 1 else f'{waiting} wait'} and will not be printed.",)
        return () if ready else ("There are no examples.",)

    def _counted(self) -> tuple[int, int]:
        examples = self.session.examples
        standings = [examples.standing(each).ready for each in examples.of(self.year)]
        return sum(standings), len(standings) - sum(standings)

    def arrive(self) -> None:
        if not self.session.examples.prepared and self._job is None:
            self._job = self.session.examples.prepare(self._prepared)
        if self._stack.currentWidget() is self.editor:
            self.editor.again()
        else:
            self.show_all()
            (self.chosen if self.chosen.count() else self.search.input).setFocus(Qt.FocusReason.OtherFocusReason)

    def _prepared(self) -> None:
        self._job = None

    def leave(self) -> None:
        self.editor.keep()

    def let_go(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._search.stop()

    def _changed(self, change: Change) -> None:
        if "example" in change.tables or change.case_ids:
            if self.isVisible():
                if self._stack.currentWidget() is self.editor:
                    self.editor.again()
                else:
                    self.show_all()
            self.state_changed.emit()

    # --- showing
    @property
    def set_name(self) -> str:
        """The set in sight."""
        return next(name for name, words in NAMES.items() if words == self.sets.answer())

    def show_all(self) -> None:
        """Show the examples and candidates of the set in sight."""
        examples, name = self.session.examples, self.set_name
        self.about_set.setText(ABOUT[name])
        kept = self._example_id()
        found = [each for each in examples.of(self.year) if each.set_name == name]
        self.chosen.clear()
        for at, example in enumerate(found, 1):
            standing = examples.standing(example)
            self._add_example(at, example, standing.words, ready=standing.ready)
        _fit(self.chosen, 4)
        rows = {self.chosen.item(row).data(_ID): row for row in range(self.chosen.count())}
        self.chosen.setCurrentRow(rows.get(kept, 0 if rows else -1))
        self.none.setVisible(not found)
        self.chosen.setVisible(bool(found))
        self._show_candidates()
        self._offer()

    def _add_example(self, at: int, example: Example, words: str, *, ready: bool) -> None:
        text = " ".join(example.text.split())
        reference = self.session.examples.reference(example) or "Case gone"
        item = QListWidgetItem(f"{at}. {words} · {reference}\n{text}")
        item.setData(_ID, example.id)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Example {at}, {words}, from {reference}. {text[:200]}")
        item.setIcon(icons.icon(*(("circle-check", "ok") if ready else ("circle", "muted"))))
        item.setSizeHint(QSize(0, ROW_HEIGHT))
        self.chosen.addItem(item)

    def _show_candidates(self) -> None:
        found, count = self.session.examples.candidates(self.year, self.set_name, str(self.search.value()).strip())
        self.cases.clear()
        for row in found:
            self._add_case(row)
        _fit(self.cases, 6)
        self.cases.setCurrentRow(0 if found else -1)
        self.cases.setVisible(bool(found))
        self.count.setText(_counted(count, len(found), bool(self.search.value())))
        self._offer()

    def _add_case(self, row: CaseRow) -> None:
        outcome = row.status if self.set_name != "compliments" else ""
        head = " · ".join(part for part in (row.reference, short_date(row.received_on), row.team, outcome) if part)
        item = QListWidgetItem(f"{head}\n{' '.join(row.summary.split())}")
        item.setData(_ID, row.id)
        item.setSizeHint(QSize(0, ROW_HEIGHT))
        self.cases.addItem(item)

    def _offer(self) -> None:
        row, last, can = self.chosen.currentRow(), self.chosen.count() - 1, self.session.writable
        self.open.setEnabled(row >= 0)
        self.up.setEnabled(can and row > 0)
        self.down.setEnabled(can and 0 <= row < last)
        self.remove.setEnabled(can and row >= 0)
        for made in (self.open, self.up, self.down, self.remove):
            made.setVisible(last >= 0)
        has = self.cases.currentRow() >= 0
        self.use.setEnabled(can and has)
        self.look.setEnabled(has)

    # --- doing
    def _example_id(self) -> int:
        item = self.chosen.currentItem()
        return int(item.data(_ID)) if item is not None else 0

    def _example(self) -> Example | None:
        return self.session.examples.get(self._example_id())

    def _case_id(self) -> int:
        item = self.cases.currentItem()
        return int(item.data(_ID)) if item is not None else 0

    def _choose(self) -> None:
        case_id = self._case_id()
        if not case_id or not self.session.writable:
            return
        try:
            made = self.session.examples.choose(case_id, self.year, self.set_name)
        except Problem as problem:
            self._tell(problem)
            return
        self.message.hide()
        self.open_example(made)

    def open_example(self, example: Example) -> None:
        """Show one example, to decide and sign it."""
        self._stack.setCurrentWidget(self.editor)
        self.editor.show_example(example)

    def _open(self) -> None:
        example = self._example()
        if example is not None:
            self.open_example(example)

    def _closed(self) -> None:
        self._stack.setCurrentWidget(self.area)
        self.show_all()
        self.chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, *, up: bool) -> None:
        example = self._example()
        if example is not None:
            self.session.examples.move(example, up=up)

    def _remove(self) -> None:
        example = self._example()
        if example is None:
            return
        try:
            change = self.session.examples.remove(example)
        except Problem as problem:
            self._tell(problem)
            return
        self.session.say("The example is removed. Its case is as it was.", change)

    def _open_case(self) -> None:
        if self._case_id():
            self.case_wanted.emit(self._case_id())

    def _tell(self, problem: Problem) -> None:
        self.message.say("danger", problem.message, problem.remedy)
        self.message.announce(f"{problem.message} {problem.remedy}")


def _listing(name: str) -> QListWidget:
    made = QListWidget()
    made.setProperty("role", "parts")
    made.setAccessibleName(name)
    made.setIconSize(QSize(18, 18))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    return made


def _fit(listing: QListWidget, most: int) -> None:
    """As high as its rows, and no higher than so many."""
    listing.setFixedHeight(min(max(listing.count(), 1), most) * ROW_HEIGHT + 8)


def _counted(count: int, shown: int, searched: bool) -> str:
    if not count:
        return "No case has these words." if searched else "There is no case of this kind that is not used already."
    cases = "1 case" if count == 1 else f"{count:,} cases"
    return cases if count == shown else f"{cases}; the first {shown} are listed. Search to find the others."
