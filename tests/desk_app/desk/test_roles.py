"""The desk's verbs keep to the table of roles: the same store, an officer at the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk_app import procedures
from desk_app.desk import Desk, entries, erase, holidays, members, office, profiles, retain
from desk_app.exchange import exports, whole
from desk_app.offers import Verb
from desk_app.records import (
    Case,
    CaseFile,
    Holiday,
    ListEntry,
    ListName,
    Member,
    Note,
    Record,
    Route,
    Snooze,
)
from desk_app.roles import NotAllowed
from desk_app.settings import to_row
from desk_app.store import Store, opening
from desk_app.store.retained import KEPT_LONGER
from tests.conftest import PASSPHRASE

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


@pytest.fixture
def store_elsewhere(tmp_path: Path) -> Iterator[Store]:
    """Of another office, whose only member is its manager."""
    made, _ = opening.create(
        tmp_path / "elsewhere.desk", member="Mo Elsewhere", passphrase=PASSPHRASE, weak_for_tests=True
    )
    with made:
        yield made


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


_FOR_GOOD: dict[str, Act] = {
    "years to keep": lambda s, _: office.change_settings(s, {"keep_corporate": 1}, s.member),
    "the lock": lambda s, _: office.change_settings(s, {"lock_minutes": 120}, s.member),
    "that it is a sample": lambda s, _: office.change_settings(s, {"sample": True}, s.member),
    "a hold": lambda s, t: retain.hold(s, [s.all(Case)[0].id], {"reason": "x"}, t, s.member),
    "keep longer": lambda s, t: retain.keep_longer(
        s, [s.all(Case)[0].id], {"reason": "x", "until_on": date(2030, 1, 1)}, t, s.member
    ),
    "a member": lambda s, _: members.add(s, "Cy Example", "officer", "four words of a passphrase"),
    "a role": lambda s, _: members.set_role(s, s.member, "manager"),
    "an erasure": lambda s, t: erase.erase(
        s, erase.plan_for_cases(s, [s.all(Case)[0].id]), t, s.member, erase.Why.REQUEST
    ),
}


@pytest.mark.parametrize("what", _FOR_GOOD)
def test_what_keeps_and_what_lets_in_is_for_managers(desk: Desk, today: date, what: str) -> None:
    """How long, who, and what is gone for good."""
    before = len(desk.store.history(limit=1000))
    with pytest.raises(NotAllowed, match="Ask a manager"):
        _FOR_GOOD[what](desk.store, today)
    assert len(desk.store.history(limit=1000)) == before


_ROWS: dict[str, Callable[[Case], tuple[Record | None, Record]]] = {
    "holiday": lambda _: (None, Holiday(on=date(2026, 12, 29), name="Planted")),
    "clock": lambda _: (None, to_row("draft_days", 3)),
    "years": lambda _: (None, to_row("keep_corporate", 1)),
    "lock": lambda _: (None, to_row("lock_minutes", 0)),
    "sample": lambda _: (None, to_row("sample", True)),
    "entry": lambda _: (None, ListEntry(list=ListName.THEME, value="Planted")),
    "member": lambda _: (None, Member(name="Cy Example", role="manager")),
    "hold": lambda case: (case, replace(case, legal_hold=True)),
    "keep longer": lambda case: (None, Snooze(case_id=case.id, step=KEPT_LONGER, until_on=date(2030, 1, 1))),
    "procedure": lambda _: (None, procedures.to_record(next(iter(procedures.shipped_by_key().values())))),
}


@pytest.mark.parametrize("what", _ROWS)
def test_the_store_itself_refuses_what_an_officer_may_not_put(desk: Desk, what: str) -> None:
    """Whichever way it comes: an import, say. Nothing of the change is saved; a manager's is."""
    store, before = desk.store, len(desk.store.history(limit=1000))
    case = store.all(Case)[0]
    puts = [_ROWS[what](case)] if what == "entry" else [(None, Note(case_id=case.id, text="beside")), _ROWS[what](case)]
    with pytest.raises(NotAllowed, match="Ask a manager"):
        _put(store, puts)
    assert len(store.history(limit=1000)) == before
    assert not store.all(Note)
    store.member = "Alex Example"
    _put(store, puts)


