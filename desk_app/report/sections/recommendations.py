"""10. Actions and recommendations for the coming year."""

from __future__ import annotations

from desk_app.report.blocks import Block, Bullets, Heading, Prose, plain
from desk_app.report.material import Material


def blocks(m: Material) -> tuple[Block, ...]:
    heading = Heading(f"10. Actions and recommendations for {m.year_after}", key="recommendations")
    made = m.recommended(m.year)
    if not made:
        return (heading, Prose(f"No recommendations for {m.year_after} are recorded."))
    return (
        heading,
        m.prose(
            "recommendations.opening",
            f"These follow from the feedback of {m.year}. "
            f"The report for {m.year_after} will say how far each has come.",
        ),
        Bullets(
            tuple(f"{plain(r.text)} *({plain(r.owner)})*" if r.owner else plain(r.text) for r in made), numbered=True
        ),
    )
