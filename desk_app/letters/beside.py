"""What of a complaint ended without an answer, and what stands or goes on beside it, in the words of a letter. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app import dates
from desk_app.letters.about import About
from desk_app.pausing import stands, stopped
from desk_app.records import Ending, Investigation, Pause, Stage

_REQUEST = {Stage.TWO: "request_stage_2", Stage.THREE: "request_stage_3"}
"""The window in which each stage is asked for."""


def _counted(about: About) -> list[Investigation]:
    return [item for item in about.file.investigations if item.ending is not Ending.RE_ROUTED]


def ended(about: About, ending: Ending) -> list[Investigation]:
    """What ended so, the last time something did; before that is recorded what would end: all that is open."""
    of_it = [item for item in _counted(about) if item.ending is ending and item.responded_on is None]
    last = max((item.ended_on for item in of_it if item.ended_on), default=None)
    recorded = [item for item in of_it if item.ended_on == last]
    return recorded or [item for item in _counted(about) if item.closed_on is None]


def answered(about: About) -> list[Investigation]:
    """What was answered."""
    return [item for item in _counted(about) if item.responded_on]


def is_a_part(about: About, ending: Ending) -> bool:
    """Whether something of the complaint was answered or goes on beside what ended."""
    gone = {item.id for item in ended(about, ending)}
    beside = [item for item in _counted(about) if item.id not in gone and (item.responded_on or not item.ended_on)]
    return bool(gone and beside)


def ended_part(about: About, ending: Ending) -> str:
    """ "stage 2 of your complaint", "the part of your complaint for Adoption"; "" where it is all of it."""
    if not is_a_part(about, ending):
        return ""
    return listed(_part(about, item) for item in ended(about, ending))


def _part(about: About, item: Investigation) -> str:
    several = [other for other in _counted(about) if other.stage is item.stage and other.id != item.id]
    if not several or not item.team:
        return f"{item.stage.lower()} of your complaint"
    later = f" at {item.stage.lower()}" if item.stage is not Stage.ONE else ""
    return f"the part of your complaint for {item.team}{later}"


def ended_stage(about: About, ending: Ending) -> str:
    """ "stage 2", where a later stage ended that can be asked for again; else ""."""
    found = {item.stage for item in ended(about, ending)} if is_a_part(about, ending) else set()
    return next(iter(found)).lower() if len(found) == 1 and Stage.ONE not in found else ""


def ask_again_by(about: About, ending: Ending) -> str:
    """The day by which that stage can be asked for again; "" where none is set, or it has passed."""
    keys = {_REQUEST.get(item.stage) for item in ended(about, ending)}
    found = [step.due_on for step in about.steps if step.key in keys and step.due_on]
    last = max(found, default=None)
    return dates.in_words(last) if last and last >= about.today else ""


def answers_stand(about: About) -> str:
    """ "our answer at stage 1 of 25 January 2027"; "" where nothing was answered."""
    found = sorted(answered(about), key=lambda item: (item.stage, item.responded_on))
    several = len({item.stage for item in found}) < len(found)
    return listed(
        f"our answer at {item.stage.lower()} of {dates.in_words(item.responded_on)}"
        f"{f' for {item.team}' if several and item.team else ''}"
        for item in found
        if item.responded_on
    )


def goes_on(about: About, besides: Iterable[Investigation]) -> str:
    """ "the part of your complaint for Fostering"; "" where nothing goes on."""
    gone = {item.id for item in besides}
    return listed(_part(about, item) for item in _counted(about) if item.closed_on is None and item.id not in gone)


def goes_on_beside(about: About, pause: Pause | None) -> str:
    """What goes on beside what is paused; "" where nothing does."""
    still = [p for p in about.file.pauses if not p.part and stands(about.file, p)]
    idle = [item for p in still for item in stopped(about.file, p)]
    return goes_on(about, [*idle, *(stopped(about.file, pause) if pause else ())])


def paused_what(about: About) -> str:
    """ "your complaint", "stage 2 of your complaint"."""
    item = about.item
    others = [other for other in _counted(about) if item and other.id != item.id]
    return _part(about, item) if item and others else "your complaint"


def listed(names: Iterable[str]) -> str:
    """ "Cara Sample, Dev Sample and Eve Sample"."""
    found = [name for name in names if name]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""
