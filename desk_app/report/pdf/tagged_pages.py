"""Tagged pages: what is content of which element, what is decoration, links, bookmarks, the end of pages and file.

Everything is drawn inside `content(element)` or `artifact()`; a stroke or a letter outside of both is a bug and raises
Stray, so that nothing untagged can get into the file and no text can be lost to a screen reader by oversight.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from desk_app.report.blocks import Meta
from desk_app.report.pdf import fonts
from desk_app.report.pdf.finishing import finish
from desk_app.report.pdf.structure import Annotation, Content, Element
from desk_app.report.pdf.styles import PAGE


class Stray(Exception):  # noqa: N818  (what is drawn outside of everything)
    """Something was drawn that is neither content nor an artifact."""


class TaggedPages:
    """The pages of one document. Coordinates are points from the bottom left of the page."""

    def __init__(self, meta: Meta, language: str) -> None:
        self._file = io.BytesIO()
        fonts.font(fonts.REGULAR)
        self._canvas: Any = Canvas(
            self._file,
            pagesize=PAGE,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=language,
            initialFontName=fonts.REGULAR,
        )
        self._meta = meta
        self.root = Element("Document")
        self.page = 0  # counted from 0
        self.width, self.height = PAGE  # of the page that is being drawn
        self.places: set[str] = set()  # the keys of bookmarks, known before the first page is drawn
        self._parents: list[Element | list[Element]] = []
        self._page_keys: list[int | None] = []
        self._on_page: list[Element] = []
        self._page_key: int | None = None
        self._inside = False
        self._links: dict[tuple[Element, int], Element] = {}
        self._forget()

    # --- what is being drawn ---------------------------------------------------------------------------
    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn is what `element` says."""
        self._open_content(element)
        yield
        self._close()

    @contextmanager
    def artifact(self, subtype: str = "") -> Iterator[None]:
        """What is drawn is decoration, or (subtype Header, Footer) repeats on every page: not read out."""
        self._open(f"/Artifact <</Type/Pagination/Subtype/{subtype}>> BDC" if subtype else "/Artifact BMC")
        yield
        self._close()

    def _open_content(self, element: Element) -> None:
        self._open(f"/{element.role} <</MCID {self._mark(element)}>> BDC")

    def _open(self, operator: str) -> None:
        if self._inside:
            raise Stray("marked content inside marked content")
        self._inside = True
        self._put(operator)

    def _close(self) -> None:
        self._put("EMC")
        self._inside = False

    def _mark(self, element: Element) -> int:
        """The number of a new marked sequence of this page, owned by `element`."""
        if self._page_key is None:
            self._page_key = len(self._parents)
            self._parents.append(self._on_page)
        mcid = len(self._on_page)
        self._on_page.append(element)
        element.kids.append(Content(self.page, mcid))
        return mcid

    def _put(self, operator: str) -> None:
        if not self._inside:
            raise Stray(f"outside of content and artifact: {operator[:80]}")
        self._canvas._code.append(operator)

    def _forget(self) -> None:
        """The graphics state is unknown or fresh."""
        self._fill = self._stroke = self._dash = self._font = ""
        self._width = -1.0

    # --- links and places ------------------------------------------------------------------------------
    def link(self, element: Element, href: str, words: str, place: tuple[float, float, float, float]) -> None:
        """A clickable place that belongs to the Link `element`. href: an address, or #key of a bookmark."""
        address = pdfdoc.PDFString(href)
        said = words if href.startswith("#") or href in words else f"{words} ({href.removeprefix('mailto:')})"
        annotation = {
            "Type": pdfdoc.PDFName("Annot"),
            "Subtype": pdfdoc.PDFName("Link"),
            "Rect": pdfdoc.PDFArray([round(value, 2) for value in place]),
            "Border": pdfdoc.PDFArray([0, 0, 0]),
            "F": 4,
            "Contents": pdfdoc.PDFString(fonts.clean(said) or href),
            "StructParent": len(self._parents),
        }
        if href.startswith("#"):
            annotation["Dest"] = self._canvas._bookmarkReference(href[1:])
        else:
            annotation["A"] = pdfdoc.PDFDictionary({"S": pdfdoc.PDFName("URI"), "URI": address})
        self._parents.append(element)
        self._canvas._addAnnotation(pdfdoc.PDFDictionary(annotation))
        element.kids.append(Annotation(self.page, self._canvas._annotationrefs[-1].name))

    def bookmark(self, key: str, top: float, title: str = "", level: int = 0) -> None:
        """A place that links lead to, and with a title an entry of the outline at `level` (from 0)."""
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=min(top, self.height), zoom=0)
        if title:
            self._canvas.addOutlineEntry(fonts.clean(title) or "Untitled", key, level, closed=level > 0)

    def box(self, element: Element, x: float, y: float, width: float, height: float) -> None:
        """Where a figure stands, which readers that zoom want to know."""
        place = f"[{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}]"
        element.attributes.setdefault("Layout", {}).update(BBox=place, Placement="/Block")

    def resize(self, width: float, height: float) -> None:
        """This page alone has another size."""
        self.width, self.height = width, height
        self._canvas.setPageSize((width, height))

    def end_page(self) -> None:
        if self._inside:
            raise Stray("a page ends inside of marked content")
        self._canvas.showPage()
        if (self.width, self.height) != PAGE:
            self.resize(*PAGE)
        self._page_keys.append(self._page_key)
        self.page += 1
        self._on_page = []
        self._page_key = None
        self._forget()

    def to_bytes(self) -> bytes:
        """The finished file."""
        finish(self._canvas, self._meta, self.root, self._parents, self._page_keys)
        return self._file.getvalue()
