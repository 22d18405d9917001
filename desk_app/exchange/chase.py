"""The weekly team list: what each team still has to do, by reference and without a name, to be sent to the teams.

One list, in the three forms it leaves in: text for an email, CSV, XLSX.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import atomic, reminders
from desk_app.deadlines import INTERNAL_LABELS
from desk_app.exchange import cells
from desk_app.lists import fold
from desk_app.problems import Problem
from desk_app.records import ListName, State, Step
from desk_app.store import arrangement_reviews, search

if TYPE_CHECKING:
    from desk_app.reminders import Reminder
    from desk_app.store import Store

NO_TEAM = "No team"
HEADER = ("Team", "Reference", "What", "Due", "How long", "State")
OURS = frozenset(
    (
        "safeguarding", "safeguarding_referral", "consent", "quality_check", "sign_off", "tell_may_go_to_stage_2",
        "not_handed_in", "part_not_handed_in", "part_paused", "part_goes_on", arrangement_reviews.KEY,
    )
)  # fmt: skip
"""Steps of the feedback team itself. Two of them would tell of a risk in an email."""
FREE_TEXT = {"action": INTERNAL_LABELS["action"], "remedy": "Remedy"}
"""Steps whose label is anybody's words, which could hold a name; and what is written instead."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a team has to do."""

    reference: str
    what: str
    due_on: date
    state: State
    in_words: str  # "3 working days overdue", "due today", "in 4 working days", "paused"

    @property
    def overdue(self) -> bool:
        """Whether its date has passed."""
        return self.state is State.OVERDUE


@dataclass(frozen=True, slots=True)
class TeamItems:
    """A team ("": none was named), and what it has to do: most overdue first, then by date."""

    team: str
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """As the list calls it."""
        return self.team or NO_TEAM

    @property
    def counted(self) -> str:
        """ "3 dates in 2 cases, 1 of them overdue"."""
        late, cases = sum(item.overdue for item in self.items), len({item.reference for item in self.items})
        where = f"{_counted(len(self.items), 'date')} in {_counted(cases, 'case')}"
        return f"{where}, {'all' if late == len(self.items) else f'{late} of them' if late else 'none'} overdue"


@dataclass(frozen=True, slots=True)
class TeamList:
    """The list of a day, by the teams' names; what has no team comes last. `team` is the one it was narrowed to."""

    on: date
    team: str
    teams: tuple[TeamItems, ...]

    def of(self, team: str) -> TeamList:
        """The same of one team; "" for all of them."""
        return replace(self, team=team, teams=tuple(t for t in self.teams if t.team == team)) if team else self


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def team_list(store: Store, today: date, team: str = "") -> TeamList:
    """What is open and overdue of every team, or of one. Problem if there is no such team."""
    chosen = known_team(store, team) if team else ""
    items = [
        (step, reference) for step, reference in store.open_steps(today=today, for_others=True) if _is_theirs(step)
    ]
    by_team: dict[str, list[Item]] = defaultdict(list)
    for reminder in reminders.worklist(items, today, store.calendar(), store.settings()):
        by_team[reminder.step.team].append(_item(reminder))
    names = sorted(by_team, key=lambda name: (not name, name.casefold(), name))
    return TeamList(today, "", tuple(TeamItems(name, tuple(by_team[name])) for name in names)).of(chosen)


def teams(store: Store) -> list[str]:
    """The teams that can be asked for: those of the list, and those that cases or their stages name."""
    named = {entry.value for entry in store.lists()[ListName.TEAM]}
    named.update(search.choices(store, "team"), (step.team for step, _ in store.open_steps() if step.team))
    return sorted(named, key=lambda name: (name.casefold(), name))


def known_team(store: Store, asked: str) -> str:
    """A team by its name, however it is spaced and capitalised; never by the nearest guess."""
    known = teams(store)
    if asked in known:
        return asked
    alike = [name for name in known if fold(name) == fold(asked)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise Problem(
            f"More than one team is called something like “{asked}”.",
            f"Write the name exactly: {' or '.join(f'“{name}”' for name in alike)}.",
        )
    raise Problem(f"There is no team “{asked}” in this store.", "Check its name in the list of teams.")


def _is_theirs(step: Step) -> bool:
    return not step.soft and step.key not in OURS


def _item(reminder: Reminder) -> Item:
    step = reminder.step
    assert step.due_on is not None
    return Item(
        reminder.reference,
        FREE_TEXT.get(step.key, step.label),
        step.due_on,
        reminder.state,
        _how_long(reminder),
    )


def _how_long(reminder: Reminder) -> str:
    if reminder.state in (State.PAUSED, State.DUE_TODAY):
        return reminder.in_words.lower()
    number = abs(reminder.days)
    days = f"{number} {reminder.step.unit} day{'' if number == 1 else 's'}"
    return f"{days} overdue" if reminder.state is State.OVERDUE else f"in {days}"


# --- the forms it leaves in ---------------------------------------------------------------------------------
def as_text(listed: TeamList) -> str:
    """The list as the body of an email: plain lines, which read well in any font."""
    day = f"{listed.on:%A} {listed.on.day} {listed.on:%B %Y}"
    if not listed.teams:
        whose = f" for {listed.team}" if listed.team else ""
        return f"Nothing is open{whose} on {day}.\n"
    lines = [f"Feedback that is open or overdue on {day}", ""]
    for team in listed.teams:
        lines += [f"{team.name}: {team.counted}", *(f"  - {_line(item)}" for item in team.items), ""]
    lines += ["Please tell the feedback team how each of these stands. References only: no names are given here."]
    return "\n".join(lines) + "\n"


def _line(item: Item) -> str:
    due = f"{item.due_on.day} {item.due_on:%B %Y}"
    if item.state is State.DUE_TODAY:
        return f"{item.reference}: {item.what}, due today"
    return f"{item.reference}: {item.what}, due {due} ({item.in_words})"


def rows(listed: TeamList) -> Iterator[Sequence[cells.Value]]:
    """The list as the rows of a table, in the order of HEADER."""
    for team in listed.teams:
        for item in team.items:
            state = "Overdue" if item.overdue else "Paused" if item.state is State.PAUSED else "Open"
            yield team.name, item.reference, item.what, item.due_on, item.in_words, state


def write(listed: TeamList, out: Path) -> None:
    """Write the list; the file's ending says how: .txt, .csv or .xlsx. Whole or not at all."""
    if out.suffix.lower() == ".txt":
        atomic.write_bytes(out, as_text(listed).encode("utf-8"))
    elif out.suffix.lower() in (".csv", ".xlsx"):
        cells.write(out, [("Team list", HEADER, rows(listed))])
    else:
        raise Problem(
            f"{out.name} is not a kind of list that can be written.", "End its name with .txt, .csv or .xlsx."
        )
