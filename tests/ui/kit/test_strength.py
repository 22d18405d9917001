"""How hard a passphrase is to guess: honest, in words."""

from __future__ import annotations

import random
import time

import pytest
from pytestqt.qtbot import QtBot
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from desk_app.strength import EASY, FAIR, STRONG, VERY_STRONG, estimate
from ui.kit.strength import StrengthMeter
from ui.kit.theme import ThemeManager


@pytest.mark.parametrize(
    "guessable",
    ["password1234", "1234567890", "aaaaaaaaaaaa", "Summer2026!", "qwertyuiop", "liverpoolfc1"],
)
def test_what_everybody_uses_does_not_protect_a_store(guessable: str) -> None:
    """However many kinds of signs are in it."""
    assert not estimate(guessable).enough
    assert estimate(guessable).advice


@pytest.mark.parametrize("good", ["seven warm walruses", "tri chath du cysglyd", "correct horse battery staple"])
def test_a_few_unrelated_words_do(good: str) -> None:
    """In any language, without a capital or a digit."""
    assert estimate(good).level >= STRONG
    assert not estimate(good).advice


@pytest.mark.parametrize(
    "guessable",
    ["password password", "Password1 password2", "qwerty qwerty", "iloveyou-iloveyou", "happy birthday",
     "manchester united", "merry_christmas", "one two three four", "green apple", "feedback desk", "Feedback Desk 2026",
     "FeedbackDesk2026", "Childrens Services 2026", "customer relations", "complaints team 1", "sample sample",
     "alexexample1", "Alex.Example.1", "Example Alex Example", "westshirecouncil"],
)  # fmt: skip
def test_words_said_twice_or_known_of_the_office_count_for_little(guessable: str) -> None:
    """With blanks or without, in capitals, with a number behind: nor do two words that everybody knows."""
    found = estimate(guessable, ("team", "Alex Example", "Westshire Council"))
    assert not found.enough
    assert found.words.startswith("Too easy: ")


def test_random_words_of_everyday_english_do() -> None:
    """Nine times of ten three of the 3,000 most frequent, always four: as the number of ways to draw them says."""
    words = [word for word in FREQUENCY_LISTS["english_wikipedia"] if 3 <= len(word) <= 9][:3000]
    drawn = random.Random(25)
    three, four = ([estimate(" ".join(drawn.sample(words, some))).enough for _ in range(40)] for some in (3, 4))
    assert sum(three) >= 34
    assert all(four)


def test_signs_of_a_password_that_was_made_by_a_program_count() -> None:
    """Its dots and hyphens are signs like others."""
    assert estimate("xK9-mQ2.Lp").level == STRONG


def test_short_ones_say_how_much_is_missing() -> None:
    """Ten letters at least; nothing is said of nothing."""
    assert estimate("") == estimate("", ["Ada"])
    assert estimate("").words == ""
    assert estimate("kX9#mmq").words == "Too short: 3 more letters."
    assert estimate("kX9#mmqz7").words == "Too short: 1 more letter."


def test_what_is_known_of_the_team_makes_it_easier() -> None:
    """The store's own name is tried first."""
    assert estimate("Exampleshire team", ["Exampleshire team"]).level == EASY
    assert not estimate("Feedback2026", ["feedback desk"]).enough


def test_levels_follow_the_time_it_would_take() -> None:
    """From too easy to very strong."""
    typed = ("password1234", "four calm giraffes", "seven warm walruses", "correct horse battery staple")
    levels = [estimate(p).level for p in typed]
    assert levels == sorted(levels)
    assert levels[0] == EASY
    assert levels[-1] == VERY_STRONG
    assert set(levels) == {EASY, FAIR, STRONG, VERY_STRONG}


@pytest.mark.parametrize("odd", ["x" * 5000, "👩‍👩‍👧‍👦" * 40, "a\u0301" * 30, "\u202e" * 12, "   ".ljust(40), "ﷺ" * 20])
def test_odd_ones_are_counted_too(odd: str) -> None:
    """Very long, emoji, combining marks: an answer, and soon enough for each letter typed."""
    began = time.perf_counter()
    assert estimate(odd).words
    assert time.perf_counter() - began < 2  # a hang, not a speed


def test_the_meter_is_there_while_something_is_typed(qtbot: QtBot, themes: ThemeManager) -> None:
    """The words say what the bar shows."""
    meter = StrengthMeter()
    qtbot.addWidget(meter)
    meter.show_strength(estimate("four calm giraffes"))
    assert meter.isVisible()
    assert meter.words.text().startswith("Fair: ")
    assert not meter.grab().toImage().isNull()
    meter.show_strength(estimate(""))
    assert not meter.isVisible()
