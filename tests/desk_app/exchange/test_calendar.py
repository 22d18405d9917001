"""The dates as a calendar, read back by a parser that has nothing to do with the writer."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject

from desk_app.desk import Desk, office
from desk_app.desk.learn import action_words
from desk_app.exchange import exports
from desk_app.offers import Verb
from desk_app.problems import Problem
from desk_app.store import Store
from tests.desk_app.desk.test_verbs import COMPLAINT, do

Events = dict[str, Any]
"""By the step's key (and record)."""


@pytest.fixture
def desk(store: Store, today: date) -> Desk:
    return Desk(store, lambda: today)


@pytest.fixture
def case_id(desk: Desk) -> int:
    """A complaint received on Monday 16 November 2026: respond by the 30th, draft by the 25th."""
    case_id = desk.log(COMPLAINT).case_id
    do(desk, case_id, Verb.ACKNOWLEDGE, on="17/11/2026")
    return case_id


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "dates.ics"


def export(desk: Desk, out: Path, **more: Any) -> Events:
    """Write the calendar and read it with another parser."""
    exports.write(desk.store, "deadlines", out, today=desk.today(), **more)
    return read(out)


def read(out: Path) -> Events:
    calendar = vobject.readOne(out.read_text("utf-8"))
    events = list(calendar.contents.get("vevent", []))
    assert calendar.method.value == "PUBLISH"
    assert len({event.uid.value for event in events}) == len(events)
    return {event.uid.value.partition("@")[0].split("-", 2)[2]: event for event in events}


def status(events: Events) -> dict[str, tuple[str, int]]:
    return {key: (event.status.value, int(event.sequence.value)) for key, event in events.items()}


def test_a_date_is_a_whole_day_with_its_reference_and_step(desk: Desk, case_id: int, out: Path) -> None:
    """It takes no time of the day, and says what kind of date it is."""
    events = export(desk, out)
    assert set(events) == {"stage_1_response", "draft_due"}
    response = events["stage_1_response"]
    assert (response.dtstart.value, response.dtend.value) == (date(2026, 11, 30), date(2026, 12, 1))
    assert response.summary.value == "CF/2026-27/0001: Stage 1 response due"
    assert response.transp.value == "TRANSPARENT"
    assert response.categories.value == ["Feedback Desk", "Deadline"]
    assert events["draft_due"].categories.value == ["Feedback Desk", "Internal step"]


def test_what_is_to_be_decided_of_a_pause_is_there_from_its_day(desk: Desk, case_id: int, out: Path) -> None:
    """The day after the last one to hand a part in again; nothing is due of it."""
    do(desk, case_id, Verb.PAUSE, from_on="16/11/2026", reason="Before a court.", part="The report")
    do(desk, case_id, Verb.RESUME, ended_on="16/11/2026", resubmit_by="16/11/2026")
    decide = next(event for key, event in export(desk, out).items() if key.startswith("part_not_handed_in"))
    assert decide.dtstart.value == date(2026, 11, 17)
    assert decide.summary.value.endswith("record that it goes on, or until when it waits")


def test_it_rings_on_the_lead_days_and_on_the_day(desk: Desk, case_id: int, out: Path) -> None:
    """Three and one working days before Monday the 30th are Wednesday the 25th and Friday the 27th, at nine."""
    alarms = export(desk, out)["stage_1_response"].contents["valarm"]
    nine = timedelta(hours=9)
    assert [alarm.trigger.value for alarm in alarms] == [timedelta(days=-5) + nine, timedelta(days=-3) + nine, nine]
    office.change_settings(desk.store, {"lead_days": ()}, desk.member)
    assert len(export(desk, out)["stage_1_response"].contents["valarm"]) == 1


def test_exported_twice_it_is_the_same_calendar(desk: Desk, case_id: int, out: Path) -> None:
    """The same UIDs; nothing has moved, so no sequence is raised."""
    first = export(desk, out)
    second = export(desk, out)
    assert [e.uid.value for e in first.values()] == [e.uid.value for e in second.values()]
    assert status(first) == status(second) == {
        "draft_due": ("CONFIRMED", 0), "stage_1_response": ("CONFIRMED", 0),
    }  # fmt: skip


def test_what_is_done_is_called_off_and_what_moved_is_moved(desk: Desk, case_id: int, out: Path) -> None:
    """The draft came; the response was extended."""
    do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="24/11/2026")
    export(desk, out)
    do(desk, case_id, Verb.DRAFT_RECEIVED, on="24/11/2026")
    do(desk, case_id, Verb.EXTEND, to_on="7/12/2026", reason="A witness is away.", told_on="24/11/2026")
    events = export(desk, out)
    assert status(events) == {
        "draft_due": ("CANCELLED", 1), "stage_1_response": ("CONFIRMED", 1), "quality_check": ("CONFIRMED", 0),
        "sign_off": ("CONFIRMED", 0),
    }  # fmt: skip
    assert events["stage_1_response"].dtstart.value == date(2026, 12, 7)
    assert "valarm" not in events["draft_due"].contents
    assert status(export(desk, out)) == status(events)


