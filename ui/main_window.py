"""The window: navigation, menus, messages, status. The only module that knows all screens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from desk_app import __version__
from desk_app.problems import Problem
from ui.kit import icons
from ui.kit.icons import AppMark, IconLabel
from ui.kit.job import JobRunner
from ui.kit.messages import Message
from ui.kit.preferences import Preferences
from ui.kit.theme import Mode, ThemeManager
from ui.kit.widgets import OneLine, Page, column_of, label, row_of
from ui.unlock import UnlockScreen

if TYPE_CHECKING:
    from desk_app.records import Change, Kind
    from desk_app.store import Store
    from ui.session import Session

SIDEBAR, NARROW_SIDEBAR = 224, 64
NARROW = 1000
"""Windows narrower than this have only icons at their side."""
LEAST_SIZE = QSize(820, 560)
CHECKPOINT_MILLISECONDS = 1000
TODAY, CASES, LOG, REPORT = "today", "cases", "log", "report"
PAGES: tuple[tuple[str, str, str, str], ...] = (
    (TODAY, "Today", "layout-dashboard", "Ctrl+1"),
    (CASES, "Cases", "inbox", "Ctrl+2"),
    (LOG, "Log feedback", "square-pen", "Ctrl+3"),
    (REPORT, "Annual report", "file-text", "Ctrl+4"),
)
"""(key, name, icon, shortcut), as they stand at the side."""
MODES = ((Mode.SYSTEM, "Same as the system", "monitor"), (Mode.LIGHT, "Light", "sun"), (Mode.DARK, "Dark", "moon"))


class MainWindow(QMainWindow):
    """Before a store is open there is only the way in; then the pages, each built when it is first visited."""

    def __init__(
        self, themes: ThemeManager, preferences: Preferences, data: Path, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__()
        self._themes, self._preferences, self._today = themes, preferences, today
        self.runner = JobRunner(self)
        self.session: Session | None = None
        self._pages: dict[str, Page] = {}
        self._went_from = CASES
        self._shell_widget: QWidget | None = None
        self.setWindowTitle("Feedback Desk")
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(LEAST_SIZE)
        self.resize(preferences.kept.width, preferences.kept.height)
        self.unlock = UnlockScreen(self.runner, preferences, data, today)
        self.unlock.opened.connect(self.open_store)
        self._whole = QStackedWidget()
        self._whole.addWidget(self.unlock)
        self.setCentralWidget(self._whole)
        self._menus()
        self._status = OneLine()
        self.statusBar().addPermanentWidget(self._status, 1)
        self.statusBar().setSizeGripEnabled(False)
        self._checkpoint = QTimer(self)
        self._checkpoint.setSingleShot(True)
        self._checkpoint.setInterval(CHECKPOINT_MILLISECONDS)
        self._checkpoint.timeout.connect(self._fold_log)
        self._locked()

    # --- building
    def _built_shell(self) -> QWidget:
        """What is around the pages, built when the first store is opened."""
        if self._shell_widget is None:
            self._shell_widget = self._shell()
            self._whole.addWidget(self._shell_widget)
        return self._shell_widget

    def _shell(self) -> QWidget:
        shell = QWidget()
        across = row_of(shell)
        across.addWidget(self._sidebar())
        right = QWidget()
        down = column_of(right)
        self.banner = _banner()
        self.message = Message(can_go=True)
        around = QWidget()
        around.setObjectName("page")
        around.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._message_box = around
        column_of(around, margins=(28, 14, 28, 0)).addWidget(self.message)
        around.hide()
        self.message.dismissed.connect(around.hide)
        self.stack = QStackedWidget()
        down.addWidget(self.banner)
        down.addWidget(around)
        down.addWidget(self.stack, 1)
        across.addWidget(right, 1)
        return shell

    def _sidebar(self) -> QFrame:
        side = QFrame()
        self._side = side
        side.setObjectName("sidebar")
        box = column_of(side, margins=(12, 16, 12, 14), spacing=4)
        brand = QWidget()
        line = row_of(brand, margins=(6, 0, 0, 12), spacing=10)
        line.addWidget(AppMark(26))
        self._brand = label("Feedback Desk")
        self._brand.setObjectName("brand")
        line.addWidget(self._brand, 1)
        box.addWidget(brand)
        self._group = QButtonGroup(self)
        self.nav: dict[str, QToolButton] = {}
        for key, text, icon, shortcut in PAGES:
            made = _nav_button(text, icon, f"{text} ({shortcut})")
            made.setCheckable(True)
            made.clicked.connect(lambda _on=False, k=key: self.go(k))
            self._group.addButton(made)
            self.nav[key] = made
            box.addWidget(made)
        box.addStretch(1)
        self._look = _nav_button("Appearance", "palette", "Light, dark, or as the system")
        self._look.setMenu(self._look_menu)
        self._look.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        box.addWidget(self._look)
        foot = QWidget()
        row = row_of(foot, margins=(12, 8, 0, 0), spacing=8)
        row.addWidget(IconLabel("lock", "muted", 14))
        self._foot = label("Encrypted on this PC", "hint")
        row.addWidget(self._foot, 1)
        box.addWidget(foot)
        self._fit_sidebar()
        return side

    def _fit_sidebar(self) -> None:
        """Icons alone where there is little room; their names stay as tool tips and for screen readers."""
        narrow = self.width() < NARROW
        self._side.setFixedWidth(NARROW_SIDEBAR if narrow else SIDEBAR)
        style = Qt.ToolButtonStyle
        for made in (*self.nav.values(), self._look):
            made.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)
        if narrow:
            self._brand.hide()
            self._foot.hide()
        elif self._brand.isHidden():
            self._brand.show()
            self._foot.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shell_widget is not None:
            self._fit_sidebar()

    def _menus(self) -> None:
        bar = self.menuBar()
        self.actions_open: list[QAction] = []
        store = bar.addMenu("&Store")
        self._act(store, "&Lock and choose another store", "Ctrl+L", self.lock, "lock", needs_store=True)
        store.addSeparator()
        self._act(store, "&Quit", "Ctrl+Q", self.close, "log-out")
        edit = bar.addMenu("&Edit")
        self.undo_action = self._act(
            edit, "&Undo", QKeySequence.StandardKey.Undo, self._undo, "undo-2", needs_store=True
        )
        self.redo_action = self._act(edit, "&Redo", "Ctrl+Shift+Z", self._redo, "redo-2", needs_store=True)
        edit.aboutToShow.connect(self._name_undo)
        feedback = bar.addMenu("&Feedback")
        self._act(
            feedback, "New &complaint", "Ctrl+N", lambda: self._log("Complaint"), "message-square", needs_store=True
        )
        self._act(
            feedback, "New com&pliment", "Ctrl+Shift+N", lambda: self._log("Compliment"), "heart", needs_store=True
        )
        feedback.addSeparator()
        self._act(feedback, "&Find a case", QKeySequence.StandardKey.Find, self.find_case, "search", needs_store=True)
        view = bar.addMenu("&View")
        for key, text, icon, shortcut in PAGES:
            self._act(view, text, shortcut, partial(self.go, key), icon, needs_store=True)
        self._act(view, "&Back", "Alt+Left", self.back, "arrow-left", needs_store=True)
        view.addSeparator()
        look = view.addMenu("&Appearance")
        group = QActionGroup(self)
        for mode, text, icon in MODES:
            action = QAction(icons.icon(icon), text, self)
            action.setCheckable(True)
            action.setChecked(mode is self._themes.mode)
            action.triggered.connect(lambda _on=False, m=mode: self._set_mode(m))
            group.addAction(action)
            look.addAction(action)
        self._look_menu = look
        help_menu = bar.addMenu("&Help")
        self._act(help_menu, "&Keyboard shortcuts", "F1", self._shortcuts, "keyboard")
        self._act(help_menu, "&About Feedback Desk", "", self._about, "info")

    def _act(
        self,
        menu: QMenu,
        text: str,
        shortcut: str | QKeySequence.StandardKey,
        call: Callable[[], object],
        icon: str,
        *,
        needs_store: bool = False,
    ) -> QAction:
        action = QAction(icons.icon(icon), text, self)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _on=False: call())
        menu.addAction(action)
        if needs_store:
            self.actions_open.append(action)
        return action

    # --- open and locked
    def open_store(self, store: Store) -> None:
        """Show a store's pages."""
        from desk_app.desk import Desk
        from ui.session import Session

        self.session = Session(Desk(store, self._today), self.runner, self)
        self.session.told.connect(self._tell)
        self.session.said.connect(self._say)
        self.session.changed.connect(self._changed)
        for action in self.actions_open:
            action.setEnabled(True)
        settings = self.session.settings()
        self._built_shell()
        self.banner.setVisible(settings.sample)
        reading = "" if self.session.writable else " · open for reading only"
        self._status.setText(f"  {store.member} · {store.path.stem}{reading}")
        self.setWindowTitle(f"{store.path.stem} – Feedback Desk")
        self.menuBar().show()
        self.statusBar().show()
        self._whole.setCurrentWidget(self._built_shell())
        self.go(TODAY)

    def lock(self) -> None:
        """Close the store; what was typed is kept as a draft inside it."""
        if self.session is None:
            return
        self._leave_pages()
        self._close_store()
        self._locked()
        self.unlock.arrive()

    def _leave_pages(self) -> None:
        for page in self._pages.values():
            page.leave()

    def _close_store(self) -> None:
        self._checkpoint.stop()
        if self.session is None:
            return
        session, self.session = self.session, None
        for page in self._pages.values():
            page.let_go()
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.message.hide()
        self._message_box.hide()
        session.desk.store.close()
        session.deleteLater()

    def _locked(self) -> None:
        for action in self.actions_open:
            action.setEnabled(False)
        self.setWindowTitle("Feedback Desk")
        self.statusBar().hide()
        self._whole.setCurrentIndex(0)

    # --- pages
    def page(self, key: str) -> Page:
        """A page, built when it is first asked for."""
        if key not in self._pages:
            assert self.session is not None
            made = self._build(key, self.session)
            self._pages[key] = made
            self.stack.addWidget(made)
        return self._pages[key]

    def _build(self, key: str, session: Session) -> Page:
        if key == TODAY:
            from ui.today import TodayScreen

            today = TodayScreen(session)
            today.opened.connect(self.open_case)
            today.new_asked.connect(self.log)
            today.draft_asked.connect(self.open_draft)
            return today
        if key == CASES:
            from ui.cases import CasesScreen

            cases = CasesScreen(session)
            cases.opened.connect(self.open_case)
            cases.new_asked.connect(self.log)
            return cases
        if key == LOG:
            from ui.log_feedback import LogScreen

            form = LogScreen(session)
            form.logged.connect(self._logged)
            form.left.connect(self.back)
            return form
        if key == REPORT:
            from ui.annual_report import AnnualReportScreen

            return AnnualReportScreen(session)
        from ui.cases.case_screen import CaseScreen

        case = CaseScreen(session)
        case.left.connect(self.back)
        return case

    def go(self, key: str) -> Page:
        """Show a page and put the keyboard where its work begins."""
        made = self.page(key)
        self._show(made, key)
        made.arrive()
        return made

    def _show(self, made: Page, key: str) -> None:
        before = self.stack.currentWidget()
        if isinstance(before, Page) and before is not made:
            before.leave()
        self.stack.setCurrentWidget(made)
        lit = CASES if key == "case" else key
        self.nav[lit].setChecked(True)

    def current(self) -> str:
        """The key of the page in sight."""
        return next((key for key, page in self._pages.items() if page is self.stack.currentWidget()), "")

    def open_case(self, case_id: int) -> None:
        """Read a case in full."""
        from ui.cases.case_screen import CaseScreen

        came_from = self.current()
        case = self.page("case")
        assert isinstance(case, CaseScreen)
        if came_from in (TODAY, CASES):
            self._went_from = came_from
        try:
            case.show_case(case_id)
        except Problem as problem:
            self._tell(problem)
            return
        self._show(case, "case")
        case.arrive()

    def back(self) -> None:
        """From a case or a form to where one came from."""
        if self.session is None:
            return
        from ui.cases.case_screen import CaseScreen

        case = self._pages.get("case")
        went_to = self._went_from if self.current() == "case" else CASES
        page = self.go(went_to)
        if went_to == CASES and isinstance(case, CaseScreen):
            page.select(case.case_id)  # type: ignore[attr-defined]

    def log(self, kind: Kind) -> None:
        """A form for a new case of that kind."""
        from ui.log_feedback import LogScreen

        page = self.go(LOG)
        assert isinstance(page, LogScreen)
        page.begin(kind)

    def _log(self, kind: str) -> None:
        from desk_app.records import Kind  # not before a store is open: start-up

        self.log(Kind(kind))

    def open_draft(self, key: str) -> None:
        """Go on with what was typed earlier."""
        from ui.log_feedback import LogScreen

        page = self.go(LOG)
        assert isinstance(page, LogScreen)
        page.take_up(key)

    def find_case(self) -> None:
        """To the search line of the list."""
        from ui.cases import CasesScreen

        page = self.go(CASES)
        assert isinstance(page, CasesScreen)
        page.search.selectAll()

    def _logged(self, case_id: int, reference: str) -> None:
        self._went_from = CASES
        self.open_case(case_id)
        self._say(f"Saved {reference}.")

    # --- undo
    def _undo(self) -> None:
        if self.session is not None:
            self.session.undo()

    def _redo(self) -> None:
        if self.session is not None:
            self.session.redo()

    def _name_undo(self) -> None:
        """The menu says what would be undone."""
        if self.session is None:
            return
        for action, word, candidate in (
            (self.undo_action, "&Undo", self.session.can_undo()),
            (self.redo_action, "&Redo", self.session.can_redo()),
        ):
            what = f": {candidate.verb.partition(': ')[2] or candidate.verb}" if candidate else ""
            action.setText(f"{word}{what}{f' ({candidate.reference})' if candidate and candidate.reference else ''}")

    # --- messages
    def _tell(self, problem: Problem) -> None:
        self._show_message("danger", problem.message, problem.remedy)

    def _say(self, text: str) -> None:
        self._show_message("ok", text, "")

    def _show_message(self, tone: str, title: str, text: str) -> None:
        self.message.clear_lines()
        self.message.say(tone, title, text)
        self._message_box.show()
        self.message.announce(f"{title} {text}")

    def _changed(self, _change: Change) -> None:
        self._checkpoint.start()

    def _fold_log(self) -> None:
        if self.session is not None and self.session.writable:
            self.session.desk.store.checkpoint()

    def _set_mode(self, mode: Mode) -> None:
        self._themes.set_mode(mode)
        self._preferences.keep(mode=str(mode))

    # --- help
    def _shortcuts(self) -> None:
        from ui.shortcuts import ShortcutsDialog

        actions = [action for menu in self.menuBar().findChildren(QMenu) for action in menu.actions()]
        ShortcutsDialog(actions, self).open()

    def _about(self) -> None:
        from ui.shortcuts import AboutDialog

        AboutDialog(__version__, self).open()

    # --- the end
    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.keep(
            width=self.normalGeometry().width() or self.width(),
            height=self.normalGeometry().height() or self.height(),
            maximised=self.isMaximized(),
        )
        self._leave_pages()
        self.runner.shut_down()
        self._close_store()
        self.unlock.let_go()
        super().closeEvent(event)


def _nav_button(text: str, icon: str, tip: str) -> QToolButton:
    made = QToolButton()
    made.setText(f"  {text}")
    made.setAccessibleName(text)
    made.setToolTip(tip)
    made.setIcon(icons.icon(icon))
    made.setIconSize(QSize(20, 20))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setProperty("role", "nav")
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _banner() -> QFrame:
    banner = QFrame()
    banner.setProperty("role", "banner")
    row = row_of(banner, margins=(28, 7, 28, 7), spacing=8)
    row.addWidget(IconLabel("info", "warn", 16))
    row.addWidget(label("Sample: fictional people", wrap=False), 1)
    banner.hide()
    return banner
