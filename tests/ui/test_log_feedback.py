"""Forms: problems beside their fields, dates that follow, drafts that are never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from desk_app.records import Case, Kind, Role
from desk_app.store import opening
from tests.conftest import PASSPHRASE
from ui.log_feedback import LogScreen, drafts
from ui.log_feedback.questions import FORMS
from ui.log_feedback.screen import Entry
from ui.main_window import MainWindow
from ui.pages import LOG, TODAY
from ui.today import TodayScreen


def _entry(window: MainWindow, kind: Kind = Kind.COMPLAINT) -> Entry:
    window.log(kind)
    page = window.page(LOG)
    assert isinstance(page, LogScreen)
    assert page.entry is not None
    return page.entry


def _screen(window: MainWindow) -> LogScreen:
    page = window.page(LOG)
    assert isinstance(page, LogScreen)
    return page


def test_safeguarding_is_asked_first(window: MainWindow) -> None:
    """Yes says what to do now, and asks whom one told."""
    form = _entry(window).form
    assert next(iter(form.fields)) == "at_risk"
    assert not form.instructions.isVisible()
    form.fields["at_risk"].set_value("Yes")
    assert form.instructions.isVisible()
    assert form.fields["referred_to"].isVisible()
    form.fields["at_risk"].set_value("No")
    assert not form.fields["referred_to"].isVisible()


def test_problems_stand_beside_their_fields(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing is saved; the keyboard is in the first field that is wrong; the summary leads to each."""
    entry = _entry(window)
    entry.form.fields["received_on"].set_value("1/1/2030")
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    fields = entry.form.fields
    assert "future" in fields["received_on"].problem
    assert fields["words"].problem
    assert entry.summary.isVisible()
    assert len(entry.summary.links) == 2
    assert window.focusWidget() is fields["received_on"].input.focusProxy()
    fields["received_on"].set_value("today")
    fields["words"].set_value("Too slow.")
    entry.preview()
    assert not entry.summary.isVisible()
    assert not fields["words"].problem


def test_kind_date_and_words_alone_are_enough(window: MainWindow) -> None:
    """It says which reference was given, and shows the case."""
    entry = _entry(window)
    entry.form.fields["words"].set_value("Too slow.")
    entry.save()
    assert window.current() == "case"
    assert "Saved CF/2026-27/0001" in window.shell.message.accessibleName()


def test_the_dates_that_follow_are_shown_as_soon_as_they_can_be(window: MainWindow) -> None:
    """Received on Sunday 22 November: acknowledge by Wednesday, answer by 4 December."""
    entry = _entry(window)
    entry.form.fields["received_on"].set_value("22/11/26")
    entry.form.fields["words"].set_value("Too slow.")
    entry.preview()
    assert entry.due.text().splitlines() == [
        "Acknowledge by Wednesday 25 November 2026 (3 working days)",
        "Stage 1 response by Friday 4 December 2026 (10 working days)",
    ]


def test_the_answers_suggest_a_procedure_and_never_override_a_choice(window: MainWindow) -> None:
    """About leaving care: statutory, with its reason. A choice of one's own stays."""
    form = _entry(window).form
    form.fields["route.answers"].set_value(["Is it about leaving care?"])
    assert form.fields["route.choice"].value() == "Statutory"
    assert form.fields["route.reason"].value() == "About leaving care."
    form.fields["route.choice"].set_value("Corporate")
    form.fields["route.answers"].set_value(["Is it about the fostering service?"])
    assert form.fields["route.choice"].value() == "Corporate"


def test_teams_are_those_of_the_service_area(window: MainWindow) -> None:
    """A team chosen earlier stays chosen."""
    form = _entry(window).form
    form.fields["service_area"].set_value("Education and Achievement")
    team = form.fields["team"].input
    assert [team.itemText(n) for n in range(team.count())] == ["Choose…", "Education Access", "SEND Team"]  # type: ignore[union-attr]


