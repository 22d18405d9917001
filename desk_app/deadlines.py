"""From the dates on a case to its steps: what is due, by when, and what became of it. Pure.

Choices made here, beside procedures.py:
- An extension counts with a reason, told on or before the date it replaces, and up to the profile's maximum;
  what lies beyond is only "expected". One from a register counts as told (figures.md of the council's practice).
- A pause of the whole case or investigation adds its days to the clocks that were running; it never forgives what
  was overdue when it began, and a pause of a part stops nothing.
- Under the Code the response is counted from the acknowledgement, at the latest from the day that was due.
- A late request for a later stage is decided, never barred by a date: its window is soft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from desk_app.pausing import left_unanswered, waits_alone
from desk_app.procedures import CALENDAR, STARTS, Profile, StepRule, in_force
from desk_app.records import (
    Case,
    CaseFile,
    Consent,
    EndedBefore,
    Ending,
    Extension,
    Investigation,
    Kind,
    OmbudsmanRequest,
    Outcome,
    Pause,
    Route,
    Stage,
    State,
    Step,
)
from desk_app.settings import Settings
from desk_app.telling import TELL, to_tell
from desk_app.working_days import Calendar

RULES = 9
"""Raised whenever the same records would give other steps: a store then works them all out again when it is opened."""

VERY_LONG_YEARS = 10
"""Longer than any procedure lets a response be extended."""

ACKNOWLEDGE, RESPONSE_1, RESPONSE_2, RESPONSE_3 = (
    "acknowledge",
    "stage_1_response",
    "stage_2_response",
    "stage_3_response",
)
_NEXT = {Stage.ONE: Stage.TWO, Stage.TWO: Stage.THREE}
RESPONSE = {Stage.ONE: RESPONSE_1, Stage.TWO: RESPONSE_2, Stage.THREE: RESPONSE_3}
"""The step that answers each stage."""

MISSED = {
    ACKNOWLEDGE: "Not acknowledged",
    "acknowledge_stage_2": "Not acknowledged",
    RESPONSE_1: "Not answered",
    RESPONSE_2: "Not answered",
    RESPONSE_3: "Not answered",
    "panel_meets": "The panel did not meet",
    "panel_report": "No report came",
    "ombudsman_answer": "Not answered",
}
"""What is said of a step that was never done, though it was overdue when its stage ended."""
_WHEN = {Ending.WITHDRAWN: "when it was withdrawn", Ending.REFUSED: "when it was refused"}
"""By when such a step was overdue, where nobody answered because of how it ended."""

INTERNAL_LABELS = {
    "safeguarding": "Answer the safeguarding question",
    "safeguarding_referral": "Refer to safeguarding",
    "consent": "Consent asked for and not answered",
    "draft_due": "Draft due from the investigator",
    "reports_due": "Stage 2 reports due",
    "chase": "Chase the investigator",
    "quality_check": "Quality check",
    "sign_off": "Sign-off",
    "learning_form": "Learning form due from the investigator",
    "tell_may_go_to_stage_2": "Tell the complainant that they may go to stage 2",
    "panel_date": "Panel meets (booked)",
    "resubmission": "Complaint may be resubmitted until",
    "not_handed_in": "Not handed in again: end it, or record that it goes on",
    "part_not_handed_in": "A part was not handed in again: record that it goes on, or until when it waits",
    "part_paused": "A part is paused, the rest was answered",
    "part_goes_on": "Re-open it: the part that was paused has no answer",
    "action": "Action",
}


TO_DECIDE = frozenset({"not_handed_in", "part_not_handed_in"})
"""Of what is paused: to be decided from their day on, and never overdue, as nothing is while it is paused."""


def steps_for(file: CaseFile, profiles: Mapping[str, Profile], days: Calendar, settings: Settings) -> tuple[Step, ...]:
    """Every dated step that follows from a case, in the order of its life."""
    case = file.case
    if file.without_case:
        return tuple(_ombudsman(file, profiles))
    if case.kind is Kind.ENQUIRY:
        return tuple(_enquiry(file))
    if case.kind is not Kind.COMPLAINT:
        return ()
    steps = list(_people(file, days, settings))
    if not file.investigations and case.ended_before in (None, EndedBefore.WITHDRAWN):
        clock = _before_investigation(file, profiles, days, settings).steps()
        steps += (s for s in clock if case.ended_before is None or s.not_applicable.startswith(tuple(MISSED.values())))
    for investigation in file.investigations:
        if investigation.ending is Ending.RE_ROUTED:
            continue
        profile = profile_of(investigation, file, profiles)
        steps += _Clock(file, investigation, profile, days, settings).steps()
    steps += [
        _whole(file, TELL, each.decided_on, each.done_on, label=each.step, record_id=each.record.id, limit_on=None)
        for each in to_tell(file)  # at once, but no rule says by when, so a day later is not late
    ]
    if file.matters or file.actions or file.pauses:
        steps += _ombudsman(file, profiles)
        steps += _actions(file)
        steps += _resubmissions(file)
        steps += _parts(file)
    return tuple(steps)


def _before_investigation(
    file: CaseFile, profiles: Mapping[str, Profile], days: Calendar, settings: Settings
) -> _Clock:
    """The clock of a complaint that no investigation was opened for, or that was withdrawn before one."""
    case = file.case
    route = case.route or Route.STATUTORY  # the stricter clock, until somebody decides
    whole = Investigation(
        case_id=case.id, route=route, stage=Stage.ONE, team=case.team, opened_on=case.received_on,
        acknowledged_on=case.acknowledged_on, ended_on=case.ended_on,
        ending=Ending.WITHDRAWN if case.ended_before else None,
    )  # fmt: skip
    return _Clock(file, whole, in_force(route, case.received_on, profiles.values()), days, settings, known=False)


def profile_of(investigation: Investigation, file: CaseFile, profiles: Mapping[str, Profile]) -> Profile:
    """The procedure an investigation follows: the one it keeps, else the one in force on receipt."""
    kept = profiles.get(investigation.profile)
    return kept or in_force(investigation.route, file.case.received_on, profiles.values())


def response_rule(file: CaseFile, investigation: Investigation, profiles: Mapping[str, Profile]) -> StepRule | None:
    """What the procedure says of an investigation's response."""
    return profile_of(investigation, file, profiles).rule(RESPONSE[investigation.stage])


