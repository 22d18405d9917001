"""What is copied here does not stay on the clipboard: it goes after a while, and when the store is closed.

Only while the clipboard still holds what came from here: what somebody has copied elsewhere since is theirs.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

SECRET_MILLISECONDS = 120_000
"""A key or a passphrase."""
WORDS_MILLISECONDS = 600_000
"""References and lists of cases: there is a mail to be written."""
KEEP_OUT = (
    "x-kde-passwordManagerHint",
    'application/x-qt-windows-mime;value="Clipboard Viewer Ignore"',
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"',
)
"""What tells the clipboard histories of Linux and Windows, and what sends them to other computers, to keep out."""


class Clipboard(QObject):
    """The system's clipboard, as far as it holds what came from here."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._put = b""  # a hash: the words themselves are nowhere kept a second time
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._forget_what_was_put)
        QGuiApplication.clipboard().dataChanged.connect(self._look)

    def _look(self) -> None:
        """What was copied out of a field with the keyboard is put there anew: with the signs to keep out, for so long.

        Not at once: the system may still be taking over what was put there.
        """
        if _is_ours_without_signs():
            QTimer.singleShot(0, self, self._put_anew)

    def _put_anew(self) -> None:
        if not _is_ours_without_signs():
            return
        found = QGuiApplication.clipboard().mimeData()
        content = QMimeData()
        for kind in found.formats():
            content.setData(kind, found.data(kind))
        self._put_there(content, found.text(), WORDS_MILLISECONDS)

    def copy(self, text: str, milliseconds: int) -> None:
        """Put a text there for so long."""
        content = QMimeData()
        content.setText(text)
        self._put_there(content, text, milliseconds)

    def _put_there(self, content: QMimeData, text: str, milliseconds: int) -> None:
        for kind in KEEP_OUT:
            content.setData(kind, b"secret")
        QGuiApplication.clipboard().setMimeData(content)
        self._put = _hash(text)
        self.timer.start(milliseconds)

    def forget(self) -> None:
        """The store is closed: also what was copied out of a field with the keyboard goes."""
        if is_ours():
            QGuiApplication.clipboard().clear()
        self._forget_what_was_put()

    def _forget_what_was_put(self) -> None:
        self.timer.stop()
        if self._put and _hash(QGuiApplication.clipboard().text()) == self._put:
            QGuiApplication.clipboard().clear()
        self._put = b""


def of_this_program() -> Clipboard:
    """The one of this process."""
    app = QGuiApplication.instance()
    assert app is not None
    found: Clipboard | None = app.findChild(Clipboard)
    return found or Clipboard(app)


def copy(text: str) -> None:
    """Put what was asked for on the clipboard, for ten minutes at most."""
    of_this_program().copy(text, WORDS_MILLISECONDS)


def copy_secret(text: str) -> None:
    """Put a key on the clipboard, for two minutes at most."""
    of_this_program().copy(text, SECRET_MILLISECONDS)


def forget() -> None:
    """Let nothing that came from here stay on the clipboard."""
    of_this_program().forget()


def is_ours() -> bool:
    """Whether what is on the clipboard was put there by this process, as the system says."""
    return QGuiApplication.clipboard().ownsClipboard()


def _is_ours_without_signs() -> bool:
    content = QGuiApplication.clipboard().mimeData() if is_ours() else None
    return content is not None and content.hasText() and not content.hasFormat(KEEP_OUT[0])


def _hash(text: str) -> bytes:
    import hashlib  # not before something is copied: start-up

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
