"""The data check: each rule finds what makes a figure wrong or a section thin, and nothing once it is mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.desk import accept_rows
from desk_app.desk.accept_rows import Accepted
from desk_app.figures.of_year import Due
from desk_app.figures.period import year
from desk_app.records import (
    Action,
    Case,
    CaseFile,
    Consent,
    EndedBefore,
    Extension,
    Investigation,
    Kind,
    Learning,
    Outcome,
    Party,
    Person,
    Role,
    Route,
    Stage,
    YesNo,
)  # fmt: skip
from desk_app.report.contents import material
from desk_app.report.data_check import alike, check, rows_of, without_feedback
from desk_app.report.data_rules import RULES, Seen
from desk_app.report.one_person import twice
from desk_app.store import Store
from desk_app.working_days import Calendar
from tests.desk_app.store.samples import complaint

PERIOD, AS_AT, CALENDAR = year("2025/26"), date(2026, 6, 1), Calendar()
DAY = date(2025, 9, 1)


def whole() -> CaseFile:
    """A complaint of which everything is recorded."""
    case = Case(
        id=1, reference="CF/2025-26/0001", received_on=DAY, channel="Letter", service_area="Safeguarding",
        team="Assessment North", at_risk=False, made_by_child=False, looked_after=YesNo.NO, consent=Consent.NOT_NEEDED,
        category="Delay", themes=("Delay",),
    )  # fmt: skip
    investigation = Investigation(
        id=2, case_id=1, route=Route.STATUTORY, stage=Stage.ONE, team="Assessment North", opened_on=DAY,
        acknowledged_on=DAY, responded_on=date(2025, 9, 12), outcome=Outcome.UPHELD,
    )  # fmt: skip
    return CaseFile(
        case=case,
        parties=(Party(id=3, case_id=1, person_id=9, relationship="Parent"),),
        investigations=(investigation,),
        learning=(Learning(id=4, case_id=1, investigation_id=2, text="Ring back."),),
    )


def case(**values: object) -> CaseFile:
    file = whole()
    return replace(file, case=replace(file.case, **values))  # type: ignore[arg-type]


def stage(**values: object) -> CaseFile:
    file = whole()
    return replace(file, investigations=(replace(file.investigations[0], **values),))  # type: ignore[arg-type]


def of_kind(kind: Kind, **values: object) -> CaseFile:
    file = case(kind=kind, **values)
    return replace(file, investigations=(), learning=())


def found(file: CaseFile, **more: object) -> dict[str, str]:
    """What the rules say of one case, by rule."""
    due = {2: Due(date(2025, 9, 15), date(2025, 9, 15))}
    seen = Seen(file, PERIOD, AS_AT, CALENDAR, due, **more)  # type: ignore[arg-type]
    return {row.rule.key: row.detail for row in rows_of([seen])}


BROKEN: dict[str, CaseFile] = {
    "order": stage(responded_on=date(2025, 8, 29)),
    "outcome": stage(outcome=None),
    "corporate": stage(route=Route.CORPORATE, team="Fostering"),
    "open": stage(responded_on=None, outcome=None),
    "learning": replace(whole(), learning=()),
    "category": case(category=""),
    "theme": case(themes=()),
    "area": case(service_area=""),
    "team": stage(team=""),
    "relationship": replace(whole(), parties=(Party(case_id=1, person_id=9),)),
    "looked_after": case(looked_after=None),
    "by_child": case(made_by_child=None),
    "consent": case(consent=None),
    "safeguarding": case(at_risk=None),
    "acknowledged": stage(acknowledged_on=None),
    "extension": replace(whole(), extensions=(Extension(case_id=1, investigation_id=2, to_on=DAY, told_on=DAY),)),
    "delay": stage(responded_on=date(2025, 9, 16)),
    "escalation": replace(
        whole(), investigations=(*whole().investigations, replace(whole().investigations[0], id=7, stage=Stage.TWO))
    ),
    "ended": replace(case(ended_before=EndedBefore.WITHDRAWN), investigations=(), learning=()),
    "channel": case(channel=""),
    "recipient": of_kind(Kind.COMPLIMENT),
    "enquiry": of_kind(Kind.ENQUIRY),
    "action": replace(whole(), actions=(Action(case_id=1, investigation_id=2, text="Ring back"),)),
}


def test_a_complaint_of_which_all_is_recorded_gives_no_row() -> None:
    """Nothing to look at."""
    assert found(whole()) == {}


@pytest.mark.parametrize("key", [rule.key for rule in RULES if rule.key not in ("alike", "person")])
def test_each_rule_finds_what_it_is_for(key: str) -> None:
    """One thing is left out of a whole complaint: its rule says so, and no other rule does."""
    assert list(found(BROKEN[key])) == [key]


def test_a_corporate_complaint_about_a_looked_after_child_is_asked_about() -> None:
    """Whatever its team is called."""
    file = stage(route=Route.CORPORATE)
    file = replace(file, case=replace(file.case, looked_after=YesNo.YES))
    assert found(file) == {"corporate": "The child is looked after."}


def test_an_extension_that_nobody_was_told_of_is_named() -> None:
    """With its date."""
    extension = Extension(case_id=1, investigation_id=2, to_on=date(2025, 9, 29), reason="Witness ill")
    said = found(replace(whole(), extensions=(extension,)))["extension"]
    assert said == "It is not recorded that the complainant was told of the extension to 29 September 2025."


def test_an_answer_in_an_agreed_extension_is_not_late() -> None:
    """Answered on the day to which it was extended."""
    seen = Seen(
        stage(responded_on=date(2025, 9, 29)), PERIOD, AS_AT, CALENDAR, {2: Due(date(2025, 9, 15), date(2025, 9, 29))}
    )
    assert list(rows_of([seen])) == []


def test_the_same_person_twice_in_a_fortnight_may_be_one_complaint() -> None:
    """The 1st and the 12th; not the 20th."""
    one = whole()
    near = replace(one, case=replace(one.case, id=5, reference="CF/2025-26/0002", received_on=date(2025, 9, 12)))
    far = replace(one, case=replace(one.case, id=6, reference="CF/2025-26/0003", received_on=date(2025, 9, 30)))
    same = alike([far, near, one])
    assert same == {1: ("CF/2025-26/0002",), 5: ("CF/2025-26/0001",)}
    assert "CF/2025-26/0002" in found(one, alike=same[1])["alike"]


def of_person(number: int, name: str, **more: object) -> CaseFile:
    """A complaint of a person of their own record."""
    person = Person(id=number, name=name, match_key=name.casefold(), **more)  # type: ignore[arg-type]
    case = replace(whole().case, id=100 + number, reference=f"T/{number}")
    return replace(whole(), case=case, people=(person,), parties=(Party(case_id=case.id, person_id=number),))


def test_two_records_that_look_like_one_complainant_are_asked_about_on_both_complaints() -> None:
    """By reference, never by name: an accepted row outlives a person's erasure. Joined they are one, and nothing."""
    ada, again, ben = of_person(1, "Ada Testwell"), of_person(2, "Ada  TESTWELL"), of_person(3, "Ben Testwell")
    assert twice([ada, again, ben]) == {101: ("T/2 (same name)",), 102: ("T/1 (same name)",)}
    said = found(ada, one_person=twice([ada, again])[101])["person"]
    assert said == "Who complained may also be the person of T/2 (same name). Their records are not one."
    joined = replace(again, people=ada.people, parties=ada.parties)
    assert twice([ada, joined, ben]) == {}