def latest_extension(
    file: CaseFile, item: Investigation, profiles: Mapping[str, Profile], days: Calendar, settings: Settings
) -> date | None:
    """Up to when a response may be extended, None where the procedure sets no limit: what a very long one gives."""
    step, far = RESPONSE[item.stage], item.opened_on.replace(day=1, year=item.opened_on.year + VERY_LONG_YEARS)
    asked = Extension(
        case_id=file.case.id, investigation_id=item.id, step=step, to_on=far, reason="as long as may be",
        told_on=item.opened_on, ombudsman_details_given=True,
    )  # fmt: skip
    steps = steps_for(replace(file, extensions=(*file.extensions, asked)), profiles, days, settings)
    due = next((s.due_on for s in steps if s.key == step and s.investigation_id == item.id), None)
    return due if due is not None and due < far else None


# --- state ------------------------------------------------------------------------------------------------
def state(step: Step, today: date) -> State:
    """What became of a step, as on `today`. In time means on or before the due date."""
    if step.not_applicable:
        never = MISSED.get(step.key)
        return State.MISSED if never and step.not_applicable.startswith(never) else State.NOT_APPLICABLE
    if step.done_on is not None:
        return _met(step)
    if step.paused:
        return State.PAUSED
    if step.due_on is None or (step.internal and step.starts_on is not None and today < step.starts_on):
        return State.NOT_STARTED
    if step.due_on < today and step.key not in TO_DECIDE:
        return State.NOT_APPLICABLE if step.soft else State.OVERDUE
    return State.DUE_TODAY if step.due_on <= today else State.RUNNING


def _met(step: Step) -> State:
    assert step.done_on is not None
    if step.limit_on is None or step.done_on <= step.limit_on:
        return State.MET_IN_TIME
    if step.due_on is not None and step.done_on <= step.due_on:
        return State.MET_IN_EXTENSION
    return State.MET_LATE


def days_left(step: Step, today: date, days: Calendar) -> int:
    """Days from today to the due date in the step's own unit; negative when over. 0 without a date."""
    if step.due_on is None:
        return 0
    if step.unit == CALENDAR:
        return (step.due_on - today).days
    return days.between(today, step.due_on, closures=_leaves_out_closures(step, days))


