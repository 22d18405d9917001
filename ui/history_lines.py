"""What a change changed, in lines that people read: before and after. Shared by screens; no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from desk_app.records import ChangedRow
from ui import wording

UNTOLD = frozenset({"id", "version", "case_id", "person_id", "investigation_id", "match_key", "profile", "learning_id"})
LONGEST = 160


def lines(rows: Iterable[ChangedRow]) -> Iterator[str]:
    """One line for each field that differs: "Case, team: Fostering → Adoption"."""
    for row in rows:
        before, after = row.before or {}, row.after or {}
        if row.after is None:
            yield f"{wording.table_label(row.table)} removed"
            continue
        for name in after:
            if name in UNTOLD or before.get(name) == after[name]:
                continue
            was, now = _shown(before.get(name)), _shown(after[name])
            if not was and not now:
                continue
            what = f"{wording.table_label(row.table)}, {wording.field_label(name).lower()}"
            yield f"{what}: {was} → {now or 'nothing'}" if was else f"{what}: {now}"


def turned_round(rows: Iterable[ChangedRow]) -> list[ChangedRow]:
    """What undoing a change would change: its rows with before and after exchanged, last row first."""
    return [replace(row, before=row.after, after=row.before) for row in reversed(list(rows))]


def was_erased(row: ChangedRow) -> bool:
    """Whether what the row said is gone for good."""
    return {} in (row.before, row.after)


def _shown(value: Any) -> str:
    if value in (None, "", [], (), "[]"):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