def test_names_that_are_only_alike_are_asked_about_where_the_email_is_the_same() -> None:
    """Testwell and Testwel; and never two people born on different days, or who gave no name."""
    ada, slip = of_person(1, "Ada Testwell", email="a@example.org"), of_person(2, "Ada Testwel")
    assert twice([ada, slip]) == {}
    assert twice([ada, of_person(2, "Ada Testwel", email="a@example.org")])[101] == ("T/2 (name is alike, same email)",)
    twins = (of_person(n, "Ada Testwell", born_on=date(2010, 5, n)) for n in (1, 2))
    assert twice(twins) == {}
    nameless = [replace(f, people=(replace(f.people[0], match_key=""),)) for f in (ada, of_person(3, "Ada Testwell"))]
    assert twice(nameless) == {}


def test_nobody_is_alike_by_being_praised() -> None:
    """A recipient of two compliments did not write them."""
    party = Party(case_id=1, person_id=9, role=Role.RECIPIENT)
    one = replace(whole(), parties=(party,))
    assert alike([one, replace(one, case=replace(one.case, id=5))]) == {}


def test_what_was_received_in_another_year_is_not_asked_about() -> None:
    """Blank in a case of the year before: its own report asked."""
    assert "category" not in found(case(category="", received_on=date(2025, 3, 30)))


