"""Reads a tagged PDF as a screen reader would: structure by one library (pikepdf), text by another (PDFium).

Neither knows anything of how the report is written, so what they read is a check of it.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Element:
    """One structure element in reading order; text: its own, without that of elements inside it."""

    depth: int
    role: str
    text: str
    alt: str

    def __str__(self) -> str:
        alt = f" [{self.alt}]" if self.alt else ""
        return f"{'  ' * self.depth}{self.role}{': ' if self.text else ''}{self.text.rstrip()}{alt}"


@dataclass(frozen=True, slots=True)
class Reading:
    """elements in reading order; artifacts: per page the texts that are not read out."""

    elements: tuple[Element, ...]
    artifacts: dict[int, list[str]]

    def __str__(self) -> str:
        return "\n".join(map(str, self.elements)) + "\n"

    def texts(self, role: str) -> list[str]:
        return [element.text for element in self.elements if element.role == role]


def read(data: bytes) -> Reading:
    """The tagged reading of a PDF file."""
    texts, artifacts = _texts(data)
    with pikepdf.open(BytesIO(data)) as file:
        pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(file.pages)}
        root = file.Root.StructTreeRoot.K[0]
        return Reading(tuple(_walk(root, 0, texts, pages)), artifacts)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _walk(element: Any, depth: int, texts: dict[tuple[int, int], str], pages: dict[Any, int]) -> Iterator[Element]:
    own: list[str] = []
    inner: list[Any] = []
    for kid in _kids(element):
        if isinstance(kid, int):
            own.append(texts[pages[element.Pg.objgen], kid])
        elif kid.get("/Type") == pikepdf.Name.MCR:
            own.append(texts[pages[kid.Pg.objgen], int(kid.MCID)])
        elif kid.get("/Type") != pikepdf.Name.OBJR:
            own.append("…")
            inner.append(kid)
    shown = "".join(own) if any(part != "…" for part in own) else ""
    yield Element(depth, str(element.S)[1:], shown, str(element.get("/Alt", "")))
    for kid in inner:
        yield from _walk(kid, depth + 1, texts, pages)


def _texts(data: bytes) -> tuple[dict[tuple[int, int], str], dict[int, list[str]]]:
    """The text of each marked sequence by (page, MCID), and the texts outside of all of them by page."""
    marked: dict[tuple[int, int], str] = defaultdict(str)
    artifacts: dict[int, list[str]] = defaultdict(list)
    document = pdfium.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            textpage = page.get_textpage()
            for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
                text = _text(thing.raw, textpage.raw)
                mcid = raw.FPDFPageObj_GetMarkedContentID(thing.raw)
                if mcid < 0:
                    artifacts[number].append(text)
                else:
                    marked[number, mcid] += text
            textpage.close()
            page.close()
    finally:
        document.close()
    return marked, dict(artifacts)


def _text(thing: Any, textpage: Any) -> str:
    size = raw.FPDFTextObj_GetText(thing, textpage, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFTextObj_GetText(thing, textpage, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
