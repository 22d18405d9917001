"""What a register's headings and values mean, kept as JSON so that next month's register is understood at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desk_app import atomic
from desk_app.exchange.headings import FIELDS
from desk_app.problems import Problem

ENDING = ".json"


@dataclass(frozen=True, slots=True)
class RegisterMapping:
    """{"sheet", "heading_row", "columns": {field: heading}, "values": {field: {as written: as meant}}}."""

    sheet: str = ""
    heading_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def load(path: Path) -> RegisterMapping:
    """The mapping in a file. Problem if it is none."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise Problem(f"The mapping {path} cannot be read.", "Check its name.") from error
    except ValueError as error:
        raise Problem(f"The mapping {path.name} is not JSON ({error}).", "Correct it, or make a new one.") from error
    wrong = _what_is_wrong(data)
    if wrong:
        raise Problem(f"The mapping {path.name} cannot be used: {wrong}", "Correct it, or make a new one.")
    return RegisterMapping(
        data.get("sheet") or "", data.get("heading_row"), data.get("columns") or {}, data.get("values") or {}
    )


def _what_is_wrong(data: object) -> str:
    if not isinstance(data, dict):
        return "it is not an object."
    extra = data.keys() - {"sheet", "heading_row", "columns", "values"}
    if extra:
        return f"it has parts that do not exist: {', '.join(sorted(extra))}."
    columns, values = data.get("columns") or {}, data.get("values") or {}
    if not isinstance(columns, dict) or not all(isinstance(v, str) for v in columns.values()):
        return "columns must name a heading for each field."
    if not isinstance(values, dict) or not all(isinstance(v, dict) for v in values.values()):
        return "values must hold an object for each field."
    unknown = (columns.keys() | values.keys()) - FIELDS.keys()
    if unknown:
        return f"there are no fields {', '.join(sorted(unknown))}. The fields are: {', '.join(FIELDS)}."
    row = data.get("heading_row")
    if row is not None and (not isinstance(row, int) or isinstance(row, bool) or row < 1):
        return "heading_row must be the number of a row."
    return "" if isinstance(data.get("sheet") or "", str) else "sheet must be a name."


def save(mapping: RegisterMapping, path: Path) -> None:
    """Write a mapping down, as .json, and over nothing but another one. Raises Problem."""
    _refuse(path)
    data = {
        "sheet": mapping.sheet,
        "heading_row": mapping.heading_row,
        "columns": dict(mapping.columns),
        "values": {key: dict(value) for key, value in mapping.values.items()},
    }
    atomic.write_bytes(path, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())


def _refuse(path: Path) -> None:
    if path.suffix.lower() != ENDING:
        raise Problem(f"{path.name} is no name for a mapping, so nothing was written.", f"End it with {ENDING}.")
    atomic.refuse_other(path)
    if path.is_file():
        try:
            load(path)
        except Problem as none:
            raise Problem(
                f"{path.name} is there already and is no mapping, so nothing was written.", "Choose another name."
            ) from none
