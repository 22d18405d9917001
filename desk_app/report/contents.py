"""The annual report as blocks: what goes in, in which order. `compose` reads the store, `compose_from` is pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from desk_app.figures import Figures, gather, period
from desk_app.progress import Progress, silent
from desk_app.records import Example, Recommendation, ReportText
from desk_app.report import earlier, quotes, year_before
from desk_app.report.blocks import Block, Contents, Meta, PageBreak, Report
from desk_app.report.markup import levelled
from desk_app.report.material import Material
from desk_app.report.own import with_words
from desk_app.report.sections import (
    comparisons,
    cover,
    escalation,
    example_complaints,
    example_compliments,
    example_learning,
    feedback,
    handling_code,
    introduction,
    key_figures,
    learning,
    method,
    ombudsman,
    outcomes,
    process,
    progress_update,
    recommendations,
    teams,
    themes,
    timeliness,
    volumes,
    who_complained,
)

if TYPE_CHECKING:
    from desk_app.store import Store

YEARS = 3
"""So many years stand side by side."""

SECTIONS: tuple[Callable[[Material], tuple[Block, ...]], ...] = (
    key_figures.blocks,
    introduction.blocks,
    process.blocks,
    feedback.blocks,
    volumes.blocks,
    themes.blocks,
    timeliness.blocks,
    teams.blocks,
    outcomes.blocks,
    who_complained.blocks,
    escalation.blocks,
    ombudsman.blocks,
    comparisons.blocks,
    example_compliments.blocks,
    example_complaints.blocks,
    learning.blocks,
    example_learning.blocks,
    progress_update.blocks,
    recommendations.blocks,
    method.blocks,
    handling_code.blocks,
)


def compose(store: Store, year: str, as_at: date, progress: Progress = silent) -> Report:
    """The annual report of a year ("2023/24") from the store, with figures as at that day.

    Problem: not a year, or it had not begun on that day.
    """
    return compose_from(material(store, year, as_at, progress), progress)


def material(store: Store, year: str, as_at: date, progress: Progress = silent) -> Material:
    """Everything the report of a year is written from, read at one moment.

    Of a year that is not over on `as_at`, the years before are counted over the same dates, as they were seen on the
    same day of theirs; what was published of them is of whole years, and no part of it. Problem: it had not begun.
    """
    wanted = period.year(year)
    over = wanted.until(as_at).end < as_at
    with store.reading():
        years: dict[str, Figures] = {}
        before = [period.year_starting(wanted.start.year - back).label for back in range(YEARS - 1, 0, -1)]
        for back in range(YEARS - 1, -1, -1):
            one = period.year_starting(wanted.start.year - back)
            progress(YEARS - 1 - back, YEARS + 1, f"Figures of {one.label}")
            found = gather(store, one, as_at if over else period.years_earlier(as_at, back))
            if back and found.empty:
                continue  # the register has nothing of that year: a zero would be a claim
            years[one.label] = found
        examples = tuple(store.all(Example, year=wanted.label))
        return Material(
            year=wanted.label,
            as_at=as_at,
            years=years,
            settings=store.settings(),
            profiles=tuple(store.profiles().values()),
            texts={text.key: text for text in store.all(ReportText, year=wanted.label)},
            examples=examples,
            summed_up=quotes.summed_up(store, examples),
            recommendations=tuple(
                store.all(Recommendation, year=wanted.year_before().label)
                + store.all(Recommendation, year=wanted.label)
            ),
            earlier=earlier.of(store, before) if over else {},
        )


def drafted(m: Material, progress: Progress = silent) -> Iterator[Block]:
    """The sections one after the other, without what the author adds to them."""
    for at, section in enumerate(SECTIONS):
        progress(at, len(SECTIONS), "Writing the report")
        yield from section(m)


def compose_from(m: Material, progress: Progress = silent) -> Report:
    """The report of that material. Pure: the same material gives the same report."""
    blocks: list[Block] = [
        Contents(),
        PageBreak(),
        *levelled(with_words(year_before.printed(drafted(m, progress), m), m.texts)),
    ]
    corrected = cover.corrected(m)
    title = f"{m.settings.report_title}: {m.settings.service} {m.year}{' (corrected)' if corrected else ''}"
    subject = f"Compliments, comments and complaints about {m.settings.service}, {m.year}"
    meta = Meta(
        title=title,
        created=m.as_at,
        author=m.settings.council,
        subject=f"{subject}. {corrected}" if corrected else subject,
        footer=title,
    )
    return Report(meta, cover.cover(m), tuple(blocks), draft=m.draft)
