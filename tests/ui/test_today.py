"""Today: what needs doing, and the next step in one click."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.deadlines import INTERNAL_LABELS
from desk_app.desk import Logged
from desk_app.desk.doing import VERBS
from desk_app.offers import Verb
from desk_app.procedures import SHIPPED
from desk_app.records import Outcome
from desk_app.telling import TELL
from ui.cases.case_screen import CaseScreen
from ui.kit.icons import IconLabel
from ui.main_window import MainWindow
from ui.pages import CASE, TODAY
from ui.today import TodayScreen
from ui.today.buckets import BUCKETS
from ui.today.cards import CHOSEN
from ui.today.next_steps import DEPEND, NEXT_STEPS
from ui.today.rows import ReminderRow
from ui.today.worklist import FIRST, SHOWN_AT_ONCE

Log = Callable[..., Logged]
KEYS = {rule.key for profile in SHIPPED for rule in profile.steps} | INTERNAL_LABELS.keys() | {"enquiry_answer", TELL}


def today_of(window: MainWindow) -> TodayScreen:
    page = window.go(TODAY)
    assert isinstance(page, TodayScreen)
    page.reload()
    return page


def row_of(page: TodayScreen, key: str) -> ReminderRow:
    return next(row for row in page.rows if row.reminder.step.key == key)


def test_each_next_step_belongs_to_a_step_that_exists() -> None:
    """The table cannot rot."""
    assert NEXT_STEPS.keys() <= KEYS
    assert NEXT_STEPS.keys() >= DEPEND
    assert {step.verb for steps in NEXT_STEPS.values() for step in steps} <= VERBS.keys()


def test_every_kind_of_date_has_a_next_step() -> None:
    """Of every stage of every procedure, of the Ombudsman, and of what is internal."""
    assert NEXT_STEPS.keys() >= KEYS


def test_acknowledged_today_is_one_click(window: MainWindow, logged: Log) -> None:
    """The row is gone, and what was done is said with its next date."""
    case_id = logged().case_id
    page = today_of(window)
    row_of(page, "acknowledge").steps[0].click()
    assert "acknowledge" not in {row.reminder.step.key for row in page.rows}
    assert "acknowledged. Next: stage 1 response" in window.shell.message.accessibleName()
    assert window.session is not None
    assert window.session.desk.case_file(case_id).investigations[0].acknowledged_on == window.session.today


def test_response_sent_today_asks_for_the_outcome_in_a_menu(window: MainWindow, logged: Log) -> None:
    """Upheld, partially, not upheld, or later."""
    case_id = logged().case_id
    page = today_of(window)
    menu = row_of(page, "stage_1_response").steps[0].menu()
    assert menu is not None
    next(a for a in menu.actions() if a.text() == "Not upheld").trigger()
    assert window.session is not None
    [item] = window.session.desk.case_file(case_id).investigations
    assert (item.outcome, item.responded_on) == (Outcome.NOT_UPHELD, window.session.today)


def test_an_outcome_that_comes_later_is_to_be_completed(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """The case stands under "To complete" until then."""
    logged()
    page = today_of(window)
    menu = row_of(page, "stage_1_response").steps[0].menu()
    assert menu is not None
    menu.actions()[-1].trigger()
    qtbot.waitUntil(lambda: page.to_complete.isVisibleTo(page))
    assert "Needs the outcome" in _texts(page)


def _texts(page: TodayScreen) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in page.to_complete.findChildren(QLabel))


def test_an_extension_is_asked_for_on_the_cases_page(window: MainWindow, logged: Log) -> None:
    """It needs a date and a reason."""
    logged()
    row_of(today_of(window), "stage_1_response").steps[1].click()
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    assert window.current() == CASE
    assert case.verb_form is not None
    assert set(case.verb_form.fields) >= {"to_on", "reason", "told_on"}


def test_the_safeguarding_question_heads_the_list(window: MainWindow, logged: Log) -> None:
    """Whatever else is overdue."""
    logged(received_on="1 Oct 2026")
    logged(at_risk=None)
    assert today_of(window).rows[0].reminder.step.key == "safeguarding"


def test_an_empty_store_says_what_to_do_next(window: MainWindow, logged: Log) -> None:
    """Log, import, or read; with the first case that is gone."""
    page = today_of(window)
    assert page.empty.isVisibleTo(page)
    assert [made.accessibleName() for made in page.empty.buttons] == [
        "Log a complaint",
        "Log a compliment",
        "Import your register",
        "Say how people reach you",
        "Read the guide",
    ]
    page.empty.buttons[3].click()
    assert window.current() == "settings"
    page = today_of(window)
    logged()
    page.reload()
    assert not page.empty.isVisibleTo(page)


def test_this_year_stands_beside_last(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """In words for those who do not see the chart."""
    logged(received_on="16 Nov 2026")
    logged(received_on="10 Nov 2025")
    logged(received_on="10 Jan 2026")
    page = today_of(window)
    qtbot.waitUntil(lambda: page.years.isVisibleTo(page))
    assert page.years.words.text() == "1 item of feedback so far; 1 by the end of November 2025."
    assert "November" in page.years.chart.accessibleDescription()


def test_a_year_of_which_nothing_is_in_the_store_is_not_compared_with(
    window: MainWindow, logged: Log, qtbot: QtBot
) -> None:
    """Nobody entered it: that is not 0 items of feedback."""
    logged(received_on="16 Nov 2026")
    page = today_of(window)
    qtbot.waitUntil(lambda: page.years.isVisibleTo(page))
    assert page.years.words.text() == (
        "1 item of feedback so far. No feedback of 2025/26 is in this store to compare with."
    )
    assert "Last year" not in page.years.chart.accessibleDescription()


def _do(window: MainWindow, case_id: int, verb: Verb, **answers: object) -> None:
    """Past the window, as the case's page would."""
    assert window.session is not None
    file = window.session.desk.case_file(case_id)
    [offer, *_] = [offer for offer in window.session.desk.offers(file) if offer.verb is verb]
    done = window.session.do(offer, file, answers)
    assert not done.problems, done.problems


