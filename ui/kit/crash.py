"""What happens when the program has a bug: a dialog that says what is safe, with a report that holds nobody's words."""

from __future__ import annotations

import platform
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPlainTextEdit, QWidget

from desk_app import atomic, this_computer
from desk_app.problems import Problem
from ui.kit.widgets import as_high_as_its_text, button, column_of, label, row_of

SAFE = (
    "Everything that was saved is safe. What was typed into a form is kept as a draft and is offered again. "
    "You can go on working; if the same thing happens again, close the program and open it once more."
)
SEND = (
    "Please give the report to whoever looks after this program. It says where the program went wrong, and holds no "
    "words of any case, no names and no passphrase."
)
WIDTH = 640
KEPT_AT_MOST = 10
CHAINED_AT_MOST = 5
QUIET_SECONDS = 30.0
"""The same bug is not shown again so soon: one in painting would else come back at once, for ever."""


def report(bug: BaseException, version: str) -> str:
    """Where it went wrong, without messages, values and notes: those could hold the text of a case."""
    system = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    return "\n".join([f"Feedback Desk {version}, {system}", *_lines(bug)])


def _lines(bug: BaseException) -> Iterator[str]:
    """The bug and what it came from, the latest first."""
    seen: list[BaseException] = []
    error: BaseException | None = bug
    while error is not None and error not in seen and len(seen) < CHAINED_AT_MOST:
        yield f"{'after ' if seen else ''}{type(error).__module__}.{type(error).__qualname__}".replace("builtins.", "")
        trace = error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            yield f"  {_place(code.co_filename)}:{trace.tb_lineno} {code.co_name}"
            trace = trace.tb_next
        seen.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _place(file: str) -> str:
    """The file and its folder: no part of the path that could name somebody."""
    return "/".join(Path(file).parts[-2:])


def keep(text: str, folder: Path) -> Path | None:
    """Put the report into a file of that folder, where only the latest ones stay; None if that cannot be."""
    try:
        this_computer.make_private(folder)
        for old in sorted(folder.glob("report *.txt"))[: -(KEPT_AT_MOST - 1)]:
            old.unlink()
        file = folder / f"report {datetime.now():%Y-%m-%d %H.%M.%S}.txt"
        file.write_text(f"{text}\n", "utf-8")
    except OSError:
        return None
    return file


class CrashHook(QObject):
    """Catches what no one else did, on any thread, and shows it on the window's. One dialog at a time.

    Reports are kept in `folder`. A Problem that nobody caught goes to `tell`: a line in the window, no dialog.
    """

    caught = Signal(object)

    def __init__(
        self,
        version: str,
        parent_of_dialog: Callable[[], QWidget | None],
        tell: Callable[[Problem], object] | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__()
        self._tell, self._folder = tell, folder
        self._version, self._parent_of_dialog = version, parent_of_dialog
        self._shown: dict[str, float] = {}
        self.dialog: CrashDialog | None = None
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on it is told of every bug."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = lambda args: self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _hook(self, kind: type[BaseException], bug: BaseException | None, trace: TracebackType | None) -> None:
        if bug is None or issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, bug or kind(), trace)
            return
        if isinstance(bug, Problem) and self._tell is not None:
            self.caught.emit(bug)
            return
        # not the usual trace: standard error may end in a log, and messages may hold anybody's words
        if sys.stderr is not None:  # a window on Windows has none
            print(report(bug.with_traceback(trace), self._version), file=sys.stderr)  # noqa: T201
        self.caught.emit(bug)

    def _show(self, bug: BaseException) -> None:
        if isinstance(bug, Problem) and self._tell is not None:  # the user can act on it: no bug at all
            self._tell(bug)
            return
        text = report(bug, self._version)
        shown_at, self._shown[text] = self._shown.get(text), time.monotonic()
        if shown_at is not None and time.monotonic() - shown_at < QUIET_SECONDS:
            return
        file = keep(text, self._folder) if self._folder is not None else None
        if self.dialog is not None:
            return
        self.dialog = CrashDialog(text, self._parent_of_dialog(), file)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self._shown[self.dialog.text] = time.monotonic()
        self.dialog = None


class CrashDialog(QDialog):
    """Something went wrong: what is safe, what to do, and the report to pass on."""

    def __init__(self, text: str, parent: QWidget | None = None, file: Path | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self.setWindowTitle("Something went wrong")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box = column_of(self, margins=(24, 20, 24, 20), spacing=12)
        box.addWidget(label("Something went wrong in the program", "h2"))
        box.addWidget(label(SAFE, wrap=True))
        box.addWidget(label(SEND, wrap=True))
        self.where = label(f"It is kept in {file}" if file else "", "muted", wrap=True, selectable=True)
        box.addWidget(self.where)
        self.where.setVisible(file is not None)
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName("The report")
        self.details.setMinimumHeight(64)
        box.addWidget(self.details, 1)
        row = QWidget()
        line = row_of(row, spacing=10)
        copy = button("Copy", lambda: QGuiApplication.clipboard().setText(text), icon="copy")
        save = button("Save as…", self._save, icon="save")
        for made, name in ((copy, "Copy the report"), (save, "Save the report as…")):
            made.setAccessibleName(name)
            line.addWidget(made)
        line.addStretch(1)
        line.addWidget(button("Close the program", self._end))
        close = button("Go on working", self.accept, role="primary")
        close.setDefault(True)
        line.addWidget(close)
        box.addWidget(row)
        as_high_as_its_text(self, WIDTH)
        close.setFocus()

    def save_to(self, target: Path) -> None:
        """Write the report where the user wants it, and say where it is or why not."""
        try:
            atomic.write_bytes(target, f"{self.text}\n".encode())
        except Problem as problem:
            self.where.setText(str(problem))
        else:
            self.where.setText(f"It is saved as {target}")
        self.where.show()

    def _save(self) -> None:
        start = str(Path.home() / "Feedback Desk report.txt")
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the report", start, "Text (*.txt)")
        if chosen:
            self.save_to(Path(chosen))

    def _end(self) -> None:
        self.accept()
        with suppress(RuntimeError):  # the window that had the bug may be gone
            QApplication.closeAllWindows()
