"""Office settings: one frozen dataclass; each field has its default, its label and its help.

Those that belong to a group can be changed on the settings screen; `read` understands what was typed there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from enum import StrEnum
from typing import Any

from desk_app import typed
from desk_app.problems import Problem
from desk_app.records import SettingRecord


class Group(StrEnum):
    """What belongs together on the settings screen."""

    COUNCIL = "The council"
    CONTACT = "How people reach you"
    LETTERS = "Letters"
    REPORTS = "Names of reports"
    LOGGING = "Logging"
    CLOCKS = "When a clock starts"
    REMINDERS = "Reminders"
    RETENTION = "How long feedback is kept"
    LOCKING = "Locking"


def _setting(
    default: Any,
    label: str,
    help: str = "",
    group: Group | None = None,
    read: Callable[[str], Any] = typed.line,
    choices: Mapping[str, str] | None = None,
) -> Any:
    """`read` takes what was typed; `choices` are the only values, each with its words."""
    more = {"group": group, "read": read, "choices": choices or {}}
    return field(default=default, metadata={"label": label, "help": help, **more})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a council sets for itself. The defaults name no council: only somebody who knows can say who it is."""

    sample: bool = _setting(False, "Sample store", "Shows the banner that all people are fictional.")
    # who we are
    council: str = _setting("", "Council", "", Group.COUNCIL, typed.needed)
    service: str = _setting("Children's Services", "Service", "", Group.COUNCIL, typed.needed)
    team: str = _setting("Feedback Team", "Team that writes the report", "", Group.COUNCIL, typed.needed)
    directorate: str = _setting("", "Directorate", "", Group.COUNCIL)
    report_title: str = _setting(
        "Customer Feedback Annual Report", "Title of the annual report", "", Group.REPORTS, typed.needed
    )
    council_wide_report: str = _setting("", "The council-wide report", "Empty if there is none.", Group.REPORTS)
    council_wide_report_url: str = _setting(
        "", "Where the council-wide report is", "A web address.", Group.REPORTS, typed.web_address
    )
    council_wide_difference: str = _setting(
        "",
        "Why its totals differ",
        "Printed in the introduction when the council-wide report has other totals.",
        Group.REPORTS,
        typed.paragraph,
    )
    report_code: bool = _setting(
        False,
        "The report holds what the Complaint Handling Code asks for",
        "The self-assessment, where the council did not comply, and what its governing body says. Leave it off where "
        "the council-wide report holds them.",
    )
    own_words: tuple[str, ...] = _setting((), "Words that the spelling check knows", "", read=typed.lines)
    address: str = _setting("", "Postal address", "May be left empty.", Group.LETTERS, typed.paragraph)
    telephone: str = _setting("", "Telephone", "", Group.CONTACT)
    email: str = _setting("", "Email", "", Group.CONTACT, typed.email)
    web_form: str = _setting("", "Web form", "", Group.CONTACT, typed.web_address)
    young_people_page: str = _setting(
        "",
        "Page for children and young people",
        "",
        Group.CONTACT,
        typed.web_address,
    )
    online_portal: str = _setting("", "Online portal", "", Group.CONTACT)
    ways_to_complain: tuple[str, ...] = _setting(
        ("a member of staff", "telephone", "email", "letter"),
        "Ways to give feedback",
        "One on each line, as they follow “It can be given through”.",
        Group.CONTACT,
        typed.lines,
    )
    people_who_may_complain: tuple[str, ...] = _setting(
        ("child or young person", "advocate", "family member", "adult they trust"),
        "Who may give feedback",
        "One on each line, as they follow “It can come from a”.",
        Group.CONTACT,
        typed.lines,
    )
    ombudsman_details: str = _setting(
        "Local Government and Social Care Ombudsman\nPO Box 4771, Coventry CV4 0EH\nTelephone 0300 061 0614\n"
        "www.lgo.org.uk",
        "How to reach the Ombudsman",
        "A line each.",
        Group.LETTERS,
        typed.paragraph,
    )
    # logging
    reference_prefix: str = _setting(
        "CF",
        "Start of each reference",
        "CF gives CF/2026-27/0001. Cases that have a reference keep it.",
        Group.LOGGING,
        typed.prefix,
    )
    safeguarding_instructions: str = _setting(
        "Tell the safeguarding duty desk now, before you go on. Then record whom you told, and when.",
        "What to do when a child may be at risk",
        "Shown while a case is logged, as soon as somebody answers that a child may be at risk.",
        Group.LOGGING,
        typed.paragraph,
    )
    # clocks
    stage_2_basis: str = _setting(
        "requested",
        "The statutory stage 2 clock starts on",
        "Both dates are always shown. The first is the Ombudsman’s reading.",
        Group.CLOCKS,
        choices={
            "requested": "the day of the request",
            "statement_agreed": "the day the written statement was agreed",
        },
    )
    stage_1_basis: str = _setting(
        "received",
        "The statutory stage 1 clock starts on",
        "",
        Group.CLOCKS,
        choices={
            "received": "the day the complaint was received",
            "advocate_appointed": "the day an advocate was appointed, if that is later",
        },
    )
    later_stage_profile: str = _setting(
        "received",
        "A later stage follows the procedure in force",
        "Where the procedure was changed meanwhile. A stage that has begun keeps its procedure.",
        Group.CLOCKS,
        choices={
            "received": "when the complaint was received",
            "requested": "when that stage was asked for",
        },
    )
    # reminders
    lead_days: tuple[int, ...] = _setting(
        (3, 1),
        "Remind so many working days before",
        "One or more numbers, for example 3, 1. On the day itself and afterwards you are always reminded.",
        Group.REMINDERS,
        typed.numbers,
    )
    consent_days: int = _setting(
        10,
        "Working days to wait for consent before a reminder",
        "Counted from the day consent was asked for.",
        Group.REMINDERS,
        typed.number,
    )
    draft_days: int = _setting(
        3,
        "Working days before the response that a draft is due",
        "The quality check is due a day later, the sign-off another day later.",
        Group.REMINDERS,
        typed.number,
    )
    chase_days: int = _setting(
        2,
        "Working days after a late response to chase its investigator",
        "And again so many days after each contact with them that is logged. 0 never reminds of it.",
        Group.REMINDERS,
        typed.number,
    )
    learning_form_days: int = _setting(
        10,
        "Working days after the response for the learning form",
        "Asked for where a complaint was upheld or partially upheld.",
        Group.REMINDERS,
        typed.number,
    )
    lock_minutes: int = _setting(
        10,
        "Lock after so many minutes without a key or a click",
        "From 1 to 120, on every computer that opens this store.",
        Group.LOCKING,
        typed.minutes,
    )
    # retention: years; practice of councils, see retention.py
    keep_compliments: int = _setting(
        6, "Years to keep compliments", "From the day they came.", Group.RETENTION, typed.years
    )
    keep_comments: int = _setting(
        6,
        "Years to keep comments and enquiries",
        "From the answer, or the day they came.",
        Group.RETENTION,
        typed.years,
    )
    keep_not_taken_up: int = _setting(
        6,
        "Years to keep complaints that were not looked into",
        "Refused, withdrawn, or closed before an investigation.",
        Group.RETENTION,
        typed.years,
    )
    keep_corporate: int = _setting(
        6,
        "Years to keep corporate complaints",
        "From the last answer.",
        Group.RETENTION,
        typed.years,
    )
    keep_statutory: int = _setting(
        10,
        "Years to keep statutory complaints",
        "No law says how long. Councils keep them 6 to 10 years, or with the child’s record.",
        Group.RETENTION,
        typed.years,
    )
    keep_upheld: int = _setting(
        10, "Years to keep complaints that were upheld", "In whole or in part.", Group.RETENTION, typed.years
    )
    keep_ombudsman: int = _setting(
        10,
        "Years to keep complaints the Ombudsman looked at",
        "From the Ombudsman’s decision.",
        Group.RETENTION,
        typed.years,
    )
    keep_looked_after: int = _setting(
        75,
        "Years from the child’s birth to keep complaints about looked after children",
        "As their records are kept: Care Planning Regulations 2010, regulation 50.",
        Group.RETENTION,
        typed.years,
    )
    second_sign_off: bool = _setting(True, "Examples need a second person's sign-off")
    suppression_threshold: int = _setting(5, "Hide counts below", "0 shows every count.")

    @property
    def council_in_words(self) -> str:
        """The council's name within a sentence, also of a store that does not know it yet."""
        return self.council or "the council"

    @property
    def written_by(self) -> str:
        """The team and its council, as far as they are known: "Feedback Team, Exampleshire Council"."""
        return ", ".join(part for part in (self.team, self.council) if part)

    @property
    def missing(self) -> tuple[str, ...]:
        """What a report has to say and this store does not know, in words: empty when nothing is missing."""
        return (
            *(() if self.council else ("the name of the council",)),
            *(() if self.telephone or self.email or self.web_form else ("how people reach you",)),
        )


