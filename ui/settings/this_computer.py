"""What Feedback Desk does on this computer for the person who uses it: nothing of it is in the store."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.problems import Problem
from ui import start_with_computer, tray
from ui.kit.form_rows import Field, SomeOf
from ui.kit.preferences import Preferences
from ui.kit.widgets import Card, label

START = "Open Feedback Desk when I log in"
STAY = "Keep it in the notification area when I close its window"


class ThisComputer(Card):
    """Switches that work at once. `told` is called with what went wrong, and with None when it went well."""

    def __init__(self, preferences: Preferences, told: Callable[[Problem | None], object]) -> None:
        super().__init__("This computer")
        self._preferences, self._told = preferences, told
        there = {START: start_with_computer.is_possible(), STAY: tray.is_there()}
        self._offered = [words for words, is_there in there.items() if is_there]
        self.box.addWidget(
            label("Only for you on this computer. It still asks for the passphrase.", "muted", wrap=True)
        )
        self.switches = Field("On this computer", SomeOf(self._offered))
        self.box.addWidget(self.switches)
        self.show_switches()
        self.switches.changed.connect(self._switched)
        self.setVisible(bool(self._offered))

    def show_switches(self) -> None:
        """As they are."""
        is_so = {START: self._starts(), STAY: self._preferences.kept.stays}
        on = [words for words in self._offered if is_so[words]]
        self.switches.blockSignals(True)
        self.switches.set_value(on)
        self.switches.blockSignals(False)

    def _starts(self) -> bool:
        return start_with_computer.is_possible() and start_with_computer.is_on()

    def _switched(self) -> None:
        wanted = self.switches.value()
        if STAY in self._offered:
            self._preferences.keep(stays=STAY in wanted)
        problem = None
        if START in self._offered and (START in wanted) is not self._starts():
            try:
                start_with_computer.switch(on=START in wanted)
            except Problem as trouble:
                problem = trouble
                self.show_switches()
        self._told(problem)
