"""Which cases a figure counts: from a key of `desk figures --json` and one of its labels to the ids of cases."""

from __future__ import annotations

from desk_app.figures.numbers import NOT_RECORDED, Reader
from desk_app.figures.period import Period
from desk_app.problems import Problem

RECEIVED = "SELECT id FROM feedback_case c WHERE received_on BETWEEN :start AND :end"
COMPLAINTS = f"{RECEIVED} AND kind = 'Complaint'"
OPENED = "SELECT case_id FROM investigation i WHERE opened_on BETWEEN :start AND :end AND ending IS NOT 'Re-routed'"
CLOSED = (
    "SELECT case_id FROM investigation i WHERE closed_on BETWEEN :start AND :end"
    " AND stage = 'Stage 1' AND ending IS NOT 'Re-routed'"
)
FAULT = f"{CLOSED} AND outcome IN ('Upheld', 'Partially upheld')"

WHOLE = {
    "feedback_cases": RECEIVED,
    "investigations": OPENED,
    "stage1_closed": CLOSED,
    "looked_after": f"{COMPLAINTS} AND looked_after = 'Yes'",
    "by_children": f"{COMPLAINTS} AND made_by_child = 1",
    "escalated_cases": f"{OPENED} AND stage = 'Stage 2'",
    "learning_denominator": FAULT,
    "learning_cases": f"{FAULT} AND case_id IN (SELECT case_id FROM learning)",
    "ombudsman_cases": "SELECT case_id FROM ombudsman_request"
    " WHERE received_on BETWEEN :start AND :end AND case_id IS NOT NULL",
}
"""Figures that are one number."""
LABELLED = {
    "by_kind": (RECEIVED, "kind"),
    "by_service_area": (RECEIVED, "service_area"),
    "by_channel": (RECEIVED, "channel"),
    "by_region": (RECEIVED, "region"),
    "by_problem": (COMPLAINTS, "category"),
    "by_theme": (f"{COMPLAINTS} AND EXISTS (SELECT 1 FROM json_each(c.themes) WHERE value = :label)", ""),
    "by_route": (OPENED, "route"),
    "by_stage": (OPENED, "stage"),
    "by_team": (OPENED, "team"),
    "stage1_outcomes": (
        CLOSED,
        "CASE WHEN ending = 'Refused' THEN ending ELSE coalesce(outcome, 'No recorded outcome') END",
    ),
}
"""Figures with labels: what they count, and the column that is the label."""


def cases(store: Reader, period: Period, key: str, label: str = "", team: str = "") -> tuple[int, ...]:
    """The ids of the cases behind a figure, each once, in the order they were made.

    Investigations lead to their cases, so there may be fewer ids than the figure counts. Problem if there is no way
    from this figure to cases. `team`: of one team alone, as `facts.gather` takes it.
    """
    start, end = period.bounds
    if key in LABELLED and label:
        select, column = LABELLED[key]
        where = f" AND {column} = :label" if column else ""
    elif key in WHOLE and not label:
        select, where = WHOLE[key], ""
    else:
        raise Problem(f"“{key}” cannot be followed to its cases.", f"Choose one of: {', '.join(sorted(listed()))}.")
    if team:
        where += " AND team = :team"
    value = "" if label == NOT_RECORDED else label
    rows = store.read(
        select + where, {"start": start, "end": end, "label": value, "team": "" if team == NOT_RECORDED else team}
    )
    return tuple(sorted({id for (id,) in rows}))


def listed() -> tuple[str, ...]:
    """The keys that can be followed."""
    return (*WHOLE, *LABELLED)
