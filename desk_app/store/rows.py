"""Record <-> row, by the fields of the dataclass. Worked out once per class."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter
from types import SimpleNamespace, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from desk_app import records
from desk_app.records import RECORDS, Case, Person, Step

T = TypeVar("T")
Row = tuple[Any, ...]
Convert = Callable[[Any], Any]

CLASSES: dict[str, type[Any]] = {cls.table: cls for cls in RECORDS}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _to_json(values: tuple[str, ...]) -> str:
    return _encode(values) if values else "[]"


def _from_json(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


_day = lru_cache(maxsize=20_000)(date.fromisoformat)


def _conversions(kind: type) -> tuple[Convert | None, Convert | None]:
    """(to SQL, from SQL) of a field's type; None where the value may pass as it is."""
    if kind in (str, int, float, bytes):
        return None, None
    if kind is bool:
        return int, bool
    if issubclass(kind, StrEnum):
        return str.__str__, kind
    if issubclass(kind, datetime):
        return datetime.isoformat, datetime.fromisoformat
    if issubclass(kind, date):
        return date.isoformat, _day
    raise TypeError(f"no column for {kind}")


def _plain(hint: Any) -> tuple[Any, bool]:
    """A hint without "| None", and whether it had it."""
    if get_origin(hint) in (UnionType, Union):
        [kind] = [part for part in get_args(hint) if part is not type(None)]
        return kind, True
    return hint, False


@cache
def _hint(text: str) -> Any:
    """What an annotation of the records means. Two dozen stand on four hundred fields: each is worked out once."""
    return get_type_hints(SimpleNamespace(__annotations__={text: text}), vars(records))[text]


@dataclass(frozen=True, slots=True)
class Column:
    """One field as a column."""

    name: str
    nullable: bool
    kind: Any

    @property
    def empty(self) -> Any:
        """What an unused field holds: nothing, or the zero of a column that must hold something."""
        if self.nullable:
            return None
        if get_origin(self.kind) is tuple:
            return "[]"
        return 0 if self.kind in (int, bool) else ""


@dataclass(frozen=True, slots=True)
class Codec(Generic[T]):
    """How a dataclass is kept in its table."""

    cls: type[T]
    table: str
    columns: tuple[Column, ...]
    names: tuple[str, ...]
    empties: Row
    select: str
    insert: str
    update: str
    case_at: int | None  # where the row says whose it is
    person_at: int | None
    _values: Callable[[T], Row]
    _into: tuple[tuple[int, Convert], ...]
    _out: tuple[tuple[int, Convert], ...]
    _make: Callable[[list[Any]], T]

    def to_row(self, record: T) -> Row:
        """The record as SQL values."""
        row = list(self._values(record))
        for at, convert in self._into:
            value = row[at]
            if value is not None:
                row[at] = convert(value)
        return tuple(row)

    def from_row(self, row: Row) -> T:
        """The record of a row of `select`."""
        values = list(row)
        for at, convert in self._out:
            value = values[at]
            if value is not None:
                values[at] = convert(value)
        return self._make(values)

    def values_of(self, fields: Mapping[str, Any]) -> Row:
        """Values of single fields as SQL values, in the order given."""
        convert = {self.names[at]: to_sql for at, to_sql in self._into}
        return tuple(
            convert[name](value) if name in convert and value is not None else value for name, value in fields.items()
        )

    def from_rows(self, rows: Iterable[Row]) -> list[T]:
        """The records of rows of `select`."""
        return [self.from_row(row) for row in rows]


def quoted(name: str) -> str:
    """A column's name as SQL: some of ours ("on", "list") are its words too."""
    return f'"{name}"'


_codecs: dict[type[Any], Codec[Any]] = {}


def codec(cls: type[T]) -> Codec[T]:
    """The codec of a record class or of Step."""
    kept = _codecs.get(cls)
    if kept is None:
        kept = _codecs[cls] = _codec(cls)
    return kept


def _codec(cls: type[T]) -> Codec[T]:
    table = "step" if cls is Step else cls.table  # type: ignore[attr-defined]
    columns, into, out = [], [], []
    for at, item in enumerate(fields(cls)):  # type: ignore[arg-type]
        kind, nullable = _plain(_hint(str(item.type)))
        columns.append(Column(item.name, nullable, kind))
        to_sql, from_sql = (_to_json, _from_json) if get_origin(kind) is tuple else _conversions(kind)
        if to_sql and from_sql:
            into.append((at, to_sql))
            out.append((at, from_sql))
    names = [quoted(column.name) for column in columns]
    plain = [column.name for column in columns]
    marks = ", ".join("?" * len(names))
    changed = ", ".join(f"{name} = ?" for name in names)
    return Codec(
        cls=cls,
        table=table,
        columns=tuple(columns),
        names=tuple(plain),
        empties=tuple(column.empty for column in columns),
        select=f"SELECT {', '.join(names)} FROM {table}",
        insert=f"INSERT INTO {table}({', '.join(names)}) VALUES ({marks})",
        update=f"UPDATE {table} SET {changed} WHERE id = ? AND version = ?",
        case_at=0 if cls is Case else plain.index("case_id") if "case_id" in plain else None,
        person_at=0 if cls is Person else plain.index("person_id") if "person_id" in plain else None,
        _values=attrgetter(*plain),
        _into=tuple(into),
        _out=tuple(out),
        _make=_maker(cls, plain),
    )


def _maker(cls: type[T], names: list[str]) -> Callable[[list[Any]], T]:
    """What makes a record of its values in order: a worklist makes thousands."""
    if fields(cls)[0].kw_only:  # type: ignore[arg-type]
        return lambda values: cls(**dict(zip(names, values, strict=True)))
    return lambda values: cls(*values)


# --- bodies: what the journal keeps of a row ------------------------------------------------------------
def body(kept: Codec[Any], row: Row) -> str:
    """A row as the journal keeps it: JSON without id and version, and without what is empty.

    Empty is NULL, or the zero of a column that cannot be NULL, so nothing is lost; and a column that a later schema
    adds (it must start empty) changes no body.
    """
    values = zip(kept.names, row, kept.empties, strict=True)
    return _encode({name: value for name, value, empty in values if value != empty and name not in _HEAD})


_HEAD = frozenset({"id", "version"})


def row_of(kept: Codec[Any], text: str, row_id: int, version: int) -> Row:
    """The row that `body` was made of."""
    values = json.loads(text)
    return (row_id, version, *(values.get(column.name, column.empty) for column in kept.columns[2:]))


def shown(kept: Codec[Any], text: str | None) -> dict[str, Any] | None:
    """A body as plain values for people and JSON: yes/no as booleans, lists as lists."""
    if text is None:
        return None
    values: dict[str, Any] = json.loads(text)
    for column in kept.columns:
        if column.name in values:
            if column.kind is bool:
                values[column.name] = bool(values[column.name])
            elif get_origin(column.kind) is tuple:
                values[column.name] = json.loads(values[column.name])
    return values
