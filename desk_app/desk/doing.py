"""Doing a verb: one undoable change. And trying it, to see what dates would follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from desk_app import roles
from desk_app.answers import Answers, Given
from desk_app.desk import (
    acknowledge,
    another_team,
    assign,
    convert,
    decide,
    end,
    escalate,
    extend,
    learn,
    matter_alone,
    note,
    ombudsman,
    pause,
    person,
    points,
    quality,
    refuse,
    respond,
    route,
    safeguard,
    stage_2,
    stage_3,
    tell,
    thank,
)
from desk_app.desk.done import Done
from desk_app.desk.standing import steps_of
from desk_app.desk.task import Put, Puts, Task
from desk_app.offers import Offer, Verb
from desk_app.records import Case, CaseFile, Member, Person, Record, Step
from desk_app.store import case_files

if TYPE_CHECKING:
    from desk_app.store import Store

VERBS: dict[Verb, Callable[[Task], Puts]] = {
    Verb.SAFEGUARD: safeguard.safeguard,
    Verb.REFER: safeguard.refer,
    Verb.CONCERN: safeguard.concern,
    Verb.ROUTE: route.route,
    Verb.ACKNOWLEDGE: acknowledge.acknowledge,
    Verb.ASSIGN: assign.assign,
    Verb.REASSIGN: assign.assign,
    Verb.DRAFT_RECEIVED: assign.draft_received,
    Verb.QUALITY_CHECKED: quality.quality_checked,
    Verb.SIGNED_OFF: assign.signed_off,
    Verb.RESPOND: respond.respond,
    Verb.OUTCOME: respond.outcome,
    Verb.CHASE: note.chase,
    Verb.EXTEND: extend.extend,
    Verb.POINT: points.add_point,
    Verb.ADD_TEAM: another_team.add_team,
    Verb.REROUTE: another_team.reroute,
    Verb.PAUSE: pause.pause,
    Verb.RESUME: pause.resume,
    Verb.NOT_HANDED_IN: end.not_handed_in,
    Verb.ESCALATE: escalate.escalate,
    Verb.DECLINE: escalate.decline,
    Verb.TOLD_STAGE_2: assign.told_stage_2,
    Verb.ACKNOWLEDGE_REVIEW: acknowledge.acknowledge_review,
    Verb.COMMISSION: stage_2.commission,
    Verb.STATEMENT: stage_2.agree_statement,
    Verb.REPORTS: stage_2.reports,
    Verb.ADJUDICATE: respond.respond,
    Verb.PANEL: stage_3.panel,
    Verb.PANEL_MET: stage_3.panel_met,
    Verb.PANEL_REPORT: stage_3.panel_report,
    Verb.EARLY_REFERRAL: ombudsman.early_referral,
    Verb.CLOSE: end.close,
    Verb.WITHDRAW: end.withdraw,
    Verb.REFUSE: refuse.refuse,
    Verb.ANOTHER_PROCESS: refuse.another_process,
    Verb.REOPEN: end.reopen,
    Verb.MATTER: ombudsman.open_matter,
    Verb.REQUEST: ombudsman.add_request,
    Verb.ANSWER_REQUEST: ombudsman.answer_request,
    Verb.DECISION: ombudsman.record_decision,
    Verb.COMPLETE_REMEDY: ombudsman.complete_remedy,
    Verb.TIE_MATTER: matter_alone.tie,
    Verb.REMOVE_MATTER: matter_alone.remove,
    Verb.TELL: tell.tell,
    Verb.ANSWER: thank.answer,
    Verb.CONVERT: convert.convert,
    Verb.THANK: thank.thank,
    Verb.CONSENT: safeguard.consent,
    Verb.ADVOCATE: decide.advocate,
    Verb.PERSON: person.person,
    Verb.LEAVE: person.leave,
    Verb.MONITOR: person.monitor,
    Verb.ARRANGE: person.arrange,
    Verb.DECIDE: decide.decide,
    Verb.ORAL_RECORD: decide.oral_record,
    Verb.LEARN: learn.learn,
    Verb.LEARNING_FORM: assign.learning_form,
    Verb.ACT: learn.act,
    Verb.COMPLETE_ACTION: learn.complete_action,
    Verb.PAY: respond.pay,
    Verb.CONTACT: note.contact,
    Verb.NOTE: note.note,
}


def do(store: Store, offer: Offer, file: CaseFile, given: Given, today: date, by: str) -> Done:
    """Do a verb to a case as it was read. Raises Problem when it was changed meanwhile; then nothing is saved."""
    answers = Answers(given, today)
    task = _task(store, offer, file, answers, by, store.new_id)
    puts = [(old, new) for old, new in VERBS[offer.verb](task) if old != new]
    if answers.problems:
        return Done(problems=answers.problems, asked=answers.asked)
    if not puts:
        return Done(steps=store.steps(file.case.id))
    with store.change(offer.verb[0].lower() + offer.verb[1:], by) as change:  # the Ombudsman keeps a capital
        for old, new in puts:
            _put(change, old, new)
    return Done(change.change, _steps_after(store, file, puts))


def _steps_after(store: Store, file: CaseFile, puts: Iterable[Put]) -> tuple[Step, ...]:
    """The steps of what was changed: those of cases are kept in the store."""
    return steps_of(store, applied(file, puts, store.new_id)) if file.without_case else store.steps(file.case.id)


def trial(store: Store, offer: Offer, file: CaseFile, given: Given, today: date, by: str) -> Done:
    """What would come of it, without saving: the steps of the case as it would be, as far as the answers go."""
    answers = Answers(given, today)
    ids = count(-1, -1)  # of nothing that is saved
    task = _task(store, offer, file, answers, by, lambda: next(ids))
    puts = list(VERBS[offer.verb](task))
    if answers.problems:
        return Done(problems=answers.problems, asked=answers.asked)
    after = applied(file, puts, lambda: next(ids))
    return Done(steps=steps_of(store, after), file=after, asked=answers.asked)


def _task(store: Store, offer: Offer, file: CaseFile, answers: Answers, by: str, new_id: Callable[[], int]) -> Task:
    steps = steps_of(store, file)
    return Task(
        file,
        answers,
        by or store.member,
        store.profiles(),
        store.settings(),
        new_id,
        steps,
        offer.investigation,
        lambda person_id: store.get(Person, person_id),
        members_of(store),
        lambda reference: case_called(store, reference),
        roles.may(store.role, roles.Task.CORRECT_DATES),
    )


def case_called(store: Store, reference: str) -> CaseFile | None:
    """The case with that reference, None where there is none."""
    case_id = store.case_id(reference.upper())
    return None if case_id is None else store.case_file(case_id)


def members_of(store: Store) -> frozenset[str]:
    """Who works with this store, or did."""
    return frozenset(member.name for member in store.all(Member))


def _put(change: Any, old: Any, new: Any) -> None:
    change.put(old, new)


def applied(file: CaseFile, puts: Iterable[Put], new_id: Callable[[], int]) -> CaseFile:
    """A case's file as it would be after these changes."""
    names: dict[type[Record], str] = {**case_files.parts(), Person: "people"}
    for old, new in puts:
        if isinstance(old, Case) and isinstance(new, Case):
            file = replace(file, case=new)
            continue
        record = old or new
        assert record is not None
        name = names.get(type(record))
        if name is None:
            continue  # of a person, not of the case
        kept = [item for item in getattr(file, name) if old is None or item.id != old.id]
        if new is not None:
            kept.append(new if new.id else replace(new, id=new_id()))
        changed: dict[str, Any] = {name: tuple(kept)}
        file = replace(file, **changed)
    return file
