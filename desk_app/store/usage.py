"""Where the words of a list are used: by how many records, and which."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from desk_app.records import ListEntry, ListName, Record
from desk_app.store import engine
from desk_app.store.rows import CLASSES, codec

_CHUNK = 500

# (list, table, column); a column of several words holds JSON
USED: tuple[tuple[ListName, str, str], ...] = (
    (ListName.SERVICE_AREA, "feedback_case", "service_area"),
    (ListName.SERVICE_AREA, "ombudsman_matter", "service_area"),
    (ListName.SERVICE_AREA, "list_entry", "parent"),
    (ListName.TEAM, "feedback_case", "team"),
    (ListName.TEAM, "investigation", "team"),
    (ListName.TEAM, "party", "team"),
    (ListName.CHANNEL, "feedback_case", "channel"),
    (ListName.CHANNEL, "note", "channel"),
    (ListName.RELATIONSHIP, "party", "relationship"),
    (ListName.CATEGORY, "feedback_case", "category"),
    (ListName.CATEGORY, "point", "category"),
    (ListName.CATEGORY, "list_entry", "parent"),
    (ListName.SUBCATEGORY, "feedback_case", "subcategory"),
    (ListName.THEME, "point", "theme"),
    (ListName.THEME, "feedback_case", "themes"),
    (ListName.LEARNING_CATEGORY, "learning", "category"),
    (ListName.ACTION_KIND, "action", "kind"),
    (ListName.ESCALATION_REASON, "investigation", "escalation_reason"),
    (ListName.DELAY_REASON, "investigation", "delay_reason"),
    (ListName.ENDED_REASON, "investigation", "ended_reason"),
    (ListName.ENDED_REASON, "feedback_case", "ended_reason"),
)
_SEVERAL = frozenset({("feedback_case", "themes")})


def is_used(connection: engine.Connection, name: ListName, value: str) -> bool:
    """Whether any record has that word of that list, another list's entries among them."""
    return any(
        connection.execute(f"SELECT 1 FROM {table} WHERE {_has(table, column)} LIMIT 1", (value,)).fetchone()
        for table, column in _columns(name)
    )


def count(connection: engine.Connection, name: ListName, value: str) -> int:
    """How many records of cases have that word."""
    counted = 0
    for table, column in _columns(name):
        if table != ListEntry.table:
            sql = f"SELECT count(*) FROM {table} WHERE {_has(table, column)}"
            counted += connection.execute(sql, (value,)).fetchone()[0]
    return counted


def using(connection: engine.Connection, name: ListName, value: str) -> Iterator[tuple[Record, str]]:
    """The records that have that word, and in which field: those of cases, and entries of the list below."""
    for table, column in _columns(name):
        kept = codec(CLASSES[table])
        found = iter(connection.execute(f"SELECT id FROM {table} WHERE {_has(table, column)}", (value,)).fetchall())
        while ids := [row[0] for row in islice(found, _CHUNK)]:  # what is read stays true while earlier ones change
            marks = ", ".join("?" * len(ids))
            rows: list[Any] = connection.execute(f"{kept.select} WHERE id IN ({marks}) ORDER BY id", ids).fetchall()
            yield from ((record, column) for record in kept.from_rows(rows))


def _columns(name: ListName) -> list[tuple[str, str]]:
    return [(table, column) for each, table, column in USED if each is name]


def _has(table: str, column: str) -> str:
    if (table, column) in _SEVERAL:
        return f"EXISTS (SELECT 1 FROM json_each({table}.{column}) WHERE value = ?)"
    return f"{column} = ?"
