"""Every change of the store, newest first: who, when, what, which case; before and after; undo of one's own last."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHeaderView, QLineEdit, QStackedWidget, QTableView, QWidget

from desk_app.records import Change
from ui import wording
from ui.history.columns import HIDDEN_BELOW, WHAT, WHEN, columns
from ui.history.details import Details
from ui.kit import icons
from ui.kit.empty_state import EmptyState, Offer
from ui.kit.form_rows import Choice
from ui.kit.job import Job
from ui.kit.messages import announce
from ui.kit.paged_model import PagedModel
from ui.kit.tables import by_rows, fit_columns
from ui.kit.widgets import PAGE_MARGINS, Heading, Page, column_of, row_of
from ui.session import HistoryFilter, Session

TYPING_MILLISECONDS = 200
ROW_HEIGHT = 42
SIDE_BY_SIDE = 820
"""Width from which the change in full has room beside the list."""
WIDEST, LOWEST = 420, 110
ENDLESS = 16777215  # Qt's QWIDGETSIZE_MAX


class HistoryScreen(Page):
    """`opened(case_id)`."""

    least_height = 420

    opened = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        box = column_of(self, margins=(PAGE_MARGINS[0], PAGE_MARGINS[1], PAGE_MARGINS[2], 20), spacing=16)
        self.heading = Heading("History", " ")
        box.addWidget(self.heading)
        box.addWidget(self._filter_bar())
        self.model = PagedModel(columns(), session.history_by_id, self)
        self.table = self._table()
        self.details = Details(session)
        self.details.opened.connect(self.opened)
        self.details.undo_asked.connect(lambda: self._take_back(session.undo))
        self.details.redo_asked.connect(lambda: self._take_back(session.redo))
        self._taken_back = 0
        self.details.own_asked.connect(self.show_change)
        self.empty = EmptyState(
            "No change matches",
            "Use fewer words, or the beginning of a reference or name.",
            [Offer("Show all changes", self.clear_filters)],
            icon="history",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._stack.setMinimumHeight(LOWEST)  # not what the empty state would ask for
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(16)
        self._both.addWidget(self._stack, 1)
        self._both.addWidget(self.details)
        box.addLayout(self._both, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MILLISECONDS)
        self._typing.timeout.connect(self.reload)
        session.changed.connect(self._changed)
        self._asking: Job | None = None
        self.details.show_row(None)

    # --- building
    def _filter_bar(self) -> QWidget:
        bar = QWidget()
        row = row_of(bar, spacing=10)
        self.search = QLineEdit()
        self.search.setAccessibleName("Search the history")
        self.search.setAccessibleDescription("The list follows as you type")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.installEventFilter(self)
        self.member = Choice((), none="Everybody")
        self.member.setAccessibleName("Who made the change")
        self.kind = Choice((), none="All changes")
        self.kind.setAccessibleName("Kind of change")
        row.addWidget(self.search, 1)
        for choice in (self.member, self.kind):
            choice.currentIndexChanged.connect(lambda _: self.reload())
            row.addWidget(choice)
        return bar

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName("List of changes")
        table.setAccessibleDescription("Enter opens the case")
        by_rows(table, ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(70)
        header.setFixedHeight(40)
        fit_columns(table, self.model)
        self.model.modelReset.connect(lambda: fit_columns(table, self.model))
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        table.activated.connect(self._activated)
        table.selectionModel().currentRowChanged.connect(lambda index, _: self._choose(index.row()))
        return table

    # --- filtering
    def filter(self) -> HistoryFilter:
        """The filter as it is set."""
        kind = self.kind.chosen()
        return HistoryFilter(self.member.chosen(), kind[:1].lower() + kind[1:], self.search.text())

    def reload(self) -> None:
        """Ask again for the changes: at once where nothing is left out, else off the window's thread."""
        self._typing.stop()
        wanted, session = self.filter(), self._session
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        if wanted == HistoryFilter():
            listing = session.list_history(wanted)
            self._show(listing.ids, listing.count, lambda: session.history_ids(wanted))
            return
        self._asking = session.job(
            lambda _progress: session.history_ids(wanted),
            lambda ids: self._show(ids, len(ids), lambda: ids) if wanted == self.filter() else None,
        )

    def _show(self, ids: array[int], count: int, all_ids: Callable[[], array[int]]) -> None:
        """What was selected stays selected where it still is in sight."""
        selected = self.model.id_at(self.table.currentIndex().row())
        self.model.show(ids, count, all_ids)
        said = wording.counted(count, "change")
        self.heading.beneath.setText(said)
        announce(self.heading.beneath, said)
        self._stack.setCurrentWidget(self.table if count else self.empty)
        self.details.setVisible(bool(count))
        row = self.model.row_of(selected) if selected else -1
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, WHEN))
        else:
            self._choose(-1)

    def clear_filters(self) -> None:
        """Show all changes."""
        for choice in (self.member, self.kind):
            choice.blockSignals(True)
            choice.choose("")
            choice.blockSignals(False)
        self.search.clear()
        self.reload()
        self.search.setFocus()

    def _offer(self, choices: tuple[list[str], list[str]]) -> None:
        members, kinds = choices
        self.member.offer(members)
        self.kind.offer([kind[:1].upper() + kind[1:] for kind in kinds])

    def _changed(self, change: Change) -> None:
        """Out of sight it waits: arriving asks again anyway."""
        if not self.isVisible():
            return
        self.reload()
        if change.undoes is not None and change.undoes == self._taken_back:
            self.show_change(change.id)

    # --- one change
    def _choose(self, row: int) -> None:
        self.details.show_row(self.model.row(row) if row >= 0 else None)

    def show_change(self, change_id: int) -> None:
        """Put the keyboard on a change of the list."""
        if self.model.row_of(change_id) < 0:
            self.clear_filters()
            self.model.id_at(self.model.rowCount() - 1)  # all are known now
        row = self.model.row_of(change_id)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, WHEN))
            self.table.setFocus()

    def _take_back(self, undo: Callable[[], object]) -> None:
        """Undo or bring back what is in sight. A large change is undone by a job, so its news may come later."""
        self._taken_back = self.details.row.id if self.details.row else 0
        undo()

    def _activated(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None and row.reference:
            self.opened.emit(row.case_id)
        elif self.details.more is not None:
            self.details.more.setFocus()

    # --- events
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search line, Down goes into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.search:
            first = self.model.index(0, WHEN)
            if event.key() == Qt.Key.Key_Down and first.isValid():
                self.table.setFocus()
                self.table.setCurrentIndex(first)
                return True
        return super().eventFilter(watched, event)

    def arrive(self) -> None:
        session = self._session
        session.job(lambda _progress: session.history_choices(), self._offer)
        self.reload()  # backups and exports announce nothing
        self.search.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= SIDE_BY_SIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if beside else down)
        wide = min(self.width() * 3 // 10, WIDEST) if beside else ENDLESS
        self.details.setMinimumSize(wide if beside else 0, LOWEST)
        self.details.setMaximumSize(wide, ENDLESS if beside else max(LOWEST, self.height() * 2 // 5))
        for choice in (self.member, self.kind):
            choice.setMinimumContentsLength(12 if beside else 8)
        self.search.setPlaceholderText("Search reference, name or what was done" if beside else "Search the history")
        room = self.width() - wide if beside else self.width()
        for column, width in HIDDEN_BELOW:
            self.table.setColumnHidden(column, room < width)
