"""A bundle as those who get it open it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import page
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from desk_app.bundle import Order, Purpose, Written, items_of, marked_out, write
from desk_app.desk import Desk
from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.records import Letter
from desk_app.store import Store
from tests import tagged_reading
from tests.desk_app.bundle import papers
from tests.desk_app.bundle.conftest import Give

TODAY = date(2026, 11, 24)


def _keys(store: Store, case_id: int, *, notes: bool = False) -> tuple[str, ...]:
    return tuple(item.key for item in items_of(store.case_file(case_id)) if item.usual or notes)


def _bundle(store: Store, case_id: int, out: Path, keys: tuple[str, ...] = (), *, zipped: bool = False) -> Written:
    order = Order(Purpose.OMBUDSMAN, keys or _keys(store, case_id), zipped, "The Ombudsman’s office")
    return write(store, case_id, order, out, TODAY, "Alex Example")


def _pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    out = []
    for sheet in document:
        text = sheet.get_textpage()
        out.append(" ".join(text.get_text_bounded().split()))
        text.close()
        sheet.close()
    document.close()
    return out


def _red(data: bytes, number: int, at: tuple[float, float]) -> bool:
    """Whether a page is red there (in shares of its width and height, from the top left)."""
    document = pypdfium2.PdfDocument(data)
    image = document[number].render(scale=0.3).to_pil()
    document.close()
    red, green, blue = image.getpixel((int(image.width * at[0]), int(image.height * at[1])))[:3]
    return bool(red > 200 and green < 60 and blue < 60)


def test_pages_are_numbered_through_and_the_index_says_where_everything_is(
    store: Store, case_id: int, give: Give, tmp_path: Path
) -> None:
    """Cover, index, the complaint, the chronology, a letter of two pages, a photo."""
    give("Letter from school.pdf", papers.pdf("First of the letter", "Second of the letter"))
    give("Photo.jpg", papers.picture(exif_turn=6))
    written = _bundle(store, case_id, tmp_path / "bundle.pdf")
    data = (tmp_path / "bundle.pdf").read_bytes()
    pages = _pages(data)
    assert written.in_words == "4 items on 7 pages"
    assert len(pages) == written.pages == 7
    for text in ("Bundle for the Ombudsman", "Made on 24 November 2026 by Alex Example", "4 items, 7 pages"):
        assert text in pages[0]
    index = pages[1]
    for text in ("1 The complaint as it was received 1 September 2026 3", "2 Chronology 4",
                 "3 Letter from school.pdf 24 November 2026 5 to 6", "4 Photo.jpg 24 November 2026 7"):  # fmt: skip
        assert text in index, index
    for number, text in enumerate(pages[1:], 2):
        assert f"Bundle page {number} of 7" in text
    assert "First of the letter" in pages[4]
    assert "3. Letter from school.pdf Bundle page 6 of 7" in pages[5]
    assert _red(data, 6, (0.8, 0.5))  # the photo, turned upright


def test_it_has_bookmarks_and_links_that_lead_there(store: Store, case_id: int, give: Give, tmp_path: Path) -> None:
    """Also to pages that were not made here."""
    give("Letter.pdf", papers.pdf("One", "Two"))
    give("Plan.pdf", papers.pdf("Wide", size=(842, 595)))
    _bundle(store, case_id, tmp_path / "b.pdf")
    with pikepdf.Pdf.open(tmp_path / "b.pdf") as pdf, pdf.open_outline() as outline:
        places = [(str(e.title), pikepdf.Page(e.destination[0]).index + 1) for e in outline.root]  # type: ignore[index]
        linked = [pikepdf.Page(a.Dest[0]).index + 1 for a in pdf.pages[1].obj.Annots.as_list()]
        sizes = [tuple(round(float(v)) for v in sheet.mediabox.as_list()[2:]) for sheet in pdf.pages]
    assert places == [
        ("What is in this bundle", 2), ("1. The complaint as it was received", 3), ("2. Chronology", 4),
        ("3. Letter.pdf", 5), ("4. Plan.pdf", 7),
    ]  # fmt: skip
    assert linked == [3, 4, 5, 7]
    assert sizes[4:] == [(595, 902), (595, 902), (842, 655)]


def test_a_screen_reader_reads_all_of_it(store: Store, case_id: int, give: Give, tmp_path: Path) -> None:
    """The pages from elsewhere have headings and are content; pictures have words. No claim of PDF/UA is made."""
    give("Letter.pdf", papers.pdf("Words of the letter"))
    give("Photo.jpg", papers.picture())
    _bundle(store, case_id, tmp_path / "b.pdf")
    data = (tmp_path / "b.pdf").read_bytes()
    reading = str(tagged_reading.read(data))
    assert reading.endswith(
        "  Sect\n    H1: 3. Letter.pdf\n    P\n"
        "  Sect\n    H1: 4. Photo.jpg\n    Figure [Photo.jpg: a picture without text]\n"
    )
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        assert re.search(rb"/P <</MCID \d+>> BDC\s+q[^Q]*/Inset Do Q\s+EMC", pdf.pages[4].Contents.read_bytes())
    assert b"pdfuaid" not in data
    found = page.validate_pdf(str(tmp_path / "b.pdf"), profile="ua1").failures
    ours = [f.rule_id for f in found if "FONT" not in f.rule_id]  # fonts are those of the letter
    assert sorted(ours) == ["PDFUA1-ID-PART-001", "PDFUA1-ID-SCHEMA-001"]


def test_a_bundle_of_our_own_pages_is_pdf_ua(store: Store, case_id: int, tmp_path: Path) -> None:
    """And says so."""
    _bundle(store, case_id, tmp_path / "own.pdf", ("complaint", "chronology"))
    assert b"pdfuaid" in (tmp_path / "own.pdf").read_bytes()
    assert page.validate_pdf(str(tmp_path / "own.pdf"), profile="ua1").failures == []


def test_what_cannot_be_merged_is_named_with_its_reason_and_lies_beside_in_the_zip(
    store: Store, case_id: int, give: Give, tmp_path: Path
) -> None:
    """A workbook, a PDF with a password, one that is damaged; the numbers are those of the index."""
    give("Plan.xlsx", b"PK\x03\x04....")
    give("Locked.pdf", papers.pdf("x", encrypt="key"))
    give("Broken.pdf", b"%PDF-1.7 and no more")
    written = _bundle(store, case_id, tmp_path / "b.zip", zipped=True)
    with zipfile.ZipFile(tmp_path / "b.zip") as made:
        assert made.namelist() == [
            "b.pdf", "Not merged/03 Plan.xlsx", "Not merged/04 Locked.pdf", "Not merged/05 Broken.pdf",
        ]  # fmt: skip
        assert made.read("Not merged/03 Plan.xlsx") == b"PK\x03\x04...."
        pages = _pages(made.read("b.pdf"))
    assert "3 items are not among these pages" in pages[0]
    assert "Locked.pdf (not merged: it needs a password. It is beside this file: 04 Locked.pdf)" in pages[1]
    assert written.not_merged[0] == ("Plan.xlsx", "Excel workbook, not a PDF or a picture")
    _bundle(store, case_id, tmp_path / "b.pdf")
    assert "Broken.pdf (not merged: it is damaged and cannot be read. Ask us for it)" in _pages(
        (tmp_path / "b.pdf").read_bytes()
    )[1]  # fmt: skip


def test_the_redacted_copy_goes_out_and_never_the_original(
    store: Store, case_id: int, give: Give, tmp_path: Path
) -> None:
    """As pictures: words beneath a black box cannot be copied out of it. The latest copy counts."""
    original = give("Report.pdf", papers.pdf("Name of the child: Ben Example"))
    give("Report redacted.pdf", papers.pdf("Name of the child: Ben redacted badly"), original)
    latest = give("Report redacted 2.pdf", papers.pdf("Words beneath a box"), original)
    file = store.case_file(case_id)
    items = [item for item in items_of(file) if item.file is not None]
    assert [(item.key, item.redacted) for item in items] == [(f"document:{latest.id}", True)]
    assert items[0].about == "PDF, redacted copy: the original is left out"
    _bundle(store, case_id, tmp_path / "b.pdf")
    data = (tmp_path / "b.pdf").read_bytes()
    pages = _pages(data)
    assert "1 document is a redacted copy: its original is not in this bundle." in pages[0]
    assert "Report redacted 2.pdf (redacted copy, as pictures of its pages)" in pages[1]
    assert not any(text in "".join(pages) for text in ("Ben redacted badly", "Name of the child", "beneath a box"))
    assert len(pages) == 5
    with pytest.raises(Problem, match="was redacted"):
        _bundle(store, case_id, tmp_path / "c.pdf", (f"document:{original.id}",))
    assert not (tmp_path / "c.pdf").exists()


def test_the_inclusion_marks_decide(store: Store, case_id: int, give: Give, tmp_path: Path) -> None:
    """Marked to be left out, or its redacted copy is: neither is offered, and asking for it is refused."""
    out = give("Private.pdf", papers.pdf("private"), include=False)
    original = give("Report.pdf", papers.pdf("report"))
    give("Report redacted.pdf", papers.pdf("black"), original, include=False)
    file = store.case_file(case_id)
    assert [item.key for item in items_of(file)] == ["complaint", "chronology"]
    assert marked_out(file) == ("Private.pdf", "Report.pdf")
    with pytest.raises(Problem, match="marked to be left out"):
        _bundle(store, case_id, tmp_path / "b.pdf", (f"document:{out.id}",))


def test_the_order_is_the_one_that_was_asked_for(store: Store, case_id: int, give: Give, tmp_path: Path) -> None:
    """A document before the chronology, the complaint not at all."""
    letter = give("Letter.pdf", papers.pdf("One"))
    _bundle(store, case_id, tmp_path / "b.pdf", (f"document:{letter.id}", "chronology"))
    pages = _pages((tmp_path / "b.pdf").read_bytes())
    assert "1 Letter.pdf 24 November 2026 3" in pages[1]
    assert "2 Chronology 4" in pages[1]
    assert "One" in pages[2]
    assert "allowance" not in " ".join(pages)


def test_nothing_of_another_case_is_in_it(store: Store, case_id: int, desk: Desk, give: Give, tmp_path: Path) -> None:
    """Not even of the same people."""
    desk.log({"kind": "Comment", "received_on": "2 Sep 2026", "words": "Zebra crossing.", "summary": "Zebra",
              "complainant": {"name": "Ada Example"}})  # fmt: skip
    give("Letter.pdf", papers.pdf("One"))
    _bundle(store, case_id, tmp_path / "b.pdf", _keys(store, case_id, notes=True))
    assert "Zebra" not in " ".join(_pages((tmp_path / "b.pdf").read_bytes()))
    assert "0002" not in " ".join(_pages((tmp_path / "b.pdf").read_bytes()))


def test_filled_in_forms_keep_their_answers_and_hidden_layers_stay_hidden(
    store: Store, case_id: int, give: Give, tmp_path: Path
) -> None:
    """As they look on the screen of who added them."""
    give("Consent.pdf", papers.form("Yes, Ada Example"))
    give("Layers.pdf", papers.layered("Shown", "Hidden"))
    _bundle(store, case_id, tmp_path / "b.pdf")
    pages = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "b.pdf", "-"], capture_output=True, text=True, check=True
    )
    assert "Yes, Ada Example" in pages.stdout
    assert "Shown" in pages.stdout
    assert "Hidden" not in pages.stdout


def test_words_that_look_like_our_own_marks_do_no_harm(
    store: Store, desk: Desk, case_id: int, give: Give, tmp_path: Path
) -> None:
    """A note about /Inset Do; brackets in a name."""
    file = store.case_file(case_id)
    offer = next(offer for offer in desk.offers(file) if offer.verb.name == "NOTE")
    assert not desk.do(offer, file, {"text": "/Inset Do Q [x](#item) **bold**"}).problems
    give("a [b] (c).pdf", papers.pdf("Brackets"))
    _bundle(store, case_id, tmp_path / "b.pdf", _keys(store, case_id, notes=True))
    pages = _pages((tmp_path / "b.pdf").read_bytes())
    assert "a (b) (c).pdf" in pages[1]
    assert "Brackets" in pages[4]
    assert "/Inset Do Q [x](#item) **bold**" in pages[5]


def test_the_whole_of_it_is_written_or_nothing(store: Store, case_id: int, give: Give, tmp_path: Path) -> None:
    """Cancelled at any report of progress, the old file is as it was, and the journal knows nothing of it."""
    give("Letter.pdf", papers.pdf("One"))
    out = tmp_path / "b.pdf"
    out.write_bytes(b"old")
    calls = 0

    def count(done: int, total: int = 0, text: str = "") -> None:
        nonlocal calls
        calls += 1

    order = Order(Purpose.PANEL, _keys(store, case_id))
    write(store, case_id, order, tmp_path / "other.pdf", TODAY, "Alex Example", count)
    exports = len(store.history())
    for at in range(1, calls + 1):
        left = at

        def stop(done: int, total: int = 0, text: str = "") -> None:
            nonlocal left
            left -= 1
            if not left:
                raise Cancelled

        with pytest.raises(Cancelled):
            write(store, case_id, order, out, TODAY, "Alex Example", stop)
        assert out.read_bytes() == b"old"
    assert len(store.history()) == exports
    assert sorted(path.name for path in tmp_path.glob("*.p*")) == ["b.pdf", "other.pdf"]


@pytest.mark.skipif(os.name != "posix", reason="folders as POSIX has them")
def test_a_folder_that_is_gone_is_said(store: Store, case_id: int, tmp_path: Path) -> None:
    """A Problem with its remedy."""
    with pytest.raises(Problem, match="is not there"):
        _bundle(store, case_id, tmp_path / "gone" / "b.pdf")


def test_the_journal_notes_it_and_the_same_bundle_is_the_same_file(
    store: Store, case_id: int, give: Give, tmp_path: Path
) -> None:
    """Who, when and of which case."""
    give("Letter.pdf", papers.pdf("One"))
    written = _bundle(store, case_id, tmp_path / "a.pdf")
    assert written.change is not None
    assert written.change.verb == "export bundle of CF/2026-27/0001"
    _bundle(store, case_id, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_letter_is_beside_as_the_word_document_that_it_is(store: Store, case_id: int, tmp_path: Path) -> None:
    """Sent ones are chosen unless somebody decides otherwise."""
    with store.change("write letter", "Alex Example") as change:
        kept = change.put_blob(b"PK\x03\x04docx")
        letter = change.put(None, Letter(case_id=case_id, name="Acknowledgement", blob_hash=kept, written_on=TODAY))
    item = items_of(store.case_file(case_id))[2]
    assert (item.title, item.about, item.usual) == ("Acknowledgement", "Letter, not marked as sent", False)
    with store.change("send letter", "Alex Example") as change:
        change.put(letter, replace(letter, sent_on=TODAY))
    _bundle(store, case_id, tmp_path / "b.zip", zipped=True)
    with zipfile.ZipFile(io.BytesIO((tmp_path / "b.zip").read_bytes())) as made:
        assert made.namelist() == ["b.pdf", "Not merged/03 Acknowledgement.docx"]
