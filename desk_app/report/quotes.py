"""Examples as they are printed: what was signed off, or the plain statement that nothing was."""

from __future__ import annotations

from desk_app.redaction.signing import printed
from desk_app.report.blocks import Block, Prose, Quote, plain
from desk_app.report.material import Material

NONE_APPROVED = "No examples were approved for publication."


def quotes(m: Material, set_name: str) -> tuple[Block, ...]:
    """The examples of one set; a text that nobody signed off never gets here."""
    ready = m.signed_off(set_name)
    if not ready:
        return (Prose(NONE_APPROVED),)
    second = m.settings.second_sign_off
    return tuple(Quote(plain(printed(example, second) or ""), plain(example.caption)) for example in ready)
