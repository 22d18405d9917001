"""Giving somebody a part in an investigation: who cannot have it is refused, whom it may be is asked."""

from __future__ import annotations

from desk_app.desk import independence
from desk_app.desk.same_name import SAME_PERSON, WHICH, Same
from desk_app.desk.task import Puts, Task
from desk_app.records import Investigation


def takes_part(task: Task, key: str, part: independence.Part, name: str, item: Investigation) -> Puts:
    """Check a name for a part in the investigation as it would be (`item`); `key` is its answer.

    Answers: `same_person`, one for all names of a form, where one is like that of somebody who cannot take the part.
    That they are two is kept as a note. Names that stood beside one another before are not asked again.
    """
    answers = task.answers
    if problem := independence.why_not(part, name, task.file, item, task.members):
        answers.wrong(key, problem)
        return
    before = independence.doubted(part, task.file, task.investigation, task.members)
    for doubt in independence.doubts(part, name, task.file, item, task.members):
        if doubt.pair in before:
            continue
        answers.ask(SAME_PERSON, doubt.question)
        same = answers.choice(SAME_PERSON, Same, WHICH)
        if same is Same.SAME:
            answers.wrong(key, doubt.refusal)
        elif same is Same.ANOTHER:
            yield None, doubt.note(task.case.id, answers.today, task.by)
