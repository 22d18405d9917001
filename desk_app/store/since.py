"""What a store knows that a backup of it does not: what was erased, held and removed since, which must not be undone.

Read from both while they are open; carrying_over.py puts it into what is restored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk_app import dates, roles
from desk_app.records import RECORDS, Case, Decision, DecisionKind, Member, Person, Publication
from desk_app.store import (
    branches,
    erasing,
    keys,
    managers_work,
    merges,
    named_in,
    passphrases,
    references,
    rekeying,
    restored_alone,
)
from desk_app.store.rows import Row, codec

if TYPE_CHECKING:
    from desk_app.store.store import Store

OF_A_REPORT = "report-"
_SOME = "(SELECT value FROM json_each(?))"
_GONE = """
SELECT DISTINCT "row" FROM change_row AS went WHERE "table" = ? AND now IS NULL AND salt IS NULL
AND NOT EXISTS (SELECT 1 FROM {} WHERE id = went."row")
"""
"""Rows that are no longer there and whose words were erased with somebody: merged into them, or undone before."""


@dataclass(frozen=True, slots=True)
class Since:
    """What is carried over from the store that is there now.

    `rows`: as they stand there, by table, of the erased cases and people that the backup still has with their words.
    """

    key: bytes
    keys: keys.Keys
    keys_due: str  # rekeying.DUE
    cases: frozenset[int]  # erased, and in the backup with their words
    undone: frozenset[int]  # of these: not there now, as logging them was undone, or they were logged in a copy
    people: frozenset[int]  # also what they became there, where two records were merged since
    others: Mapping[int, int]  # people who are here, and in the backup one with who was erased: since which change
    ghosts: frozenset[int]  # people who are erased, and of whom only the backup's journal still has words
    emptied: tuple[tuple[int, int], ...]  # (change, n) of entries of the journal that have words in the backup alone
    rows: Mapping[str, tuple[Row, ...]]
    holds: frozenset[int]  # cases that are on hold and were not
    decisions: tuple[Row, ...]  # why
    members: tuple[Row, ...]  # all there are
    members_differ: bool
    removed: tuple[str, ...]  # names of members that the backup has
    tombstones: tuple[Row, ...]
    backups: tuple[Row, ...]
    alone: str  # restored_alone.NOTED
    named: tuple[str, ...]  # where else, in the backup, those who were erased are named
    taken_back: tuple[str, ...]  # managers' work that is not carried over, in words
    reports: tuple[str, ...]  # published since: the year, when and by whom
    by_manager: bool  # who opened the store that is there
    drafts: tuple[str, ...]  # keys of those the backup has, where anything was erased since

    @property
    def anything(self) -> bool:
        """Whether a record of the backup has to be changed."""
        return self.erases or bool(self.holds or self.members_differ)

    @property
    def erases(self) -> bool:
        """Whether something has to be erased in the backup."""
        return bool(self.cases or self.people or self.others or self.ghosts or self.emptied or self.drafts)


def read(now: Store, backup: Store) -> Since:
    """Of two open stores of one lineage. Raises Problem."""
    with now.reading(), backup.reading():
        buried_people = _people_buried(now)
        people = _erased(now, backup, Person.table, buried_people)
        became = _became(backup, buried_people)
        others = {person: since for person, since in became.items() if person in _there(now)}
        people |= became.keys() - others.keys()
        buried = _cases_buried(now, backup)
        cases = _erased(now, backup, Case.table, buried)
        of_a_copy = _of_a_copy(now, backup, people) - cases
        undone = (cases & _gone(now, Case.table)) | of_a_copy
        cases |= of_a_copy
        holds = _held(now) - _held(backup)
        holds = (holds & _ids(backup, "SELECT id FROM feedback_case WHERE erased_on IS NULL")) - cases
        members = tuple(_members(now))
        staying = {codec(Member).from_row(row).name for row in members}
        return Since(
            key=now.key,
            keys=passphrases.read(now),
            keys_due=branches.recall(now.connection, rekeying.DUE),
            cases=cases,
            undone=undone,
            people=people,
            others=others,
            ghosts=_in_journal(backup, buried_people) - people,
            emptied=_emptied(now, backup),
            rows=_rows(now, cases, people | others.keys()),
            holds=holds,
            decisions=_reasons(now, backup, holds),
            members=members,
            members_differ=_without_versions(members) != _without_versions(_members(backup)),
            removed=tuple(member.name for member in backup.all(Member) if member.name not in staying),
            tombstones=tuple(now.read('SELECT "row", "table", reference_hash, erased_at FROM tombstone')),
            backups=tuple(now.read("SELECT at, path, size, hash FROM backup_log ORDER BY id")),
            alone=branches.recall(now.connection, restored_alone.NOTED),
            named=tuple(named_in.sentences(backup, cases, people, "They are named in it also in")),
            taken_back=managers_work.taken_back(now, backup, cases),
            reports=tuple(_reports(now, backup)),
            by_manager=now.role == roles.MANAGER,
            drafts=_drafts(backup) if cases or people or not _buried(now) <= _buried(backup) else (),
        )


def changes_lost(now: Store, backup: Store) -> int:
    """How many changes the store has and the backup has not. By their place in the journal: clocks may be wrong."""
    known = dict(backup.read("SELECT branch, max(seq) FROM change GROUP BY branch"))
    return sum(
        max(0, last - known.get(branch, 0))
        for branch, last in now.read("SELECT branch, max(seq) FROM change GROUP BY branch")
    )


def _members(store: Store) -> list[Row]:
    return store.read(f"{codec(Member).select} ORDER BY id")


def _without_versions(rows: Iterable[Row]) -> list[Row]:
    return [(row[0], *row[2:]) for row in rows]


def _ids(store: Store, sql: str, params: Iterable[Any] = ()) -> frozenset[int]:
    return frozenset(row[0] for row in store.read(sql, tuple(params)))


def _erased(now: Store, backup: Store, table: str, buried: frozenset[int]) -> frozenset[int]:
    """Of a table: erased now, or gone and erased; or `buried`, which is all that a store that was restored may know."""
    there = _ids(now, f"SELECT id FROM {table} WHERE erased_on IS NULL")
    gone = _ids(now, f"SELECT id FROM {table} WHERE erased_on IS NOT NULL") | _gone(now, table) | (buried - there)
    return gone & _ids(backup, f"SELECT id FROM {table} WHERE erased_on IS NULL")


def _gone(now: Store, table: str) -> frozenset[int]:
    return _ids(now, _GONE.format(table), (table,))


def _of_a_copy(now: Store, backup: Store, people: frozenset[int]) -> frozenset[int]:
    """Cases of people who are erased, logged where the backup was made and not here: a copy of before. Not on hold."""
    own = f"SELECT case_id FROM party WHERE person_id IN {_SOME} AND role IN {_SOME}"
    roles_of = json.dumps(sorted(str(role) for role in erasing.THEIR_WORDS))
    sql = f"SELECT id FROM feedback_case WHERE id IN ({own}) AND legal_hold = 0"
    return _ids(backup, sql, (json.dumps(sorted(people)), roles_of)) - _ids(now, "SELECT id FROM feedback_case")


def _people_buried(now: Store) -> frozenset[int]:
    return _ids(now, 'SELECT "row" FROM tombstone WHERE "table" = ?', (Person.table,))


def _became(backup: Store, buried: frozenset[int]) -> dict[int, int]:
    """The records that people who are erased became in the backup, and that have their words (merges.into)."""
    there = _there(backup)
    return {person: since for person, since in merges.into(backup.connection, buried).items() if person in there}


def _there(store: Store) -> frozenset[int]:
    return _ids(store, "SELECT id FROM person WHERE erased_on IS NULL")


def _in_journal(store: Store, people: frozenset[int]) -> frozenset[int]:
    """Which of these people the journal has words of."""
    sql = f'SELECT DISTINCT "row" FROM change_row WHERE "row" IN {_SOME} AND "table" = ? AND salt IS NOT NULL'
    return _ids(store, sql, (json.dumps(sorted(people)), Person.table))


def _emptied(now: Store, backup: Store) -> tuple[tuple[int, int], ...]:
    """Entries of the journal that both have, and that were emptied since."""
    empty = {(change, n) for change, n in now.read('SELECT "change", n FROM change_row WHERE salt IS NULL')}
    changes = json.dumps(sorted({change for change, _ in empty}))
    sql = f'SELECT "change", n FROM change_row WHERE "change" IN {_SOME} AND salt IS NOT NULL ORDER BY "change", n'
    return tuple((change, n) for change, n in backup.read(sql, (changes,)) if (change, n) in empty)


def _cases_buried(now: Store, backup: Store) -> frozenset[int]:
    if not (digests := now.tombstones()):
        return frozenset()
    cases = backup.read("SELECT id, reference FROM feedback_case WHERE reference <> ''")
    return frozenset(case_id for case_id, reference in cases if references.digest(reference) in digests)


def _buried(store: Store) -> frozenset[tuple[int, str]]:
    """Tombstones: of a person their number, of a case its digests, which are the same wherever it is buried."""
    rows = store.read('SELECT "row", "table", reference_hash FROM tombstone')
    return frozenset((row if table == Person.table else 0, digest) for row, table, digest in rows)


def _reports(now: Store, backup: Store) -> Iterator[str]:
    """What was published and is not in the backup: for good, so somebody may have it."""
    there = _ids(backup, "SELECT id FROM publication")
    for made in now.all(Publication):
        if made.id not in there and made.published_on is not None:
            by = f" by {made.published_by}" if made.published_by else ""
            yield f"{made.year} (on {dates.in_words(made.published_on)}{by})"


def _drafts(store: Store) -> tuple[str, ...]:
    """Keys of what was typed into forms and not saved. Not of the words for a report, which are nobody's own.

    Nobody can tell whose they are: the store knows no name of whom it erased, and the backup may know them only from
    such a draft, which became a case later.
    """
    keys = (key for (key,) in store.read("SELECT key FROM draft ORDER BY kept_at, key"))
    return tuple(key for key in keys if not key.startswith(OF_A_REPORT))


def _held(store: Store) -> frozenset[int]:
    return _ids(store, "SELECT id FROM feedback_case WHERE legal_hold = 1")


def _rows(now: Store, cases: frozenset[int], people: frozenset[int]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for cls in RECORDS:
        kept = codec(cls)
        if kept.case_at is None and cls is not Person:
            continue
        ids, of = (people, "id") if cls is Person else (cases, "id" if cls is Case else "case_id")
        found[kept.table] = tuple(now.read(f"{kept.select} WHERE {of} IN {_SOME}", (json.dumps(sorted(ids)),)))
    return found


def _reasons(now: Store, backup: Store, holds: frozenset[int]) -> tuple[Row, ...]:
    kept = codec(Decision)
    sql = f"{kept.select} WHERE kind = ? AND case_id IN {_SOME} ORDER BY id"
    rows = now.read(sql, (str(DecisionKind.LEGAL_HOLD), json.dumps(sorted(holds))))
    there = _ids(backup, "SELECT id FROM decision")
    return tuple(row for row in rows if row[0] not in there)


__all__ = ["Since", "changes_lost", "read"]
