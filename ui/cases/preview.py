"""A case at a glance, beside the list: what it is, who, what comes next, and the first words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.records import CaseFile, Step
from ui import wording
from ui.cases.details import role_of
from ui.cases.head import next_in_words
from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.flow import Flow
from ui.kit.icons import IconLabel
from ui.kit.widgets import Card, button, column_of, label, row_of, scrolling, tool
from ui.session import CaseRow, Session

WORDS_SHOWN = 600
NOTHING = "Choose a case in the list to see it here."


class Preview(Card):
    """`opened` and `hidden_asked` by its buttons."""

    opened = Signal()
    hidden_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(margins=(20, 14, 12, 14))
        self._session = session
        self.setAccessibleName("Preview")
        top = QWidget()
        line = row_of(top, spacing=8)
        self.reference = label("", "h3", selectable=True)
        line.addWidget(self.reference, 1)
        self.close_button = tool("Hide the preview", "x", self.hidden_asked.emit)
        line.addWidget(self.close_button)
        self.box.addWidget(top)
        self._body = QWidget()
        self._fill_body()
        self.area = scrolling(self._body)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setProperty("role", "reading")
        self.box.addWidget(self.area, 1)
        self.open_button = button("Open case", self.opened.emit, icon="arrow-right")
        self.box.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_nothing()

    def _fill_body(self) -> None:
        box = column_of(self._body, margins=(0, 0, 8, 0), spacing=10)
        chips = QWidget()
        flow = Flow(chips, across=6, down=6)
        self._kind, self._status = Chip(""), Chip("")
        for chip in (self._kind, self._status):
            flow.addWidget(chip)
        self._summary = label("", "h2", wrap=True)
        self._next = QWidget()
        line = row_of(self._next, spacing=8)
        self._next_icon = IconLabel("calendar-clock", "muted", 18)
        self._next_text = label("", "label", wrap=True)
        line.addWidget(self._next_icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._next_text, 1)
        self._people = label("", wrap=True)
        self._about = label("", "hint", wrap=True)
        self._words = label("", wrap=True)
        self._parts = (chips, self._summary, self._next, self._people, self._about, self._words)
        for widget in self._parts:
            box.addWidget(widget)
        box.addStretch(1)

    # --- showing
    def show_case(self, file: CaseFile, row: CaseRow, steps: Iterable[Step]) -> None:
        """The case of a row."""
        self.reference.setText(row.reference)
        _say(self._kind, str(row.kind), "info")
        _say(self._status, row.status, wording.status_tone(row.status, is_open=row.open))
        self._summary.setText(row.summary or "No summary")
        tone, text = next_in_words(self._session, steps, file)
        self._next_icon.show_icon("calendar-clock", tone)
        self._next_text.setText(text)
        self._people.setText("\n".join(_people(file)) or "Nobody is named.")
        about = [f"Received {short_date(row.received_on)}", row.team, str(row.route or ""), str(row.stage or "")]
        self._about.setText("  ·  ".join(filter(None, about)))
        self._words.setText(_first(file.case.words) or "No words were recorded.")
        for widget in self._parts:
            widget.show()
        self.open_button.show()
        self.area.setAccessibleName(f"Preview of {row.reference}: {row.summary}. {text}")
        self.area.verticalScrollBar().setValue(0)

    def show_nothing(self, text: str = NOTHING) -> None:
        """No case, and why."""
        self.reference.setText("Preview")
        for widget in self._parts:
            widget.setVisible(widget is self._words)
        self._words.setText(text)
        self.open_button.hide()
        self.area.setAccessibleName(f"Preview. {text}")


def _say(chip: Chip, text: str, tone: str) -> None:
    chip.tone = tone
    chip.setText(text)
    chip.setAccessibleName(text)
    chip.updateGeometry()


def _people(file: CaseFile) -> Iterable[str]:
    """ "Ada Example, complainant, foster carer"."""
    named = {person.id: person.name for person in file.people}
    for party in file.parties:
        yield f"{named.get(party.person_id) or 'Name removed'}, {role_of(file.case.kind, party).lower()}"


def _first(words: str) -> str:
    """The first words, up to the end of one."""
    text = words.strip()
    return text if len(text) <= WORDS_SHOWN else f"{text[:WORDS_SHOWN].rsplit(maxsplit=1)[0]} …"
