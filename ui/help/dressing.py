"""The look of a page of the guide: Qt gives Markdown one, but not the window's."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from ui.kit.theme import FAMILY

TEXT, LINE_PER_CENT, CLOSE_PER_CENT = 15, 140, 120
HEADINGS = {1: (24, 0, 14), 2: (18, 26, 8), 3: (15, 18, 6)}
"""Level -> (size, space above, space beneath) in pixels."""
INDENT, CELL, QUOTE, MARGIN = 22, 7, 14, 24


def dress(document: QTextDocument, palette: QPalette, zoom: float) -> None:
    """Give sizes, spaces and colours to what was read from Markdown. Colours are the palette's: the system's too."""
    document.setIndentWidth(INDENT * zoom)
    document.setDocumentMargin(MARGIN * zoom)
    base = QFont(FAMILY)
    base.setPixelSize(round(TEXT * zoom))
    document.setDefaultFont(base)
    for block in _blocks(document):
        _space(block, zoom, palette)
        _letters(block, zoom, palette)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _table(frame, zoom, palette)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _space(block: QTextBlock, zoom: float, palette: QPalette) -> None:
    wanted = QTextBlockFormat()
    cursor = QTextCursor(block)
    level = block.blockFormat().headingLevel()
    in_table = cursor.currentTable() is not None
    in_list = block.textList() is not None and block.next().textList() is not None
    above, beneath = (0, 0) if in_table else (0, 3) if in_list else (0, 10)
    if level:
        _, above, beneath = HEADINGS[min(level, 3)]
    wanted.setTopMargin(above * zoom)
    wanted.setBottomMargin(beneath * zoom)
    per_cent = CLOSE_PER_CENT if level or in_table else LINE_PER_CENT
    wanted.setLineHeight(per_cent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if block.blockFormat().property(QTextFormat.Property.BlockQuoteLevel.value):
        wanted.setLeftMargin(QUOTE * zoom)
        wanted.setRightMargin(QUOTE * zoom)
        wanted.setBackground(palette.color(QPalette.ColorRole.AlternateBase))
    cursor.mergeBlockFormat(wanted)


def _letters(block: QTextBlock, zoom: float, palette: QPalette) -> None:
    level = block.blockFormat().headingLevel()
    size = HEADINGS[min(level, 3)][0] if level else TEXT
    for start, length, found in list(_runs(block)):
        wanted = QTextCharFormat(found)
        wanted.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)  # it goes before the size
        wanted.setProperty(QTextFormat.Property.FontPixelSize.value, round(size * zoom))
        wanted.setFontFamilies([FAMILY])
        if level or found.fontWeight() > QFont.Weight.Normal:
            wanted.setFontWeight(QFont.Weight.DemiBold)
        if found.fontFixedPitch():  # a key
            wanted.setFontFixedPitch(False)
            wanted.setFontWeight(QFont.Weight.Medium)
            wanted.setBackground(palette.color(QPalette.ColorRole.Midlight))
        if found.isAnchor():
            wanted.setForeground(palette.color(QPalette.ColorRole.Link))
            wanted.setFontUnderline(True)
        cursor = QTextCursor(block.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(wanted)


def _runs(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """(start, length, format) of each piece of a block that is written alike."""
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        yield piece.position(), piece.length(), piece.charFormat()
        pieces += 1


def _table(table: QTextTable, zoom: float, palette: QPalette) -> None:
    looks = table.format()
    looks.setBorder(1)
    looks.setBorderCollapse(True)
    looks.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    looks.setBorderBrush(QBrush(QColor(palette.color(QPalette.ColorRole.Mid))))
    looks.setCellPadding(CELL * zoom)
    looks.setCellSpacing(0)
    looks.setTopMargin(4 * zoom)
    looks.setBottomMargin(14 * zoom)
    looks.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    looks.setHeaderRowCount(1)
    table.setFormat(looks)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        head = cell.format()
        head.setBackground(palette.color(QPalette.ColorRole.AlternateBase))
        cell.setFormat(head)
        beginning = cell.firstCursorPosition()
        beginning.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        beginning.mergeCharFormat(bold)
        left = QTextBlockFormat()
        left.setAlignment(Qt.AlignmentFlag.AlignLeft)
        beginning.mergeBlockFormat(left)
