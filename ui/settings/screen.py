"""The settings: sections at the left, one of them at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from desk_app.records import Change
from ui.kit import icons
from ui.kit.form_rows import Choice
from ui.kit.messages import Message
from ui.kit.preferences import Preferences
from ui.kit.theme import ThemeManager
from ui.kit.widgets import BESIDE_EDGE, PAGE_MARGINS, Heading, Page, column_of, row_of
from ui.session import Session
from ui.settings.appearance import AppearanceSection
from ui.settings.council import CouncilSection, LockingSection, RemindersSection, RetentionSection
from ui.settings.folders import FoldersSection
from ui.settings.holidays import HolidaysSection
from ui.settings.letters import LettersSection
from ui.settings.lists import ListsSection
from ui.settings.members import MembersSection
from ui.settings.procedures import ProceduresSection
from ui.settings.section import Section
from ui.settings.teams import TeamsSection

WIDTH = 212
NARROW_BELOW = 700
ROW_HEIGHT = 42


class SettingsScreen(Page):
    """Each section is built when it is first visited."""

    least_height = 420

    def __init__(
        self, session: Session, themes: ThemeManager, preferences: Preferences, key_card: Callable[[], QWidget]
    ) -> None:
        super().__init__()
        self._session = session
        self._kinds: tuple[tuple[type[Section], Callable[[], Section]], ...] = (
            (CouncilSection, lambda: CouncilSection(session)),
            (ListsSection, lambda: ListsSection(session)),
            (TeamsSection, lambda: TeamsSection(session)),
            (ProceduresSection, lambda: ProceduresSection(session)),
            (HolidaysSection, lambda: HolidaysSection(session)),
            (LettersSection, lambda: LettersSection(session, preferences)),
            (MembersSection, lambda: MembersSection(session, preferences, key_card)),
            (RemindersSection, lambda: RemindersSection(session, preferences)),
            (LockingSection, lambda: LockingSection(session)),
            (RetentionSection, lambda: RetentionSection(session)),
            (AppearanceSection, lambda: AppearanceSection(session, themes, preferences)),
            (FoldersSection, lambda: FoldersSection(session, preferences)),
        )
        self._built: dict[int, Section] = {}
        box = column_of(self, margins=(PAGE_MARGINS[0], PAGE_MARGINS[1], PAGE_MARGINS[2] - BESIDE_EDGE, 16), spacing=14)
        box.addWidget(Heading("Settings", "Of this store, for everybody who opens it; appearance is of this computer."))
        self.reading_only = Message()
        box.addWidget(self.reading_only)
        row = QWidget()
        line = row_of(row, spacing=22)
        self.list = self._sections()
        self._stack = QStackedWidget()
        beside = QWidget()
        column = column_of(beside)
        column.addWidget(self.list, 1)  # as high as its rows, or scrolled in a low window
        column.addStretch()
        titles = [kind.title for kind, _ in self._kinds]
        self.choice = Choice(titles[1:], none=titles[0])  # where there is no room for the list beside
        self.choice.setAccessibleName("Section of the settings")
        self.choice.currentIndexChanged.connect(self.list.setCurrentRow)
        right = QWidget()
        column = column_of(right, spacing=14)
        chosen = QWidget()
        column_of(chosen, margins=(0, 0, BESIDE_EDGE, 0)).addWidget(self.choice)
        column.addWidget(chosen)
        column.addWidget(self._stack, 1)
        line.addWidget(beside)
        line.addWidget(right, 1)
        self._beside, self._chosen = beside, chosen
        box.addWidget(row, 1)
        self.list.currentRowChanged.connect(self.choice.setCurrentIndex)
        self.list.currentRowChanged.connect(self.show_section)
        self.list.setCurrentRow(0)
        session.changed.connect(self._changed)
        if not session.writable:
            self.reading_only.say(
                "info",
                "This store is open for reading only, so its settings cannot be changed.",
                f"{_why(session)} Everything can be read; the appearance and a backup do not need it.",
            )

    def _sections(self) -> QListWidget:
        made = QListWidget()
        made.setProperty("role", "sections")
        made.setAccessibleName("Sections of the settings")
        made.setIconSize(QSize(18, 18))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for kind, _ in self._kinds:
            item = QListWidgetItem(icons.icon(kind.icon), kind.title)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            item.setToolTip(kind.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, kind.title)
            made.addItem(item)
        made.setFixedWidth(WIDTH)
        made.setMaximumHeight(ROW_HEIGHT * made.count() + 6)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A choice above the section, where there is no room for the list beside it."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        self._beside.setVisible(not narrow)
        self._chosen.setVisible(narrow)
        for section in self._built.values():
            section.heading.setVisible(not narrow)  # the choice says it

    # --- sections
    def show_section(self, row: int) -> None:
        """Show a section, built when it is first asked for."""
        if row not in self._built:
            made = self._kinds[row][1]()
            self._built[row] = made
            made.heading.setVisible(self._chosen.isHidden())
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self._built[row])
        self._session.move_on()
        self._built[row].arrive()

    def go_to(self, title: str) -> Section:
        """The section of that name, in sight."""
        row = next(n for n, (kind, _) in enumerate(self._kinds) if kind.title == title)
        self.list.setCurrentRow(row)
        return self._built[row]

    @property
    def section(self) -> Section:
        """The section in sight."""
        return self._built[self.list.currentRow()]

    # --- the page
    def show_folders(self) -> None:
        """To where the store is and how it is backed up."""
        self.list.setCurrentRow(next(n for n, (kind, _) in enumerate(self._kinds) if kind is FoldersSection))

    def back_up_now(self) -> None:
        """Go there, and back up."""
        self.show_folders()
        if isinstance(self.section, FoldersSection):
            self.section.back_up_now()

    def arrive(self) -> None:
        self.section.arrive()
        (self.list if self._chosen.isHidden() else self.choice).setFocus()

    def let_go(self) -> None:
        for section in self._built.values():
            section.let_go()

    def _changed(self, change: Change) -> None:
        for section in self._built.values():
            section.changed(change)


def _why(session: Session) -> str:
    """Why nothing can be changed, and what to do."""
    if session.office.place_is_read_only:
        return "Nothing can be written where it is: copy it to a folder of your own and open it there."
    return "Perhaps somebody else has it open. When it is closed there, lock this window and open the store again."
