"""`make gallery`: a picture of every screen, light and dark, at 100%, 150%, 200%, empty, usual and overfull. For eyes.

The pictures go to build/gallery. Each scale is a process of its own: Qt reads it when it starts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "gallery"
SCALES = ("1", "1.5", "2")
REMINDED = ("05-cases",)
"""Pictures with the reminder of what is due; on the others it would stand before what they show."""
TODAY = date(2026, 11, 24)
SIZES = {"1": (1280, 800), "1.5": (911, 512), "2": (683, 384)}  # of 1366 by 768 pixels at 150% and 200%
LONG = (
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Ŵyn-Ŷsbryd O’Súilleabháin-Featherstonehaugh 👩‍👩‍👧‍👦 "
    "Příliš žluťoučký kůň úpěl ďábelské ódy Dvořák-Wójcik Äußerst Überlänge der Größte Ñandú"
)[:200]
KEY = "ABCDEF-GHIJKL-MNOPQR-STUVWX-YZ2345-67ABCD"
WORDS = (
    "Mae'r bws ysgol wedi bod yn hwyr bob dydd ers mis Medi, ac nid oes neb wedi ffonio yn ôl. 😟 " * 12
) + "Averyveryverylongwordwithoutanyspacesthatcannotbebrokenanywhereatallbecausesomebodypastedit" * 2


def main() -> int:
    """Take all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    status = 0
    for scale in SCALES:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        status |= subprocess.call([sys.executable, "-m", "tests.gallery", scale], cwd=ROOT, env=environment)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")
    return status


