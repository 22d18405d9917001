"""Real files such as people send: made here, each in one way difficult."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from desk_app.records import Document

A4 = (595.28, 841.89)


def pdf(*texts: str, size: tuple[float, float] = A4, rotate: int = 0, encrypt: str | StandardEncryption = "") -> bytes:
    """A page for each text, near its upper left corner."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, encrypt=encrypt or None, invariant=1)
    for text in texts:
        canvas.drawString(72, size[1] - 72, text)
        canvas.rect(1, 1, size[0] - 2, size[1] - 2)
        canvas.showPage()
    canvas.save()
    return turned(out.getvalue(), rotate) if rotate else out.getvalue()


def turned(data: bytes, by: int) -> bytes:
    """All pages turned, as a reader shows them."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as made:
        for page in made.pages:
            page.rotate(by, relative=True)
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def form(answer: str) -> bytes:
    """A PDF form with a field that is filled in."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(72, 700, "I agree:")
    canvas.acroForm.textfield(name="agree", value=answer, x=150, y=690, width=200, height=24)
    canvas.save()
    return out.getvalue()


def layered(shown: str, hidden: str) -> bytes:
    """Two texts on layers, one of them hidden."""
    with pikepdf.Pdf.open(io.BytesIO(pdf("Plan"))) as made:
        font = made.pages[0].obj.Resources.Font
        layers = [made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name)) for name in ("on", "off")]
        made.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array(layers), D=pikepdf.Dictionary(OFF=pikepdf.Array(layers[1:]))
        )
        made.pages[0].obj.Resources.Properties = pikepdf.Dictionary(L0=layers[0], L1=layers[1])
        name = next(iter(font.keys()))
        drawn = "".join(
            f"/OC /L{n} BDC BT {name} 40 Tf 72 {400 - 150 * n} Td ({text}) Tj ET EMC\n"
            for n, text in enumerate((shown, hidden))
        )
        made.pages[0].contents_add(drawn.encode())
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (800, 600), *, exif_turn: int = 0) -> bytes:
    """A picture with a red upper half."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0], size[1] // 2), fill="red")
    exif = Image.Exif()
    if exif_turn:
        exif[0x0112] = exif_turn
    exif[0x010E] = "Taken at 1 Example Street"
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def scan(pages: int) -> bytes:
    """Black and white pages of one TIFF, as a fax makes them."""
    out = io.BytesIO()
    first, *rest = [Image.new("1", (1240, 1754), 1) for _ in range(pages)]
    first.save(out, "TIFF", save_all=True, append_images=rest, compression="group4")
    return out.getvalue()


def document(name: str, **fields: object) -> Document:
    """A document's record."""
    return Document(case_id=1, name=name, **fields)  # type: ignore[arg-type]
