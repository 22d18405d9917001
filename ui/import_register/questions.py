"""What is asked about the words of a register: one question for each that may not be meant as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desk_app.exchange import register
from desk_app.exchange.register import LISTED, SEPARATORS, VOCABULARY, Reading, Word
from desk_app.records import ListName
from ui.import_register.choices import RECEIVED, Choices

LEFT_OUT = "Leave these rows out"
BLANK = "Leave it blank"
JOINS = "New: joins the list"
Known = Callable[[ListName], list[str]]
"""The values of a list."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a word could mean: `by_itself` when nothing is chosen, else one of `meanings`.

    `note` says (text, tone) what is the matter as long as nothing is chosen. A word that is `open` keeps its rows out.
    """

    word: Word
    by_itself: str
    meanings: tuple[str, ...]
    note: tuple[str, str] | None = None
    open: bool = False


def asked(reading: Reading, choices: Choices, known: Known) -> dict[str, list[Question]]:
    """The questions about each field; of fields with lists only those with something to ask."""
    found: dict[str, list[Question]] = {}
    for key in reading.words.fields():
        words = reading.words.of(key)
        if key in LISTED:
            questions = _about_a_list(words, choices.values.get(key, {}), known(LISTED[key]))
            if questions:
                found[key] = questions
        else:
            found[key] = [_about_a_word(word) for word in words if word.meant != word.written]
    return found


def _about_a_word(word: Word) -> Question:
    alone = register.unaided(word.field, word.written) if word.written else None
    meanings = VOCABULARY.get(word.field, ())
    if word.field != RECEIVED and word.written:
        meanings = (*meanings, BLANK)
    if alone is not None:
        return Question(word, f"As understood: {alone or 'blank'}", meanings)
    why = "Blank" if not word.written else "Not understood" if word.field in VOCABULARY else "Not a date"
    return Question(word, LEFT_OUT, meanings, (why, "warn"), open=True)


def _about_a_list(words: list[Word], chosen: Mapping[str, str], known: list[str]) -> list[Question]:
    """Values that are not on their list, are spelt in another way, or were said to be another."""
    as_written = [Word(word.field, word.written, word.written, word.rows) for word in words]
    taken = register.as_listed(as_written, known)
    on_list = set(known)
    blank = () if words and words[0].field in SEPARATORS else (BLANK,)
    found = []
    for word in words:
        itself = taken.get(word.written, word.written)
        if word.written not in chosen and itself == word.written and itself in on_list:
            continue
        if itself == word.written:
            found.append(Question(word, JOINS, (*known, *blank), ("New on the list", "info")))
        else:
            found.append(Question(word, f"As understood: {itself}", (*known, *blank)))
    return found
