"""Erasing a person or cases: what goes, what stays, what still holds it; and doing it.

Whose words a case is: those who complained and the children it is about. So erasing one of them erases those cases too;
on others (as an advocate, say) only the person becomes anonymous. A case that is open or on hold keeps whoever is on
it, in any role. With a case everybody goes who is on no other.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from desk_app import roles
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import Case, CaseFile, Change, Party, Person
from desk_app.roles import Task
from desk_app.store import case_files, erasing, held_elsewhere, wiping
from desk_app.store.drafts_about import THEIR_PARTS, Drafts, drafts_about
from desk_app.store.erasing import Scope

if TYPE_CHECKING:
    from desk_app.store import Store

THEIR_WORDS = erasing.THEIR_WORDS
VERB_PERSON, VERB_CASES = "erase a person", "erase cases"


class Why(StrEnum):
    """Why something is erased. Noted for good, so none of them says anything about anybody."""

    REQUEST = "They asked for it"
    SCHEDULE = "Its time is over"
    MISTAKE = "It was logged by mistake"


NAMED, TYPED_AT_MOST = 6, 60


@dataclass(frozen=True, slots=True)
class Plan:
    """What an erasure would do, and why it cannot be done (`refusals`; none if it can)."""

    scope: Scope
    title: str  # the person's name, or the case's reference, or how many cases
    typed: str  # what has to be typed to confirm
    verb: str
    cases: tuple[Case, ...]
    people: tuple[Person, ...]
    goes: tuple[str, ...]
    stays: tuple[str, ...]
    held: tuple[str, ...]  # what still holds it, or may
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done. `clean`: the file was cleaned too; else it is when the store is next opened."""

    change: Change
    clean: bool


def plan_for_person(store: Store, person_id: int) -> Plan:
    """What erasing a person would do. Raises Problem when there is none."""
    person = store.get(Person, person_id)
    if person is None:
        raise Problem("This person is no longer in the store.", "Perhaps two records were merged: look in History.")
    own = {party.case_id for party in store.all(Party, person_id=person_id) if party.role in THEIR_WORDS}
    with store.reading():
        return _plan(store, own, {person_id}, person.name or "This person", _short(person.name), VERB_PERSON)


def plan_for_cases(store: Store, case_ids: Collection[int]) -> Plan:
    """What erasing cases would do."""
    with store.reading():
        if len(case_ids) == 1:
            reference = store.reference(next(iter(case_ids))) or "This case"
            return _plan(store, case_ids, (), reference, reference, "erase a case")
        return _plan(store, case_ids, (), f"{len(case_ids):,} cases", f"erase {len(case_ids)}", VERB_CASES)


def _plan(store: Store, case_ids: Collection[int], people: Collection[int], title: str, typed: str, verb: str) -> Plan:
    files = [file for file in store.case_files(sorted(case_ids)) if file.case.erased_on is None]
    cases = frozenset(file.case.id for file in files)
    scope = Scope(cases, frozenset(people) | _only_there(store, cases))
    gone = tuple(case_files.people(store.connection, sorted(scope.people)).values())
    drafts = drafts_about(store.connection, scope.cases, scope.people)
    counts = (
        (sum(len(file.notes) for file in files), "note"),
        (sum(len(file.documents) for file in files), "document"),
        (sum(len(file.letters) for file in files), "letter"),
        (len(erasing.examples_of(store, cases)), "example for the annual report"),
        (len(drafts.own), "draft"),
    )
    goes = [
        f"The words of {_listed([file.case.reference for file in files], 'case')}" if files else "",
        f"Names and details of {_listed([person.name for person in gone if person.name], 'person')}",
        ", ".join(_counted(n, what) for n, what in counts if n),
        "What History says stood in these records before and after each change",
    ]
    return Plan(
        scope, title, typed, verb, tuple(file.case for file in files), gone,
        goes=tuple(each for each in goes if each),
        stays=(
            "Dates, kinds, procedures, outcomes, teams, categories and the equality answers, tied to nobody: so the "
            "published figures stay as they are",
            "That something was erased, when, by whom and why",
            "A mark that keeps an old register from bringing it back. It holds no words",
        ),
        held=(*held_elsewhere.by(store, scope), *_others_drafts(store, drafts)),
        refusals=tuple(_refusals(store, files, gone)),
    )  # fmt: skip