def _leaves_out_closures(step: Step, days: Calendar) -> bool:
    """Whether council closure days stopped a step's clock: its limit tells."""
    if step.starts_on is None or step.days is None or step.unit == CALENDAR:
        return False
    counts, leaves_out = (days.after(step.starts_on, step.days, closures=closures) for closures in (False, True))
    return step.limit_on == leaves_out != counts


def explain(step: Step, days: Calendar, pauses: Iterable[Pause] = ()) -> str:
    """How the limit was counted: "10 working days after receipt on 16 December 2024; 25 December does not count".

    The office's own steps say it themselves: "3 working days before the response is due on 7 December 2026".
    `pauses`: those of its case, to say when the days that were added lie.
    """
    if step.internal:
        return step.basis
    if step.limit_on is None or step.starts_on is None or step.days is None or not step.basis:
        return _day_off(step, days)
    unit = "working day" if step.unit != CALENDAR else "calendar day"
    text = f"{step.days} {unit}{'' if step.days == 1 else 's'} after {step.basis} on {_words(step.starts_on)}"
    if step.unit != CALENDAR:
        closures = _leaves_out_closures(step, days)
        between = days.holidays_between(step.starts_on, step.limit_on, closures=closures)
        off = [_words(d, year=False) for d, _ in between]
        if off:
            text += f"; {_listed(off)} {'does' if len(off) == 1 else 'do'} not count"
    if added := _added(step, days):
        text += f"; {added} {unit}{'' if added == 1 else 's'} are added for the pause{_spans(step, pauses)}"
    if step.due_on is not None and step.due_on != step.limit_on:
        text += f"; now due {_words(step.due_on)}"
    if days.is_provisional(step.limit_on):
        text += " (provisional: the bank holidays of that year were not yet listed)"
    off_day = _day_off(step, days)
    return f"{text}. {off_day}" if off_day else text


def _day_off(step: Step, days: Calendar) -> str:
    """What is counted in calendar days may end when nobody is at work: "25 December 2026 is no working day: ..."."""
    due = step.due_on
    if due is None or step.soft or step.unit != CALENDAR or days.is_working(due):
        return ""
    last = due
    while not days.is_working(last):
        last -= timedelta(days=1)
    return f"{_words(due)} is not a working day. The last one before it is {_words(last)}"


def _added(step: Step, days: Calendar) -> int:
    """By how many days the limit is later than counting alone makes it: only a pause does that."""
    if step.starts_on is None or step.days is None or step.limit_on is None:
        return 0
    if step.unit == CALENDAR:
        return max((step.limit_on - step.starts_on).days - step.days, 0)
    found = (
        days.between(days.after(step.starts_on, step.days, closures=c), step.limit_on, closures=c)
        for c in (False, True)
    )
    return max(min(found), 0)


def _spans(step: Step, pauses: Iterable[Pause]) -> str:
    """ ", counted from the day after 9 March up to 23 March 2026"."""
    spans = [
        f"from the day after {_words(pause.from_on)} up to {_words(pause.over_on)}"
        for pause in sorted(pauses, key=lambda each: each.from_on)
        if pause.over_on and not pause.part and pause.investigation_id in (None, step.investigation_id)
    ]
    return f", counted {_listed(spans)}" if spans else ""


def _words(day: date, *, year: bool = True) -> str:
    return f"{day.day} {day:%B %Y}" if year else f"{day.day} {day:%B}"


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


