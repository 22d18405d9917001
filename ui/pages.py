"""The pages: where each stands, how it is built and tied to the window. The only module that knows all screens.

A page is imported when it is first visited: start-up pays for Today alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from desk_app.problems import Problem
from ui.kit.side_bar import Item

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.offers import Verb
    from ui.kit.palette import Hit
    from ui.kit.widgets import Page
    from ui.main_window import MainWindow
    from ui.session import Session

TODAY, CASES, LOG, LEARNING, REPORT, CASE = "today", "cases", "log", "learning", "report", "case"
MONITORING = "monitoring"
PERSON = "people"
PEOPLE_IN_PALETTE, HELP_IN_PALETTE, LEAST_LETTERS = 4, 6, 3
IMPORT, HISTORY, SETTINGS, HELP = "import", "history", "settings", "help"
RETENTION = "retention"
OMBUDSMAN = "ombudsman"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page. Without a name it has no place at the side: one comes to it from others, and `beside` is lit."""

    key: str
    build: Callable[[MainWindow, Session], Page]
    name: str = ""
    icon: str = ""
    shortcut: str = ""
    beside: str = ""
    second: bool = False  # not of every day: stands in a second group

    @property
    def item(self) -> Item:
        """As the side bar and the menu show it."""
        return self.key, self.name, self.icon, self.shortcut


def _today(window: MainWindow, session: Session) -> Page:
    from ui.today import TodayScreen

    made = TodayScreen(session, window.preferences)
    made.opened.connect(window.open_case)
    made.verb_asked.connect(window.open_case_for)
    made.new_asked.connect(window.log)
    made.import_asked.connect(lambda: window.go(IMPORT))
    made.settings_asked.connect(partial(_council_settings, window))
    made.help_asked.connect(window.show_help)
    made.draft_asked.connect(window.open_draft)
    return made


def _cases(window: MainWindow, session: Session) -> Page:
    from ui.cases import CasesScreen

    made = CasesScreen(session, window.preferences)
    made.opened.connect(window.open_case)
    made.new_asked.connect(window.log)
    made.import_asked.connect(lambda: window.go(IMPORT))
    return made


def _log(window: MainWindow, session: Session) -> Page:
    from ui.log_feedback import LogScreen

    made = LogScreen(session)
    made.logged.connect(window.logged)
    made.left.connect(window.back)
    return made


def _learning(window: MainWindow, session: Session) -> Page:
    from ui.learning import LearningScreen

    made = LearningScreen(session, window.preferences)
    made.opened.connect(window.open_case)
    made.verb_asked.connect(window.open_case_for)
    return made


def _report(window: MainWindow, session: Session) -> Page:
    from ui.annual_report import AnnualReportScreen

    made = AnnualReportScreen(session)
    made.case_wanted.connect(window.open_case)
    made.settings_wanted.connect(partial(_council_settings, window))
    return made


def _monitoring(window: MainWindow, session: Session) -> Page:
    from ui.monitoring import MonitoringScreen

    made = MonitoringScreen(session, window.preferences)
    made.opened.connect(window.open_case)
    return made


def _case(window: MainWindow, session: Session) -> Page:
    from ui.cases.case_screen import CaseScreen

    made = CaseScreen(session, window.preferences)
    made.left.connect(window.back)
    made.read.connect(window.case_read)
    made.person_asked.connect(partial(open_person, window))
    return made


def _person(window: MainWindow, session: Session) -> Page:
    from ui.people import PersonScreen

    made = PersonScreen(session, window.preferences)
    made.left.connect(partial(leave_person, window))
    made.opened.connect(window.open_case)
    return made


def open_person(window: MainWindow, person_id: int) -> None:
    """All about a person. Back leads to the case that led here."""
    from ui.cases.case_screen import CaseScreen
    from ui.people import PersonScreen

    page = window.page(PERSON)
    assert isinstance(page, PersonScreen)
    try:
        page.show_person(person_id)
    except Problem as problem:
        window.tell(problem)
        return
    case = window.page(CASE) if window.current() == CASE else None
    if window.current() != PERSON:
        window.person_from = (case.case_id, window.went_from) if isinstance(case, CaseScreen) else None
    window.go(PERSON)


def people_found(window: MainWindow, text: str) -> list[Hit]:
    """Who may be meant by what was typed, to go to: staff too."""
    from ui.kit.palette import Hit

    if window.session is None or len(text.strip()) < LEAST_LETTERS:
        return []
    desk = window.session.desk
    found = [*desk.known(text), *desk.known(text, staff=True)][:PEOPLE_IN_PALETTE]
    return [
        Hit(known.person.name, known.in_words, "users", partial(open_person, window, known.person.id))
        for known in found
    ]


def help_found(window: MainWindow, text: str) -> list[Hit]:
    """Pages of the guide and their parts, to go to."""
    from ui.help import topics
    from ui.kit.palette import Hit

    if len(text.strip()) < LEAST_LETTERS:
        return []
    return [
        Hit(heading or page.title, f"Help, {page.title}" if heading else "Help", "book-open",
            partial(open_help, window, page.key, heading))
        for page, heading in topics.places(text)[:HELP_IN_PALETTE]
    ]  # fmt: skip


