"""3. What complaints were about: problem categories with their sub-categories, and themes."""

from __future__ import annotations

from collections import Counter

from desk_app.figures.themes import Themes
from desk_app.report.bars import bars
from desk_app.report.blocks import Block, Heading, Table, plain
from desk_app.report.material import Material
from desk_app.report.tables import counted, to_the_right
from desk_app.report.words import count, largest, number, percent, rounding_note, sentence, share, top, were


def blocks(m: Material) -> tuple[Block, ...]:
    heading = Heading("What complaints were about", 2, "themes")
    if not m.now.themes.complaints:
        return (heading, m.prose("themes.none", f"There were no complaints in {m.year}."))
    return (heading, *_categories(m), *_subcategories(m), *_themes(m))


def _categories(m: Material) -> tuple[Block, ...]:
    t = m.now.themes
    leading = largest(dict(t.by_category), 1)
    return (
        m.prose(
            "themes.categories",
            "Each complaint has one problem category, the main thing it is about.",
            f"The largest was {plain(leading[0][0])}, with {share(leading[0][1], t.complaints, 'complaint')}."
            if len(leading) == 1
            else "",
        ),
        counted(
            f"Complaints received in {m.year}, by problem category",
            "Problem category",
            t.by_category,
            year=m.year,
            before=m.before.themes.by_category if m.before else None,
            year_before=m.year_before,
            key="by-category",
        ),
    )


def _subcategories(m: Material) -> tuple[Block, ...]:
    rows = _flat(m.now.themes)
    leading = {name: n for _, name, n in rows}
    said, leading = top(leading), dict(largest(leading))
    title = f"Complaints received in {m.year}, by problem sub-category"
    pairs = tuple((name, n) for _, name, n in rows)
    whole = m.now.themes.complaints
    return (
        m.prose(
            "themes.subcategories",
            f"Within the categories, the most frequent {were(len(leading))} {plain(said)}." if said else "",
        ),
        bars(title, "Problem sub-category", pairs, "complaint", "by-subcategory"),
        Table(
            f"{title}: the numbers",
            ("Sub-category", "Category", "Complaints", "Share"),
            tuple((plain(name), plain(category), number(n), percent(n, whole)) for category, name, n in rows),
            align=("left", "left", "right", "right"),
            note=rounding_note([n for _, _, n in rows], whole),
            key="by-subcategory-table",
        ),
    )  # fmt: skip


def _flat(t: Themes) -> list[tuple[str, str, int]]:
    """Category, sub-category, complaints; largest first. A sub-category of two categories carries its category."""
    times = Counter(name for _, pairs in t.by_subcategory for name, _ in pairs)
    rows = [
        (category, name if times[name] == 1 else f"{name} ({category})", n)
        for category, pairs in t.by_subcategory
        for name, n in pairs
    ]
    return sorted(rows, key=lambda row: (-row[2], row[1]))


def _themes(m: Material) -> tuple[Block, ...]:
    t, before = m.now.themes, m.before.themes if m.before else None
    without = f"{count(t.without_theme, 'complaint')} had no theme recorded." if t.without_theme else ""
    if not t.by_theme:
        return (m.prose("themes.themes", f"No themes were recorded for the {count(t.complaints, 'complaint')}."),)
    title = f"Complaints received in {m.year}, by theme"
    old = dict(before.by_theme) if before else {}
    names = [name for name, _ in t.by_theme] + [n for n in old if n not in dict(t.by_theme)]
    now = dict(t.by_theme)
    return (
        m.prose(
            "themes.themes",
            "A theme is a subject that runs through several complaints, and one complaint can have more than one.",
            f"The most frequent {were(len(largest(now)))} {plain(top(now))}." if top(now) else "",
            sentence(without),
        ),
        bars(title, "Theme", t.by_theme, "complaint", "by-theme", summing="none"),
        Table(
            f"{title}: the numbers",
            ("Theme", m.year, "Share of complaints", *([m.year_before] if before else [])),
            tuple(
                (
                    plain(name),
                    number(now.get(name, 0)),
                    percent(now.get(name, 0), t.complaints),
                    *([number(old.get(name, 0))] if before else []),
                )
                for name in names
            ),
            align=to_the_right(4 if before else 3),
            note="A complaint with several themes is counted under each: the numbers sum to more than the complaints."
            if sum(now.values()) > t.complaints
            else "",
            key="by-theme-table",
        ),
    )
