"""The checks of this folder are no rubber stamp: a report broken on purpose is refused."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from desk_app.report.pdf import to_bytes
from tests import pdfua
from tests.desk_app.report import specimen

Break = Callable[[pikepdf.Pdf], None]


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    return [element for element in _walk(pdf.Root.StructTreeRoot.K[0]) if Name(f"/{role}") == element.S]


def _walk(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _walk(kid)


def rewrite(pdf: pikepdf.Pdf, number: int, pattern: bytes, by: bytes) -> None:
    stream: Any = pdf.pages[number].Contents
    changed, count = re.subn(pattern, by, stream.read_bytes(), count=1)
    assert count == 1
    stream.write(changed)


def without(path: str) -> Break:
    """Take a key out of the catalogue."""

    def broken(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[path]

    return broken


def no_alternative(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Figure")[0]["/Alt"]


def no_scope(pdf: pikepdf.Pdf) -> None:
    for head in elements(pdf, "TH"):
        del head["/A"]


def a_skipped_level(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H2")[0].S = Name.H4


def a_link_without_words(pdf: pikepdf.Pdf) -> None:
    annotations: Any = pdf.pages[1].Annots
    del annotations[0]["/Contents"]


def a_link_of_no_element(pdf: pikepdf.Pdf) -> None:
    annotations: Any = pdf.pages[1].Annots
    del annotations[0]["/StructParent"]


def no_tab_order(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]["/Tabs"]


def no_claim(pdf: pikepdf.Pdf) -> None:
    metadata: Any = pdf.Root.Metadata
    metadata.write(metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def text_outside_of_everything(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, 2, rb"(?s)/P <</MCID \d+>> BDC(.*?)EMC", rb"\1")


def an_unembedded_font(pdf: pikepdf.Pdf) -> None:
    fonts: Any = pdf.pages[2].Resources.Font
    for font in fonts.values():
        del font.FontDescriptor["/FontFile2"]


BREAKS: dict[str, Break] = {
    "no language": without("/Lang"),
    "no marks": without("/MarkInfo"),
    "file name instead of title": without("/ViewerPreferences"),
    "no metadata": without("/Metadata"),
    "no structure": without("/StructTreeRoot"),
    "no alternative": no_alternative,
    "no scope": no_scope,
    "a skipped level": a_skipped_level,
    "a link without words": a_link_without_words,
    "a link of no element": a_link_of_no_element,
    "no tab order": no_tab_order,
    "no claim": no_claim,
    "text outside of everything": text_outside_of_everything,
    "an unembedded font": an_unembedded_font,
}


@pytest.fixture(scope="module")
def sound() -> bytes:
    return to_bytes(specimen.every_block(rows=3))


@pytest.mark.parametrize("how", BREAKS)
def test_a_broken_report_is_refused(how: str, sound: bytes, tmp_path: Path) -> None:
    """One thing missing at a time."""
    file = tmp_path / "broken.pdf"
    with pikepdf.open(BytesIO(sound)) as pdf:
        BREAKS[how](pdf)
        pdf.save(file)
    assert not page.validate_pdf(str(file), profile="ua1").is_compliant


def test_the_check_by_hand_says_what_it_found(sound: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """make pdfua ARGS=report.pdf"""
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(sound)
    with pikepdf.open(good) as pdf:
        elements(pdf, "Figure")[0].Alt = pikepdf.String("image1.png")
        an_unembedded_font(pdf)
        pdf.save(bad)
    assert pdfua.main([str(good)]) == 0
    assert pdfua.main([str(bad)]) == 1
    said = capsys.readouterr().out
    assert "PASS good.pdf" in said
    assert "says nothing: 'image1.png'" in said
    assert "is not embedded" in said


def test_another_checker_is_asked_too(
    sound: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """PDFUA_CHECKER names a program."""
    checker = tmp_path / "checker"
    checker.write_text("#!/bin/sh\necho not today\nexit 1\n")
    checker.chmod(0o755)
    monkeypatch.setenv("PDFUA_CHECKER", str(checker))
    file = tmp_path / "good.pdf"
    file.write_bytes(sound)
    assert pdfua.main([str(file)]) == 1
    assert "checker: not today" in capsys.readouterr().out
