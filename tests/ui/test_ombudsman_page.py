"""The Ombudsman's matters, also those that are of none of our cases, through the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from desk_app.desk import Desk, Logged
from desk_app.offers import Offer, Verb
from desk_app.store import Store
from ui.cases.case_screen import CaseScreen
from ui.cases.corrections import Target, targets
from ui.cases.matters_screen import MattersScreen, Shown
from ui.main_window import MainWindow
from ui.today import TodayScreen


def page_of(window: MainWindow) -> MattersScreen:
    page = window.go("ombudsman")
    assert isinstance(page, MattersScreen)
    return page


def begun(window: MainWindow, reference: str = "25 005 179") -> MattersScreen:
    """A matter without a case, recorded on the page: asked on 16 November 2026."""
    page = page_of(window)
    page.begin_button.click()
    assert page.form is not None
    page.form.give({"reference": reference, "about": "Respite at Example House", "kind": "Enquiry", "on": "16/11/2026"})
    page.form.save()
    return page


def test_a_matter_without_a_case_is_recorded_answered_decided_and_its_remedy_done(
    window: MainWindow, store: Store
) -> None:
    """It is on Today with 28 calendar days; after the decision with a remedy nothing is left of it."""
    page = begun(window)
    assert page.file is not None
    assert page.file.without_case
    assert not store.read("SELECT 1 FROM feedback_case")
    [(step, called)] = store.open_steps()
    assert (called, step.due_on) == ("Ombudsman 25 005 179", date(2026, 12, 14))
    assert page.bar is not None
    offered = (Verb.ANSWER_REQUEST, Verb.REQUEST, Verb.DECISION, Verb.TIE_MATTER)
    assert [*page.bar.buttons] == [*map(str, offered), "More"]  # where it is removed
    page.begin_verb(Verb.ANSWER_REQUEST)
    assert page.form is not None
    page.form.give({"sent_on": "20/11/2026"})
    page.form.save()
    assert not store.open_steps()
    page.begin_verb(Verb.DECISION)
    page.form.give(
        {"decision": "Investigated: upheld", "on": "23/11/2026", "remedy": "Pay £300", "due_on": "1/12/2026"}
    )
    page.form.save()
    assert [step.key for step, _ in store.open_steps()] == ["remedy"]
    page.begin_verb(Verb.COMPLETE_REMEDY)
    page.form.save()
    assert not store.open_steps()
    page.show_list()
    assert not page.rows  # nothing of it is open
    page.shown.choose(str(Shown.ALONE))
    assert [row.line.decision for row in page.rows] == ["Investigated: upheld"]
    assert store.verify().ok


def test_a_reference_that_is_known_already_is_said_beside_the_field(window: MainWindow) -> None:
    """However it is spaced; it is taken all the same."""
    page = begun(window)
    page.show_list()
    page.begin_new()
    assert page.form is not None
    field = page.form.fields["reference"]
    assert isinstance(field.input, QLineEdit)
    field.set_value(" 25005179 ")
    field.input.editingFinished.emit()
    assert "without a case with this reference" in field.doubt


def test_undoing_it_leaves_the_list_in_sight(window: MainWindow, store: Store) -> None:
    """The matter and its request go together."""
    page = begun(window)
    assert window.session is not None
    window.session.undo()
    assert page.file is None
    assert not page.rows
    assert not store.open_steps()


def test_today_leads_to_it_and_answers_it_in_one_click(window: MainWindow, store: Store) -> None:
    """It stands in everybody's worklist; it cannot be put off."""
    begun(window)
    today = window.go("today")
    assert isinstance(today, TodayScreen)
    worklist = today.list
    [row] = worklist.rows
    assert not hasattr(row, "snooze")
    row.button.click()
    assert window.current() == "ombudsman"
    window.go("today")
    worklist.rows[0].steps[0].click()
    assert not store.open_steps()


def test_a_half_typed_matter_is_kept_as_a_draft_and_taken_up_again(window: MainWindow) -> None:
    """From Today, like every other form."""
    page = page_of(window)
    page.begin_new()
    assert page.form is not None
    page.form.give({"about": "Respite at Example House"})
    window.go("today")
    assert window.session is not None
    [draft] = window.session.drafts_of_cases()
    window.open_draft(draft.key)
    assert window.current() == "ombudsman"
    assert page.form is not None
    assert page.form.answers()["about"] == "Respite at Example House"


