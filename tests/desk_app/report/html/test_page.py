"""The report as one accessible file: everything of the PDF is there, whatever the words, always the same."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from desk_app.report.blocks import Chart, Heading, Prose, Report, Table, runs, without_marks
from desk_app.report.charts import Text, layout
from desk_app.report.charts.palette import contrast
from desk_app.report.html import to_text
from desk_app.report.html.looks import DARK, LIGHT
from desk_app.report.html.pictures import WIDTHS, measure
from tests.desk_app.report import specimen
from tests.desk_app.report.html.web_page import SVG, complaints_about, parsed, words
from tests.desk_app.report.pdf.test_any_words import reports


@pytest.fixture(scope="module")
def text(report_2023: Report) -> str:
    return to_text(report_2023)


def test_the_report_of_a_year_shuts_nobody_out(text: str) -> None:
    """An independent parser finds no error; scopes, alternatives, ids, links and levels hold."""
    assert list(complaints_about(parsed(text))) == []


def test_every_block_shuts_nobody_out() -> None:
    """Also those that the year does not have."""
    root = parsed(to_text(specimen.every_block(rows=5)))
    assert list(complaints_about(root)) == []
    assert root.find(".//blockquote") is not None
    assert root.find(".//dl") is not None


def test_checks_find_what_is_wrong(text: str) -> None:
    """A page whose heads lost their scope and whose link points nowhere is not passed."""
    broken = text.replace('<th scope="col">', "<th>").replace('href="#process"', 'href="#gone"')
    found = set(complaints_about(parsed(broken)))
    assert {"th without scope", "dead link: #gone"} <= found


def test_it_says_what_the_blocks_say(text: str, report_2023: Report) -> None:
    """Every paragraph, heading, cell of a table and alternative of a chart."""
    said = words(parsed(text))
    for block in report_2023.blocks:
        if isinstance(block, Prose) and "](" not in block.text:
            for part in block.text.split("\n\n"):
                assert " ".join(without_marks(part).split()) in said
        if isinstance(block, Heading):
            assert without_marks(block.text) in said
        if isinstance(block, Table):
            assert all(" ".join(without_marks(cell).split()) in said for row in block.rows for cell in row)
        if isinstance(block, Chart):
            assert " ".join(block.alt.split()) in said


def test_tables_are_those_of_the_report(text: str, report_2023: Report) -> None:
    """The same cells in the same order: what is hidden on paper is hidden here."""
    tables = [block for block in report_2023.blocks if isinstance(block, Table)]
    drawn = [table for table in parsed(text).iter("table") if "Table " in words(table.find("caption"))]  # type: ignore[arg-type]
    assert len(drawn) == len([table for table in tables if table.numbered])
    for table, found in zip([table for table in tables if table.numbered], drawn, strict=True):
        cells = tuple(tuple(words(cell) for cell in row) for row in found.iter("tr"))[1:]
        assert cells == tuple(
            tuple(" ".join("".join(run.text for run in runs(cell)).split()) for cell in row)
            for row in table.rows or (("None", *("" for _ in table.header[1:])),)
        )


def test_every_chart_is_drawn_with_its_numbers(text: str, report_2023: Report) -> None:
    """A picture for each; the numbers as a table beside it or under it."""
    charts = [block for block in report_2023.blocks if isinstance(block, Chart)]
    root = parsed(text)
    pictures = [svg for svg in root.iter(f"{SVG}svg") if (svg.get("id") or "") != "steps"]
    assert len(pictures) >= len(charts) > 5
    said = words(root)
    for chart in charts:
        assert all(without_marks(cell) in said for row in chart.table().rows for cell in row)


def test_labels_of_a_chart_stay_within_it() -> None:
    """Nothing is drawn outside the picture, measured in a wide font."""
    for spec in (specimen.by_area(), specimen.by_month(), specimen.outcomes(), specimen.by_team()):
        for drawing in (layout(spec, width, measure) for width in WIDTHS.values()):
            for mark in drawing.marks:
                if isinstance(mark, Text):
                    wide = measure(mark.text, mark.bold, mark.size)
                    left = mark.x - {"start": 0.0, "middle": wide / 2, "end": wide}[mark.anchor]
                    assert left >= -1
                    assert left + wide <= drawing.width + 1


def test_a_draft_says_so_first_and_on_every_printed_page(report_2023: Report) -> None:
    """Before the title, in text; what is published does not."""
    draft = to_text(replace(report_2023, draft=True))
    assert words(parsed(draft).find(".//header")).startswith("DRAFT – not for publication")  # type: ignore[arg-type]
    assert '@page{@top-center{content:"DRAFT – not for publication"' in draft
    assert "DRAFT –" not in to_text(replace(report_2023, draft=False))


def test_a_marking_is_words_and_nothing_that_a_style_could_do(report_2023: Report) -> None:
    """Whatever somebody writes as a marking."""
    marking = 'OFFICIAL"}body{display:none}</style><script>'
    page = to_text(replace(report_2023, draft=False, meta=replace(report_2023.meta, marking=marking)))
    assert "{display:none}</style>" not in page
    assert parsed(page).find(".//script") is None
    assert list(complaints_about(parsed(page))) == []


def test_the_same_report_gives_the_same_page(report_2023: Report) -> None:
    """To the byte, and nothing in it is fetched."""
    assert to_text(report_2023) == to_text(report_2023)
    assert not re.search(r"""(src|srcset|xlink:href)=["']?(?!data:)|@import|url\(""", to_text(report_2023))


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_words_can_be_read_in_light_and_dark(colours: dict[str, str]) -> None:
    """WCAG 2.2 AA: 4.5 to 1 for every colour of words on every ground it stands on."""
    for word in ("ink", "muted", "brand", "link"):
        assert contrast(colours[word], colours["paper"]) >= 4.5
    for word in ("ink", "muted", "brand", "link"):
        assert contrast(colours[word], colours["tint"]) >= 4.5
    for word in ("ink", "warning", "link"):
        assert contrast(colours[word], colours["warning-tint"]) >= 4.5


def test_a_picture_whose_caption_is_only_signs_that_no_page_can_hold_has_its_number_for_a_name(
    report_2023: Report,
) -> None:
    """A lone half of a sign, say."""
    chart = next(block for block in report_2023.blocks if isinstance(block, Chart))
    page = to_text(replace(report_2023, blocks=(replace(chart, caption="\ud800"),)))
    assert list(complaints_about(parsed(page))) == []


@given(reports)
@settings(
    max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate)
)
def test_whatever_people_type_is_a_page(report: Report) -> None:
    """Any characters, marks and keys: no error of the parser, nothing that runs."""
    assert list(complaints_about(parsed(to_text(report)))) == []


def test_what_looks_like_tags_is_only_words(report_2023: Report) -> None:
    """A script in a case's words is printed, not run."""
    bad = replace(report_2023, blocks=(Heading("<b>x</b>"), Prose("<script>alert(1)</script> & </main> \"'")))
    root = parsed(to_text(bad))
    assert root.find(".//script") is None
    assert "<script>alert(1)</script> & </main> \"'" in words(root)