def test_what_is_undone_is_due_again(desk: Desk, case_id: int, out: Path) -> None:
    """With a higher sequence still, so that the calendar takes it."""
    do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="24/11/2026")
    export(desk, out)
    done = do(desk, case_id, Verb.DRAFT_RECEIVED, on="24/11/2026")
    export(desk, out)
    assert done.change is not None
    desk.undo(done.change.id)
    assert status(export(desk, out))["draft_due"] == ("CONFIRMED", 2)


def test_what_was_called_off_long_ago_is_left_out(desk: Desk, case_id: int, out: Path) -> None:
    """For ninety days whoever skipped an import still gets it."""
    export(desk, out)
    do(desk, case_id, Verb.RESPOND, on="24/11/2026", outcome="Not upheld")
    export(desk, out)
    for later, there in ((90, True), (91, False)):
        day = desk.today() + timedelta(days=later)
        assert ("stage_1_response" in export(Desk(desk.store, lambda d=day: d), out)) is there  # type: ignore[misc]


def test_a_paused_date_is_tentative_and_does_not_ring(desk: Desk, case_id: int, out: Path) -> None:
    """It moves on for as long as the pause lasts."""
    do(desk, case_id, Verb.PAUSE, from_on="24/11/2026", reason="Before a court.")
    response = export(desk, out)["stage_1_response"]
    assert response.status.value == "TENTATIVE"
    assert response.summary.value == "CF/2026-27/0001: Stage 1 response (paused)"
    assert "valarm" not in response.contents


def test_a_snoozed_reminder_stays_in_the_calendar(desk: Desk, case_id: int, out: Path) -> None:
    """The date has not changed."""
    before = status(export(desk, out))
    step = next(r.step for r in desk.agenda().reminders if r.step.key == "stage_1_response")
    desk.snooze(step, {"until_on": "27/11/2026"})
    assert status(export(desk, out)) == before


def test_no_name_is_in_it_unless_asked_for(desk: Desk, case_id: int, out: Path) -> None:
    """Not even where somebody wrote it into an action; the store never remembers one beside the calendar."""
    do(desk, case_id, Verb.ACT, kind="Apology", action="Write to Ada Testwell", due_on="27/11/2026")
    export(desk, out)
    assert "Testwell" not in out.read_text("utf-8")
    [action] = [e for key, e in read(out).items() if key.startswith("action")]
    assert action.summary.value == "CF/2026-27/0001: Action due"
    events = export(desk, out, names=True)
    assert events["stage_1_response"].summary.value == "CF/2026-27/0001: Stage 1 response due (Ada Testwell)"
    assert status(events)["stage_1_response"] == ("CONFIRMED", 1)
    assert "Testwell" not in str(desk.store.calendar_entries())
    assert desk.store.history()[0][0].verb == "export deadlines with names"
    with pytest.raises(Problem, match="Only a calendar"):
        exports.write(desk.store, "deadlines", out.with_suffix(".csv"), today=desk.today(), names=True)


def test_two_actions_of_a_case_are_two_dates(desk: Desk, case_id: int, out: Path) -> None:
    """Done is the one that was done."""
    for text in ("Write", "Brief the team"):
        do(desk, case_id, Verb.ACT, kind="Apology", action=text, due_on="27/11/2026")
    first, second = (key for key in export(desk, out) if key.startswith("action"))
    file = desk.case_file(case_id)
    [offer] = [offer for offer in desk.offers(file) if offer.verb is Verb.COMPLETE_ACTION]
    desk.do(offer, file, {"action": action_words(file.actions[0]), "done_on": "today"})
    assert {key: s for key, (s, _) in status(export(desk, out)).items() if key in (first, second)} == {
        f"action-{file.actions[0].id}": "CANCELLED",
        f"action-{file.actions[1].id}": "CONFIRMED",
    }


def test_long_and_odd_words_are_folded_and_escaped(desk: Desk, case_id: int, out: Path) -> None:
    """Lines of at most 75 octets, whole letters; commas, semicolons, backslashes and line ends come back as written."""
    words = f"Ŵyn; \\ Dvořák, {'Llanfairpwllgwyngyllgogerychwyrndrobwll ' * 4}👩‍👩‍👧‍👦 end"
    do(desk, case_id, Verb.ACT, kind="Apology", action=words, due_on="27/11/2026")
    events = export(desk, out, names=True)
    lines = out.read_bytes().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode("utf-8") is not None for line in lines)
    assert b"\n" not in b"".join(lines)
    [action] = [e for key, e in events.items() if key.startswith("action")]
    assert action.summary.value == f"CF/2026-27/0001: Action: {words} due (Ada Testwell)"


def test_a_store_that_can_only_be_read_gives_a_calendar_too(desk: Desk, case_id: int, out: Path) -> None:
    """It remembers nothing of it."""
    store = desk.store
    store.read_only = True
    try:
        assert exports.write(store, "deadlines", out, today=desk.today()) is None
    finally:
        store.read_only = False
    assert set(read(out)) == {"stage_1_response", "draft_due"}
    assert store.calendar_entries() == []
