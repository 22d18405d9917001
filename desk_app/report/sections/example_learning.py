"""8. Example learning and actions: signed-off texts only."""

from __future__ import annotations

from desk_app.report.blocks import Block, Heading
from desk_app.report.material import Material
from desk_app.report.quotes import quotes


def blocks(m: Material) -> tuple[Block, ...]:
    return (
        Heading("8. Example learning and actions", key="example-learning"),
        *quotes(
            m,
            "learning",
            (
                "These examples say what was learnt and what was done about it. They stand here without the complaints "
                "they came from, so that nobody can be recognised. Most of them come from complaints that were upheld "
                "in full or in part.",
            ),
        ),
    )
