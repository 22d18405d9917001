"""Tables of a tagged reading, and reports as plain lines: what the tests of the report look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desk_app.report.blocks import (
    Block,
    Bullets,
    Callout,
    Chart,
    Contents,
    Diagram,
    Heading,
    Inset,
    KeyFigures,
    PageBreak,
    Prose,
    Quote,
    Report,
    Steps,
    Table,
)
from tests.tagged_reading import Reading


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as it is read out: rows by their label, cells by their heading."""

    caption: str
    header: tuple[str, ...]
    rows: dict[str, dict[str, str]]


def tables(reading: Reading) -> list[ReadTable]:
    """The tables in reading order."""
    return list(_tables(reading))


def _tables(reading: Reading) -> Iterator[ReadTable]:
    caption, rows = "", list[list[str]]()
    for element in [*reading.elements, None]:
        role = element.role if element else "end"
        text = element.text.strip() if element else ""
        if role in ("Table", "end", "Sect") or (role[0] == "H" and role[1:].isdigit()):
            if rows:
                yield _table(caption, rows)
            caption, rows = "", []
        elif role == "Caption":
            caption = text
        elif role == "TR":
            rows.append([])
        elif role in ("TH", "TD") and rows:
            rows[-1].append(text)


def _table(caption: str, rows: list[list[str]]) -> ReadTable:
    header, *body = rows
    found = {row[0]: dict(zip(header[1:], row[1:], strict=True)) for row in body}
    return ReadTable(caption, tuple(header), found)


def value(reading: Reading, caption: str, row: str, column: str) -> str:
    """The cell of the first table whose caption has these words."""
    table = next(t for t in tables(reading) if caption in t.caption)
    return table.rows[row][column]


def lines(report: Report) -> str:
    """A report as lines, a block after the other: what a golden file keeps."""
    out = [f"{report.meta.title} | {report.meta.subject} | draft: {report.draft}"]
    if report.cover:
        c = report.cover
        out += [c.title, c.subtitle, c.period, *c.lines, *(line for n in c.notices for line in _block(n))]
    return "\n".join([*out, *(line for block in report.blocks for line in _block(block))]) + "\n"


def _block(block: Block) -> list[str]:
    match block:
        case Heading():
            return ["", f"{'#' * block.level} {block.text}"]
        case Prose():
            return [block.text] if block.text else []
        case Bullets():
            return [f"- {item}" for item in block.items]
        case KeyFigures():
            return [f"[{i.value}] {i.label} ({i.note})" for i in block.items]
        case Table():
            rows = (block.header, *block.rows)
            return [
                f"Table: {block.caption}",
                *(" | ".join(row) for row in rows),
                *([block.note] if block.note else []),
            ]
        case Chart():
            return [f"Chart: {block.caption}", block.alt]
        case Diagram():
            return [f"Diagram: {block.caption}", block.alt]
        case Quote():
            return [f"> {block.text} ({block.source})"]
        case Callout():
            return [f"! {block.title}: {block.text}", *(f"! - {item}" for item in block.items)]
        case Steps():
            return [f"Steps: {block.caption}", *(f"{s.title} / {s.limit} / {s.text} / {s.who}" for s in block.items)]
        case Contents() | PageBreak() | Inset():
            return [f"({type(block).__name__})"]
