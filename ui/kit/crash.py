"""What happens when the program has a bug: a dialog that says what is safe, with a report that holds nobody's words."""

from __future__ import annotations

import platform
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QWidget

from desk_app.problems import Problem
from ui.kit.widgets import button, column_of, label

SAFE = (
    "Everything that was saved is safe. What was typed into a form is kept as a draft and is offered again. "
    "You can go on working; if the same thing happens again, close the program and open it once more."
)


def report(bug: BaseException, version: str) -> str:
    """Where it went wrong, without messages and values: those could hold the text of a case."""
    lines = [f"Feedback Desk {version}, Python {platform.python_version()}, {platform.system()} {platform.release()}"]
    trace, error = bug.__traceback__, bug
    lines.append(type(error).__name__)
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join(lines)


class CrashHook(QObject):
    """Catches what no one else did, on any thread, and shows it on the window's. One dialog at a time.

    A Problem that nobody caught goes to `tell`: a line in the window instead of a dialog.
    """

    caught = Signal(object)

    def __init__(
        self,
        version: str,
        parent_of_dialog: Callable[[], QWidget | None],
        tell: Callable[[Problem], object] | None = None,
    ) -> None:
        super().__init__()
        self._tell = tell
        self._version, self._parent_of_dialog = version, parent_of_dialog
        self.dialog: CrashDialog | None = None
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on it is told of every bug."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _hook(self, kind: type[BaseException], bug: BaseException | None, trace: TracebackType | None) -> None:
        if bug is None or issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, bug or kind(), trace)
            return
        if isinstance(bug, Problem) and self._tell is not None:
            self.caught.emit(bug)
            return
        print(report(bug.with_traceback(trace), self._version), file=sys.stderr)  # noqa: T201
        self.caught.emit(bug)

    def _show(self, bug: BaseException) -> None:
        if isinstance(bug, Problem) and self._tell is not None:  # the user can act on it: no bug at all
            self._tell(bug)
            return
        if self.dialog is not None and self.dialog.isVisible():
            return
        self.dialog = CrashDialog(report(bug, self._version), self._parent_of_dialog())
        self.dialog.open()


class CrashDialog(QDialog):
    """Something went wrong: what is safe, and what to send to whom looks after the program."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(560)
        box = column_of(self, margins=(24, 20, 24, 20), spacing=12)
        box.addWidget(label("Something went wrong in the program", "h2"))
        box.addWidget(label(SAFE, wrap=True))
        box.addWidget(label("Please report it with these lines. They hold no text of any case.", wrap=True))
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName("Details to report")
        self.details.setMinimumHeight(150)
        box.addWidget(self.details)
        row = QHBoxLayout()
        row.addWidget(button("Copy these lines", lambda: QGuiApplication.clipboard().setText(text), icon="copy"))
        row.addStretch(1)
        close = button("Go on working", self.accept, role="primary")
        close.setDefault(True)
        row.addWidget(close)
        box.addLayout(row)
        close.setFocus()
