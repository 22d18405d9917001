"""A list of entries that can be added to, changed, ordered and taken out of use: what Lists and Teams share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desk_app.desk.entries import ABOVE, ONE
from desk_app.problems import Problem
from desk_app.records import Change, ListEntry, ListName
from desk_app.roles import Task
from ui.kit.chips import CELL_BOTH, CHIP, ChipDelegate, chip_width
from ui.kit.dates import short_date
from ui.kit.flow import Flow
from ui.kit.tables import CELL_EDGES, WIDEST_WHOLE
from ui.kit.widgets import BESIDE_EDGE, button, column_of, scrolling, tool
from ui.session import Session
from ui.settings.entry_form import EntryForm
from ui.settings.section import Section, reveal

ROW_HEIGHT = 38
LEAST_LAST = 80
NARROW_BELOW = 680


def in_use(entry: ListEntry, today: date) -> tuple[str, str]:
    """Whether an entry is offered now, in words, and the tone of that."""
    if entry.until_on is not None and entry.until_on < today:
        return f"Until {short_date(entry.until_on)}", "info"
    if entry.from_on is not None and entry.from_on > today:
        return f"From {short_date(entry.from_on)}", "primary"
    if entry.until_on is not None:
        return f"Until {short_date(entry.until_on)}", "warn"
    return "Now", "ok"


class EntryTable(QTableWidget):
    """The entries, one a row. `chosen` when one is to be changed."""

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription("Enter changes an entry, Alt+Up and Alt+Down move it")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(ChipDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.activated.connect(lambda _: self.chosen.emit())
        self._headings: list[str] = []
        self._shown: list[list[str]] = []
        self._last = LEAST_LAST

    def show_rows(self, headings: list[str], rows: list[list[str]], chips: list[tuple[str, str]]) -> None:
        """Show these rows; the last column is a chip."""
        self.clear()
        self.setColumnCount(len(headings))
        self.setHorizontalHeaderLabels(headings)
        self.setRowCount(len(rows))
        for n, (texts, chip) in enumerate(zip(rows, chips, strict=True)):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(n, column, item)
            item = QTableWidgetItem(chip[0])
            item.setData(CHIP, chip)
            self.setItem(n, len(headings) - 1, item)
        self._headings, self._shown = headings, rows
        self._last = CELL_BOTH + max([LEAST_LAST, *(chip_width(words, self.font()) for words, _ in chips)])
        self.share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()

    def share_room(self) -> None:
        """Each column what its texts need; what is over, or lacks, is shared in proportion."""
        measure = self.fontMetrics().horizontalAdvance
        needed = [
            0 if self.isColumnHidden(n) else CELL_EDGES + min(WIDEST_WHOLE, max(map(measure, texts)))
            for n, texts in enumerate(zip(self._headings[:-1], *self._shown, strict=True))
        ]
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        room = self.viewport().width() - self._last
        for n, width in enumerate(needed):
            if width:
                self.setColumnWidth(n, room * width // sum(needed))
        self.setColumnWidth(len(self._headings) - 1, self._last)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 4 * ROW_HEIGHT)


class EntriesSection(Section):
    """The table and, in its place, the form of one entry."""

    name: ListName
    task = Task.LISTS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.entries: list[ListEntry] = []
        self.form: EntryForm | None = None
        self.area.hide()  # here the table scrolls, and the form on its own
        self.stack = QStackedWidget()
        self.outer.addWidget(self.stack, 1)
        self.listing = QWidget()
        column = column_of(self.listing, margins=(0, 0, BESIDE_EDGE, 4), spacing=12)
        self.buttons = QWidget()
        flow = Flow(self.buttons)
        self.add = button("Add", self.begin_new, role="primary", icon="plus")
        self.change = button("Change", self.begin_change, icon="pencil")
        self.retire = button("Take out of use", self.begin_retirement, icon="minus")
        self.up = tool("Move up (Alt+Up)", "chevron-up", lambda: self.move_entry(up=True))
        self.down = tool("Move down (Alt+Down)", "chevron-down", lambda: self.move_entry(up=False))
        for each in (self.add, self.change, self.retire, self.up, self.down):
            flow.addWidget(each)
        self.above_table(column)
        column.addWidget(self.buttons)
        self.buttons.setVisible(self.may_change)
        self.table = EntryTable(self.title)
        self.table.chosen.connect(self.begin_change)
        self.table.currentCellChanged.connect(lambda *_: self._enable())
        column.addWidget(self.table, 1)
        self.stack.addWidget(self.listing)
        for keys, call in (("Alt+Up", self.up.click), ("Alt+Down", self.down.click), ("Ins", self.add.click)):
            shortcut = QShortcut(QKeySequence(keys), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(call)
        self.add.setToolTip("Insert")

    def above_table(self, column: QBoxLayout) -> None:
        """What stands above the buttons."""

    # --- the table
    def columns(self) -> list[str]:
        """Its headings, but for the last."""
        above = ABOVE.get(self.name)
        return ["Name", *([ONE[above].capitalize()] if above else [])]

    def row(self, entry: ListEntry) -> list[str]:
        """An entry in these columns."""
        return [entry.value, *([entry.parent] if self.name in ABOVE else [])]

    def reload(self, select: str = "") -> None:
        """Show the entries as they are; the one of that name, or else the one that was, stays selected."""
        before = self.selected()
        self.entries = self._ordered()
        chips = [in_use(entry, self.session.today) for entry in self.entries]
        self.table.show_rows([*self.columns(), "Offered"], [self.row(entry) for entry in self.entries], chips)
        wanted = select or (before.value if before else "")
        at = next((n for n, entry in enumerate(self.entries) if entry.value == wanted), 0)
        if self.entries:
            self.table.setCurrentCell(at, 0)
        self._fit()
        self._enable()

    def _ordered(self) -> list[ListEntry]:
        """In the list's order; what belongs to one thing stands together."""
        lists = self.session.office.lists()
        above = ABOVE.get(self.name)
        if above is None:
            return list(lists[self.name])
        place = {entry.value: n for n, entry in enumerate(lists[above])}
        return sorted(lists[self.name], key=lambda entry: place.get(entry.parent, len(place)))

    def selected(self) -> ListEntry | None:
        """The entry the table stands on."""
        row = self.table.currentRow()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def _enable(self) -> None:
        entry, row = self.selected(), self.table.currentRow()
        for each in (self.change, self.retire, self.up, self.down):
            each.setEnabled(entry is not None)
        if entry is None:
            return
        self.retire.setEnabled(entry.until_on is None)
        self.up.setEnabled(row > 0 and self.entries[row - 1].parent == entry.parent)
        last = len(self.entries) - 1
        self.down.setEnabled(row < last and self.entries[row + 1].parent == entry.parent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room, the name and its dates are what matters."""
        for column in range(2, self.table.columnCount() - 1):
            self.table.setColumnHidden(column, self.width() < NARROW_BELOW)
        self.table.share_room()

    # --- the form
    def begin_new(self) -> None:
        """A form for a new entry."""
        self._show_form(None)

    def begin_change(self) -> None:
        """The form of the selected entry."""
        if self.may_change and (entry := self.selected()) is not None:
            self._show_form(entry)

    def begin_retirement(self) -> None:
        """The form of the selected entry, at its last day in use."""
        self.begin_change()
        if self.form is not None:
            self.form.take_out_of_use()
            reveal(self.form_area, self.form.fields["until_on"])

    def _show_form(self, old: ListEntry | None) -> None:
        self._drop_form()
        self.message.hide()
        form = EntryForm(self.session, self.name, old, self._save)
        form.left.connect(lambda: self.back())
        form.removed.connect(self._remove)
        self.form = form
        page = QWidget()
        column = column_of(page, spacing=0)
        body = QWidget()
        column_of(body, margins=(0, 2, BESIDE_EDGE, 12)).addWidget(form)
        self.form_area = scrolling(body)
        column.addWidget(self.form_area, 1)
        column.addWidget(form.bar)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        form.take_focus()

    def back(self, select: str = "") -> None:
        """From the form to the table, to the entry of that name or else the one it stood on."""
        self.stack.setCurrentWidget(self.listing)
        self._drop_form()
        self.reload(select)
        self.table.setFocus()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.let_go()
        self.form = None
        while self.stack.count() > 1:
            page = self.stack.widget(1)
            if page is None:
                return
            self.stack.removeWidget(page)
            page.deleteLater()

    # --- verbs
    def _save(self, entry: ListEntry, old: ListEntry | None, since: date | None) -> None:
        if self.working.busy:
            return
        office = self.session.office
        if old is None:
            self._done(entry.value, self._tried(lambda: office.add_entry(entry)))
        else:
            self.change_in_job(
                f"Saving: {entry.value}",
                lambda progress: office.change_entry(old, entry, since, progress),
                lambda change: self._done(entry.value, change),
            )

    def _done(self, value: str, change: Change | None) -> None:
        if change is None and self.message.isVisible():
            return  # it said why
        self.back(value)
        self.session.say(f"Done: {change.verb}." if change else "Nothing was changed.", change)

    def _remove(self) -> None:
        form = self.form
        if form is None or form.old is None:
            return
        entry = form.old
        change = self._tried(lambda: self.session.office.remove_entry(entry))
        if change is not None:
            self._done("", change)

    def move_entry(self, *, up: bool) -> None:
        """Move the selected entry one place."""
        entry = self.selected()
        if entry is not None:
            self._tried(lambda: self.session.office.move_entry(entry, up=up))
            self.table.setFocus()

    def _tried(self, call: Callable[[], Change | None]) -> Change | None:
        try:
            return call()
        except Problem as problem:
            self.tell(problem)
            return None

    def while_working(self, *, busy: bool) -> None:
        if self.form is not None:
            self.form.bar.save.setEnabled(not busy)

    # --- the section
    def arrive(self) -> None:
        if self.form is None:
            self.reload()

    def changed(self, change: Change) -> None:
        if ListEntry.table in change.tables and self.form is None:
            self.reload()
