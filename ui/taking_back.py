"""Undo from the menu: a change of one case at once; of many (an import) only when the line in the window says yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import wording

if TYPE_CHECKING:
    from desk_app.records import Change
    from ui.main_window import MainWindow
    from ui.session import HistoryRow

ALL_OF_IT = "They were one change, so all of it is taken back. Redo brings it back."
DO_IT = "Undo all of it"


def take_back(window: MainWindow) -> None:
    """Undo one's own last change, or ask first."""
    session = window.session
    assert session is not None
    last = session.can_undo() if session.writable else None
    row = session.history_row(last) if last is not None else None
    if last is None or row is None or not reaches_far(row):
        session.undo()
        return
    window.shell.say("warn", f"Undo “{last.verb}” of {_how_many(row)}?", ALL_OF_IT)
    answer = window.shell.message.offer(DO_IT, lambda: _answered(window, last))
    answer.show()  # a layout would show it later, and what is not in sight gets no keyboard
    answer.setFocus()


def reaches_far(row: HistoryRow) -> bool:
    """Whether a change is of several cases, or of so many records that nobody counted them."""
    return row.cases is None or row.cases > 1


def _answered(window: MainWindow, change: Change) -> None:
    window.shell.quiet()
    if window.session is not None:
        window.session.undo_change(change)


def _how_many(row: HistoryRow) -> str:
    return wording.counted(row.records, "record") if row.cases is None else wording.counted(row.cases, "case")
