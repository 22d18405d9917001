"""How long and whether in time, as tables: the same for stage 1 and for the later stages."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.figures.timeliness import DaysToClose, InTime, Within
from desk_app.report.blocks import Table
from desk_app.report.tables import mean_days, median_days, to_the_right
from desk_app.report.words import number, percent, share, some


def days_table(
    caption: str, rows: Sequence[DaysToClose], before: Sequence[DaysToClose] | None, year_before: str, key: str
) -> Table:
    """Closed, mean and median of each procedure and stage; the mean of the year before."""
    old = {(d.route, d.stage): d.days for d in before or ()}
    header = ["Procedure", "Stage", "Closed", "Average", "Median", *([f"Average {year_before}"] if old else [])]
    ordered = sorted(rows, key=lambda d: (d.stage, not d.route, d.route))
    body = tuple(
        (
            d.route or "Both",
            d.stage,
            number(d.days.n),
            mean_days(d.days),
            median_days(d.days),
            *([mean_days(old[d.route, d.stage]) if (d.route, d.stage) in old else "–"] if old else []),
        )
        for d in ordered
    )
    return Table(
        caption,
        tuple(header),
        body,
        align=("left", "left", *to_the_right(len(header) - 1)[1:]),
        note="Investigations that ended without a response, such as withdrawn ones, are included.",
        key=key,
    )


def in_time_table(caption: str, rows: Sequence[InTime], key: str) -> Table:
    """In time, in an agreed extension, late, and their share; what has no published limit is not assessed."""
    return Table(
        caption,
        ("Procedure", "In time", "In an extension", "Late", "Share in time", "Share with extensions", "No response"),
        tuple(
            (
                i.route,
                *((number(i.in_time), number(i.in_extension), number(i.late)) if i.assessed else ("–", "–", "–")),
                percent(i.in_time, i.assessed),
                percent(i.in_time + i.in_extension, i.assessed),
                number(i.without_response),
            )
            for i in rows
        ),
        align=to_the_right(7),
        note=_not_assessed(rows),
        key=key,
    )


def _not_assessed(rows: Sequence[InTime]) -> str:
    parts = [f"{number(i.not_assessed)} {i.route.casefold()}" for i in rows if i.not_assessed]
    if not parts:
        return "Shares are of the responses sent."
    return (
        f"Not assessed, because the procedure has no published limit: {' and '.join(parts)} responses. "
        "Shares are of the others."
    )


def within_sentence(w: Within) -> str:
    """Statutory responses within the limits of the regulations, whatever was agreed."""
    first, second = w.limits
    if w.n == 1:
        return f"Whatever was agreed, the one statutory {w.stage.lower()} response took {_took(w)}."
    all_said = "all of them" if w.within[1] == w.n > 1 else some(w.within[1])
    return (
        f"Whatever was agreed, {share(w.within[0], w.n, f'statutory {w.stage.lower()} response')} took {first} working "
        f"days or fewer, the limit in the regulations, and {all_said} took {second} working days or fewer, "
        "the longest that the regulations allow."
    )


def _took(w: Within) -> str:
    """How long a single response took, against the limits: nothing is said of it twice."""
    first, second = w.limits
    if w.within[0]:
        return f"{first} working days or fewer, the limit in the regulations"
    longest = f"{'at most' if w.within[1] else 'more than'} {second}, the longest that they allow"
    return f"more than {first} working days, the limit in the regulations, and {longest}"
