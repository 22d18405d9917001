"""What a file is, by its first bytes."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from desk_app import media_types


def _picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, kind)
    return out.getvalue()


def _zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<a/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.7\n", "a.txt", "PDF"),
        (b"\r\n\r\n%PDF-1.4", "scan", "PDF"),  # some scanners begin so
        (_picture("PNG"), "a.pdf", "Picture"),
        (_picture("JPEG"), "a", "Picture"),
        (_picture("TIFF"), "a.tif", "Picture"),
        (_picture("GIF"), "a.gif", "Picture"),
        (_picture("BMP"), "a.bmp", "Picture"),
        (_zipped(), "Plan.docx", "Word document"),
        (_zipped(), "Plan", "ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old.doc", "Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "mail.msg", "Email"),
        (b"From: a@example.org\n\nHello", "mail.eml", "Email"),
        ("Siân said so".encode("cp1252"), "note.txt", "Text"),
        ("Siân".encode("utf-16"), "note.txt", "Text"),
        (b"a,b\n1,2\n", "t.csv", "Text"),
        (b"MZ\x90\x00", "letter.pdf", "Program"),
        (b"#!/bin/sh\n", "letter.pdf", "Program"),
        (b"\x00\x01\x02", "x.pdf", "File"),
    ],
)
def test_the_bytes_say_what_it_is_and_the_name_only_what_they_leave_open(data: bytes, name: str, words: str) -> None:
    """A program that is called letter.pdf is a program."""
    assert media_types.in_words(media_types.of(data, name)) == words
