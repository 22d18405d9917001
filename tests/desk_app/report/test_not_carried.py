"""What the pages cannot carry is said while it is typed."""

from __future__ import annotations

import pytest

from desk_app.report import not_carried


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Team\tNo.\nSEND\t12", "A table cannot be carried over"),
        ("| Team | No. |", "A table cannot be carried over"),
        ("# One", "“# One” is printed as it stands"),
        ("* one", "begin it with “- ”"),
        ("Many **wrote.", "“**” stands alone"),
        ("See [here](htp:/example.org).", "“[here](htp:/example.org)” is no link"),
        ("A <b>bold</b> word", "“<b>” is printed as it stands"),
        ("Well done \U0001f44d", "printed as “[thumbs up sign]”"),
    ],
)
def test_what_cannot_be_carried_is_said_once(text: str, said: str) -> None:
    """With what to type instead, where there is something."""
    (found,) = not_carried.said(text)
    assert said in found


@pytest.mark.parametrize(
    "text",
    ["", "## Words\n\nMany **wrote**, *all* of them.\n- one\n- two", "Ŵyn’s [page](https://example.org) – 3 < 4", "#1"],
)
def test_what_is_carried_needs_no_word(text: str) -> None:
    """Headings, lists, bold, links, letters with accents."""
    assert not_carried.said(text) == ()


def test_where_no_marks_are_carried_they_are_said_to_be_printed() -> None:
    """A recommendation and its progress are words alone."""
    assert not_carried.said_of_words("Done, see the **appendix**. 3 * 4 is 12.") == (
        "Bold, italic and links cannot be carried here: their signs are printed as they stand.",
    )
    assert not_carried.said_of_words("Done in May.") == ()
    assert "一" in " ".join(not_carried.said_of_words("See 一."))
