"""The sheet with a store's recovery key: to print, as a PDF, or as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from desk_app import atomic
from desk_app.problems import Problem
from ui.kit.dates import long_date
from ui.kit.theme import FAMILY

WHAT_FOR = (
    "Whoever has this key can open the store and read everything in it. Keep it locked away, not on this computer."
)
HOW = (
    "If the passphrase is forgotten: start Feedback Desk, choose the store, then “Passphrase forgotten?”, and type the "
    "key. Capitals and dashes do not matter."
)
HOW_TO_READ = (
    "It is made of the letters A to Z and the digits 2 to 7. What looks like a nought or a one is the letter O or I; "
    "either is understood."
)
TITLE = "Recovery key of Feedback Desk"
MARGIN_MM = 25


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it."""

    store: Path
    member: str
    recovery_key: str
    made_on: date

    @property
    def file_name(self) -> str:
        """What to call it when it is saved."""
        return f"{self.store.stem} recovery key.pdf"

    def text(self) -> str:
        """As plain text."""
        facts = "\n".join(f"{name + ':':10}{value}" for name, value in self._facts())
        return f"{TITLE}\n\n{facts}\n\n    {self.recovery_key}\n\n{HOW_TO_READ}\n\n{WHAT_FOR}\n\n{HOW}\n"

    def _facts(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Store", self.store.stem),
            ("Kept in", str(self.store.parent)),
            ("Made", f"{long_date(self.made_on)}, by {self.member}"),
        )

    def save(self, target: Path) -> None:
        """Write it as a PDF, or as plain text if the name ends in .txt. Raises Problem."""
        if self.store in target.absolute().parents:
            raise Problem(
                "The key was not saved: this folder is the store itself.",
                "Choose another place. Whoever takes the store must not find the key in it.",
            )
        if target.suffix.lower() == ".txt":
            atomic.write_bytes(target, self.text().encode())
            return
        with atomic.replacing(target) as part:
            writer = QPdfWriter(str(part))
            writer.setTitle(f"Recovery key of {self.store.stem}")
            self.print_on(writer)
            del writer  # closes the file

    def print_on(self, device: QPagedPaintDevice) -> None:
        """Paint it on one page of A4."""
        device.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
                QPageLayout.Unit.Millimeter,
            )
        )
        document = QTextDocument()
        document.documentLayout().setPaintDevice(device)
        document.setDefaultFont(_font())
        document.setDocumentMargin(0)
        document.setHtml(self._html())
        document.setPageSize(QSizeF(device.width(), device.height()))
        painter = QPainter(device)
        black = QAbstractTextDocumentLayout.PaintContext()
        black.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)  # on paper, also while the window is dark
        document.documentLayout().draw(painter, black)
        painter.end()

    def _html(self) -> str:
        row = "<tr><td><b>{}</b>&nbsp;&nbsp;&nbsp;</td><td>{}</td></tr>"
        table = "".join(row.format(name, escape(value)) for name, value in self._facts())
        return (
            f"<p style='font-size:18pt'><b>{TITLE}</b></p>"
            f"<table cellpadding='3'>{table}</table><br>"
            f"<p style='font-size:15pt'><b>{escape(self.recovery_key)}</b></p><br>"
            f"<p>{HOW_TO_READ}</p><p>{WHAT_FOR}</p><p>{HOW}</p>"
        )


def _font() -> QFont:
    """Without the longer dashes that the font has between capitals: copied from a PDF, they would be no dashes."""
    font = QFont(FAMILY)
    font.setPointSize(11)
    font.setFeature(QFont.Tag("calt"), 0)
    return font
