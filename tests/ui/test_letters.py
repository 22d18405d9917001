"""Letters in the window: written on a case's page, kept with it, put back finished, sent."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from desk_app.desk.letters import own_templates, shipped_template
from desk_app.letters import LETTERS
from desk_app.letters.filling import lines_of
from desk_app.offers import Verb
from desk_app.store import Store
from tests.desk_app.letters.documents import word
from ui import history_lines
from ui.cases.case_screen import CaseScreen
from ui.cases.letter_form import LetterForm
from ui.cases.letters import LettersCard
from ui.main_window import MainWindow
from ui.pages import CASE, SETTINGS
from ui.settings import SettingsScreen
from ui.settings.letters import LettersSection

Log = Callable[..., Logged]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been opened in Word."""
    found: list[str] = []

    def open_url(url: QUrl) -> bool:
        found.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found


@pytest.fixture
def page(window: MainWindow, logged: Log) -> CaseScreen:
    """The page of a statutory complaint received on 16 November 2026."""
    window.open_case(logged().case_id)
    made = window.page(CASE)
    assert isinstance(made, CaseScreen)
    return made


def form_of(page: CaseScreen, key: str, qtbot: QtBot) -> LetterForm:
    page.write_letter(next(fit for fit in page.fits if fit.kind.key == key))
    form = page.letter_form
    assert form is not None
    qtbot.waitUntil(lambda: form.draft is not None)
    return form


def write(page: CaseScreen, key: str, path: Path, qtbot: QtBot) -> LettersCard:
    form_of(page, key, qtbot).save(path)
    assert page.letter_form is None
    assert page.letters is not None
    return page.letters


