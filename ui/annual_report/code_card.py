"""A question of the Complaint Handling Code's self-assessment, and its answer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk_app.report.code_questions import ANSWERS, PREFIX, Assessed
from ui.kit.form_rows import Field, OneOf, TextArea
from ui.kit.widgets import Card, column_of
from ui.session import Session


class CodeCard(Card):
    """The questions of one part of the Code."""

    def __init__(self, session: Session, year: str, part: str, answers: list[Assessed]) -> None:
        super().__init__(part, margins=(18, 14, 18, 14))
        self.fields: dict[str, tuple[Field, Field]] = {}
        for assessed in answers:
            self.box.addWidget(self._question(session, year, assessed))

    def _question(self, session: Session, year: str, assessed: Assessed) -> QWidget:
        holder = QWidget()
        box = column_of(holder, spacing=6)
        key = f"{PREFIX}{assessed.question.key}"
        typed = session.author.values(year)
        answer = Field(assessed.question.text, OneOf(ANSWERS))
        answer.set_value(typed.get(f"{key}/answer", assessed.answer))
        how = Field("How we know", TextArea(2))
        how.say_name(f"How we know: {assessed.question.text}")
        how.set_value(typed.get(key, assessed.how))
        for field in (answer, how):
            field.input.setEnabled(session.writable)
            box.addWidget(field)
        answer.changed.connect(lambda: session.author.type(year, f"{key}/answer", str(answer.value())))
        how.changed.connect(lambda: session.author.type(year, key, str(how.value())))
        self.fields[assessed.question.key] = (answer, how)
        return holder
