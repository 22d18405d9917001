"""What a report is written from: figures of the year and the years before, settings, procedures, and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desk_app.figures import Figures
from desk_app.figures.period import year
from desk_app.procedures import Profile
from desk_app.records import Example, Recommendation, ReportText
from desk_app.redaction.signing import printed
from desk_app.report.blocks import Prose
from desk_app.report.earlier import RESTATED, Earlier
from desk_app.settings import Settings

EXAMPLE_SETS = ("compliments", "complaints", "learning")


@dataclass(frozen=True, slots=True)
class Material:
    """Frozen input of every section.

    years: figures of the year and of those before that the register has, by label, oldest first.
    profiles: every procedure profile the office has. texts: the author's own words, by the key of their draft.
    recommendations: of this year's report (for the year to come) and of the year before (their progress).
    published_on: only in what is being published. replaces_on: the day of the report that this one corrects.
    earlier: the years before as they were published, by label.
    overrides: why it is published although a check fails, by the check's key.
    summed_up: the ids of examples whose case has no words of a person, only the team's summary.
    """

    year: str
    as_at: date
    years: Mapping[str, Figures]
    settings: Settings
    profiles: tuple[Profile, ...] = ()
    texts: Mapping[str, ReportText] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    published_on: date | None = None
    replaces_on: date | None = None
    earlier: Mapping[str, Earlier] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)
    summed_up: frozenset[int] = frozenset()

    @property
    def now(self) -> Figures:
        """The year's figures."""
        return self.years[self.year]

    @property
    def before(self) -> Figures | None:
        """Those of the year before, if the register has anything of it and of this one; else nothing compares."""
        return None if self.now.empty else self.years.get(self.year_before)

    @property
    def year_before(self) -> str:
        return year(self.year).year_before().label

    @property
    def over(self) -> bool:
        """Whether the year was over on the day of the figures: else they are of a part of it."""
        return self.as_at > year(self.year).end

    @property
    def year_after(self) -> str:
        return year_after(self.year)

    @property
    def draft(self) -> bool:
        return self.published_on is None

    def is_restated(self, measure: str) -> bool:
        """Whether the author prints earlier years of a measure as they are counted now, not as published."""
        return f"{RESTATED}{measure}" in self.texts

    def prose(self, key: str, *sentences: str, title: str = "") -> Prose:
        """A paragraph: the drafted sentences (empty ones fall away), or what the author wrote in their place."""
        typed = self.texts.get(key)
        if typed is not None:
            return Prose(typed.text if typed.included else "", key, title)
        return Prose(" ".join(sentence for sentence in sentences if sentence), key, title)

    def recommended(self, year: str) -> tuple[Recommendation, ...]:
        """What a year's report recommends, in its order; a row without words recommends nothing."""
        made = (r for r in self.recommendations if r.year == year and r.text.strip())
        return tuple(sorted(made, key=lambda r: (r.position, r.id)))

    def signed_off(self, set_name: str) -> tuple[Example, ...]:
        """The examples of one set that may be printed, in their order: decided, and signed as the office asks."""
        ready = [
            example
            for example in self.examples
            if example.set_name == set_name
            and example.year == self.year
            and printed(example, self.settings.second_sign_off) is not None
        ]
        return tuple(sorted(ready, key=lambda example: (example.position, example.id)))


def year_after(year: str) -> str:
    """ "2023/24" -> "2024/25"."""
    first = int(year[:4]) + 1
    return f"{first}/{(first + 1) % 100:02d}"
