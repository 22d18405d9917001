"""Correcting what was recorded: one change, checked against the version that was read and against the case's dates."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from desk_app import clean, dates, deadlines, roles
from desk_app.answers import wrong_day, wrong_name
from desk_app.date_order import OutOfOrder, out_of_order, said
from desk_app.desk import independence
from desk_app.desk.doing import applied, members_of
from desk_app.desk.escalate import NEXT, late_request
from desk_app.desk.matter_alone import with_line
from desk_app.desk.ombudsman import OTHER_WORDS, of_its_time
from desk_app.desk.same_name import SAME_PERSON, WHICH, Same
from desk_app.desk.stage_3 import MEMBERS
from desk_app.desk.standing import WINDOW, steps_of
from desk_app.desk.task import Put
from desk_app.intake import match_key
from desk_app.problems import Problem
from desk_app.procedures import in_force
from desk_app.records import (
    Case,
    CaseFile,
    Change,
    Decision,
    DecisionKind,
    Ending,
    Investigation,
    OmbudsmanMatter,
    OmbudsmanRequest,
    Person,
    Record,
    Remedy,
    Role,
    Stage,
    Step,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.store import Store

R = TypeVar("R", bound=Record)

KEPT = frozenset({"id", "version", "case_id", "person_id", "match_key", "corrections"})
"""What nobody corrects; nor a case's reference, which is on letters."""
MAY_LIE_AHEAD = frozenset({"target_on", "panel_meets_on", "to_on", "due_on", "resubmit_by", "review_on", "extended_to"})
"""Dates of what is planned; every other one is of something that has happened."""
PLANS = MAY_LIE_AHEAD - {"to_on"}
"""What moves as work goes on. The end of an extension decides what was in time, so it is none of these."""
NAMES = frozenset(
    {"name", "signed_off_by", "investigator", "investigating_officer", "independent_person", "adjudicating_officer"}
)
"""What people are called."""
LINES = NAMES | {"summary", "job", "contact", "preferred_contact", "reference", "attended_with", "owner"}
"""Text of one line; any other keeps its lines."""
WHY, LATE_WHY = "why", "late_why"
"""What is asked besides: why a date is corrected, and why a request that becomes late by it is accepted."""
NOBODY_APPOINTED = "Nobody is named as advocate. Use Record an advocate, which asks for the name and the day."


