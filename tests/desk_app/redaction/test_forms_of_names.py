"""In which forms a name of somebody on the case is found, and where a word that is a name too stays."""

from __future__ import annotations

import pytest

from desk_app import redaction
from desk_app.redaction import Names
from desk_app.redaction.heard import heard
from desk_app.redaction.mutations import unmutated

CASE = Names(
    [
        "Ruby Hallett",
        "Tyler-Jay Hallett",
        "April Simms",
        "Mark Oduya",
        "Hope Kinsella",
        "Will Amory",
        "Grace Amory",
        "Ian Micklewright",
        "Tom Sillitoe",
        "Aoife Gallagher-Khan",
        "Bethan Llewellyn",
        "Catrin Rowe",
        "Chloe Mbatha",
        "Poppy Skelhorn",
    ]
)


def words(text: str) -> list[str]:
    return [mark.covered(text) for mark in redaction.find(text, CASE)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("i will run back here every nite. ruby. ps bye", ["ruby"]),
        ("On 1 April April promised it, and June will tell.", ["April"]),
        ("Will will be seven. mark never did.", ["Will", "mark"]),
        ("will and grace wait at hope's", ["will", "grace", "hope"]),
        ("she calls me tj like my dad did, and T-J is fine", ["tj", "T-J"]),
        ("T said no. Vitamin T is no vitamin, nor is Plan T.", ["T"]),
        ("Re Chloe M: chloe m cried", ["Chloe M", "chloe m"]),
        ("Re: Aoife G-K, spelt ee-fa by him", ["Aoife G-K", "ee-fa"]),
        ("ian miclewrite and tom silly toe came", ["ian miclewrite", "tom", "silly toe"]),
        ("tell poppys mum im ok. luv from pops xxx", ["poppys", "pops"]),
        ("the gallagher khans mum rang", ["gallagher khans"]),
        ("his gaffer is at hopes house, and marks mum rang", ["hopes", "marks"]),
        ("Zara came with aoife g and told MO off", ["Zara", "aoife g", "MO"]),
        ("Ask chloembatha or P-O-P-P-Y", ["chloembatha", "P-O-P-P-Y"]),
        ("Rubyyyy! R*by! Ru-\nby!", ["Rubyyyy", "R*by", "Ru-\nby"]),
        ("Mae hi yn byw gyda Gatrin a'i mam, ac mae hi yn hapus iawn.", ["Gatrin"]),
        ("BETH AND CAT LLEWELLYN CAME, AND THEN THEY LEFT", ["BETH", "CAT LLEWELLYN"]),
    ],
)
def test_a_name_on_the_case_is_found_however_it_is_written(text: str, found: list[str]) -> None:
    """In small letters though it is a word, as initials, as it is heard, torn, drawn out, half hidden, mutated."""
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "I will mark it in April and hope for the best.",
        "we went in april, by the grace of god, until may. i will hope",
        "Will you ring? Mark my words. Hope this helps. May I come?",
        "On 4 April 2026 the summer term began.",
    ],
)
def test_a_word_that_everybody_writes_stays(text: str) -> None:
    """Verbs, months and nouns, though people on the case are called so."""
    assert words(text) == []


def test_what_sounds_alike_is_heard_alike() -> None:
    """Vowels and silent letters are written in many ways."""
    assert heard("rooth") == heard("ruth")
    assert heard("sillytoe") == heard("sillitoe")
    assert heard("wright") == heard("rite")
    assert heard("mark") != heard("mary")


def test_a_changed_first_letter_is_changed_back() -> None:
    """Soft, nasal and aspirate."""
    assert "catrin" in unmutated("gatrin")
    assert "bethan" in unmutated("fethan")
    assert "gwen" in unmutated("wen")