def test_a_matter_is_corrected(window: MainWindow, store: Store) -> None:
    """The day a request came, and a date that cannot be is refused beside its field."""
    page = begun(window)
    assert page.bar is not None
    assert page.file is not None
    request = page.file.requests[0]
    page.correct(next(t for t in _targets(page) if t.record == request))
    form = page.correct_form
    assert form is not None
    form.fields["received_on"].set_value("10/11/2026")
    form.fields["sent_on"].set_value("9/11/2026")
    form.save()
    assert "before" in form.fields["sent_on"].problem
    form.fields["sent_on"].set_value("")
    form.save()
    assert "It is kept with the matter" in form.fields["why"].problem
    form.fields["why"].set_value("Its stamp.")
    form.save()
    assert page.correct_form is None
    assert page.file is not None
    assert "Why: Its stamp." in page.file.matters[0].corrections
    assert any("Why: Its stamp." in each.text() for each in page.findChildren(QLabel))
    [(step, _)] = store.open_steps()
    assert step.due_on == date(2026, 12, 8)


def _targets(page: MattersScreen) -> list[Target]:
    assert page.file is not None
    return list(targets(page.file))


def test_the_list_leads_to_the_case_of_a_matter(
    window: MainWindow, store: Store, today: date, logged: Callable[..., Logged]
) -> None:
    """A matter of a case of ours stands on that case's page."""
    desk = Desk(store, lambda: today)
    case_id = logged().case_id
    asked = {"reference": "26 000 001", "kind": "Enquiry", "on": "24/11/2026"}
    assert not desk.do(Offer(Verb.MATTER), desk.case_file(case_id), asked).problems
    page = page_of(window)
    [row] = page.rows
    assert row.line.case_reference == desk.case_file(case_id).case.reference
    QTest.keyClick(row.button, Qt.Key.Key_Space)
    assert window.current() == "case"


def test_a_decision_that_is_there_fills_the_form_that_corrects_it(window: MainWindow) -> None:
    """With its day and the day it was published; the form says what it does."""
    page = begun(window)
    decided = {"decision": "Investigated: upheld", "on": "20/11/2026", "published_on": "23/11/2026"}
    page.begin_verb(Verb.DECISION)
    assert page.form is not None
    page.form.give({**decided, "unanswered": "No answer is needed any more"})
    page.form.save()
    page.begin_verb(Verb.DECISION)
    answers = page.form.answers()
    assert (answers["decision"], answers["on"], answers["published_on"]) == (
        "Investigated: upheld", "20 Nov 2026", "23 Nov 2026",
    )  # fmt: skip
    assert any("This corrects the decision" in each.text() for each in page.form.findChildren(QLabel))


def test_a_matter_is_removed_and_brought_back(window: MainWindow, store: Store) -> None:
    """With a reason; the list is in sight, and what was removed can be undone where that is said."""
    page = begun(window)
    page.begin_verb(Verb.REMOVE_MATTER)
    assert page.form is not None
    page.form.save()
    assert "Say why" in page.form.fields["reason"].problem
    page.form.give({"reason": "Recorded twice."})
    page.form.save()
    assert page.file is None
    assert not page.rows
    assert not store.open_steps()
    assert "the matter is removed" in window.shell.message.accessibleName()
    assert window.session is not None
    assert not window.session.drafts_of_cases()
    window.session.undo()
    assert [row.line.reference for row in page.rows] == ["25 005 179"]


def test_a_matter_is_tied_to_a_case(window: MainWindow, store: Store, logged: Callable[..., Logged]) -> None:
    """What the case is about stands beside the field; afterwards its page is in sight."""
    case_id = logged(received_on="2 Nov 2026").case_id
    page = begun(window)
    page.begin_verb(Verb.TIE_MATTER)
    assert page.form is not None
    field = page.form.fields["case"]
    assert isinstance(field.input, QLineEdit)
    field.set_value("CF/2026-27/0099")
    page.form.save()
    assert "no case with this reference" in field.problem
    field.set_value("cf/2026-27/0001")
    field.input.editingFinished.emit()
    assert field.doubt == "That is: Allowance paid late"
    page.form.save()
    assert window.current() == "case"
    case = window.page("case")
    assert isinstance(case, CaseScreen)
    assert case.case_id == case_id
    assert case.file is not None
    assert [matter.reference for matter in case.file.matters] == ["25 005 179"]
    assert "the matter is one of the case now" in window.shell.message.accessibleName()
    assert window.session is not None
    assert not window.session.drafts_of_cases()
    window.session.undo()
    assert not case.file.matters
    assert page.rows[0].line.case_id is None