def _only_there(store: Store, cases: Collection[int]) -> frozenset[int]:
    """The people on these cases who are on no other that still has its words."""
    found = {party.person_id for case_id in cases for party in store.all(Party, case_id=case_id)}
    elsewhere = {
        person
        for person in found
        for party in store.all(Party, person_id=person)
        if party.case_id not in cases and _has_words(store, party.case_id)
    }
    return frozenset(found - elsewhere)


def _has_words(store: Store, case_id: int) -> bool:
    case = store.get(Case, case_id)
    return case is not None and case.erased_on is None


def _refusals(store: Store, files: Collection[CaseFile], people: Iterable[Person]) -> Iterator[str]:
    if not roles.may(store.role, Task.ERASE):
        yield roles.why_not(Task.ERASE)
    own = {file.case.id: file.case for file in files}
    on = {**own, **_named_on(store, people)}
    sql = "SELECT case_id FROM case_line WHERE open = 0 AND case_id IN (SELECT value FROM json_each(?))"
    ended = {row[0] for row in store.read(sql, (json.dumps(sorted(on)),))}
    for case in on.values():
        which = case.reference if case.id in own else f"{case.reference}, which they are on,"
        if case.legal_hold:
            yield f"{which} is on legal hold. End the hold first."
        elif case.id not in ended:
            yield f"{which} is still open. End it first."
    if not files and all(person.erased_on is not None for person in people):
        yield "It was erased already."


def _named_on(store: Store, people: Iterable[Person]) -> dict[int, Case]:
    """Every case that has its words and that one of them is on, as whatever: as staff complained about, say."""
    found = {party.case_id for person in people for party in store.all(Party, person_id=person.id)}
    cases = (store.get(Case, case_id) for case_id in sorted(found))
    return {case.id: case for case in cases if case is not None and case.erased_on is None}


def _others_drafts(store: Store, drafts: Drafts) -> Iterator[str]:
    """A sentence for each draft of somebody else in which they stand."""
    for draft in drafts.of_others:
        reference = store.reference(draft.case_id) if draft.case_id else ""
        whose = reference or next((name for part in THEIR_PARTS if (name := _name_in(draft.fields.get(part)))), "")
        yield f"A draft of somebody else names them ({draft.kind}{f', {whose}' if whose not in draft.kind else ''})"


def _name_in(part: object) -> str:
    return str(part.get("name") or "") if isinstance(part, dict) else ""


def erase(store: Store, plan: Plan, today: date, by: str, why: Why, progress: Progress = silent) -> Erased:
    """Erase what was planned, in one change that cannot be undone; then clean the file. Raises Problem.

    The history says why. Nothing is erased when something came about meanwhile that forbids it.
    """
    roles.require(store.role, Task.ERASE)
    again = _plan(store, plan.scope.cases, plan.scope.people, plan.title, plan.typed, plan.verb)
    if again.refusals:
        raise Problem(again.refusals[0], "Nothing was erased.")
    progress(0, 0, "Erasing")
    change = erasing.erase(store, again.scope, f"{plan.verb} ({why.lower()})", today, by)
    return Erased(change, wiping.wipe(store, silent))


def _short(name: str) -> str:
    """The name, where it can be typed in reason."""
    return name if 0 < len(name) <= TYPED_AT_MOST else "erase"


def _listed(names: list[str], what: str) -> str:
    shown = [name for name in names if name][:NAMED]
    if not shown:
        return _counted(len(names), what)
    more = len(names) - len(shown)
    return f"{', '.join(shown)}{f' and {more:,} more' if more else ''}"


def _counted(n: int, what: str) -> str:
    plural = "people" if what == "person" else what.replace("example", "examples") if " " in what else f"{what}s"
    return f"1 {what}" if n == 1 else f"{n:,} {plural}"
