"""What was saved before everything was known."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.desk import Desk
from desk_app.store import Store


@pytest.fixture
def desk(store: Store, today: date) -> Desk:
    return Desk(store, lambda: today)


def test_an_enquiry_that_nobody_has_said_when_to_answer_is_to_be_completed(desk: Desk) -> None:
    """Else it would be on no list of what is due. With an aim, or once answered, it lacks nothing."""
    bare = desk.log({"kind": "Enquiry", "received_on": "20/11/2026", "words": "When will they hear?"})
    desk.log({"kind": "Enquiry", "received_on": "20/11/2026", "words": "And we?", "target_on": "1/12/2026"})
    desk.log({"kind": "Enquiry", "received_on": "20/11/2026", "words": "And I?", "answered_on": "21/11/2026"})
    assert [(item.case_id, item.missing) for item in desk.incomplete()] == [
        (bare.case_id, ("the date to answer it by",))
    ]


def test_a_complaint_saved_with_its_words_alone_lacks_much(desk: Desk) -> None:
    """A compliment lacks nothing."""
    desk.log({"kind": "Complaint", "received_on": "20/11/2026", "words": "Too slow."})
    desk.log({"kind": "Compliment", "received_on": "20/11/2026", "words": "Thank you."})
    [item] = desk.incomplete()
    assert {"team", "the procedure", "whether a child is at risk"} <= set(item.missing)
