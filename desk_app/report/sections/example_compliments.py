"""5. Example compliments: signed-off texts only."""

from __future__ import annotations

from desk_app.report.blocks import Block, Heading, plain
from desk_app.report.material import Material
from desk_app.report.quotes import quotes


def blocks(m: Material) -> tuple[Block, ...]:
    return (
        Heading("5. Example compliments", key="example-compliments"),
        *quotes(
            m,
            "compliments",
            (
                f"These are some of the compliments that people gave {plain(m.settings.service)} in {m.year}. "
                "Names and other personal details were removed, and wording may have been changed slightly for that.",
            ),
        ),
    )
