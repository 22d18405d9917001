"""How pieces are put on pages, and tables parted."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desk_app.report.blocks import Block, Callout, Chart, Contents, Heading, PageBreak, Prose, Step, Steps, Table
from desk_app.report.charts import ChartSpec, Series
from desk_app.report.pdf import styles
from desk_app.report.pdf.contents import EntryPiece
from desk_app.report.pdf.drawn import PicturePiece
from desk_app.report.pdf.flow import flow
from desk_app.report.pdf.lines import natural_width
from desk_app.report.pdf.pieces import Piece, Placed, TextPiece, paginate
from desk_app.report.pdf.structure import Element
from desk_app.report.pdf.tables import TablePiece, table_piece
from tests.desk_app.report import specimen


def pages(*blocks: Block) -> list[list[Placed]]:
    return paginate(flow(blocks, Element("Document")).pieces)


def lowest(placed: Placed) -> float:
    return placed.y - placed.piece.height


def assert_nothing_overhangs(laid_out: list[list[Placed]]) -> None:
    for page in laid_out:
        for placed in page:
            assert lowest(placed) >= styles.BOTTOM - 0.1, placed


def paragraph(lines: int) -> Prose:
    return Prose(" ".join(["word"] * 17 * lines))


def test_a_heading_is_never_the_last_on_its_page() -> None:
    """Whatever stands before it."""
    for lines in range(30, 48):
        laid_out = pages(paragraph(lines), Heading("Heading", 2), paragraph(3))
        for page in laid_out:
            last = page[-1].piece
            assert not last.keep, lines


def test_two_headings_stay_with_what_follows() -> None:
    """A section, its first part, and a chart."""
    for lines in range(20, 48):
        blocks = (paragraph(lines), Heading("A", 1), Heading("B", 2), Chart.of(specimen.by_area()))
        for page in pages(*blocks):
            assert not page[-1].piece.keep


def test_no_line_stands_alone() -> None:
    """At least two lines of a paragraph at the foot and at the head of a page."""
    for lines in range(38, 60):
        for page in pages(paragraph(lines), paragraph(9)):
            for placed in page:
                assert isinstance(placed.piece, TextPiece)
                assert len(placed.piece.lines) >= 2


def test_a_page_break_gives_no_empty_page() -> None:
    """Two in a row, one at the start, one at the end."""
    laid_out = pages(PageBreak(), Prose("a"), PageBreak(), PageBreak(), Prose("b"), PageBreak())
    assert [len(page) for page in laid_out] == [1, 1]


def test_nothing_at_all_is_one_empty_page() -> None:
    """No blocks."""
    assert pages() == [[]]


def test_a_chart_stays_with_its_caption_and_within_its_page() -> None:
    """Forty categories with long names are made smaller."""
    names = tuple(f"A category with a rather long name that needs at least two lines {n}" for n in range(40))
    spec = ChartSpec("hbar", "Many", names, (Series("Now", tuple(range(40))),))
    laid_out = pages(Prose("Before."), Chart.of(spec), Prose("After."))
    (piece,) = [placed.piece for page in laid_out for placed in page if isinstance(placed.piece, PicturePiece)]
    assert piece.scale < 1
    assert_nothing_overhangs(laid_out)


def test_a_short_table_is_not_parted() -> None:
    """Ten rows at the foot of a page go to the next."""
    rows = tuple((f"Row {n}", str(n)) for n in range(10))
    for lines in range(20, 46):
        laid_out = pages(paragraph(lines), Table("Ten rows", ("Row", "Number"), rows))
        assert sum(isinstance(placed.piece, TablePiece) for page in laid_out for placed in page) == 1


def test_a_long_table_has_its_rows_once_each() -> None:
    """300 rows over many pages, at least two on each."""
    laid_out = pages(paragraph(20), specimen.long_table(300))
    parts = [placed.piece for page in laid_out for placed in page if isinstance(placed.piece, TablePiece)]
    assert sum(len(part.rows) for part in parts) == 300
    assert min(len(part.rows) for part in parts) >= 2
    assert [part.first for part in parts] == [True] + [False] * (len(parts) - 1)
    assert_nothing_overhangs(laid_out)


def test_a_row_higher_than_a_page_goes_on() -> None:
    """A cell with 3,000 words."""
    long = " ".join(["word"] * 3000)
    laid_out = pages(Table("Long", ("Case", "Learning"), (("A", "short"), ("B", long), ("C", "short"))))
    assert len(laid_out) > 2
    assert_nothing_overhangs(laid_out)
    parts = [placed.piece for page in laid_out for placed in page if isinstance(placed.piece, TablePiece)]
    lines = [line for part in parts for row in part.rows for line in row.cells[1][1]]
    assert sum(segment.text.count("word") for line in lines for segment in line.segments) == 3000


def test_a_callout_higher_than_a_page_goes_on() -> None:
    """A hundred failing checks."""
    items = tuple(f"Check {n}" for n in range(100))
    laid_out = pages(Prose("a"), Callout("These fail", items=items))
    assert len(laid_out) >= 3
    assert_nothing_overhangs(laid_out)


def test_columns_of_numbers_stand_to_the_right() -> None:
    """Words to the left, also in the first column."""
    rows = (("2021", "1,234", "12%", "–", "ten"), ("2022", "", "3.5", "£4.50", "11"))
    table = Table("Mixed", ("Year", "Cases", "Share", "Paid", "Words"), rows)
    assert table_piece(table, "", Element("Sect")).right == [False, True, True, True, False]


def test_a_table_is_never_wider_than_the_page() -> None:
    """Twelve columns of long words."""
    header = tuple(f"Heading number {n}" for n in range(12))
    table = Table("Wide", header, (tuple("extraordinarily" for _ in header),))
    piece = table_piece(table, "Table 1", Element("Sect"))
    assert sum(piece.widths) <= styles.WIDTH + 0.01


def test_widths_can_be_asked_for() -> None:
    """One part to three."""
    piece = table_piece(Table("Asked", ("A", "B"), (("1", "2"),), widths=(1, 3)), "", Element("Sect"))
    assert piece.widths == [styles.WIDTH / 4, styles.WIDTH * 3 / 4]


def test_widths_that_are_asked_for_break_no_word() -> None:
    """The teams of a monitoring sheet: "Open" and "Unanswered" in columns of one part to five."""
    header = ("Team", "Open", "Overdue", "Unanswered", "Compliments", "In time", "Extended", "Late", "Due")
    table = Table("Asked", header, (tuple("1" for _ in header),), widths=(5, *(1 for _ in header[1:])))
    piece = table_piece(table, "", Element("Sect"))
    heads = [natural_width(word, styles.HEAD_CELL)[1] for word in header]
    assert all(width >= head for width, head in zip(piece.widths, heads, strict=True))
    assert abs(sum(piece.widths) - styles.WIDTH) < 0.01
    assert piece.widths[0] == max(piece.widths)


BLOCKS = st.one_of(
    st.builds(paragraph, st.integers(0, 60)),
    st.builds(Heading, st.sampled_from(["A", "A long heading " * 8]), st.integers(1, 3)),
    st.builds(lambda n: specimen.long_table(n), st.integers(0, 90)),
    st.builds(lambda n: Callout("Title", "Text " * n, ("item " * n,) * 3), st.integers(0, 200)),
    st.builds(lambda n: Steps("Steps", (Step("Step", "10 days", "Text " * n),) * 5), st.integers(0, 100)),
    st.just(Chart.of(specimen.by_month())),
    st.just(PageBreak()),
)


@given(st.lists(BLOCKS, max_size=12))
def test_whatever_follows_whatever_nothing_overhangs_and_nothing_is_lost(blocks: list[Block]) -> None:
    """Every line is placed once, in order."""
    pieces = flow(tuple(blocks), Element("Document")).pieces
    laid_out = paginate(pieces)
    assert_nothing_overhangs(laid_out)
    assert lines_of([placed.piece for page in laid_out for placed in page]) == lines_of(pieces)
    for page in laid_out:
        for above, below in pairwise(page):
            assert below.y <= lowest(above) + 0.01


def lines_of(pieces: list[Piece]) -> int:
    """How many lines of prose and rows of tables there are."""
    prose = sum(len(piece.lines) for piece in pieces if isinstance(piece, TextPiece))
    return prose + sum(len(piece.rows) for piece in pieces if isinstance(piece, TablePiece))


def test_contents_move_closer_to_stay_on_one_page() -> None:
    """Fifty headings on one page, thirty at their ease, eighty on two."""
    used = {}
    for count in (30, 50, 80):
        headings = tuple(Heading(f"Heading {n}", 1 + (n % 5 > 0)) for n in range(count))
        laid_out = pages(Contents(), PageBreak(), *headings)
        used[count] = sum(any(isinstance(placed.piece, EntryPiece) for placed in page) for page in laid_out)
    assert used == {30: 1, 50: 1, 80: 2}
