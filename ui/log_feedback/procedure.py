"""What was ticked suggests a procedure: said beside the choice, filled in until the officer chooses."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desk_app import routing
from ui.kit.form_rows import Field
from ui.kit.messages import Message
from ui.kit.widgets import column_of
from ui.log_feedback.questions import KEYS_OF_TICKS, ROUTE, TICKED, TICKED_TOO, WHY


class Suggestion(QWidget):
    """Stands between the questions and the choice of procedure. `follow` when anything was answered."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        super().__init__()
        self._fields = fields
        self._before = routing.suggest(())
        self.message = Message()
        column_of(self).addWidget(self.message)
        self.hide()

    def ticked(self) -> list[str]:
        """The keys of what was ticked."""
        return [KEYS_OF_TICKS[text] for key in (TICKED, TICKED_TOO) for text in self._fields[key].value()]

    def follow(self) -> None:
        """Say what is suggested now; put it in where nothing of the officer's own stands."""
        found = routing.suggest(self.ticked())
        title, text = _in_words(found)
        self.setVisible(bool(title))
        if title:
            self.message.say("info", title, text)
        if found == self._before:
            return
        if title:
            self.message.announce(f"{title}. {text}")
        chosen, reason = self._fields[ROUTE], self._fields[WHY]
        untouched = reason.value() in ("", self._before.reason)
        if chosen.value() == str(self._before.route or "") and untouched:
            _put(chosen, str(found.route or ""))
            _put(reason, found.reason if found.route else "")
        self._before = found

    def chosen(self) -> None:
        """The officer chose: the reason of the suggestion is not the reason for another procedure."""
        suggested, reason = self._before, self._fields[WHY]
        if suggested.route is None:
            return
        own = self._fields[ROUTE].value() != suggested.route
        if own and reason.value() == suggested.reason:
            _put(reason, "")
        elif not own and not reason.value():
            _put(reason, suggested.reason)

    def in_words(self) -> str:
        """What is chosen and why, for the line above the dates, "" for nothing.

        "Statutory procedure, as suggested: about a looked after child."
        """
        chosen, reason = str(self._fields[ROUTE].value()), str(self._fields[WHY].value()).rstrip(".")
        if not chosen:
            return ""
        suggested = self._before.route
        how = ", as suggested" if chosen == suggested else ", not the one suggested" if suggested else ""
        return f"{chosen} procedure{how}{f': {reason[0].lower()}{reason[1:]}' if reason else ''}."


def _in_words(found: routing.Suggestion) -> tuple[str, str]:
    title, parts = "", []
    if found.route is not None:
        title = f"Suggested: the {found.route.lower()} procedure"
        parts.append(found.reason)
    if found.other is not None:
        parts.append(f"A part of it may belong to the {found.other.lower()} procedure.")
    if found.process:
        title = title or "Perhaps this is for another process"
        parts.append(f"Another process may have to answer it, or a part of it: {found.process.lower()}.")
    return title, " ".join(parts)


def _put(field: Field, value: str) -> None:
    field.blockSignals(True)
    field.set_value(value)
    field.blockSignals(False)
