"""The annual report as blocks: what goes in, in which order. `compose` reads the store, `compose_from` is pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from desk_app.figures import Figures, gather, period
from desk_app.progress import Progress, silent
from desk_app.records import Example, Recommendation, ReportText
from desk_app.report import earlier
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
    """The annual report of a year ("2023/24") from the store, with figures as at that day. Problem: not a year."""
    return compose_from(material(store, year, as_at, progress), progress)


def material(store: Store, year: str, as_at: date, progress: Progress = silent) -> Material:
    """Everything the report of a year is written from, read at one moment."""
    wanted = period.year(year)
    with store.reading():
        first = store.read("SELECT min(received_on) FROM feedback_case")[0][0]
        years: dict[str, Figures] = {}
        before = [period.year_starting(wanted.start.year - back).label for back in range(YEARS - 1, 0, -1)]
        for back in range(YEARS - 1, -1, -1):
            one = period.year_starting(wanted.start.year - back)
            if back and (first is None or first > one.end.isoformat()):
                continue  # the register begins later: a zero would be a claim
            progress(len(years), YEARS + 1, f"Figures of {one.label}")
            years[one.label] = gather(store, one, as_at)
        return Material(
            year=wanted.label,
            as_at=as_at,
            years=years,
            settings=store.settings(),
            profiles=tuple(store.profiles().values()),
            texts={text.key: text for text in store.all(ReportText, year=wanted.label)},
            examples=tuple(store.all(Example, year=wanted.label)),
            recommendations=tuple(
                store.all(Recommendation, year=wanted.year_before().label)
                + store.all(Recommendation, year=wanted.label)
            ),
            earlier=earlier.of(store, before),
        )


def drafted(m: Material, progress: Progress = silent) -> Iterator[Block]:
    """The sections one after the other, without what the author adds to them."""
    for at, section in enumerate(SECTIONS):
        progress(at, len(SECTIONS), "Writing the report")
        yield from section(m)


def compose_from(m: Material, progress: Progress = silent) -> Report:
    """The report of that material. Pure: the same material gives the same report."""
    blocks: list[Block] = [Contents(), PageBreak(), *levelled(with_words(drafted(m, progress), m.texts))]
    title = f"{m.settings.report_title}: {m.settings.service} {m.year}"
    meta = Meta(
        title=title,
        created=m.as_at,
        author=m.settings.council,
        subject=f"Compliments, comments and complaints about {m.settings.service}, {m.year}",
        footer=title,
    )
    return Report(meta, cover.cover(m), tuple(blocks), draft=m.draft)
