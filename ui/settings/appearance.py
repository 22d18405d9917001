"""How the window looks, on this computer."""

from __future__ import annotations

from ui.kit.form_rows import Field, OneOf
from ui.kit.menus import MODES
from ui.kit.messages import Message
from ui.kit.preferences import Preferences
from ui.kit.theme import ThemeManager
from ui.kit.widgets import Card, label
from ui.session import Session
from ui.settings.section import Section

WORDS = {text: mode for mode, text, _ in MODES}


class AppearanceSection(Section):
    """A choice shows at once, and is remembered for this person on this computer."""

    title = "Appearance"
    icon = "palette"

    def __init__(self, session: Session, themes: ThemeManager, preferences: Preferences) -> None:
        super().__init__(session)
        self._themes, self._preferences = themes, preferences
        card = Card("Colours")
        self.theirs = Message()
        card.box.addWidget(self.theirs)
        self.mode = Field(
            "Colours of the window",
            OneOf(WORDS, across=False),
            hint="High contrast is black, white and yellow. It shows at once; other computers are not affected.",
        )
        card.box.addWidget(self.mode)
        self.box.addWidget(card)
        size = Card("Size of text")
        size.box.addWidget(
            label(
                "Text, buttons and icons follow the size you set for the screen: on Windows under Settings, System, "
                "Display, Scale. The window works from 100% to 200%. It has no size of its own.",
                wrap=True,
            )
        )
        self.box.addWidget(size)
        self.box.addStretch(1)
        self.arrive()
        self.mode.changed.connect(self._chosen)
        themes.changed.connect(self.arrive)

    def arrive(self) -> None:
        """Show what is in force: it may have been chosen from the menu."""
        self.mode.blockSignals(True)
        self.mode.set_value(next(text for text, mode in WORDS.items() if mode is self._themes.mode))
        self.mode.blockSignals(False)
        if self._themes.system_decides():
            self.theirs.say(
                "info",
                "This computer is set to high contrast.",
                "Its own colours are used, whatever is chosen here. To choose here, turn that off in the system’s "
                "settings.",
            )
        else:
            self.theirs.hide()

    def _chosen(self) -> None:
        mode = WORDS.get(self.mode.value())
        if mode is None or mode is self._themes.mode:
            return
        self._themes.set_mode(mode)
        self._preferences.keep(mode=str(mode))
        self.arrive()
