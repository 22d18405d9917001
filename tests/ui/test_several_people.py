"""A case of two children, two complainants, two procedures: all of them are said, and asked about one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from desk_app.desk import Desk, Logged
from desk_app.desk.person import monitored
from desk_app.desk.refuse import ELSEWHERE
from desk_app.offers import Offer, Verb
from desk_app.records import Case, CaseFile, Ending, Investigation, Party, Person, Role, Route, Stage
from desk_app.store import Store
from ui import said
from ui.cases import head
from ui.cases.case_screen import CaseScreen
from ui.main_window import MainWindow
from ui.pages import CASE

DAY = date(2026, 11, 2)


def people(*named: tuple[Role, int, str]) -> CaseFile:
    """A complaint with these people on it."""
    return CaseFile(
        Case(id=1, reference="T/1", received_on=DAY),
        people=tuple({id: Person(id=id, name=name) for _, id, name in named}.values()),
        parties=tuple(Party(id=90 + n, case_id=1, person_id=id, role=role) for n, (role, id, _) in enumerate(named)),
    )


def test_the_head_names_every_complainant_and_every_child() -> None:
    """Once each: a child who complains is not told about again."""
    both = people(
        (Role.COMPLAINANT, 1, "Ada Testwell"), (Role.COMPLAINANT, 2, "Bea Testwell"),
        (Role.CHILD, 3, "Ben Testwell"), (Role.CHILD, 4, "Cy Testwell"),
    )  # fmt: skip
    assert (
        head._about(both)
        == "Received 2 Nov 2026  ·  from Ada Testwell and Bea Testwell  ·  about Ben Testwell and Cy Testwell"
    )
    own = people((Role.COMPLAINANT, 3, "Ben Testwell"), (Role.CHILD, 3, "Ben Testwell"), (Role.CHILD, 4, ""))
    assert head._about(own) == "Received 2 Nov 2026  ·  from Ben Testwell"


def test_a_case_that_follows_two_procedures_says_both() -> None:
    """The case's own stays first when a corporate team is added; what was re-routed is followed no more."""
    first = Investigation(id=2, case_id=1, route=Route.STATUTORY, stage=Stage.ONE, team="Fostering", opened_on=DAY)
    second = replace(first, id=3, route=Route.CORPORATE, team="SEND")
    file = people()
    assert said.routes(replace(file, investigations=(second, first))) == "Statutory and corporate"
    moved = replace(first, ending=Ending.RE_ROUTED)
    assert said.routes(replace(file, investigations=(moved, second))) == "Corporate"
    assert said.routes(replace(file, case=replace(file.case, route=Route.STATUTORY))) == "Statutory"
    assert said.routes(file) == ""


def test_monitoring_is_recorded_of_each_child(store: Store) -> None:
    """By name where there are several; the role alone is enough of one."""
    desk = Desk(store, lambda: DAY)
    case_id = desk.log(
        {"kind": "Complaint", "received_on": "2 Nov 2026", "words": "Late.", "complainant": {"name": "Ada"}}
    ).case_id

    def do(verb: Verb, **answers: object) -> None:
        assert not desk.do(Offer(verb), desk.case_file(case_id), answers).problems

    do(Verb.PERSON, role="Child", name="Ben Testwell")
    assert list(monitored(desk.case_file(case_id))) == ["Complainant", "Child"]
    do(Verb.PERSON, role="Child", name="Cy Testwell")
    assert list(monitored(desk.case_file(case_id))) == ["Complainant", "Child: Ben Testwell", "Child: Cy Testwell"]
    do(Verb.MONITOR, whom="Child: Cy Testwell", age_band="11 to 15")
    assert {p.name: p.age_band for p in desk.case_file(case_id).people} == {
        "Ada": "", "Ben Testwell": "", "Cy Testwell": "11 to 15",
    }  # fmt: skip


def test_which_organisation_is_asked_once_another_answers(window: MainWindow, logged: Callable[..., Logged]) -> None:
    """Only then: a court needs no name."""
    window.open_case(logged().case_id)
    page = window.page(CASE)
    assert isinstance(page, CaseScreen)
    assert page.begin_verb(Verb.ANOTHER_PROCESS)
    assert page.verb_form is not None
    fields = page.verb_form.fields
    fields["process"].set_value("Court")
    assert fields["named"].isHidden()
    fields["process"].set_value(ELSEWHERE)
    assert not fields["named"].isHidden()
