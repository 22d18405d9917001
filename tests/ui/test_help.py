"""The guide: true about the window, whole, British, and read by keyboard."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from desk_app import procedures
from desk_app.cli.parser import parser
from desk_app.offers import Verb
from desk_app.records import Kind
from desk_app.working_days import LISTED_UNTIL, calendar
from tests.house_rules.test_packaging import ROOT
from tests.house_rules.test_words import AMERICAN
from ui.annual_report.scope import ScopeStep
from ui.annual_report.steps import STEPS
from ui.help import HelpScreen, topics, verbs
from ui.help.filling import LISTS_OF_LETTERS, NAMED, PROCEDURE, SHORTCUTS, fill
from ui.help.screen import KEY
from ui.help.window import HelpWindow
from ui.kit.theme import Mode, ThemeManager
from ui.main_window import MainWindow
from ui.pages import PAGES
from ui.settings import SettingsScreen
from ui.shortcuts import MORE

BOLD = re.compile(r"\*\*([^*]+)\*\*")
NAMED_TEST = re.compile(r"\(tests/\S+\)|\bSQLCipher\b")
"""And the one name of a library that an officer for security asks for."""
CODE = re.compile(r"`([^`]+)`")
PLAIN_KEYS = {"Tab", "Shift+Tab", "Enter", "Esc", "Space", "Down", "Up", "F1"}
JARGON = re.compile(
    r"(?<!\.)\b(journal|schema|SQL\w*|dataclass|verbs?|profiles?|branch|cipher|widget|dialog|boolean|database|metadata|"
    r"backend|UI|GUI|JSON|WAL|worklist|simply|easily|just|powerful|seamless\w*|leverage|robust)\b",
    re.IGNORECASE,
)
TOPICS = [topic for group in topics.contents() for topic in group.topics]
each_topic = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.key)


@pytest.fixture
def screen(qtbot: QtBot, themes: ThemeManager) -> HelpScreen:
    """The page, in sight, in no window of ours."""
    made = HelpScreen()
    qtbot.addWidget(made)
    made.resize(1060, 700)
    made.show()
    made.arrive()
    return made


@cache
def _strings() -> frozenset[str]:
    """Every piece of text in the program, as it is read on the screen."""
    found = set()
    for package in ("ui", "desk_app"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(_said(node.value))
    return frozenset(found)


def _said(text: str) -> str:
    return text.replace("&", "").strip().rstrip("…:.")


def _typed(topic: topics.Topic) -> str:
    """A page without what is put in when it is shown."""
    return NAMED.sub("", topic.text)


# --- the texts
def test_every_page_is_in_the_contents_once() -> None:
    """No file is forgotten, no two pages have one title."""
    files = {path.stem for path in resources.path("help").glob("*.md")}
    keys = [topic.key for topic in TOPICS]
    assert sorted(keys) == sorted(files)
    assert len({topic.title for topic in TOPICS}) == len(TOPICS)


def test_every_page_of_the_window_has_its_help() -> None:
    """F1 finds it by the page's key; so does the way in."""
    assert {page.key for page in PAGES} | {"unlock", topics.START} <= topics.topics().keys()


@each_topic
def test_every_link_leads_to_a_page(topic: topics.Topic) -> None:
    """And none out of the program."""
    assert set(topic.links) <= topics.topics().keys()
    assert topic.key not in topic.links
    assert "http" not in topic.text
    assert "www." not in topic.text


