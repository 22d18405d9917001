"""Examples as they are printed: what was signed off, or the plain statement that nothing was."""

from __future__ import annotations

import json
from collections.abc import Iterable

from desk_app.figures.numbers import Reader
from desk_app.records import Example
from desk_app.redaction.signing import printed
from desk_app.report.blocks import Block, Prose, Quote, plain
from desk_app.report.material import Material

NONE_APPROVED = "No examples were approved for publication."
WITHOUT_WORDS = "SELECT id FROM feedback_case WHERE trim(words) = '' AND id IN (SELECT value FROM json_each(?))"


def summed_up(store: Reader, examples: Iterable[Example]) -> frozenset[int]:
    """The ids of the examples that nobody can have said: their case keeps a summary, and no words of a person."""
    cases = {example.id: example.case_id for example in examples if example.set_name != "learning"}
    silent = {id for (id,) in store.read(WITHOUT_WORDS, (json.dumps([c for c in cases.values() if c is not None]),))}
    return frozenset(id for id, case_id in cases.items() if case_id in silent)


def quotes(m: Material, set_name: str, opening: tuple[str, ...]) -> tuple[Block, ...]:
    """The examples of one set after their opening; a text that nobody signed off never gets here.

    The opening, "example_SET.opening", stands only over examples, or where the author wrote another one. Only what a
    person said is set off as a quotation.
    """
    ready, key = m.signed_off(set_name), f"example_{set_name}.opening"
    first = (m.prose(key, *opening),) if ready or key in m.texts else ()
    if not ready:
        return (*first, Prose(NONE_APPROVED))
    return (*first, *(_example(m, example) for example in ready))


def _example(m: Material, example: Example) -> Block:
    text, whose = plain(printed(example, m.settings.second_sign_off) or ""), plain(example.caption)
    if example.id not in m.summed_up:
        return Quote(text, whose)
    return Prose(f"**{whose}.** {text}" if whose else text)