def test_what_is_typed_is_kept_and_offered_again(window: MainWindow, qtbot: QtBot) -> None:
    """Left without saving: Today and the chooser offer the draft; saving removes it."""
    entry = _entry(window)
    entry.form.fields["words"].set_value("The taxi never came.")
    entry.form.fields["complainant.name"].set_value("Siân Ddraig 🐉")
    assert window.session is not None
    session = window.session
    qtbot.waitUntil(lambda: bool(session.drafts()))
    assert session.desk.store.all(Case) == []
    entry.left.emit()
    screen = _screen(window)
    link = next(b for b in screen.chooser.findChildren(QPushButton) if "Siân" in b.text())
    link.click()
    assert screen.entry is not None
    assert screen.entry.form.fields["words"].value() == "The taxi never came."
    today = window.go(TODAY)
    assert isinstance(today, TodayScreen)
    assert today.drafts.isVisible()
    screen.entry.save()
    assert session.drafts() == []


def test_an_empty_form_leaves_no_draft(window: MainWindow) -> None:
    """Opened by mistake and left."""
    entry = _entry(window)
    entry.left.emit()
    assert window.session is not None
    assert window.session.drafts() == []


def test_a_draft_thrown_away_can_be_brought_back(window: MainWindow) -> None:
    """Until the next message takes its place."""
    entry = _entry(window)
    entry.form.fields["words"].set_value("The taxi never came.")
    entry.keep()
    entry.throw.click()
    assert window.session is not None
    assert window.session.drafts() == []
    screen = _screen(window)
    back = next(b for b in screen.chooser.message.findChildren(QPushButton) if b.text() == "Bring it back")
    back.click()
    assert screen.entry is not None
    assert screen.entry.form.fields["words"].value() == "The taxi never came."


def test_locking_keeps_what_was_typed(window: MainWindow) -> None:
    """The draft is inside the store when it is closed."""
    entry = _entry(window)
    entry.form.fields["words"].set_value("Half a sen")
    assert window.session is not None
    path = window.session.desk.store.path
    window.lock()
    assert window.unlock.isVisible()
    with opening.open_store(path, PASSPHRASE) as store:
        assert [draft.data["words"] for draft in store.drafts()] == ["Half a sen"]


def test_somebody_known_is_offered_and_linked_only_on_request(
    window: MainWindow, logged: Callable[..., Logged]
) -> None:
    """Two cases, one person; a further letter in the name unlinks."""
    logged()
    entry = _entry(window)
    form = entry.form
    form.fields["words"].set_value("Again.")
    form.fields["complainant.name"].set_value("Ada Exa")
    lookup = form.lookups["complainant"]
    lookup.look_up()
    assert lookup.person_id == 0
    offered = [b for b in lookup.findChildren(QPushButton) if b.text().startswith("Yes: Ada Example")]
    offered[0].click()
    assert lookup.person_id
    entry.save()
    assert window.session is not None
    desk = window.session.desk
    cases = desk.store.all(Case)
    people = {desk.case_file(case.id).person(Role.COMPLAINANT) for case in cases}
    assert len(cases) == 2
    assert len(people) == 1


def test_a_compliment_takes_a_moment(window: MainWindow, qtbot: QtBot) -> None:
    """Words, team, who; no clock follows."""
    entry = _entry(window, Kind.COMPLIMENT)
    for key, value in {
        "words": "Thank you for your patience.",
        "team": "Leaving Care",
        "recipients.0.name": "Dee Example",
        "complainant.name": "Cai Example",
    }.items():
        entry.form.fields[key].set_value(value)
    entry.preview()
    assert entry.due.text() == ""
    entry.save()
    assert window.session is not None
    [case] = window.session.desk.store.all(Case)
    file = window.session.desk.case_file(case.id)
    recipient = file.person(Role.RECIPIENT)
    assert recipient is not None
    assert recipient.name == "Dee Example"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_form_that_saves(window: MainWindow, kind: Kind) -> None:
    """Date and words alone."""
    entry = _entry(window, kind)
    entry.form.fields["words"].set_value("Some words.")
    entry.save()
    assert window.current() == "case"


_TEXT = st.text(min_size=1).filter(lambda text: bool(text))


@given(
    st.dictionaries(
        st.sampled_from([ask.key for sections in FORMS.values() for section in sections for ask in section.asks]),
        st.one_of(_TEXT, st.lists(_TEXT, min_size=1)),
    )
)
def test_a_draft_holds_the_answers_it_was_made_of(answers: dict[str, object]) -> None:
    """Answers become a draft and come back."""
    draft = drafts.draft_of(Kind.COMPLAINT, answers)
    assert drafts.answers_of(draft) == {"kind": "Complaint", **answers}