@each_topic
def test_a_page_begins_with_its_title_and_says_something(topic: topics.Topic) -> None:
    """One first heading; then no level is left out."""
    levels = [len(line.split()[0]) for line in topic.text.splitlines() if re.match(r"#+ ", line)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert len(topic.plain.split()) > 5


def test_every_verb_that_is_named_is_in_the_menus(window: MainWindow) -> None:
    """Their place and keys are looked up when the page is shown."""
    known = verbs.of_window(window)
    for name in (name for topic in TOPICS for name in NAMED.findall(topic.text)):
        if name.startswith(PROCEDURE):
            assert name.removeprefix(PROCEDURE) in procedures.shipped_by_key()
        elif name != SHORTCUTS and name not in LISTS_OF_LETTERS:
            assert name in known


def test_every_key_that_is_named_does_something(window: MainWindow) -> None:
    """In the menus, or among those the list of shortcuts adds; and every command is one of `desk`."""
    known = {verb.keys for verb in verbs.of_window(window).values()} | PLAIN_KEYS
    known |= {key for keys, _ in MORE for key in (keys, *keys.split(", "))}
    known |= {f"desk {name}" for name in re.findall(r"^ {4}([a-z]+) {2}", parser().format_help(), re.MULTILINE)}
    unknown = [(topic.key, key) for topic in TOPICS for key in CODE.findall(_typed(topic)) if key not in known]
    assert unknown == []


def test_every_name_in_bold_stands_in_the_window(window: MainWindow) -> None:
    """Buttons, fields and menus: what is renamed there has to be renamed here."""
    menus = {f"{verb.menu} > {verb.name}" for verb in verbs.of_window(window).values()}
    known = {verb.menu for verb in verbs.of_window(window).values()} | menus | _strings()
    named = [(topic.key, _said(name)) for topic in TOPICS for name in BOLD.findall(_typed(topic))]
    assert [(key, name) for key, name in named if name not in known] == []


def test_what_stands_in_tables_is_what_the_program_has(window: MainWindow) -> None:
    """The kinds of feedback, the sections of the settings in their order, the verbs of a case."""
    kinds, sections, case, ending = (
        _first_column(topics.topics()[key]) for key in ("kinds", "settings", "case", "ending")
    )
    assert set(kinds) == set(map(str, Kind))
    settings = window.go("settings")
    assert isinstance(settings, SettingsScreen)
    assert sections == [settings.list.item(row).text() for row in range(settings.list.count())]
    assert {*case, *ending} <= set(map(str, Verb))


def test_the_steps_of_the_report_are_its_pages_headings() -> None:
    """In their order."""
    headings = [line[3:] for line in topics.topics()["report"].text.splitlines() if line.startswith("## ")]
    steps = [ScopeStep.title, *(vars(step)["title"] for step in STEPS)]
    assert headings[: len(steps)] == steps


def _first_column(topic: topics.Topic) -> list[str]:
    rows = [line.split("|")[1].strip() for line in topic.text.splitlines() if line.startswith("| ")]
    return rows[1:]


@each_topic
def test_words_are_plain_and_british(topic: topics.Topic) -> None:
    """No words of the workshop, no praise; sentences that end."""
    assert AMERICAN.findall(topic.text) == []
    assert [found[0] for found in JARGON.finditer(NAMED_TEST.sub("", topic.plain))] == []
    long = [s for s in re.split(r"(?<=[.?:])\s|\n", topic.plain) if len(s.split()) > 32]
    assert long == []


def test_examples_of_working_days_are_counted_right() -> None:
    """The same days as the program counts."""
    days = calendar()
    text = topics.topics()["working-days"].plain
    for start, count, end in (
        (date(2026, 11, 2), 10, date(2026, 11, 16)),
        (date(2024, 1, 6), 3, date(2024, 1, 10)),
        (date(2024, 8, 29), 65, date(2024, 11, 28)),
    ):
        assert days.after(start, count) == end
        for day in (start, end):
            assert f"{day:%A} {day.day} {day:%B %Y}" in text
        assert f"{count} working days" in text
    for day in (date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)):
        assert not days.is_working(day)
        assert f"{day:%A} {day.day} {day:%B %Y}" in text
    assert str(LISTED_UNTIL.year) in text


def test_limits_are_those_the_program_counts_with(screen: HelpScreen) -> None:
    """Every step of every procedure, with its source."""
    screen.show_topic("procedures")
    said = screen.reader.toPlainText()
    for profile in procedures.SHIPPED:
        for rule in profile.steps:
            assert procedures.in_words(rule).casefold() in said.casefold()
            assert rule.citation.casefold() in said.casefold()


# --- the screen
def _anchors(screen: HelpScreen) -> Iterator[str]:
    block = screen.reader.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            if pieces.fragment().charFormat().isAnchor():
                yield pieces.fragment().charFormat().anchorHref()
            pieces += 1
        block = block.next()


