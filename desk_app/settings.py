"""Office settings: one frozen dataclass; each field has its default, its label and its help."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from desk_app.records import SettingRecord


def _setting(default: Any, label: str, help: str = "") -> Any:
    return field(default=default, metadata={"label": label, "help": help})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a council sets for itself. The defaults are the model council's public facts."""

    sample: bool = _setting(False, "Sample store", "Shows the banner that all people are fictional.")
    # who we are
    council: str = _setting("Shropshire Council", "Council")
    service: str = _setting("Children's Services", "Service")
    team: str = _setting("Feedback and Insight Team", "Team that writes the report")
    directorate: str = _setting("Legal and Governance, Resources", "Directorate")
    report_title: str = _setting("Customer Feedback Annual Report", "Title of the annual report")
    council_wide_report: str = _setting("Annual Customer Feedback Report", "The council-wide report")
    council_wide_report_url: str = _setting("", "Where the council-wide report is", "A web address.")
    council_wide_difference: str = _setting(
        "", "Why its totals differ", "Printed in the introduction when the council-wide report has other totals."
    )
    telephone: str = _setting("0345 678 9000", "Telephone")
    email: str = _setting("customerfeedback@shropshire.gov.uk", "E-mail")
    web_form: str = _setting("https://www.shropshire.gov.uk/feedback", "Web form")
    young_people_page: str = _setting(
        "https://www.shropshire.gov.uk/feedback/children-and-young-peoples-complaints/",
        "Page for children and young people",
    )
    online_portal: str = _setting("My Shropshire portal", "Online portal")
    ways_to_complain: tuple[str, ...] = _setting(
        ("a member of staff", "telephone", "email", "web form", "online portal"), "Ways to give feedback"
    )
    people_who_may_complain: tuple[str, ...] = _setting(
        ("child or young person", "advocate", "family member", "adult they trust"), "Who may give feedback"
    )
    # logging
    reference_prefix: str = _setting("CF", "Start of each reference", "CF gives CF/2026-27/0001.")
    safeguarding_instructions: str = _setting(
        "Tell the safeguarding duty desk now, before you go on. Then record whom you told, and when.",
        "What to do when a child may be at risk",
    )
    # clocks
    stage_2_basis: str = _setting(
        "requested",
        "The statutory stage 2 clock starts on",
        "requested: the day of the request (the Ombudsman's reading). statement_agreed: the day the written "
        "statement was agreed. Both dates are always shown.",
    )
    stage_1_basis: str = _setting(
        "received",
        "The statutory stage 1 clock starts on",
        "received, or advocate_appointed: the day an advocate was appointed, if later.",
    )
    later_stage_profile: str = _setting(
        "received",
        "A later stage follows the procedure in force",
        "received: when the complaint was received. requested: when that stage was asked for.",
    )
    consent_days: int = _setting(10, "Working days to wait for consent before a reminder")
    draft_days: int = _setting(3, "Working days before the response that a draft is due")
    learning_form_days: int = _setting(10, "Working days after the response for the learning form")
    # reminders
    lead_days: tuple[int, ...] = _setting((3, 1), "Remind so many working days before")
    second_sign_off: bool = _setting(True, "Examples need a second person's sign-off")
    suppression_threshold: int = _setting(5, "Hide counts below", "0 shows every count.")


def from_rows(rows: Iterable[SettingRecord]) -> Settings:
    """The settings with what the office has changed; a key of a later version is ignored."""
    known = {f.name for f in fields(Settings)}
    values: dict[str, Any] = {r.key: json.loads(r.value) for r in rows if r.key in known}
    made: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}
    return Settings(**made)


def to_row(key: str, value: object) -> SettingRecord:
    """One setting as the store keeps it."""
    return SettingRecord(key=key, value=json.dumps(value, ensure_ascii=False))
