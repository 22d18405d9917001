"""What an example is made of before anybody touches it: the text and caption of its case, and the names to look for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app import redaction
from desk_app.records import CaseFile, ListName, Outcome, Role
from desk_app.redaction import Names
from desk_app.store import names as store_names

if TYPE_CHECKING:
    from desk_app.store import Store


@dataclass(frozen=True, slots=True)
class Known:
    """What the detector is told: everybody's names in the store, and words to keep. Made once, for many texts."""

    everybody: Names
    keep: frozenset[str]


def known(store: Store) -> Known:
    """Prepare the names of the store: a second for a hundred thousand people, so for a job."""
    lists = store.lists()
    settings = store.settings()
    said = [settings.council, settings.service]
    for name in (ListName.TEAM, ListName.SERVICE_AREA, ListName.CATEGORY, ListName.THEME):
        said += [entry.value for entry in lists.get(name, ())]
    said += [entry.region for entry in lists.get(ListName.TEAM, ())]
    return Known(Names(store_names.everybody(store)), redaction.kept_words(said))


def draft(file: CaseFile, set_name: str) -> str:
    """The text of an example as it is first proposed: the words of the case, or what was learnt from it."""
    case = file.case
    if set_name == "learning":
        lines = [item.text.strip() for item in file.learning if item.text.strip()]
        done = [action.text.strip() or action.kind for action in file.actions if action.text.strip() or action.kind]
        if done:
            lines.append("What was done: " + "; ".join(each.rstrip(".") for each in done) + ".")
        return "\n\n".join(lines)
    return case.words.strip() or case.summary.strip()


def _outcome(file: CaseFile) -> str:
    """How the complaint ended, after its caption; "" where it has not."""
    found = [item.outcome for item in file.investigations if item.outcome is not None]
    said = {
        Outcome.UPHELD: "the complaint was upheld",
        Outcome.PARTIALLY_UPHELD: "the complaint was partially upheld",
        Outcome.NOT_UPHELD: "the complaint was not upheld",
        Outcome.WITHDRAWN: "the complaint was withdrawn",
    }
    return said.get(found[-1], "") if found else ""


def caption(file: CaseFile, set_name: str) -> str:
    """Whose words they are, by role and team alone: "Foster carer, about Fostering". Of learning: the team.

    Of a complaint also how it ended, which is not for the quotation: "Parent, about SEND; the complaint was upheld".
    """
    team = file.case.team or next((item.team for item in file.investigations if item.team), "")
    if set_name == "learning":
        return team
    role = next((p.relationship for p in file.parties if p.role is Role.COMPLAINANT and p.relationship), "")
    if file.case.made_by_child:
        role = "Young person"
    whose = ", ".join(part for part in (role, f"about {team}" if team and role else team) if part)
    outcome = _outcome(file) if set_name == "complaints" else ""
    return "; ".join(part for part in (whose, outcome) if part)


def names_of(file: CaseFile) -> Names:
    """The people and staff of a case."""
    staff = [
        name
        for item in file.investigations
        for name in (
            item.investigator, item.investigating_officer, item.independent_person, item.adjudicating_officer,
            item.signed_off_by, *item.panel_members,
        )
    ]  # fmt: skip
    staff += [each.name for each in file.replaced]
    owners = [action.owner for action in file.actions]
    return Names([person.name for person in file.people if person.match_key] + staff + owners + [file.case.logged_by])


def learnt(store: Store, year: str) -> list[int]:
    """The cases of a year ("2023/24") with learning, those that were upheld first."""
    first = int(year[:4])
    return store_names.cases_with_learning(store, f"{first}-04-01", f"{first + 1}-03-31")
