"""Word documents for tests: made by python-docx, and tampered with as a ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from docx import Document


def word(*lines: str, table: tuple[tuple[str, ...], ...] = (), header: str = "", title: str = "") -> bytes:
    """A document with these paragraphs."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, texts in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def tampered(
    data: bytes, changes: Mapping[str, Callable[[bytes], bytes]] | None = None, more: Mapping[str, bytes] | None = None
) -> bytes:
    """The same package with parts changed by name, and with more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            change = (changes or {}).get(info.filename)
            new.writestr(info.filename, change(content) if change else content)
        for name, extra in (more or {}).items():
            new.writestr(name, extra)
    return out.getvalue()


def with_body(data: bytes, xml: str) -> bytes:
    """The same with XML at the beginning of the text."""
    return tampered(data, {"word/document.xml": lambda old: old.replace(b"<w:body>", b"<w:body>" + xml.encode())})


def with_relation(data: bytes, kind: str, target: str, mode: str = "External") -> bytes:
    """The same with one more relation of its text."""
    relation = (
        f'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    return tampered(data, {name: lambda old: old.replace(b"</Relationships>", relation.encode())})
