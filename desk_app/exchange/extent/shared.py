"""What the shared texts of an .xlsx come to: one may stand in every cell, and the reader copies it into each."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import IO

from desk_app.exchange.extent.open_xml import pieces
from desk_app.exchange.extent.reach import OF_A_CELL, Reach

PART = "sharedstrings.xml"
_PIECE = 1 << 20
_LONGEST_TAG = 4096
_TEXT = re.compile(rb"<(?:[^\s<>/!?:]*:)?si(?![^\s/>])")
_VALUE = re.compile(rb"<(?:[^\s<>/!?:]*:)?v(?![^\s/>])")
_PLAIN = re.compile(rb"<(?:[^\s<>/!?:]*:)?v>[^<]*<")
_NUMBER = re.compile(rb"<(?:[^\s<>/!?:]*:)?v>\s*\+?(\d{1,20})\s*<")


def reaches(archive: zipfile.ZipFile) -> Iterator[Reach]:
    """Of each part with cells, piece by piece."""
    lengths: list[int] = []
    for entry in archive.infolist():
        if entry.filename.lower().endswith(PART):
            with archive.open(entry) as part:
                lengths += _lengths(part)
    longest = max(lengths, default=0)
    if longest <= OF_A_CELL:
        return
    for entry in archive.infolist():
        if not entry.filename.lower().endswith(PART):
            with archive.open(entry) as part:
                for piece in pieces(part):
                    shown = Counter(_NUMBER.findall(piece))
                    odd = len(_VALUE.findall(piece)) - len(_PLAIN.findall(piece))  # which may show any of them
                    text = sum(times * lengths[int(at)] for at, times in shown.items() if int(at) < len(lengths))
                    yield Reach(0, 0, (text + odd * longest) // OF_A_CELL)


def _lengths(part: IO[bytes]) -> list[int]:
    """Bytes of each text, with what stands around it."""
    lengths = [0]
    rest = b""
    while piece := part.read(_PIECE):
        data = rest + piece
        tag = data.rfind(b"<", max(0, len(data) - _LONGEST_TAG))
        end = tag if tag > 0 else len(data)
        before, *begun = _TEXT.split(data[:end])
        lengths[-1] += len(before)
        lengths += map(len, begun)
        rest = data[end:]
    lengths[-1] += len(rest)
    return lengths[1:]
