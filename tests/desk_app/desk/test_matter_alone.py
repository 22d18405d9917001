"""A matter of the Ombudsman that is of none of our cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desk_app import figures
from desk_app.desk import Desk
from desk_app.exchange import chase, exports, whole
from desk_app.figures.checks import checks
from desk_app.figures.period import year_of
from desk_app.offers import Offer, Verb
from desk_app.records import Case, CaseFile, OmbudsmanMatter
from desk_app.store import Store, named_in, opening
from tests.conftest import PASSPHRASE

COMPLAINT = {
    "kind": "Complaint",
    "received_on": "2026-11-02",
    "words": "Ada Testwell says that visits were cancelled.",
    "at_risk": False,
    "complainant": {"name": "Ada Testwell"},
    "route": {"choice": "Statutory", "reason": "About the fostering service."},
}
ASKED = {"reference": "25 005 179", "about": "Respite", "kind": "Enquiry", "on": "2026-11-16"}


def begun(desk: Desk) -> CaseFile:
    done = desk.do(Offer(Verb.MATTER), desk.new_matter(), ASKED)
    assert done.change is not None
    [line] = [line for line in desk.store.ombudsman() if line.case_id is None]
    return desk.case_file(line.id)


def do(desk: Desk, file: CaseFile, verb: Verb, answers: dict[str, object]) -> None:
    [offer] = [offer for offer in desk.offers(file) if offer.verb is verb]
    done = desk.do(offer, file, answers)
    assert not done.problems, done.problems


def test_it_has_its_dates_and_no_others(store: Store, today: date) -> None:
    """28 calendar days from the enquiry of 16 November; no safeguarding question, no acknowledgement."""
    desk = Desk(store, lambda: today)
    file = begun(desk)
    assert [(step.key, step.due_on) for step in desk.steps(file.case.id)] == [("ombudsman_answer", date(2026, 12, 14))]
    [reminder] = desk.worklist()
    assert (reminder.reference, reminder.days) == ("Ombudsman 25 005 179", 20)
    assert desk.mine([file.case.id]) == {file.case.id}  # everybody's
    assert not store.all(Case)
    assert store.verify().ok


def test_it_offers_what_the_ombudsman_does_only(store: Store, today: date) -> None:
    """And once it is begun it is not begun again."""
    desk = Desk(store, lambda: today)
    assert [offer.verb for offer in desk.offers(desk.new_matter())] == [Verb.MATTER]
    offered = [offer.verb for offer in desk.offers(begun(desk))]
    assert offered == [Verb.ANSWER_REQUEST, Verb.REQUEST, Verb.DECISION, Verb.TIE_MATTER, Verb.REMOVE_MATTER]


def test_it_counts_in_the_ombudsmans_figures_and_in_no_others(store: Store, today: date) -> None:
    """One request answered on time, one matter decided; no case."""
    desk = Desk(store, lambda: today)
    file = begun(desk)
    do(desk, file, Verb.ANSWER_REQUEST, {"request": str(file.requests[0].id), "sent_on": "2026-11-20"})
    do(desk, desk.case_file(file.case.id), Verb.DECISION, {"decision": "Investigated: upheld", "on": "2026-11-23"})
    found = figures.gather(store, year_of(today), today)
    assert (found.ombudsman.requests, found.ombudsman.answers.on_time, found.ombudsman.decided) == (1, 1, 1)
    assert (found.ombudsman.cases, found.volumes.feedback_cases) == (0, 0)
    assert not [check for check in checks(found) if not check.holds]


def test_undo_and_redo(store: Store, today: date) -> None:
    """Everything of it goes and comes back."""
    desk = Desk(store, lambda: today)
    file = begun(desk)
    desk.undo()
    assert not store.open_steps()
    assert not store.ombudsman()
    redo = store.can_redo()
    assert redo is not None
    desk.undo(redo.id)
    assert desk.case_file(file.case.id).requests[0].received_on == date(2026, 11, 16)


def test_it_is_in_the_team_list_and_the_calendar(store: Store, today: date, tmp_path: Path) -> None:
    """By the Ombudsman's reference; what it is about is nobody else's business."""
    begun(Desk(store, lambda: today))
    assert "Ombudsman 25 005 179: Answer the Ombudsman: enquiry" in chase.as_text(chase.team_list(store, today))
    out = tmp_path / "dates.ics"
    exports.write(store, "deadlines", out, today=today)
    text = out.read_text().replace("\r\n ", "")
    assert "Ombudsman 25 005 179: Answer the Ombudsman: enquiry due" in text
    assert "Respite" not in text


def test_without_a_reference_it_is_named_by_what_it_is_about_in_the_office_only(
    store: Store, today: date, tmp_path: Path
) -> None:
    """On Today and in messages, shortened; neither in the team list nor in the calendar."""
    desk = Desk(store, lambda: today)
    asked = {**ASKED, "reference": "", "about": f"Respite at {'Example House ' * 10}"}
    assert desk.do(Offer(Verb.MATTER), desk.new_matter(), asked).change
    [reminder] = desk.worklist()
    assert reminder.reference == "Ombudsman: Respite at Example House Example House…"
    assert desk.case_file(store.ombudsman()[0].id).case.reference == reminder.reference
    assert "Respite" not in chase.as_text(chase.team_list(store, today))
    exports.write(store, "deadlines", tmp_path / "dates.ics", today=today)
    assert "Respite" not in (tmp_path / "dates.ics").read_text()


def test_who_is_named_in_it_is_told_where(store: Store, today: date) -> None:
    """By the Ombudsman's reference, so that it can be found and corrected."""
    desk = Desk(store, lambda: today)
    case_id = desk.log(COMPLAINT).case_id
    [person] = desk.case_file(case_id).people
    asked = {**ASKED, "about": "Ada Testwell’s respite"}
    assert desk.do(Offer(Verb.MATTER), desk.new_matter(), asked).change
    [said] = named_in.sentences(store, [case_id], [person.id])
    assert said == "Named also in: the Ombudsman’s matter 25 005 179. Correct it there"


