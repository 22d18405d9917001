"""Breakdowns whose small numbers may point at somebody: for each table its author chooses what is printed of it.

The choice is kept with the year's texts. Every choice is safe in the same sense: what is hidden cannot be worked out
from the table (`figures.suppression`), and no other table or sentence of the report gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from desk_app.figures import Figures, suppression
from desk_app.figures.numbers import NOT_RECORDED, Counts, total
from desk_app.figures.suppression import Shown
from desk_app.report.blocks import Table, plain
from desk_app.report.material import Material
from desk_app.report.tables import counted, to_the_right
from desk_app.report.words import listed, number, percent

STEP = "small."
MARK = f"mark.{STEP}"
"""A text of that key and a table's says by its hash what the author chose for it."""
NOTHING_RECORDED = "Nothing was recorded, so there is no table."
LEFT_OUT = "Left out, as you chose."
TOO_FEW = "Left out: so few that even the labels would tell the numbers."


class Choice(StrEnum):
    """What is printed of a table; the values are kept in the store."""

    HIDE = "hide"
    SHOW = "show"
    LEAVE_OUT = "leave out"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A table of counts. people: of personal characteristics, so that small numbers are hidden unless chosen otherwise.

    compared: the year before stands beside it. title: without the year.
    """

    key: str
    title: str
    head: str
    of: Callable[[Figures], Counts]
    people: bool = True
    compared: bool = False
    said: str = "complaints received in"

    @property
    def usual(self) -> Choice:
        return Choice.HIDE if self.people else Choice.SHOW


CHILD, ADULT = "of the child", "of the person who complained"
PEOPLE: tuple[Breakdown, ...] = (
    Breakdown("equality-age-child", f"Age {CHILD}", "Age", lambda f: f.who_complained.age),
    Breakdown("equality-age-adult", f"Age {ADULT}", "Age", lambda f: f.who_complained.complainant_age),
    Breakdown("equality-gender-child", f"Gender {CHILD}", "Gender", lambda f: f.who_complained.gender),
    Breakdown("equality-gender-adult", f"Gender {ADULT}", "Gender", lambda f: f.who_complained.complainant_gender),
    Breakdown("equality-disability-child", f"Disability {CHILD}", "Disability", lambda f: f.who_complained.disability),
    Breakdown(
        "equality-disability-adult", f"Disability {ADULT}", "Disability",
        lambda f: f.who_complained.complainant_disability,
    ),
    Breakdown("equality-ethnicity-child", f"Ethnicity {CHILD}", "Ethnicity", lambda f: f.who_complained.ethnicity),
    Breakdown(
        "equality-ethnicity-adult", f"Ethnicity {ADULT}", "Ethnicity",
        lambda f: f.who_complained.complainant_ethnicity,
    ),
)  # fmt: skip
CHANNEL = Breakdown(
    "by-channel",
    "How complaints arrived",
    "Channel",
    lambda f: f.who_complained.by_channel,
    people=False,
    compared=True,
)
CONSENT = Breakdown("consent", "Consent of the child", "Consent", lambda f: f.who_complained.consent, people=False)
REGION = Breakdown(
    "by-region", "Investigations by region", "Region", lambda f: f.volumes.investigations_by_region,
    people=False, compared=True, said="opened in",
)  # fmt: skip
BREAKDOWNS = (*PEOPLE, CHANNEL, CONSENT, REGION)
"""Every table that has the choice, in the order in which the wizard asks."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be printed of a breakdown. table None: nothing, and `why`. hidden: so many of its numbers are not."""

    breakdown: Breakdown
    choice: Choice
    table: Table | None
    why: str = ""
    hidden: int = 0


def chosen(m: Material, breakdown: Breakdown) -> Choice:
    """The author's choice for a table; a word that only a later version knows is the usual one."""
    text = m.texts.get(f"{MARK}{breakdown.key}")
    return next((c for c in Choice if text is not None and text.draft_hash == c), breakdown.usual)


