"""Statutory or corporate: guided questions that suggest a route, with the reason.

The Children Act procedure covers functions under Part 3 and parts of 4 and 5 of the Children Act 1989 and of the
Adoption and Children Act 2002 (s26, s26ZB, s26ZC Children Act 1989; SI 2006/1738). What it does not cover takes
the corporate procedure, or another process that the law gives it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from desk_app.records import Route


@dataclass(frozen=True, slots=True)
class Question:
    """Something that may be true of a complaint. If so it points to a route, or to another process."""

    key: str
    text: str  # what is ticked
    about: str  # completes "About ..."
    route: Route | None = None
    process: str = ""


QUESTIONS: tuple[Question, ...] = (
    Question("in_need", "Social work with a child in need", "a child in need", Route.STATUTORY),
    Question("looked_after", "A looked after child", "a looked after child", Route.STATUTORY),
    Question("leaving_care", "Leaving care", "leaving care", Route.STATUTORY),
    Question("fostering", "The fostering service", "the fostering service", Route.STATUTORY),
    Question("guardianship", "Special guardianship", "special guardianship", Route.STATUTORY),
    Question("adoption", "Support after adoption", "support after adoption", Route.STATUTORY),
    Question("send", "SEND or an EHC plan", "SEND or an EHC plan", Route.CORPORATE),
    Question("school", "A school place or transport", "a school place or transport", Route.CORPORATE),
    Question("conference", "A child protection conference", "a conference", Route.CORPORATE),
    Question("court_report", "A report for a court", "a report for a court", Route.CORPORATE),
    Question("administration", "Administration only", "administration", Route.CORPORATE),
    Question("safeguarding", "A child is said to have been harmed", "an allegation of harm", process="Safeguarding"),
    Question("court", "A court is deciding it", "a matter before a court", process="Court"),
    Question("appeal", "There is a right of appeal to a tribunal", "a right of appeal", process="Tribunal or appeal"),
    Question(
        "applicant", "It is about being assessed as a foster carer or adopter", "the assessment of an applicant",
        process="Assessment as foster carer or adopter",
    ),
    Question("insurance", "It is a claim for damages", "a claim for damages", process="Insurance"),
    Question("personnel", "It comes from staff, about their employment", "employment", process="Personnel"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the answers point to. A complaint may hold parts of several routes."""

    route: Route | None
    reason: str
    process: str = ""
    mixed: bool = False
    other: Route | None = None  # what else was ticked points to


def suggest(answers: Collection[str]) -> Suggestion:
    """The route that what was ticked points to; statutory goes before corporate, as it gives more rights."""
    yes = [q for q in QUESTIONS if q.key in answers]
    routes = {q.route for q in yes if q.route is not None}
    process = next((q.process for q in yes if q.process), "")
    route = Route.STATUTORY if Route.STATUTORY in routes else Route.CORPORATE if routes else None
    pointing = [q.about for q in yes if (q.route is route and route is not None) or (route is None and q.process)]
    reason = f"About {' and '.join(pointing)}." if pointing else ""
    mixed = len(routes) > 1 or bool(routes and process)
    other = next((r for r in routes if r is not route), None)
    return Suggestion(route, reason, process, mixed=mixed, other=other)