def open_help(window: MainWindow, topic: str, heading: str = "") -> None:
    """A page of the guide, from a heading on."""
    from ui.help import HelpScreen

    page = window.go(HELP)
    assert isinstance(page, HelpScreen)
    page.show_topic(topic, heading)


def leave_person(window: MainWindow) -> None:
    """Back to the case whose page led there, or to the list."""
    from ui.cases.case_screen import CaseScreen

    if window.person_from is None:
        window.go(CASES)
        return
    case_id, from_where = window.person_from
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    if case.case_id == case_id:
        window.go(CASE)
    else:
        window.open_case(case_id)
    window.went_from = from_where


def _import(window: MainWindow, session: Session) -> Page:
    from ui.import_register import ImportScreen

    made = ImportScreen(session)
    made.cases_asked.connect(window.find_case)
    return made


def _history(window: MainWindow, session: Session) -> Page:
    from ui.history import HistoryScreen

    made = HistoryScreen(session)
    made.opened.connect(window.open_case)
    return made


def _retention(window: MainWindow, session: Session) -> Page:
    from ui.retention import RetentionScreen

    made = RetentionScreen(session)
    made.opened.connect(window.open_case)
    return made


def _ombudsman(window: MainWindow, session: Session) -> Page:
    from ui.cases.matters_screen import MattersScreen

    made = MattersScreen(session)
    made.opened.connect(window.open_case)
    return made


def open_matter(window: MainWindow, matter_id: int, verb: Verb | None = None) -> None:
    """A matter of the Ombudsman that is of none of our cases, with the form of a verb; 0 for one to be recorded."""
    from ui.cases.matters_screen import MattersScreen

    page = window.page(OMBUDSMAN)
    assert isinstance(page, MattersScreen)
    try:
        page.show_matter(matter_id) if matter_id else page.begin_new()
    except Problem as problem:
        window.tell(problem)
        return
    window.go(OMBUDSMAN)
    if verb is not None and matter_id:
        page.begin_verb(verb)


def review_case(window: MainWindow, *, erase: bool) -> None:
    """Ask to erase the case that is being read, or to put it on legal hold (or end that)."""
    from ui.cases.case_screen import CaseScreen
    from ui.retention import RetentionScreen

    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    if not case.case_id:
        return
    page = window.go(RETENTION)
    assert isinstance(page, RetentionScreen)
    page.ask_to_erase_cases([case.case_id]) if erase else page.ask_to_hold_cases([case.case_id])


def _settings(window: MainWindow, session: Session) -> Page:
    from ui.settings import SettingsScreen

    def key_card() -> QWidget:
        from ui.unlock.recovery_key import RENEWED, RecoveryKey  # not before a new key is made

        return RecoveryKey(RENEWED, "I have it")

    return SettingsScreen(session, window.themes, window.preferences, key_card)


def _council_settings(window: MainWindow) -> None:
    """Where the council says who it is and how people reach it."""
    from ui.settings import SettingsScreen
    from ui.settings.council import CouncilSection

    page = window.go(SETTINGS)
    assert isinstance(page, SettingsScreen)
    page.go_to(CouncilSection.title)


def _help(window: MainWindow, _session: Session) -> Page:
    from ui.help import HelpScreen

    made = HelpScreen()
    made.left.connect(window.back)
    return made


PAGES: tuple[PageSpec, ...] = (
    PageSpec(TODAY, _today, "Today", "layout-dashboard", "Ctrl+1"),
    PageSpec(CASES, _cases, "Cases", "inbox", "Ctrl+2"),
    PageSpec(LOG, _log, "Log feedback", "square-pen", "Ctrl+3"),
    PageSpec(LEARNING, _learning, "Learning and actions", "lightbulb", "Ctrl+4"),
    PageSpec(REPORT, _report, "Annual report", "file-text", "Ctrl+5"),
    PageSpec(MONITORING, _monitoring, "Monitoring", "chart-column", "Ctrl+6"),
    PageSpec(CASE, _case, beside=CASES),
    PageSpec(PERSON, _person, beside=CASES),
    PageSpec(OMBUDSMAN, _ombudsman, beside=CASES),
    PageSpec(IMPORT, _import, "Import a register", "upload", "Ctrl+I", second=True),
    PageSpec(HISTORY, _history, "History", "history", "Ctrl+H", second=True),
    PageSpec(RETENTION, _retention, beside=HISTORY),
    PageSpec(SETTINGS, _settings, "Settings", "settings", "Ctrl+,", second=True),
    PageSpec(HELP, _help, "Help", "book-open", "F1", second=True),
)
"""As they stand at the side, from the top."""
BY_KEY = {page.key: page for page in PAGES}
AT_SIDE = tuple(page for page in PAGES if page.name)


def side_items() -> list[Item | None]:
    """What the side bar shows: the pages of every day, and after a gap the others."""
    first, second = ([page.item for page in AT_SIDE if page.second is group] for group in (False, True))
    return [*first, None, *second]
