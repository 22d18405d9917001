"""Pages of documents made elsewhere, ready to be put into a bundle: PDFs and pictures. They are anybody's input.

A page is taken as a picture of itself (a form): what else a file may hold, such as scripts, attachments or links, stays
behind. Filled-in fields and remarks become part of the page. Layers that were hidden stay hidden.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageOps, ImageSequence

from desk_app import media_types
from desk_app.report.blocks import Leaf

MOST_PAGES = 1500
MOST_PIXELS = 80_000_000
LONGEST_SIDE = 2480
"""Of a picture: A4 at 300 dots per inch across. A larger one is made smaller."""
LARGEST_PAGE = 1190.55
"""Points of the longer side: A3. A larger page is made smaller."""
A4 = (595.28, 841.89)
QUALITY = 85
SCREEN = "screen"
DOTS = 170.0
"""Per inch, where pages are taken as pictures."""
Still = Callable[[], None]
"""Called now and then; raises Cancelled."""


class NotMerged(Exception):  # noqa: N818  (what it is)
    """A document that cannot become pages; its text is the reason, to follow a colon."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages of one document: forms that belong to `source`, each from (0, 0) upwards, and how large each is."""

    source: pikepdf.Pdf
    forms: tuple[pikepdf.Object, ...]
    leaves: tuple[Leaf, ...]


def sheets_of(data: bytes, media_type: str, name: str, still: Still, *, redacted: bool = False) -> Sheets:
    """The pages of a document. Raises NotMerged. `still` may cancel.

    Of a `redacted` one only pictures: words may still be there beneath a black box, and could be copied from there.
    """
    if media_type == media_types.PDF and redacted:
        return _pages(_pictured(data, still), None, name, still)
    if media_type == media_types.PDF:
        return _pages(data, _texts(data, still), name, still)
    if media_type.startswith("image/"):
        return _pages(_drawn(data, still), None, name, still)
    raise NotMerged(f"{media_types.in_words(media_type)}, not a PDF or a picture")


# --- PDF --------------------------------------------------------------------------------------------------
def _texts(data: bytes, still: Still) -> list[bool]:
    """Whether each page has text that can be read out. Raises NotMerged for what is no readable PDF."""
    with _read(data) as document:
        return [_has_text(page) for page in _each(document, still)]


def _pictured(data: bytes, still: Still) -> bytes:
    """A PDF of pictures of the pages, each of the same size as the page."""
    out = pikepdf.Pdf.new()
    with _read(data) as document:
        document.init_forms()
        for page in _each(document, still):
            dots = min(DOTS, LONGEST_SIDE / max(page.get_size()) * 72)
            _append(out, page.render(scale=dots / 72).to_pil().convert("RGB"), dots)
    done = io.BytesIO()
    out.save(done)
    return done.getvalue()


