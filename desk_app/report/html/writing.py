"""Words as HTML: escaped, whatever they are, and the three marks of a block's text as elements."""

import html
import re
import unicodedata
from collections.abc import Collection

from desk_app.report.blocks import Run, runs

_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # they would turn round the words after them
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_-]+")


def escaped(text: str) -> str:
    """The text as it may stand between tags and in a quoted attribute; what no HTML file can hold is left out."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    possible = "".join(c for c in _TURNING.sub("", _IMPOSSIBLE.sub("", composed)) if ord(c) & 0xFFFE != 0xFFFE)
    return html.escape(possible)


class Names:
    """The ids of a page: each key has one, no two the same. targets: the keys that links may lead to."""

    def __init__(self, targets: Collection[str] = ()) -> None:
        self.targets = targets
        self._of: dict[str, str] = {}
        self._taken: set[str] = set()
        self._claimed: set[str] = set()

    def claimed(self, key: str, otherwise: str) -> str:
        """The id of the block with that key, where links to it lead; another one for a further block of that key."""
        if not key or key in self._claimed:
            return self.new(key or otherwise)
        self._claimed.add(key)
        return self.of(key)

    def of(self, key: str) -> str:
        """The id of a block's key; the same key always has the same."""
        if key not in self._of:
            self._of[key] = self.new(key)
        return self._of[key]

    def new(self, wish: str) -> str:
        """An id that nothing else has."""
        stem = _NOT_IN_A_NAME.sub("-", wish).strip("-")
        stem = stem if stem[:1].isalpha() else f"part-{stem}".rstrip("-")
        name, number = stem, 2
        while name in self._taken:
            name, number = f"{stem}-{number}", number + 1
        self._taken.add(name)
        return name


def inline(text: str, names: Names) -> str:
    """A block's text with its marks: strong, em, links. Line ends are spaces, as on paper."""
    return "".join(_run(run, names) for run in runs(" ".join(text.split())))


def paragraphs(text: str, names: Names) -> list[str]:
    """The paragraphs of a text; a blank line parts two of them."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    return [f"<p>{inline(part, names)}</p>" for part in parts if part.strip()]


def _run(run: Run, names: Names) -> str:
    telephone = run.href.startswith("tel:")  # its number stays on one line
    out = escaped(run.text.replace(" ", "\u00a0") if telephone else run.text)
    if run.italic:
        out = f"<em>{out}</em>"
    if run.bold:
        out = f"<strong>{out}</strong>"
    if run.href and (not run.href.startswith("#") or run.href[1:] in names.targets):
        address = f"#{names.of(run.href[1:])}" if run.href.startswith("#") else run.href
        out = f'<a href="{escaped(address)}">{out}</a>'
    return out
