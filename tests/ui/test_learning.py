"""Learning and actions: found, done in one click, added to, exported."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from desk_app.offers import Verb
from ui.cases.case_screen import CaseScreen
from ui.learning import LearningScreen
from ui.lessons import Shown
from ui.main_window import MainWindow
from ui.pages import CASE, LEARNING

Log = Callable[..., Logged]


def learning_of(window: MainWindow) -> LearningScreen:
    page = window.go(LEARNING)
    assert isinstance(page, LearningScreen)
    page.reload()
    return page


def do(window: MainWindow, case_id: int, verb: Verb, **answers: object) -> None:
    """Past the window, as the case's page would."""
    assert window.session is not None
    file = window.session.desk.case_file(case_id)
    [offer, *_] = [offer for offer in window.session.desk.offers(file) if offer.verb is verb]
    done = window.session.do(offer, file, answers)
    assert not done.problems, done.problems


def some(window: MainWindow, logged: Log) -> int:
    """A case with three open actions, one of them overdue, and one without a plan."""
    case_id = logged().case_id
    do(window, case_id, Verb.ACT, kind="Apology", action="Write to Ada", owner="Gil Example", due_on="23/11/2026")
    do(window, case_id, Verb.ACT, kind="Apology", action="Ring Ben", owner="Hal Example", due_on="24/11/2026")
    do(window, case_id, Verb.ACT, kind="Process changed", action="New form", owner="Gil Example")
    do(window, case_id, Verb.ACT, kind="Apology")
    do(window, case_id, Verb.LEARN, category="Service quality", text="Ring back within a day.", kind="Apology",
       action="Brief the team", due_on="1/12/2026")  # fmt: skip
    return case_id


def texts(page: LearningScreen) -> list[str]:
    return [line.row.text for line in page.action_card.lines]


def test_what_is_due_first_comes_first_and_what_was_never_planned_is_apart(window: MainWindow, logged: Log) -> None:
    """An old register's actions have neither date nor owner."""
    some(window, logged)
    page = learning_of(window)
    assert texts(page) == ["Write to Ada", "Ring Ben", "Brief the team", "New form"]
    assert page.heading.beneath.text() == "4 open actions, 1 of them overdue"
    page.action_card.shown.choose(str(Shown.UNPLANNED))
    assert page.action_card.title.text() == "Actions: 1"
    page.action_card.shown.choose(str(Shown.OVERDUE))
    assert texts(page) == ["Write to Ada"]
    page.action_card.shown.choose(str(Shown.DONE))
    assert texts(page) == []


def test_chips_narrow_to_an_owner_and_a_team(window: MainWindow, logged: Log) -> None:
    """Who and which team have actions is what they offer."""
    some(window, logged)
    other = logged(team="Leaving Care", complainant={"name": "Other Example"}).case_id
    do(window, other, Verb.ACT, kind="Apology", action="Say sorry", owner="Gil Example", due_on="30/11/2026")
    page = learning_of(window)
    assert window.session is not None
    assert window.session.lessons.owners() == ["Gil Example", "Hal Example"]
    assert window.session.lessons.teams() == ["Fostering", "Leaving Care"]
    page.action_card.owner.choose("Gil Example")
    assert texts(page) == ["Write to Ada", "Say sorry", "New form"]
    page.action_card.team.choose("Leaving Care")
    assert texts(page) == ["Say sorry"]
    page.action_card.team.choose("Fostering")
    page.action_card.shown.choose(str(Shown.DONE))
    assert page.action_card.title.text() == "Actions: 0"


def test_an_action_is_done_in_one_click_and_undone_in_another(window: MainWindow, logged: Log) -> None:
    """The keyboard goes on with the next one; Undo stands in the message."""
    case_id = some(window, logged)
    page = learning_of(window)
    page.action_card.lines[1].mark.click()
    assert texts(page) == ["Write to Ada", "Brief the team", "New form"]
    assert page.action_card.lines[1].mark.hasFocus()
    assert window.session is not None
    done = {a.text: a.done_on for a in window.session.desk.case_file(case_id).actions}
    assert done["Ring Ben"] == window.session.today
    undo = next(made for made in window.shell.message.findChildren(QPushButton) if made.text() == "Undo")
    undo.click()
    assert texts(page) == ["Write to Ada", "Ring Ben", "Brief the team", "New form"]


def test_of_two_that_read_alike_the_one_pressed_is_done(window: MainWindow, logged: Log) -> None:
    """By its record."""
    case_id = logged().case_id
    for owner in ("Gil Example", "Hal Example"):
        do(window, case_id, Verb.ACT, kind="Apology", action="Write", owner=owner, due_on="25/11/2026")
    page = learning_of(window)
    page.action_card.lines[1].mark.click()
    assert [line.row.owner for line in page.action_card.lines] == ["Gil Example"]


