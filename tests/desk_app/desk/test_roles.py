"""The desk's verbs keep to the table of roles: the same store, an officer at the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from desk_app.desk import Desk, entries, holidays, office, profiles
from desk_app.offers import Verb
from desk_app.records import Case, CaseFile, Holiday, ListEntry, ListName, Member, Route
from desk_app.roles import NotAllowed
from desk_app.store import Store

COMPLAINT = {
    "kind": "Complaint", "received_on": "16 Nov 2026", "channel": "Email", "team": "Fostering",
    "summary": "Allowance paid late", "words": "The allowance has been late three months running.",
    "complainant": {"name": "Ada Example", "relationship": "Foster carer", "contact": "ada@example.org"},
    "child": {"name": "Ben Example", "looked_after": "Yes"}, "at_risk": False,
    "route": {"choice": "Statutory", "reason": "About a looked after child."},
}  # fmt: skip


@pytest.fixture
def desk(store: Store, today: date) -> Desk:
    """One complaint, logged by an officer."""
    with store.change("add member", "Alex Example") as change:
        change.put(None, Member(name="Bo Officer", role="officer"))
    store.member = "Bo Officer"
    made = Desk(store, lambda: today)
    assert not made.log(COMPLAINT).problems
    return made


def _file(desk: Desk) -> CaseFile:
    return desk.case_file(desk.store.all(Case)[0].id)


def test_an_officer_does_not_correct_a_date_that_was_recorded(desk: Desk) -> None:
    """The day of receipt moves every clock. Nothing is saved; other fields are anybody's to correct."""
    case = desk.store.all(Case)[0]
    with pytest.raises(NotAllowed, match="correct a date"):
        desk.correct(case, received_on=date(2026, 11, 17))
    assert desk.store.all(Case)[0] == case
    assert desk.correct(case, summary="Allowance paid late again") is not None


def test_an_officer_fills_in_a_date_that_was_missing(desk: Desk) -> None:
    """It was never recorded, so there is nothing to correct; once it stands, it is a manager's to change."""
    case = desk.store.all(Case)[0]
    assert desk.correct(case, events_on=date(2026, 11, 2)) is not None
    with pytest.raises(NotAllowed):
        desk.correct(desk.store.all(Case)[0], events_on=None)


def test_an_officer_moves_what_is_planned(desk: Desk) -> None:
    """A target is a plan: it moves as work goes on."""
    case = desk.store.all(Case)[0]
    assert desk.correct(case, target_on=date(2026, 12, 1)) is not None
    assert desk.correct(desk.store.all(Case)[0], target_on=date(2026, 12, 2)) is not None


def test_a_clock_starts_on_another_day_only_if_a_manager_says_so(desk: Desk) -> None:
    """The problem stands beside its field, and nothing is saved."""
    file = _file(desk)
    [offer] = [o for o in desk.offers(file) if o.verb is Verb.REROUTE]
    answers = {"route": Route.CORPORATE, "reason": "Not about the child.", "started_on": "20 Nov 2026",
               "started_reason": "Consent came."}  # fmt: skip
    done = desk.do(offer, file, answers)
    assert done.change is None
    assert list(done.problems) == ["started_on"]
    assert "Only a manager can correct a date" in done.problems["started_on"]
    desk.store.member = "Alex Example"
    assert desk.do(offer, file, answers).change is not None


Act = Callable[[Store, date], object]
_OF_MANAGERS: dict[str, Act] = {
    "add a list entry": lambda s, _: entries.add(s, ListEntry(list=ListName.THEME, value="Parking"), s.member),
    "change a list entry": lambda s, t: entries.change_entry(
        s, (first := s.lists()[ListName.THEME][0]), first, t, s.member
    ),
    "move a list entry": lambda s, _: entries.move(s, s.lists()[ListName.THEME][0], s.member, up=False),
    "remove a list entry": lambda s, _: entries.remove(s, s.lists()[ListName.THEME][0], s.member),
    "add a holiday": lambda s, _: holidays.add(s, Holiday(on=date(2026, 12, 29), name="Closed"), s.member),
    "remove a holiday": lambda s, _: holidays.remove(s, Holiday(on=date(2026, 12, 29)), s.member),
    "add a procedure": lambda s, t: profiles.add(s, next(iter(s.profiles().values())), {}, t, s.member),
    "change a clock setting": lambda s, _: office.change_settings(s, {"draft_days": 9}, s.member),
}


@pytest.mark.parametrize("what", _OF_MANAGERS)
def test_what_moves_dates_or_names_for_everybody_is_for_managers(desk: Desk, today: date, what: str) -> None:
    """Refused with whom to ask, before anything is looked at or written."""
    before = len(desk.store.history(limit=1000))
    with pytest.raises(NotAllowed, match="Ask a manager"):
        _OF_MANAGERS[what](desk.store, today)
    assert len(desk.store.history(limit=1000)) == before


def test_an_officer_changes_the_other_settings(desk: Desk) -> None:
    """The name of the service."""
    assert office.change_settings(desk.store, {"council": "Anywhere Borough Council"}, desk.member) is not None


def test_an_officer_does_not_undo_what_only_a_manager_could_do(desk: Desk, today: date) -> None:
    """A list entry that a manager added; a date that a manager corrected. Their own log they may undo."""
    store, case = desk.store, desk.store.all(Case)[0]
    store.member = "Alex Example"
    added = entries.add(store, ListEntry(list=ListName.THEME, value="Parking"), store.member)
    corrected = desk.correct(case, received_on=date(2026, 11, 17), why="Its stamp.")
    assert corrected is not None
    store.member = "Bo Officer"
    for change in (added, corrected):
        with pytest.raises(NotAllowed):
            desk.undo(change.id)
    store.member = "Alex Example"
    desk.undo(corrected.id)
    store.member = "Bo Officer"
    desk.undo()
    assert not store.all(Case)