# --- one investigation --------------------------------------------------------------------------------------
class _Clock:
    """The steps of one investigation, in its profile's order."""

    def __init__(
        self,
        file: CaseFile,
        investigation: Investigation,
        profile: Profile,
        days: Calendar,
        settings: Settings,
        *,
        known: bool = True,
    ) -> None:
        self.file, self.inv, self.profile, self.days, self.settings = file, investigation, profile, days, settings
        self.id = investigation.id if known else None
        self.closures = profile.closures and investigation.route is not Route.STATUTORY
        self.extensions = [e for e in file.extensions if e.investigation_id == investigation.id] if known else []
        self.pauses = [
            p
            for p in file.pauses
            if not p.part and (p.investigation_id is None or p.investigation_id == investigation.id)
        ]
        self.acknowledge_due: date | None = None

    def steps(self) -> Iterator[Step]:
        response: Step | None = None
        for rule in self.profile.steps:
            if rule.stage is not self.inv.stage:
                continue
            step = self._step(rule)
            if step is None:
                continue
            yield step
            if rule.key == RESPONSE[self.inv.stage]:
                response = step
        if response is not None and self.id is not None:
            yield from self._internal(response)

    def _step(self, rule: StepRule) -> Step | None:
        inv = self.inv
        done = self._done(rule)
        start = self._start(rule.starts, rule.stage)
        if rule.soft and (start is None or rule.days is None):
            return None
        limit = self._after(start, rule.days, rule.unit)
        running = done is None and inv.closed_on is None and self.file.case.ended_before is None
        due, expected = self._extended(rule, start, limit)
        number = rule.days
        if start is not None and limit is not None and due is not None and due > limit:
            number = self._between(start, due, rule.unit)  # an agreed extension carries over to the other reading
        other_on, other_basis = self._other(rule, start, number)
        paused = False
        if self.pauses and start is not None and due is not None:
            ended = done or (None if rule.soft else inv.closed_on)  # asking for the next stage outlives this one
            lost, paused = self._stopped(start, due, ended, rule.unit)
            limit, due, other_on = (self._later(day, lost, rule.unit) for day in (limit, due, other_on))
        if rule.key in (ACKNOWLEDGE, "acknowledge_stage_2"):
            self.acknowledge_due = limit
        gone = "" if done is not None or running or rule.soft else self._why_not(rule, due)
        if rule.key == "request_stage_3" and done is None:
            gone = _referred_early(self.file, inv)
        return Step(
            case_id=self.file.case.id, key=rule.key, label=_label(rule), team=inv.team, investigation_id=self.id,
            basis=self._basis(rule, start), starts_on=start, days=rule.days, unit=rule.unit, due_on=due,
            limit_on=limit, expected_on=expected, other_on=other_on, other_basis=other_basis, done_on=done,
            soft=rule.soft, published=rule.published, paused=paused and running, not_applicable=gone,
        )  # fmt: skip

    def _why_not(self, rule: StepRule, due: date | None) -> str:
        """Why a step of a stage that has ended was not done: how late it was by then, if it was late."""
        inv, ended = self.inv, self.inv.closed_on
        closed = inv.ending in (None, Ending.WITHOUT_RESPONSE, *_WHEN)
        if not closed or rule.key not in MISSED or due is None or ended is None or ended <= due:
            return _why_ended(inv, self.file.case)
        late = self._between(due, ended, rule.unit)
        unit = f"{rule.unit if rule.unit == CALENDAR else 'working'} day{'' if late == 1 else 's'}"
        after = _NEXT.get(inv.stage)
        when = "when it was answered" if inv.responded_on else "when it ended"
        if after and inv.responded_on is None and self._requested(after) == ended:
            when = f"when it went to {after.lower()}"
        when = _WHEN.get(inv.ending, when) if inv.ending else when
        return f"{MISSED[rule.key]}, {late} {unit} overdue {when} on {_words(ended)}."

    def _done(self, rule: StepRule) -> date | None:
        inv = self.inv
        match rule.key:
            case "acknowledge" | "acknowledge_stage_2":
                return inv.acknowledged_on
            case "stage_1_response" | "stage_2_response" | "stage_3_response":
                return inv.responded_on
            case "request_stage_2":
                return self._requested(Stage.TWO)
            case "request_stage_3":
                return self._requested(Stage.THREE)
            case "panel_meets":
                return inv.panel_met_on
            case "panel_report":
                return inv.panel_report_on
        return None

    def _requested(self, stage: Stage) -> date | None:
        """The request for the next stage: of this team, where the case has several."""
        later = [i for i in self.file.investigations if i.stage is stage and i.ending is not Ending.RE_ROUTED]
        beside = [i for i in self.file.investigations if i.stage is self.inv.stage]
        mine = later if len(beside) < 2 else [i for i in later if i.team == self.inv.team]
        return min((i.opened_on for i in mine), default=None)

    def _start(self, starts: str, stage: Stage | None) -> date | None:
        inv = self.inv
        match starts:
            case "received":
                if inv.started_on is not None:
                    return inv.started_on
                return self._advocate() or inv.opened_on
            case "requested":
                basis = self.settings.stage_2_basis
                if inv.route is Route.STATUTORY and stage is Stage.TWO and basis == "statement_agreed":
                    return inv.statement_agreed_on
                return inv.started_on or inv.opened_on
            case "acknowledged":
                due, done = self.acknowledge_due, inv.acknowledged_on
                start = min(due, done) if due and done else due
                return max(start, inv.started_on) if start and inv.started_on else start
            case "stage_1_response" | "adjudication":
                return inv.responded_on
            case "panel_met":
                return inv.panel_met_on
            case "panel_report":
                return inv.panel_report_on
        return None

    def _advocate(self) -> date | None:
        """The advocate's appointment, where the council counts from it (statutory only)."""
        appointed = self.file.case.advocate_appointed_on
        counts = self.settings.stage_1_basis == "advocate_appointed" and self.inv.route is Route.STATUTORY
        return max(appointed, self.inv.opened_on) if counts and appointed else None

    def _basis(self, rule: StepRule, start: date | None) -> str:
        if rule.starts == "acknowledged" and self.inv.started_on is not None and start == self.inv.started_on:
            return "the recorded start"
        if rule.starts == "acknowledged" and start != self.inv.acknowledged_on:
            return "the day the acknowledgement was due"
        if rule.starts == "requested" and start is not None and start == self.inv.statement_agreed_on:
            return STARTS["statement_agreed"]
        if rule.starts in ("received", "requested") and self.inv.started_on is not None:
            return "the recorded start"
        return STARTS[rule.starts]

    def _other(self, rule: StepRule, start: date | None, number: int | None) -> tuple[date | None, str]:
        """The date on the other reading, with as many days: shown beside, never used."""
        inv = self.inv
        other, words = None, ""
        if rule.other_start == "statement_agreed":
            if start == inv.statement_agreed_on and start != inv.opened_on:
                other, words = inv.opened_on, STARTS["requested"]
            else:
                other, words = inv.statement_agreed_on, STARTS["statement_agreed"]
        elif rule.other_start == "advocate_appointed":
            other, words = self.file.case.advocate_appointed_on, STARTS["advocate_appointed"]
        elif rule.starts == "acknowledged":
            other, words = inv.acknowledged_on, STARTS["acknowledged"]
        if other is None or other == start:
            return None, ""
        return self._after(other, number, rule.unit), f"{words} on {_words(other)}"

    def _after(self, start: date | None, number: int | None, unit: str = "working") -> date | None:
        if start is None or number is None:
            return None
        if unit == CALENDAR:
            return start + timedelta(days=number)
        return self.days.after(start, number, closures=self.closures)

    def _extended(self, rule: StepRule, start: date | None, limit: date | None) -> tuple[date | None, date | None]:
        """The due date with what counts of the extensions, and the date that is only expected."""
        due, expected = limit, None
        if not self.extensions or limit is None or not (rule.longest or rule.by_agreement):
            return due, None
        longest = self._after(start, rule.longest, rule.unit)
        for extension in sorted(self.extensions, key=lambda e: e.to_on):
            if extension.step != rule.key or due is None:
                continue
            to = extension.to_on
            if not _counts(extension, due, rule):
                expected = to
            elif longest is not None and to > longest:
                due, expected = longest, to
            elif to > due:
                due, expected = to, None
        return due, expected

    def _stopped(self, start: date, due: date, ended: date | None, unit: str) -> tuple[int, bool]:
        """How many days of the step's unit the clock stood still, and whether it does now.

        Only while it ran: from its start, not after it was done or its stage ended, and not once it was overdue
        already. Pauses that overlap stop it once.
        """
        lost, paused, counted_to = 0, False, start
        for pause in sorted(self.pauses, key=lambda p: p.from_on):
            begins = max(pause.from_on, counted_to)
            ends = pause.over_on
            due_now = self._later(due, lost, unit) or due
            if begins > due_now or (ended is not None and ended <= begins) or (ends is not None and ends <= begins):
                continue
            if ends is None and ended is None:
                paused = True
                continue
            until = min(d for d in (ends, ended) if d is not None)
            lost += self._between(begins, until, unit)
            counted_to = until
        return lost, paused

    def _between(self, start: date, end: date, unit: str) -> int:
        return (end - start).days if unit == CALENDAR else self.days.between(start, end, closures=self.closures)

    def _later(self, day: date | None, number: int, unit: str) -> date | None:
        return day if number == 0 else self._after(day, number, unit)

    # --- the council's own steps: never in timeliness
    def _internal(self, response: Step) -> Iterator[Step]:
        inv, due = self.inv, response.due_on
        running = inv.closed_on is None and self.file.case.ended_before is None
        if running and due is not None:
            yield from self._before_response(due, response.paused)
            yield from self._chase(due, paused=response.paused)
        if running and inv.stage is Stage.ONE and inv.route is Route.STATUTORY:
            yield self._may_go_on(response)
        if inv.stage is Stage.THREE and inv.panel_meets_on is not None:
            yield self._own("panel_date", inv.panel_meets_on, inv.panel_met_on)
        upheld = inv.outcome in (Outcome.UPHELD, Outcome.PARTIALLY_UPHELD)
        if upheld and inv.investigator and inv.responded_on is not None:
            number = self.settings.learning_form_days
            wanted = self._after(inv.responded_on, number)
            basis = f"{_counted(number)} after the response on {_words(inv.responded_on)}"
            yield self._own(
                "learning_form", wanted, inv.learning_form_returned_on, starts=inv.responded_on, basis=basis
            )

    def _may_go_on(self, response: Step) -> Step:
        """Past the longest that stage 1 may take, the complainant must be told of stage 2."""
        rule, start, overdue, basis = self.profile.rule(RESPONSE_1), response.starts_on, None, ""
        if rule is not None and rule.longest is not None and start is not None:
            longest = self._after(start, rule.longest) or start
            lost, _ = self._stopped(start, longest, None, rule.unit)
            overdue = self._after(start, rule.longest + lost + 1)
            pause = f" and {_counted(lost)} of the pause" if lost else ""
            basis = f"once {_counted(rule.longest)}{pause} are over since {response.basis} on {_words(start)}"
        told = self.inv.may_go_to_stage_2_told_on
        return self._own("tell_may_go_to_stage_2", overdue, told, starts=overdue, paused=response.paused, basis=basis)

    def _before_response(self, due: date, paused: bool) -> Iterator[Step]:
        inv, ahead = self.inv, self.settings.draft_days
        if inv.route is Route.STATUTORY and inv.stage is not Stage.ONE:
            yield from self._reports(due, paused)
            return
        for key, before, done in (
            ("draft_due", ahead, inv.draft_received_on),
            ("quality_check", max(ahead - 1, 0), inv.quality_checked_on),
            ("sign_off", max(ahead - 2, 0), inv.signed_off_on),
        ):
            wanted = self._before(due, before)
            # the next one only matters once the draft is there
            if key == "draft_due" or inv.draft_received_on is not None:
                basis = _ahead_of("the response is due", due, before)
                yield self._own(key, wanted, done, starts=inv.opened_on, paused=paused, basis=basis)

    def _reports(self, due: date, paused: bool) -> Iterator[Step]:
        """At the statutory stage 2 both reports come before the letter; a panel's report has its own limit."""
        inv = self.inv
        if inv.stage is Stage.TWO:
            officer, person = inv.officer_report_on, inv.independent_report_on
            came = max(officer, person) if officer and person else None
            number = self.settings.draft_days
            wanted, basis = self._before(due, number), _ahead_of("the letter is due", due, number)
            yield self._own("reports_due", wanted, came, starts=inv.opened_on, paused=paused, basis=basis)

    def _chase(self, due: date, *, paused: bool) -> Iterator[Step]:
        """Once the response is late its investigator is chased, and again some days after each contact with them."""
        whom = chased(self.inv).casefold()
        if not whom or not self.settings.chase_days:
            return
        since = [note.written_on for note in self.file.notes if note.is_contact and note.with_whom.casefold() == whom]
        latest = max([due, *(day for day in since if day is not None)])
        wanted = self._after(latest, self.settings.chase_days)
        since_what = "the last contact with them" if latest > due else "the response was due"
        basis = f"{_counted(self.settings.chase_days)} after {since_what} on {_words(latest)}"
        yield self._own("chase", wanted, None, starts=wanted, paused=paused, basis=basis)

    def _before(self, day: date, number: int) -> date:
        while number > 0 or not self.days.is_working(day, closures=self.closures):
            if self.days.is_working(day, closures=self.closures):
                number -= 1
            day -= timedelta(days=1)
        return day

    def _own(
        self,
        key: str,
        due: date | None,
        done: date | None,
        *,
        starts: date | None = None,
        paused: bool = False,
        basis: str = "",
    ) -> Step:
        return Step(
            case_id=self.file.case.id, key=key, label=INTERNAL_LABELS[key], team=self.inv.team,
            investigation_id=self.id, basis=basis, starts_on=starts, due_on=due, limit_on=due, done_on=done,
            internal=True, paused=paused and done is None,
        )  # fmt: skip