def test_it_goes_out_and_in_with_everything_once(store: Store, today: date, tmp_path: Path) -> None:
    """Into an empty store with its request; into one that has it, not again."""
    desk = Desk(store, lambda: today)
    begun(desk)
    out = tmp_path / "everything.xlsx"
    whole.export(store, out)
    made, _ = opening.create(tmp_path / "other.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)
    with made:
        assert "1 matter of the Ombudsman without a case" in whole.import_file(made, out).in_words
        assert [r.as_json() for r in Desk(made, lambda: today).worklist()] == [r.as_json() for r in desk.worklist()]
        whole.import_file(made, out)
        assert len(made.all(OmbudsmanMatter)) == 1
        assert made.verify().ok


def test_matters_without_a_reference_are_told_apart_when_they_come_in(
    store: Store, today: date, tmp_path: Path
) -> None:
    """By the day that the Ombudsman first asked; a blank one on a case is another. As many come as are lacking."""
    desk = Desk(store, lambda: today)
    blank = {"kind": "Enquiry", "on": "2026-11-16"}
    for on in ("2026-11-16", "2026-11-16", "2026-11-17"):
        assert desk.do(Offer(Verb.MATTER), desk.new_matter(), {**blank, "on": on}).change
    out = tmp_path / "everything.xlsx"
    whole.export(store, out)
    made, _ = opening.create(tmp_path / "other.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)
    with made:
        other = Desk(made, lambda: today)
        case_id = other.log(COMPLAINT).case_id
        assert other.do(Offer(Verb.MATTER), other.case_file(case_id), blank).change
        assert other.do(Offer(Verb.MATTER), other.new_matter(), blank).change
        whole.import_file(made, out)
        alone = [line.asked_on for line in made.ombudsman() if line.case_id is None]
        assert alone == [date(2026, 11, 17), date(2026, 11, 16), date(2026, 11, 16)]
        whole.import_file(made, out)
        assert len(made.all(OmbudsmanMatter)) == 4


def test_a_reference_is_the_same_however_it_is_spaced(store: Store, today: date) -> None:
    """25005179 is 25 005 179: on the same case it is no other matter."""
    desk = Desk(store, lambda: today)
    case_id = desk.log(COMPLAINT).case_id
    assert desk.do(Offer(Verb.MATTER), desk.case_file(case_id), ASKED).change
    again = desk.do(Offer(Verb.MATTER), desk.case_file(case_id), {**ASKED, "reference": "25005179"})
    assert "reference" in again.problems