def _texts_of(row: ReminderRow) -> list[str]:
    return [made.text() for made in row.steps]


def test_stage_2_offers_what_its_procedure_knows(window: MainWindow, logged: Log) -> None:
    """The statutory one ends with a letter, the corporate one with a response in one click."""
    for route in ("Statutory", "Corporate"):
        case_id = logged(route={"choice": route, "reason": "So."}, complainant={"name": f"{route} Example"}).case_id
        _do(window, case_id, Verb.RESPOND, on="17/11/2026", outcome="Not upheld")
        _do(window, case_id, Verb.ESCALATE, on="18/11/2026", reason="Dissatisfied")
    page = today_of(window)
    rows = {row.reminder.step.label: _texts_of(row) for row in page.rows if row.reminder.step.key == "stage_2_response"}
    assert rows == {
        "Stage 2 adjudication letter": ["Letter sent…", "Extend…"],
        "Stage 2 response": ["Response sent…", "Extend…"],  # nobody is named who reviews it
    }


def test_a_panel_is_appointed_first_and_met_afterwards(window: MainWindow, logged: Log) -> None:
    """What is offered follows what was done."""
    case_id = logged(received_on="1 Sep 2026").case_id
    _do(window, case_id, Verb.RESPOND, on="10/9/2026", outcome="Not upheld")
    _do(window, case_id, Verb.ESCALATE, on="14/9/2026", reason="Dissatisfied")
    _do(window, case_id, Verb.ADJUDICATE, on="1/10/2026", outcome="Not upheld")
    _do(window, case_id, Verb.ESCALATE, on="19/10/2026", reason="Dissatisfied")
    assert _texts_of(row_of(today_of(window), "panel_meets")) == ["Appoint the panel…"]
    _do(
        window, case_id, Verb.PANEL, chair="Lou Sample", member_2="Max Sample", member_3="Nia Sample",
        meets_on="24/11/2026",
    )  # fmt: skip
    row = row_of(today_of(window), "panel_meets")
    assert _texts_of(row) == ["Panel met today"]
    row.steps[0].click()
    assert _texts_of(row_of(today_of(window), "panel_report")) == ["Report came today"]


