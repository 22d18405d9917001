"""Going on with a draft: into the form it was typed into, whatever its key says that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app import draft_keys
from desk_app.offers import Verb
from desk_app.problems import Problem
from ui.pages import CASE, LOG, OMBUDSMAN, TODAY

if TYPE_CHECKING:
    from ui.main_window import MainWindow

GONE = "What you typed into this form cannot be gone on with: what it is about is not there any more."
UNDO_IT = "If it was taken away by mistake, undo that. The draft is kept until you throw it away."
THROWN_AWAY = "The draft was thrown away."


def take_up(window: MainWindow, key: str) -> None:
    """Open the form of a draft, with what was typed."""
    of = draft_keys.read(key)
    if of is None:
        _new_feedback(window, key)
    elif not _is_there(window, of.case_id):
        _offer_to_throw_away(window, key)
    elif isinstance(of, draft_keys.OfVerb):
        window.open_case_for(of.case_id, Verb[of.verb], of.investigation_id)
    else:
        window.open_case(of.case_id)
        if not _correct(window, of):
            _offer_to_throw_away(window, key)


def _new_feedback(window: MainWindow, key: str) -> None:
    from ui.log_feedback import LogScreen

    page = window.go(LOG)
    assert isinstance(page, LogScreen)
    page.take_up(key)


def _is_there(window: MainWindow, case_id: int) -> bool:
    """A case, or a matter of the Ombudsman; 0 is a matter that is only being recorded."""
    assert window.session is not None
    try:
        return not case_id or bool(window.session.desk.case_file(case_id))
    except Problem:
        return False


def _correct(window: MainWindow, of: draft_keys.OfCorrection) -> bool:
    from ui.cases.case_screen import CaseScreen
    from ui.cases.matters_screen import MattersScreen

    assert window.session is not None
    page = window.page(OMBUDSMAN if window.session.is_matter(of.case_id) else CASE)
    assert isinstance(page, CaseScreen | MattersScreen)
    return page.correct_one(of.table, of.record_id)


def _offer_to_throw_away(window: MainWindow, key: str) -> None:
    def throw_away() -> None:
        assert window.session is not None
        window.session.desk.drop_draft(key)
        if window.current() == TODAY:
            window.go(TODAY)
        window.session.say(THROWN_AWAY)

    window.shell.say("warn", GONE, UNDO_IT)
    if window.session is not None and window.session.writable:
        window.shell.message.offer("Throw the draft away", throw_away)
