"""A file that somebody gives us as a template, or as a finished letter: is it what it should be, and harmless?

Nothing of it is run or fetched here. Both are refused when they hold macros, embedded files or what is fetched from
elsewhere as they are opened, and when they grow out of all proportion as they are unpacked; a template also when it
asks for what no letter has.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from desk_app.letters.filling import LEFT_OVER, fill, lines_of
from desk_app.letters.placeholders import PLACEHOLDERS, Value
from desk_app.problems import Problem

MEGABYTE = 1024 * 1024
LARGEST_TEMPLATE = 5 * MEGABYTE
LARGEST_LETTER = 20 * MEGABYTE
LARGEST_UNPACKED = 30 * MEGABYTE
LARGEST_TEXT = MEGABYTE  # of one part that is filled in: some 300 pages
FILLED_IN = ("word/document", "word/header", "word/footer", "word/footnotes")
MOST_PARTS = 300
MOST_BRACES = 500
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SAVE_AS = "In Word, save it as “Word Document (.docx)”, and try again."

_HARMLESS = re.compile(r"(https?://|mailto:)", re.I)
_COMMAND = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|MACROBUTTON|DATABASE|RD|AUTOTEXT|FILLIN|ASK)\b"
)
_OPENING = re.compile(r"\{[{%#]")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def check_template(data: bytes) -> tuple[str, ...]:
    """The placeholders a template uses. Raises Problem with what is wrong and what to do."""
    parts = dict(_unpacked(data, LARGEST_TEMPLATE))
    _check_contents(parts)
    braces = 0
    _check_relations(parts)
    for name, root in _trees(parts, ".xml"):
        if name.startswith(FILLED_IN) and len(parts[name]) > LARGEST_TEXT:
            raise Problem("This is too long for a letter.", "Take out what is not part of it.")
        braces += _check_text(root)
    if braces > MOST_BRACES:
        raise Problem("This has too many placeholders for a letter.", "Take out what is not part of it.")
    fill(data, _specimen(full=False), title="Try", author="", written_on=_DAY)
    filled = fill(data, _specimen(full=True), title="Try", author="", written_on=_DAY)
    left = [line.strip() for line in lines_of(filled.data) if any(brace in line for brace in LEFT_OVER)]
    if left:
        raise Problem(
            f"Here braces are left that would stand in the letter: “{left[0][:80]}”.",
            "Placeholders work in the text, in tables, headers, footers and footnotes. In other places, such as "
            "comments and endnotes, write the words themselves.",
        )
    return filled.used


def ending_of(data: bytes, name: str) -> str:
    """The ending of a finished letter, by what is in it: ".docx" or ".pdf". Raises Problem when it is neither."""
    if len(data) > LARGEST_LETTER:
        raise Problem(f"{name} is larger than {LARGEST_LETTER // MEGABYTE} MB.", "Make its pictures smaller.")
    if data.startswith(b"%PDF-"):
        return ".pdf"
    parts = dict(_unpacked(data, LARGEST_LETTER, name))
    _check_contents(parts, name)
    _check_relations(parts)
    return ".docx"


# --- the package ------------------------------------------------------------------------------------------------
def _unpacked(data: bytes, largest: int, name: str = "This file") -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the parts; counted as they are unpacked, whatever their sizes are said to be."""
    if len(data) > largest:
        raise Problem(f"{name} is larger than {largest // MEGABYTE} MB.", "Take large pictures out of it.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Problem(f"{name} has a password, or is of an older Word.", f"Take the password off. {SAVE_AS}")
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            infos = file.infolist()
            if len(infos) > MOST_PARTS:
                raise Problem(f"{name} has too many parts for a letter.", SAVE_AS)
            for info in infos:
                with file.open(info) as part:
                    content = part.read(LARGEST_UNPACKED - unpacked + 1)
                unpacked += len(content)
                if unpacked > LARGEST_UNPACKED:
                    raise Problem(f"{name} grows far too large when it is unpacked, so it was not read.", SAVE_AS)
                yield info.filename, content
    except Problem:
        raise
    except Exception as error:  # no ZIP, a damaged one, an unknown compression, a password
        raise Problem(f"{name} is not a Word document, or it is damaged.", SAVE_AS) from error


def _check_contents(parts: dict[str, bytes], name: str = "This file") -> None:
    """It is a plain Word document, without macros or files in it."""
    types = parts.get("[Content_Types].xml", b"").decode("utf-8", "replace")
    if "macroEnabled" in types or "vbaProject" in types or any("vba" in part.lower() for part in parts):
        raise Problem(f"{name} has macros, so it was not taken.", SAVE_AS)
    if "word/document.xml" not in parts or MAIN not in types:
        raise Problem(f"{name} is not a Word document.", SAVE_AS)
    if any(part.lower().startswith(("word/embeddings/", "word/activex/")) for part in parts):
        raise Problem(f"{name} has other files in it, so it was not taken.", "Take them out of it. Pictures may stay.")


def _trees(parts: dict[str, bytes], ending: str) -> Iterator[tuple[str, Any]]:
    """(name, tree) of each part in XML of that ending, in whatever letters: Word takes them alike.

    No entity is resolved, and a part that would need one is refused.
    """
    from lxml import etree

    for name, content in parts.items():
        if name.lower().endswith(ending):
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            try:
                tree = etree.fromstring(content, parser).getroottree()
            except (etree.XMLSyntaxError, ValueError) as error:
                raise Problem("This file is damaged, so it was not taken.", SAVE_AS) from error
            if tree.docinfo.doctype:
                raise Problem("This file is not kept as Word keeps its documents, so it was not taken.", SAVE_AS)
            yield name, tree.getroot()


def _check_relations(parts: dict[str, bytes]) -> None:
    for _, root in _trees(parts, ".rels"):
        for relation in root:
            _check_relation(relation)


def _check_relation(said: Any) -> None:
    """Nothing is fetched from elsewhere when it is opened. Links that are clicked on may stay."""
    kind, target = said.get("Type", "").rsplit("/", 1)[-1], said.get("Target", "")
    if kind in ("aFChunk", "attachedTemplate", "subDocument", "oleObject", "control"):
        raise Problem(
            "This file draws on another file, so it was not taken.",
            "Take out what is linked, or the template it is tied to (in Word: Developer, Document Template).",
        )
    link = kind == "hyperlink" and _HARMLESS.match(target)
    if said.get("TargetMode", "").lower() == "external" and not link:
        raise Problem(
            f"This file fetches something from elsewhere: {target[:80]}. So it was not taken.",
            "Put the picture or text itself into the letter. Links to web pages may stay.",
        )


def _check_text(root: Any) -> int:
    """How many braces a part opens. Word's fields may count pages and give dates; they may fetch or start nothing."""
    braces = len(_OPENING.findall("".join(root.itertext())))
    typed = [node.text or "" for node in root.iter(f"{_WORD}instrText")]
    typed += [node.get(f"{_WORD}instr", "") for node in root.iter(f"{_WORD}fldSimple")]
    if command := _COMMAND.search(f"{''.join(typed)} {' '.join(typed)}".upper()):
        raise Problem(
            f"This file has a field of Word that fetches or starts something ({command[0]}), so it was not taken.",
            "Take that field out. Page numbers may stay.",
        )
    return braces


# --- a try ------------------------------------------------------------------------------------------------------
_DAY = date(2026, 4, 1)


def _specimen(*, full: bool) -> dict[str, Value]:
    """Values for a try: all of them, or none."""
    return {
        name: ([dict.fromkeys(placeholder.items, "x")] if full else []) if placeholder.items else ("x" if full else "")
        for name, placeholder in PLACEHOLDERS.items()
    }
