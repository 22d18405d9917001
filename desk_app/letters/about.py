"""What a letter is about: a case as its letter sees it, and the dates that follow. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from desk_app import deadlines, procedures
from desk_app.letters.kinds import LetterKind
from desk_app.procedures import CALENDAR, Profile, StepRule
from desk_app.records import (
    CaseFile,
    Extension,
    Investigation,
    ListEntry,
    Person,
    Role,
    Route,
    Stage,
    Step,
)
from desk_app.settings import Settings
from desk_app.working_days import Calendar

_NEXT = {Stage.ONE: "request_stage_2", Stage.TWO: "request_stage_3"}
"""The window in which the next stage is asked for."""


ADVOCATE = "advocate"
"""The relationship of somebody who speaks for a child."""


@dataclass(frozen=True)
class About:
    """One letter to be written: about whom, by which rules, on which day, by whom."""

    kind: LetterKind
    given: CaseFile
    investigation: Investigation | None
    profiles: Mapping[str, Profile]
    days: Calendar
    settings: Settings
    today: date
    by: str = ""
    teams: Mapping[str, ListEntry] = field(default_factory=dict)

    # --- the case, as if the letter were sent today
    @cached_property
    def file(self) -> CaseFile:
        """The case with the date that this letter makes: that of today, where none is recorded yet."""
        made = self.kind.makes
        if not made:
            return self.given
        file = self.given
        changed: dict[str, Any] = {made: self.today}
        if self.investigation is None:
            if made == "acknowledged_on" and file.case.acknowledged_on is None:
                file = replace(file, case=replace(file.case, acknowledged_on=self.today))
            return file
        own = self.investigation.id
        items = tuple(
            replace(item, **changed)
            if item.id == own and getattr(item, made) is None and item.ended_on is None
            else item
            for item in file.investigations
        )
        return replace(file, investigations=items)

    @cached_property
    def item(self) -> Investigation | None:
        """The investigation, as `file` has it."""
        if self.investigation is None:
            return None
        return next(item for item in self.file.investigations if item.id == self.investigation.id)

    @property
    def route(self) -> Route | None:
        """The procedure, None while it is not chosen."""
        return self.item.route if self.item else self.file.case.route

    @property
    def stage(self) -> Stage:
        """The stage; before an investigation it is the first."""
        return self.item.stage if self.item else Stage.ONE

    @cached_property
    def profile(self) -> Profile:
        """The procedure's steps; the stricter one while none is chosen."""
        if self.item is not None:
            return deadlines.profile_of(self.item, self.file, self.profiles)
        route = self.route or Route.STATUTORY
        return procedures.in_force(route, self.file.case.received_on, self.profiles.values())

    # --- steps
    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The dated steps of the case."""
        return deadlines.steps_for(self.file, self.profiles, self.days, self.settings)

    def step(self, key: str) -> Step | None:
        """A step of this investigation."""
        own = self.item.id if self.item else None
        return next((step for step in self.steps if step.key == key and step.investigation_id == own), None)

    @property
    def response_key(self) -> str:
        """The step that answers this stage."""
        return deadlines.RESPONSE[self.stage]

    @property
    def response(self) -> Step | None:
        """That step."""
        return self.step(self.response_key)

    @property
    def rule(self) -> StepRule | None:
        """What the procedure says of it, where it promises something: a limit that is not published is no promise."""
        rule = self.profile.rule(self.response_key)
        return rule if rule is not None and rule.published else None

    def longest_on(self) -> date | None:
        """The day beyond which the procedure allows no extension, with the days on which the clock stood still."""
        rule, step = self.rule, self.response
        if rule is None or rule.longest is None or step is None or step.starts_on is None or step.limit_on is None:
            return None
        limit, longest = (self._after(step.starts_on, number, rule) for number in (rule.days or 0, rule.longest))
        if rule.unit == CALENDAR:
            return longest + (step.limit_on - limit)
        return self.days.after(longest, self.days.between(limit, step.limit_on), closures=self._closures)

    def _after(self, start: date, number: int, rule: StepRule) -> date:
        if rule.unit == CALENDAR:
            return start + timedelta(days=number)
        return self.days.after(start, number, closures=self._closures)

    @property
    def _closures(self) -> bool:
        return self.profile.closures and self.route is not Route.STATUTORY

    @property
    def window(self) -> tuple[StepRule, Step] | None:
        """In what time the next stage is asked for; None where no time is set."""
        key = _NEXT.get(self.stage, "")
        rule, step = self.profile.rule(key), self.step(key)
        return (rule, step) if rule is not None and step is not None and step.due_on is not None else None

    @property
    def extensions(self) -> list[Extension]:
        """The extensions of this response, in the order of their dates."""
        own = self.item.id if self.item else None
        found = [e for e in self.file.extensions if e.investigation_id == own and e.step == self.response_key]
        return sorted(found, key=lambda extension: extension.to_on)

    # --- people
    def person(self, role: Role) -> Person | None:
        """Somebody on the case, by what they are to it; not one whose name was erased."""
        found = self.file.person(role)
        return found if found is not None and found.name else None

    @property
    def is_about_another(self) -> bool:
        """Whether the child concerned is somebody else than the complainant."""
        child, complainant = self.person(Role.CHILD), self.person(Role.COMPLAINANT)
        return child is not None and self.file.case.made_by_child is not True and child != complainant

    @property
    def advocate_complains(self) -> bool:
        """Whether the complainant is the child’s advocate."""
        complainant = self.person(Role.COMPLAINANT)
        own = [p for p in self.file.parties if complainant and p.person_id == complainant.id]
        return any(p.role is Role.ADVOCATE or p.relationship.casefold() == ADVOCATE for p in own)

    @property
    def team(self) -> ListEntry | None:
        """The team that looks into it, as the list has it."""
        return self.teams.get(self.item.team if self.item else self.file.case.team)


def limit_in_words(rule: StepRule, number: int | None) -> str:
    """ "10 working days"; calendar days are just days."""
    if number is None:
        return ""
    unit = "day" if rule.unit == CALENDAR else "working day"
    return f"{number} {unit}{'' if number == 1 else 's'}"
