"""The editable lists: what a new store starts with, and how a value is found on a list."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import resources
from desk_app.records import ListEntry, ListName

Lists = Mapping[ListName, tuple[ListEntry, ...]]


def shipped() -> tuple[ListEntry, ...]:
    """The entries of a new store, unsaved."""
    data = tomllib.loads(resources.path("lists/shipped.toml").read_text("utf-8"))
    entries: list[ListEntry] = []
    for name, content in data.items():
        if name == "category":
            entries += _tree(ListName.CATEGORY, ListName.SUBCATEGORY, content)
        elif name == "service_area":
            entries += _tree(ListName.SERVICE_AREA, ListName.TEAM, content)
        else:
            entries += [ListEntry(list=ListName(name), value=v, position=n) for n, v in enumerate(content, 1)]
    return tuple(entries)


def _tree(top: ListName, below: ListName, content: Mapping[str, Any]) -> Iterable[ListEntry]:
    """A list whose values each have a list below them, as names or as names with details."""
    for n, (parent, children) in enumerate(content.items(), 1):
        yield ListEntry(list=top, value=parent, position=n)
        details = children if isinstance(children, dict) else {child: {} for child in children}
        for m, (value, more) in enumerate(details.items(), 1):
            yield ListEntry(
                list=below, value=value, parent=parent, position=n * 100 + m,
                region=more.get("region", ""), group_name=more.get("group", ""),
            )  # fmt: skip


def grouped(entries: Iterable[ListEntry]) -> dict[ListName, tuple[ListEntry, ...]]:
    """Entries by list, in their order."""
    found: dict[ListName, list[ListEntry]] = {name: [] for name in ListName}
    for entry in entries:
        found[entry.list].append(entry)
    return {name: tuple(sorted(e, key=lambda x: (x.position, x.id))) for name, e in found.items()}


def in_use(entries: Iterable[ListEntry], on: date) -> list[ListEntry]:
    """The entries that could be chosen on that day."""
    return [e for e in entries if (e.from_on is None or e.from_on <= on) and (e.until_on is None or on <= e.until_on)]


def fold(text: str) -> str:
    """A value without case, spaces and punctuation: what makes two spellings one."""
    return "".join(c for c in text.casefold() if c.isalnum())


def find(entries: Iterable[ListEntry], text: str) -> ListEntry | None:
    """The entry of that value, however it is spaced and capitalised."""
    wanted = fold(text)
    return next((e for e in entries if fold(e.value) == wanted), None)
