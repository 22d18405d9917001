"""What still holds what is erased here, or may: backups, stores put aside, published reports, words of other cases.

They are named, not changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import dates
from desk_app.records import Publication
from desk_app.store import erasing, named_in
from desk_app.store.store import DATABASE

if TYPE_CHECKING:
    from desk_app.store.erasing import Scope
    from desk_app.store.store import Store


def by(store: Store, scope: Scope) -> Iterator[str]:
    """A sentence for each."""
    yield from _backups(store)
    yield from _stores_beside(store.path)
    yield from _published(store, scope)
    yield from named_in.sentences(store, scope.cases, scope.people)
    yield (
        "Lists, letters, bundles, calendars and tables that were exported or printed. History says who exported what, "
        "not where it is now"
    )


def _backups(store: Store) -> Iterator[str]:
    rows = store.read("SELECT path, at FROM backup_log ORDER BY at DESC")
    there = [(path, at) for path, at in dict(reversed(rows)).items() if Path(path).exists()]
    for path, at in reversed(there):
        made = dates.in_words(datetime.fromisoformat(at).astimezone().date())
        yield f"The backup of {made}: {path}"
    if gone := len({path for path, _ in rows}) - len(there):
        what = "1 backup that was" if gone == 1 else f"{gone:,} backups that were"
        yield f"{what} moved, copied or deleted since: look where your backups are kept"


def _stores_beside(path: Path) -> Iterator[str]:
    """Stores that were put aside when this one was restored or renewed."""
    ours = (f"{path.name}.", f"{path.stem} before ")
    try:
        beside = [folder for folder in sorted(path.parent.iterdir()) if folder.name.startswith(ours)]
    except OSError:
        return
    for folder in beside:
        if (folder / DATABASE).is_file():
            yield f"The earlier store that was put aside: {folder}"


def _published(store: Store, scope: Scope) -> Iterator[str]:
    """Published reports with an example of these cases, or with one of the names."""
    years = {example.year for example in erasing.examples_of(store, scope.cases)}
    names = [name.casefold() for name in erasing.names_of(store.connection, scope.people)]
    for report in store.all(Publication):
        texts = report.texts.casefold()
        if report.year in years:
            yield f"The published report of {report.year}: it may tell of this as an example"
        elif any(name in texts for name in names):
            yield f"The published report of {report.year}: a name is in its text"
