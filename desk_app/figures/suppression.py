"""Small numbers in breakdowns of people: hidden, with others, so that none can be worked out from what is printed.

The rule does not depend on labels: two tables that differ only in which hidden count stands at which hidden label are
printed alike. At least two different counts are always hidden together, so each of them may be any of the others, even
for a reader who knows this rule, the total and what was not recorded. Procedural counts (stage, route, outcome) are
never hidden.
"""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.figures.numbers import NOT_RECORDED, Counts

Shown = tuple[tuple[str, int | None], ...]
"""(label, count) pairs as they may be printed; None is hidden. Their order says nothing about hidden counts."""


def printable(counts: Counts, threshold: int) -> Shown | None:
    """A breakdown as the public may see it; None: it cannot be printed at all, nor its labels.

    Counts of 1 to `threshold` - 1 are hidden, 0 hides nothing. What was not recorded is no count of anybody: it is
    always shown, last. Zeros are shown.
    """
    people = {label: n for label, n in counts if label != NOT_RECORDED}
    missing = tuple(pair for pair in counts if pair[0] == NOT_RECORDED)
    hidden = _hidden(people, threshold)
    if hidden is None:
        return None
    seen = tuple((label, n) for label, n in people.items() if label not in hidden)
    return (*seen, *((label, None) for label in sorted(hidden)), *missing)


def _hidden(people: dict[str, int], threshold: int) -> frozenset[str] | None:
    """The labels to hide: the small ones; then, from the smallest up, until two of the hidden counts differ."""
    hidden = frozenset(label for label, n in people.items() if 0 < n < threshold)
    while hidden and len({people[label] for label in hidden}) < 2:
        others = [n for label, n in people.items() if n and label not in hidden]
        if not others:
            return None
        hidden |= {label for label, n in people.items() if n == min(others)}  # all that tie: labels must not decide
    return hidden


@dataclass(frozen=True, slots=True)
class Explained:
    """What is said of hidden counts beside a table, and in the method section."""

    threshold: int

    @property
    def cell(self) -> str:
        """What stands in place of a number and of its share."""
        return "hidden"

    @property
    def note(self) -> str:
        """Beneath a table that hides something."""
        return f"Hidden: {self.small}, or a larger number without which one of those could be worked out."

    @property
    def method(self) -> str:
        """For the method section; "" where every number is shown."""
        if self.threshold < 2:
            return ""
        return (
            f"In breakdowns by age, gender, disability and ethnicity, {self.small} is hidden with its share. At least "
            "one other number is hidden with it, so that it cannot be worked out from the total. A breakdown in which "
            "that is not possible is left out."
        )

    @property
    def small(self) -> str:
        """The numbers that are hidden for what they are: "a number from 1 to 4"."""
        most = self.threshold - 1
        return "a number of 1" if most == 1 else f"a number from 1 to {most}"
