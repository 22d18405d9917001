"""What was typed into a form that corrects a record, kept as a draft: only the fields that say something else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desk_app.draft_keys import OfCorrection
from desk_app.problems import Problem
from desk_app.records import CaseFile, Person
from ui.cases.corrections import Target, kept_as
from ui.kit.form_rows import DateField, Field, lasting
from ui.session import Session

KEEP_MILLISECONDS = 400
SHOWN = 60
"""Of what stands recorded now, where that is quoted: so many letters."""
MEANWHILE = "This was changed since you typed into this form."
YOURS = (
    "What you typed is in its fields, and all the others show what is recorded now. Look through them before you save."
)


class CorrectionDraft(QObject):
    """Keeps a form's answers while they are typed, until they are saved or thrown away."""

    def __init__(
        self, form: QWidget, session: Session, file: CaseFile, target: Target, fields: Mapping[str, Field]
    ) -> None:
        super().__init__(form)
        self._session, self._fields = session, fields
        self.of = OfCorrection(file.case.id, target.record.table, target.record.id)
        self._kind = f"Correct {kept_as(target.record)}, {file.case.reference}"
        self._version = self._version_now = target.record.version
        self._first = self._values()
        self._before: Mapping[str, Any] = {}  # what stood recorded when the draft that was taken up was typed
        self._beside: dict[str, Any] = {}  # what this form cannot take, such as a date that is a manager's to correct
        self._kept = self._over = False
        self._keeping = QTimer(self)  # begun by a key and not put off by those that follow
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_MILLISECONDS)
        self._keeping.timeout.connect(self._keep_when_free)
        for field in fields.values():
            field.changed.connect(self._answered)

    def _values(self) -> dict[str, Any]:
        return {name: field.value() for name, field in self._fields.items()}

    @property
    def typed(self) -> dict[str, Any]:
        """What stands in the fields that were changed."""
        return {name: value for name, value in self._values().items() if value != self._first[name]}

    def is_of_people(self, people: Collection[int]) -> bool:
        """Whether it corrects what is known of one of these."""
        return self.of.table == Person.table and self.of.record_id in people

    # --- taking up
    def take_up(self) -> str:
        """Put in what was typed before; what to say where the record was changed since, "" for nothing."""
        kept = next((draft for draft in self._session.drafts_of_cases() if draft.key == self.of.key), None)
        if kept is None:
            return ""
        self._kept = True
        for name, value in kept.data["answers"].items():
            if name in self._fields and not _is_fixed(self._fields[name]):
                self._fields[name].set_value(value)
            else:
                self._beside[name] = value
        self._keeping.stop()
        self._version, self._before = kept.data["version"], kept.data["before"]
        return " ".join((YOURS, *self._differing())) if self._version != self._version_now else ""

    def _differing(self) -> list[str]:
        """A sentence for each field that was typed into and is recorded otherwise now."""
        before, now = self._before, self._first
        both = [name for name in before if name in now and _plain(before[name]) != _plain(now[name])]
        return [f"{self._fields[name].name}: recorded now is {_quoted(now[name])}." for name in both]

    # --- keeping
    def _answered(self) -> None:
        self._version, self._before = self._version_now, {}  # typed with what was said of it in sight
        if not self._keeping.isActive():
            self._keeping.start()

    def _keep_when_free(self) -> None:
        """Later, while a job makes a large change: the window would have to wait for it."""
        if self._session.is_writing:
            self._keeping.start()
        else:
            self.keep()

    def keep(self) -> bool:
        """Keep what was typed, or drop the draft when all is as it was recorded; whether there is one."""
        self._keeping.stop()
        if self._over or not self._session.writable:
            return False
        typed = self.typed
        try:
            if typed or self._beside:
                self._session.desk.keep_draft(self.of.key, self._kind, self._data(typed))
                self._kept = True
            else:
                self._drop()
        except Problem as problem:
            self._session.tell(problem)
        return self._kept

    def _data(self, typed: dict[str, Any]) -> dict[str, Any]:
        return {
            "case_id": self.of.case_id,
            "version": self._version,
            "answers": {**self._beside, **lasting(self._fields, typed)},
            "before": {**{name: self._first[name] for name in typed}, **self._before},
        }

    def end(self) -> None:
        """It was saved, or is not wanted: nothing is kept any more."""
        self._keeping.stop()
        self._over = True
        if self._session.writable:
            self._drop()

    def _drop(self) -> None:
        if self._kept:
            self._session.desk.drop_draft(self.of.key)
            self._kept = False


def _is_fixed(field: Field) -> bool:
    return isinstance(field.input, DateField) and field.input.edit.isReadOnly()


def _plain(value: object) -> object:
    """As it comes back out of a draft."""
    return list(value) if isinstance(value, tuple) else value


def _quoted(value: Any) -> str:
    text = ", ".join(value) if isinstance(value, list | tuple) else " ".join(str(value).split())
    return f"“{text if len(text) <= SHOWN else f'{text[:SHOWN].rstrip()}…'}”" if text else "nothing"