def table(m: Material, breakdown: Breakdown, caption: str = "") -> Table | None:
    """The breakdown as it may be printed, None where nothing of it may."""
    return preview(m, breakdown, caption).table


def preview(m: Material, breakdown: Breakdown, caption: str = "") -> Preview:
    """What is printed of the breakdown, and what is not."""
    choice, now = chosen(m, breakdown), breakdown.of(m.now)
    before = breakdown.of(m.before) if breakdown.compared and m.before else None
    if not any(n for label, n in now if label != NOT_RECORDED) and breakdown.people:
        return Preview(breakdown, choice, None, NOTHING_RECORDED)
    if choice is Choice.LEAVE_OUT:
        return Preview(breakdown, choice, None, LEFT_OUT)
    caption = caption or f"{breakdown.title}, {breakdown.said} {m.year}"
    in_full = counted(
        caption, breakdown.head, now, year=m.year, before=before, year_before=m.year_before, key=breakdown.key
    )
    if choice is Choice.SHOW:
        return Preview(breakdown, choice, in_full)
    threshold = m.settings.suppression_threshold
    seen, old = suppression.printable(now, threshold), suppression.printable(before or (), threshold)
    if seen is None or old is None:
        return Preview(breakdown, choice, None, TOO_FEW)
    hidden = sum(n is None for _, n in (*seen, *old))
    if not hidden:
        return Preview(breakdown, choice, in_full)
    made = _masked(m, breakdown, caption, seen, old if before is not None else None, (total(now), total(before or ())))
    return Preview(breakdown, choice, made, "", hidden)


def _masked(
    m: Material, breakdown: Breakdown, caption: str, seen: Shown, old: Shown | None, sums: tuple[int, int]
) -> Table:
    """The table with hidden cells. Nothing is said of rounding: how per cents sum would tell of what is hidden."""
    explained = suppression.Explained(m.settings.suppression_threshold)
    once = dict(old or ())
    labels = [label for label, _ in seen]
    labels += [label for label, n in once.items() if label not in labels and n != 0]
    labels.sort(key=lambda label: label == NOT_RECORDED)  # keeps the order of the others

    def cell(n: int | None) -> str:
        return explained.cell if n is None else number(n)

    rows = []
    for label in labels:
        n = dict(seen).get(label, 0)
        share = explained.cell if n is None else percent(n, sums[0])
        rows.append((plain(label), cell(n), share, *([cell(once.get(label, 0))] if old is not None else ())))
    rows.append(("Total", number(sums[0]), percent(sums[0], sums[0]), *([number(sums[1])] if old is not None else ())))
    header = (breakdown.head, m.year, "Share", *([m.year_before] if old is not None else ()))
    return Table(
        caption, header, tuple(rows), align=to_the_right(len(header)), total=True, note=explained.note,
        key=breakdown.key,
    )  # fmt: skip


def method(m: Material) -> str:
    """For the method section: what is hidden in which tables; "" where every number is shown."""
    threshold = m.settings.suppression_threshold
    choices = {b: chosen(m, b) for b in BREAKDOWNS}
    others = [b.title for b, choice in choices.items() if choice is Choice.HIDE and not b.people]
    in_full = [b.title for b, choice in choices.items() if choice is Choice.SHOW and b.people]
    left_out = [b.title for b, choice in choices.items() if choice is Choice.LEAVE_OUT]
    hides = threshold >= 2 and any(choice is Choice.HIDE for choice in choices.values())
    return " ".join(
        said
        for said in (
            suppression.Explained(threshold).method if hides else "",
            f"The same is done in: {_named(others)}." if hides and others else "",
            f"Shown in full: {_named(in_full)}." if hides and in_full else "",
            f"Not printed at all: {_named(left_out)}." if left_out else "",
            "No other number in this report is hidden." if hides else "",
        )
        if said
    )


def _named(titles: list[str]) -> str:
    return listed([f"{title[0].lower()}{title[1:]}" for title in titles])
