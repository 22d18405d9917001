"""How far an import has come: the state of each step, and the button that leads on."""

from __future__ import annotations

from ui import wording
from ui.import_register.course import Course
from ui.import_register.step_bar import FINISHED, HERE, LOOK, TO_COME, Step


def state(course: Course, step: Step, here: Step, seen: set[Step], open_words: int) -> str:
    """The state of a step while another is in sight."""
    if step is here:
        return HERE
    if step not in seen:
        return TO_COME
    look = {
        Step.HEADINGS: course.choices is not None and bool(course.choices.problems()),
        Step.WORDS: bool(open_words),
        Step.CHECK: course.plan is not None and bool(course.plan.rejected),
    }
    return LOOK if look.get(step) and not _is_over(course) else FINISHED


def detail(course: Course, step: Step, seen: set[Step], open_words: int) -> str:
    """What was chosen or found at a step, in a few words."""
    choices = course.choices
    if choices is None or step not in seen:
        return ""
    if step is Step.FILE:
        return choices.path.name
    if step is Step.HEADINGS:
        return f"{len(choices.fields)} of {len(choices.fields) + len(choices.unused())} used"
    if step is Step.WORDS:
        were = f"{'was' if open_words == 1 else 'were'} " if _is_over(course) else ""
        return f"{open_words} {were}unclear" if open_words else "All clear"
    if step is Step.CHECK:
        return _of_plan(course)
    return _of_result(course)


def _is_over(course: Course) -> bool:
    """Whether it was imported: what was left open then is nothing to do any more."""
    return course.result is not None and course.undone_by is None


def _of_plan(course: Course) -> str:
    if course.plan is None:
        return ""
    left_out = len(course.plan.rejected)
    return f"{left_out:,} left out" if left_out else "Every row fits"


def _of_result(course: Course) -> str:
    if course.result is None:
        return ""
    return "Undone" if course.undone_by is not None else f"{course.result.cases:,} added"


def forward(course: Course, here: Step) -> str:
    """What the button says that leads on."""
    if here is not Step.CHECK:
        return "Next"
    if not course.is_worth_importing() or course.plan is None:
        return "Nothing to import"
    return f"Import {wording.counted(course.plan.cases, 'case')}" if course.plan.cases else "Import"
