"""A report in the making: its blocks with what was typed a moment ago, and its words section by section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from desk_app.desk import report_texts
from desk_app.progress import Progress, silent
from desk_app.records import Example, Recommendation, ReportText
from desk_app.report import contents, drafts, quotes
from desk_app.report.blocks import Heading, Report, without_marks
from desk_app.report.material import Material

if TYPE_CHECKING:
    from desk_app.store import Store

Typed = Mapping[str, str]
"""What was typed and is not a change yet, by key: a text's, "own.1/heading", "recommendation/ID/progress"."""

WORDS = frozenset({"report_text", "recommendation", "approval", "example"})
"""Tables that change no figure."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report and what it is made of. words: the hash of all that is printed. material: without what is typed."""

    material: Material
    report: Report
    sections: tuple[drafts.Section, ...]
    left_over: tuple[ReportText, ...]
    words: str

    @property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """(key, title) of each section, for a list of places."""
        found = (b for b in self.report.blocks if isinstance(b, Heading) and b.level == 1)
        return tuple((heading.key, without_marks(heading.text)) for heading in found)

    @property
    def drafts(self) -> dict[str, str]:
        """Each draft by its key."""
        return {p.key: p.draft for section in self.sections for p in section.paragraphs}


def make(
    store: Store, year: str, as_at: date, typed: Typed, known: Material | None = None, progress: Progress = silent
) -> Made:
    """The report of a year with what was typed. `known` saves counting anew where only words have changed."""
    if known is None or (known.year, known.as_at) != (year, as_at):
        material = contents.material(store, year, as_at, progress)
    else:
        material = reread(store, known)
    now = overlaid(material, typed)
    report = contents.compose_from(now, progress)
    sections = drafts.sections(now)
    return Made(material, report, sections, drafts.without_place(now, sections), drafts.words_hash(report.blocks))


def reread(store: Store, m: Material) -> Material:
    """The same figures with the words that are stored now."""
    with store.reading():
        examples = tuple(store.all(Example, year=m.year))
        return replace(
            m,
            texts=report_texts.of(store, m.year),
            examples=examples,
            summed_up=quotes.summed_up(store, examples),
            recommendations=tuple(
                store.all(Recommendation, year=m.year_before) + store.all(Recommendation, year=m.year)
            ),
        )


def overlaid(m: Material, typed: Typed) -> Material:
    """The material as if what is typed were saved."""
    if not typed:
        return m
    texts = dict(m.texts)
    changed: dict[int, dict[str, str]] = {}
    for key, value in typed.items():
        name, _, part = key.partition("/")
        if name == "recommendation":
            id, _, column = part.partition("/")
            changed.setdefault(int(id), {})[column] = value
        elif part:
            texts[name] = report_texts.with_part(texts.get(name, ReportText(year=m.year, key=name)), part, value)
        else:
            old = texts.get(name, ReportText(year=m.year, key=name))
            if value.strip() or name.startswith((report_texts.OWN, report_texts.MEASURE, "code.")):
                texts[name] = replace(old, text=value)
            else:
                texts.pop(name, None)  # nothing is written: the draft stands
    made = tuple(replace(r, **changed[r.id]) if r.id in changed else r for r in m.recommendations)  # type: ignore[arg-type]
    return replace(m, texts=texts, recommendations=made)
