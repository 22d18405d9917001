"""A case for each letter, as records. All people are fictional."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from desk_app import working_days
from desk_app.letters import BY_KEY, fields
from desk_app.letters.placeholders import Value
from desk_app.procedures import CORPORATE_2023, CORPORATE_CODE_2026, STATUTORY, shipped_by_key
from desk_app.records import (
    Case,
    CaseFile,
    Decision,
    DecisionKind,
    Extension,
    Investigation,
    Kind,
    ListEntry,
    ListName,
    Outcome,
    Party,
    Pause,
    Person,
    Point,
    Refusal,
    RefusalKind,
    Role,
    Route,
    Stage,
)
from desk_app.settings import Settings

TODAY = date(2026, 11, 24)
RECEIVED = date(2026, 11, 16)
PROFILES = shipped_by_key()
DAYS = working_days.calendar()
SETTINGS = Settings(
    council="Exampleshire Council", telephone="01632 960000", email="feedback@example.gov.uk",
    web_form="https://www.example.gov.uk/feedback", young_people_page="https://www.example.gov.uk/young",
)  # fmt: skip
FOSTERING = ListEntry(list=ListName.TEAM, value="Fostering", manager="Mo Example")

ADA = Person(id=11, name="Ada Example", address="1 Sample Street\nShrewsbury", email="ada@example.org")
BEN = Person(id=12, name="Ben Example")
COMPLAINT = Case(
    id=1, version=1, reference="CF/2026-27/0001", kind=Kind.COMPLAINT, received_on=RECEIVED, at_risk=False,
    team="Fostering", summary="Allowance paid late", words="The allowance has been late three months running.",
    desired_outcome="To be paid on time.", route=Route.STATUTORY,
)  # fmt: skip
STAGE_1 = Investigation(
    id=2, version=1, case_id=1, route=Route.STATUTORY, stage=Stage.ONE, team="Fostering", opened_on=RECEIVED,
    profile=STATUTORY.key, investigator="Gil Example",
)  # fmt: skip
STAGE_2 = replace(
    STAGE_1, id=3, stage=Stage.TWO, opened_on=date(2026, 10, 1), investigating_officer="Jo Example",
    independent_person="Kit Example", adjudicating_officer="Lou Example", statement_agreed_on=date(2026, 10, 9),
)  # fmt: skip
STAGE_3 = replace(
    STAGE_1, id=4, stage=Stage.THREE, opened_on=date(2026, 10, 26),
    panel_members=("Max Sample", "Nia Sample", "Oli Sample"), panel_meets_on=date(2026, 12, 2),
    panel_met_on=date(2026, 11, 12), panel_report_on=date(2026, 11, 17),
)  # fmt: skip
REVIEW = replace(
    STAGE_1, id=5, route=Route.CORPORATE, stage=Stage.TWO, profile=CORPORATE_CODE_2026.key,
    opened_on=date(2026, 11, 18), acknowledged_on=date(2026, 11, 19),
)  # fmt: skip
CORPORATE_1 = replace(STAGE_1, route=Route.CORPORATE, profile=CORPORATE_CODE_2026.key)
OLD_CORPORATE_1 = replace(CORPORATE_1, profile=CORPORATE_2023.key)
EXTENSION = Extension(
    id=21, case_id=1, investigation_id=2, to_on=date(2026, 12, 14), reason="The key worker is away.", told_on=TODAY
)
POINTS = tuple(
    Point(id=30 + n, case_id=1, investigation_id=item.id, number=n, text=text, outcome=outcome)
    for item in (STAGE_1, STAGE_2, STAGE_3, REVIEW)
    for n, text, outcome in ((1, "The money came late.", Outcome.UPHELD), (2, "Nobody rang back.", None))
)


def file_of(*items: Investigation, **parts: Any) -> CaseFile:
    """A complaint of Ada about Ben, with these investigations."""
    parties = (
        Party(case_id=1, person_id=11, role=Role.COMPLAINANT, relationship="Foster carer"),
        Party(case_id=1, person_id=12, role=Role.CHILD),
    )
    given = {"case": COMPLAINT, "people": (ADA, BEN), "parties": parties, "investigations": items, **parts}
    return CaseFile(**given)


COMPLIMENT = file_of(
    case=replace(COMPLAINT, kind=Kind.COMPLIMENT, words="So kind & patient.", route=None),
    people=(ADA, Person(id=13, name="Cara Sample"), Person(id=14, name="Dev Sample")),
    parties=(
        Party(case_id=1, person_id=11, role=Role.COMPLAINANT),
        Party(case_id=1, person_id=13, role=Role.RECIPIENT, job="Social worker", team="Fostering"),
        Party(case_id=1, person_id=14, role=Role.RECIPIENT),
    ),
)
REFUSED = Refusal(
    id=41, case_id=1, kind=RefusalKind.OVER_A_YEAR, reason="The files were destroyed.", refused_on=TODAY, told_on=TODAY
)
ANSWERED = replace(STAGE_1, opened_on=date(2026, 9, 1), responded_on=date(2026, 9, 15), outcome=Outcome.UPHELD)
DECLINED = Decision(
    id=42, case_id=1, investigation_id=2, kind=DecisionKind.DECLINED,
    what="Declined: stage 2 asked for on 20 November 2026", reason="Nothing kept you from asking in time.",
    decided_by="Alex Example", decided_on=TODAY,
)  # fmt: skip
PAUSED = Pause(id=43, case_id=1, investigation_id=2, from_on=date(2026, 11, 20), reason="A court decides on contact.")
CASES: dict[str, tuple[CaseFile, Investigation | None]] = {
    "acknowledgement": (file_of(STAGE_1), STAGE_1),
    "consent_request": (file_of(STAGE_1), None),
    "allocation": (file_of(STAGE_1, points=POINTS), STAGE_1),
    "chaser": (file_of(STAGE_1), STAGE_1),
    "extension": (file_of(STAGE_1, extensions=(EXTENSION,)), STAGE_1),
    "stage_1_response": (file_of(STAGE_1, points=POINTS), STAGE_1),
    "commission_officer": (file_of(STAGE_1, STAGE_2, points=POINTS), STAGE_2),
    "commission_person": (file_of(STAGE_1, STAGE_2), STAGE_2),
    "adjudication": (file_of(STAGE_1, STAGE_2, points=POINTS), STAGE_2),
    "stage_2_review": (file_of(CORPORATE_1, REVIEW, points=POINTS), REVIEW),
    "panel_invitation": (file_of(STAGE_1, STAGE_2, STAGE_3), STAGE_3),
    "stage_3_response": (file_of(STAGE_1, STAGE_2, STAGE_3, points=POINTS), STAGE_3),
    "refusal": (file_of(STAGE_1, refusals=(REFUSED,)), None),
    "declined": (file_of(ANSWERED, decisions=(DECLINED,)), ANSWERED),
    "paused": (file_of(STAGE_1, pauses=(PAUSED,)), STAGE_1),
    "withdrawal": (
        file_of(case=replace(COMPLAINT, ended_on=date(2026, 11, 20))), None,
    ),
    "compliment_thanks": (COMPLIMENT, None),
    "compliment_passed_on": (COMPLIMENT, None),
}  # fmt: skip
"""By the key of the letter."""


def values(key: str, file: CaseFile, item: Investigation | None, today: date = TODAY) -> dict[str, Value]:
    """What a letter of that kind says of a case."""
    return fields(
        file, item, PROFILES, DAYS, SETTINGS, today, kind=BY_KEY[key], by="Alex Example", teams={"Fostering": FOSTERING}
    )
