"""The store: the only package that speaks SQLite. The design is one encrypted folder, one writer, one journal."""

from desk_app.store import opening, search
from desk_app.store.store import Draft, Store
from desk_app.store.trouble import OnlyReadable, WrongPassphrase

__all__ = ["Draft", "OnlyReadable", "Store", "WrongPassphrase", "opening", "search"]