def test_of_two_actions_the_one_that_was_pressed_is_done(window: MainWindow, logged: Log) -> None:
    """In one click, by its record."""
    case_id = logged().case_id
    _do(window, case_id, Verb.ACT, kind="Apology", action="Write to Ada", owner="Gil Example", due_on="25/11/2026")
    _do(window, case_id, Verb.ACT, kind="Training or guidance", action="Brief the team", due_on="26/11/2026")
    page = today_of(window)
    row = next(row for row in page.rows if row.reminder.step.label == "Action: Brief the team")
    row.steps[0].click()
    assert window.session is not None
    assert {a.text: a.done_on for a in window.session.desk.case_file(case_id).actions} == {
        "Write to Ada": None,
        "Brief the team": window.session.today,
    }


def test_the_ombudsmans_request_and_a_remedy_are_done_in_one_click(window: MainWindow, logged: Log) -> None:
    """The right one of several."""
    case_id = logged().case_id
    _do(window, case_id, Verb.MATTER, reference="25 000 001", kind="Enquiry", on="17/11/2026")
    _do(window, case_id, Verb.REQUEST, kind="Further questions", on="18/11/2026")
    _do(window, case_id, Verb.DECISION, decision="Investigated: upheld", on="20/11/2026", remedy="Pay £300",
        due_on="1/12/2026", unanswered="They are still to be answered")  # fmt: skip
    page = today_of(window)
    row_of(page, "remedy").steps[0].click()
    asked = next(row for row in page.rows if row.reminder.step.label == "Answer the Ombudsman: further questions")
    asked.steps[0].click()
    assert window.session is not None
    file = window.session.desk.case_file(case_id)
    assert [r.sent_on is None for r in file.requests] == [True, False]
    assert file.remedies[0].done_on == window.session.today


