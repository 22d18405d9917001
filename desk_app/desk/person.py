"""A person who joins a case after it was logged."""

from __future__ import annotations

from desk_app.desk.task import Puts, Task
from desk_app.intake import match_key
from desk_app.records import Party, Person, Role

STAFF = frozenset({Role.STAFF_COMPLAINED_ABOUT, Role.RECIPIENT})


def person(task: Task) -> Puts:
    """Answers: `role`, `name`, `relationship`, `job`, `email`, `telephone`, `address`.

    Somebody who is on the case already keeps their record and takes on another role.
    """
    answers = task.answers
    role = answers.choice("role", Role, "Choose who this is.")
    name = " ".join(answers.text("name", "Enter the name.").split())
    if role is None or not name:
        return
    known = next((p for p in task.file.people if p.match_key and p.match_key == match_key(name)), None)
    if known and any(p.person_id == known.id and p.role is role for p in task.file.parties):
        answers.wrong("name", f"{name} is on this case as {role.lower()} already.")
    if known is None:
        known = Person(
            id=task.new_id(), name=name, match_key=match_key(name), is_staff=role in STAFF,
            email=answers.text("email"), telephone=answers.text("telephone"), address=answers.text("address"),
        )  # fmt: skip
        yield None, known
    yield None, Party(
        case_id=task.case.id, person_id=known.id, role=role, relationship=answers.text("relationship"),
        job=answers.text("job"),
    )  # fmt: skip
