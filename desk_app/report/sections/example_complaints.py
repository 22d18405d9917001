"""6. Example complaints: signed-off texts only, with what a reader must know about them."""

from __future__ import annotations

from desk_app.report.blocks import Block, Heading
from desk_app.report.material import Material
from desk_app.report.quotes import quotes


def blocks(m: Material) -> tuple[Block, ...]:
    return (
        Heading("6. Example complaints", key="example-complaints"),
        *quotes(
            m,
            "complaints",
            (
                f"These examples show what complaints received in {m.year} were about; not all of these complaints "
                "were upheld.",
                _whose(m),
                "Personal details were removed, and wording may have been changed slightly for that.",
            ),
        ),
    )


_TOLD = "They are told in the words of the people who complained, or as staff took down what they said."


def _whose(m: Material) -> str:
    """Whose words they are: what a case keeps as said may have been taken down by staff, a summary was always."""
    found = {example.id in m.summed_up for example in m.signed_off("complaints")}
    if found == {True}:
        return "They are summed up by the staff who recorded them."
    if found == {True, False}:
        return f"{_TOLD} What is not set off as a quotation is a summary by staff."
    return _TOLD
