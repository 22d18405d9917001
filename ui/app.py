"""The composition root of the window: arguments, look, crash hook, self-test."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.kit.preferences import Preferences
    from ui.kit.theme import Mode
    from ui.main_window import MainWindow

NAME = "Feedback Desk"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window; the exit status. With --self-test: try it without a screen and say so."""
    options = _parser().parse_args(arguments)
    if options.self_test:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from ui.self_test import run

        return run()
    from PySide6.QtCore import QTimer

    from desk_app import __version__
    from ui.kit.crash import CrashHook
    from ui.kit.theme import ThemeManager

    app = application()
    preferences = _preferences()
    themes = ThemeManager(app, _mode(preferences.kept.mode))
    from ui.main_window import MainWindow

    window = MainWindow(themes, preferences, data_folder(), date.today)
    hook = CrashHook(__version__, lambda: window, window.tell)
    hook.install()
    window.resize(window.size().boundedTo(window.screen().availableSize()))
    (window.showMaximized if preferences.kept.maximised else window.show)()
    window.unlock.arrive()
    if options.store:
        QTimer.singleShot(0, lambda: _begin_with(window, options.store.absolute()))
    return app.exec()


def _begin_with(window: MainWindow, store: Path) -> None:
    """A store named on the command line: the sample opens at once, others ask for their passphrase."""
    from desk_app.sample import NAME as SAMPLE

    if store.name == SAMPLE:
        window.unlock.try_sample(store)
    else:
        window.unlock.open_form.choose(store)


def application() -> QApplication:
    """The one QApplication, British in its dates and numbers."""
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("")
    return app


def _preferences() -> Preferences:
    from platformdirs import user_config_path

    from ui.kit.preferences import Preferences

    return Preferences(user_config_path("feedback-desk", appauthor=False))


def data_folder() -> Path:
    """Where stores live unless somebody chooses another place: local, never roaming."""
    from platformdirs import user_data_path

    return user_data_path("feedback-desk", appauthor=False, roaming=False)


def _mode(text: str) -> Mode:
    from ui.kit.theme import Mode

    return Mode(text) if text in set(Mode) else Mode.SYSTEM


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="feedback-desk", description=NAME)
    parser.add_argument("--store", type=Path, metavar="FOLDER", help="the store to open (NAME.desk)")
    parser.add_argument("--self-test", action="store_true", help="try the whole window without a screen, then end")
    return parser
