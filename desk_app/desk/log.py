"""Logging feedback: a draft becomes a case, in one change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desk_app import deadlines, intake
from desk_app.desk.done import Logged
from desk_app.records import Case, CaseFile, Person, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desk_app.store import Store
    from desk_app.store.changes import Changing


def check(store: Store, draft: Mapping[str, object], today: date) -> tuple[intake.NewCase | None, dict[str, str]]:
    """The draft as understood, or its problems keyed by field."""
    new, problems = intake.check(draft, today, store.lists(), store.profiles().values())
    if new is not None:
        problems = dict(_no_longer_here(store, new))
        new = None if problems else new
    return new, problems


def _no_longer_here(store: Store, new: intake.NewCase) -> Iterator[tuple[str, str]]:
    """What the draft points to and the store has no more."""
    gone = [document.name for document in new.documents if not store.has_file(document.blob_hash)]
    if gone:
        yield "attachments", f"No longer here: {', '.join(gone)}. Attach it again, or take it off the list."
    for contact in new.contacts:
        if store.get(Person, contact.person_id) is None:
            yield f"{contact.key}.name", "The person it was linked to is no longer here. Say that it is somebody else."


def preview(store: Store, draft: Mapping[str, object], today: date) -> tuple[dict[str, str], tuple[Step, ...]]:
    """The problems of a draft, and the dates that would follow: as soon as kind and date of receipt are understood."""
    new, problems = check(store, draft, today)
    if new is None:
        new, _ = check(store, _without(draft, problems), today)
    if new is None:
        return problems, ()
    investigations = (new.investigation,) if new.investigation else ()
    file = CaseFile(case=new.case, investigations=investigations)
    return problems, deadlines.steps_for(file, store.profiles(), store.calendar(), store.settings())


NOT_YET = "…"
_STAND_INS = {"words": NOT_YET, "route.reason": NOT_YET}


def _without(draft: Mapping[str, object], problems: Mapping[str, str]) -> dict[str, object]:
    """A draft without the answers that are wrong; in place of those that must not be missing something else."""
    kept: dict[str, object] = {key: dict(value) if isinstance(value, dict) else value for key, value in draft.items()}
    for key in problems:
        head, _, tail = key.partition(".")
        inside = kept.get(head)
        if isinstance(inside, dict) and tail:
            inside.pop(tail, None)
            if key in _STAND_INS:
                inside[tail] = _STAND_INS[key]
        elif key in _STAND_INS:
            kept[key] = _STAND_INS[key]
        elif head not in ("kind", "received_on"):
            kept.pop(head, None)
    return kept


def log(store: Store, draft: Mapping[str, object], today: date, by: str, draft_key: str = "") -> Logged:
    """Save a draft as a new case; `draft_key` names the kept draft that this save replaces."""
    new, problems = check(store, draft, today)
    if new is None:
        return Logged(problems=problems)
    with store.change(f"log {new.case.kind.lower()}", by) as change:
        case = replace(
            new.case,
            reference=store.next_reference(new.case.received_on, change),
            logged_on=today,
            logged_by=by or store.member,
        )
        case = change.put(None, case)
        for entry in new.joins:
            change.put(None, entry)
        _put_people(change, case, new)
        for contact in new.contacts:
            person = store.get(Person, contact.person_id)
            if person is not None and (now := replace(person, **contact.given)) != person:
                change.put(person, now)
        if new.investigation:
            change.put(None, replace(new.investigation, case_id=case.id))
        for document in new.documents:
            change.put(None, replace(document, case_id=case.id, added_by=case.logged_by))
        if draft_key:
            change.drop_draft(draft_key)
    steps = store.steps(case.id)
    return Logged(case.reference, case.id, change.change, steps, {}, new.to_complete)


def _put_people(change: Changing, case: Case, new: intake.NewCase) -> None:
    """Save the people a draft names and tie them to the case. One record per person, whatever their roles."""
    saved: dict[int, Person] = {}
    for party, person in new.people():
        if person is not None and id(person) not in saved:
            saved[id(person)] = change.put(None, person)
        person_id = saved[id(person)].id if person is not None else party.person_id
        change.put(None, replace(party, case_id=case.id, person_id=person_id))
