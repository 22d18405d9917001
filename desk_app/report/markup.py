"""What an author types becomes blocks: paragraphs, headings, lists. No more than the paper can carry.

A blank line parts two paragraphs. `## Words` is a heading, `### Words` a smaller one; lines that start with `- ` or
with `1. ` are a list. Within a line the marks of `blocks`: **bold**, *italic*, [words](https://address).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desk_app.report.blocks import Block, Bullets, Heading, Prose

_HEADING = re.compile(r"(#{2,3})\s+(\S.*)")
_BULLET = re.compile(r"[-•]\s+(\S.*)")
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(\S.*)")


def blocks_of(text: str, key: str = "") -> tuple[Block, ...]:
    """The blocks of a typed text; none of an empty one. `key` is that of its draft."""
    made: list[Block] = []
    for paragraph in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        made.extend(_paragraph(paragraph, key))
    return tuple(made)


def _paragraph(paragraph: str, key: str) -> Iterator[Block]:
    """A paragraph may be a heading with its text beneath, and a list with a line above."""
    words: list[str] = []
    items: list[str] = []
    numbered = False
    for line in (line.strip() for line in paragraph.splitlines()):
        heading, bullet, number = _HEADING.fullmatch(line), _BULLET.fullmatch(line), _NUMBER.fullmatch(line)
        if items and not (number if numbered else bullet):
            if line and not (heading or bullet or number):
                items[-1] = f"{items[-1]} {line}"  # goes on in the next line
                continue
            yield Bullets(tuple(items), numbered, key)
            items = []
        if bullet or number or heading:
            yield from _prose(words, key)
            words = []
        if heading:
            yield Heading(heading[2], len(heading[1]))
        elif bullet or number:
            numbered = bullet is None
            items.append((bullet or number)[1])  # type: ignore[index]  # one of them is there
        elif line:
            words.append(line)
    yield from _prose(words, key)
    if items:
        yield Bullets(tuple(items), numbered, key)


def _prose(lines: list[str], key: str) -> Iterator[Block]:
    if lines:
        yield Prose(" ".join(lines), key)


def levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks, no heading more than one level below the one before it: readers aloud count on that."""
    last = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, last + 1)
            last = level
            yield block if level == block.level else Heading(block.text, level, block.key)
        else:
            yield block
