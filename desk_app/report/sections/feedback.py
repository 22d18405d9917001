"""3. Feedback in the year: the section's heading; its parts follow as modules of their own."""

from __future__ import annotations

from desk_app.report import measures
from desk_app.report.blocks import Block, Heading
from desk_app.report.material import Material
from desk_app.report.words import on, shown


def blocks(m: Material) -> tuple[Block, ...]:
    period = m.now.period
    return (
        Heading(f"3. Feedback in {m.year}", key="feedback"),
        m.prose(
            "feedback.opening",
            f"This section counts what was received, opened and closed from {on(period.start)} to {on(period.end)}. "
            "The section [About these figures](#method) says how each number is made.",
            _restated(m),
        ),
    )


def _restated(m: Material) -> str:
    """That the year before is as it was published, although the register gives other numbers now."""
    changed = [
        f"{measure.name}, {shown(now, measure.unit)} (published as {shown(was, measure.unit)})"
        for measure, was, now in measures.restated(m, m.year_before)
    ]
    if not changed:
        return ""
    said = (
        f"Numbers of {m.year_before} are as they were published, unless a note says otherwise."
        if m.earlier[m.year_before].tables
        else f"Sentences compare with {m.year_before} as it was published, unless section 4 says otherwise. Tables "
        "count it from the register."
    )
    return f"{said} The register as it stands now gives other numbers: {'; '.join(changed)}."
