"""The safeguarding question, later alarms, and consent: what has to be known about the child's position."""

from __future__ import annotations

from dataclasses import replace

from desk_app.answers import since
from desk_app.desk.task import Puts, Task
from desk_app.records import Consent, Note


def safeguard(task: Task) -> Puts:
    """Answers: `at_risk`; `referred_to`, `referred_by`, `referred_on` once it was referred."""
    answers = task.answers
    at_risk = answers.yes_no("at_risk", "Say whether a child may be at risk, or harm by staff is alleged.")
    referred_on = answers.day("referred_on", not_before=task.since_received)
    referred_to = answers.name("referred_to")
    if referred_on is not None and not referred_to:
        answers.wrong("referred_to", "Enter whom you told.")
    if at_risk is False and (referred_on or referred_to):
        answers.wrong("at_risk", "You entered a referral. Answer yes, or take the referral out.")
    yield task.case, replace(
        task.case, at_risk=at_risk, referred_to=referred_to, referred_on=referred_on,
        referred_by=answers.name("referred_by") or (task.by if referred_on else ""),
    )  # fmt: skip


def refer(task: Task) -> Puts:
    """What is still to be recorded after a yes. Answers: as of `safeguard`; the referral is needed, unless it was no
    yes."""
    if task.answers.yes_no("at_risk") is not False:
        task.answers.day("referred_on", "Enter the day you told them.", not_before=task.since_received)
        task.answers.name("referred_to", "Enter whom you told.")
    yield from safeguard(task)


def concern(task: Task) -> Puts:
    """An alarm while the complaint is open, or after it, also a second one; the latest is of the case.

    Answers: `on`, `what` (kept as a note); `referred_to`, `referred_by`, `referred_on` once it was referred.
    A referral before it is kept among the contacts.
    """
    answers, case = task.answers, task.case
    on = answers.day("on", "Enter the day the concern came.", not_before=task.since_received)
    what = answers.text("what", "Say what was said or seen.")
    came = since(task.since_received, (on, "the concern came"))
    referred_on = answers.day("referred_on", not_before=came)
    referred_to = answers.name("referred_to", "Enter whom you told." if referred_on else "")
    if referred_to and not answers.given.get("referred_on"):
        answers.wrong("referred_on", "Enter the day you told them.")
    yield None, Note(case_id=case.id, text=f"{CONCERN}{what}", written_on=on, written_by=task.by)
    if case.referred_on is not None:
        yield None, Note(
            case_id=case.id, is_contact=True, with_whom=case.referred_to, written_on=case.referred_on,
            written_by=case.referred_by, text=REFERRED,
        )  # fmt: skip
    yield case, replace(
        case, at_risk=True, concern_on=on, referred_to=referred_to, referred_on=referred_on,
        referred_by=answers.name("referred_by") or (task.by if referred_on else ""),
    )  # fmt: skip


CONCERN = "Safeguarding concern: "
REFERRED = "A safeguarding concern was passed on."
"""How a later concern and an earlier referral stand among the notes."""


def consent(task: Task) -> Puts:
    """Answers: `state`, `on`; `may_share_data` with the complainant, as it was where it is not asked."""
    answers = task.answers
    state = answers.choice("state", Consent, "Choose how consent stands.")
    dated = state in (Consent.ASKED, Consent.GIVEN, Consent.REFUSED)
    on = answers.day("on", "Enter the day." if dated else "", not_before=None)
    asked = "may_share_data" in answers.given
    share = answers.yes_no("may_share_data") if asked else task.case.may_share_data
    yield task.case, replace(task.case, consent=state, consent_on=on, may_share_data=share)
