"""A matter of the Ombudsman that is of none of our cases: it turns out to be of one, or should never have been here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desk_app import dates
from desk_app.desk.task import Puts, Task
from desk_app.intake import reference_key
from desk_app.records import CaseFile, Kind, OmbudsmanMatter, OmbudsmanRequest, Remedy


def tie(task: Task) -> Puts:
    """Answers: `case`, the reference of the complaint. Its requests and remedies come along; what stands, stands."""
    reference = task.answers.text("case", "Enter the reference of the case.")
    found = task.case_called(reference) if reference else None
    matter = task.file.matters[0]
    if reference and found is None:
        task.answers.wrong("case", "There is no case with this reference. Copy it from the list of cases.")
    elif found is not None and (wrong := _why_not(found, task.file, matter)):
        task.answers.wrong("case", wrong)
    elif found is not None:
        area = found.case.service_area or matter.service_area
        yield matter, replace(matter, case_id=found.case.id, service_area=area)
        for record in _of_it(task.file):
            yield record, replace(record, case_id=found.case.id)


def _why_not(of: CaseFile, file: CaseFile, matter: OmbudsmanMatter) -> str:
    """Why a matter cannot be one of that case, "" for nothing."""
    if of.case.erased_on is not None:
        return "This case was erased."
    if of.case.kind is not Kind.COMPLAINT:
        return f"This case is {_a(of.case.kind)}. The Ombudsman’s matters are of complaints."
    key = reference_key(matter.reference)
    if key and key in {reference_key(known.reference) for known in of.matters}:
        return "This case has a matter with this reference already. Remove the one that is too many."
    begun = min((request.received_on for request in file.requests), default=None)
    if begun is not None and begun < of.case.received_on:
        return (
            f"The Ombudsman first asked on {dates.in_words(begun)}, before this case was received on "
            f"{dates.in_words(of.case.received_on)}. Correct the date that is wrong first."
        )
    return ""


def _a(kind: Kind) -> str:
    return f"{'an' if kind is Kind.ENQUIRY else 'a'} {kind.lower()}"


def remove(task: Task) -> Puts:
    """Answers: `reason`. It is noted on the matter and goes into the history with it: undone, it is as it was."""
    reason = task.answers.text("reason", "Say why it is removed.")
    for record in _of_it(task.file):
        yield record, None
    matter = task.file.matters[0]
    noted = replace(matter, corrections=with_line(matter, f"Removed: {reason}", task.by, task.answers.today))
    yield matter, noted
    yield replace(noted, version=matter.version + 1), None


def _of_it(file: CaseFile) -> Iterator[OmbudsmanRequest | Remedy]:
    yield from file.requests
    yield from file.remedies


def with_line(matter: OmbudsmanMatter, what: str, by: str, on: date) -> str:
    """What was corrected of a matter, with one more line: what, who, when."""
    return "\n".join(filter(None, [matter.corrections, f"{what} ({by}, {dates.in_words(on)})"]))
