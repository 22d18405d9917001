"""What a change changed, in lines that people read: before and after. Shared by screens; no widgets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import Any, get_type_hints

from desk_app import settings
from desk_app.desk.letters import SETTING as LETTER
from desk_app.letters import BY_KEY
from desk_app.records import RECORDS, Case, ChangedRow, Party, ReportText, SettingRecord
from ui import wording
from ui.kit.dates import short_date

UNTOLD = frozenset(
    {
        "id",
        "version",
        "case_id",
        "person_id",
        "investigation_id",
        "matter_id",
        "match_key",
        "profile",
        "learning_id",
        "ended_here",
    }
)
OF_REPORT_TEXTS = frozenset({"key", "draft_hash", "figures"})
"""Where a text of a report stands and what it was written on, as the program keeps it."""
OF_FILES = frozenset({"blob_hash", "redacted_of", "media_type", "size"})
"""What a record holds of its file, which says nothing to people as it stands."""
MOVED = "Now under another record of the person"
"""What was of somebody who was merged with somebody else."""
LONGEST = 160


def lines(rows: Iterable[ChangedRow], longest: int = LONGEST) -> Iterator[str]:
    """One line for each field that differs: "Case, team: Fostering → Adoption". Longer texts end in an ellipsis."""
    for row in rows:
        if row.table == SettingRecord.table and (row.before or row.after):
            yield _setting(row, longest)
            continue
        before, after = row.before or {}, row.after or {}
        if row.after is None:
            yield _removed(row)
            continue
        for name in {**before, **after}:  # what is empty is not among them
            if name == "person_id" and name in before and before[name] != after.get(name):
                yield MOVED if row.table == Party.table else f"{wording.table_label(row.table)}: {MOVED.lower()}"
            if name in UNTOLD or before.get(name) == after.get(name):
                continue
            if row.table == ReportText.table and name in OF_REPORT_TEXTS:
                continue
            if name in OF_FILES:
                yield from _file(row, name)
                continue
            was, now = _shown(name, before.get(name), longest), _shown(name, after.get(name), longest)
            if was == "yes" and not now and (row.table, name) in always_answered():
                now = "no"
            if was or now:
                yield _line(f"{wording.table_label(row.table)}, {wording.field_label(name).lower()}", was, now)


def turned_round(rows: Iterable[ChangedRow]) -> list[ChangedRow]:
    """What undoing a change would change: its rows with before and after exchanged, last row first."""
    return [replace(row, before=row.after, after=row.before) for row in reversed(list(rows))]


def was_erased(row: ChangedRow) -> bool:
    """Whether what the row said is gone for good."""
    return {} in (row.before, row.after)


@cache
def always_answered() -> frozenset[tuple[str, str]]:
    """(table, field) of each yes or no that cannot be left open: not yes is no."""
    return frozenset((cls.table, name) for cls in RECORDS for name, kind in get_type_hints(cls).items() if kind is bool)


def _file(row: ChangedRow, name: str) -> Iterator[str]:
    """That a file was put in place of another, or that it is a redacted copy."""
    before, after = row.before or {}, row.after or {}
    label = wording.table_label(row.table)
    if name == "blob_hash" and before.get(name):
        yield f"{label}: another file was put in its place"
    if name == "redacted_of" and after.get(name):
        yield f"{label}: a redacted copy"


def _removed(row: ChangedRow) -> str:
    """Of a case with its reference: whoever finds a gap in the numbers looks for it here."""
    reference = (row.before or {}).get("reference") if row.table == Case.table else ""
    if reference:
        return f"Case {reference} removed. Its reference is not given again, so the list has a gap there"
    return f"{wording.table_label(row.table)} removed"


def _line(what: str, was: str, now: str) -> str:
    return f"{what}: {was} → {now or 'nothing'}" if was else f"{what}: {now}"


def _setting(row: ChangedRow, longest: int) -> str:
    """A setting by its name on the page; where none is kept, the shipped value holds."""
    key = str((row.after or row.before or {})["key"])
    if key.startswith(LETTER):
        kind = BY_KEY.get(key.removeprefix(LETTER))
        was, now = (json.loads(side["value"])["name"] if side else "as shipped" for side in (row.before, row.after))
        return f"Letter, {kind.name.lower() if kind else key}: {was} → {now}"
    known = {field.name: field.default for field in fields(settings.Settings)}
    was, now = (_shown(key, _value(side, known.get(key)), longest) for side in (row.before, row.after))
    return _line(f"Setting, {settings.label(key).lower() if key in known else key}", was, now)


def _value(side: Mapping[str, Any] | None, shipped: object) -> object:
    return json.loads(side["value"]) if side else shipped


def _shown(name: str, value: Any, longest: int) -> str:
    if value in (None, "", [], (), "[]"):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if name == "on" or name.endswith("_on"):
        return short_date(date.fromisoformat(value))
    text = " ".join(str(value).split())
    return text if len(text) <= longest else f"{text[:longest]}…"
