"""The composition root of the window: arguments, look, crash hook, self-test."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import no_dumps
from ui.stores import data_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desk_app.due_dates import DueDates
    from ui.kit.theme import Mode
    from ui.kit.window_place import WindowPlace
    from ui.main_window import MainWindow
    from ui.relay import Handover
    from ui.single_start import SingleStart

NAME = "Feedback Desk"
REPORTS = "reports"
"""Where the reports of crashes are kept, in the data folder."""
SWEEP_AFTER_MILLISECONDS = 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window; the exit status. With --self-test: try it without a screen and say so."""
    no_dumps.refuse()
    options = _parser().parse_args(arguments)
    if options.self_test:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from ui.self_test import run

        return run()
    if options.first_paint:
        from ui.first_paint import run as measure

        return measure(options.first_paint)
    store = options.store.expanduser().absolute() if options.store else None
    handover = _taken_over() if options.take_over else None
    from ui.single_start import SingleStart

    single = SingleStart(config_folder())
    if single.hand_over(store):
        return 0  # the window that is open already has it
    try:
        return _run(store, single, handover)
    finally:
        single.close()


def _taken_over() -> Handover:
    """This process takes the place of one that was locked: be ready to show a window as soon as that one has ended."""
    from ui import main_window, relay

    assert main_window
    return relay.taken_over()


def _run(store: Path | None, single: SingleStart, handover: Handover | None) -> int:
    from PySide6.QtCore import QTimer

    from desk_app import __version__
    from ui.kit import collector, visited
    from ui.kit.crash import CrashHook
    from ui.kit.preferences import Preferences
    from ui.kit.theme import ThemeManager
    from ui.kit.window_place import WindowPlace

    app = application()
    collector.look_between_events(app)
    visited.keep_in(config_folder())
    preferences = Preferences(config_folder())
    themes = ThemeManager(app, _mode(preferences.kept.mode))
    from ui.main_window import MainWindow

    window = MainWindow(themes, preferences, data_folder(), date.today)
    hook = CrashHook(__version__, lambda: window, window.tell, data_folder() / REPORTS)
    hook.install()
    window.locked.connect(lambda path, due: _begin_afresh(window, path, due))
    _show(window, WindowPlace(window, preferences), handover)
    window.unlock.arrive()
    window.await_unlocking(handover.due if handover else None)
    single.asked.connect(lambda asked: come_forward(window, asked))
    QTimer.singleShot(0, single.listen)
    QTimer.singleShot(SWEEP_AFTER_MILLISECONDS, sweep)
    if store and handover is None:
        QTimer.singleShot(0, lambda: window.unlock.offer_store(store))
    return app.exec()


def _show(window: MainWindow, place: WindowPlace, handover: Handover | None) -> None:
    """As it stood before it was locked, if it was."""
    place.put()
    if handover is not None:
        from ui import relay

        relay.prepare(window, handover.shown)
    if handover is None or not handover.is_away:
        window.show()


def _begin_afresh(window: MainWindow, store: Path, due: DueDates | None) -> None:
    """The window was locked: a fresh process takes the place of this one, whose memory holds what was read."""
    from desk_app.problems import Problem
    from ui import relay

    try:
        relay.replace(window, store, due)
    except Problem as problem:
        window.tell(problem)
    else:
        window.quit()


def sweep() -> None:
    """Remove the copies of documents that a killed window left open, and what its last dialog noted as it went."""
    from desk_app.desk import open_copies  # not before the window is there
    from ui.kit import visited

    open_copies.sweep()
    visited.forget(config_folder())


def come_forward(window: MainWindow, store: Path | None) -> None:
    """Another start was made: this window is the one to see. A store it was made for is offered if none is open."""
    window.come_forward()
    if store is None:
        return
    if window.session is None:
        window.unlock.offer_store(store)
    elif window.session.desk.store.path != store:
        from desk_app.problems import Problem

        window.tell(
            Problem(
                f"{store.stem} was to be opened, but {window.session.desk.store.path.stem} is open here.",
                "Lock this store first (Ctrl+L), then choose the other one.",
            )
        )


def application() -> QApplication:
    """The one QApplication, British in its dates and numbers."""
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from ui.kit import collector, plain_imports

    plain_imports.restore()  # before the many modules of ours
    collector.look_seldom()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("")
    return app


def config_folder() -> Path:
    """Where this user's window remembers its place and its recent stores."""
    from desk_app import this_computer

    return this_computer.config_folder()


def _mode(text: str) -> Mode:
    from ui.kit.theme import Mode

    return Mode(text) if text in set(Mode) else Mode.SYSTEM


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="feedback-desk", description=NAME)
    parser.add_argument("--store", type=Path, metavar="FOLDER", help="the store to open (NAME.desk)")
    parser.add_argument("--self-test", action="store_true", help="try the whole window without a screen, then end")
    parser.add_argument("--take-over", action="store_true", help=argparse.SUPPRESS)  # ui/relay.py
    parser.add_argument("--first-paint", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)  # tests/bench/start_bench
    return parser
