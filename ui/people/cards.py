"""The cards of a person's page: their cases, how to reach them, what was arranged before, who may be the same."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from desk_app.desk.people import Known
from desk_app.records import ContactArrangement, Person
from ui import arrangements, wording
from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.widgets import Card, button, column_of, label, row_of
from ui.session import Session

Ask = Callable[[int], object]


def cases_card(session: Session, known: Known, opened: Ask) -> Card:
    """Every case they are on, the latest first, with what they are to it."""
    card = Card("Cases")
    card.box.setSpacing(6)
    rows = session.rows_by_id(array("q", [each.case_id for each in known.appearances]))
    if not known.appearances:
        card.box.addWidget(label("On no case.", "muted"))
    for n, each in enumerate(known.appearances):
        line, box = _row(first=n == 0)
        row = rows.get(each.case_id)
        top = QWidget()
        across = row_of(top, spacing=10)
        summary = f"{each.reference}  {row.summary if row else ''}".strip()
        across.addWidget(_link(summary, partial(opened, each.case_id), f"Open {each.reference}"))
        across.addStretch()
        if row is not None:
            across.addWidget(Chip(row.status, wording.status_tone(row.status, is_open=row.open)))
        box.addWidget(top)
        parts = [each.part, each.job, each.team, f"received {short_date(each.received_on)}"]
        if each.last_contact_on > each.received_on:
            parts.append(f"last contact {short_date(each.last_contact_on)}")
        box.addWidget(label("  ·  ".join(filter(None, parts)), "hint", wrap=True))
        card.box.addWidget(line)
    return card


def _link(text: str, pressed: Callable[[], object], name: str) -> QPushButton:
    made = button(text, pressed, role="link")
    made.setAccessibleName(f"{name}: {text}")
    return made


def _row(*, first: bool) -> tuple[QFrame, QVBoxLayout]:
    line = QFrame()
    line.setProperty("role", "plain" if first else "row")
    return line, column_of(line, margins=(0, 0 if first else 10, 0, 4), spacing=3)


def reached_card(person: Person) -> Card:
    """How they are reached, and what else is recorded of them."""
    card = Card("About them")
    pairs = [
        ("How to reach", person.contact), ("Email", person.email), ("Telephone", person.telephone),
        ("Address", person.address), ("Best reached", person.preferred_contact), ("Born", short_date(person.born_on)),
        ("Notes", person.notes),
    ]  # fmt: skip
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    grid.setColumnMinimumWidth(0, 104)
    grid.setColumnStretch(1, 1)
    known = [(name, value) for name, value in pairs if value]
    for n, (name, value) in enumerate(known):
        grid.addWidget(label(name, "muted", wrap=True), n, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value, wrap=True, selectable=True), n, 1, Qt.AlignmentFlag.AlignTop)
    card.box.addLayout(grid)
    if not known:
        card.box.addWidget(label("Nothing but the name is recorded.", "muted", wrap=True))
    card.box.addWidget(label("To change this, open a case and choose Correct.", "hint", wrap=True))
    return card


def past_card(past: Iterable[ContactArrangement]) -> Card:
    """Contact arrangements that hold no more."""
    card = Card("Earlier contact arrangements")
    for each in past:
        ended = f" Ended {short_date(each.ended_on)}." if each.ended_on else ""
        card.box.addWidget(label(f"{arrangements.in_words(each)}{ended}", wrap=True, selectable=True))
    return card


def duplicates_card(found: Iterable[Known], looked_at: Ask, merge: Callable[[Known], object] | None) -> Card:
    """Who may be the same person, and why. Merging is offered where anything can be changed."""
    card = Card("Perhaps the same person")
    card.box.addWidget(
        label("Names, emails and telephone numbers are compared. You decide: nothing is merged by itself.", "hint",
              wrap=True)
    )  # fmt: skip
    for known in found:
        line, box = _row(first=False)
        name = known.person.name or "Name removed"
        box.addWidget(_link(name, partial(looked_at, known.person.id), "All about"))
        why = "; ".join(known.why)
        box.addWidget(label(f"{why[:1].upper()}{why[1:]}. {known.in_words}.", "hint", wrap=True))
        if merge is not None:
            made = button("Merge…", partial(merge, known))
            made.setAccessibleName(f"Merge with {name}…")
            box.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        card.box.addWidget(line)
    return card