def said(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def test_the_menu_has_the_letters_that_make_sense(page: CaseScreen) -> None:
    """The acknowledgement first; no letters of stage 2."""
    assert page.bar is not None
    names = [action.text() for action in page.bar.letters.actions()]
    assert names[0] == "Acknowledgement"
    assert "Stage 1 response" in names
    assert "Adjudication letter" not in names


def test_the_form_says_what_is_filled_in_and_what_is_missing(page: CaseScreen, qtbot: QtBot) -> None:
    """Nobody looks into it yet, so the letter to the investigator has no name."""
    form = form_of(page, "allocation", qtbot)
    qtbot.waitUntil(lambda: "Filled in from the case" in said(form))
    text = said(form)
    assert "To the investigator." in text
    assert "Who looks into it" in text
    assert "30 November 2026" in text
    assert form.save_button.isEnabled()


def test_another_letter_is_chosen_in_the_form(page: CaseScreen, qtbot: QtBot) -> None:
    """What it says follows."""
    form = form_of(page, "acknowledgement", qtbot)
    form.choice.choose("Extension")
    qtbot.waitUntil(lambda: form.draft is not None and form.draft.fitting.kind.key == "extension")
    qtbot.waitUntil(lambda: "Why more time is needed" in said(form))


def test_a_letter_is_kept_with_the_case_and_opened(
    page: CaseScreen, opened: list[str], qtbot: QtBot, tmp_path: Path, store: Store
) -> None:
    """The file that was chosen holds the same; Undo takes the letter off the case, not the file."""
    path = tmp_path / "letter.docx"
    card = write(page, "acknowledgement", path, qtbot)
    assert opened == [str(path)]
    [letter] = store.case_file(page.case_id).letters
    assert (letter.template, letter.name) == ("acknowledgement", "Acknowledgement.docx")
    assert store.blob(letter.blob_hash) == path.read_bytes()
    assert "Dear Ada Example" in lines_of(path.read_bytes())
    assert "Draft" in " ".join(each.text() for each in card.findChildren(QLabel))
    page._session.undo()
    assert page.letters is None
    assert path.exists()


def test_a_folder_that_is_gone_keeps_nothing(page: CaseScreen, qtbot: QtBot, tmp_path: Path, store: Store) -> None:
    """Said in the form, which stays."""
    form = form_of(page, "acknowledgement", qtbot)
    form.save(tmp_path / "gone" / "letter.docx")
    assert page.letter_form is form
    assert "is not there" in said(form.summary)
    assert store.case_file(page.case_id).letters == ()


def test_the_finished_letter_takes_the_place_of_the_draft(
    page: CaseScreen, window: MainWindow, opened: list[str], qtbot: QtBot, tmp_path: Path, store: Store
) -> None:
    """A PDF; and a program that calls itself a letter is refused."""
    card = write(page, "acknowledgement", tmp_path / "letter.docx", qtbot)
    [letter] = store.case_file(page.case_id).letters
    finished = tmp_path / "final.pdf"
    finished.write_bytes(b"%PDF-1.7 the finished letter")
    card.put_back(letter, finished)
    qtbot.waitUntil(lambda: store.case_file(page.case_id).letters[0].name == "Acknowledgement.pdf")
    [letter] = store.case_file(page.case_id).letters
    assert store.blob(letter.blob_hash) == b"%PDF-1.7 the finished letter"
    finished.write_bytes(b"MZ")
    assert page.letters is not None
    page.letters.put_back(letter, finished)
    qtbot.waitUntil(lambda: "final.pdf is not a Word document" in window.shell.message.accessibleName())


def test_sent_today_leads_to_the_verb_it_goes_with(
    page: CaseScreen, opened: list[str], qtbot: QtBot, tmp_path: Path, store: Store
) -> None:
    """The acknowledgement was sent: a press leads to the form that records it."""
    card = write(page, "acknowledgement", tmp_path / "letter.docx", qtbot)
    [letter] = store.case_file(page.case_id).letters
    sent = card.buttons[letter.id]["Sent today"]
    qtbot.mouseClick(sent, Qt.MouseButton.LeftButton)
    [letter] = store.case_file(page.case_id).letters
    assert letter.sent_on == page._session.today
    assert page.letters is not None
    assert "Sent today" not in page.letters.buttons[letter.id]
    [record] = [b for b in page.letters.findChildren(QPushButton) if b.accessibleName() == "Next: acknowledge"]
    qtbot.mouseClick(record, Qt.MouseButton.LeftButton)
    assert page.verb_form is not None
    assert page.verb_form.offer.verb is Verb.ACKNOWLEDGE


def test_a_refusal_that_was_sent_leads_to_recording_that_they_were_told(
    page: CaseScreen, opened: list[str], qtbot: QtBot, tmp_path: Path, store: Store
) -> None:
    """As the acknowledgement leads to its verb; the form asks for the day and for the Ombudsman's details."""
    assert page.begin_verb(Verb.REFUSE)
    assert page.verb_form is not None
    for key, value in {"kind": "No consent", "reason": "The child said no.", "on": "today"}.items():
        page.verb_form.fields[key].set_value(value)
    page.verb_form.save()
    card = write(page, "refusal", tmp_path / "letter.docx", qtbot)
    [letter] = store.case_file(page.case_id).letters
    qtbot.mouseClick(card.buttons[letter.id]["Sent today"], Qt.MouseButton.LeftButton)
    assert page.letters is not None
    name = "Next: record that they were told"
    [record] = [b for b in page.letters.findChildren(QPushButton) if b.accessibleName() == name]
    qtbot.mouseClick(record, Qt.MouseButton.LeftButton)
    assert page.verb_form is not None
    assert "ombudsman_details_on" in page.verb_form.fields


def test_a_letter_that_is_not_finished_says_so_when_it_is_sent(
    page: CaseScreen, window: MainWindow, opened: list[str], qtbot: QtBot, tmp_path: Path, store: Store
) -> None:
    """The draft was kept, the finished one was not put back; put back unfinished it is said too."""
    card = write(page, "stage_1_response", tmp_path / "letter.docx", qtbot)
    [letter] = store.case_file(page.case_id).letters
    unfinished = tmp_path / "unfinished.docx"
    unfinished.write_bytes(word("Dear Ada", "[… an apology]"))
    card.put_back(letter, unfinished)
    qtbot.waitUntil(
        lambda: "still has something to fill in: “[… an apology]”." in window.shell.message.accessibleName()
    )
    assert page.letters is not None
    [letter] = store.case_file(page.case_id).letters
    page.letters.sent_today(letter)
    assert "Put the finished letter back" in window.shell.message.accessibleName()


def test_opening_a_letter_shows_a_copy_that_cannot_be_changed(
    page: CaseScreen, opened: list[str], qtbot: QtBot, tmp_path: Path, store: Store
) -> None:
    """In a private folder, under a name that says nothing."""
    card = write(page, "acknowledgement", tmp_path / "letter.docx", qtbot)
    [letter] = store.case_file(page.case_id).letters
    card.open(letter)
    copy = Path(opened[-1])
    assert copy.name == "Document 1.docx"
    assert copy.read_bytes() == store.blob(letter.blob_hash)
    assert not copy.stat().st_mode & 0o222


def test_a_letter_is_removed_and_brought_back(
    page: CaseScreen, opened: list[str], qtbot: QtBot, tmp_path: Path, store: Store
) -> None:
    """Undo brings it back."""
    card = write(page, "withdrawal", tmp_path / "letter.docx", qtbot)
    [letter] = store.case_file(page.case_id).letters
    card.remove(letter)
    assert page.letters is None
    page._session.undo()
    assert store.case_file(page.case_id).letters[0].blob_hash == letter.blob_hash


def test_a_form_that_is_open_follows_the_case(page: CaseScreen, window: MainWindow, qtbot: QtBot, store: Store) -> None:
    """Somebody is asked to look into it meanwhile: the letter has the name now."""
    form = form_of(page, "allocation", qtbot)
    file = store.case_file(page.case_id)
    offer = next(o for o in page.offers if o.verb is Verb.ASSIGN)
    page._session.do(offer, file, {"investigator": "Gil Example", "on": "today"})
    assert page.letter_form is form
    qtbot.waitUntil(lambda: form.draft is not None and "Gil Example" in said(form))


def test_the_menu_of_the_case_begins_a_letter(page: CaseScreen, window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+Shift+W; the keyboard is in the choice of the letter; Esc leaves."""
    assert window.case_menu.write.isEnabled()
    window.case_menu.write.trigger()
    form = page.letter_form
    assert form is not None
    assert form.choice.hasFocus()
    qtbot.waitUntil(lambda: form.draft is not None)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert page.letter_form is None


def test_a_store_that_is_only_read_writes_no_letters(page: CaseScreen, store: Store) -> None:
    """The menu is not there."""
    store.read_only = True
    try:
        page._fill()
        assert page.fits == ()
        assert page.bar is not None
        assert "Write a letter" not in page.bar.buttons
    finally:
        store.read_only = False


def test_an_own_template_is_what_letters_are_written_from(
    page: CaseScreen, qtbot: QtBot, tmp_path: Path, store: Store, opened: list[str]
) -> None:
    """With its own words."""
    own = tmp_path / "own.docx"
    own.write_bytes(word("Shwmae {{ complainant }}"))
    session = page._session
    kind = next(fit.kind for fit in page.fits if fit.kind.key == "acknowledgement")
    session.letters.put_template(kind, own)
    write(page, "acknowledgement", tmp_path / "letter.docx", qtbot)
    assert Document(io.BytesIO((tmp_path / "letter.docx").read_bytes())).paragraphs[0].text == "Shwmae Ada Example"
    session.letters.restore(kind)
    assert own_templates(store) == {}
    assert session.letters.template(kind) == shipped_template("acknowledgement")


# --- the settings
@pytest.fixture
def section(window: MainWindow) -> LettersSection:
    """The letters in the settings."""
    screen = window.go(SETTINGS)
    assert isinstance(screen, SettingsScreen)
    found = screen.go_to("Letters")
    assert isinstance(found, LettersSection)
    return found


def test_every_letter_is_listed_and_can_be_saved(section: LettersSection, tmp_path: Path) -> None:
    """What is saved is what letters are written from."""
    text = said(section)
    assert [kind.name for kind in LETTERS if kind.name not in text] == []
    section.save(LETTERS[0], tmp_path / "copy.docx")
    assert (tmp_path / "copy.docx").read_bytes() == shipped_template(LETTERS[0].key)
    assert "Saved to" in said(section.message)


def test_an_edited_letter_takes_the_place_of_the_shipped_one(
    section: LettersSection, qtbot: QtBot, tmp_path: Path, store: Store
) -> None:
    """It says whose it is; restored, it is the shipped one; Undo brings the edited one back; the history names both."""
    edited = tmp_path / "Ein llythyr.docx"
    edited.write_bytes(word("Dear {{ complainant }}"))
    kind = LETTERS[0]
    section.put(kind, edited)
    qtbot.waitUntil(lambda: "Ein llythyr.docx, put in by Alex Example on 24 Nov 2026" in said(section))
    assert [action.text() for action in section.menus[kind.key].actions()][-1] == "Restore the shipped one"
    section.restore(kind)
    qtbot.waitUntil(lambda: "Ein llythyr.docx" not in said(section))
    session = section.session
    session.undo()
    assert own_templates(store)[kind.key].name == "Ein llythyr.docx"
    changed = [line for _, rows in store.history() for line in history_lines.lines(rows)]
    assert "Letter, acknowledgement: as shipped → Ein llythyr.docx" in changed
    assert "Letter, acknowledgement: Ein llythyr.docx → as shipped" in changed


def test_an_edited_letter_with_a_slip_is_refused_and_the_old_one_stays(
    section: LettersSection, qtbot: QtBot, tmp_path: Path, store: Store
) -> None:
    """What is wrong, and what was perhaps meant."""
    edited = tmp_path / "edited.docx"
    edited.write_bytes(word("Dear {{ complainnant }}"))
    section.put(LETTERS[0], edited)
    qtbot.waitUntil(lambda: "Did you mean “complainant”?" in said(section.message))
    assert own_templates(store) == {}
    section.put(LETTERS[0], tmp_path / "gone.docx")
    qtbot.waitUntil(lambda: "gone.docx cannot be read" in said(section.message))


def test_the_placeholders_are_shown_when_asked_for(section: LettersSection, qtbot: QtBot) -> None:
    """As they are written in a letter."""
    qtbot.mouseClick(section.show_them, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "{{ response_due }}" in said(section))
    text = said(section)
    assert "{% if statutory %}" in text
    assert "{% for item in points %}" in text


def test_a_letter_to_the_complainant_warns_where_consent_was_refused(page: CaseScreen, qtbot: QtBot) -> None:
    """One to the investigator does not."""
    assert page.begin_verb(Verb.CONSENT)
    assert page.verb_form is not None
    page.verb_form.fields["state"].set_value("Refused")
    page.verb_form.fields["on"].set_value("today")
    page.verb_form.save()
    warning = "leave personal information about the child out"
    form = form_of(page, "stage_1_response", qtbot)
    qtbot.waitUntil(lambda: "Filled in from the case" in said(form))
    assert warning in said(form)
    form = form_of(page, "allocation", qtbot)
    qtbot.waitUntil(lambda: "Filled in from the case" in said(form))
    assert warning not in said(form)
