"""6. Example complaints: signed-off texts only, with what a reader must know about them."""

from __future__ import annotations

from desk_app.report.blocks import Block, Heading
from desk_app.report.material import Material
from desk_app.report.quotes import quotes


def blocks(m: Material) -> tuple[Block, ...]:
    return (
        Heading("6. Example complaints", key="example-complaints"),
        m.prose(
            "example_complaints.opening",
            f"These examples show what complaints received in {m.year} were about. They are the words of the people "
            "who complained: not all of these complaints were upheld. Personal details were removed, and wording may "
            "have been changed slightly for that.",
        ),
        *quotes(m, "complaints"),
    )