def from_rows(rows: Iterable[SettingRecord]) -> Settings:
    """The settings with what the office has changed.

    A key of a later version is ignored, and a value that is not of its setting's kind: a store may come from outside.
    """
    defaults = {f.name: f.default for f in fields(Settings)}
    made: dict[str, Any] = {}
    for row in rows:
        if row.key in defaults:
            try:
                value = json.loads(row.value)
            except (ValueError, RecursionError):
                continue
            value = tuple(value) if isinstance(value, list) else value
            if _fits(value, defaults[row.key]):
                made[row.key] = value
    return Settings(**made)


def _fits(value: object, default: object) -> bool:
    if isinstance(value, tuple) and isinstance(default, tuple):
        kind = type(default[0]) if default else str
        return all(type(item) is kind for item in value)
    return type(value) is type(default)


def to_row(key: str, value: object) -> SettingRecord:
    """One setting as the store keeps it."""
    return SettingRecord(key=key, value=json.dumps(value, ensure_ascii=False))


# --- the settings screen ----------------------------------------------------------------------------------
def of_group(group: Group) -> tuple[Field[Any], ...]:
    """The settings of a group, in their order. Each carries label, help, read and choices in its metadata."""
    return tuple(f for f in fields(Settings) if f.metadata["group"] is group)


def label(key: str) -> str:
    """The name of a setting."""
    return str(next(f.metadata["label"] for f in fields(Settings) if f.name == key))


def as_typed(value: object) -> str:
    """A value as somebody would type it: texts a line each, numbers with commas."""
    if isinstance(value, tuple):
        return (", " if all(isinstance(item, int) for item in value) else "\n").join(str(item) for item in value)
    return str(value)


def understood(texts: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of what was typed for some settings, and what is wrong, both by key."""
    by_key = {f.name: f for f in fields(Settings)}
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for key, text in texts.items():
        meta = by_key[key].metadata
        try:
            values[key] = meta["read"](text)
        except Problem as problem:
            problems[key] = str(problem)
        else:
            if meta["choices"] and values[key] not in meta["choices"]:
                problems[key] = "Choose one of these."
    return values, problems
