"""The list of cases: search as you type, filter, sort, look, choose, export; any number of rows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from desk_app.problems import Problem
from desk_app.records import Change, Kind
from ui import wording
from ui.cases.columns import FIRST_ORDER, NEWEST, OFFERED, REFERENCE, Order, columns, order_in_words
from ui.cases.empty import Empty
from ui.cases.exporting import Export
from ui.cases.filters import OVERDUE, FilterBar
from ui.cases.preview import Preview
from ui.cases.table import CaseTable
from ui.cases.team_list import TeamListPanel
from ui.kit import clipboard, icons
from ui.kit.filter_chip import ChoiceChip
from ui.kit.messages import announce
from ui.kit.paged_model import PagedModel
from ui.kit.preferences import Preferences
from ui.kit.saving import Place
from ui.kit.widgets import PAGE_MARGINS, Heading, Page, button, column_of, row_of, tool
from ui.session import Filter, Session

TYPING_MILLISECONDS = 120
PREVIEW_MILLISECONDS = 30
"""A row that one only passes on the way is not read."""
ROOM_FOR_PREVIEW = 1040
PREVIEW_WIDTH = (320, 420)


class CasesScreen(Page):
    """`opened(case_id)`, `new_asked(Kind)`, `import_asked`."""

    least_height = 420

    opened = Signal(object)
    new_asked = Signal(object)
    import_asked = Signal()

    def __init__(self, session: Session, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._session, self._preferences = session, preferences
        self._order = FIRST_ORDER
        self._stale = False
        self._count = 0
        self._wants_preview = preferences.kept.preview if preferences else True
        self._typing = _timer(self, TYPING_MILLISECONDS, self.reload)
        self._looking = _timer(self, PREVIEW_MILLISECONDS, self._look)
        self.model = PagedModel(columns(lambda: session.today, session.calendar), session.rows_by_id, self)
        place = Place(preferences)
        self._export = Export(session, place, self)
        self.teams = TeamListPanel(session, place)
        box = column_of(self, margins=(PAGE_MARGINS[0], PAGE_MARGINS[1], PAGE_MARGINS[2], 20), spacing=14)
        box.addWidget(self._heading())
        self._whole = QStackedWidget()
        self._whole.addWidget(self._cases())
        self._whole.addWidget(self.teams)
        box.addWidget(self._whole, 1)
        self._connect()
        self.reload()

    # --- building
    def _heading(self) -> QWidget:
        self.heading = Heading("Cases", " ")
        self.team_button = button("Team list…", self.team_list, icon="users")
        self.export_button = button("Export…", self.export_list, icon="download")
        self.new = button("New complaint", lambda: self.new_asked.emit(Kind.COMPLAINT), role="primary", icon="plus")
        for made in (self.team_button, self.export_button, self.new):
            self.heading.buttons.addWidget(made)
        return self.heading

    def _cases(self) -> QWidget:
        """Everything but the heading: search, filters, table, preview."""
        whole = QWidget()
        box = column_of(whole, spacing=12)
        self._line = self._search_line()
        box.addWidget(self._line)
        self.filters = FilterBar(self._session)
        box.addWidget(self.filters)
        box.addWidget(self._export.working)
        self.table = CaseTable(self.model)
        self.empty = Empty()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.preview = Preview(self._session)
        self.preview.hide()
        beside = QWidget()
        row = row_of(beside, spacing=14)
        row.addWidget(self._stack, 1)
        row.addWidget(self.preview)
        box.addWidget(beside, 1)
        return whole

    def _search_line(self) -> QWidget:
        bar = QWidget()
        row = row_of(bar, spacing=10)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search reference, name, summary or words")
        self.search.setAccessibleName("Search cases")
        self.search.setAccessibleDescription("The list follows as you type")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)
        self.sort = ChoiceChip("Sort", lambda: [self._in_words(order) for order in OFFERED])
        self.sort.choose(self._in_words(FIRST_ORDER))
        self.preview_button = tool("Preview", "panel-right", self.toggle_preview)
        self.preview_button.setCheckable(True)
        self.preview_button.setChecked(self._wants_preview)
        row.addWidget(self.search, 1)
        row.addWidget(self.sort)
        row.addWidget(self.preview_button)
        return bar

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.filters.changed.connect(self.reload)
        self.sort.changed.connect(self._sort_chosen)
        table = self.table
        table.sorted.connect(self._sorted)
        table.opened.connect(self.opened)
        table.moved.connect(self._looking.start)
        table.selected.connect(self._say_count)
        table.copied.connect(self.copy_references)
        self.preview.opened.connect(lambda: self.opened.emit(table.current_id()))
        self.preview.hidden_asked.connect(self.toggle_preview)
        self.empty.cleared.connect(self.clear_filters)
        self.empty.words_cleared.connect(self._clear_words)
        self.empty.filters_cleared.connect(self._clear_chips)
        self.empty.new_asked.connect(self.new_asked)
        self.empty.import_asked.connect(self.import_asked)
        self.teams.left.connect(self._back_to_cases)
        self._session.changed.connect(self._changed)

    # --- filtering
    def filter(self) -> Filter:
        """The filter as it is set."""
        column, descending = self._order
        key = NEWEST if column == REFERENCE else self.model.columns[column].key
        start = Filter(text=self.search.text(), sort=key, descending=descending)
        return self.filters.narrowed(start, self._session.today)

    def reload(self, *, keep: bool = False) -> None:
        """Ask again for the cases, from the first; with `keep` what was selected stays so where it still is."""
        self._typing.stop()
        self._stale = False
        wanted, desk = self.filter(), self._session.desk
        current, selected = (self.table.current_id(), self.table.few_selected_ids()) if keep else (0, ())
        listing = desk.list_cases(wanted)
        self._count = listing.count
        self.model.show(listing.ids, listing.count, lambda: desk.all_case_ids(wanted))
        if not self.table.go_to(current):
            self.table.go_to(listing.ids[0] if listing.count else 0)
        elif len(selected) > 1:
            self.table.select_ids(selected)
        if listing.count:
            self._stack.setCurrentWidget(self.table)
        else:
            self.empty.explain(self.search.text().strip(), self.filters.in_words())
            self._stack.setCurrentWidget(self.empty)
        self._show_what_helps()
        self._say_count()
        self._make_room()
        self._looking.start()
        announce(self.heading.beneath, wording.counted(listing.count, "case"))

    def _show_what_helps(self) -> None:
        """Without any case there is nothing to search, filter or export."""
        some = bool(self._count) or self.is_filtered()
        at_cases = self._whole.currentIndex() == 0
        for widget in (self._line, self.filters):
            widget.setVisible(some)
        for widget in (self.team_button, self.export_button):
            widget.setVisible(some and at_cases)

    def _say_count(self) -> None:
        """How many are listed, and how many of them are selected."""
        selected = self.table.selected_count()
        several = selected > 1
        said = wording.counted(self._count, "case")
        self.heading.beneath.setText(f"{said}, {selected:,} selected" if several else said)
        text = f"Export {selected:,} selected…" if several else "Export…"
        self.export_button.setText(f" {text}")
        self.export_button.setAccessibleName(text)
        self.export_button.setEnabled(bool(self._count))
        if several:
            announce(self.table, f"{selected:,} selected")

    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.search.text().strip() or self.filters.in_words())

    def clear_filters(self) -> None:
        """Show all cases."""
        self.search.clear()
        self._clear_chips()

    def _clear_chips(self) -> None:
        self.filters.clear()
        self.arrive()

    def _clear_words(self) -> None:
        self.search.clear()
        self.reload()
        self.arrive()

    def show_overdue(self) -> None:
        """Only what is overdue."""
        self.search.clear()
        self.filters.set(due=OVERDUE)

    # --- sorting
    def _in_words(self, order: Order) -> str:
        return order_in_words(order, self.model.columns)

    def _sort_chosen(self) -> None:
        """By the menu."""
        known = {self._in_words((n, down)): (n, down) for n in range(len(self.model.columns)) for down in (False, True)}
        order = known[self.sort.value()]
        if order != self._order:
            self.table.show_order(order)
            self._sorted(order)

    def _sorted(self, order: Order) -> None:
        self._order = order
        self.sort.choose(self._in_words(order))
        self.reload()
        self.table.scrollToTop()

    # --- the preview
    def toggle_preview(self) -> None:
        """Show or hide the preview, and remember it."""
        had_focus = self.preview.isAncestorOf(self.focusWidget() or self)
        self._wants_preview = not self._wants_preview
        self.preview_button.setChecked(self._wants_preview)
        if self._preferences is not None:
            self._preferences.keep(preview=self._wants_preview)
        self._make_room()
        if had_focus:
            self.table.setFocus()

    def _make_room(self) -> None:
        """The preview where it is wanted and there is room for it beside the list."""
        room = self.width() >= ROOM_FOR_PREVIEW
        self.preview_button.setVisible(room)
        least, most = PREVIEW_WIDTH
        self.preview.setFixedWidth(min(most, least + max(0, self.width() - ROOM_FOR_PREVIEW) // 3))
        if (shown := room and self._wants_preview and bool(self._count)) != self.preview.isVisibleTo(self):
            self.preview.setVisible(shown)
            self._look()

    def _look(self) -> None:
        """Show the current case in the preview."""
        self._looking.stop()
        if not self.preview.isVisibleTo(self):
            return
        row = self.model.row(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        if row is None:
            self.preview.show_nothing()
            return
        try:
            self.preview.show_case(self._session.desk.case_file(row.id), row, self._session.desk.steps(row.id))
        except Problem as problem:
            self.preview.show_nothing(problem.message)

    # --- out of here
    def export_list(self) -> None:
        """Export what is listed; if several cases are selected, these."""
        ids = self.table.selected_ids() if self.table.selected_count() > 1 else None
        self._export.ask(self.filter(), ids, self._count if ids is None else len(ids))

    def export_everything(self) -> None:
        """Export all records of all cases, to be imported into another store."""
        self._export.ask_everything()

    def export_to(self, path: Path) -> None:
        """Export to that file, .xlsx or .csv."""
        ids = self.table.selected_ids() if self.table.selected_count() > 1 else None
        self._export.write(self.filter(), ids, path)

    def copy_references(self) -> None:
        """Put the references of the selected cases on the clipboard, one a line."""
        references = self._session.references(self.table.selected_ids())
        if not references:
            self._session.say("No case is selected, so no reference was copied.", tone="info")
        else:
            clipboard.copy("\n".join(references))
            what = references[0] if len(references) == 1 else wording.counted(len(references), "reference")
            self._session.say(f"Copied {what}.")

    def team_list(self) -> None:
        """The weekly list of what each team has to do."""
        self._whole.setCurrentWidget(self.teams)
        self._show_what_helps()
        self.teams.arrive()

    def _back_to_cases(self) -> None:
        self._whole.setCurrentIndex(0)
        self._show_what_helps()
        self.team_button.setFocus()

    def _changed(self, change: Change) -> None:
        """Ask again now if the list is in sight, else on arrival: a save does not wait for a list nobody sees."""
        if not change.tables:
            return  # an export, noted
        if self.isVisible():
            self.reload(keep=True)
        else:
            self._stale = True

    # --- coming, going, keys
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search line, Down goes into the list and Enter opens the first case."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.search:
            first = self.model.index(0, REFERENCE)
            if event.key() == Qt.Key.Key_Down and first.isValid():
                self.table.setFocus()
                self.table.setCurrentIndex(first)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._typing.isActive():
                    self.reload()
                case_id = self.model.id_at(0)
                if case_id:
                    self.opened.emit(case_id)
                return True
        return super().eventFilter(watched, event)

    def arrive(self) -> None:
        if self._whole.currentWidget() is self.teams:
            self._back_to_cases()
        if self._stale:
            self.reload(keep=True)
        if self._line.isVisibleTo(self):
            self.search.setFocus()
        else:
            self.empty.none_yet.buttons[0].setFocus()

    def select(self, case_id: int) -> None:
        """Put the keyboard on a case of the list, on coming back from it."""
        if self.table.go_to(case_id):
            self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()


def _timer(parent: QObject, milliseconds: int, call: object) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(milliseconds)
    made.timeout.connect(call)
    return made