def test_one_that_was_done_meanwhile_says_so(window: MainWindow, logged: Log) -> None:
    """Nothing is saved twice."""
    case_id = some(window, logged)
    page = learning_of(window)
    assert window.session is not None
    row = page.action_card.lines[0].row
    do(window, case_id, Verb.COMPLETE_ACTION, action=str(row.id), done_on="20/11/2026")
    page.action_card.mark_done(0, row)
    assert "not open any more" in window.shell.message.accessibleName()


def test_what_was_learnt_is_found_by_category_and_year_and_opens_its_case(window: MainWindow, logged: Log) -> None:
    """It says what followed from it."""
    case_id = some(window, logged)
    last_year = logged(received_on="16 Mar 2026", complainant={"name": "Other Example"}).case_id
    do(window, last_year, Verb.LEARN, category="Policy and procedure", text="Write it down.")
    page = learning_of(window)
    assert page.learned_card.title.text() == "What was learnt: 2"
    page.learned_card.year.choose("2026/27")
    [line] = page.learned_card.lines
    assert (line.row.text, line.row.actions, line.row.done) == ("Ring back within a day.", 1, 0)
    page.learned_card.category.choose("Policy and procedure")
    assert page.learned_card.lines == []
    page.learned_card.category.clear()
    page.learned_card.lines[0].link.click()
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    assert case.case_id == case_id
    window.back()
    assert window.current() == LEARNING


def test_an_action_is_added_on_the_page_of_the_case_that_is_named(window: MainWindow, logged: Log) -> None:
    """By its reference or its last number; what is not there is said beside the field."""
    logged()
    page = learning_of(window)
    for typed, said in (
        ("", "Enter the reference"),
        ("CF/2026-27/0099", "no case CF/2026-27/0099"),
        ("77", "no case 77"),
    ):
        page.reference.set_value(typed)
        page.add_to_case(Verb.ACT)
        assert said in page.reference.problem
    page.reference.set_value("1")
    page.add_to_case(Verb.ACT)
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    assert window.current() == CASE
    assert case.verb_form is not None
    assert "due_on" in case.verb_form.fields


def test_a_compliment_takes_no_action(window: MainWindow, logged: Log) -> None:
    """It says what does."""
    done = logged(kind="Compliment", at_risk=None, route=None, child=None, recipients=[{"name": "Kim Example"}])
    page = learning_of(window)
    page.reference.set_value(done.reference)
    page.add_to_case(Verb.LEARN)
    assert "once an investigation is open" in page.reference.problem
    assert window.current() == LEARNING


def test_all_of_it_is_exported_as_one_table(window: MainWindow, logged: Log, qtbot: QtBot, tmp_path: Path) -> None:
    """Each piece of learning with its actions, and the actions without any; noted in the journal."""
    some(window, logged)
    page = learning_of(window)
    out = tmp_path / "learning.csv"
    page.export_to(out)
    qtbot.waitUntil(lambda: out.is_file() and not page.working.busy)
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 5
    [learnt] = [row for row in rows if row["What was learnt"]]
    assert (learnt["Learning category"], learnt["Action"], learnt["Due"]) == (
        "Service quality", "Brief the team", "01/12/2026",
    )  # fmt: skip
    assert window.session is not None
    assert window.session.desk.store.history()[0][0].verb == "export learning"


def test_with_nothing_it_says_so(window: MainWindow) -> None:
    """And the page can be left by keyboard."""
    page = learning_of(window)
    assert page.heading.beneath.text() == "No action is open"
    assert page.action_card.title.text() == "Actions: 0"
    assert page.action_card.shown.hasFocus()


def test_tab_goes_through_the_actions_before_what_was_learnt(window: MainWindow, logged: Log) -> None:
    """Also when only the actions were narrowed."""
    some(window, logged)
    page = learning_of(window)
    page.action_card.owner.choose("Gil Example")
    chain: list[QWidget] = []
    widget: QWidget = page.action_card.team
    for _ in range(300):
        after = widget.nextInFocusChain()
        assert after is not None
        chain.append(after)
        widget = after
    first, last = page.action_card.lines[0], page.action_card.lines[-1]
    learned = page.learned_card
    wanted = [first.button, first.mark, last.button, last.mark, learned.category, learned.lines[0].link]
    assert [chain.index(each) for each in wanted] == sorted(chain.index(each) for each in wanted)
