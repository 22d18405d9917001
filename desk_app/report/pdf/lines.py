"""From marked text to lines of a width."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desk_app.report.blocks import Run, runs
from desk_app.report.pdf import fonts
from desk_app.report.pdf.styles import Style

_SPACE = re.compile(r"[ \t\n]+")
_AFTER = re.compile(r"(?<=[/\-–@._?&=])(?=.)")  # where a long address may be broken


@dataclass(slots=True)
class Segment:
    """Text of one look at x points from the line's start. link: the address and its place among the text's links."""

    x: float
    text: str
    face: str
    width: float
    link: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """joined: its last word goes on in the next line, so that no space is between them."""

    segments: tuple[Segment, ...]
    width: float
    joined: bool = False


@dataclass(slots=True)
class _Word:
    parts: list[Segment]
    width: float


def break_text(text: str, style: Style, width: float) -> list[Line]:
    """The marked text in lines no wider than `width`; no line for an empty text."""
    return break_runs(runs(text), style, width)


def break_runs(pieces: Iterable[Run], style: Style, width: float) -> list[Line]:
    """As `break_text`, of pieces whose links are already resolved."""
    lines: list[Line] = []
    line: list[Segment] = []
    reached = 0.0
    for word in _words(pieces, style):
        space = fonts.width(" ", line[-1].face, style.size) if line else 0.0
        if line and reached + space + word.width > width:
            lines.append(Line(tuple(line), reached))
            line, reached, space = [], 0.0, 0.0
        if not line and word.width > width:
            *full, word = _broken(word, style, width)
            lines.extend(Line(tuple(part.parts), part.width, joined=True) for part in full)
        reached = _append(line, word, reached, space)
    if line:
        lines.append(Line(tuple(line), reached))
    return lines


def natural_width(text: str, style: Style) -> tuple[float, float]:
    """Width of the whole text on one line, and of its longest word."""
    words = _words(runs(text), style)
    if not words:
        return 0.0, 0.0
    spaces = fonts.width(" ", style.face, style.size) * (len(words) - 1)
    return sum(word.width for word in words) + spaces, max(word.width for word in words)


def _words(pieces: Iterable[Run], style: Style) -> list[_Word]:
    """The words in order; one that changes its look in the middle has several parts."""
    words: list[_Word] = []
    open_word = False  # the last word may go on in the next piece
    for number, piece in enumerate(pieces):
        face = style.variant(piece.bold, piece.italic)
        link = (number, piece.href) if piece.href else None
        for place, text in enumerate(_SPACE.split(fonts.printable(piece.text))):
            if place:
                open_word = False
            if not text:
                continue
            part = Segment(0.0, text, face, fonts.width(text, face, style.size), link)
            if open_word:
                words[-1].parts.append(part)
                words[-1].width += part.width
            else:
                words.append(_Word([part], part.width))
            open_word = True
    return words


def _append(line: list[Segment], word: _Word, reached: float, space: float) -> float:
    """Put the word at the end of the line, joined with what looks the same; returns the new end."""
    gap = " " if space else ""
    for part in word.parts:
        last = line[-1] if line else None
        if last is not None and last.face == part.face and last.link == part.link:
            last.text += gap + part.text
            last.width += space + part.width
        else:
            if gap and last is not None:
                if last.link is not None and part.link is None:
                    part = Segment(0.0, gap + part.text, part.face, part.width + space, None)
                    part.x = reached
                    line.append(part)
                    reached += part.width
                    gap, space = "", 0.0
                    continue
                last.text += gap
                last.width += space
            line.append(Segment(reached + space, part.text, part.face, part.width, part.link))
        reached += space + part.width
        gap, space = "", 0.0
    return reached


def _broken(word: _Word, style: Style, width: float) -> list[_Word]:
    """A word too long for a line in pieces that fit: after / - @ . if there is one, else anywhere."""
    out = [_Word([], 0.0)]
    for part in word.parts:
        for bit in _AFTER.split(part.text):
            bits = [bit]
            if fonts.width(bit, part.face, style.size) > width:
                bits = list(bit)
            for text in bits:
                wide = fonts.width(text, part.face, style.size)
                if out[-1].parts and out[-1].width + wide > width:
                    out.append(_Word([], 0.0))
                last = out[-1].parts[-1] if out[-1].parts else None
                if last is not None and last.face == part.face and last.link == part.link:
                    last.text += text
                    last.width += wide
                else:
                    out[-1].parts.append(Segment(out[-1].width, text, part.face, wide, part.link))
                out[-1].width += wide
    return out
