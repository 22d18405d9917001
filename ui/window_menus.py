"""The menus of the window as data: every verb with its shortcut."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.kit.menus import Entry
from ui.pages import AT_SIDE, BY_KEY, HELP, IMPORT, OMBUDSMAN, REPORT, RETENTION, SETTINGS

if TYPE_CHECKING:
    from ui.main_window import MainWindow

UNDO, REDO = "&Undo", "&Redo"
STORE, EDIT, FEEDBACK, LIST, CASE, VIEW, GUIDE = (
    "&Store", "&Edit", "&Feedback", "&List", "&Case", "&View", "&Help",
)  # fmt: skip

SECTIONS = (
    "Council and service", "Lists", "Teams", "Procedures", "Holidays", "Letters", "Members", "Reminders", "Locking",
    "Retention", "Appearance", "Folders and backup",
)  # fmt: skip
"""Of the settings, as their page has them: it need not be built to be found."""


def go_to_settings(window: MainWindow, section: str) -> None:
    """A section of the settings, in sight."""
    from ui.settings import SettingsScreen

    page = window.go(SETTINGS)
    assert isinstance(page, SettingsScreen)
    page.go_to(section)


Menus = dict[str, list[Entry | None]]


def menus(window: MainWindow) -> Menus:
    """Menu title -> its entries; None is a line between them. The menu of a case is filled when a store is open."""
    return {
        STORE: [
            Entry("&Import a register…", "Ctrl+I", "upload", partial(window.go, IMPORT)),
            Entry("&Export the annual report…", "", "file-text", partial(window.go, REPORT)),
            Entry("&Back up now", "", "hard-drive-download", window.back_up),
            Entry("&Members and passphrases…", "", "user", partial(go_to_settings, window, "Members")),
            Entry("&Hand over to another computer…", "", "folder-open",
                  partial(go_to_settings, window, "Folders and backup")),
            Entry("Re&tention and erasing…", "", "clock", partial(window.go, RETENTION)),
            None,
            Entry("&Lock", "Ctrl+L", "lock", window.lock),
            Entry("&Quit", "Ctrl+Q", "log-out", window.quit, always=True),
        ],
        EDIT: [
            Entry(UNDO, "Ctrl+Z", "undo-2", window.undo),
            Entry(REDO, "Ctrl+Shift+Z", "redo-2", window.redo),
        ],
        FEEDBACK: [
            Entry("New &complaint", "Ctrl+N", "message-square", partial(window.log_kind, "Complaint")),
            Entry("New com&pliment", "Ctrl+Shift+N", "heart", partial(window.log_kind, "Compliment")),
            Entry("New c&omment", "", "message-circle", partial(window.log_kind, "Comment")),
            Entry("New &enquiry", "", "circle-question-mark", partial(window.log_kind, "Enquiry")),
            None,
            Entry("The O&mbudsman…", "", "gavel", partial(window.go, OMBUDSMAN)),
        ],
        LIST: [
            Entry("&Find a case", "Ctrl+F", "search", window.find_case),
            Entry("&Clear the filters", "", "x", partial(window.on_list, "clear_filters")),
            Entry("Show or hide &preview", "Ctrl+Shift+P", "panel-right", partial(window.on_list, "toggle_preview")),
            None,
            Entry("&Export the list…", "", "download", partial(window.on_list, "export_list")),
            Entry("Export e&verything…", "", "database", partial(window.on_list, "export_everything")),
            Entry("&Team list…", "", "users", partial(window.on_list, "team_list")),
            Entry("Export the &dates…", "", "calendar", window.export_dates),
            Entry("Copy the &references", "", "copy", partial(window.on_list, "copy_references")),
        ],
        CASE: [],
        VIEW: [
            Entry("&Go to anything…", "Ctrl+K", "command", window.show_palette),
            None,
            *(Entry(page.name, page.shortcut, page.icon, partial(window.go, page.key)) for page in AT_SIDE
              if page.key not in (IMPORT, HELP)),
            *(Entry(BY_KEY[key].name, "", BY_KEY[key].icon, partial(window.go, key)) for key in (IMPORT, HELP)),
            None,
            Entry("&Back", "Alt+Left", "arrow-left", window.back),
            None,
        ],
        GUIDE: [
            Entry("&Help on this page", "F1", "book-open", window.show_help, always=True),
            Entry("&Keyboard shortcuts", "Ctrl+/", "keyboard", window.show_shortcuts, always=True),
            None,
            Entry("&About Feedback Desk", "", "info", window.show_about, always=True),
        ],
    }  # fmt: skip
