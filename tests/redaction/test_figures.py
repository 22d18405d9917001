"""The detector's figures on the corpus, with small margins: a change that makes it worse fails here."""

from __future__ import annotations

import pytest

from desk_app.redaction import Names
from tests.redaction.measure import everybody, measured, mistakes


@pytest.fixture(scope="module")
def store() -> Names:
    """Everybody of all parts."""
    return everybody("abcde")


@pytest.mark.parametrize(
    ("part", "known", "other", "precision"),
    [
        ("a", 0.99, 0.95, 0.93),
        ("b", 0.99, 0.95, 0.95),
        ("c", 0.99, 0.97, 0.95),
        ("d", 0.99, 0.97, 0.91),
        ("e", 0.99, 0.92, 0.97),
    ],
)
def test_what_must_be_found_is_found(part: str, known: float, other: float, precision: float, store: Names) -> None:
    """A, on which it was developed, and B, which was held back: 0.99 of what the store knows, 0.9 of the rest,
    and four marks of five are right. Measured when the detector was finished: A 1.000, 1.000, 0.990; B, opened for the
    first time, 1.000, 0.990, 0.987. The margins are smaller than what was asked for.
    C, written by a language model without sight of the detector, at first: 0.943, 0.799, 0.936, less than what was
    asked for of both kinds of identifier. The rules were then widened after what it showed: it is no measure any
    more of how good they are, its floors keep them from getting worse.
    D, written in the same way and opened after that: 0.939, 0.884, 0.914. The first two are again less than was asked.
    The rules were widened after that, too: its floors are those of a corpus that one develops on.
    E, written in the same way while that was done and opened once after it: 0.995, 0.922, 0.983: as asked.
    """
    figures = measured(part, store)
    said = "\n".join([str(figures), *mistakes(part, store)])
    assert figures.known_recall >= known, said
    assert figures.other_recall >= other, said
    assert figures.precision >= precision, said


def test_without_a_store_most_is_found_still(store: Names) -> None:
    """Of people on no case: by their form, their surroundings and the list of first names."""
    from desk_app import redaction
    from tests.redaction.measure import judged, texts

    found = [is_found for row in texts("b") for _, is_found in judged(row, redaction.find(row["text"]))[0]]
    assert sum(found) / len(found) >= 0.9