def take(scale: str) -> int:
    """The pictures of one scale, in this process."""
    from ui.app import application
    from ui.kit.theme import Mode, ThemeManager

    app = application()
    themes = ThemeManager(app, Mode.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        for state, fill in (("empty", None), ("usual", _usual), ("overfull", _overfull)):
            for mode in (Mode.LIGHT, Mode.DARK, *([Mode.HIGH_CONTRAST] if state == "usual" else [])):
                themes.set_mode(mode)
                with _window(themes, Path(folder) / f"{state}-{mode}", scale, fill) as window:
                    for name in _screens(window, state):
                        _settle(app)
                        if window.session is not None and name not in REMINDED:
                            window.shell.reminder.dismiss()
                            _settle(app)
                        picture = (app.activePopupWidget() or app.activeModalWidget() or window).grab()
                        picture.save(str(OUT / f"{name}-{state}-{mode}-{int(float(scale) * 100)}.png"))
    return 0


@contextmanager
def _window(themes: Any, folder: Path, scale: str, fill: Callable[[Path], Path] | None) -> Iterator[Any]:
    from desk_app.sample import PASSPHRASE
    from desk_app.store import opening
    from ui.kit.preferences import Preferences
    from ui.main_window import MainWindow

    folder.mkdir(parents=True)
    if fill is None:
        opening.create(folder / "Team.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)[
            0
        ].close()
        path = folder / "Team.desk"
    else:
        path = fill(folder)
    window = MainWindow(themes, Preferences(folder), folder, lambda: TODAY)
    window.resize(*SIZES[scale])
    window.show()
    window.unlock.arrive()
    window._gallery_store = lambda: opening.open_store(path, PASSPHRASE)  # type: ignore[attr-defined]
    yield window
    window.close()
    window.deleteLater()


def _usual(folder: Path) -> Path:
    from desk_app import sample

    return sample.make(folder, TODAY)


def _overfull(folder: Path) -> Path:
    """Names of 200 letters, Welsh, emoji, words without spaces, many people and many steps."""
    from desk_app.desk import Desk
    from desk_app.sample import PASSPHRASE
    from desk_app.store import opening

    path = folder / (f"{LONG[:60]}.desk".replace("/", "-"))
    store, _ = opening.create(path, member=LONG[:80], passphrase=PASSPHRASE, weak_for_tests=True)
    with store:
        desk = Desk(store, lambda: TODAY)
        for n in range(60):
            logged = desk.log(
                {
                    "kind": "Complaint",
                    "received_on": (TODAY - timedelta(days=n)).isoformat(),
                    "channel": "Letter",
                    "service_area": f"Gwasanaethau Cymdeithasol Plant a Diogelu {LONG[:90]}",
                    "team": f"Tîm {LONG[:120]}",
                    "summary": LONG,
                    "words": WORDS,
                    "desired_outcome": WORDS[:300],
                    "complainant": {"name": LONG, "relationship": f"Perthynas {LONG[:60]}", "contact": LONG},
                    "child": {"name": f"{n} {LONG}"[:200], "looked_after": "Yes"},
                    "route": {"choice": "Statutory", "reason": WORDS[:400]},
                    "category": f"Categori {LONG[:100]}",
                    "themes": [f"Thema {n} {LONG[:80]}" for n in range(6)],
                    "at_risk": True,
                    "referred_to": LONG,
                }
            )
            assert not logged.problems, logged.problems
    return path


# --- what is pictured: each yields when it is in sight
def _screens(window: Any, state: str) -> Iterator[str]:
    from desk_app.records import Kind
    from ui.session import Filter

    yield "01-unlock"
    window.unlock.open_form.wrong_passphrase(
        "This passphrase does not open the store. Check capital letters and try again, or use the recovery key that "
        "was printed when it was made."
    )
    yield "02-unlock-wrong"
    there, _ = window.unlock.open_form.entered()
    window.unlock.open_form.show_members(there, ("Alex Example", LONG, "Zoë Sample"))
    yield "02-unlock-names"
    window.unlock.open_form.show_members(there, ())
    yield from _way_in(window, state)
    window.open_store(window._gallery_store())
    session = window.session
    today = window.go("today")
    yield "04-today"
    if today.rows:
        today.rows[-1].snooze.click()
        today.list.form.save.click()
        yield "04-today-put-off"
        window.export_dates()
        yield "04-today-export"
    window.go("learning")
    yield "04-learning"
    cases = window.go("cases")
    yield "05-cases"
    cases.search.setText("assess" if state == "usual" else "zebra")
    cases.reload()
    yield "06-cases-search"
    cases.clear_filters()
    yield from _list_of_cases(cases)
    ids = session.desk.all_case_ids(Filter(status="open"))
    if ids:
        for number, case_id in enumerate(ids[:: max(1, len(ids) // 3)][:3]):
            window.open_case(case_id)
            yield f"07-case-{number}"
        case = window.page("case")
        case.reading.verticalScrollBar().setValue(600)
        yield "08-case-lower"
        yield from _letters(window, case)
        yield from _documents(window, case, state)
        yield from _person(window, case.file.people[0].id)
        case.correct()
        yield "09-correct"
    window.go("log")
    yield "10-log"
    window.log(Kind.COMPLAINT)
    yield "11-complaint"
    entry = window.page("log").entry
    words = WORDS if state == "overfull" else "The taxi did not come three times this week."
    entry.form.give(
        {"words": words, "at_risk": True, "complainant.name": LONG if state == "overfull" else "Ida Bramble"}
    )
    entry.form.fields["received_on"].set_value("1/1/2030")
    entry.form.lookups["complainant"].look_up()
    entry.save()
    yield "12-complaint-problems"
    entry.form.fields["received_on"].set_value("today")
    entry.form.fields["route.answers"].set_value(["A looked after child", "A school place or transport"])
    entry.form.fields["route.answers_too"].set_value(["A court is deciding it"])
    entry.form.attachments.add(
        [{"name": f"{LONG if state == 'overfull' else 'letter'}.pdf", "size": 34_567, "file": "x"}]
    )
    entry.preview()
    for number, part in enumerate((0.3, 0.6, 1.0)):
        bar = entry.area.verticalScrollBar()
        bar.setValue(round(bar.maximum() * part))
        yield f"13-complaint-{number}"
    window.log(Kind.COMPLIMENT)
    form = window.page("log").entry.form
    for name in (LONG if state == "overfull" else "Dee Bramble", "The night duty officer"):
        form.recipients.rows[-1].fields["name"].set_value(name)
        form.recipients.add()
    yield "14-compliment"
    bar = window.page("log").entry.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    yield "14-compliment-people"
    if state == "usual":
        yield from _dialogs(window)
    window.go("log")
    window.page("log").entry.left.emit()
    yield "15-drafts"
    yield from _report(window)
    yield from _monitoring(window, state)
    yield from _import(window, state)
    yield from _history_and_help(window)
    yield from _settings(window)
    yield from _damaged_and_locked(window)


def _damaged_and_locked(window: Any) -> Iterator[str]:
    from ui.checking import damage

    backup = window.session.office.folder.with_name("Team 2026-11-23 0900.backup")
    window._tell_damage(damage(["page 12 is not as it was sealed"], backup), backup)
    yield "60-damaged"
    window.preferences.remember_file(window.session.office.folder)
    window.lock()
    yield "61-locked"


def _monitoring(window: Any, state: str) -> Iterator[str]:
    """Figures of a quarter with the cases behind one of them, of a team, of two dates."""
    page = window.go("monitoring")
    page.choices.kind.choose("Quarter" if state == "usual" else "Other dates")
    if state == "overfull":
        page.choices.team.choose(page.choices.team.itemText(page.choices.team.count() - 1))
        page.reload()
    end = time.monotonic() + 20
    while (page._job is not None or page.view.sheet is None) and time.monotonic() < end:
        _settle(window.themes.parent())
    yield "35-monitoring"
    table = page.view.tables.get("by-kind")
    if table is not None:
        next(iter(table.numbers.values())).click()
        page.area.ensureWidgetVisible(table.beneath)
        yield "35-monitoring-cases"
    for n, part in enumerate((0.4, 0.7)):
        bar = page.area.verticalScrollBar()
        bar.setValue(round(bar.maximum() * part))
        yield f"35-monitoring-{n}"


def _way_in(window: Any, state: str) -> Iterator[str]:
    """A new store with all that is wrong with it, its key, the recovery key's form, recent stores, About."""
    from ui.about import AboutDialog, LicencesDialog
    from ui.unlock.recovery_key import RecoveryKey

    unlock, long = window.unlock, state == "overfull"
    unlock.offer_new()
    form = unlock.new_form
    form.name.set_value(LONG[:60] if long else "Feedback")
    form.member.set_value(LONG if long else "")
    form.council.set_value(LONG if long else "")
    form.folder.set_value("//exampleshire/shared/feedback")
    form.first.set_value(LONG[:80] if long else "Feedback2026")
    if state != "empty":
        form.ask()
    yield "03-new-store"
    key: RecoveryKey = form.key
    form._form.hide()
    key.show_key(window.preferences._file.parent / "Team.desk", LONG if long else "Alex Example", KEY, TODAY)
    key.save_to(window.preferences._file.parent / "key.pdf")
    key.show()
    yield "03-recovery-key"
    key.forget()
    key.hide()
    form._form.show()
    unlock.recover_form.begin(
        Path(f"{LONG[:80] if long else 'Team'}.desk"), ("Alex Example", LONG) if long else ("Alex",)
    )
    unlock._show_recovery()
    yield "03-recover"
    for n in range(0 if state == "empty" else 6 if long else 2):
        window.preferences.remember_file(window.preferences._file.parent / f"{n} {LONG if long else 'Team'}.desk")
    unlock.arrive()
    yield "03-recent"
    about = AboutDialog("0.2", window)
    about.open()
    yield "03-about"
    licences = LicencesDialog(about)
    licences.open()
    yield "03-licences"
    licences.accept()
    about.accept()


def _settings(window: Any) -> Iterator[str]:
    page = window.go("settings")
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        yield f"40-settings-{row}"
    teams = page.go_to("Teams")
    teams.begin_retirement()
    yield "41-team"
    teams.back()
    holidays = page.go_to("Holidays")
    holidays.day.set_value("27/11/2026")
    holidays.name.set_value("A day of mourning")
    holidays.look.click()
    end = time.monotonic() + 10
    while not holidays.add_effects.isVisible() and time.monotonic() < end:
        _settle(window.themes.parent())
    yield "42-holiday"
    procedures = page.go_to("Procedures")
    procedures.buttons["corporate-code-2026"][0].click()
    procedures.form.fields["from_on"].set_value("1/1/2027")
    procedures.form.fields["stage_1_response.days"].set_value("15")
    yield "42-procedure"
    procedures.form.fields["acknowledge.days"].set_value("five")
    procedures.form.save()
    yield "42-procedure-problems"
    procedures.back()
    council = page.go_to("Council and service")
    council.fields["council"].set_value("")
    council.fields["web_form"].set_value("www.example.gov.uk")
    council.save()
    yield "43-settings-problems"


def _letters(window: Any, case: Any) -> Iterator[str]:
    """Writing a letter, and the card of one that is kept."""
    if not case.fits:
        return
    case.write_letter()
    form = case.letter_form
    end = time.monotonic() + 10
    while form.draft is None and time.monotonic() < end:
        _settle(window.themes.parent())
    yield "08-letter"
    window.session.letters.keep(case.file, form.draft)
    case.letter_form.left.emit()
    _scroll_to(window, case, case.letters)
    yield "08-letters"


def _scroll_to(window: Any, case: Any, part: Any) -> None:
    """A card of the case at the top of what is in sight. What was added just now is laid out first."""
    _settle(window.themes.parent())
    top = part.mapTo(case.reading.widget(), part.rect().topLeft()).y()
    case.reading.verticalScrollBar().setValue(top - 24)


def _documents(window: Any, case: Any, state: str) -> Iterator[str]:
    """The documents of a case, one with a redacted copy, and making a bundle of them."""
    from desk_app.progress import silent

    if state not in ("usual", "overfull"):
        return
    names = (
        ["Letter from the school.txt", "Plan.csv"] if state == "usual" else [f"{LONG[:110]}.txt", f"B {LONG[:108]}.csv"]
    )
    documents = window.session.documents
    with tempfile.TemporaryDirectory() as folder:
        for n, name in enumerate([*names, "Redacted.txt"]):
            path = Path(folder) / name.replace("/", "-")
            path.write_text(f"Words {n}")
            first = case.file.documents[0] if name == "Redacted.txt" else None
            documents.added(documents.add(case.file, [path], first, silent))
    _scroll_to(window, case, case.documents)
    yield "08-documents"
    case.make_bundle()
    yield "08-bundle"
    case.bundle_form.left.emit()


def _person(window: Any, person_id: int) -> Iterator[str]:
    """All about somebody, and two records about to become one."""
    from ui import pages

    pages.open_person(window, person_id)
    yield "08-person"
    page = window.page("people")
    for other in window.session.people.duplicates(page.known.person)[:1]:
        page.begin_merge(other)
        yield "08-person-merge"
        page._end_merge()
    page.begin_access()
    yield "08-person-access"
    page.form.leave()
    page.begin_erasing()
    end = time.monotonic() + 20
    while page.looking.busy and time.monotonic() < end:
        _settle(window.themes.parent())
    yield "08-person-erase"
    page.form.leave()
    pages.leave_person(window)


def _ombudsman(window: Any) -> Iterator[str]:
    """All matters of the Ombudsman; and one that is of none of our cases, being recorded and recorded."""
    page = window.go("ombudsman")
    yield "33-ombudsman"
    page.begin_new()
    page.form.give({"reference": "25 005 179", "about": "Respite at Example House", "kind": "Enquiry", "on": "today"})
    yield "33-ombudsman-new"
    page.form.save()
    yield "33-ombudsman-one"


def _retention(window: Any) -> Iterator[str]:
    """What is past its date (a short schedule makes it so), and deciding about two."""
    window.session.office.change_settings({"keep_compliments": 1, "keep_corporate": 2}, lambda *_: None)
    page = window.go("retention")
    page.reload()
    end = time.monotonic() + 20
    while page._job is not None and time.monotonic() < end:
        _settle(window.themes.parent())
    yield "32-retention"
    page.table.selectAll()
    page.ask_to_keep()
    if page.form is not None:
        page.form.save()
        yield "32-retention-keep"
        page._back_to_list()
    page.ask_to_erase()
    if page.form is not None:
        yield "32-retention-erase"
        page._back_to_list()


def _list_of_cases(cases: Any) -> Iterator[str]:
    """Filters, a menu of them, several selected, and the team list."""
    from PySide6.QtWidgets import QApplication

    cases.filters.set(kind="Complaint", due="Overdue", mine="Mine")
    cases.table.select_ids(cases.model.ids_between(1, 3))
    yield "06-cases-filtered"
    cases.filters.team.open()
    yield "06-cases-menu"
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    cases.clear_filters()
    cases.team_list()
    yield "06-team-list"
    cases.arrive()


def _dialogs(window: Any) -> Iterator[str]:
    from PySide6.QtWidgets import QApplication, QDialog

    from ui.kit.crash import CrashDialog

    window.page("log").entry.form.fields["received_on"].input.pick()
    yield "19-calendar"
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    window.show_shortcuts()
    yield "20-shortcuts"
    window.findChild(QDialog).accept()
    CrashDialog("Feedback Desk 0.2, Python 3.11\nValueError\n  log.py:42 log", window).open()
    yield "21-crash"
    for dialog in window.findChildren(CrashDialog):
        dialog.accept()


def _report(window: Any) -> Iterator[str]:
    from PySide6.QtCore import QCoreApplication

    report = window.go("report")
    yield "16-report-making"
    end = time.monotonic() + 60
    while not report.view.pages and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.01)
    yield "17-report"
    report.view.go_to(6)
    report.view.setFocus()
    report.export_to(Path("/nowhere/at/all/report.pdf"))
    while report._exporting is not None:
        QCoreApplication.processEvents()
        time.sleep(0.01)
    yield "18-report-problem"
    report.message.hide()
    yield from _report_steps(report)
    yield from _examples(report)


def _report_steps(report: Any) -> Iterator[str]:
    """Each step; the words with an editor, and with a section and a figure of one's own."""
    from PySide6.QtCore import QCoreApplication

    for step in report.steps[1:]:
        report.show_step(step.title)
        yield f"18-report-{step.title.split()[0].lower()}"
    words = report.show_step("Words")
    words.choose("introduction")
    card = words.cards["introduction.law"]
    card.begin()
    card.editor.area.setPlainText("We recieved **more** than ever.\n\n- one point\n- another\n\n" + LONG)
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.01)
    yield "18-report-words-written"
    words.choose("")
    words.add_section()
    words.add_measure()
    yield "18-report-words-own"


def _examples(report: Any) -> Iterator[str]:
    from ui.annual_report.examples import ExamplesStep

    [row] = [n for n, step in enumerate(report.steps) if isinstance(step, ExamplesStep)]
    report.list.setCurrentRow(row)
    step = report.steps[row]
    step.sets.give("Complaints")
    step.show_all()
    yield "18a-report-examples"
    step.use.click()
    for name in ("replace", "keep"):
        step.editor.buttons[name].click()
    yield "18b-report-example"
    step.editor.rest.click()
    step.editor.area.ensureWidgetVisible(step.editor.sign_off)
    yield "18c-report-example-to-sign"
    step.editor.back.click()


def _history_and_help(window: Any) -> Iterator[str]:
    yield from _retention(window)
    yield from _ombudsman(window)
    history = window.go("history")
    yield "30-history"
    history.table.setCurrentIndex(history.model.index(0, 0))
    yield "31-history-change"
    last = history.model.rowCount() - 1
    history.show_change(history.model.id_at(max(0, last - 2)))  # in the sample: the import
    yield "32-history-large"
    guide = window.go("help")
    for number, topic in enumerate(("help", "procedures", "keyboard")):
        guide.show_topic(topic)
        yield f"33-help-{number}"
    guide.search.setText("consent")
    yield "34-help-search"


def _import(window: Any, state: str) -> Iterator[str]:
    from PySide6.QtCore import QCoreApplication

    from ui.import_register.step_bar import Step

    page = window.go("import")
    yield "40-import-file"
    if state == "empty":
        return
    path = window.session.desk.store.path.parent / "Our log.csv"
    long = LONG if state == "overfull" else ""
    heads = "Feedback log,,,,,,,\r\nRef,Type,Date recieved,Team,Stat/Corp,Response sent,Outcome,Initials"
    rows = [
        f"{n}/25,Complaint,{n}/6/2025,Tîm {long} {n},{'' if n == 3 else 'Corp'},9/9/2025,{word},{long}"
        for n, word in enumerate(["PU", f"Perhaps {long}", "Upheld", "Not upheld", "31", f"{long} o"], start=1)
    ]
    path.write_text("\r\n".join([f"{heads} {long}", *rows, "7/25,Complaint,31/02/2025,,Corp,,,"]))

    def wait() -> None:
        while page.working.running or page.headings.building or page.words.building:
            QCoreApplication.processEvents()
            time.sleep(0.01)

    page.open(path)
    for step in (Step.HEADINGS, Step.WORDS, Step.CHECK):
        if step is not Step.HEADINGS:
            page.go(step)
        wait()
        yield f"41-import-{step.name.lower()}"
    page.next()
    wait()
    yield "42-import-done"


def _settle(app: Any) -> None:
    end = time.monotonic() + 0.15
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)
    for _ in range(5):  # on a busy computer the time may be over before all is laid out
        app.processEvents()


if __name__ == "__main__":
    sys.exit(take(sys.argv[1]) if len(sys.argv) > 1 else main())