def _counted(number: int) -> str:
    return f"{number} working day{'' if number == 1 else 's'}"


def _ahead_of(what: str, on: date, number: int) -> str:
    """ "3 working days before the response is due on 7 December 2026"."""
    return f"{_counted(number)} before {what} on {_words(on)}" if number else f"the day {what}, {_words(on)}"


def _referred_early(file: CaseFile, item: Investigation) -> str:
    """Why there is no panel to ask for, "" if there was no early referral."""
    referred = file.referred_early(item)
    if referred is None:
        return ""
    return f"Referred to the Ombudsman early{f' on {_words(referred.decided_on)}' if referred.decided_on else ''}."


def _label(rule: StepRule) -> str:
    """What the complainant may do is not to be read as the office's to do: "Complainant may ask for stage 2"."""
    return f"{rule.who} may {rule.label[0].lower()}{rule.label[1:]}" if rule.soft else rule.label


def chased(investigation: Investigation) -> str:
    """Who is asked for what is late: the investigator, at statutory stage 2 its investigating officer; or nobody."""
    return investigation.investigator or investigation.investigating_officer


def _why_ended(investigation: Investigation, case: Case) -> str:
    if investigation.ending is None:
        return f"{case.ended_before}." if case.ended_before else "The investigation has ended."
    day = investigation.closed_on
    return f"{investigation.ending} on {_words(day)}." if day else f"{investigation.ending}."


