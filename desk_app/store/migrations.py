"""The schema's history, append-only. Names carry the issue's number; a released migration is never edited.

sqlite-utils applies them. What a store lacks is asked without it, since importing it costs start-up time.
Never `table.transform()` here: it drops the triggers that keep the journal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desk_app.store import engine
from desk_app.store.issue_2_journal import DERIVED, INDICES, JOURNAL, LOCAL, SHARED
from desk_app.store.issue_2_records import RECORDS
from desk_app.store.issue_3_lists import LISTS
from desk_app.store.issue_4_checks import CHECKS
from desk_app.store.issue_4_concern import CONCERN
from desk_app.store.issue_4_dates import DATES
from desk_app.store.issue_4_ended import ENDED
from desk_app.store.issue_4_matters import MATTERS
from desk_app.store.issue_4_paid import PAID
from desk_app.store.issue_4_people import PEOPLE
from desk_app.store.issue_4_replaced import REPLACED
from desk_app.store.issue_4_told import TOLD
from desk_app.store.issue_4_worklist import WORKLIST
from desk_app.store.issue_5_files import FILES

if TYPE_CHECKING:
    from sqlite_utils import Database

SET = "desk"
LEDGER = "_sqlite_migrations"


def issue_2_tables(db: Database) -> None:
    """Everything procedures.py says a case records, the journal, what is derived, what is local."""
    for script in (RECORDS, JOURNAL, DERIVED, LOCAL, SHARED, INDICES):
        for statement in statements(script):
            db.execute(statement)


def issue_3_lists(db: Database) -> None:
    """Who logged a case stands on its line, and each filter of a list is served by an index alone."""
    for statement in statements(LISTS):
        db.execute(statement)


def issue_4_dates(db: Database) -> None:
    """Of which record a step is, and what a calendar was told."""
    for statement in statements(DATES):
        db.execute(statement)


def issue_4_people(db: Database) -> None:
    """By what people are found who are known already."""
    for statement in statements(PEOPLE):
        db.execute(statement)


def issue_4_worklist(db: Database) -> None:
    """What is waiting is found by an index of its own."""
    for statement in statements(WORKLIST):
        db.execute(statement)


def issue_4_checks(db: Database) -> None:
    """Each quality check of a draft."""
    for statement in statements(CHECKS):
        db.execute(statement)


def issue_4_told(db: Database) -> None:
    """When somebody was told of what was decided."""
    for statement in statements(TOLD):
        db.execute(statement)


def issue_5_files(db: Database) -> None:
    """What a report was published as beside its PDF."""
    for statement in statements(FILES):
        db.execute(statement)


def issue_4_paid(db: Database) -> None:
    """The day of a payment."""
    for statement in statements(PAID):
        db.execute(statement)


def issue_4_matters(db: Database) -> None:
    """What was corrected of a matter without a case."""
    for statement in statements(MATTERS):
        db.execute(statement)


def issue_4_concern(db: Database) -> None:
    """The day of a later safeguarding alarm."""
    for statement in statements(CONCERN):
        db.execute(statement)


def issue_4_replaced(db: Database) -> None:
    """Who was replaced in an investigation."""
    for statement in statements(REPLACED):
        db.execute(statement)


def issue_4_ended(db: Database) -> None:
    """Where a complaint was ended."""
    for statement in statements(ENDED):
        db.execute(statement)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    issue_2_tables, issue_3_lists, issue_4_dates, issue_4_people, issue_4_worklist, issue_4_checks,
    issue_4_told, issue_5_files, issue_4_paid, issue_4_matters, issue_4_concern,
    issue_4_replaced, issue_4_ended,
)  # fmt: skip


def statements(script: str) -> list[str]:
    """The statements of a script: executescript would commit the migration's transaction."""
    found, current = [], ""
    for line in script.splitlines():
        current += line + "\n"
        if current.strip() and engine.complete_statement(current):
            found.append(current.strip())
            current = ""
    return found


def names() -> list[str]:
    """The migrations this program knows."""
    return [migration.__name__ for migration in MIGRATIONS]


def applied(connection: engine.Connection) -> list[str]:
    """The migrations a store has had; empty when it is not a store of ours."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (LEDGER,)).fetchone():
        return []
    rows = connection.execute(f"SELECT name FROM {LEDGER} WHERE migration_set = ? ORDER BY id", (SET,))
    return [name for (name,) in rows]


def apply(connection: engine.Connection) -> None:
    """Bring a store (or an empty file) up to this program's schema."""
    db = engine.database(connection)
    from sqlite_utils import Migrations

    known = Migrations(SET)
    for migration in MIGRATIONS:
        known()(migration)
    known.apply(db)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