def _put(store: Store, puts: list[tuple[Record | None, Record]]) -> None:
    with store.change("import") as change:
        for old, new in puts:
            change.put(old, new)


def test_an_officer_does_not_undo_or_redo_a_hold_or_its_end(desk: Desk, today: date) -> None:
    """Nor what keeps a case longer."""
    store, case_id = desk.store, desk.store.all(Case)[0].id
    store.member = "Alex Example"
    held, _ = retain.hold(store, [case_id], {"reason": "Court"}, today, store.member)
    longer, _ = retain.keep_longer(store, [case_id], {"reason": "x", "until_on": date(2030, 1, 1)}, today, store.member)
    assert held is not None
    assert longer is not None
    store.member = "Bo Officer"
    for change in (held, longer):
        with pytest.raises(NotAllowed, match="hold them"):
            desk.undo(change.id)
    assert store.all(Case)[0].legal_hold
    store.member = "Alex Example"
    undone = desk.undo(held.id)
    store.member = "Bo Officer"
    with pytest.raises(NotAllowed, match="hold them"):
        desk.undo(undone.id)
    assert not store.all(Case)[0].legal_hold


def test_who_is_no_manager_any_more_does_not_undo_their_own_hold(desk: Desk, today: date) -> None:
    """Undoing counts by what it puts, not by whose change it was."""
    store = desk.store
    store.member = "Alex Example"
    held, _ = retain.hold(store, [store.all(Case)[0].id], {"reason": "Court"}, today, store.member)
    [alex] = store.all(Member, name="Alex Example")
    _put(store, [(alex, replace(alex, role="officer"))])
    assert held is not None
    with pytest.raises(NotAllowed, match="hold them"):
        desk.undo(held.id)
    assert store.all(Case)[0].legal_hold


def test_an_officer_does_not_undo_another_day_of_a_clock(desk: Desk) -> None:
    """That a manager gave with a change of the procedure."""
    file = _file(desk)
    [offer] = [o for o in desk.offers(file) if o.verb is Verb.REROUTE]
    answers = {"route": Route.CORPORATE, "reason": "Not about the child.", "started_on": "20 Nov 2026",
               "started_reason": "Consent came."}  # fmt: skip
    desk.store.member = "Alex Example"
    done = Desk(desk.store, desk.today).do(offer, file, answers)
    assert done.change is not None
    desk.store.member = "Bo Officer"
    with pytest.raises(NotAllowed, match="correct a date"):
        desk.undo(done.change.id)


def test_an_officer_imports_cases_but_not_the_rules_of_another_office(
    desk: Desk, store_elsewhere: Store, tmp_path: Path
) -> None:
    """An export of everything with a holiday or a clock in it: refused as a whole. With cases alone it is taken."""
    own = Desk(store_elsewhere, desk.today)
    assert not own.log({**COMPLAINT, "summary": "From elsewhere"}).problems
    exports.write(store_elsewhere, "everything", tmp_path / "cases.zip", today=desk.today())
    office.change_settings(store_elsewhere, {"draft_days": 9}, store_elsewhere.member)
    exports.write(store_elsewhere, "everything", tmp_path / "rules.zip", today=desk.today())
    with pytest.raises(NotAllowed, match="procedures"):
        whole.import_file(desk.store, tmp_path / "rules.zip")
    assert desk.store.settings().draft_days != 9
    with pytest.raises(NotAllowed, match="erase"), desk.store.change("import") as change:
        change.bury({"0" * 64})
    assert desk.store.tombstones() == frozenset()


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
