"""HTML made plain: the words of an email, with its lines and lists."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer",
     "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table",
     "tr", "ul")
)  # fmt: skip
_LINES = frozenset({"br", "li"})
_SILENT = frozenset({"head", "script", "style", "template", "title"})
LONGEST_HTML = 2_000_000
"""Letters of HTML that are read: many times what the longest text needs with it."""
_MOST_UNFINISHED = 20
_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r"\n{3,}")


def of_html(html: str) -> str:
    """The text of some HTML as it would be read, up to LONGEST_HTML. Whatever is no HTML is text. Never raises."""
    reader = _Reader()
    reader.feed(html[:LONGEST_HTML])
    reader.go_on()
    reader.close()
    return tidy("".join(reader.parts))


def tidy(text: str) -> str:
    """Lines without spaces at their ends, at most one empty line between two."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._preformatted = 0

    def go_on(self) -> None:
        """After a tag or comment that never ends: it is text. Left to close(), each would be sought to the end."""
        for _ in range(_MOST_UNFINISHED):
            rest, self.rawdata = self.rawdata, ""
            if not rest.startswith("<"):
                self.rawdata = rest
                return
            end = rest.find(">") + 1 or rest.find("<", 1)
            self.handle_data(rest[:end] if end > 0 else rest)
            if end > 0:
                self.feed(rest[end:])
        rest, self.rawdata = self.rawdata, ""
        self.handle_data(unescape(_TAG.sub(" ", rest)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self._end_line()
        elif tag in _LINES:
            self.parts.append("\n- " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        self._preformatted += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self._end_line()
            if tag == "p":
                self.parts.append("\n")
        self._preformatted = max(0, self._preformatted - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data if self._preformatted else _SPACES.sub(" ", data.replace("\n", " ")))

    def _end_line(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")
