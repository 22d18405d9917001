"""The people on a case: who joins it later, equality monitoring, how contact is managed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desk_app.desk.task import Puts, Task
from desk_app.intake import match_key
from desk_app.offers import MONITORED, needed_on
from desk_app.records import CaseFile, ContactArrangement, Note, Party, Person, Role

DETAILS = ("email", "telephone", "address")
STAFF = frozenset({Role.STAFF_COMPLAINED_ABOUT, Role.RECIPIENT})


def person(task: Task) -> Puts:
    """Answers: `role`, `name`, `relationship`, `job`, `email`, `telephone`, `address`; `person_id` of one who is known.

    Somebody who is on the case already, or was said to be known, keeps their record and takes on another role; it
    gets the details that it lacks.
    """
    role = task.answers.choice("role", Role, "Choose who this is.")
    name = task.answers.name("name", "Enter the name.")
    if role is not None and name:
        yield from joins(task, role, name)


def joins(task: Task, role: Role, name: str) -> Puts:
    """Somebody of that name takes on a role in the case. Answers: as those of `person`, each may be left out."""
    answers = task.answers
    known = _known(task, name)
    if known and any(p.person_id == known.id and p.role is role for p in task.file.parties):
        answers.wrong("name", f"{name} is on this case as {role.lower()} already.")
    if known is None:
        known = Person(
            id=task.new_id(), name=name, match_key=match_key(name), is_staff=role in STAFF,
            email=answers.line("email"), telephone=answers.line("telephone"), address=answers.text("address"),
        )  # fmt: skip
        yield None, known
    else:
        more = {part: text for part in DETAILS if (text := answers.text(part)) and not getattr(known, part)}
        yield known, replace(known, **more)  # type: ignore[arg-type]
    yield None, Party(
        case_id=task.case.id, person_id=known.id, role=role, relationship=answers.line("relationship"),
        job=answers.line("job"),
    )  # fmt: skip


def _known(task: Task, name: str) -> Person | None:
    """Who it is said to be, else who has that name on the case."""
    linked = int(task.answers.text("person_id") or 0)
    if not linked:
        return next((p for p in task.file.people if p.match_key and p.match_key == match_key(name)), None)
    found = task.known_person(linked)
    if found is None or found.erased_on is not None:
        task.answers.wrong("name", "The person this was linked to is no longer in the store. Enter the name again.")
        return None
    return found


def leave(task: Task) -> Puts:
    """Somebody who was added by mistake leaves the case; their own record and their other cases stay.

    Answers: `party`, which of those on the case (its words as `party_words` gives them, or its id); `reason`. What is
    noted has no name: whoever does not belong here is not named here for ever.
    """
    answers, file = task.answers, task.file
    chosen = answers.text("party", "Choose who does not belong to this case.")
    reason = answers.text("reason", "Say why, without naming them.")
    found = [p for p in file.parties if chosen in (party_words(file, p), str(p.id))]
    if chosen and not found:
        answers.wrong("party", "This person is not on the case any more. Choose another.")
    for party in found[:1]:
        if needed_on(file, party):
            answers.wrong("party", _INSTEAD[party.role])
        yield party, None
        yield None, Note(
            case_id=task.case.id, text=f"{party.role} taken off the case: {reason}", written_on=answers.today,
            written_by=task.by,
        )  # fmt: skip


_INSTEAD = {
    Role.COMPLAINANT: "Nobody else complains here. Add who really complained first, then take this person off. If only "
    "the name is wrong, correct it.",
    Role.ADVOCATE: "An advocate was appointed. Add who it is first, or correct the day of the appointment.",
}
"""What to do where a case cannot do without somebody."""


def party_words(file: CaseFile, party: Party) -> str:
    """Somebody on a case in one line: "Child: Cy Testwell"."""
    name = next((p.name for p in file.people if p.id == party.person_id), "")
    return f"{party.role}: {name or 'no name'}"


def monitored(file: CaseFile) -> Iterator[str]:
    """Whose answers can be recorded: by their role, and each with their name where there are several."""
    for role in MONITORED:
        several = [party_words(file, p) for p in file.parties if p.role is role]
        yield from several if len(several) > 1 else [str(role)]


def monitor(task: Task) -> Puts:
    """Equality monitoring. Answers: `whom` as `monitored` lists it, `age_band`, `gender`, `ethnicity`, `disability`."""
    answers, file = task.answers, task.file
    whom = answers.text("whom", "Choose whose answers these are.")
    party = next((p for p in file.parties if whom in (p.role, party_words(file, p))), None)
    found = next((p for p in file.people if party and p.id == party.person_id), None)
    if whom and found is None:
        answers.wrong("whom", f"Nobody is named as {whom.lower()}. Add the person first.")
    if found is not None:
        yield found, replace(
            found, age_band=answers.text("age_band"), gender=answers.text("gender"),
            ethnicity=answers.text("ethnicity"), disability=answers.text("disability"),
        )  # fmt: skip


def arrange(task: Task) -> Puts:
    """How contact with somebody is managed. Never a reason not to log.

    Answers: `whom` (a role), `what`, `reason`, `told_on`, `appeal`, `review_on`.
    """
    answers = task.answers
    role = answers.choice("whom", Role, "Choose whom it is about.")
    found = task.file.person(role) if role else None
    if role is not None and found is None:
        answers.wrong("whom", f"Nobody is named as {role.lower()}. Add the person first.")
    what = answers.text("what", "Enter what is arranged.")
    reason = answers.text("reason", "Say why.")
    if found is not None:
        yield None, ContactArrangement(
            person_id=found.id, what=what, reason=reason, decided_by=task.by, decided_on=answers.today,
            told_on=answers.day("told_on"), appeal=answers.text("appeal"),
            review_on=answers.day("review_on", ahead=True),
        )  # fmt: skip
