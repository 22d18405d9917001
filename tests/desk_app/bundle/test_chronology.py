"""What happened, in plain words."""

from __future__ import annotations

from datetime import date

from desk_app.bundle.chronology import events
from desk_app.desk import Desk
from desk_app.store import Store

TODAY = date(2026, 11, 24)


def _do(store: Store, desk: Desk, case_id: int, verb: str, **answers: object) -> None:
    file = store.case_file(case_id)
    offer = next(offer for offer in desk.offers(file) if offer.verb.name == verb)
    done = desk.do(offer, file, answers)
    assert not done.problems, done.problems


def _told(store: Store, case_id: int) -> list[tuple[str, str]]:
    found = events(store.case_file(case_id), store.steps(case_id), TODAY)
    return [(event.on.isoformat() if event.on else "", event.what) for event in found]


def test_a_complaint_is_told_in_the_order_of_its_days(store: Store, desk: Desk, case_id: int) -> None:
    """From receipt to the late response; what only the office does is not told, nor what was said on the telephone."""
    _do(store, desk, case_id, "ACKNOWLEDGE", on="3 Sep 2026")
    _do(store, desk, case_id, "ASSIGN", investigator="Ivy Example", on="4 Sep 2026")
    _do(store, desk, case_id, "NOTE", text="Between us")
    _do(store, desk, case_id, "CONTACT", on="10 Sep 2026", with_whom="Ada Example", channel="Telephone", text="Cross.")
    told = _told(store, case_id)
    assert told == [
        ("2026-09-01", "Complaint received by email"),
        ("2026-09-01", "Stage 1, statutory procedure, was opened by Fostering"),
        ("2026-09-03", "Stage 1 was acknowledged"),
        ("2026-09-04", "Stage 1 was given to Ivy Example to look into"),
        ("2026-09-10", "Telephone with Ada Example"),
        ("2026-09-15", "Was due and is not done: stage 1 response"),
    ]
    _do(store, desk, case_id, "RESPOND", on="30 Sep 2026", outcome="Upheld", delay_reason="Staff were ill")
    assert _told(store, case_id)[-1] == (
        "2026-09-30", "Stage 1: the response was sent: upheld. It was due on 15 September 2026: late",
    )  # fmt: skip


def test_pauses_and_extensions_say_why(store: Store, desk: Desk, case_id: int) -> None:
    """With the day that the time was extended to."""
    _do(store, desk, case_id, "EXTEND", to_on="29 Sep 2026", reason="A witness is away", told_on="10 Sep 2026")
    assert ("2026-09-10", "The time was extended to 29 September 2026: A witness is away") in _told(store, case_id)
