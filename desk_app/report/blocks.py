"""What a report is made of: frozen blocks, without any thought of pages.

Every text of a block is plain text with three marks and no more: **bold**, *italic* and [words](address). An address is
a web, mail or telephone link, or #key of another block; `[](#key)` prints that block's label ("Figure 3"). A backslash
makes a mark an ordinary character: `plain()` does that for words that come out of a case or a list.

A chart cannot be built without its text alternative, nor a table without caption and header.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from desk_app.report import diagrams
from desk_app.report.charts import ChartSpec, alt_text, numbers
from desk_app.report.diagrams import DiagramSpec


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


_MARK = re.compile(
    r"\\(?P<escaped>[\\*\[\]()])"
    r"|\*\*(?P<bold>(?=\S).+?(?<=\S))\*\*(?!\*)"
    r"|\*(?P<italic>(?=[^\s*]).*?(?<=[^\s*]))\*"
    r"|\[(?P<words>[^\]\n]*)\]\((?P<href>(?:https?://|mailto:|tel:|\#)[^\s)]+)\)",
    re.DOTALL,
)


def runs(text: str, look: Run = Run("")) -> tuple[Run, ...]:
    """`text` as pieces of one look: "a **b**" -> (Run("a "), Run("b", bold=True)). Marks without a partner stay."""
    if not ("*" in text or "[" in text or "\\" in text):
        return (_like(look, text),) if text else ()
    out: list[Run] = []
    done = 0
    for mark in _MARK.finditer(text):
        _add(out, _like(look, text[done : mark.start()]))
        done = mark.end()
        kind, inner = mark.lastgroup, mark.group(mark.lastgroup or 0)
        if kind == "escaped":
            _add(out, _like(look, inner))
        elif kind == "bold":
            out.extend(runs(inner, Run("", True, look.italic, look.href)))
        elif kind == "italic":
            out.extend(runs(inner, Run("", look.bold, True, look.href)))
        else:
            words = mark["words"]
            linked = Run("", look.bold, look.italic, mark["href"])
            out.extend(runs(words, linked) if words else (linked,))
    _add(out, _like(look, text[done:]))
    return tuple(out)


def plain(text: str) -> str:
    """`text` with its marks made ordinary characters, so that it is printed as it stands."""
    return re.sub(r"([\\*\[\]])", r"\\\1", text)


def without_marks(text: str) -> str:
    """The words of a marked text: for headings in contents and outline, for sheets and screens."""
    return "".join(run.text for run in runs(text))


def _like(look: Run, text: str) -> Run:
    return Run(text, look.bold, look.italic, look.href)


def _add(out: list[Run], run: Run) -> None:
    """Append, joined with the run before if that looks the same."""
    if not run.text:
        return
    if out and out[-1].text and (out[-1].bold, out[-1].italic, out[-1].href) == (run.bold, run.italic, run.href):
        run = _like(run, out.pop().text + run.text)
    out.append(run)


# --- blocks --------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (a section, numbered by its words), 2 or 3. `key` names it for links."""

    text: str
    level: int = 1
    key: str = ""

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise ValueError(f"a heading has level 1, 2 or 3, not {self.level}")
        if not self.text.strip():
            raise ValueError("a heading needs words")


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs; a blank line parts two of them. An empty text prints nothing.

    key: names the draft, where the author may write something else in its place; title: what it is called there, where
    its heading has several. Neither is printed.
    """

    text: str
    key: str = field(default="", compare=False)
    title: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    numbered: bool = False
    key: str = field(default="", repr=False)  # of the written text that it is a part of; nothing printed tells it


@dataclass(frozen=True, slots=True)
class KeyFigure:
    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Large numbers in a row of boxes, up to four in a row."""

    items: tuple[KeyFigure, ...]


Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words and numbers; every row has as many cells as the header.

    align: one of left/right for each column; () = columns of numbers to the right, the others to the left.
    row_header: the first cell of a row names it. total: the last row sums up those above it.
    widths: the columns' shares of the width, () = by their content. note: printed under the table.
    numbered: False prints the caption without "Table 3:".
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Align, ...] = ()
    total: bool = False
    row_header: bool = True
    widths: tuple[float, ...] = ()
    note: str = ""
    key: str = ""
    numbered: bool = True

    def __post_init__(self) -> None:
        if not self.caption.strip():
            raise ValueError("a table needs a caption")
        if not self.header or not all(cell.strip() for cell in self.header):
            raise ValueError(f"a table needs a header with words in every column: {self.caption}")
        columns = len(self.header)
        for row in self.rows:
            if len(row) != columns:
                raise ValueError(f"{len(row)} cells under {columns} headings in: {self.caption}")
        for name, value in (("align", self.align), ("widths", self.widths)):
            if value and len(value) != columns:
                raise ValueError(f"{name} is for {len(value)} columns, the table has {columns}: {self.caption}")


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers with its text alternative. `Chart.of` writes the alternative from the data."""

    spec: ChartSpec
    caption: str
    alt: str
    key: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if not self.caption.strip():
            raise ValueError("a chart needs a caption")
        if not self.alt.strip():
            raise ValueError(f"a chart needs a text alternative: {self.caption}")

    @classmethod
    def of(cls, spec: ChartSpec, caption: str = "", key: str = "", note: str = "") -> "Chart":
        """The chart of `spec`; its caption is the spec's title unless another is given."""
        return cls(spec, caption or spec.title, alt_text(spec), key, note)

    def table(self, caption: str = "", key: str = "", note: str = "") -> Table:
        """The table of the chart's numbers, in the order of the picture."""
        data = numbers(self.spec)
        right: list[Align] = ["right"] * (len(data.header) - 1)
        return Table(
            caption or f"{self.caption}: the numbers",
            tuple(plain(cell) for cell in data.header),
            tuple(tuple(plain(cell) for cell in row) for row in data.rows),
            align=("left", *right),
            note=note,
            key=key,
        )


