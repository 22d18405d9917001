"""The store: the only package that speaks SQLite. The design is one encrypted folder, one writer, one journal."""

from desk_app.store import opening, safekeeping, search
from desk_app.store.store import Draft, Store

__all__ = ["Draft", "Store", "opening", "safekeeping", "search"]