def test_a_row_goes_when_it_is_mended(store: Store) -> None:
    """A real store: the question is answered in the case, and the row is gone."""
    id = complaint(store, date(2025, 9, 1))
    assert "channel" in {row.rule.key for row in check(store, "2025/26", AS_AT)}
    old = store.case_file(id).case
    with store.change("correct case") as change:
        change.put(old, replace(old, channel="Letter"))
    assert "channel" not in {row.rule.key for row in check(store, "2025/26", AS_AT)}


def test_an_accepted_row_says_who_and_when_and_can_be_looked_at_again(store: Store) -> None:
    """Kept with the case; undone like any change."""
    complaint(store, date(2025, 9, 1))
    row = next(row for row in check(store, "2025/26", AS_AT) if row.rule.key == "channel")
    change = accept_rows.accept(store, [Accepted(row.case_id, row.criterion, row.rule.title)], "Old", AS_AT, "Ann")
    assert change is not None
    again = next(row for row in check(store, "2025/26", AS_AT) if row.rule.key == "channel")
    assert again.accepted is not None
    assert (again.accepted.decided_by, again.accepted.decided_on) == ("Ann", AS_AT)
    others = [row for row in check(store, "2025/26", AS_AT) if row.rule.key != "channel"]
    assert others
    assert all(row.accepted is None for row in others)
    store.undo("Ann", change.id)
    assert next(row for row in check(store, "2025/26", AS_AT) if row.rule.key == "channel").accepted is None


def test_a_row_that_changes_is_not_accepted_any_more(store: Store) -> None:
    """Accepted while it was open since May; another date is another row."""
    id = complaint(store, date(2025, 9, 1))
    row = next(row for row in check(store, "2025/26", AS_AT) if row.rule.key == "open")
    accept_rows.accept(store, [Accepted(row.case_id, row.criterion, row.rule.title)], "", AS_AT, "Ann")
    old = store.case_file(id).investigations[0]
    with store.change("correct investigation") as change:
        change.put(old, replace(old, opened_on=date(2025, 9, 8)))
    again = next(row for row in check(store, "2025/26", AS_AT) if row.rule.key == "open")
    assert again.detail != row.detail
    assert again.accepted is None


def test_looking_through_can_be_cancelled(store: Store) -> None:
    """The first call of progress may end it."""
    from desk_app.progress import Cancelled

    complaint(store, date(2025, 9, 1))

    def cancel(done: int, total: int, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        check(store, "2025/26", AS_AT, cancel)


def test_a_year_without_feedback_is_said(imported: Store) -> None:
    """2025/26, of which the register has nothing; 2021/22, before which it did not begin; 2023/24 lacks nothing."""
    [nothing] = without_feedback(material(imported, "2025/26", date(2026, 4, 9)))
    assert nothing.startswith("The register has no feedback of 2025/26. Import it")
    [first] = without_feedback(material(imported, "2021/22", date(2026, 4, 9)))
    assert first.startswith("The register has no feedback of 2020/21, so nothing is compared with it.")
    assert without_feedback(material(imported, "2023/24", date(2026, 4, 9))) == ()