@each_topic
def test_a_shown_page_has_its_links_and_no_marks_left(topic: topics.Topic, screen: HelpScreen) -> None:
    """No bare Markdown, nothing that was not filled in."""
    screen.show_topic(topic.key)
    assert set(_anchors(screen)) == set(topic.links)
    said = screen.reader.toPlainText()
    assert not re.search(r"[{}`|]|\*\*|^#|\]\(", said, re.MULTILINE)
    assert screen.reader.accessibleName() == topic.title
    assert screen.contents.currentItem().text() == topic.title


def test_an_unknown_page_shows_the_first(screen: HelpScreen) -> None:
    """A page of the window that has no help yet is no dead end."""
    screen.show_topic("nowhere")
    assert screen.key == topics.START


def test_links_are_followed_and_one_finds_back(screen: HelpScreen, qtbot: QtBot) -> None:
    """By keyboard: Tab to the link, Enter; the arrows go back and forward."""
    link = topics.topics()[topics.START].links[0]
    qtbot.keyClick(screen.reader, Qt.Key.Key_Tab)
    qtbot.keyClick(screen.reader, Qt.Key.Key_Return)
    assert screen.key == link
    assert not screen.forward.isEnabled()
    screen.back.click()
    assert screen.key == topics.START
    assert not screen.back.isEnabled()
    screen.forward.click()
    assert screen.key == link
    screen.back.click()
    screen.show_topic("kinds")
    assert not screen.forward.isEnabled()


def test_the_search_finds_pages_by_their_words(screen: HelpScreen, qtbot: QtBot) -> None:
    """Beginnings of words do; what is generated is found too; Enter opens the first with its words marked."""
    qtbot.keyClicks(screen.search, "3 june")
    found = [screen.contents.item(row).data(KEY) for row in range(screen.contents.count())]
    assert found == ["working-days"]
    qtbot.keyClick(screen.search, Qt.Key.Key_Return)
    assert screen.key == "working-days"
    assert screen.reader.hasFocus()
    assert len(screen.reader.extraSelections()) >= 2
    screen.search.setText("adjudication letter")
    assert "procedures" in [screen.contents.item(row).data(KEY) for row in range(screen.contents.count())]
    screen.search.setText("zebra")
    assert screen.contents.count() == 0
    assert "Use fewer" in screen.found.text()
    screen.search.clear()
    assert screen.contents.count() > len(TOPICS)


def test_titles_come_before_texts(screen: HelpScreen) -> None:
    """Looked for by its title, a page stands first."""
    for topic in TOPICS:
        hits = topics.find(topic.title.partition(",")[0], lambda text: fill(text, {}))
        assert hits[0].topic.key == topic.key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("password", "trouble"), ("delete", "questions"), ("email", "log"), ("gdpr", "data-protection"),
        ("onedrive", "questions"), ("print", "questions"), ("font", "questions"), ("restore", "backup"),
        ("extension", "procedures"), ("court", "ending"), ("panel", "later-stages"), ("overdue", "today"),
    ],
)  # fmt: skip
def test_words_that_people_use_find_their_page(typed: str, key: str) -> None:
    """Also where the program calls it otherwise."""
    assert key in [hit.topic.key for hit in topics.find(typed, lambda text: fill(text, {}))]


def test_the_contents_are_worked_with_the_arrows(screen: HelpScreen, qtbot: QtBot) -> None:
    """Heads of groups are passed over."""
    screen.contents.setFocus()
    seen = [screen.key]
    for _ in TOPICS[1:]:
        qtbot.keyClick(screen.contents, Qt.Key.Key_Down)
        seen.append(screen.key)
    assert seen == [topic.key for topic in TOPICS]


def test_shortcuts_are_those_of_the_window(window: MainWindow) -> None:
    """Every verb with a key, and the keys that belong to no menu; never typed into the page."""
    made = HelpScreen()
    window.shell.stack.addWidget(made)
    made.show_topic("keyboard")
    said = made.reader.toPlainText()
    for verb in verbs.of_window(window).values():
        if verb.keys:
            assert f"{verb.keys}\n{verb.name}" in said
    for keys, what in MORE:
        assert f"{keys}\n{what}" in said


