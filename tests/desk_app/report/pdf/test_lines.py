"""Breaking text into lines, and the characters that fonts have or lack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.report.blocks import plain
from desk_app.report.pdf import fonts, styles
from desk_app.report.pdf.lines import Line, break_text, natural_width

STYLE = styles.BODY


def words(lines: list[Line]) -> list[str]:
    return ["".join(segment.text for segment in line.segments) for line in lines]


def test_lines_are_no_wider_than_asked_and_lose_no_word() -> None:
    """A paragraph in 120 points."""
    text = "In the year there were 220 cases of feedback, and most of them were complaints about plans."
    lines = break_text(text, STYLE, 120)
    assert len(lines) > 3
    assert all(line.width <= 120 for line in lines)
    assert " ".join(words(lines)) == text


def test_a_line_of_one_look_is_one_piece() -> None:
    """Nothing is drawn word by word."""
    (line,) = break_text("Three short words", STYLE, 300)
    assert [segment.text for segment in line.segments] == ["Three short words"]


def test_a_word_may_change_its_look_in_the_middle() -> None:
    """**bold**, then a comma without a space."""
    (line,) = break_text("a **bold**, b", STYLE, 300)
    assert [(segment.text, segment.face) for segment in line.segments] == [
        ("a ", fonts.REGULAR),
        ("bold", fonts.SEMIBOLD),
        (", b", fonts.REGULAR),
    ]
    assert line.segments[2].x == pytest.approx(line.segments[1].x + line.segments[1].width)


def test_the_space_before_a_link_is_not_part_of_it() -> None:
    """a [link](https://e.uk) b"""
    (line,) = break_text("a [link](https://e.uk) b", STYLE, 300)
    assert [segment.text for segment in line.segments] == ["a ", "link", " b"]
    assert [segment.link is not None for segment in line.segments] == [False, True, False]


def test_a_long_address_is_broken_after_a_stroke() -> None:
    """https://example.gov.uk/feedback/children"""
    lines = break_text("https://example.gov.uk/feedback/children-and-young-people", STYLE, 110)
    assert all(text[-1] in "/-." for text in words(lines)[:-1])
    assert all(line.joined for line in lines[:-1])


def test_a_long_word_is_broken_anywhere() -> None:
    """It has no place of its own for it, and no letter is lost."""
    lines = break_text("X" * 200, STYLE, 100)
    assert all(line.width <= 100 for line in lines)
    assert "".join(words(lines)) == "X" * 200


def test_an_empty_text_has_no_lines() -> None:
    """Blank is empty."""
    assert break_text("", STYLE, 100) == break_text(" \n ", STYLE, 100) == []
    assert natural_width("  ", STYLE) == (0, 0)


@given(st.text(max_size=80), st.floats(30, 300))
def test_any_text_can_be_broken(text: str, width: float) -> None:
    """Within the width, except where one character is wider."""
    for line in break_text(plain(text), STYLE, width):
        assert line.width <= width + 0.01 or len(words([line])[0]) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Żółć ŵ ŷ", "Żółć ŵ ŷ"),
        ("e\u0301", "é"),
        ("a\u00adb\u200bc\u0007", "abc"),
        ("\U0001f308", "[rainbow]"),
        ("☎ ✓", "☎ ✓"),
        ("中", "[cjk unified ideograph-4e2d]"),
        ("\ufffe", "[U+FFFE]"),
    ],
)
def test_nothing_disappears_unseen(text: str, shown: str) -> None:
    """A character that no font has is spelt out."""
    assert fonts.printable(text) == shown


def test_what_the_face_lacks_is_drawn_by_the_fallback() -> None:
    """A telephone among letters."""
    assert fonts.spans("a☎b", fonts.REGULAR) == [
        (fonts.REGULAR, "a"),
        (fonts.FALLBACK, "☎"),
        (fonts.REGULAR, "b"),
    ]
    assert fonts.width("a☎b", fonts.REGULAR, 10) > fonts.width("ab", fonts.REGULAR, 10)
