"""The fonts of the report: shipped files, embedded as subsets; what they lack is drawn by the fallback or spelt out.

A Face is the name under which ReportLab knows a font. Helvetica, which would not be embedded, is never one of them.
"""

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources import path

REGULAR = "SourceSans3-Regular"
ITALIC = "SourceSans3-Italic"
SEMIBOLD = "SourceSans3-SemiBold"
BOLD = "SourceSans3-Bold"
BOLD_ITALIC = "SourceSans3-BoldItalic"
FALLBACK = "DejaVuSans"

_lock = threading.Lock()
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")

_IMPOSSIBLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@lru_cache(maxsize=16)
def _font(face: str) -> Any:
    """The font, read from its file when first wanted."""
    with _lock:
        if face not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(face, str(path(f"fonts/{face}.ttf"))))
        return pdfmetrics.getFont(face)


@lru_cache(maxsize=16)
def _widths(face: str) -> dict[int, float]:
    """Width of each character the face has, in thousandths of the size."""
    shape = _font(face).face
    return {code: shape.getCharWidth(code) for code in shape.charToGlyph}


def font(face: str) -> Any:
    """ReportLab's font object."""
    return _font(face)


def has(face: str, character: str) -> bool:
    return ord(character) in _widths(face)


@lru_cache(maxsize=20_000)
def _width(text: str, face: str) -> float:
    widths = _widths(face)
    try:
        return sum([widths[code] for code in map(ord, text)])
    except KeyError:
        return sum(sum(_widths(part_face)[ord(c)] for c in part) for part_face, part in spans(text, face))


def width(text: str, face: str, size: float) -> float:
    """Points that `text` takes; text as `printable` gives it."""
    return _width(text, face) * size / 1000


def spans(text: str, face: str) -> list[tuple[str, str]]:
    """The text in pieces (face, text): what `face` lacks is given to the fallback."""
    if text.isascii():
        return [(face, text)]
    known = _widths(face)
    out: list[tuple[str, str]] = []
    for character in text:
        use = face if ord(character) in known else FALLBACK
        if out and out[-1][0] == use:
            out[-1] = (use, out[-1][1] + character)
        else:
            out.append((use, character))
    return out


def clean(text: str) -> str:
    """The text without what no file can hold: control characters, halves of pairs. For titles and alternatives."""
    if text.isascii() and text.isprintable():
        return text
    return _IMPOSSIBLE.sub("\ufffd", _CONTROL.sub("", " ".join(text.split())))


def on_one_line(text: str) -> str:
    """`printable` with single spaces only: for the labels of charts."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """The text with nothing in it that could not be seen: composed accents, no control characters, and a character that
    no shipped font has is spelt out: "[rainbow]"."""
    if text.isascii() and text.isprintable():
        return text
    composed = _CONTROL.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    known = _widths(REGULAR)
    if all(ord(character) in known or character == "\n" or character == "\t" for character in composed):
        return composed
    fallback = _widths(FALLBACK)
    return "".join(
        character
        if ord(character) in known or character in "\n\t" or ord(character) in fallback
        else _spelt_out(character)
        for character in composed
    )


def _spelt_out(character: str) -> str:
    """The character's name, or nothing for a mark that only changes its neighbour."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return ""
    name = unicodedata.name(character, "").lower()
    return f"[{name or f'U+{ord(character):04X}'}]"
