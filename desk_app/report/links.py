"""Names of blocks and the links to them, for every kind of paper: `[](#key)` prints what the key is called."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from desk_app.report import blocks
from desk_app.report.blocks import Block, plain, without_marks
from desk_app.report.charts import ChartSpec
from desk_app.report.diagrams import DiagramSpec

DRAFT_NOTICE = "DRAFT – not for publication"
"""On every page until the report is published."""

T = TypeVar("T")
_INNER_LINK = re.compile(r"(?<!\\)\[([^\]\n]*)\]\(#([^\s)]+)\)")


def resolved(value: T, names: dict[str, str]) -> T:
    """A block with `[](#key)` filled in everywhere; a link to a key that is nowhere becomes its words, or the key."""
    if isinstance(value, str):
        if "](#" not in value:
            return value
        return _INNER_LINK.sub(lambda mark: _link(mark, names), value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(resolved(part, names) for part in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, (type, ChartSpec, DiagramSpec, blocks.Logo)):
        old = {part.name: getattr(value, part.name) for part in fields(value)}
        new = {name: resolved(part, names) for name, part in old.items()}
        changed = {name: part for name, part in new.items() if part != old[name]}
        return replace(value, **changed) if changed else value
    return value


def _link(mark: re.Match[str], names: dict[str, str]) -> str:
    words, key = mark[1], mark[2]
    return f"[{words or plain(names[key])}](#{key})" if key in names else words or plain(key)


def names_of(report_blocks: tuple[Block, ...]) -> dict[str, str]:
    """What each key is called: "Figure 3", "Table 2", a heading's words."""
    out: dict[str, str] = {}
    figures = tables = 0
    for block in report_blocks:
        if isinstance(block, (blocks.Chart, blocks.Diagram)):
            figures += 1
            name = f"Figure {figures}"
        elif isinstance(block, blocks.Table):
            tables += block.numbered
            name = f"Table {tables}" if block.numbered else without_marks(block.caption)
        elif isinstance(block, blocks.Heading):
            name = without_marks(block.text)
        elif isinstance(block, blocks.Inset):
            name = without_marks(block.title)
        else:
            continue
        if block.key:
            out.setdefault(block.key, name)
    return out


def heading_keys(report_blocks: tuple[Block, ...]) -> list[tuple[blocks.Heading, str]]:
    """Every heading with a key of its own, made up where it has none."""
    headings = [block for block in report_blocks if isinstance(block, blocks.Heading)]
    used: set[str] = set()
    out = []
    for number, heading in enumerate(headings, 1):
        key = heading.key if heading.key and heading.key not in used else f"heading-{number}"
        used.add(key)
        out.append((heading, key))
    return out
