"""3. Feedback in the year: the section's heading; its parts follow as modules of their own."""

from __future__ import annotations

from desk_app.report.blocks import Block, Heading
from desk_app.report.material import Material
from desk_app.report.words import on


def blocks(m: Material) -> tuple[Block, ...]:
    period = m.now.period
    return (
        Heading(f"3. Feedback in {m.year}", key="feedback"),
        m.prose(
            "feedback.opening",
            f"This section counts what was received, opened and closed from {on(period.start)} to {on(period.end)}. "
            "The section [About these figures](#method) says how each number is made.",
        ),
    )
