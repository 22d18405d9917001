"""Walking the journal from its root: does the chain hold, and how did it leave each record."""

from __future__ import annotations

from dataclasses import dataclass, field

from desk_app.progress import Progress
from desk_app.store import engine, journal


def mark(table: str, version: int, text: str | None) -> int:
    """A record as the journal leaves it, in a number. `text` None: its bodies were erased."""
    return hash((table, version, text))


@dataclass(slots=True)
class Walk:
    """One pass over the whole journal. `left` is the mark of each record that should be there, by its id."""

    connection: engine.Connection
    found: list[str]
    progress: Progress
    left: dict[int, int] = field(default_factory=dict)
    changes: int = 0
    branch_count: int = 0

    def branches(self) -> None:
        """Walk every branch; then every change in the order it was made, for what it left."""
        known = {bytes(link) for (link,) in self.connection.execute("SELECT hash FROM change")}
        branches = self.connection.execute("SELECT id, letter, forked_from FROM branch ORDER BY began_at").fetchall()
        roots = 0
        for branch, letter, forked_from in branches:
            self.branch_count += 1
            roots += forked_from == journal.ROOT
            if forked_from != journal.ROOT and forked_from not in known:
                self.found.append(f"branch {letter or 'one'} grows from a change that is not there")
            self._branch(branch, letter, forked_from)
        if roots != 1:
            self.found.append(f"the journal has {roots} beginnings")
        self._leave()

    def _branch(self, branch: str, letter: str, forked_from: bytes) -> None:
        """Each change of a branch follows the one before, and none of its words was altered."""
        link, expected = forked_from, 1
        heads = self.connection.execute(
            'SELECT id, branch, seq, at, "by", verb, undoes, prev, hash FROM change WHERE branch = ? ORDER BY seq',
            (branch,),
        ).fetchall()
        for *head, prev, stated in heads:
            what = journal.Head(*head)
            self.changes += 1
            if what.seq != expected or prev != link:
                where = f" of branch {letter}" if letter else ""
                self.found.append(f"the chain{where} is cut before change {what.seq}")
            if self._hash(prev, what) != stated:
                self.found.append(f"change {what.seq} ({what.verb}, {what.at[:10]}) was altered")
            link, expected = stated, what.seq + 1

    def _hash(self, prev: bytes, head: journal.Head) -> bytes:
        """The hash of a change as its rows stand; also looks at each row's bodies."""
        link = journal.start(prev, head)
        sql = f'{journal.SELECT_ENTRY} WHERE "change" = ? ORDER BY n'
        for row in self.connection.execute(sql, (head.id,)):
            entry = journal.Entry(*row)
            if entry.salt is None:
                whole = entry.before is None and entry.after is None
            else:
                whole = journal.body_hash(entry.salt, entry.before, entry.after) == entry.body_hash
            if not whole:
                self.found.append(f"row {entry.n} of change {head.seq} ({head.verb}, {head.at[:10]}) was altered")
            journal.add(link, entry)
        return link.digest()

    def _leave(self) -> None:
        sql = 'SELECT "table", "row", now, salt IS NULL, after FROM change_row ORDER BY "change", n'
        for done, (table, row, now, erased, after) in enumerate(self.connection.execute(sql)):
            if done % 10_000 == 0:
                self.progress(done, 0, "Following the journal")
            if now is None:
                self.left.pop(row, None)
            else:
                self.left[row] = mark(table, now, None if erased else after)
