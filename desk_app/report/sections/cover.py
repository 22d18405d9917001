"""0. The cover: what this is, whose, of when; and what a reader of a draft must see first."""

from __future__ import annotations

from desk_app.report.blocks import Callout, Cover, plain
from desk_app.report.material import Material
from desk_app.report.words import count, number, on, were


def cover(m: Material) -> Cover:
    s = m.settings
    printed = m.published_on or m.as_at
    return Cover(
        title=s.report_title,
        subtitle=s.service,
        period=f"{m.year}: {on(m.now.period.start)} to {on(m.now.period.end)}",
        lines=(
            s.written_by,
            f"{printed:%B %Y}",
            f"Figures as at {on(m.as_at)}",
            *([f"**{corrected(m)}**"] if corrected(m) else []),
        ),
        notices=tuple(notice for notice in (_failing(m), _not_over(m), _nothing(m)) if notice),
    )


def corrected(m: Material) -> str:
    """What a corrected report says of itself; "" if it is the first one, or a draft."""
    if m.replaces_on is None or m.draft:
        return ""
    return f"Corrected: replaces the report published on {on(m.replaces_on)}"


def _failing(m: Material) -> Callout | None:
    failing = m.now.failing
    if not failing:
        return None
    return Callout(
        f"{count(len(failing), 'check').capitalize()} of the figures {were(len(failing))} not passed",
        "The report cannot be published until the figures agree."
        if m.draft
        else "Why it is published all the same is said in section 11.",
        tuple(plain(f"{check.label}: {number(check.one)} against {number(check.other)}") for check in failing),
        tone="warning",
    )


def _not_over(m: Material) -> Callout | None:
    if m.over:
        return None
    return Callout(
        f"{m.year} was not over when these figures were made",
        f"They count what had happened by {on(m.as_at)}, and nothing after it. Years before are counted over the same "
        f"dates of theirs: from {on(m.now.period.start, year=False)} to {on(m.now.period.end, year=False)}.",
    )


def _nothing(m: Material) -> Callout | None:
    if not m.now.empty:
        return None
    return Callout(
        f"The register has no feedback of {m.year}",
        "That does not show that there was none. Nothing is compared with the years before.",
        tone="warning",
    )