def _counts(extension: Extension, due: date, rule: StepRule) -> bool:
    """Whether an extension was properly agreed."""
    return extension.imported or not any(_lacking(extension, due, rule))


def _lacking(extension: Extension, due: date, rule: StepRule) -> Iterator[str]:
    """Why an extension does not count, in words."""
    if not extension.reason:
        yield "no reason was recorded"
    if extension.told_on is None:
        yield "nobody is recorded as told of it"
    elif extension.told_on > due:
        yield f"they were told after {_words(due)}"
    if rule.tells_ombudsman and not extension.ombudsman_details_given:
        yield "the Ombudsman’s details were not given"


def why_only_expected(step: Step, extensions: Iterable[Extension], rule: StepRule) -> str:
    """Why a later date of a response is only expected: "the Ombudsman’s details were not given"."""
    of_it = [e for e in extensions if (e.investigation_id, e.step) == (step.investigation_id, step.key)]
    asked = next((e for e in of_it if e.to_on == step.expected_on), None)
    if asked is None or step.due_on is None:
        return ""
    found = [] if asked.imported else list(_lacking(asked, step.due_on, rule))
    return _listed(found) if found else "it is later than the procedure allows"


# --- the case as a whole --------------------------------------------------------------------------------------
def is_open(file: CaseFile) -> bool:
    """Whether anything of a complaint is still to be done by the council."""
    if file.case.kind is not Kind.COMPLAINT or file.case.ended_before is not None:
        return False
    return not file.investigations or any(i.closed_on is None for i in file.investigations)


