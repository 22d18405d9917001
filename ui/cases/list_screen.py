"""The list of cases: search as you type, filter, sort; any number of rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk_app.records import Change, Kind
from ui import wording
from ui.cases.columns import HIDDEN_BELOW, NEWEST, REFERENCE, SUMMARY, columns
from ui.kit import icons
from ui.kit.chips import ChipDelegate
from ui.kit.form_rows import Choice
from ui.kit.icons import IconLabel
from ui.kit.messages import announce
from ui.kit.paged_model import PagedModel
from ui.kit.widgets import PAGE_MARGINS, Card, Heading, Page, button, column_of, label, row_of
from ui.session import Filter, Session

TYPING_MILLISECONDS = 120
ROW_HEIGHT = 42
OPEN, OVERDUE, CLOSED = "Open", "Overdue", "Closed"


class CasesScreen(Page):
    """`opened(case_id)`, `new_asked(Kind)`."""

    opened = Signal(object)
    new_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        box = column_of(self, margins=(PAGE_MARGINS[0], PAGE_MARGINS[1], PAGE_MARGINS[2], 20), spacing=16)
        self.heading = Heading("Cases", " ")
        self.new = button("New complaint", lambda: self.new_asked.emit(Kind.COMPLAINT), role="primary", icon="plus")
        self.heading.buttons.addWidget(self.new)
        box.addWidget(self.heading)
        box.addWidget(self._filter_bar())
        self.model = PagedModel(columns(lambda: session.today, session.calendar), session.rows_by_id, self)
        self.table = self._table()
        self.empty = _Empty()
        self.empty.cleared.connect(self.clear_filters)
        self.empty.new_asked.connect(lambda: self.new_asked.emit(Kind.COMPLAINT))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        box.addWidget(self._stack, 1)
        self._sort, self._descending = NEWEST, True
        self._stale = False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MILLISECONDS)
        self._typing.timeout.connect(self.reload)
        session.changed.connect(self._changed)
        self.reload()

    # --- building
    def _filter_bar(self) -> QWidget:
        bar = QWidget()
        row = row_of(bar, spacing=10)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search reference, name, summary or words")
        self.search.setAccessibleName("Search cases")
        self.search.setAccessibleDescription("The list follows as you type")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.installEventFilter(self)
        self.kind = Choice(Kind, none="All kinds")
        self.kind.setAccessibleName("Kind of feedback")
        self.status = Choice((OPEN, OVERDUE, CLOSED), none="Open and closed")
        self.status.setAccessibleName("Open or closed")
        for choice in (self.kind, self.status):
            choice.currentIndexChanged.connect(lambda _: self.reload())
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        row.addWidget(self.search, 1)
        row.addWidget(self.kind)
        row.addWidget(self.status)
        return bar

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName("List of cases")
        table.setAccessibleDescription("Enter opens a case")
        table.setItemDelegate(ChipDelegate(table))
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(70)
        for number, column in enumerate(self.model.columns):
            table.setColumnWidth(number, column.width)
        header.setSectionResizeMode(SUMMARY, QHeaderView.ResizeMode.Stretch)
        header.setFixedHeight(40)
        header.setSortIndicator(REFERENCE, Qt.SortOrder.DescendingOrder)
        header.sortIndicatorChanged.connect(self._sorted)
        table.activated.connect(self._activated)
        return table

    # --- filtering
    def filter(self) -> Filter:
        """The filter as it is set."""
        kind, status = self.kind.chosen(), self.status.chosen()
        return Filter(
            text=self.search.text(),
            kinds=(Kind(kind),) if kind else (),
            status=status.lower() if status in (OPEN, CLOSED) else "",
            overdue_on=self._session.today if status == OVERDUE else None,
            sort=self._sort,
            descending=self._descending,
        )

    def reload(self) -> None:
        """Ask again for the cases. What was selected stays selected where it still is in sight."""
        self._typing.stop()
        self._stale = False
        wanted, desk = self.filter(), self._session.desk
        selected = self.model.id_at(self.table.currentIndex().row())
        listing = desk.list_cases(wanted)
        self.model.show(listing.ids, listing.count, lambda: desk.all_case_ids(wanted))
        row = self.model.row_of(selected) if selected else -1
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, REFERENCE))
        said = wording.counted(listing.count, "case")
        self.heading.beneath.setText(said)
        if listing.count:
            self._stack.setCurrentWidget(self.table)
        else:
            self.empty.explain(filtered=self.is_filtered())
            self._stack.setCurrentWidget(self.empty)
        announce(self.heading.beneath, said)

    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.search.text().strip() or self.kind.chosen() or self.status.chosen())

    def clear_filters(self) -> None:
        """Show all cases."""
        for choice in (self.kind, self.status):
            choice.blockSignals(True)
            choice.choose("")
            choice.blockSignals(False)
        self.search.clear()
        self.reload()
        self.search.setFocus()

    def show_overdue(self) -> None:
        """Only what is overdue."""
        self.search.clear()
        self.kind.choose("")
        self.status.choose(OVERDUE)

    def _sorted(self, column: int, order: Qt.SortOrder) -> None:
        key = self.model.columns[column].key
        self._sort = NEWEST if column == REFERENCE else key
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.reload()
        self.table.scrollToTop()

    def _changed(self, _change: Change) -> None:
        """Ask again now if the list is in sight, else on arrival: a save does not wait for a list nobody sees."""
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    # --- opening
    def _activated(self, index: QModelIndex | QPersistentModelIndex) -> None:
        case_id = self.model.id_at(index.row())
        if case_id:
            self.opened.emit(case_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search line, Down goes into the list and Enter opens the first case."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            first = self.model.index(0, REFERENCE)
            if event.key() == Qt.Key.Key_Down and first.isValid():
                self.table.setFocus()
                self.table.setCurrentIndex(first)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._typing.isActive():
                    self.reload()
                self._activated(self.model.index(0, REFERENCE))
                return True
        return super().eventFilter(watched, event)

    def arrive(self) -> None:
        if self._stale:
            self.reload()
        self.search.setFocus()

    def select(self, case_id: int) -> None:
        """Put the keyboard on a case of the list, on coming back from it."""
        row = self.model.row_of(case_id)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, REFERENCE))
            self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, width in HIDDEN_BELOW:
            self.table.setColumnHidden(column, self.width() < width)


class _Empty(Card):
    """No cases: why, and what to do."""

    cleared = Signal()
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        inner = QVBoxLayout()
        inner.setSpacing(10)
        inner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(IconLabel("inbox", "primaryText", 26, "primarySoft"), 0, Qt.AlignmentFlag.AlignHCenter)
        self._title = label("", "h2")
        self._text = label("", "muted")
        self._clear = button("Show all cases", self.cleared.emit)
        self._new = button("Log a complaint", self.new_asked.emit, icon="plus")
        for widget in (self._title, self._text, self._clear, self._new):
            inner.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        self.box.addStretch(1)
        self.box.addLayout(inner)
        self.box.addStretch(2)

    def explain(self, *, filtered: bool) -> None:
        """Nothing matches, or nothing is there yet."""
        if filtered:
            self._title.setText("No case matches")
            self._text.setText("Use fewer words, or the beginning of a word. Names, references and notes are searched.")
        else:
            self._title.setText("No cases yet")
            self._text.setText("Log the first compliment or complaint, or import a register with “desk import”.")
        self._clear.setVisible(filtered)
        self._new.setVisible(not filtered)
