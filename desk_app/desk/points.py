"""Points of complaint: each has its own outcome, and together they suggest the overall one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desk_app.answers import Answers
from desk_app.desk.task import Put, Puts, Task
from desk_app.records import CaseFile, Decided, Decision, DecisionKind, Investigation, Outcome, Point

DECIDED = frozenset({Outcome.UPHELD, Outcome.PARTIALLY_UPHELD, Outcome.NOT_UPHELD})


def add_point(task: Task) -> Puts:
    """Answers: `text`, `category`, `theme`."""
    answers = task.answers
    text = answers.text("text", "Enter the point, as the complainant would put it.")
    numbers = [point.number for point in points_of(task.file, task.investigation)]
    yield None, Point(
        case_id=task.case.id, investigation_id=task.investigation.id, number=max(numbers, default=0) + 1, text=text,
        category=answers.text("category"), theme=answers.text("theme"),
    )  # fmt: skip


def points_of(file: CaseFile, item: Investigation) -> list[Point]:
    """The points of an investigation, in their order."""
    return sorted((p for p in file.points if p.investigation_id == item.id), key=lambda p: (p.number, p.id))


def key_of(point: Point) -> str:
    """The answer that holds a point's outcome."""
    return f"point_{point.id}"


def suggested(outcomes: Iterable[Outcome | None]) -> Outcome | None:
    """The overall outcome that the points suggest; None while one is open.

    All upheld is upheld, none is not upheld, anything between is partially upheld.
    """
    found = list(outcomes)
    if not found or any(outcome not in DECIDED for outcome in found):
        return None
    if len(set(found)) == 1:
        return found[0]
    return Outcome.PARTIALLY_UPHELD


def decide(task: Task) -> tuple[Outcome, list[Put]]:
    """The overall outcome from the answers, and what the points and a reason for differing from them change.

    Answers: `outcome`, an outcome for each point (`key_of`), and `outcome_reason` if the overall one is another.
    """
    answers = task.answers
    puts = list(_points(task, answers))
    chosen = answers.choice("outcome", Decided)
    outcomes = [point.outcome for _, point in puts if isinstance(point, Point)]
    follows = suggested(outcomes)
    overall = Outcome(chosen) if chosen else follows
    if overall is not None and follows is not None and overall is not follows:
        reason = answers.text("outcome_reason", f"The points suggest {follows.lower()}. Say why it is another.")
        puts.append(
            (None, Decision(
                case_id=task.case.id, investigation_id=task.investigation.id, kind=DecisionKind.OUTCOME_OVERRIDDEN,
                what=f"{overall} instead of {follows.lower()}", reason=reason, decided_by=task.by,
                decided_on=answers.today,
            ))
        )  # fmt: skip
    return overall or Outcome.NOT_RECORDED, puts


def _points(task: Task, answers: Answers) -> Iterator[Put]:
    for point in points_of(task.file, task.investigation):
        chosen = answers.choice(key_of(point), Decided)
        yield point, replace(point, outcome=Outcome(chosen) if chosen else point.outcome)