def _whole(file: CaseFile, key: str, due: date | None, done: date | None = None, **more: object) -> Step:
    """A step of the case itself."""
    values: dict[str, object] = {
        "case_id": file.case.id, "key": key, "label": INTERNAL_LABELS.get(key, key), "team": file.case.team,
        "due_on": due, "limit_on": due, "done_on": done, "internal": True, **more,
    }  # fmt: skip
    return Step(**values)  # type: ignore[arg-type]


def _people(file: CaseFile, days: Calendar, settings: Settings) -> Iterator[Step]:
    """Safeguarding first; then consent that was asked for."""
    case = file.case
    here = max(case.received_on, case.logged_on or case.received_on)  # nobody could ask before it was logged
    if case.at_risk and case.referred_on is None:
        yield _whole(file, "safeguarding_referral", max(here, case.concern_on or here))
    elif case.at_risk is None and is_open(file):
        yield _whole(file, "safeguarding", here)
    if case.consent is Consent.ASKED and case.consent_on is not None and is_open(file):
        due, number = days.after(case.consent_on, settings.consent_days), settings.consent_days
        basis = f"{_counted(number)} after it was asked for on {_words(case.consent_on)}"
        yield _whole(file, "consent", due, starts_on=case.consent_on, basis=basis)


def _enquiry(file: CaseFile) -> Iterator[Step]:
    case = file.case
    if case.target_on is not None or case.answered_on is not None:
        yield _whole(
            file, "enquiry_answer", case.target_on, case.answered_on, label="Answer the enquiry", internal=False
        )


