"""What bundle is wanted, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desk_app.bundle.items import Purpose
from desk_app.records import Change


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: whom it is for, the keys of its items in their order, a PDF alone or a ZIP."""

    purpose: Purpose
    keys: tuple[str, ...]
    zipped: bool = False
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What was made. not_merged: titles and reasons. change: the journal's note of it, where it could be written."""

    out: Path
    purpose: Purpose
    titles: tuple[str, ...]
    pages: int
    not_merged: tuple[tuple[str, str], ...] = ()
    change: Change | None = None

    @property
    def in_words(self) -> str:
        """ "6 items on 34 pages"."""
        items, pages = len(self.titles), self.pages
        return f"{items} item{'' if items == 1 else 's'} on {pages} page{'' if pages == 1 else 's'}"