def test_a_reminder_is_put_off_beneath_its_line(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """Tomorrow is filled in; Enter puts it off; it stands under "Snoozed" with why and until when."""
    logged(received_on="24 Nov 2026")
    page = today_of(window)
    row_of(page, "stage_1_response").snooze.click()
    form = page.list.form
    assert form is not None
    assert form.fields["until_on"].value() == "25 Nov 2026"
    form.fields["until_on"].set_value("30/11/2026")
    form.fields["reason"].set_value("The manager is on leave")
    qtbot.keyClick(form.fields["reason"].input, Qt.Key.Key_Return)
    assert "stage_1_response" not in {row.reminder.step.key for row in page.rows}
    assert "put off until 30 Nov 2026" in window.shell.message.accessibleName()
    assert page.list.put_off.text() == "Snoozed: 1"
    page.list.put_off.click()
    [asleep] = page.list.put_off_rows
    said = "Put off until 30 Nov 2026 by Alex Example: The manager is on leave"
    assert said in asleep.button.accessibleDescription()
    asleep.wake.click()
    assert "stage_1_response" in {row.reminder.step.key for row in page.rows}
    assert not page.list.put_off.isVisibleTo(page)


def test_past_its_date_the_form_asks_why(window: MainWindow, logged: Log) -> None:
    """Beside its field; with a reason it goes through, and undo brings it back."""
    logged()
    page = today_of(window)
    row_of(page, "acknowledge").snooze.click()
    form = page.list.form
    assert form is not None
    form.save.click()
    assert form.fields["reason"].problem.startswith("It was due on 19 November 2026.")
    assert page.list.form is form
    form.fields["reason"].set_value("Sent, the copy is awaited")
    form.save.click()
    assert "acknowledge" not in {row.reminder.step.key for row in page.rows}
    assert window.session is not None
    window.session.undo()
    assert "acknowledge" in {row.reminder.step.key for row in page.rows}


def test_escape_leaves_a_reminder_as_it_is(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """And the keyboard is back on its line."""
    logged()
    page = today_of(window)
    row = row_of(page, "acknowledge")
    row.snooze.click()
    assert page.list.form is not None
    qtbot.keyClick(page.list.form.fields["reason"].input, Qt.Key.Key_Escape)
    assert page.list.form is None
    assert row.snooze.hasFocus()


def test_mine_leaves_out_what_others_look_after(window: MainWindow, logged: Log) -> None:
    """The cards count the same; the list of cases has the same ones."""
    logged()
    theirs = logged(complainant={"name": "Other Example"}).case_id
    assert window.session is not None
    case = window.session.desk.case_file(theirs).case
    window.session.correct(case, {"logged_by": "Bea Example"})
    page = today_of(window)
    both = {row.reminder.step.case_id for row in page.rows}
    page.mine.click()
    assert {row.reminder.step.case_id for row in page.rows} == both - {theirs}
    assert "Overdue: 1" in page.cards["Overdue"].accessibleName()
    page.mine.click()
    assert {row.reminder.step.case_id for row in page.rows} == both


def test_waiting_for_the_complainant_is_a_card(window: MainWindow, logged: Log) -> None:
    """The time in which they may ask for stage 2."""
    case_id = logged().case_id
    _do(window, case_id, Verb.RESPOND, on="17/11/2026", outcome="Upheld")
    page = today_of(window)
    page.cards["Waiting for complainant"].click()
    assert {row.reminder.step.key for row in page.rows} == {"request_stage_2"}
    assert _texts_of(page.rows[0]) == ["They asked for it…"]


def test_a_store_to_be_read_only_offers_nothing_to_press(window: MainWindow, logged: Log) -> None:
    """Neither a next step nor putting off."""
    logged()
    assert window.session is not None
    window.session.desk.store.read_only = True
    row = today_of(window).rows[0]
    assert row.steps == []
    assert not hasattr(row, "snooze")
    window.session.desk.store.read_only = False


def test_the_dates_leave_as_a_calendar_without_names(
    window: MainWindow, logged: Log, qtbot: QtBot, tmp_path: Path
) -> None:
    """Names only where they are ticked. It is noted in the journal, and the form goes."""
    logged()
    page = today_of(window)
    window.export_dates()
    form = page.list.export_form
    assert form.isVisibleTo(page)
    assert form.names.hasFocus()
    out = tmp_path / "dates.ics"
    for names in (False, True):
        out.unlink(missing_ok=True)
        form.names.setChecked(names)
        form.write(out)
        qtbot.waitUntil(lambda: out.is_file() and not form.working.busy)
        assert ("Ada Example" in out.read_text("utf-8")) is names
    qtbot.waitUntil(lambda: not form.isVisibleTo(page))
    assert "Saved the dates" in window.shell.message.accessibleName()


def test_without_any_date_there_is_nothing_to_export(window: MainWindow) -> None:
    """It says so."""
    window.export_dates()
    assert "no dates to export" in window.shell.message.accessibleName()


def test_lines_that_stay_are_kept_and_no_other_is_left_in_sight(window: MainWindow, logged: Log) -> None:
    """Many cases: those in sight at once, the others a little later; done is gone, the rest are the same lines."""
    for n in range(30):
        logged(complainant={"name": f"Example {n}"})
    page = today_of(window)
    assert len(page.rows) == FIRST
    before = page.rows[1:]
    page.rows[0].steps[0].click()
    assert page.rows[1 : FIRST - 1] == before[1:]
    shown = [row for row in page.list.findChildren(ReminderRow) if row.isVisibleTo(page.list)]
    assert {id(row) for row in shown} == {id(row) for row in page.rows}


def test_all_lines_come_in_the_end(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """Forty, and how many more there are."""
    for n in range(30):
        logged(complainant={"name": f"Example {n}"})
    page = today_of(window)
    qtbot.waitUntil(lambda: not page.list.is_building)
    assert len(page.rows) == SHOWN_AT_ONCE
    assert [row.reminder for row in page.rows] == list(page.reminders[:SHOWN_AT_ONCE])
    assert f"Show {len(page.reminders) - SHOWN_AT_ONCE} more" in {b.text() for b in page.list.findChildren(QPushButton)}


def test_no_line_lies_on_another_while_the_others_come(window: MainWindow, logged: Log) -> None:
    """Each time some have been added, all have their height before they are drawn."""
    for n in range(30):
        logged(complainant={"name": f"Example {n}"})
    page = today_of(window)
    while page.list.is_building:
        QApplication.processEvents()
        assert {row.height() >= row.minimumSizeHint().height() for row in page.rows} == {True}


def test_tab_goes_down_the_list_also_after_a_change(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """Lines that stay and lines that are new: down, and within a line from left to right; then what was put off."""
    for n in range(4):
        logged(complainant={"name": f"Example {n}"}, received_on=f"{16 + n} Nov 2026")
    page = today_of(window)
    row_of(page, "stage_1_response").snooze.click()
    form = page.list.form
    assert form is not None
    form.save.click()
    page.list.put_off.click()
    page.rows[2].steps[0].click()
    _do(window, page.rows[0].reminder.step.case_id, Verb.ACT, kind="Apology", action="Write", due_on="20/11/2026")
    qtbot.wait(20)
    order = []
    widget: QWidget = page.list.export
    for _ in range(200):
        widget = widget.nextInFocusChain() or page.list.export
        if page.list.isAncestorOf(widget) and widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget)
    seen = list(dict.fromkeys(order))
    start = seen.index(page.rows[0].button)
    assert page.list.put_off_rows[0].wake in seen[start:]
    for before, after in itertools.pairwise(seen[start:]):
        first, second = (w.mapTo(page.list, QPoint(0, w.height() // 2)) for w in (before, after))
        level = abs(second.y() - first.y()) < 12
        assert second.x() > first.x() if level else second.y() > first.y(), after.accessibleName()


def test_drafts_are_told_apart_by_what_was_typed(window: MainWindow) -> None:
    """Two complaints: each by its words, with its kind beneath."""
    assert window.session is not None
    for number, words in enumerate(("Calls not returned", "The taxi never came")):
        window.session.desk.keep_draft(f"complaint-{number}", "Complaint", {"kind": "Complaint", "words": words})
    page = window.go(TODAY)
    assert isinstance(page, TodayScreen)
    links = [made.accessibleName() for made in page.drafts.findChildren(QPushButton)]
    assert {"Calls not returned", "The taxi never came"} <= set(links)


def test_a_draft_that_says_a_child_may_be_at_risk_comes_first(window: MainWindow) -> None:
    """Nobody was told of it yet; said in words and with a sign, not by its colour alone."""
    assert window.session is not None
    for key, data in (("complaint-1", {"at_risk": "Yes"}), ("complaint-2", {"words": "The taxi never came"})):
        window.session.desk.keep_draft(key, "Complaint", {"kind": "Complaint", **data})
    page = window.go(TODAY)
    assert isinstance(page, TodayScreen)
    links = [made for made in page.drafts.findChildren(QPushButton) if made.accessibleDescription()]
    assert [made.accessibleName() for made in links] == ["A child may be at risk", "The taxi never came"]
    assert links[0].accessibleDescription().startswith("Not saved. Complaint, kept ")


def test_a_card_that_is_chosen_has_another_mark(window: MainWindow) -> None:
    """The frame of the keyboard is not taken for it."""
    page = window.go(TODAY)
    assert isinstance(page, TodayScreen)
    card = page.cards[BUCKETS[0].name]
    before = card.grab().toImage()
    card.setChecked(True)
    mark = card.findChild(IconLabel)
    assert mark is not None
    assert mark._name == CHOSEN
    assert card.grab().toImage() != before
    card.setChecked(False)
    assert mark._name != CHOSEN


def test_what_was_not_handed_in_again_ends_alone_and_the_form_says_which(window: MainWindow, logged: Log) -> None:
    """Of two teams one was paused: End it… asks for that one, and names what goes on. The case has its button, too."""
    case_id = logged().case_id
    assert window.session is not None
    desk = window.session.desk
    for verb, answers in (
        (Verb.ADD_TEAM, {"team": "Adoption", "route": "Statutory"}),
        (Verb.PAUSE, {"from_on": "16 Nov 2026", "reason": "Before a court."}),
        (Verb.RESUME, {"ended_on": "16 Nov 2026", "resubmit_by": "17 Nov 2026"}),
    ):
        file = desk.case_file(case_id)
        done = window.session.do(next(o for o in desk.offers(file) if o.verb is verb), file, answers)
        assert not done.problems
    steps = {step.text(): step for step in row_of(today_of(window), "not_handed_in").steps}
    steps["End it…"].click()
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    assert case.bar is not None
    assert case.verb_form is not None
    assert "End, not handed in again: Fostering, stage 1" in case.bar.buttons
    said = " ".join(each.text() for each in case.verb_form.findChildren(QLabel))
    assert "ends as withdrawn: stage 1, Fostering." in said
    assert "What goes on: stage 1, Adoption." in said
    assert case.verb_form.fields["reason"].value() == "Not handed in again by Tuesday 17 November 2026"
    case.verb_form.save()
    ended = {item.team: item.ended_on is not None for item in desk.case_file(case_id).investigations}
    assert ended == {"Fostering": True, "Adoption": False}
