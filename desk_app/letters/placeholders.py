"""Every placeholder that a letter may have, as data: what it means, and where its value comes from. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk_app import dates
from desk_app.letters import beside, late
from desk_app.letters.about import About, limit_in_words
from desk_app.letters.beside import listed
from desk_app.letters.kinds import BY_KEY, LetterKind, declined, paused
from desk_app.letters.reasons import PROCEDURES, refused_because
from desk_app.panels import put_off
from desk_app.procedures import Profile
from desk_app.records import CaseFile, Ending, Investigation, ListEntry, Person, Role, Route, Stage
from desk_app.settings import Settings
from desk_app.sharing import must_keep_out
from desk_app.working_days import Calendar

Value = str | bool | list[dict[str, str]]
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
OPEN, SHUT = "[… ", "]"
TO_FILL_IN = re.compile(r"\[…[^\[\]]*\]")
"""What a letter says where something is left to be filled in."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A value for letters. What may be left out is "" when it is not known; else its words stand in "[… ]".

    A placeholder with `items` is a list; each of its items has these.
    """

    name: str
    words: str
    of: Callable[[About], Any]
    may_be_left_out: bool = False
    items: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """How it stands in a letter: "{{ child }}", "{% if statutory %}", "{% for item in points %}"."""
        if self.items:
            return f"{{% for item in {self.name} %}}"
        return f"{{% if {self.name} %}}" if self.words.startswith("yes,") else f"{{{{ {self.name} }}}}"

    @property
    def means(self) -> str:
        """What it is, as a list of placeholders says it."""
        if self.items:
            return f"{self.words}. Of each: {', '.join(f'{{{{ item.{name} }}}}' for name in self.items)}"
        left_out = self.may_be_left_out and not self.words.startswith("yes,")
        return f"{self.words}; may be empty" if left_out else self.words.removeprefix("yes, ")


@dataclass(frozen=True, slots=True)
class Group:
    """Placeholders that belong together."""

    name: str
    placeholders: tuple[Placeholder, ...]
    of_case: bool = True  # differs from case to case: worth a look before a letter is saved


def _p(name: str, words: str, of: Callable[[About], Any], *items: str) -> Placeholder:
    return Placeholder(name, words, of, items=items)


def _maybe(name: str, words: str, of: Callable[[About], Any]) -> Placeholder:
    return Placeholder(name, words, of, may_be_left_out=True)


def _on(day: date | None) -> str:
    return dates.in_words(day) if day else ""


# --- people ---------------------------------------------------------------------------------------------------
def _name(role: Role) -> Callable[[About], str]:
    def of(about: About) -> str:
        found = about.person(role)
        return found.name if found else ""

    return of


def _reach(person: Person | None) -> str:
    """Where a letter goes: the address, or whatever there is."""
    return (person.address or person.email or person.contact) if person else ""


def _relationship(about: About) -> str:
    found = (party.relationship for party in about.file.parties if party.role is Role.COMPLAINANT)
    return next(found, "").lower()


def _recipients(about: About) -> list[dict[str, str]]:
    people = {person.id: person.name for person in about.file.people}
    return [
        {"name": people.get(party.person_id, ""), "job": party.job, "team": party.team}
        for party in about.file.parties
        if party.role is Role.RECIPIENT and people.get(party.person_id)
    ]


# --- the case ---------------------------------------------------------------------------------------------------
def _points(about: About) -> list[dict[str, str]]:
    own = about.item.id if about.item else None
    return [
        {"number": str(point.number), "text": point.text, "outcome": str(point.outcome or f"{OPEN}outcome{SHUT}")}
        for point in about.file.points
        if point.investigation_id == own
    ]


def _of_item(name: str) -> Callable[[About], str]:
    """A field of the investigation, as words."""

    def of(about: About) -> str:
        value = getattr(about.item, name) if about.item else None
        return _on(value) if isinstance(value, date) else str(value or "")

    return of


def _refusal(about: About) -> Any:
    return about.file.refusals[-1] if about.file.refusals else None


def _of_refusal(name: str) -> Callable[[About], str]:
    def of(about: About) -> str:
        value = getattr(_refusal(about), name, None)
        return _on(value) if isinstance(value, date) else str(value or "")

    return of


def _declined(part: int) -> Callable[[About], str]:
    """Of "Declined: stage 2 asked for on 20 May 2026" the stage, or the day."""

    def of(about: About) -> str:
        found = declined(about.file, about.item)
        parts = found.what.removeprefix(f"{found.kind}: ").split(" asked for on ") if found else []
        return parts[part] if len(parts) > part else ""

    return of


def _declined_reason(about: About) -> str:
    found = declined(about.file, about.item)
    return found.reason if found else ""


def _withdrawn(about: About) -> str:
    ended = [item.ended_on for item in about.file.investigations if item.ending is Ending.WITHDRAWN and item.ended_on]
    return _on(about.file.case.ended_on or max(ended, default=None))


def _ended(about: About) -> Ending:
    """How what the letter is about ends."""
    return Ending.REFUSED if about.kind.key == "refusal" else Ending.WITHDRAWN


def _ended_part(about: About) -> str:
    refused = _refusal(about) if about.kind.key == "refusal" else None
    return "" if refused and refused.part else beside.ended_part(about, _ended(about))


def _goes_on(about: About) -> str:
    if about.kind.key == "paused":
        return beside.goes_on_beside(about, paused(about.file, about.item))
    return beside.goes_on(about, beside.ended(about, _ended(about)))


def _pause(about: About, name: str) -> str:
    """A field of the pause that the letter is about."""
    value = getattr(paused(about.file, about.item), name, None)
    return _on(value) if isinstance(value, date) else str(value or "")


# --- dates ------------------------------------------------------------------------------------------------------
def _due(about: About) -> date | None:
    step = about.response
    return step.due_on if step and about.rule else None


def _step_due(key: str) -> Callable[[About], str]:
    def of(about: About) -> str:
        step = about.step(key)
        return _on(step.due_on) if step else ""

    return of


def _limit(number: str) -> Callable[[About], str]:
    return lambda about: limit_in_words(about.rule, getattr(about.rule, number)) if about.rule else ""


def _counted(about: About) -> str:
    from desk_app import deadlines

    return deadlines.explain(about.response, about.days) if about.response and about.rule else ""


def _time_left(about: About) -> str:
    """How long there is to the draft: "in 3 working days", "today", "2 working days ago"."""
    step = late.draft(about)
    if step is None or step.due_on is None:
        return ""
    number = about.days.between(about.today, step.due_on)
    if step.due_on == about.today:
        return "today"
    unit = f"{abs(number)} working day{'' if abs(number) == 1 else 's'}"
    return f"in {unit}" if step.due_on > about.today else f"{unit} ago"


def _draft_is_late(about: About) -> bool:
    step = late.draft(about)
    return step is not None and step.due_on is not None and step.due_on < about.today


def _draft_due(about: About) -> str:
    step = late.draft(about)
    return _on(step.due_on) if step else ""


def _learning_form_due(about: About) -> str:
    due = about.response.due_on if about.response else None
    return _on(about.days.after(due, about.settings.learning_form_days)) if due else ""


def _requested_on(about: About) -> str:
    """The day of the request; of a stage that was taken up anew, with its dates, the day of that."""
    item = about.item
    if item is None:
        return ""
    return _on(item.started_on if item.started_on and item.reopened_on else item.opened_on)


def _extended_to(about: About) -> date | None:
    return about.extensions[-1].to_on if about.extensions else None


def _beyond_longest(about: About) -> bool:
    to, longest = _extended_to(about), about.longest_on()
    return to is not None and longest is not None and to > longest


def _window_days(about: About) -> str:
    return limit_in_words(about.window[0], about.window[0].days) if about.window else ""


def _is_stage(stage: Stage) -> Callable[[About], bool]:
    return lambda about: about.stage is stage


def _meets_on(about: About) -> str:
    return _on(about.item.panel_met_on or about.item.panel_meets_on) if about.item else ""


def _meets_late(about: About) -> bool:
    """Whether the day that was booked is after the last one that the regulations allow."""
    step = about.step("panel_meets")
    meets_on = about.item.panel_met_on or about.item.panel_meets_on if about.item else None
    return step is not None and step.due_on is not None and meets_on is not None and meets_on > step.due_on


def _before(field: str) -> Callable[[About], str]:
    """Who had that part of this investigation before, the last of them."""

    def of(about: About) -> str:
        own = about.item.id if about.item else None
        of_it = [r for r in about.file.replaced if r.investigation_id == own and r.part.replace(" ", "_") == field]
        return max(of_it, key=lambda each: (each.until_on or date.min, each.id)).name if of_it else ""

    return of


def _put_off(name: str) -> Callable[[About], str]:
    """Of a panel that was put off: from when, or why."""
    return lambda about: getattr(found, name) if (found := put_off(about.file, about.item)) else ""


def _members(about: About) -> list[dict[str, str]]:
    return [{"name": name} for name in (about.item.panel_members if about.item else ())]


GROUPS: tuple[Group, ...] = (
    Group("The letter", (
        _p("today", "the date of the letter", lambda about: _on(about.today)),
        _p("reference", "the reference of the case", lambda about: about.file.case.reference),
        _p("officer", "who writes: the name in the store", lambda about: about.by),
    ), of_case=False),
    Group("The council, from Settings", (
        _p("council", "the council", lambda about: about.settings.council),
        _p("service", "the service", lambda about: about.settings.service),
        _p("team", "the team that looks after feedback", lambda about: about.settings.team),
        _maybe("address", "the council’s postal address", lambda about: about.settings.address),
        _p("telephone", "the telephone number", lambda about: about.settings.telephone),
        _p("email", "the email address", lambda about: about.settings.email),
        _maybe("web_form", "the web form", lambda about: about.settings.web_form),
        _maybe("young_people_page", "the page for children", lambda about: about.settings.young_people_page),
        _p("ombudsman", "how to reach the Ombudsman, on several lines",
           lambda about: about.settings.ombudsman_details),
    ), of_case=False),
    Group("People", (
        _p("complainant", "the complainant’s name", _name(Role.COMPLAINANT)),
        _p("complainant_address", "their address, or else their email address or whatever they gave",
           lambda about: _reach(about.person(Role.COMPLAINANT))),
        _maybe("relationship", "what the complainant is to the child, in small letters", _relationship),
        _p("child", "the child’s name", _name(Role.CHILD)),
        _maybe("about_another", "yes, where the child is not the complainant", lambda about: about.is_about_another),
        _maybe("made_by_child", "yes, where the child complains", lambda about: about.file.case.made_by_child is True),
        _maybe("advocate", "the advocate’s name", _name(Role.ADVOCATE)),
        _maybe("advocate_complains", "yes, where the complainant is the advocate",
               lambda about: about.advocate_complains),
        _p("investigator", "who looks into it", _of_item("investigator")),
        _p("investigation_team", "the team that looks into it",
           lambda about: about.item.team if about.item else about.file.case.team),
        _p("team_manager", "the manager of that team", lambda about: about.team.manager if about.team else ""),
    )),
    Group("The case", (
        _p("received_on", "the day it was received", lambda about: _on(about.file.case.received_on)),
        _maybe("summary", "the summary", lambda about: about.file.case.summary),
        _p("words", "the words used", lambda about: about.file.case.words),
        _maybe("desired_outcome", "what they would like to happen", lambda about: about.file.case.desired_outcome),
        _p("points", "the points of complaint: a list", _points, "number", "text", "outcome"),
        _p("procedure", "the procedure in words", lambda about: PROCEDURES.get(about.route, "")),
        _maybe("statutory", "yes, under the Children Act procedure", lambda about: about.route is Route.STATUTORY),
        _maybe("corporate", "yes, under the council’s own procedure", lambda about: about.route is Route.CORPORATE),
        _maybe("tells_ombudsman", "yes, where an extension counts only with the Ombudsman’s details",
               lambda about: bool(about.rule and about.rule.tells_ombudsman)),
        _maybe("stage_1", "yes, at stage 1", _is_stage(Stage.ONE)),
        _maybe("stage_2", "yes, at stage 2", _is_stage(Stage.TWO)),
        _maybe("stage_3", "yes, at stage 3", _is_stage(Stage.THREE)),
    )),
    Group("Dates of the response", (
        _p("acknowledged_on", "the day it was acknowledged", _of_item("acknowledged_on")),
        _maybe("acknowledgement_due", "the day the acknowledgement is due",
               lambda about: _on(step.due_on) if (step := late.acknowledgement(about)) else ""),
        _maybe("acknowledgement_is_late", "yes, where it is sent after that day", late.acknowledgement_is_late),
        _p("requested_on", "the day this stage was opened or asked for", _requested_on),
        _p("response_due", "the day the response is due", lambda about: _on(_due(about))),
        _p("response_days", "the time for it: 10 working days", _limit("days")),
        _p("response_counted", "how that date was counted", _counted),
        _maybe("longest_days", "the longest time with an extension: 20 working days", _limit("longest")),
        _maybe("longest_due", "the day that is", lambda about: _on(about.longest_on())),
        _p("draft_due", "the day the draft is due, or the stage 2 report", _draft_due),
        _maybe("reports_wanted", "yes, where that is a report: at stage 2 of the Children Act procedure",
               late.reports_wanted),
        _maybe("draft_is_late", "yes, when that day has passed", _draft_is_late),
        _p("draft_time", "how long there is to it: in 3 working days, 2 working days ago", _time_left),
        _p("learning_form_due", "the day the learning form is due", _learning_form_due),
        _p("extended_to", "the new date", lambda about: _on(_extended_to(about))),
        _p("due_before", "the date that it replaces", lambda about: _on(late.replaced_on(about))),
        _maybe("extension_is_late", "yes, where that date had passed when they were told", late.extension_is_late),
        _p("extension_reason", "why more time is needed",
           lambda about: about.extensions[-1].reason if about.extensions else ""),
        _maybe("beyond_longest", "yes, where it is later than the procedure allows", _beyond_longest),
    )),
    Group("The answer", (
        _p("outcome", "the outcome", _of_item("outcome")),
        _maybe("resolution_terms", "what was agreed to put it right", _of_item("resolution_terms")),
        _maybe("response_is_late", "yes, where it is sent after the day it was due", late.response_is_late),
        _maybe("delay_reason", "why it was late", _of_item("delay_reason")),
        _maybe("refused_parts", "the parts that were refused",
               lambda about: listed(refusal.part for refusal in about.file.refusals)),
        _maybe("may_not_share", "yes, where the child’s data must not be shared with the complainant",
               lambda about: must_keep_out(about.file)),
        _maybe("next_stage_by", "the day by which to ask for the next stage",
               lambda about: _on(about.window[1].due_on) if about.window else ""),
        _maybe("next_stage_days", "the time for that: 28 days, 20 working days", _window_days),
    )),
    Group("Stage 2 of the Children Act procedure", (
        _p("investigating_officer", "the investigating officer", _of_item("investigating_officer")),
        _p("independent_person", "the independent person", _of_item("independent_person")),
        _maybe("officer_before", "whose place the investigating officer took", _before("investigating_officer")),
        _maybe("person_before", "whose place the independent person took", _before("independent_person")),
        _p("reports_due", "the day the reports are due", _step_due("reports_due")),
        _maybe("statement_agreed_on", "the day the statement of complaint was agreed", _of_item("statement_agreed_on")),
        _p("adjudicating_officer", "the adjudicating officer", _of_item("adjudicating_officer")),
    )),
    Group("The review panel", (
        _p("panel_members", "who sits on it, the chair first: a list", _members, "name"),
        _p("panel_meets_on", "the day it meets", _meets_on),
        _maybe("panel_meets_late", "yes, where it meets after the last day for it", _meets_late),
        _maybe("panel_put_off_from", "the day it was to meet before it was put off", _put_off("from_on")),
        _maybe("panel_put_off_reason", "why it was put off", _put_off("reason")),
        _p("panel_met_on", "the day it met", _of_item("panel_met_on")),
        _p("panel_must_meet_by", "the last day for it to meet", _step_due("panel_meets")),
        _p("panel_report_on", "the day its report came", _of_item("panel_report_on")),
    )),
    Group("Endings", (
        _p("refused_because", "why we cannot look into it, as the rule says it",
           lambda about: refused_because(_refusal(about), last=not _ended_part(about))),
        _p("refusal_reason", "the reason that was recorded", _of_refusal("reason")),
        _maybe("refused_part", "the part that is refused", _of_refusal("part")),
        _p("declined_stage", "the stage that was asked for too late: stage 2", _declined(0)),
        _p("declined_asked_on", "the day they asked for it", _declined(1)),
        _p("declined_reason", "why it is declined", _declined_reason),
        _p("withdrawn_on", "the day it was withdrawn", _withdrawn),
        _maybe("ended_part", "what ended, where that is not all of it: stage 2 of your complaint", _ended_part),
        _maybe("ended_stage", "the later stage that ended: stage 2",
               lambda about: _ended_part(about) and beside.ended_stage(about, _ended(about))),
        _maybe("ask_again_by", "the day by which that stage can still be asked for",
               lambda about: _ended_part(about) and beside.ask_again_by(about, _ended(about))),
        _maybe("answers_stand", "the answers that stand: our answer at stage 1 of 3 May 2026", beside.answers_stand),
        _maybe("goes_on", "what we go on with: the part of your complaint for Fostering", _goes_on),
    )),
    Group("A pause", (
        _maybe("paused_part", "the part that is paused", lambda about: _pause(about, "part")),
        _p("paused_what", "what is paused, where it is no part: your complaint", beside.paused_what),
        _p("paused_from", "the day from which it is paused", lambda about: _pause(about, "from_on")),
        _p("pause_reason", "why it is paused", lambda about: _pause(about, "reason")),
        _maybe("pause_ended_on", "the day the reason for the pause ended", lambda about: _pause(about, "ended_on")),
        _maybe("resubmit_by", "the day by which it may be handed in again", lambda about: _pause(about, "resubmit_by")),
        _maybe("answered_on", "the day it was answered", _of_item("responded_on")),
    )),
    Group("A compliment", (
        _p("recipients", "whom it is about: a list", _recipients, "name", "job", "team"),
        _p("recipient_names", "their names in a row", lambda about: listed(r["name"] for r in _recipients(about))),
    )),
)  # fmt: skip
"""All placeholders. What a letter says is one of these; nothing else can be reached from a template."""

PLACEHOLDERS: dict[str, Placeholder] = {p.name: p for group in GROUPS for p in group.placeholders}


def fields(
    file: CaseFile,
    investigation: Investigation | None,
    profiles: Mapping[str, Profile],
    calendar: Calendar,
    settings: Settings,
    today: date,
    *,
    kind: LetterKind = BY_KEY["chaser"],  # makes no date
    by: str = "",
    teams: Mapping[str, ListEntry] | None = None,
) -> dict[str, Value]:
    """The value of every placeholder: text, yes/no, or a list of texts by name. What is not known says so."""
    about = About(kind, file, investigation, profiles, calendar, settings, today, by, teams or {})
    return {name: _value(placeholder, placeholder.of(about)) for name, placeholder in PLACEHOLDERS.items()}


def _value(placeholder: Placeholder, found: Any) -> Value:
    if isinstance(found, bool):
        return found
    if isinstance(found, list):
        return [{name: printable(text) for name, text in item.items()} for item in found]
    text = printable(found)
    return text if text or placeholder.may_be_left_out else f"{OPEN}{placeholder.words}{SHUT}"


def printable(text: str) -> str:
    """What can stand in a document: line breaks stay, control characters and half letters go."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
