"""What each table of the annual report counts, and by which rule: for the definitions that go out with open data.

The rules are those of section 11 of the report, said of one table at a time.
"""

from __future__ import annotations

RECEIVED = "Feedback cases received in the year, each counted once, on the day it was received."
COMPLAINTS = "Complaint cases received in the year."
OPENED = (
    "Investigations opened in the year: one stage of one complaint answered by one team; stage 1 on the day of "
    "receipt, stages 2 and 3 on the day they were asked for. The Ombudsman's enquiries are not investigations."
)
CLOSED = "Stage 1 investigations that ended in the year: on the day of the response, or when they ended without one."
DAYS = (
    "Working days after receipt (stage 1) or after the request (stages 2 and 3), up to and including the last day; "
    "days during which a case was paused and withdrawn investigations are included. Average: the mean."
)
IN_TIME = (
    "Responses sent in the year, by the clock of their procedure. In time: by the day first due. In an extension: by "
    "the date of an extension that had a reason, was told in time and kept to the longest time allowed. No response: "
    "ended without one. Shares are of the responses sent."
)
UPHELD = "Cases with at least one stage 1 investigation upheld in full or in part and closed in the year"
PEOPLE = "Complaint cases received in the year, by what was recorded of the person. Small numbers are hidden."

BY_TABLE: dict[str, str] = {
    "by-kind": RECEIVED,
    "by-service-area-table": f"{RECEIVED} By the service area of the case and its kind.",
    "by-service-area-years": f"{RECEIVED} By the service area of the case.",
    "by-month-table": f"{RECEIVED} By the month of receipt.",
    "by-quarter": f"{RECEIVED} Quarters begin in April.",
    "bridge": f"How complaint cases received become investigations opened. {OPENED}",
    "by-route": OPENED,
    "by-route-and-stage": OPENED,
    "by-category": f"{COMPLAINTS} By the main thing each is about.",
    "by-subcategory-table": f"{COMPLAINTS} By the part of the problem category.",
    "by-theme-table": f"{COMPLAINTS} A complaint is counted under each of its themes, so they can sum to more.",
    "days-stage-1": DAYS,
    "days-by-month-table": f"{DAYS} By the month of closing.",
    "in-time-table": IN_TIME,
    "in-time-2": IN_TIME,
    "in-time-3": IN_TIME,
    "panels": "Steps of review panels whose limit in the regulations fell in the year, also those never done.",
    "due": "Responses by the day they were due: sent by then, by the date of an extension, later, or not at all.",
    "open-at-end": "Investigations opened by the last day of the year and not ended then; overdue: past their date.",
    "by-team-table": f"{OPENED} Beside them the compliments received about the same team.",
    "by-region": OPENED,
    "outcomes-stage-1": f"{CLOSED} Withdrawn ones and those without a recorded outcome are included.",
    "outcomes-by-route-table": f"{CLOSED} Withdrawn ones and those without a recorded outcome are included.",
    "outcomes-by-area": f"{CLOSED} By the service area of their case.",
    "fault": f"{CLOSED} Of them those upheld in full or in part, by problem sub-category.",
    "outcomes-later": "Stage 2 and 3 investigations that ended in the year, by outcome.",
    "by-relationship-table": f"{COMPLAINTS} By the complainant's relationship to the child.",
    "children": f"{COMPLAINTS} About a child who was looked after, and made by a child or young person.",
    "by-channel": f"{COMPLAINTS} By how they arrived.",
    "repeat": (
        "Complaint cases received in the year from people with two or more of them, and people with four or more "
        "investigations opened in the year. People who gave no name are never taken for the same person."
    ),
    "consent": f"{COMPLAINTS} By the child's consent.",
    "equality-table": f"{COMPLAINTS} For how many each characteristic was not recorded.",
    "beyond-stage-1": "Complaint cases with a later stage asked for in the year.",
    "escalation-reasons": "Stage 2 and 3 investigations opened in the year, by the reason for going on.",
    "days-later": DAYS,
    "ombudsman-cases": "Cases with an enquiry of the Ombudsman opened in the year.",
    "ombudsman-answers": "Requests of the Ombudsman and agreed remedies, by whether they were met in time.",
    "ombudsman-decisions": "Decisions of the Ombudsman that the council recorded in the year.",
    "comparison": "Measures of this year and of those before, as published where a year was published.",
    "comparison-chart-table": f"{COMPLAINTS} Beside them the investigations. {OPENED}",
    "learning-cases": f"{UPHELD}, with and without a learning point.",
    "learning-points-table": f"All learning points of these cases: {UPHELD[0].lower()}{UPHELD[1:]}.",
    "actions-by-type": f"Actions that followed from these cases: {UPHELD[0].lower()}{UPHELD[1:]}.",
    "actions-done": "The same actions, by whether they were done on the day of the figures.",
    "refusals": "Complaints that were refused or moved to another procedure in the year.",
    "not-recorded-table": "For how many cases or investigations of the year a field was left blank.",
    "checks-table": "Totals that must agree, computed in two ways.",
}
BY_PREFIX: dict[str, str] = {"equality-": PEOPLE}


def of(key: str) -> str:
    """What the table of that key counts, "" of one that this program does not know, such as an author's own."""
    found = BY_TABLE.get(key)
    return found or next((words for prefix, words in BY_PREFIX.items() if key.startswith(prefix)), "")
