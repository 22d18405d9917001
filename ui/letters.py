"""What the screens ask of the desk about letters: writing, keeping, sending, and the team's own templates.

A verb here announces what it changed. What takes a while is for a job.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.desk import Desk, letters
from desk_app.desk.letters import Draft, OwnTemplate
from desk_app.letters import Fitting, LetterKind, fitting
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import CaseFile, Change, Letter

if TYPE_CHECKING:
    from ui.session import Session

LARGEST_READ = 25 * 1024 * 1024


class Letters:
    """Of one session."""

    def __init__(self, session: Session, announce: Callable[[Change | None], None]) -> None:
        self._session, self._announce = session, announce
        self._desk: Desk = session.desk

    # --- of a case
    def fitting(self, file: CaseFile) -> tuple[Fitting, ...]:
        """The letters that make sense now, the most likely first."""
        return fitting(file, self._desk.store.profiles())

    def write(self, file: CaseFile, fit: Fitting, _progress: Progress = silent) -> Draft:
        """A letter filled in. Nothing is saved. For a job. Raises Problem."""
        return letters.write(self._desk.store, file, fit, self._session.today, self._desk.member)

    def keep(self, file: CaseFile, draft: Draft) -> Change:
        """Keep a letter with its case. Raises Problem."""
        change = letters.keep(self._desk.store, file, draft, self._session.today, self._desk.member)
        self._announce(change)
        return change

    def content(self, letter: Letter) -> bytes:
        """The bytes of a letter. Raises Problem when they are gone."""
        return self._desk.store.blob(letter.blob_hash)

    def left_to_fill_in(self, letter: Letter) -> str:
        """What a kept letter still says in brackets, as a sentence; "" when nothing is left, or in a PDF."""
        return _left(letters.left_to_fill_in(self.content(letter)))

    def left_in(self, path: Path) -> str:
        """The same of a file. For a job."""
        return _left(letters.left_to_fill_in(read(path)))

    def put_back(self, letter: Letter, path: Path, _progress: Progress = silent) -> Change | None:
        """Put a finished letter in place of the draft; None if it is the same. For a job that announces."""
        return letters.put_back(self._desk.store, letter, read(path), path.name, self._desk.member)

    def sent(self, letter: Letter, on: date) -> Change:
        """Record that it was sent. Raises Problem."""
        change = letters.sent(self._desk.store, letter, on, self._session.today, self._desk.member)
        self._announce(change)
        return change

    def remove(self, letter: Letter) -> Change:
        """Take it off its case. Raises Problem."""
        change = letters.remove(self._desk.store, letter, self._desk.member)
        self._announce(change)
        return change

    # --- templates
    def own_templates(self) -> dict[str, OwnTemplate]:
        """The team's own, by the key of their letter."""
        return letters.own_templates(self._desk.store)

    def template(self, kind: LetterKind) -> bytes:
        """What the letter is written from. Raises Problem when it is gone."""
        return letters.template(self._desk.store, kind.key)

    def put_template(self, kind: LetterKind, path: Path, _progress: Progress = silent) -> Change | None:
        """Put the team's own in place of the present one, once it is checked. For a job that announces."""
        data = read(path)
        return letters.put_template(self._desk.store, kind, data, path.name, self._session.today, self._desk.member)

    def restore(self, kind: LetterKind, _progress: Progress = silent) -> Change | None:
        """Go back to the shipped letter. For a job that announces."""
        return letters.restore_template(self._desk.store, kind, self._desk.member)


def _left(marked: tuple[str, ...]) -> str:
    if not marked:
        return ""
    others = f", and {len(marked) - 1} more" if len(marked) > 1 else ""
    return f"It still has something to fill in: “{marked[0]}”{others}."


def read(path: Path) -> bytes:
    """The bytes of a chosen file. Raises Problem."""
    try:
        if path.stat().st_size > LARGEST_READ:
            raise Problem(f"{path.name} is too large for a letter, so it was not read.", "Make its pictures smaller.")
        return path.read_bytes()
    except OSError as error:
        raise Problem(
            f"{path.name} cannot be read ({error.strerror or error}).",
            "Close it in Word if it is open there, and try again.",
        ) from error
