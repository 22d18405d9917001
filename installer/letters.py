"""Make the shipped letters again: python installer/letters.py, when their words in letter_words/ change.

A word file is plain text. Its first line says to whom; "# " is the subject, "## " and "### " are headings, "- " and
"1. " lists, "| " tables with their header first. "% if", "% for" and their ends stand on lines of their own; "[page]"
begins what is enclosed, on a page after the signature; "sign:" says who signs instead of the officer. Every other line
is a paragraph.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

ROOT = Path(__file__).resolve().parents[1]
WORDS = ROOT / "installer" / "letter_words"
OUT = ROOT / "resources" / "letters"
FONT = "Arial"
TO = {
    "complainant": ("{{ complainant }}", "{{ complainant_address }}"),
    "investigator": ("{{ investigator }}", "{{ investigation_team }}"),
    "investigating_officer": ("{{ investigating_officer }}", "Investigating officer"),
    "independent_person": ("{{ independent_person }}", "Independent person"),
    "manager": ("{{ team_manager }}", "{{ investigation_team }}"),
}
CLOSE = ("{{ officer }}", "{{ team }}, {{ council }}")
NEW_PAGE = "[page]"
MADE_AT = datetime(2026, 1, 1)
HEADINGS = {"# ": "Heading 1", "## ": "Heading 2", "### ": "Heading 3"}
LISTS = {"- ": "List Bullet", "1. ": "List Number", "2. ": "List Number", "3. ": "List Number"}


def main(out: Path = OUT) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for words in sorted(WORDS.glob("*.txt")):
        (out / f"{words.stem}.docx").write_bytes(made(words.read_text("utf-8")))


def made(words: str) -> bytes:
    """One letter: the same bytes for the same words."""
    first, _, body = words.partition("\n")
    lines = body.splitlines()
    sign = next((n for n, line in enumerate(lines) if line.startswith("sign:")), len(lines))
    signers = [lines[sign][5:].strip(), *lines[sign + 1 :]] if sign < len(lines) else list(CLOSE)
    document = _blank()
    _letterhead(document)
    name, *rest = TO[first.removeprefix("to:").strip()]
    _lines(document, [name, *rest])
    _lines(document, ["{{ today }}", "Our reference: {{ reference }}"])
    document.add_paragraph(f"Dear {name}")
    enclosed = lines.index(NEW_PAGE) if NEW_PAGE in lines else sign
    _body(document, lines[:enclosed])
    for paragraph in [p for p in document.paragraphs if not p.text.startswith("{%p")][-2:]:
        paragraph.paragraph_format.keep_with_next = True  # a signature is never alone on a page
    regards = document.add_paragraph("Yours sincerely")
    regards.paragraph_format.space_after = Pt(44)
    regards.paragraph_format.keep_with_next = True
    signed = [line for line in signers if line.strip()]
    _lines(document, [*signed, "Telephone {{ telephone }}", "{{ email }}"], gap_after=len(signed))
    _body(document, lines[enclosed:sign])
    title = next(line for line in lines if line.startswith("# "))[2:]
    _properties(document, title)
    buffer = io.BytesIO()
    document.save(buffer)
    return _settled(buffer.getvalue())


# --- the body ---------------------------------------------------------------------------------------------------
def _body(document: Any, lines: list[str]) -> None:
    new_page = False
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("|"):
            at = _table(document, lines, at)
            continue
        at += 1
        if not line.strip():
            continue
        if line == NEW_PAGE:
            new_page = True
            continue
        paragraph = _paragraph(document, line)
        paragraph.paragraph_format.page_break_before = True if new_page else None
        new_page = False


def _paragraph(document: Any, line: str) -> Any:
    if line.startswith("% "):
        return document.add_paragraph(f"{{%p {line[2:]} %}}")
    for start, style in {**HEADINGS, **LISTS}.items():
        if line.startswith(start):
            return document.add_paragraph(line[len(start) :], style)
    return document.add_paragraph(line)


def _table(document: Any, lines: list[str], at: int) -> int:
    """A table, from its first line on; the line after it."""
    rows = list(_rows(lines, at))
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    width = max(len(row) for row, text in zip(cells, rows, strict=True) if text.startswith("|"))
    table = document.add_table(len(rows), width, "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for n, text in enumerate(rows):
        row = table.rows[n]
        if text.startswith("%"):
            row.cells[0].text = f"{{%tr {text[2:]} %}}"
            continue
        for cell, words in zip(row.cells, cells[n], strict=False):
            cell.text = words
            look = cell.paragraphs[0].paragraph_format
            look.space_before, look.space_after = Pt(3), Pt(4)
            for run in cell.paragraphs[0].runs:
                run.bold = n == 0
        if width > 1 and any(not words for words in cells[n]):
            row.height = Cm(1.6)  # somebody writes here
        _row_property(row, "w:cantSplit")
    _row_property(table.rows[0], "w:tblHeader")
    _widths(table, width)
    document.add_paragraph().paragraph_format.space_after = Pt(2)
    return at + len(rows)


def _rows(lines: list[str], at: int) -> Iterator[str]:
    """The lines of a table: its rows, and the conditions and loops that were begun within it."""
    depth = 0
    for n, line in enumerate(lines[at:], at):
        begins = line.startswith(("% if", "% for")) and n + 1 < len(lines) and lines[n + 1].startswith("|")
        ends = line.startswith("% end") and depth > 0
        if not (line.startswith("|") or begins or ends):
            return
        depth += begins - ends
        yield line


def _row_property(row: Any, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement(name))


def _widths(table: Any, width: int) -> None:
    shares = {1: (16,), 2: (7, 9), 3: (1.6, 10.2, 4.2)}[width]
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(share)
        for cell in column.cells:
            cell.width = Cm(share)


def _lines(document: Any, lines: list[str], gap_after: int = 0) -> None:
    """Lines that belong together on one page, a paragraph each."""
    for n, line in enumerate(lines, 1):
        look = document.add_paragraph(line).paragraph_format
        look.space_after = Pt(12 if n in (gap_after, len(lines)) else 0)
        look.keep_with_next = n < len(lines)


# --- the look ---------------------------------------------------------------------------------------------------
def _blank() -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(3), Cm(2.3)
    section.header_distance = section.footer_distance = Cm(1.2)
    for name, size, before, after in (
        ("Normal", 12, 0, 8), ("Heading 1", 16, 6, 8), ("Heading 2", 13, 12, 4), ("Heading 3", 12, 8, 2),
        ("List Bullet", 12, 0, 4), ("List Number", 12, 0, 4), ("Header", 10, 0, 0), ("Footer", 10, 0, 0),
    ):  # fmt: skip
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        _plain_font(style)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.15
    for name in HEADINGS.values():
        document.styles[name].paragraph_format.keep_with_next = True
    _language(document)
    return document


def _plain_font(style: Any) -> None:
    """No font of a theme: it would go before the name."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)
        fonts.attrib.pop(qn(f"w:{kind}Theme"), None)
    fonts.attrib.pop(qn("w:cstheme"), None)


