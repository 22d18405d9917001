"""What follows from the records and is kept for SQL: steps, lines, search text. Rewritten by the change that
touches their source; never journalled or undone; `rebuilt` from the records it is the same, as verify proves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from desk_app import deadlines
from desk_app.procedures import Profile
from desk_app.records import CaseFile, Step
from desk_app.settings import Settings
from desk_app.store import engine, lines
from desk_app.store.rows import codec
from desk_app.working_days import FIRST, LAST, Calendar

_CHUNK = 2000
_FEW = 50
_WORTH_IT = 200  # wiping one case's words costs about as much as writing those of so many


class Rules(NamedTuple):
    """What the steps of a case are worked out with."""

    profiles: Mapping[str, Profile]
    days: Calendar
    settings: Settings

    def steps(self, file: CaseFile) -> tuple[Step, ...]:
        """The dated steps of a case."""
        return deadlines.steps_for(file, self.profiles, self.days, self.settings)


class Derived(NamedTuple):
    """Rows of the derived tables for one case."""

    case_id: int
    steps: list[tuple[Any, ...]]
    line: tuple[Any, ...]
    text: tuple[Any, ...]


_STEP = codec(Step)
_LINE = lines.LINE_COLUMNS
_TEXT = lines.TEXT_COLUMNS
_INSERT_LINE = f"INSERT INTO case_line({', '.join(_LINE)}) VALUES ({', '.join('?' * len(_LINE))})"
_INSERT_TEXT = f"INSERT INTO case_text({', '.join(_TEXT)}) VALUES ({', '.join('?' * len(_TEXT))})"
_SEARCH = f"rowid, {', '.join(_TEXT[1:])}"
_INSERT_SEARCH = f"INSERT INTO case_search({_SEARCH}) VALUES ({', '.join('?' * len(_TEXT))})"
_FORGET = f"INSERT INTO case_search(case_search, {_SEARCH}) VALUES ('delete', {', '.join('?' * len(_TEXT))})"
SELECT_STEPS = f"{_STEP.select} WHERE case_id = ? ORDER BY rowid"
SELECT_LINE = f"SELECT {', '.join(_LINE)} FROM case_line WHERE case_id = ?"
SELECT_TEXT = f"SELECT {', '.join(_TEXT)} FROM case_text WHERE case_id = ?"


def of(file: CaseFile, rules: Rules) -> Derived:
    """The derived rows of a case."""
    steps = rules.steps(file)
    return Derived(
        file.case.id,
        [_STEP.to_row(step) for step in steps],
        lines.row_of(lines.line(file, steps)),
        lines.row_of(lines.text(file)),
    )


def kept(connection: engine.Connection, ids: Sequence[int]) -> dict[int, Derived]:
    """What is kept of these cases."""
    found = {case_id: Derived(case_id, [], (), ()) for case_id in ids}
    listed = (json.dumps(list(ids)),)
    some = "WHERE case_id IN (SELECT value FROM json_each(?))"
    for row in connection.execute(f"{_STEP.select} {some} ORDER BY rowid", listed):
        found[row[0]].steps.append(row)
    for row in connection.execute(f"SELECT {', '.join(_LINE)} FROM case_line {some}", listed):
        found[row[0]] = found[row[0]]._replace(line=row)
    for row in connection.execute(f"SELECT {', '.join(_TEXT)} FROM case_text {some}", listed):
        found[row[0]] = found[row[0]]._replace(text=row)
    return found


def differences(kept: Derived, due: Derived) -> list[str]:
    """In which parts what is kept is not what it should be."""
    parts = (("dates", kept.steps, due.steps), ("list line", kept.line, due.line), ("search text", kept.text, due.text))
    return [name for name, stands, should in parts if stands != should]


def add(connection: engine.Connection, derived: Iterable[Derived]) -> None:
    """Write the rows of cases that have none yet, a chunk at a time."""
    waiting = iter(derived)
    while chunk := list(islice(waiting, _CHUNK)):
        connection.executemany(_STEP.insert, [row for case in chunk for row in case.steps])
        connection.executemany(_INSERT_LINE, [case.line for case in chunk])
        connection.executemany(_INSERT_TEXT, [case.text for case in chunk])
        connection.executemany(_INSERT_SEARCH, [case.text for case in chunk])


def tidy(connection: engine.Connection, added: int) -> None:
    """After an import that is large for this store: merge the index of words now, or some later save has to wait."""
    [(cases,)] = connection.execute("SELECT count(*) FROM case_line").fetchall()
    if added >= (cases - added) / 4:
        connection.execute("INSERT INTO case_search(case_search) VALUES ('optimize')")


def replace(connection: engine.Connection, derived: Derived) -> None:
    """Write what differs from what is kept of a case."""
    key = (derived.case_id,)
    if connection.execute(SELECT_STEPS, key).fetchall() != derived.steps:
        connection.execute("DELETE FROM step WHERE case_id = ?", key)
        connection.executemany(_STEP.insert, derived.steps)
    if connection.execute(SELECT_LINE, key).fetchone() != derived.line:
        connection.execute("DELETE FROM case_line WHERE case_id = ?", key)
        connection.execute(_INSERT_LINE, derived.line)
    kept = connection.execute(SELECT_TEXT, key).fetchone()
    if kept != derived.text:
        _forget_text(connection, kept)
        connection.execute(_INSERT_TEXT, derived.text)
        connection.execute(_INSERT_SEARCH, derived.text)


def remove(connection: engine.Connection, ids: Sequence[int]) -> None:
    """Forget what was derived from cases that are gone.

    Of a few, each word is wiped from the index at once; of many (an import undone) all are marked, and wiped together.
    """
    [(kept,)] = connection.execute("SELECT count(*) FROM case_line").fetchall() if len(ids) > _FEW else [(0,)]
    together = len(ids) > max(_FEW, kept / _WORTH_IT)
    if together:
        connection.execute("INSERT INTO case_search(case_search, rank) VALUES ('secure-delete', 0)")
    for case_id in ids:
        connection.execute("DELETE FROM step WHERE case_id = ?", (case_id,))
        connection.execute("DELETE FROM case_line WHERE case_id = ?", (case_id,))
        _forget_text(connection, connection.execute(SELECT_TEXT, (case_id,)).fetchone())
    if together:
        connection.execute("INSERT INTO case_search(case_search) VALUES ('optimize')")
        connection.execute("INSERT INTO case_search(case_search, rank) VALUES ('secure-delete', 1)")


def _forget_text(connection: engine.Connection, kept: tuple[Any, ...] | None) -> None:
    if kept is not None:
        connection.execute(_FORGET, kept)
        connection.execute("DELETE FROM case_text WHERE case_id = ?", (kept[0],))


@lru_cache(maxsize=2)
def working_days(days: Calendar) -> tuple[tuple[str, int], ...]:
    """(day, its number), for every day: working days from a to b are number(b) - number(a)."""
    all_days = map(date.fromordinal, range(FIRST.toordinal(), LAST.toordinal() + 1))
    return tuple((day.isoformat(), days.number(day)) for day in all_days)


def write_working_days(connection: engine.Connection, days: Calendar) -> None:
    """Number the days anew."""
    connection.execute("DELETE FROM working_day")
    connection.executemany("INSERT INTO working_day(on_day, number) VALUES (?, ?)", working_days(days))
