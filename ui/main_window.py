"""The window: navigation, menus, messages, status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QStackedWidget,
)

from desk_app import __version__
from desk_app.problems import Problem
from ui import window_menus
from ui.kit import clipboard, icons
from ui.kit import menus as menus_of_kit
from ui.kit.job import JobRunner
from ui.kit.pointer import when_still
from ui.kit.preferences import Preferences
from ui.kit.shell import Shell
from ui.kit.side_bar import SideBar
from ui.kit.theme import Mode, ThemeManager
from ui.kit.widgets import OneLine, Page
from ui.locked import Locked
from ui.pages import (
    BY_KEY,
    CASE,
    CASES,
    HELP,
    LEARNING,
    LOG,
    MONITORING,
    PERSON,
    SETTINGS,
    TODAY,
    help_found,
    leave_person,
    open_matter,
    people_found,
    review_case,
    side_items,
)  # fmt: skip
from ui.unlock import UnlockScreen
from ui.way_back import WayBack

if TYPE_CHECKING:
    from desk_app.due_dates import DueDates
    from desk_app.offers import Verb
    from desk_app.progress import Progress
    from desk_app.records import Change, Kind
    from desk_app.reminders import Reminder
    from desk_app.store import Store
    from ui.case_menu import CaseMenu
    from ui.kit.palette import Hit
    from ui.locking import Locking
    from ui.reminding import Reminding
    from ui.session import Session
    from ui.tray import Tray

NAME = "Feedback Desk"
NARROW = 1000
"""Windows narrower than this have only icons at their side."""
LEAST_SIZE = QSize(640, 360)
"""A screen of 1366 by 768 at 200% has 683 by 384."""
CHECKPOINT_MILLISECONDS = 1000
CASES_IN_PALETTE = 6
TRAY_AFTER_MILLISECONDS = 500


class MainWindow(QMainWindow):
    """Before a store is open there is only the way in; then the pages, each built when it is first visited.

    `locked(Path, DueDates or None)`: the store that was open is closed, and only these dates may be known of it.
    """

    locked = Signal(object, object)

    def __init__(
        self, themes: ThemeManager, preferences: Preferences, data: Path, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__()
        self.themes, self.preferences, self._today = themes, preferences, today
        self.runner = JobRunner(self)
        clipboard.of_this_program()  # it looks from now on what is copied out of fields
        self.session: Session | None = None
        self._pages: dict[str, Page] = {}
        self.went_from = CASES
        self._way_back = WayBack()
        self.person_from: tuple[int, str] | None = None
        """The case whose page led to the person in sight, and where that case was opened from."""
        self._shell: Shell | None = None
        self.setWindowTitle(NAME)
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(LEAST_SIZE)
        self.resize(preferences.kept.width, preferences.kept.height)
        self.unlock = UnlockScreen(self.runner, preferences, data, today)
        self.unlock.opened.connect(self.open_store)
        self._whole = QStackedWidget()
        self.setCentralWidget(self._whole)  # first: what is put into a window later is styled and laid out again
        self._whole.addWidget(self.unlock)
        self._menus()
        self._status = OneLine()
        self.statusBar().addPermanentWidget(self._status, 1)
        self.statusBar().setSizeGripEnabled(False)
        self._checkpoint = QTimer(self)
        self._checkpoint.setSingleShot(True)
        self._checkpoint.setInterval(CHECKPOINT_MILLISECONDS)
        self._checkpoint.timeout.connect(self._fold_log)
        self._reminding: Reminding | None = None
        self._reminded: tuple[Reminder, ...] = ()
        self.tray: Tray | None = None
        self._locking: Locking | None = None
        self._lock_all_the_same = False
        self._damage: tuple[Problem, Path | None] | None = None
        self._counting = Locked(today, self)
        self._counting.stands.connect(self._show_words)
        self._counting.told.connect(self._tell_counts)
        self._quitting = False
        self._locked()

    # --- building
    @property
    def shell(self) -> Shell:
        """What is around the pages, built when the first store is opened."""
        if self._shell is None:
            side = SideBar(NAME, side_items(), "Encrypted on this PC")
            side.chosen.connect(self.go)
            side.fit(narrow=self.width() < NARROW)
            self._shell = Shell(side, "Sample: fictional people")
            self._whole.addWidget(self._shell)
        return self._shell

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shell is not None:
            self._shell.side.fit(narrow=self.width() < NARROW)

    def _menus(self) -> None:
        """The menus. What needs a store is greyed until one is open."""
        self.verbs: list[QAction] = []
        for title, entries in window_menus.menus(self).items():
            menu = self.menuBar().addMenu(title)
            made = menus_of_kit.fill(menu, entries, self)
            self.verbs += [action for entry, action in made if not entry.always]
            if title == window_menus.EDIT:
                self.undo_action, self.redo_action = (action for _, action in made)
                menu.aboutToShow.connect(self._name_undo)
            if title == window_menus.CASE:
                self._menu_of_case = menu
            if title == window_menus.VIEW:
                menus_of_kit.look_menu(menu.addMenu("&Appearance"), lambda: self.themes.mode, self._set_mode, self)
        self._case_menu: CaseMenu | None = None

    @property
    def case_menu(self) -> CaseMenu:
        """The verbs of a case, filled in when the first store is opened."""
        if self._case_menu is None:
            from ui.case_menu import CaseMenu

            self._case_menu = CaseMenu(
                self._menu_of_case,
                self,
                self._begin_verb,
                self._correct,
                self._write,
                self._add_documents,
                self._make_bundle,
                partial(review_case, self, erase=False),
                partial(review_case, self, erase=True),
            )
        return self._case_menu

    # --- open and locked
    def open_store(self, store: Store) -> None:
        """Show a store's pages."""
        from desk_app.desk import Desk
        from ui.session import Session

        self.session = Session(Desk(store, self._today), self.runner, self)
        self.session.told.connect(self.tell)
        self.session.said.connect(self._say)
        self.session.moved_on.connect(self._said_is_over)
        self.session.working.connect(self.shell.working.watch)
        self.session.changed.connect(self._changed)
        self.session.leaving.connect(self._leave_for, Qt.ConnectionType.QueuedConnection)  # the page it came from goes
        for action in self.verbs:
            action.setEnabled(True)
        settings = self.session.settings()
        self.shell.banner.setVisible(settings.sample)
        reading = "" if self.session.writable else " · open for reading only"
        self._status.setText(f"  {store.member} · {store.path.stem}{reading}")
        self.menuBar().show()
        self.statusBar().show()
        self._drop_focus()
        self._whole.setCurrentWidget(self.shell)
        self.case_menu.allow((), correct=False)
        self.go(TODAY)
        self._back_up_by_itself(self.session)
        self._check_by_itself(self.session)
        self._counting.stop()
        self._begin_reminding(self.session)
        if store.lost:
            from desk_app.store import trouble

            self.tell(trouble.lost(store.lost))
        from desk_app.store import restored_alone

        if said := restored_alone.to_be_said(store):
            self.tell(said)
        self._lock_by_itself(self.session)

    def _back_up_by_itself(self, session: Session) -> None:
        from ui.backing_up import BackingUp

        self.backing_up = BackingUp(session, self.preferences, is_said=lambda: self.shell.is_saying)
        self.backing_up.grown_old.connect(lambda text: when_still(self.shell.stack, partial(self._tell_old, text)))
        self.backing_up.begin()

    def _tell_old(self, text: str) -> None:
        """That the last backup is long ago, with the way to where that is changed."""
        if self.session is not None and not self.shell.is_saying:
            self.shell.say("warn", text, "Choose a folder, and it is backed up every day.")
            go = partial(window_menus.go_to_settings, self, "Folders and backup")
            self.shell.message.offer("Choose a folder for backups", go)

    def _check_by_itself(self, session: Session) -> None:
        from ui.checking import Checking

        self.checking = Checking(session, self.preferences)
        self.checking.damaged.connect(self._tell_damage)
        self.checking.begin()

    def _tell_damage(self, problem: Problem, backup: Path | None) -> None:
        """Stays in sight on every page: whoever goes on working should know."""
        self._damage = (problem, backup)
        self.tell(problem)
        if backup is not None:
            self.shell.message.offer("Restore this backup…", partial(self._restore, backup))

    def _restore(self, backup: Path) -> None:
        """Close the store and show how a backup takes its place."""
        if self.session is None:
            return
        store = self.session.desk.store.path
        self.runner.stop_all()
        self._leave_pages()
        self._close_store()
        self._locked()
        self.unlock.arrive()
        self.unlock.offer_restore()
        self.unlock.restore_form.store.set_value(str(store))
        self.unlock.restore_form.choose(backup)

    def _lock_by_itself(self, session: Session) -> None:
        if self._locking is None:
            from ui.locking import Locking

            self._locking = Locking(self, lambda: self.runner.busy > 0)
            self._locking.wanted.connect(partial(self.lock, by_itself=True))
        self._locking.begin(session)

    def _what_was_typed_is_kept(self) -> bool:
        """Leave every page; whether none of them had to say that it could not keep something."""
        assert self.session is not None
        told: list[Problem] = []
        heard = self.session.told.connect(told.append)
        self._leave_pages()
        self.session.told.disconnect(heard)
        return not told

    def lock(self, *, by_itself: bool = False) -> None:
        """Close the store; what was typed is kept as a draft inside it. Who hears of it may end this process.

        Where it cannot be kept the window stays open and says so; asked once more, it locks all the same.
        """
        if self.session is None:
            return
        from ui.locking import NOT_KEPT, dates_of

        self.runner.stop_all()  # what is typed on the pages can then be kept at once
        if not self._what_was_typed_is_kept() and not self._lock_all_the_same:
            self._lock_all_the_same = not by_itself
            self.tell(NOT_KEPT)
            return
        self._lock_all_the_same = False
        store, due = self.session.desk.store.path, dates_of(self.session)
        self._close_store()
        self._locked()
        self.unlock.arrive()
        self.await_unlocking(due)
        self.locked.emit(store, due)

    def _leave_for(self, doing: str, work: Callable[[Progress], object]) -> None:
        """Close the store, do what needs it closed, and show what that opens. Not a lock: the same process goes on."""
        self.runner.stop_all()
        self._leave_pages()
        self._close_store()
        self._locked()
        self.unlock.carry_out(doing, work)

    def await_unlocking(self, due: DueDates | None) -> None:
        """Go on saying how much is due, from dates alone; None before anything was unlocked."""
        QTimer.singleShot(TRAY_AFTER_MILLISECONDS, self, self._put_in_tray)
        self._counting.begin(due)

    def _show_words(self, words: str) -> None:
        self.unlock.show_standing(self._counting.sentence)
        if self.tray is not None:
            self.tray.show_counts(words)

    def _tell_counts(self, counts: str) -> None:
        if self.tray is not None:
            self.tray.tell(counts)

    def _drop_focus(self) -> None:
        """Before what has the keyboard goes: else it would wander through the window, and each stop would be said."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()

    def _leave_pages(self) -> None:
        for page in self._pages.values():
            page.leave()

    def _close_store(self) -> None:
        self._checkpoint.stop()
        if self.session is None:
            return
        if self._locking is not None:
            self._locking.stop()
        self._drop_focus()
        if self._reminding is not None:
            self._reminding.stop()
            self._reminding, self._reminded = None, ()
        if self.tray is not None:
            self.tray.show_counts("")
        self.shell.reminder.dismiss()
        self.runner.stop_all()  # nobody may read from a store that is being closed
        self.backing_up.end()
        session, self.session = self.session, None
        self._damage = None
        for page in self._pages.values():
            page.let_go()
            self.shell.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.shell.quiet()
        self.shell.working.stop()
        session.forget_copies()
        clipboard.forget()
        session.desk.store.close()
        session.deleteLater()

    def _locked(self) -> None:
        for action in self.verbs:
            action.setEnabled(False)
        if self._case_menu is not None:
            self._case_menu.allow((), correct=False)
        self.setWindowTitle(NAME)
        self.statusBar().hide()
        self._whole.setCurrentIndex(0)

    # --- pages
    def page(self, key: str) -> Page:
        """A page, built when it is first asked for."""
        if key not in self._pages:
            assert self.session is not None
            made = BY_KEY[key].build(self, self.session)
            self._pages[key] = made
            self.shell.stack.addWidget(made)
        return self._pages[key]

    def go(self, key: str) -> Page:
        """Show a page and put the keyboard where its work begins."""
        made = self.page(key)
        self._show(made, key)
        made.arrive()
        return made

    def _show(self, made: Page, key: str) -> None:
        before = self.shell.stack.currentWidget()
        if isinstance(before, Page) and before is not made:
            before.leave()
            self.shell.quiet()
            if self._damage is not None:
                self._tell_damage(*self._damage)
        if key == TODAY:
            self.shell.reminder.dismiss()  # there it is in full
        focused = self.focusWidget()
        if focused is not None and before is not None and before.isAncestorOf(focused):
            focused.clearFocus()  # else it would wander through what is beside the pages, and each would be said
        self.shell.stack.setCurrentWidget(made)
        self.shell.side.light(BY_KEY[key].beside or key)
        self.case_read()
        if self.session is not None:
            where = [BY_KEY[key].name or made.windowTitle(), self.session.desk.store.path.stem, NAME]
            self.setWindowTitle(" – ".join(part for part in where if part))

    def current(self) -> str:
        """The key of the page in sight."""
        return next((key for key, page in self._pages.items() if page is self.shell.stack.currentWidget()), "")

    def open_case(self, case_id: int) -> None:
        """Read a case in full."""
        from ui.cases.case_screen import CaseScreen

        if self.session is not None and self.session.is_matter(case_id):
            open_matter(self, case_id)
            return
        came_from = self.current()
        case = self.page(CASE)
        assert isinstance(case, CaseScreen)
        if came_from in (TODAY, CASES, LEARNING, MONITORING, PERSON):
            self.went_from = came_from
        try:
            case.show_case(case_id)
        except Problem as problem:
            self.tell(problem)
            return
        self._show(case, CASE)
        case.arrive()

    def open_case_for(self, case_id: int, verb: Verb, investigation_id: int | None = None) -> None:
        """Read a case, with the form of a verb open on it."""
        from ui.cases.case_screen import CaseScreen

        if self.session is not None and self.session.is_matter(case_id):
            open_matter(self, case_id, verb)
            return
        self.open_case(case_id)
        case = self.page(CASE)
        if isinstance(case, CaseScreen) and case.case_id == case_id:
            case.begin_verb(verb, investigation_id)

    def case_read(self) -> None:
        """The menu of a case offers what makes sense for the one in sight, and nothing elsewhere."""
        case = self._pages.get(CASE)
        if case is None or case is not self.shell.stack.currentWidget():
            self.case_menu.allow((), correct=False)
            return
        from ui.cases.case_screen import CaseScreen  # not before a case is read: start-up

        if isinstance(case, CaseScreen) and self.session is not None:
            verbs = (offer.verb for offer in case.offers)
            self.case_menu.allow(verbs, correct=case.changeable, write=bool(case.fits))

    def _begin_verb(self, verb: Verb) -> None:
        from ui.cases.case_screen import CaseScreen

        case = self.shell.stack.currentWidget()
        if isinstance(case, CaseScreen):
            case.begin_verb(verb)

    def _write(self) -> None:
        from ui.cases.case_screen import CaseScreen

        case = self.shell.stack.currentWidget()
        if isinstance(case, CaseScreen):
            case.write_letter()

    def _add_documents(self) -> None:
        from ui.cases.case_screen import CaseScreen

        case = self.shell.stack.currentWidget()
        if isinstance(case, CaseScreen):
            case.adding.ask()

    def _make_bundle(self) -> None:
        from ui.cases.case_screen import CaseScreen

        case = self.shell.stack.currentWidget()
        if isinstance(case, CaseScreen):
            case.make_bundle()

    def _correct(self) -> None:
        from ui.cases.case_screen import CaseScreen

        case = self.shell.stack.currentWidget()
        if isinstance(case, CaseScreen):
            case.correct()

    def back(self) -> None:
        """From a case or a form to where one came from."""
        if self.session is None:
            return
        from ui.cases.case_screen import CaseScreen

        if self.current() == PERSON:
            leave_person(self)
            return
        if self.current() == HELP and self._way_back.key in self._pages:
            self._show(self._pages[self._way_back.key], self._way_back.key)
            self._way_back.return_to_keyboard()
            return
        case = self._pages.get(CASE)
        went_to = self.went_from if self.current() == CASE else CASES
        if went_to == PERSON and PERSON not in self._pages:
            went_to = CASES
        page = self.go(went_to)
        if went_to == CASES and isinstance(case, CaseScreen):
            page.select(case.case_id)  # type: ignore[attr-defined]

    def log(self, kind: Kind) -> None:
        """A form for a new case of that kind."""
        from ui.log_feedback import LogScreen

        page = self.page(LOG)
        assert isinstance(page, LogScreen)
        self._show(page, LOG)
        page.begin(kind)

    def log_kind(self, kind: str) -> None:
        """The same by the kind's name."""
        from desk_app.records import Kind  # not before a store is open: start-up

        self.log(Kind(kind))

    def open_draft(self, key: str) -> None:
        """Go on with what was typed earlier: into a form of a case, or of new feedback."""
        from ui import taking_up  # not before a draft is chosen: start-up

        taking_up.take_up(self, key)

    def find_case(self) -> None:
        """To the search line of the list."""
        from ui.cases import CasesScreen

        page = self.go(CASES)
        assert isinstance(page, CasesScreen)
        page.search.selectAll()

    def on_list(self, verb: str) -> None:
        """Go to the list of cases and do something with it: the name of a method of its screen."""
        getattr(self.go(CASES), verb)()

    def export_dates(self) -> None:
        """What is due, as a calendar."""
        from ui.today import TodayScreen

        page = self.go(TODAY)
        assert isinstance(page, TodayScreen)
        page.export_dates()

    def back_up(self) -> None:
        """Back up at once, on the page that shows how it goes; the place is asked for where none is known."""
        from ui.settings import SettingsScreen

        page = self.go(SETTINGS)
        assert isinstance(page, SettingsScreen)
        page.back_up_now()

    def logged(self, case_id: int, _reference: str) -> None:
        self.went_from = CASES
        self.open_case(case_id)

    # --- undo
    def undo(self) -> None:
        """Undo one's own last change; one of many cases is asked first."""
        if self.session is not None:
            from ui import taking_back  # not before something is undone: start-up

            taking_back.take_back(self)

    def redo(self) -> None:
        """Bring back what was undone last."""
        if self.session is not None:
            self.session.redo()

    def _name_undo(self) -> None:
        """The menu says what would be undone."""
        if self.session is None:
            return
        for action, word, candidate in (
            (self.undo_action, window_menus.UNDO, self.session.can_undo()),
            (self.redo_action, window_menus.REDO, self.session.can_redo()),
        ):
            what = f": {candidate.verb.partition(': ')[2] or candidate.verb}" if candidate else ""
            reference = self.session.reference_of(candidate) if candidate else ""
            action.setText(f"{word}{what}{f' ({reference})' if reference else ''}")

    # --- messages
    def tell(self, problem: Problem) -> None:
        """Show a problem and its remedy, wherever one is."""
        if self.session is None:
            self.unlock.tell(problem)
        else:
            self.shell.say("danger", problem.message, problem.remedy)

    def _say(self, text: str, change: Change | None, tone: str) -> None:
        self.shell.say(tone, text)
        if change is not None:
            word = "Redo" if change.verb.startswith("undo: ") else "Undo"
            self.shell.message.offer(word, lambda: self._undo_said(change))

    def _said_is_over(self) -> None:
        if self.shell.message.property("tone") == "ok":
            self.shell.quiet()

    def _undo_said(self, change: Change) -> None:
        if self.session is not None:
            self.session.undo_change(change)

    def _changed(self, _change: Change) -> None:
        self._checkpoint.start()

    def _fold_log(self) -> None:
        if self.session is not None and self.session.writable:
            self.session.desk.store.checkpoint()

    # --- reminding
    def _put_in_tray(self) -> None:
        """Where there is a notification area. While the window is locked, what it says then."""
        from ui import tray

        if self.tray is None and tray.is_there():
            self.tray = tray.Tray(self)
            self.tray.opened.connect(self.come_forward)
            self.tray.quit_asked.connect(self.quit)
            if self.session is None:
                self.tray.show_counts(self._counting.words)

    def _begin_reminding(self, session: Session) -> None:
        from ui.reminding import Reminding

        self._put_in_tray()
        self._reminding = Reminding(session, session)
        self._reminding.told.connect(self._remind)
        self._reminding.stands.connect(self._show_counts)
        self._reminding.start()

    def _remind(self, fresh: tuple[Reminder, ...]) -> None:
        """In the notification area by numbers; in the window with references, but not on Today, where it stands."""
        from desk_app.reminders import counted

        if self.tray is not None:
            self.tray.tell(counted(fresh))
        when_still(self.shell.stack, partial(self._show_reminder, fresh))

    def _show_reminder(self, wanted: tuple[Reminder, ...]) -> None:
        """The line above the page; on Today there is none, nor of the case in sight: its page has it."""
        from desk_app.reminders import counted
        from ui import wording

        if self.session is None:  # it was locked meanwhile
            return
        self._reminded = wanted
        wanted = tuple(reminder for reminder in wanted if reminder.step.case_id != self._case_in_sight())
        if wanted and self.current() != TODAY:
            title = f"Reminder: {counted(wanted)}"
            self.shell.remind(title, wording.reminded(wanted), "Show on Today", partial(self.go, TODAY))

    def _case_in_sight(self) -> int | None:
        case = self._pages.get(CASE)
        return getattr(case, "case_id", None) if case is not None and self.current() == CASE else None

    def _show_counts(self, standing: tuple[Reminder, ...]) -> None:
        """What is standing now. A reminder of something that has been done meanwhile says less, or goes."""
        from desk_app.reminders import NOW, counted

        if self.tray is not None:
            self.tray.show_counts(counted(standing))
        there = {reminder.step for reminder in standing}
        left = tuple(reminder for reminder in self._reminded if reminder.step in there or reminder.state not in NOW)
        if left != self._reminded:
            was_shown = self.shell.reminder.isVisible()
            self.shell.reminder.dismiss()
            self._reminded = left
            if left and was_shown:
                self._show_reminder(left)

    def come_forward(self) -> None:
        """Be the window to see, also from the notification area."""
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()

    def _set_mode(self, mode: Mode) -> None:
        self.themes.set_mode(mode)
        self.preferences.keep(mode=str(mode))

    # --- help
    def show_help(self) -> None:
        """The page of the guide on what is in sight; before a store is open, in a window of its own."""
        from ui.help import HelpScreen

        if self.session is None:
            from ui.help.window import HelpWindow

            HelpWindow("unlock", self).show()
            return
        topic = self.current()
        if topic != HELP:
            self._way_back.remember(topic, self.focusWidget())
        page = self.go(HELP)
        assert isinstance(page, HelpScreen)
        if topic != HELP:
            page.show_topic(topic)

    def show_shortcuts(self) -> None:
        """Every shortcut, as the menus have them."""
        from ui.shortcuts import ShortcutsDialog

        actions = [action for menu in self.menuBar().findChildren(QMenu) for action in menu.actions()]
        ShortcutsDialog(actions, self).open()

    def show_about(self) -> None:
        """What this is."""
        from ui.about import AboutDialog

        AboutDialog(__version__, self).open()

    def show_palette(self) -> None:
        """Go to anything: what the menus can do (on a case its verbs too), cases, people, and the guide."""
        from ui.kit.palette import Palette, hits_of

        self.undo_action.setText(window_menus.UNDO)  # what the menu said when it was opened last may be long undone
        self.redo_action.setText(window_menus.REDO)
        hits = [hit for hit in hits_of(self.menuBar()) if not hit.text.startswith("Go to anything")]
        hits += self._sections_of_settings()
        Palette(
            hits,
            lambda text: [*self._cases_found(text), *people_found(self, text), *help_found(self, text)],
            self,
        ).show()

    def _sections_of_settings(self) -> list[Hit]:
        from ui.kit.palette import Hit

        if self.session is None:
            return []
        return [
            Hit(f"Settings: {title}", "", "settings", partial(window_menus.go_to_settings, self, title))
            for title in window_menus.SECTIONS
        ]

    def _cases_found(self, text: str) -> list[Hit]:
        """The cases that a search finds, for the palette."""
        from ui.kit.palette import Hit
        from ui.session import Filter

        if self.session is None:
            return []
        ids = self.session.desk.list_cases(Filter(text=text)).ids[:CASES_IN_PALETTE]
        rows = self.session.rows_by_id(ids)
        return [
            Hit(f"{row.reference}  {row.summary}", row.complainant, "inbox", partial(self.open_case, row.id))
            for row in (rows[case_id] for case_id in ids if case_id in rows)
        ]

    # --- the end
    def quit(self) -> None:
        """End, also where closing the window would leave it in the notification area."""
        self._quitting = True
        if self.close():
            QApplication.quit()  # closing a window that is hidden ends nothing
        self._quitting = False

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.tray is not None and self.preferences.kept.stays and not self._quitting:
            self._leave_pages()  # what was typed is kept
            event.ignore()
            self.hide()
            return
        if not self.unlock.may_close():
            event.ignore()
            return
        self.runner.shut_down()
        self._leave_pages()
        self._close_store()
        if self.tray is not None:
            self.tray.let_go()
            self.tray = None
        self.unlock.let_go()
        super().closeEvent(event)