def _language(document: Any) -> None:
    """British English, for spelling and for screen readers."""
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "en-GB")
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), "en-GB")


def _letterhead(document: Any) -> None:
    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.add_run("{{ council }}").bold = True
    head.add_run("\n{{ team }}, {{ service }}")
    section.header.add_paragraph("{%p if address %}")
    section.header.add_paragraph("{{ address }}")
    section.header.add_paragraph("{%p endif %}")
    foot = section.footer.paragraphs[0]
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("{{ reference }}\tPage ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    """A number that Word counts."""
    for kind in ("begin", None, "separate", "1", "end"):
        run = paragraph.add_run()
        if kind is None:
            command = OxmlElement("w:instrText")
            command.set(qn("xml:space"), "preserve")
            command.text = f" {name} "
            run._r.append(command)
        elif kind == "1":
            run.text = "1"
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _properties(document: Any, title: str) -> None:
    properties = document.core_properties
    properties.title = title.partition("{%")[0].strip() or "Letter"
    properties.author = properties.last_modified_by = "Feedback Desk"
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = "en-GB"
    properties.created = properties.modified = MADE_AT
    properties.revision = 1


def _settled(data: bytes) -> bytes:
    """The same package without the time at which it was made, and without a picture of an empty page."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "docProps/thumbnail.jpeg":
                continue
            if info.filename == "_rels/.rels":
                parts = content.decode().split("<Relationship ")
                content = "<Relationship ".join(part for part in parts if "thumbnail" not in part).encode()
                if not content.rstrip().endswith(b"</Relationships>"):
                    content += b"</Relationships>"
            entry = zipfile.ZipInfo(info.filename, MADE_AT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return out.getvalue()


if __name__ == "__main__":
    main(*[Path(argument) for argument in sys.argv[1:2]])