def _ombudsman(file: CaseFile, profiles: Mapping[str, Profile]) -> Iterator[Step]:
    profile = profiles.get("ombudsman")
    rule = profile.rule("ombudsman_answer") if profile else None
    for request in file.requests:
        limit = request.due_on
        if limit is None and rule is not None and rule.days is not None:
            limit = request.received_on + timedelta(days=rule.days)
        due = request.extended_to or limit
        yield Step(
            case_id=file.case.id, key="ombudsman_answer", label=f"Answer the Ombudsman: {request.kind.lower()}",
            team=file.case.team, basis="" if request.due_on else STARTS["enquiry"], starts_on=request.received_on,
            days=rule.days if rule else None, unit=CALENDAR, due_on=due, limit_on=limit,
            done_on=request.sent_on, record_id=request.id, not_applicable=_not_needed(request, due),
        )  # fmt: skip
    for remedy in file.remedies:
        label = f"Remedy: {remedy.what}"
        yield _whole(file, "remedy", remedy.due_on, remedy.done_on, label=label, internal=False, record_id=remedy.id)


def _not_needed(request: OmbudsmanRequest, due: date | None) -> str:
    """Why no answer is needed any more: how late it was by then, if it was late."""
    on = request.not_needed_on
    if on is None or request.sent_on is not None:
        return ""
    if due is None or on <= due:
        return f"No answer is needed since the decision on {_words(on)}."
    late = (on - due).days
    days = f"{late} {CALENDAR} day{'' if late == 1 else 's'}"
    return f"{MISSED['ombudsman_answer']}, {days} overdue when the Ombudsman decided on {_words(on)}."


def _actions(file: CaseFile) -> Iterator[Step]:
    for action in file.actions:
        if action.due_on is not None or action.done_on is not None:
            label = f"Action: {action.text or action.kind}"
            yield _whole(file, "action", action.due_on, action.done_on, label=label, record_id=action.id)


def _resubmissions(file: CaseFile) -> Iterator[Step]:
    pauses: Iterable[Pause] = (p for p in file.pauses if p.resubmit_by is not None)
    for pause in pauses:
        stopped = [i for i in file.investigations if pause.investigation_id in (None, i.id)]
        waits = [i for i in stopped if i.closed_on is None]
        open_yet = waits or pause.resumed_on or waits_alone(file, pause)
        never = "" if open_yet else _never_handed_in(stopped)
        yield _whole(
            file, "resubmission", pause.resubmit_by, pause.resumed_on, soft=True, record_id=pause.id,
            not_applicable=never,
        )  # fmt: skip
        if waits and pause.resubmit_by and pause.over_on is None:
            key = "part_not_handed_in" if pause.part else "not_handed_in"
            passed = pause.resubmit_by + timedelta(days=1)
            basis = f"it could be handed in again until {_words(pause.resubmit_by)}"
            yield _whole(
                file, key, passed, starts_on=passed, record_id=pause.id, basis=basis,
                investigation_id=pause.investigation_id, team=waits[0].team,
            )  # fmt: skip


def _parts(file: CaseFile) -> Iterator[Step]:
    """A part that is still paused though the rest was answered; and one that went on and has had no answer."""
    for pause in file.pauses:
        if waits_alone(file, pause) and pause.resubmit_by is None:
            yield _part(file, pause, "part_paused", pause.from_on, pause.investigation_id, paused=True)
        item = left_unanswered(file, pause)
        if item is not None and pause.resumed_on:
            yield _part(file, pause, "part_goes_on", pause.resumed_on, item.id)


def _part(file: CaseFile, pause: Pause, key: str, due: date, of: int | None, *, paused: bool = False) -> Step:
    team = next((item.team for item in file.investigations if item.id == of), file.case.team)
    return _whole(file, key, due, record_id=pause.id, investigation_id=of, team=team, paused=paused)


def _never_handed_in(stopped: Iterable[Investigation]) -> str:
    on = max((item.closed_on for item in stopped if item.closed_on), default=None)
    return f"Not handed in again before it ended on {_words(on)}." if on else "Not handed in again."
