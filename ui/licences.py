"""The licences of what is inside: in a bundle all of them, else those of what this program itself brings."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import resources

OF_BUNDLE = "THIRD-PARTY-LICENCES.txt"
_RULE = "=" * 78
_HEAD = re.compile(rf"^{_RULE}\n(?P<name>.+?) \((?P<licence>.*)\)\n{_RULE}\n", re.MULTILINE)
_KNOWN = {
    "DejaVu": ("DejaVu", "font, Bitstream Vera licence"),
    "Inter-OFL": ("Inter", "font, SIL Open Font Licence"),
    "Lucide-ISC": ("Lucide", "icons, ISC licence"),
    "SourceSans3-OFL": ("Source Sans 3", "font, SIL Open Font Licence"),
    "en-GB-dictionary": ("English dictionary", "words for the spelling check, see text"),
}
"""(part, what its licence is called) by the name of the file."""


@dataclass(frozen=True, slots=True)
class Licence:
    """A part, what its licence is called, and the whole text."""

    part: str
    called: str
    text: str


def own() -> Licence:
    """Feedback Desk's own."""
    return Licence("Feedback Desk", "MIT licence", resources.path("licence.txt").read_text("utf-8"))


def inside() -> list[Licence]:
    """Feedback Desk's own licence, then one for each part that comes with it."""
    return [own(), *(_of_bundle() or _of_resources())]


def in_text(text: str) -> list[Licence]:
    """The licences in a bundle's list of them."""
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [Licence(h["name"], h["licence"], text[h.end() : end].strip()) for h, end in zip(heads, ends, strict=True)]


def _of_bundle() -> list[Licence]:
    if not getattr(sys, "frozen", False):
        return []
    try:
        return in_text((Path(sys.executable).parent / OF_BUNDLE).read_text("utf-8"))
    except OSError:
        return []


def _of_resources() -> list[Licence]:
    return [
        Licence(*_KNOWN.get(path.stem, (path.stem, "see text")), path.read_text("utf-8", "replace"))
        for path in sorted(resources.path("licences").glob("*.txt"))
    ]
