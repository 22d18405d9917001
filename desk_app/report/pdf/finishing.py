"""What makes a ReportLab document a PDF/UA-1 file, if asked PDF/A-2a too, when it is saved; repairs of what it wrote.

Repairs touch only the objects of this document: ToUnicode tables (no U+0000, at most 100 pairs in a block, surrogate
pairs beyond U+FFFF) and the end of line that belongs before `endstream`.
"""

import hashlib
import re
from datetime import date
from typing import Any

from reportlab.pdfbase import pdfdoc

from desk_app.report.blocks import Meta
from desk_app.report.pdf import srgb
from desk_app.report.pdf.structure import Element, write_tree
from desk_app.report.pdf.xmp import packet

CREATOR = "Feedback Desk"
PRODUCER = "ReportLab"


def finish(
    canvas: Any, meta: Meta, root: Element, parents: list[Element | list[Element]], page_keys: list[int | None]
) -> None:
    """Fill in catalogue, metadata and structure, and write the file."""
    document = canvas._doc
    _date(document, meta.created)
    _describe(canvas, meta)
    for page, key in zip(document.Pages.pages, page_keys, strict=True):
        page.__NoDefault__ = [*page.__NoDefault__, "Tabs", "StructParents"]
        page.Tabs = pdfdoc.PDFName("S")
        page.StructParents = key
        page.Contents = _Stream(content=page.stream, filters=[pdfdoc.PDFZCompress])
    for font in document.delayedFonts:
        font.addObjects(document)
    document.delayedFonts = []
    for thing in list(document.idToObject.values()):
        if type(thing) is pdfdoc.PDFStream:
            thing.__class__ = _Stream
            if isinstance(thing.content, str) and "begincmap" in thing.content:
                thing.content = repaired_cmap(thing.content)
        elif type(thing) is pdfdoc.PDFImageXObject:
            thing.__class__ = _Image
    write_tree(document, root, parents)
    document._ID = _identity(document, meta)
    document.SaveToFile(canvas._filename, canvas)


def _ended(written: bytes) -> bytes:
    """A stream with the end of line before `endstream`; data that end in CR must not be taken for a part of it."""
    data = written.removesuffix(b"endstream\n")
    return data + (b"\r\nendstream\n" if data.endswith(b"\r") else b"\nendstream\n")


class _Stream(pdfdoc.PDFStream):  # type: ignore[misc]
    """A stream that ends as it should."""

    def format(self, document: Any) -> bytes:
        return _ended(super().format(document))


class _Image(pdfdoc.PDFImageXObject):  # type: ignore[misc]
    """The same of a picture."""

    def format(self, document: Any) -> bytes:
        return _ended(super().format(document))


class _Metadata(pdfdoc.PDFObject):  # type: ignore[misc]
    """The XMP packet: not compressed, so that any program finds it."""

    __RefOnly__ = 1

    def __init__(self, packet: bytes) -> None:
        self.packet = packet

    def format(self, document: Any) -> bytes:  # noqa: ARG002  (called by ReportLab)
        head = f"<</Type/Metadata/Subtype/XML/Length {len(self.packet)}>>\nstream\n".encode()
        return head + self.packet + b"\nendstream"


def _date(document: Any, created: date) -> None:
    """The report's own date is the only one in the file."""
    stamp = document._timeStamp
    stamp.YMDhms = (created.year, created.month, created.day, 0, 0, 0)
    stamp.dhh = stamp.dmm = 0


def _describe(canvas: Any, meta: Meta) -> None:
    document = canvas._doc
    canvas.setTitle(meta.title)
    canvas.setAuthor(meta.author)
    canvas.setSubject(meta.subject)
    if meta.journal:
        canvas.setKeywords(meta.journal)
    canvas.setCreator(CREATOR)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    document.Catalog.Metadata = document.Reference(_Metadata(packet(meta, CREATOR, PRODUCER)))
    document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    if meta.archive:
        _name_colours(document)


def _name_colours(document: Any) -> None:
    """Say what the numbers of colours mean (ISO 19005-2, 6.2.3)."""
    profile = _Stream(content=srgb.profile(), filters=[pdfdoc.PDFZCompress])
    profile.dictionary["N"] = 3
    intent = {
        "Type": pdfdoc.PDFName("OutputIntent"),
        "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString(srgb.NAME),
        "Info": pdfdoc.PDFString(srgb.NAME),
        "DestOutputProfile": document.Reference(profile),
    }
    document.Catalog.__NoDefault__ = [*document.Catalog.__NoDefault__, "OutputIntents"]
    document.Catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])


def _identity(document: Any, meta: Meta) -> bytes:
    """The same pages give the same identity, on any machine."""
    digest = hashlib.sha256(f"{meta}".encode())
    for page in document.Pages.pages:
        digest.update(page.stream.encode("latin1", "replace"))
    identity = digest.hexdigest()[:32]
    return f"\n[<{identity}><{identity}>]\n".encode()


_PAIR = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4,6})>")


def repaired_cmap(text: str) -> str:
    """A ToUnicode table as ISO 32000 wants it, from one that ReportLab wrote."""
    pairs = [(code, chr(int(point, 16)).encode("utf-16-be").hex().upper()) for code, point in _PAIR.findall(text)]
    pairs = [(code, point) for code, point in pairs if point != "0000"]
    start = re.search(r"\d+ beginbfchar", text)
    if start is None:
        return text
    end = text.index("endbfchar") + len("endbfchar")
    blocks = []
    for first in range(0, len(pairs), 100):
        block = pairs[first : first + 100]
        listed = "\n".join(f"<{code}> <{point}>" for code, point in block)
        blocks.append(f"{len(block)} beginbfchar\n{listed}\nendbfchar")
    return text[: start.start()] + "\n".join(blocks) + text[end:]
