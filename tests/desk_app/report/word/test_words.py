"""The Word document for reviewers, opened again by the library that Word files are read with."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest

from desk_app.records import Example, ReportText
from desk_app.report import blocks as b
from desk_app.report import drafts, word
from desk_app.report.blocks import Report
from desk_app.report.contents import compose_from
from desk_app.report.links import DRAFT_NOTICE
from desk_app.report.material import Material
from desk_app.report.word.document import DRAFTED, LEFT_OUT


def opened(report: Report, beside: dict[str, str] | None = None) -> Any:
    """The document of a report, read back."""
    return docx.Document(io.BytesIO(word.to_bytes(report, beside)))


def written(m: Material) -> Any:
    """The document of that material as it is exported."""
    return opened(compose_from(m), word.beside(drafts.sections(m)))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_headings_are_headings_and_tables_are_tables(report_2023: Report) -> None:
    """Every heading in its level, every table with the cells that are printed and a header row that repeats."""
    document = opened(report_2023)
    found = [(p.text, int(p.style.name[-1])) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert found == [(b.without_marks(h.text), h.level) for h in report_2023.blocks if isinstance(h, b.Heading)]
    printed = [block for block in report_2023.blocks if isinstance(block, b.Table)]
    assert len(document.tables) == len(printed)
    for table, block in zip(document.tables, printed, strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert rows == [[b.without_marks(cell) for cell in row] for row in (block.header, *block.rows)]
        assert table.rows[0]._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) is not None


def test_a_draft_says_so_on_every_page_with_its_day(report_2023: Report) -> None:
    """In the header, and nothing of the machine in the file."""
    document = opened(report_2023)
    head = document.sections[0].header.paragraphs[0].text
    assert head == f"{DRAFT_NOTICE}, figures as at 2 September 2024"
    assert document.core_properties.author == document.core_properties.last_modified_by == report_2023.meta.author
    assert document.core_properties.modified.date() == report_2023.meta.created
    assert DRAFT_NOTICE not in opened(replace(report_2023, draft=False)).sections[0].header.paragraphs[0].text


def test_the_author_s_words_stand_with_the_draft_beside_them(year_2023: Material) -> None:
    """Two paragraphs of the author's, then once what was drafted; of what was left out only the draft."""
    own = {
        "volumes.kinds": ReportText(
            year="2023/24", key="volumes.kinds", text="First words.\n\n- A list.\n\nSecond **words**."
        ),
        "volumes.months": ReportText(year="2023/24", key="volumes.months", text="Gone.", included=False),
    }
    said = texts(written(replace(year_2023, texts=own)))
    at = said.index("First words.")
    assert said[at + 1 : at + 3] == ["A list.", "Second words."]
    assert said[at + 3].startswith(DRAFTED)
    assert sum(text.startswith(DRAFTED) for text in said) == 1
    assert sum(text.startswith(LEFT_OUT) for text in said) == 1
    assert "Gone." not in said


@pytest.mark.parametrize("text", ["Most wrote.\n\n- by email\n- by letter", "- by email\n- by letter"])
def test_the_draft_follows_the_whole_of_the_author_s_text(year_2023: Material, text: str) -> None:
    """Also where that ends in a list, or is one."""
    mine = ReportText(year="2023/24", key="volumes.kinds", text=text)
    said = texts(written(replace(year_2023, texts={mine.key: mine})))
    at = next(n for n, line in enumerate(said) if line.startswith(DRAFTED))
    assert said[at - 2 : at] == ["by email", "by letter"]


def test_a_report_as_it_was_drafted_shows_each_text_once(year_2023: Material) -> None:
    """Nothing to compare with."""
    assert not [text for text in texts(written(year_2023)) if text.startswith((DRAFTED, LEFT_OUT))]


def test_an_example_that_nobody_signed_off_is_not_in_the_words(year_2023: Material) -> None:
    """Reviewers get the words that could be printed, no more."""
    unsigned = Example(year="2023/24", set_name="complaints", text="Unsigned words of a parent.")
    assert "Unsigned" not in "\n".join(texts(written(replace(year_2023, examples=(unsigned,)))))


def test_links_lead_out_and_lists_begin_with_one() -> None:
    """Two numbered lists do not count on; a link keeps its address."""
    meta = b.Meta(title="A report", created=date(2024, 9, 2))
    lists = (b.Bullets(("One", "Two"), numbered=True), b.Bullets(("First", "Second"), numbered=True))
    document = opened(Report(meta, None, (*lists, b.Prose("See [the council](https://council.example/x)."))))
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    assert [link.address for p in document.paragraphs for link in p.hyperlinks] == ["https://council.example/x"]


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_an_empty_paragraph_prints_nothing(text: str) -> None:
    """As on paper."""
    meta = b.Meta(title="A report", created=date(2024, 9, 2))
    assert texts(opened(Report(meta, None, (b.Prose(text),)))) == ["A report"]
