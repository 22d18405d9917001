"""The review list: what is past its date; keeping longer, holds. Decided by people, case by case or several at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.desk import office, retain
from desk_app.desk.retain import Shown
from desk_app.problems import Problem
from desk_app.records import Case, Kind, Member, Snooze
from desk_app.store import Store

BY = "Alex Example"


def compliments(store: Store, *days: date) -> list[int]:
    """Compliments that came on these days."""
    with store.change("log") as change:
        cases = [
            change.put(None, Case(reference=f"CF/{n}", kind=Kind.COMPLIMENT, received_on=day, words="Thank you."))
            for n, day in enumerate(days)
        ]
    return [case.id for case in cases]


def test_what_is_past_its_date_is_listed_the_longest_first(store: Store, today: date) -> None:
    """Six years after a compliment came; the day itself counts, the day after it does not yet."""
    one, other, _ = compliments(store, date(2020, 11, 24), date(2019, 1, 1), date(2020, 11, 25))
    found = retain.review(store, today)
    assert [due.case_id for due in found] == [other, one]
    assert [(due.until_on, due.why) for due in found] == [
        (date(2025, 1, 1), "compliment: 6 years"), (today, "compliment: 6 years"),
    ]  # fmt: skip
    assert [due.reference for due in retain.review(store, today, Shown.SOON)] == ["CF/2"]


def test_an_open_case_is_never_listed(store: Store, today: date) -> None:
    """However old."""
    with store.change("log") as change:
        change.put(None, Case(reference="CF/1", received_on=date(2001, 1, 1), words="x"))
    assert all(not retain.review(store, today, shown) for shown in Shown)


def test_several_are_kept_longer_with_a_reason(store: Store, today: date) -> None:
    """They leave the list until that day, and stand under Kept longer. It can be undone."""
    ids = compliments(store, date(2019, 1, 1), date(2019, 2, 1))
    change, wrong = retain.keep_longer(store, ids, {"until_on": date(2027, 1, 1), "reason": "A claim"}, today, BY)
    assert (wrong, change is not None) == ({}, True)
    assert retain.review(store, today) == []
    assert len(retain.review(store, today, Shown.LONGER)) == 2
    assert len(retain.review(store, date(2027, 1, 1))) == 2
    again, _ = retain.keep_longer(store, ids[:1], {"until_on": date(2028, 1, 1), "reason": "Still"}, today, BY)
    assert again is not None
    assert len(store.all(Snooze)) == 2
    store.undo(BY)
    store.undo(BY)
    assert len(retain.review(store, today)) == 2


@pytest.mark.parametrize(
    ("given", "key"),
    [({"reason": "x"}, "until_on"), ({"until_on": date(2027, 1, 1)}, "reason"),
     ({"until_on": date(2026, 11, 24), "reason": "x"}, "until_on")],
)  # fmt: skip
def test_keeping_longer_needs_a_later_day_and_a_reason(
    store: Store, today: date, given: dict[str, object], key: str
) -> None:
    """Else nothing is saved, and the problem stands beside its field."""
    ids = compliments(store, date(2019, 1, 1))
    change, wrong = retain.keep_longer(store, ids, given, today, BY)
    assert change is None
    assert key in wrong


def test_a_hold_has_its_reason_and_can_be_ended(store: Store, today: date) -> None:
    """It says since when, by whom and why; both ends stand in the history of the case."""
    ids = compliments(store, date(2019, 1, 1))
    retain.hold(store, ids, {"reason": "The inquiry asked for it"}, today, BY)
    assert retain.review(store, today) == []
    [due] = retain.review(store, today, Shown.HELD)
    assert due.on_hold
    assert retain.holds(store, ids[0]) == "Since 24 November 2026 (Alex Example): The inquiry asked for it"
    with pytest.raises(Problem, match="on hold already"):
        retain.hold(store, ids, {"reason": "Again"}, today, BY)
    retain.release(store, ids, {"reason": "It has ended"}, today, BY)
    assert retain.holds(store, ids[0]) == ""
    assert [change.verb for change, _ in store.history(ids[0])][:2] == ["end legal hold", "put on legal hold"]


def test_a_hold_needs_a_reason(store: Store, today: date) -> None:
    """It is asked beside the field."""
    assert retain.hold(store, compliments(store, date(2019, 1, 1)), {}, today, BY) == (None, {"reason": "Say why."})


def test_the_schedule_follows_the_settings(store: Store, today: date) -> None:
    """Ten years for compliments: nothing is past its date any more."""
    compliments(store, date(2019, 1, 1))
    office.change_settings(store, {"keep_compliments": 10}, BY)
    assert retain.review(store, today) == []


def test_an_officer_may_look_and_not_decide(store: Store, today: date) -> None:
    """Holds and erasing are a manager's."""
    ids = compliments(store, date(2019, 1, 1))
    [member] = store.all(Member)
    with store.change("change member") as change:
        change.put(member, replace(member, role="officer"))
    assert len(retain.review(store, today)) == 1
    with pytest.raises(Problem, match="Only a manager"):
        retain.hold(store, ids, {"reason": "x"}, today, BY)
