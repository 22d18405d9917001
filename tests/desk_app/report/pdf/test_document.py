"""The report as a file: PDF/UA-1, its reading, its fonts, its bytes."""

import os
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from PIL import Image

from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.report.blocks import (
    Block,
    Bullets,
    Callout,
    Chart,
    Contents,
    Cover,
    Heading,
    Logo,
    Prose,
    Quote,
    Report,
    Table,
)
from desk_app.report.charts import ChartSpec, Series
from desk_app.report.pdf import to_bytes, write
from desk_app.report.pdf.paper import Paper
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.tagged_pages import Stray
from tests import tagged_reading
from tests.desk_app.report import specimen

GOLDEN = Path(__file__).with_name("every_block.txt")


def report(*blocks: Block, draft: bool = False, cover: Cover | None = specimen.COVER) -> Report:
    return Report(specimen.META, cover, blocks, draft)


def failures(data: bytes, folder: Path) -> list[str]:
    """What an independent checker of PDF/UA-1 finds."""
    file = folder / "checked.pdf"
    file.write_bytes(data)
    result = page.validate_pdf(str(file), profile="ua1")
    return [f"{failure.rule_id}: {failure.message}" for failure in result.failures]


@pytest.fixture(scope="module")
def every_block() -> bytes:
    return to_bytes(specimen.every_block())


# --- accessible ----------------------------------------------------------------------------------------
def test_a_report_with_every_block_meets_pdf_ua(every_block: bytes, tmp_path: Path) -> None:
    """Also a table over many pages, a chart without data, words from everywhere."""
    assert failures(every_block, tmp_path) == []


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Contents(),),
        (Prose("Only this."),),
        (Heading("Only this"),),
        (Heading("Third first", 3), Heading("Then second", 2), Heading("Then first", 1)),
        (Table("Empty", ("A", "B"), ()),),
        (Table("Gaps", ("A", "B"), (("", ""), ("x", ""))),),
        (Chart.of(ChartSpec("line", "None", ("A",), (Series("S", (None,)),))),),
    ],
    ids=["nothing", "contents", "prose", "heading", "levels", "no rows", "gaps", "no data"],
)
@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize("cover", [specimen.COVER, None], ids=["cover", "no cover"])
def test_a_report_with_hardly_anything_meets_pdf_ua(
    blocks: tuple[Block, ...], draft: bool, cover: Cover | None, tmp_path: Path
) -> None:
    """No sections at all."""
    assert failures(to_bytes(report(*blocks, draft=draft, cover=cover)), tmp_path) == []


def test_the_checker_would_notice(every_block: bytes, tmp_path: Path) -> None:
    """A figure without its alternative is refused."""
    broken = BytesIO()
    with pikepdf.open(BytesIO(every_block)) as file:
        del _figure(file.Root.StructTreeRoot.K[0])["/Alt"]
        file.save(broken)
    assert failures(broken.getvalue(), tmp_path)


def _figure(element: Any) -> Any:
    if element.get("/S") == pikepdf.Name.Figure:
        return element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and (found := _figure(kid)) is not None:
            return found
    return None


def test_the_reading_is_as_it_was_approved() -> None:
    """What a screen reader says, line by line; UPDATE_GOLDEN=1 writes it anew, for a person to read."""
    reading = str(tagged_reading.read(to_bytes(specimen.every_block(rows=40))))
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(reading, encoding="utf-8")
    assert reading == GOLDEN.read_text(encoding="utf-8")


def test_a_table_over_many_pages_is_one_table_with_one_head(every_block: bytes) -> None:
    """300 rows on nine pages: the repeated heads are not read out."""
    elements = tagged_reading.read(every_block).elements
    tables = [place for place, element in enumerate(elements) if element.role == "Table"]
    last = elements[tables[-1] :]
    assert sum(element.role == "TR" for element in last) == 301
    assert sum(element.text.strip() == "Reference" for element in last) == 1


def test_a_draft_says_so_on_every_page_and_is_read_out_once(every_block: bytes) -> None:
    """DRAFT – not for publication."""
    reading = tagged_reading.read(every_block)
    with pikepdf.open(BytesIO(every_block)) as file:
        pages = len(file.pages)
    said = [element for element in reading.elements if "DRAFT" in element.text]
    assert len(said) == 1
    assert all(any("DRAFT" in text for text in reading.artifacts[number]) for number in range(1, pages))


