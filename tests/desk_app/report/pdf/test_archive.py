"""The report as PDF/A-2a beside PDF/UA-1: what an archive asks for is in the file, and only there where it is asked."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import page
import pikepdf
import pytest
from PIL import Image, ImageCms

from desk_app.report import for_archive
from desk_app.report.blocks import Cover, Logo, Report
from desk_app.report.pdf import srgb, to_bytes
from tests.desk_app.report import specimen


@pytest.fixture(scope="module")
def archive() -> bytes:
    return to_bytes(for_archive(specimen.every_block(rows=20)))


def failures(data: bytes, tmp_path: Path) -> list[str]:
    """What an independent validator has against it, as PDF/A-2a and as PDF/UA-1."""
    file = tmp_path / "archive.pdf"
    file.write_bytes(data)
    checked = (page.validate_pdf(str(file), profile=profile) for profile in ("pdfa-2a", "ua1"))
    return [failure.message for result in checked for failure in result.failures]


def test_an_archive_can_keep_every_block(archive: bytes, tmp_path: Path) -> None:
    """PDF/A-2a and PDF/UA-1 at once."""
    assert failures(archive, tmp_path) == []


def test_the_validator_finds_what_is_missing(tmp_path: Path) -> None:
    """An ordinary report, which names no colours and makes no claim, is not passed as PDF/A-2a."""
    file = tmp_path / "ordinary.pdf"
    file.write_bytes(to_bytes(specimen.every_block(rows=3)))
    assert page.validate_pdf(str(file), profile="pdfa-2a").failures


def test_colours_are_named_by_one_profile(archive: bytes) -> None:
    """Output intent: sRGB, with its profile in the file."""
    with pikepdf.open(io.BytesIO(archive)) as file:
        (intent,) = file.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.N == 3
        assert intent.DestOutputProfile.read_bytes() == srgb.profile()
    with pikepdf.open(io.BytesIO(to_bytes(specimen.every_block(rows=3)))) as file:
        assert "/OutputIntents" not in file.Root


def test_the_profile_is_srgb() -> None:
    """Little CMS reads it, and what it knows as sRGB comes out as it went in."""
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb.profile()))
    assert ImageCms.getProfileDescription(ours).strip() == srgb.NAME
    colours = Image.new("RGB", (4, 64))
    steps = [(n * 4, 255 - n * 4, (n * 36) % 256) for n in range(64)]
    colours.putdata([colour for colour in steps for _ in range(4)])
    turned = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
    assert turned is not None
    pairs = zip(colours.tobytes(), turned.tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) <= 2


def test_the_same_report_gives_the_same_bytes(archive: bytes) -> None:
    """The same input, the same file; the pages are those of the ordinary one."""
    report = specimen.every_block(rows=20)
    assert to_bytes(for_archive(report)) == archive
    with pikepdf.open(io.BytesIO(archive)) as one, pikepdf.open(io.BytesIO(to_bytes(report))) as other:
        assert [p.Contents.read_bytes() for p in one.pages] == [p.Contents.read_bytes() for p in other.pages]


LOGOS = ("RGB PNG", "RGBA PNG", "L PNG", "LA PNG", "P PNG", "1 PNG", "RGB JPEG", "L JPEG", "CMYK JPEG")


@pytest.mark.parametrize("logo", LOGOS)
def test_any_logo_can_be_kept(logo: str, tmp_path: Path) -> None:
    """Also one for printers, in four colours, and one that lets the paper through."""
    mode, kind = logo.split()
    data = io.BytesIO()
    Image.new(mode, (60, 20)).save(data, kind)
    assert failures(to_bytes(for_archive(with_logo(data.getvalue()))), tmp_path) == []


def with_logo(data: bytes) -> Report:
    return replace(specimen.every_block(rows=3), cover=Cover("A report", logo=Logo(data, "The council's crest")))