@contextmanager
def _read(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF, closed after the block. Raises NotMerged, also for what goes wrong in the block."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise NotMerged("it needs a password") from error
        raise NotMerged("it is damaged and cannot be read") from error
    try:
        if len(document) > MOST_PAGES:
            raise NotMerged(f"it has {len(document):,} pages")
        yield document
    except pypdfium2.PdfiumError as error:
        raise NotMerged("it is damaged and cannot be read") from error
    finally:
        document.close()


def _each(document: pypdfium2.PdfDocument, still: Still) -> Iterator[pypdfium2.PdfPage]:
    for number in range(len(document)):
        still()
        page = document[number]
        yield page
        page.close()


def _has_text(page: pypdfium2.PdfPage) -> bool:
    text = page.get_textpage()
    found = bool(text.get_text_range(0, min(text.count_chars(), 200)).strip())
    text.close()
    return found


def _pages(data: bytes, texts: list[bool] | None, name: str, still: Still) -> Sheets:
    try:
        source = pikepdf.Pdf.open(io.BytesIO(data), suppress_warnings=True)
        if "/XFA" in source.Root.get("/AcroForm", {}) and source.Root.get("/NeedsRendering", False):
            raise NotMerged("it is a form that only Adobe Reader can show; print it to a PDF first")
        _flatten(source)
        forms, leaves = [], []
        count = len(source.pages)
        for number, page in enumerate(source.pages, 1):
            still()
            form, width, height = _form(source, page)
            forms.append(form)
            of = f"Page {number} of {count} of {name}" if count > 1 else name
            has_text = texts is not None and number <= len(texts) and texts[number - 1]
            leaves.append(Leaf(width, height, "" if has_text else f"{of}: a picture without text"))
    except pikepdf.PasswordError as error:
        raise NotMerged("it needs a password") from error
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise NotMerged("it is damaged and cannot be read") from error
    if not forms:
        raise NotMerged("it has no pages")
    return Sheets(source, tuple(forms), tuple(leaves))


def _flatten(source: pikepdf.Pdf) -> None:
    """What is filled in, signed or remarked becomes part of its page, as a screen shows it."""
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations(SCREEN)


def _form(source: pikepdf.Pdf, page: pikepdf.Page) -> tuple[pikepdf.Object, float, float]:
    """What a reader shows of a page, upright, as a form from (0, 0): and its width and height."""
    page.trimbox = page.cropbox  # as_form_xobject cuts along the trim box, a screen along the crop box
    form = page.as_form_xobject()
    matrix = pikepdf.Matrix(form.get("/Matrix", pikepdf.Array([1, 0, 0, 1, 0, 0])))
    x1, y1, x2, y2 = (float(value) for value in form.BBox.as_list())
    box = matrix.transform(pikepdf.Rectangle(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
    if not (box.width > 1 and box.height > 1):
        raise NotMerged("a page of it has no size")
    scale = min(1.0, LARGEST_PAGE / max(box.width, box.height))
    placed = matrix @ pikepdf.Matrix(scale, 0, 0, scale, -box.llx * scale, -box.lly * scale)
    form.Matrix = placed.as_array()
    return source.make_indirect(form), box.width * scale, box.height * scale


def hidden_layers(source: pikepdf.Pdf) -> tuple[list[pikepdf.Object], list[pikepdf.Object]]:
    """(all layers, those that are hidden) of a document."""
    found = source.Root.get("/OCProperties")
    if found is None:
        return [], []
    layers = list(found.OCGs.as_list())
    usual = found.get("/D", pikepdf.Dictionary())
    if usual.get("/BaseState") == "/OFF":
        shown = {layer.objgen for layer in usual.get("/ON", pikepdf.Array()).as_list()}
        return layers, [layer for layer in layers if layer.objgen not in shown]
    return layers, list(usual.get("/OFF", pikepdf.Array()).as_list())


# --- pictures ---------------------------------------------------------------------------------------------
def _drawn(data: bytes, still: Still) -> bytes:
    """A PDF of a picture, or of each page of a scan, upright, without what the camera noted."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as picture:
                frames = [_upright(frame, still) for frame in _frames(picture)]
    except Image.DecompressionBombError as error:
        raise NotMerged("the picture is too large") from error
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError) as error:
        raise NotMerged("the picture is damaged, or of a kind that cannot be read") from error
    return _pdf_of(frames)


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    """All pages of a scan; of what moves, the first."""
    if picture.format == "TIFF":
        count = getattr(picture, "n_frames", 1)
        if count > MOST_PAGES:
            raise NotMerged(f"it has {count:,} pages")
        yield from ImageSequence.Iterator(picture)
    else:
        yield picture


def _upright(picture: Image.Image, still: Still) -> Image.Image:
    still()
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise NotMerged(f"the picture is too large ({width:,} × {height:,} points)")
    if picture.format == "JPEG":
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    turned = ImageOps.exif_transpose(picture)
    if max(turned.size) > LONGEST_SIDE:
        turned = turned if turned.mode in ("RGB", "RGBA", "L", "LA", "CMYK") else turned.convert("RGBA")
        turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        white = Image.new("RGBA", turned.size, "white")
        return Image.alpha_composite(white, turned.convert("RGBA")).convert("RGB")
    return turned.copy() if turned.mode in ("1", "L", "RGB") else turned.convert("RGB")


def _pdf_of(pictures: list[Image.Image]) -> bytes:
    """Each on a page of its own shape that fits on A4, upright or across."""
    out = pikepdf.Pdf.new()
    for picture in pictures:
        wide, high = A4[::-1] if picture.width > picture.height else A4
        _append(out, picture, max(picture.width / wide, picture.height / high, 1.0) * 72)
    done = io.BytesIO()
    out.save(done)
    return done.getvalue()


def _append(out: pikepdf.Pdf, picture: Image.Image, dots: float) -> None:
    """A page that is the picture, at so many dots per inch."""
    written = io.BytesIO()
    kept = {} if picture.mode == "1" else {"quality": QUALITY}
    picture.save(written, "PDF", resolution=dots, **kept)
    with pikepdf.Pdf.open(written) as one:
        out.pages.extend(one.pages)