@dataclass(frozen=True, slots=True)
class Diagram:
    """A picture of a procedure with its text alternative. `Diagram.of` writes the alternative from what is drawn."""

    spec: DiagramSpec
    caption: str
    alt: str
    key: str = ""

    def __post_init__(self) -> None:
        if not self.caption.strip():
            raise ValueError("a diagram needs a caption")
        if not self.alt.strip():
            raise ValueError(f"a diagram needs a text alternative: {self.caption}")

    @classmethod
    def of(cls, spec: DiagramSpec, key: str = "") -> "Diagram":
        """The diagram of `spec`; its caption is the spec's title."""
        return cls(spec, plain(spec.title), diagrams.alt_text(spec), key)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, set off; a blank line parts two paragraphs."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that must be seen: failing checks of a draft, a statement about the figures."""

    title: str
    text: str = ""
    items: tuple[str, ...] = ()
    tone: Literal["note", "warning"] = "note"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a procedure: what happens, within what time, who does it."""

    title: str
    limit: str = ""
    text: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """A procedure drawn from top to bottom; read out as a numbered list."""

    caption: str
    items: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings with links and page numbers; the document fills it in. depth: levels of headings shown."""

    title: str = "Contents"
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page (and does not, if it would anyway)."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page made elsewhere: its size in points. alt: what it shows, where it has no text that could be read out."""

    width: float
    height: float
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Inset:
    """Pages made elsewhere, each on a page of its own size above our foot; whoever has them puts them in afterwards.

    The title stands in the foot, and is a heading of level 1 there for those who listen.
    """

    title: str
    leaves: tuple[Leaf, ...]
    key: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("pages from elsewhere need a title")
        if not self.leaves:
            raise ValueError(f"no pages: {self.title}")


Block = (
    Heading
    | Prose
    | Bullets
    | KeyFigures
    | Table
    | Chart
    | Diagram
    | Quote
    | Callout
    | Steps
    | Contents
    | PageBreak
    | Inset
)


# --- the whole -----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Logo:
    """A picture for the cover: the bytes of a PNG or JPEG file, and the words for those who cannot see it."""

    data: bytes = field(repr=False)
    alt: str

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("a logo needs a text alternative")


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page. lines: at its foot (team and council, month of publication, "Figures as at DATE").

    notices: boxes such as the failing checks of a draft.
    """

    title: str
    subtitle: str = ""
    period: str = ""
    lines: tuple[str, ...] = ()
    notices: tuple[Callout, ...] = ()
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says about itself; nothing that names a machine or an account.

    created: the day of the figures, the only date in the file. footer: at the foot of every page, with `paging`.
    claims_ua: that it is PDF/UA-1, which nobody can say of pages made elsewhere. archive: that it is PDF/A-2a too.
    marking: at the head of every page, read out once: who may see it. A draft says DRAFT there instead.
    journal: how far the store's journal had come (store/heads.py), in the file's keywords.
    """

    title: str
    created: date
    author: str = ""
    subject: str = ""
    language: str = "en-GB"
    footer: str = ""
    paging: str = "Page {number} of {count}"
    claims_ua: bool = True
    archive: bool = False
    marking: str = ""
    journal: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Cover (None: starts with the first block) and blocks. A draft says DRAFT on every page."""

    meta: Meta
    cover: Cover | None
    blocks: tuple[Block, ...]
    draft: bool = False
