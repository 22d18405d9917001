"""Which pauses stand, and what of a complaint waits alone because only a part of it was paused. Pure."""

from __future__ import annotations

from desk_app.records import CaseFile, Ending, Investigation, Pause


def stopped(file: CaseFile, pause: Pause) -> list[Investigation]:
    """The investigations that a pause is of."""
    return [
        item
        for item in file.investigations
        if pause.investigation_id in (None, item.id) and item.ending is not Ending.RE_ROUTED
    ]


def stands(file: CaseFile, pause: Pause) -> bool:
    """Whether something waits for its end: what is open, or a part that was left out when the rest was answered."""
    items = stopped(file, pause)
    return pause.over_on is None and (any(item.closed_on is None for item in items) or waits_alone(file, pause))


def waits_alone(file: CaseFile, pause: Pause) -> bool:
    """Whether a paused part waits although the rest was answered."""
    items = stopped(file, pause)
    answered = any(item.responded_on for item in items)
    return bool(pause.part) and pause.over_on is None and answered and all(item.closed_on for item in items)


def left_unanswered(file: CaseFile, pause: Pause) -> Investigation | None:
    """The investigation that was answered before a paused part went on, and has neither been re-opened nor gone on."""
    on = pause.resumed_on
    if not pause.part or on is None:
        return None
    for item in stopped(file, pause):
        later = any(other.stage > item.stage and other.opened_on >= on for other in file.investigations)
        if item.responded_on and item.responded_on < on and not later:
            return item
    return None