def test_help_is_there_before_a_store_is_open(window: MainWindow, qtbot: QtBot) -> None:
    """In a window of its own, about getting in, with the verbs of the main window; Escape closes it."""
    window.lock()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    [made] = window.findChildren(HelpWindow)
    assert made.isVisible()
    assert made.help.key == "unlock"
    assert "Store > Lock" in made.help.reader.toPlainText()
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not window.findChildren(HelpWindow) or not made.isVisible()


def test_f1_opens_the_help_for_the_page_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    """And from there one goes back to the page."""
    for page in PAGES:
        if page.name and page.key != "help":
            window.go(page.key)
            qtbot.keyClick(window, Qt.Key.Key_F1)
            shown = window.page("help")
            assert isinstance(shown, HelpScreen)
            assert (window.current(), shown.key) == ("help", page.key)


def test_another_theme_is_followed_at_once(screen: HelpScreen, themes: ThemeManager) -> None:
    """Links, tables and keys have the palette's colours: the system's in its high contrast."""
    screen.show_topic(topics.START)
    seen = set()
    for mode in (Mode.LIGHT, Mode.DARK):
        themes.set_mode(mode)
        link = QApplication.palette().color(QPalette.ColorRole.Link)
        html = screen.reader.toHtml()
        assert f"color:{link.name()}" in html
        seen.add(link.name())
    themes.set_mode(Mode.LIGHT)
    assert len(seen) == 2


def test_pages_can_be_enlarged(screen: HelpScreen, qtbot: QtBot) -> None:
    """With the keys the report has too; not without end; 0 is as it was."""
    for _ in range(20):
        qtbot.keyClick(screen.reader, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert screen.per_cent.text() == "200%"
    assert screen.reader.document().defaultFont().pixelSize() == 30
    qtbot.keyClick(screen.reader, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(screen.reader, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert screen.per_cent.text() == "80%"


def test_tab_leaves_the_page_after_its_last_link(screen: HelpScreen, qtbot: QtBot) -> None:
    """No keyboard trap."""
    for _ in range(len(topics.topics()[topics.START].links) + 1):
        assert screen.reader.hasFocus()
        qtbot.keyClick(screen.reader, Qt.Key.Key_Tab)
    assert not screen.reader.hasFocus()


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@each_topic
def test_no_page_is_wider_than_a_small_window(topic: topics.Topic, screen: HelpScreen, zoom: float) -> None:
    """1366 by 768 at 150%, with the side bar: read without scrolling sideways."""
    screen.resize(690, 480)
    screen.reader.set_zoom(zoom)
    screen.show_topic(topic.key)
    QApplication.processEvents()
    assert screen.reader.document().size().width() <= screen.reader.viewport().width()


def test_nothing_is_fetched_for_a_page(screen: HelpScreen) -> None:
    """A picture from anywhere stays away."""
    screen.reader.show_page("x", "# x\n\n![picture](file:///etc/hostname)\n\n<img src='http://example.org/a.png'>")
    assert screen.reader.loadResource(2, "file:///etc/hostname") is None
    assert screen.reader.isReadOnly()


def test_names_of_lists_and_fields_are_said(screen: HelpScreen) -> None:
    """What a screen reader says on arriving there."""
    for widget in (screen.search, screen.contents, screen.reader):
        assert widget.accessibleName()


def test_no_page_is_cut_in_the_contents(screen: HelpScreen, qtbot: QtBot) -> None:
    """In a narrow window a title goes over as many lines as it needs."""
    screen.resize(600, 480)
    contents = screen.contents
    qtbot.waitUntil(lambda: contents.viewport().width() < 200)
    high = {contents.item(n).text(): contents.item(n).sizeHint().height() for n in range(contents.count())}
    line = contents.fontMetrics().lineSpacing()
    assert high["Documents and bundles"] >= high["Today"] + line
    assert high["Security and data protection, promise by promise"] >= high["Today"] + 2 * line
