"""British English spelling, without a network."""

from __future__ import annotations

import pytest

from desk_app import spelling


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We recieved more complaints.", ["recieved"]),
        ("The colour was organised, the childrens’ centre re-opened.", ["childrens"]),
        ("The color was organized.", ["color", "organized"]),
        ("Mrs Brambel and SENCO wrote on 3rd to CF/2026-27/0001.", []),
        ("See [our page](https://exmaple.org/teh) or wrte@exampel.org.", []),
        ("Teh reply came. Recieving it helped.", ["Teh", "Recieving"]),
        ("- **recieved** by *hand*", ["recieved"]),
        ("Children’s Services don’t wait.", []),
    ],
)
def test_what_is_not_english_as_it_is_written_here_is_found(text: str, words: list[str]) -> None:
    """Names, abbreviations, references and addresses are left alone."""
    assert [found.word for found in spelling.misspelt(text)] == words


def test_it_is_said_where_a_word_stands() -> None:
    """For the line under it."""
    assert spelling.misspelt("All recieved")[0] == spelling.Misspelt(4, "recieved")


def test_the_office_s_own_words_are_known() -> None:
    """Whatever their capitals."""
    assert spelling.misspelt("The telecare hubb", ["Hubb", "telecare"]) == ()


def test_what_may_have_been_meant_is_suggested() -> None:
    """The British word."""
    assert spelling.suggestions("color")[0] == "colour"
    assert "received" in spelling.suggestions("recieved")
