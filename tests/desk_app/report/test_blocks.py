"""What a report is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.report.blocks import Chart, Heading, Logo, Run, Table, plain, runs, without_marks
from desk_app.report.charts import ChartSpec, Series

SPEC = ChartSpec("hbar", "Cases", ("A", "B"), (Series("2023/24", (3, 1)),), unit="cases")


def test_a_text_has_three_marks_and_no_more() -> None:
    """**bold**, *italic* and [words](https://example.gov.uk)."""
    assert runs("a **b** *c* [d](https://e.uk) #f") == (
        Run("a "),
        Run("b", bold=True),
        Run(" "),
        Run("c", italic=True),
        Run(" "),
        Run("d", href="https://e.uk"),
        Run(" #f"),
    )


def test_marks_may_be_nested() -> None:
    """**Read [the *law*](https://law.uk)**"""
    assert runs("**Read [the *law*](https://law.uk)**") == (
        Run("Read ", bold=True),
        Run("the ", bold=True, href="https://law.uk"),
        Run("law", bold=True, italic=True, href="https://law.uk"),
    )


@pytest.mark.parametrize("text", ["5 * 3 * 2", "**", "*", "a ** b", "[a](b)", "[a](javascript:x)", "[a]", "(b)", "_c_"])
def test_what_is_no_mark_is_printed_as_it_stands(text: str) -> None:
    """5 * 3 * 2"""
    assert runs(text) == (Run(text),)


def test_a_backslash_makes_a_mark_ordinary() -> None:
    r"""\*not italic\*"""
    assert runs(r"\*not italic\*") == (Run("*not italic*"),)


def test_a_link_without_words_is_filled_in_by_the_document() -> None:
    """see [](#chart)"""
    assert runs("see [](#chart)") == (Run("see "), Run("", href="#chart"))


@given(st.text(alphabet="ab *[]()\\#:/h", max_size=40))
def test_words_made_plain_are_printed_as_they_stand(text: str) -> None:
    """Words out of a case hold no marks."""
    assert without_marks(plain(text)) == text
    assert all(not (run.bold or run.italic or run.href) for run in runs(plain(text)))


@given(st.text(alphabet="ab *[]()\\#:/", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    """Neither an error nor more words than there were."""
    assert len(without_marks(text)) <= len(text)


def test_a_chart_needs_its_alternative_and_a_caption() -> None:
    """Chart(spec, "Cases", alt="")"""
    with pytest.raises(ValueError, match="alternative"):
        Chart(SPEC, "Cases", " ")
    with pytest.raises(ValueError, match="caption"):
        Chart(SPEC, "", "Bar chart")
    assert Chart.of(SPEC).alt.startswith("Bar chart: Cases.")


def test_a_table_needs_a_caption_and_a_head() -> None:
    """Table("", ...)"""
    with pytest.raises(ValueError, match="caption"):
        Table(" ", ("A",), ())
    with pytest.raises(ValueError, match="header"):
        Table("Cases", ("A", ""), ())
    with pytest.raises(ValueError, match="header"):
        Table("Cases", (), ())


def test_every_row_of_a_table_is_as_long_as_its_head() -> None:
    """Two headings, three cells."""
    with pytest.raises(ValueError, match="3 cells under 2 headings"):
        Table("Cases", ("A", "B"), (("1", "2", "3"),))
    with pytest.raises(ValueError, match="align"):
        Table("Cases", ("A", "B"), (), align=("left",))


def test_a_heading_has_words_and_one_of_three_levels() -> None:
    """Heading("Cases", 4)"""
    with pytest.raises(ValueError, match="level"):
        Heading("Cases", 4)
    with pytest.raises(ValueError, match="words"):
        Heading("  ")


def test_a_logo_needs_its_alternative() -> None:
    """Logo(data, "")"""
    with pytest.raises(ValueError, match="alternative"):
        Logo(b"", "")


def test_a_chart_gives_the_table_of_its_numbers() -> None:
    """Category, 2023/24: A 3, B 1; names with marks stay names."""
    spec = ChartSpec("hbar", "Cases", ("A*B*", "B"), (Series("2023/24", (1234, None)),), category="Team")
    table = Chart.of(spec, key="cases").table("Cases in numbers")
    assert table.header == ("Team", "2023/24")
    assert [tuple(without_marks(cell) for cell in row) for row in table.rows] == [("A*B*", "1,234"), ("B", "–")]
    assert table.align == ("left", "right")
