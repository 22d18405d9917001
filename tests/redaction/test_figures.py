"""The detector's figures on the corpus, with small margins: a change that makes it worse fails here."""

from __future__ import annotations

import pytest

from desk_app.redaction import Names
from tests.redaction.measure import everybody, measured, mistakes


@pytest.fixture(scope="module")
def store() -> Names:
    """Everybody of both parts."""
    return everybody("ab")


@pytest.mark.parametrize("part", ["a", "b"])
def test_what_must_be_found_is_found(part: str, store: Names) -> None:
    """A, on which it was developed, and B, which was held back: 0.99 of what the store knows, 0.9 of the rest,
    and four marks of five are right. Measured when the detector was finished: A 1.000, 1.000, 0.990; B, opened for the
    first time, 1.000, 0.990, 0.987. The margins are smaller than what was asked for.
    """
    figures = measured(part, store)
    said = "\n".join([str(figures), *mistakes(part, store)])
    assert figures.known_recall >= 0.99, said
    assert figures.other_recall >= 0.95, said
    assert figures.precision >= 0.95, said


def test_without_a_store_most_is_found_still(store: Names) -> None:
    """Of people on no case: by their form, their surroundings and the list of first names."""
    from desk_app import redaction
    from tests.redaction.measure import judged, texts

    found = [is_found for row in texts("b") for _, is_found in judged(row, redaction.find(row["text"]))[0]]
    assert sum(found) / len(found) >= 0.9
