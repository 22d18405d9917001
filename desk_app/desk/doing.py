"""Doing a verb: one undoable change. And trying it, to see what dates would follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from desk_app import deadlines
from desk_app.answers import Answers, Given
from desk_app.desk import (
    acknowledge,
    assign,
    convert,
    end,
    extend,
    learn,
    note,
    person,
    respond,
    route,
    safeguard,
    thank,
)
from desk_app.desk.task import Put, Puts, Task
from desk_app.offers import Offer, Verb
from desk_app.records import Case, CaseFile, Change, Step
from desk_app.store import case_files

if TYPE_CHECKING:
    from desk_app.store import Store

VERBS: dict[Verb, Callable[[Task], Puts]] = {
    Verb.SAFEGUARD: safeguard.safeguard,
    Verb.ROUTE: route.route,
    Verb.ACKNOWLEDGE: acknowledge.acknowledge,
    Verb.ASSIGN: assign.assign,
    Verb.REASSIGN: assign.assign,
    Verb.EXTEND: extend.extend,
    Verb.RESPOND: respond.respond,
    Verb.OUTCOME: respond.outcome,
    Verb.CONSENT: safeguard.consent,
    Verb.CLOSE: end.close,
    Verb.WITHDRAW: end.withdraw,
    Verb.REOPEN: end.reopen,
    Verb.ANSWER: thank.answer,
    Verb.CONVERT: convert.convert,
    Verb.THANK: thank.thank,
    Verb.LEARN: learn.learn,
    Verb.ACT: learn.act,
    Verb.COMPLETE_ACTION: learn.complete_action,
    Verb.CONTACT: note.contact,
    Verb.NOTE: note.note,
    Verb.PERSON: person.person,
    Verb.DRAFT_RECEIVED: assign.draft_received,
    Verb.QUALITY_CHECKED: assign.quality_checked,
    Verb.SIGNED_OFF: assign.signed_off,
    Verb.LEARNING_FORM: assign.learning_form,
    Verb.TOLD_STAGE_2: assign.told_stage_2,
}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a verb: its change and the steps of the case after it; or the problems beside their fields."""

    change: Change | None = None
    steps: tuple[Step, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)


def do(store: Store, offer: Offer, file: CaseFile, given: Given, today: date, by: str) -> Done:
    """Do a verb to a case as it was read. Raises Problem when it was changed meanwhile; then nothing is saved."""
    answers = Answers(given, today)
    task = _task(store, offer, file, answers, by, store.new_id)
    puts = list(VERBS[offer.verb](task))
    if answers.problems:
        return Done(problems=answers.problems)
    with store.change(offer.verb.lower(), by) as change:
        for old, new in puts:
            if old != new:
                _put(change, old, new)
    return Done(change.change, store.steps(file.case.id))


def trial(store: Store, offer: Offer, file: CaseFile, given: Given, today: date, by: str) -> Done:
    """What would come of it, without saving: the steps of the case as it would be, as far as the answers go."""
    answers = Answers(given, today)
    ids = count(-1, -1)  # of nothing that is saved
    task = _task(store, offer, file, answers, by, lambda: next(ids))
    puts = list(VERBS[offer.verb](task))
    if answers.problems:
        return Done(problems=answers.problems)
    after = applied(file, puts, lambda: next(ids))
    return Done(steps=deadlines.steps_for(after, store.profiles(), store.calendar(), store.settings()))


def _task(store: Store, offer: Offer, file: CaseFile, answers: Answers, by: str, new_id: Callable[[], int]) -> Task:
    return Task(file, answers, by or store.member, store.profiles(), new_id, offer.investigation)


def _put(change: Any, old: Any, new: Any) -> None:
    change.put(old, new)


def applied(file: CaseFile, puts: Iterable[Put], new_id: Callable[[], int]) -> CaseFile:
    """A case's file as it would be after these changes."""
    names = case_files.parts()
    for old, new in puts:
        if isinstance(old, Case) and isinstance(new, Case):
            file = replace(file, case=new)
            continue
        record = old or new
        assert record is not None
        name = names.get(type(record), "people")
        kept = [item for item in getattr(file, name) if old is None or item.id != old.id]
        if new is not None:
            kept.append(new if new.id else replace(new, id=new_id()))
        changed: dict[str, Any] = {name: tuple(kept)}
        file = replace(file, **changed)
    return file
