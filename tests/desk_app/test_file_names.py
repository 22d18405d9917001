"""Names of files are anybody's input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.file_names import LONGEST, MOST_BYTES, clean, ending, numbered, with_ending_of


@pytest.mark.parametrize(
    ("given_name", "cleaned"),
    [
        ("Letter from school.pdf", "Letter from school.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"D:\Team\Desktop\plan.docx", "plan.docx"),
        ("/srv/share/plan.docx/", "plan.docx"),
        ("a\x00b\nc\t.pdf", "ab c.pdf"),
        ("letter\u202efdp.exe", "letterfdp.exe"),  # shown as letterexe.pdf by who obeys it
        ('what? <a> "b" |c*.txt', "what- -a- -b- -c-.txt"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("LPT¹.txt", "_LPT¹.txt"),
        ("Console.pdf", "Console.pdf"),
        (".hidden", "hidden"),
        ("dots...", "dots"),
        ("...", "document"),
        ("///", "document"),
        ("", "document"),
        ("Llythyr gan Siân 😀.pdf", "Llythyr gan Siân 😀.pdf"),
    ],
)
def test_a_hostile_name_becomes_one_that_any_system_bears(given_name: str, cleaned: str) -> None:
    """Folders, control characters, direction marks, devices of Windows."""
    assert clean(given_name) == cleaned


def test_three_hundred_characters_are_shortened_and_keep_their_ending() -> None:
    """Counted in bytes too: 200 emoji are 800 bytes."""
    assert clean("x" * 300 + ".pdf") == "x" * (LONGEST - 4) + ".pdf"
    short = clean("😀" * 200 + ".pdf")
    assert short.endswith("😀.pdf")
    assert len(short.encode()) <= MOST_BYTES


@given(st.text(max_size=400))
def test_any_text_becomes_a_name_that_can_be_cleaned_again(name: str) -> None:
    """Cleaning what is clean changes nothing; no separator and no control character is left."""
    cleaned = clean(name)
    assert clean(cleaned) == cleaned
    assert cleaned.strip(" .") == cleaned != ""
    assert not set(cleaned) & set('<>:"/\\|?*\0\n\r\t')
    assert len(cleaned) <= LONGEST
    assert len(cleaned.encode()) <= MOST_BYTES


def test_a_new_name_keeps_its_ending() -> None:
    """Else it would no longer open."""
    assert with_ending_of("Plan", "scan0001.PDF") == "Plan.pdf"
    assert with_ending_of("Plan.pdf", "scan.pdf") == "Plan.pdf"
    assert with_ending_of("Plan v1.2", "scan.docx") == "Plan v1.2.docx"
    assert (ending("a.PDF"), ending("a"), ending(".bashrc"), ending("Dr. No")) == (".pdf", "", "", "")


def test_names_that_are_taken_are_numbered() -> None:
    """Whatever their case: Windows does not tell Plan from plan."""
    taken: set[str] = set()
    assert [numbered(name, taken) for name in ("Plan.pdf", "plan.pdf", "PLAN.pdf", "Plan")] == [
        "Plan.pdf", "plan (2).pdf", "PLAN (3).pdf", "Plan",
    ]  # fmt: skip