class WrongField(Problem):
    """A problem of one field, or of WHY or LATE_WHY."""

    def __init__(self, field: str, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.field = field


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction would do: what changes, what is wrong (by field), and what the case's dates become.

    `asks` are WHY and LATE_WHY, where they are needed; `procedures` are (before, after) where it becomes another one.
    `same_person` asks whether a name is that of somebody who cannot take the part, "" where none is like theirs.
    """

    puts: tuple[Put, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    asks: frozenset[str] = frozenset()
    before: tuple[Step, ...] = ()
    after: tuple[Step, ...] = ()
    procedures: tuple[tuple[str, str], ...] = ()
    same_person: str = ""


def correct(
    store: Store,
    old: R,
    changes: Mapping[str, Any],
    today: date,
    by: str,
    why: str = "",
    late_why: str = "",
    same_person: str = "",
) -> Change | None:
    """Save new values of some fields of a record as it was read (`old`); None if nothing differs.

    A complaint's stage 1 opens on the day of receipt, so it follows a corrected one, with the procedure of that day.
    A date that was recorded is corrected with a reason, which is kept as a decision; with a matter of the Ombudsman
    that is of none of our cases, on the matter. Raises WrongField for a date or a name that cannot be, Problem when the
    record was changed meanwhile.
    """
    tried = plan(store, old, changes, today, by, why, late_why, same_person)
    if not tried.puts:
        return None
    for name, problem in tried.problems.items():
        raise WrongField(name, problem)
    with store.change(f"correct {old.table.replace('feedback_', '').replace('_', ' ')}", by) as change:
        for was, now in tried.puts:
            _put(change, was, now)
    return change.change


def _put(change: Any, old: Any, new: Any) -> None:
    change.put(old, new)


def plan(
    store: Store,
    old: R,
    changes: Mapping[str, Any],
    today: date,
    by: str,
    why: str = "",
    late_why: str = "",
    same_person: str = "",
) -> Correction:
    """What `correct` would do. Nothing is saved. Raises Problem for fields that nobody corrects, and for no manager."""
    known = {f.name for f in fields(old)}
    kept = KEPT | {"reference"} if isinstance(old, Case) else KEPT
    wrong = [name for name in changes if name not in known or name in kept]
    if wrong:
        raise Problem(f"These fields cannot be corrected: {', '.join(sorted(wrong))}.", "Leave them as they are.")
    new = replace(old, **{name: _cleaned(name, value) for name, value in changes.items()})
    if new == old:
        return Correction()
    if corrects_dates(old, new):
        roles.require(store.role, roles.Task.CORRECT_DATES)
    if isinstance(new, Person) and isinstance(old, Person) and new.name != old.name:
        new = replace(new, match_key=match_key(new.name))
    problems = {**dict(_wrong_words(new, changes)), **dict(_wrong_alone(new, changes, today))}
    case_id = _of_which(old)
    if case_id is None:
        return Correction(((old, new),), problems)
    return _in_its_case(
        _Given(store, store.case_file(case_id), old, new, today, by, same_person), problems, why, late_why
    )


def _of_which(record: Record) -> int | None:
    """The case a record is of; else the Ombudsman's matter, where that is of none of our cases."""
    if isinstance(record, Case) or (isinstance(record, OmbudsmanMatter) and record.case_id is None):
        return record.id
    case_id: int | None = getattr(record, "case_id", None)
    return case_id if case_id is not None else getattr(record, "matter_id", None)


def _cleaned(name: str, value: Any) -> Any:
    if isinstance(value, StrEnum) or not isinstance(value, str):
        return value
    return clean.one_line(value) if name in LINES else clean.words(value)


@dataclass(frozen=True, slots=True)
class _Given:
    store: Store
    file: CaseFile
    old: Record
    new: Record
    today: date
    by: str
    same_person: str = ""

    @property
    def changed(self) -> list[str]:
        """The fields that differ."""
        return [f.name for f in fields(self.old) if getattr(self.old, f.name) != getattr(self.new, f.name)]


def _in_its_case(given: _Given, problems: dict[str, str], why: str, late_why: str) -> Correction:
    """A correction of a case's record, with all that follows from it."""
    store, file = given.store, given.file
    puts: list[Put] = [(given.old, given.new), *_following(given)]
    ids = count(-1, -1)
    after_file = applied(file, puts, lambda: next(ids))
    for name, problem in _wrong_order(given, after_file):
        problems.setdefault(name, problem)
    for name, problem in _wrong_people(given, after_file, members_of(store)):
        problems.setdefault(name, problem)
    question = ""
    for name, doubt in _doubts(given, after_file, members_of(store)):
        question = " ".join(filter(None, (question, doubt.question)))
        if given.same_person == Same.ANOTHER:
            puts.append((None, doubt.note(file.case.id, given.today, given.by)))
        elif given.same_person == Same.SAME:
            problems.setdefault(name, doubt.refusal)
        else:
            problems.setdefault(SAME_PERSON, WHICH)
    before, after = steps_of(store, file), steps_of(store, after_file)
    asks: set[str] = set()
    if corrects_dates(given.old, given.new):
        asks.add(WHY)
        if not why.strip():
            kept = "with the matter" if file.without_case else "as a decision"
            problems.setdefault(WHY, f"Say why the date is corrected. It is kept {kept}.")
        if file.without_case:
            puts = _with_why(given, why.strip())
        else:
            puts.append((None, _decision(given, why.strip())))
    for step in _late_by_it(file, before, after):
        asks.add(LATE_WHY)
        item = next(i for i in after_file.investigations if i.id == step.investigation_id)
        if not late_why.strip():
            problems.setdefault(LATE_WHY, _asked_late(item, step))
        assert step.done_on is not None
        puts.append((None, late_request(item, step.done_on, late_why.strip(), given.by, given.today)))
    procedures = tuple(dict.fromkeys(_other_procedures(given, puts)))
    return Correction(tuple(puts), problems, frozenset(asks), before, after, procedures, question)


# --- what follows
def _following(given: _Given) -> Iterator[Put]:
    """What stands on a corrected date: stage 1 on the day of receipt; a stage left open on the request for the next."""
    old, new, file = given.old, given.new, given.file
    if isinstance(old, Case) and isinstance(new, Case) and new.received_on != old.received_on:
        profiles = given.store.profiles().values()
        for item in file.investigations:
            if item.stage is Stage.ONE and item.opened_on == old.received_on:
                profile = in_force(item.route, new.received_on, profiles).key
                yield item, replace(item, opened_on=new.received_on, profile=profile)
    if isinstance(old, Investigation) and isinstance(new, Investigation) and new.opened_on != old.opened_on:
        for item in file.investigations:
            if NEXT.get(item.stage) is old.stage and _ended_by(item, old):
                yield item, replace(item, ended_on=new.opened_on)


def _ended_by(item: Investigation, later: Investigation) -> bool:
    """Whether it ended without a response because the next stage was asked for."""
    without = item.ending is Ending.WITHOUT_RESPONSE and item.ended_on == later.opened_on
    return without and item.route is later.route and item.team == later.team


def _other_procedures(given: _Given, puts: list[Put]) -> Iterator[tuple[str, str]]:
    profiles = given.store.profiles()
    for old, new in puts:
        if isinstance(old, Investigation) and isinstance(new, Investigation):
            was, now = (deadlines.profile_of(item, given.file, profiles) for item in (old, new))
            if was.key != now.key:
                yield was.name, now.name


def _late_by_it(file: CaseFile, before: tuple[Step, ...], after: tuple[Step, ...]) -> Iterator[Step]:
    """The requests for a next stage that come after their time now and did not before."""
    late = {_which(step) for step in before if _is_late(step)}
    decided = {d.investigation_id for d in file.decisions if d.kind is DecisionKind.LATE_REQUEST}
    for step in after:
        if _is_late(step) and _which(step) not in late and step.investigation_id not in decided:
            yield step


def _is_late(step: Step) -> bool:
    asked, due = step.done_on, step.due_on
    return step.key in WINDOW.values() and asked is not None and due is not None and asked > due


def _which(step: Step) -> tuple[str, int | None]:
    return step.key, step.investigation_id


def _asked_late(item: Investigation, step: Step) -> str:
    assert step.done_on is not None
    assert step.due_on is not None
    asked, ended = dates.in_words(step.done_on), dates.in_words(step.due_on)
    return (
        f"{NEXT[item.stage]} was asked for on {asked}. With this date the time for it ended on {ended}. "
        "Say why the request is accepted all the same."
    )


def _decision(given: _Given, why: str) -> Decision:
    """What was corrected, as a decision of the case."""
    case_id = given.old.id if isinstance(given.old, Case) else getattr(given.old, "case_id", 0)
    return Decision(
        case_id=case_id, kind=DecisionKind.DATE_CORRECTED, what=_what(given), reason=why, decided_by=given.by,
        decided_on=given.today,
    )  # fmt: skip


def _with_why(given: _Given, why: str) -> list[Put]:
    """A correction of a matter that is of none of our cases, or of what is of it: what and why stay on the matter."""
    what = _what(given)
    line = f"{what[:1].upper()}{what[1:]}. Why: {why}"
    if isinstance(given.old, OmbudsmanMatter) and isinstance(given.new, OmbudsmanMatter):
        return [(given.old, replace(given.new, corrections=with_line(given.old, line, given.by, given.today)))]
    [matter] = given.file.matters
    noted = replace(matter, corrections=with_line(matter, line, given.by, given.today))
    return [(given.old, given.new), (matter, noted)]


def _what(given: _Given) -> str:
    """What was corrected, in words: "It was received on 3 March 2026, not on 2 March 2026"."""
    stage = given.old.stage if isinstance(given.old, Investigation) else ""
    return "; ".join(filter(None, [stage, *(_corrected(given, name) for name in given.changed)]))


def _corrected(given: _Given, name: str) -> str:
    if not is_recorded_date(given.old, name):
        return ""
    was, now = getattr(given.old, name), getattr(given.new, name)
    words = said(given.new, name)
    if now is None:
        return f"{words} on {dates.in_words(was)}: taken out"
    return f"{words} on {dates.in_words(now)}, not on {dates.in_words(was)}"


# --- what is wrong
def is_recorded_date(record: Record, name: str) -> bool:
    """Whether a field is a date of a case or a matter that was recorded: from then on it is a manager's to correct.

    Not a date that is still empty, nor a plan, nor anything of a person such as a birthday.
    """
    of_a_case = isinstance(record, Case) or getattr(record, "case_id", None) is not None
    of_a_matter = isinstance(record, OmbudsmanMatter | OmbudsmanRequest | Remedy)  # also of none of our cases
    return (of_a_case or of_a_matter) and isinstance(getattr(record, name), date) and name not in PLANS


def corrects_dates(old: Record, new: Record) -> bool:
    """Whether a date that counts was recorded before, and is another one now or gone."""
    return any(getattr(new, f.name) != getattr(old, f.name) and is_recorded_date(old, f.name) for f in fields(old))


def check_day(name: str, value: object, today: date) -> None:
    """Raises WrongField where a date cannot be: that of something that has happened lies in the future."""
    if isinstance(value, date) and (wrong := wrong_day(value, today, ahead=name in MAY_LIE_AHEAD, key=name)):
        raise WrongField(name, wrong)


def _wrong_alone(new: Record, changes: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    """A date that cannot be, whatever else the case says; and what nobody is called."""
    for name in changes:
        value = getattr(new, name)
        if isinstance(value, date) and (wrong := wrong_day(value, today, ahead=name in MAY_LIE_AHEAD, key=name)):
            yield name, wrong
        called = value if isinstance(value, tuple) else (value,) if name in NAMES else ()
        yield from ((name, wrong) for each in called if isinstance(each, str) and (wrong := wrong_name(each)))


def _wrong_words(new: Record, changes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The Ombudsman's decision in words of another time, beside what was changed."""
    if isinstance(new, OmbudsmanMatter):
        for name in ("decision", "decision_since_2024"):
            if not of_its_time(getattr(new, name), new.decided_on):
                beside = next((each for each in (name, "decided_on") if each in changes), "")
                yield from [(beside, OTHER_WORDS)] if beside else []


def _wrong_order(given: _Given, after: CaseFile) -> Iterator[tuple[str, str]]:
    """Dates that would lie before what they come after, beside the field that makes it so; none that did already."""
    already = {each.key for each in out_of_order(given.file)}
    touched = {(type(given.new), given.new.id, name) for name in given.changed}
    found = [each for each in out_of_order(after) if each.key in touched or each.key not in already]
    for each in sorted(found, key=lambda each: each.key not in touched):
        if each.key in touched:
            yield each.field, each.beside
        else:
            yield _that_made_it(given, each), each.beside_the_other


def _that_made_it(given: _Given, found: OutOfOrder) -> str:
    """The changed field whose date now comes after another one."""
    dated = [name for name in given.changed if isinstance(getattr(given.new, name), date)]
    return next((name for name in dated if getattr(given.new, name) == found.before[0]), (dated or given.changed)[0])


def _wrong_people(given: _Given, after: CaseFile, members: Set[str]) -> Iterator[tuple[str, str]]:
    """Who cannot have taken the part that is corrected to be theirs; and an appointment of nobody."""
    if isinstance(given.new, Case):
        appointed = "advocate_appointed_on" in given.changed and given.new.advocate_appointed_on is not None
        if appointed and after.person(Role.ADVOCATE) is None:
            yield "advocate_appointed_on", NOBODY_APPOINTED
    if not isinstance(given.new, Investigation):
        return
    for name in given.changed:
        part = independence.FIELDS.get(name)
        value = getattr(given.new, name)
        names = value if isinstance(value, tuple) else (value,)
        if part is not None:
            wrong = (independence.why_not(part, each, after, item, members) for each, item in _named(given.new, name))
            yield from ((name, each) for each in wrong if each)
        if part is independence.Part.PANEL_MEMBER and len({match_key(each) for each in names} - {""}) != MEMBERS:
            yield name, "A panel is three independent people. Enter three names, one on each line."


def _doubts(given: _Given, after: CaseFile, members: Set[str]) -> Iterator[tuple[str, independence.Doubt]]:
    """Whom a corrected name may be of those who cannot take the part, by its field; none that was there before."""
    if not isinstance(given.new, Investigation) or not isinstance(given.old, Investigation):
        return
    for name in given.changed:
        part = independence.FIELDS.get(name)
        if part is not None:
            before = independence.doubted(part, given.file, given.old, members)
            for each, item in _named(given.new, name):
                found = independence.doubts(part, each, after, item, members)
                yield from ((name, doubt) for doubt in found if doubt.pair not in before)


def _named(item: Investigation, name: str) -> Iterator[tuple[str, Investigation]]:
    """Who a field names, each with the investigation as it would be: of a panel, with the members before."""
    value = getattr(item, name)
    if not isinstance(value, tuple):
        yield value, item
        return
    for n, each in enumerate(value):
        yield each, replace(item, panel_members=value[:n])