def test_a_published_report_says_nothing_of_a_draft() -> None:
    """Neither seen nor read."""
    reading = tagged_reading.read(to_bytes(specimen.every_block(draft=False, rows=3)))
    assert "DRAFT" not in str(reading)
    assert not any("DRAFT" in text for texts in reading.artifacts.values() for text in texts)


def test_a_draft_without_cover_is_read_out_as_one() -> None:
    """The first page says it."""
    reading = tagged_reading.read(to_bytes(report(Heading("1. Numbers"), draft=True, cover=None)))
    assert [element.text.strip() for element in reading.elements if element.text] == [
        "DRAFT – not for publication",
        "1. Numbers",
    ]


def test_every_page_has_its_number(every_block: bytes) -> None:
    """Page 2 of 19."""
    artifacts = tagged_reading.read(every_block).artifacts
    count = len(artifacts) + 1
    for number, texts in artifacts.items():
        assert f"Page {number + 1} of {count}" in "".join(texts)


def test_contents_name_the_pages_of_their_headings(every_block: bytes) -> None:
    """What the contents say is where the link leads."""
    with pikepdf.open(BytesIO(every_block)) as file:
        order = {sheet.obj.objgen: number for number, sheet in enumerate(file.pages, 1)}
        links = [link for link in file.pages[1].Annots if "/Dest" in link]
        assert len(links) == 14
        for link in links:
            said = str(link.Contents)
            assert said.endswith(f", page {order[_target(link.Dest).objgen]}"), said


def _target(destination: Any) -> Any:
    return destination[0]


def test_links_lead_where_they_say(every_block: bytes) -> None:
    """Web, mail and other places of the report; a link to nowhere is only words."""
    with pikepdf.open(BytesIO(every_block)) as file:
        links = list(file.pages[2].Annots)
        addresses = [str(link.A.URI) for link in links if "/A" in link]
        assert addresses == ["https://example.gov.uk/uksi/2006/1738", "mailto:feedback@example.gov.uk"]
        assert [str(link.Contents) for link in links if "/Dest" in link] == ["Figure 2", "Table 1", "the outcomes"]


def test_links_work_in_every_block(tmp_path: Path) -> None:
    """Quotes, callouts, cells, notes, the cover's notices."""
    link = "see [](#a) or [that](#b) or [nothing](#gone)"
    blocks = (
        Heading("A", 1, "a"),
        Heading("B", 2, "b"),
        Quote(link, link),
        Callout(link, link, (link,)),
        Table(link, ("A", "B"), ((link, link),), note=link),
        Bullets((link,)),
    )
    cover = Cover("Title", notices=(Callout("Notice", link),))
    data = to_bytes(report(*blocks, cover=cover))
    assert failures(data, tmp_path) == []
    with pikepdf.open(BytesIO(data)) as file:
        said = [str(link.Contents) for sheet in file.pages for link in sheet.get("/Annots", [])]
    assert sorted(set(said)) == ["A", "that"]
    assert len(said) == 22


