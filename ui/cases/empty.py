"""No cases: why, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.records import Kind
from ui.kit.empty_state import EmptyState, Offer
from ui.kit.widgets import column_of, scrolling

ADVICE = "Use fewer words, or the beginning of a word. Names, references, summaries and notes are searched."


class Empty(QStackedWidget):
    """`cleared`, `words_cleared`, `filters_cleared`, `new_asked(Kind)` and `import_asked` by its buttons."""

    cleared = Signal()
    words_cleared = Signal()
    filters_cleared = Signal()
    new_asked = Signal(object)
    import_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.none_yet = EmptyState(
            "No cases yet",
            "Log the first compliment or complaint, or import the register that was kept so far.",
            (
                Offer("Log a complaint", _asks(self.new_asked, Kind.COMPLAINT), "plus", primary=True),
                Offer("Log a compliment", _asks(self.new_asked, Kind.COMPLIMENT), "heart"),
                Offer("Import a register", self.import_asked.emit, "upload"),
            ),
        )
        self.none_found = EmptyState(
            "No case matches",
            "",
            (
                Offer("Show all cases", self.cleared.emit, "list", primary=True),
                Offer("Clear only the words", self.words_cleared.emit, "search"),
                Offer("Clear only the filters", self.filters_cleared.emit, "filter"),
            ),
            icon="search",
        )
        for state in (self.none_yet, self.none_found):
            page = QWidget()
            box = column_of(page)
            box.addWidget(state)
            box.addStretch(1)
            self.addWidget(scrolling(page))  # in a low window the buttons are reached all the same

    def explain(self, words: str, filters: Iterable[str]) -> None:
        """Nothing is there yet; or nothing matches these words and filters."""
        set_ = list(filters)
        if not words and not set_:
            self.setCurrentIndex(0)
            return
        filters_said = "; ".join(set_)
        if not words:
            said = f"No case fits these filters: {filters_said}."
        elif not set_:
            said = f"No case has the words “{words}”. {_kind_named(words) or ADVICE}"
        else:
            found = f"No case that fits the filters has the words “{words}”."
            said = f"{found} Filters: {filters_said}. {ADVICE}"
        self.none_found.text.setText(said)
        _, words_button, filters_button = self.none_found.buttons
        for made in (words_button, filters_button):
            made.setVisible(bool(words and set_))
        self.setCurrentIndex(1)


def _kind_named(words: str) -> str:
    """Where to look for all feedback of a kind, if that is what the words say."""
    word = words.strip().casefold()
    named = next((kind for kind in Kind if word in (kind.lower(), f"{kind.lower()}s", f"{kind.lower()[:-1]}ies")), None)
    return f"To see every {named.lower()}, choose it in the filter Kind." if named else ""


def _asks(signal: object, kind: Kind) -> Callable[[], object]:
    return lambda: signal.emit(kind)  # type: ignore[attr-defined]
