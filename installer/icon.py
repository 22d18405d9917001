"""Make app.png and app.ico again from resources/icons/app.svg: python installer/icon.py, when the drawing changes."""

from __future__ import annotations

import os
import struct
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
SIZES = (16, 20, 24, 32, 48, 64, 128, 256)
HEADER, ENTRY = struct.Struct("<HHH"), struct.Struct("<BBBBHHII")


def main() -> None:
    app = QGuiApplication([])
    drawing = QSvgRenderer(str(ICONS / "app.svg"))
    pictures = {size: png(drawing, size) for size in SIZES}
    (ICONS / "app.png").write_bytes(pictures[256])
    (ICONS / "app.ico").write_bytes(ico(pictures))
    app.quit()


def png(drawing: QSvgRenderer, size: int) -> bytes:
    """The drawing as a PNG of `size` pixels a side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon file of PNG pictures: a header, 16 bytes about each, the pictures. 256 is written as 0."""
    offset = HEADER.size + ENTRY.size * len(pictures)
    table, body = b"", b""
    for size, picture in pictures.items():
        table += ENTRY.pack(size % 256, size % 256, 0, 0, 1, 32, len(picture), offset + len(body))
        body += picture
    return HEADER.pack(0, 1, len(pictures)) + table + body


if __name__ == "__main__":
    main()
