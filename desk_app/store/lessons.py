"""What was learnt from complaints, and the actions that follow: a filter becomes rows, or all is one table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desk_app.store.store import Store

PAGE = 40


class Shown(StrEnum):
    """Which actions. Those of old registers have neither a date nor an owner: they are not what has to be done."""

    OPEN = "Open"
    OVERDUE = "Overdue"
    UNPLANNED = "Without a date or an owner"
    DONE = "Done"


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which actions; empty means any. `today` says what is overdue."""

    today: date
    shown: Shown = Shown.OPEN
    owner: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class LearnedFilter:
    """What was learnt: of which category, in which reporting year ("2023/24") the complaint came. Empty means any."""

    category: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action, with whose case it is of."""

    id: int
    case_id: int
    reference: str
    kind: str
    text: str
    owner: str
    team: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class LearnedRow:
    """A piece of learning, with its case, and how many actions follow from it and are done."""

    id: int
    case_id: int
    reference: str
    category: str
    text: str
    team: str
    year: str
    actions: int
    done: int


_TEAM = "coalesce(nullif(investigation.team, ''), feedback_case.team)"
_ACTIONS = """
FROM action JOIN feedback_case ON feedback_case.id = action.case_id
LEFT JOIN investigation ON investigation.id = action.investigation_id
"""
_PLANNED = "(action.due_on IS NOT NULL OR action.owner <> '')"
_SHOWN: dict[Shown, str] = {
    Shown.OPEN: f"action.done_on IS NULL AND {_PLANNED}",
    Shown.OVERDUE: "action.done_on IS NULL AND action.due_on < :today",
    Shown.UNPLANNED: f"action.done_on IS NULL AND NOT {_PLANNED}",
    Shown.DONE: "action.done_on IS NOT NULL",
}
_ORDER = {Shown.DONE: "action.done_on DESC, action.id DESC"}
_FIRST_DUE = "action.due_on IS NULL, action.due_on, action.owner COLLATE NOCASE, action.id"


def actions(store: Store, filter: ActionFilter, limit: int | None = PAGE) -> tuple[list[ActionRow], int]:
    """The first actions of a filter, the first due first (done ones: the latest first), and how many there are."""
    where, values = _which_actions(filter)
    with store.reading():
        [(count,)] = store.read(f"SELECT count(*) {_ACTIONS} WHERE {where}", values)
        rows = store.read(
            f"SELECT action.id, action.case_id, reference, action.kind, action.text, action.owner, {_TEAM}, "
            f"action.due_on, action.done_on {_ACTIONS} WHERE {where} "
            f"ORDER BY {_ORDER.get(filter.shown, _FIRST_DUE)} LIMIT :limit",
            {**values, "limit": -1 if limit is None else limit},
        )
    return [_action(row) for row in rows], int(count)


def _action(row: tuple[Any, ...]) -> ActionRow:
    values: tuple[Any, ...] = (*row[:7], _day(row[7]), _day(row[8]))
    return ActionRow(*values)


def _which_actions(filter: ActionFilter) -> tuple[str, dict[str, Any]]:
    tests, values = [_SHOWN[filter.shown]], {"today": filter.today.isoformat()}
    if filter.owner:
        tests.append("action.owner = :owner")
        values["owner"] = filter.owner
    if filter.team:
        tests.append(f"{_TEAM} = :team")
        values["team"] = filter.team
    return " AND ".join(tests), values


def counts(store: Store, today: date) -> dict[Shown, int]:
    """How many actions there are of each."""
    columns = ", ".join(f"coalesce(sum({_SHOWN[shown]}), 0)" for shown in Shown)
    [row] = store.read(f"SELECT {columns} FROM action", {"today": today.isoformat()})
    return dict(zip(Shown, row, strict=True))


def owners(store: Store) -> list[str]:
    """Who has actions, in the order of the alphabet."""
    return _words(store, "SELECT DISTINCT owner FROM action WHERE owner <> ''")


def teams(store: Store) -> list[str]:
    """The teams that have actions, in the order of the alphabet."""
    return _words(store, f"SELECT DISTINCT {_TEAM} {_ACTIONS} WHERE {_TEAM} <> ''")


# --- learning ------------------------------------------------------------------------------------------
_LEARNED = """
FROM learning JOIN case_line ON case_line.case_id = learning.case_id
LEFT JOIN investigation ON investigation.id = learning.investigation_id
"""


def learned(store: Store, filter: LearnedFilter, limit: int | None = PAGE) -> tuple[list[LearnedRow], int]:
    """The latest learning of a filter, and how much there is."""
    tests, values = ["1 = 1"], {}
    if filter.category:
        tests.append("learning.category = :category")
        values["category"] = filter.category
    if filter.year:
        tests.append("case_line.year = :year")
        values["year"] = filter.year
    where = " AND ".join(tests)
    with store.reading():
        [(count,)] = store.read(f"SELECT count(*) {_LEARNED} WHERE {where}", values)
        rows = store.read(
            "SELECT learning.id, learning.case_id, reference, learning.category, learning.text, "
            "coalesce(nullif(investigation.team, ''), case_line.team), year, "
            "(SELECT count(*) FROM action WHERE learning_id = learning.id), "
            "(SELECT count(*) FROM action WHERE learning_id = learning.id AND done_on IS NOT NULL) "
            f"{_LEARNED} WHERE {where} ORDER BY received_on DESC, learning.id DESC LIMIT :limit",
            {**values, "limit": -1 if limit is None else limit},
        )
    return [LearnedRow(*row) for row in rows], int(count)


def categories(store: Store) -> dict[str, int]:
    """How often each category of learning occurs, the most frequent first."""
    rows = store.read("SELECT category, count(*) FROM learning GROUP BY category ORDER BY count(*) DESC, category")
    return dict(rows)


def years(store: Store) -> list[str]:
    """The reporting years from whose complaints something was learnt, the latest first."""
    return [year for (year,) in store.read(f"SELECT DISTINCT year {_LEARNED} ORDER BY year DESC")]


def _words(store: Store, sql: str) -> list[str]:
    return sorted((word for (word,) in store.read(sql)), key=lambda word: (word.casefold(), word))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# --- all of it ------------------------------------------------------------------------------------------
TABLE = (
    "Reference", "Received", "Year", "Team", "Learning category", "What was learnt", "Kind of action", "Action",
    "Owner", "Due", "Done",
)  # fmt: skip
_ITS_TEAM = "coalesce(nullif(investigation.team, ''), case_line.team)"
_BOTH = f"""
SELECT reference, received_on, year, {_ITS_TEAM}, learning.category,
    learning.text, coalesce(action.kind, ''), coalesce(action.text, ''), coalesce(action.owner, ''), action.due_on,
    action.done_on
{_LEARNED} LEFT JOIN action ON action.learning_id = learning.id
UNION ALL
SELECT reference, received_on, year, {_ITS_TEAM}, '', '', action.kind,
    action.text, action.owner, action.due_on, action.done_on
FROM action JOIN case_line ON case_line.case_id = action.case_id
LEFT JOIN investigation ON investigation.id = action.investigation_id WHERE action.learning_id IS NULL
ORDER BY 2, 1
"""


def table(store: Store) -> list[tuple[str | date | None, ...]]:
    """Rows of TABLE: each piece of learning with each action that follows from it, and the actions without any."""
    return [(row[0], _day(row[1]), *row[2:9], _day(row[9]), _day(row[10])) for row in store.read(_BOTH)]
