"""Pages from elsewhere: taken as they look, or not at all and with a reason."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption

from desk_app import media_types
from desk_app.bundle.sheets import LARGEST_PAGE, NotMerged, Sheets, sheets_of
from tests.desk_app.bundle import papers


def _sheets(data: bytes, name: str = "File.pdf") -> Sheets:
    return sheets_of(data, media_types.of(data, name), name, lambda: None)


def _sizes(sheets: Sheets) -> list[tuple[int, int]]:
    return [(round(leaf.width), round(leaf.height)) for leaf in sheets.leaves]


def test_pages_keep_their_size_and_stand_upright() -> None:
    """A5, a page that is turned, and a plan that is larger than A3."""
    assert _sizes(_sheets(papers.pdf("a", "b", size=(420, 595)))) == [(420, 595), (420, 595)]
    assert _sizes(_sheets(papers.pdf("a", rotate=90))) == [(842, 595)]
    [(width, height)] = _sizes(_sheets(papers.pdf("a", size=(1684, 2384))))
    assert (height, width) == (round(LARGEST_PAGE), round(LARGEST_PAGE * 1684 / 2384))


def test_a_pdf_that_anybody_can_open_but_not_print_is_merged() -> None:
    """Its password is only against changes; the bundle is evidence, not a change."""
    data = papers.pdf("One", encrypt=StandardEncryption("", ownerPassword="key", canPrint=0, canModify=0))
    assert [leaf.alt for leaf in _sheets(data).leaves] == [""]


def test_pages_without_text_have_words_for_who_cannot_see_them() -> None:
    """A scan says which page of what it is; a page with text is read out itself."""
    assert [leaf.alt for leaf in _sheets(papers.pdf("text")).leaves] == [""]
    assert [leaf.alt for leaf in _sheets(papers.scan(2), "Fax.tif").leaves] == [
        "Page 1 of 2 of Fax.tif: a picture without text", "Page 2 of 2 of Fax.tif: a picture without text",
    ]  # fmt: skip


def test_pictures_fit_on_a4_as_they_were_held() -> None:
    """Across, upright, and turned by the camera's own note."""
    assert _sizes(_sheets(papers.picture())) == [(794, 595)]
    [(width, height)] = _sizes(_sheets(papers.picture(exif_turn=6)))
    assert height > width
    assert height <= 842
    for kind in ("PNG", "GIF", "BMP", "TIFF"):
        assert len(_sheets(papers.picture(kind), f"a.{kind.lower()}").forms) == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (papers.pdf("secret", encrypt="key"), "it needs a password"),
        (b"%PDF-1.7\n" + b"nonsense" * 200, "it is damaged and cannot be read"),
        (papers.pdf("cut off")[:300], "it is damaged and cannot be read"),
        (papers.picture()[:200], "the picture is damaged, or of a kind that cannot be read"),
        (papers.picture("PNG", (9000, 9000)), "the picture is too large (9,000 × 9,000 points)"),
        (b"Just words", "Text, not a PDF or a picture"),
    ],
)
def test_what_cannot_be_merged_says_why(data: bytes, reason: str) -> None:
    """The reason stands in the index."""
    with pytest.raises(NotMerged) as raised:
        _sheets(data)
    assert str(raised.value) == reason


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1500), st.binary(min_size=1, max_size=40), st.booleans())
def test_a_file_that_was_altered_anywhere_is_merged_or_refused(at: int, with_: bytes, is_pdf: bool) -> None:
    """Nothing else comes of it."""
    whole = papers.pdf("One", "Two") if is_pdf else papers.picture("PNG", (40, 30))
    data = whole[:at] + with_ + whole[at + len(with_) :]
    sheets = None
    with suppress(NotMerged):
        sheets = sheets_of(data, media_types.PDF if is_pdf else "image/png", "a", lambda: None)
    assert sheets is None or len(sheets.forms) == len(sheets.leaves) > 0


def test_what_is_no_file_of_its_kind_at_all_is_refused() -> None:
    """Random bytes under any name."""
    for kind in (media_types.PDF, "image/jpeg", "image/tiff", "image/webp"):
        with pytest.raises(NotMerged):
            sheets_of(os.urandom(500), kind, "a", lambda: None)