# --- the file ------------------------------------------------------------------------------------------
def test_the_same_report_gives_the_same_bytes() -> None:
    """Twice in a row."""
    assert to_bytes(specimen.every_block()) == to_bytes(specimen.every_block())


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another time, another user, another zone."""
    before = to_bytes(specimen.annual(2, 2))
    for name, value in (("SOURCE_DATE_EPOCH", "1"), ("TZ", "Asia/Tokyo"), ("USER", "someone"), ("LC_ALL", "C")):
        monkeypatch.setenv(name, value)
    assert to_bytes(specimen.annual(2, 2)) == before


def test_another_date_gives_another_file() -> None:
    """The identity follows the content."""
    other = replace(report(), meta=replace(specimen.META, created=date(2025, 1, 1)))
    assert identity(to_bytes(report())) != identity(to_bytes(other))


def identity(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as file:
        return bytes(file.trailer.ID[0])


def test_every_font_is_embedded(every_block: bytes) -> None:
    """And Helvetica is not even named."""
    assert b"Helvetica" not in every_block
    with pikepdf.open(BytesIO(every_block)) as file:
        fonts = {str(font.BaseFont): font for sheet in file.pages for font in sheet.Resources.Font.values()}
        assert len(fonts) == 5
        for name, font in fonts.items():
            assert "/FontFile2" in font.FontDescriptor, name
            assert "/ToUnicode" in font, name


def test_the_file_names_title_and_date_and_nobody(every_block: bytes) -> None:
    """No machine, no account, one date."""
    with pikepdf.open(BytesIO(every_block)) as file:
        info = {key: str(value) for key, value in file.docinfo.items()}
        assert info["/Title"] == specimen.META.title
        assert info["/Author"] == "Example Council"
        assert info["/CreationDate"] == info["/ModDate"] == "D:20240902000000+00'00'"
        assert file.Root.Lang == "en-GB"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        with file.open_metadata() as xmp:
            assert xmp["dc:title"] == specimen.META.title
            assert xmp["pdfuaid:part"] == "1"
            assert xmp["xmp:CreateDate"] == "2024-09-02T00:00:00Z"
    assert os.fsencode(Path.home()) not in every_block


def test_titles_with_signs_of_markup_stay_words(tmp_path: Path) -> None:
    """Children & families <2023> (draft)"""
    meta = replace(specimen.META, title="Children & families <2023> (draft) \\ ’", author="A & B", footer="")
    data = to_bytes(Report(meta, None, (Heading("H"), Prose("(a) \\ & <b>"))))
    assert failures(data, tmp_path) == []
    assert "(a) \\ & <b>" in str(tagged_reading.read(data))


def test_streams_end_with_the_end_of_a_line(every_block: bytes) -> None:
    """As ISO 32000 asks."""
    assert not re.search(rb"[^\r\n]endstream", every_block)


def test_the_outline_follows_the_headings(every_block: bytes) -> None:
    """Contents, sections, their parts."""
    with pikepdf.open(BytesIO(every_block)) as file, file.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Contents",
            "1. Introduction",
            "2. The complaints process",
            "3. Feedback in the year",
            "4. Examples",
            "5. Nothing to show",
            "6. A long table",
        ]
        assert [item.title for item in outline.root[1].children] == ["What we count"]
        assert [item.title for item in outline.root[1].children[0].children] == ["Words from everywhere"]


def test_a_logo_is_a_figure_with_its_words(tmp_path: Path) -> None:
    """The council's arms."""
    picture = BytesIO()
    Image.new("RGBA", (300, 100), (10, 80, 140, 128)).save(picture, "PNG")
    cover = replace(specimen.COVER, logo=Logo(picture.getvalue(), "Example Council"))
    data = to_bytes(report(Heading("1. Introduction"), cover=cover))
    assert failures(data, tmp_path) == []
    figures = [element.alt for element in tagged_reading.read(data).elements if element.role == "Figure"]
    assert figures == ["Example Council"]


def test_notices_that_do_not_fit_on_the_cover_go_on(tmp_path: Path) -> None:
    """Sixty failing checks."""
    checks = tuple(f"Check {n} fails: by kind {n}, by month {n + 1}." for n in range(60))
    cover = replace(specimen.COVER, notices=(Callout("These checks fail", items=checks, tone="warning"),))
    data = to_bytes(report(Heading("1. Introduction"), draft=True, cover=cover))
    assert failures(data, tmp_path) == []
    read = [text for text in tagged_reading.read(data).texts("LBody") if text.startswith("Check")]
    assert [text.strip() for text in read] == list(checks)


# --- writing -------------------------------------------------------------------------------------------
def test_writing_replaces_an_older_file(tmp_path: Path) -> None:
    """The same bytes as in memory."""
    out = tmp_path / "report.pdf"
    out.write_bytes(b"old")
    seen: list[tuple[int, int]] = []
    write(specimen.annual(2, 2), out, lambda done, total, _text: seen.append((done, total)))
    assert out.read_bytes() == to_bytes(specimen.annual(2, 2))
    assert seen[-1][0] == seen[-1][1] == len(seen) - 1
    assert list(tmp_path.iterdir()) == [out]


def test_cancel_leaves_the_older_file(tmp_path: Path) -> None:
    """Cancelled on page 2."""
    out = tmp_path / "report.pdf"
    out.write_bytes(b"old")

    def cancel(done: int, total: int, text: str) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        write(specimen.annual(2, 2), out, cancel)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(Problem, match="folder"):
        write(report(), tmp_path / "nowhere" / "report.pdf")


# --- nothing untagged ----------------------------------------------------------------------------------
def test_what_is_drawn_outside_of_everything_is_an_error() -> None:
    """A text without element, a stray rule, marks inside marks."""
    paper = Paper(specimen.META, "en-GB")
    with pytest.raises(Stray):
        paper.text(0, 0, "Lost", "SourceSans3-Regular", 10, "#000000")
    with pytest.raises(Stray):
        paper.rule(0, 0, 10, "#000000")
    with pytest.raises(Stray), paper.artifact(), paper.content(Element("P")):
        pass
