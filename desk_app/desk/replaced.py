"""Who had a part until somebody else did: kept, since they took part all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from desk_app.desk.same_name import clearly_one
from desk_app.records import Investigation, Replaced

BEGAN = {
    "investigator": "assigned_on",
    "investigating_officer": "investigating_officer_on",
    "independent_person": "independent_person_on",
}
"""When somebody began, by the field that names them; of the others that is not known."""


def replaced(old: Investigation, new: Investigation, until: Mapping[str, date | None]) -> Iterator[Replaced]:
    """Who is named in one of these fields before and is another person after; `until` is the day of the other's."""
    for field, on in until.items():
        name = getattr(old, field)
        if name and not clearly_one(name, getattr(new, field)):
            began_on = getattr(old, BEGAN[field]) if field in BEGAN else None
            yield Replaced(
                case_id=old.case_id,
                investigation_id=old.id,
                part=field.replace("_", " "),
                name=name,
                began_on=began_on,
                until_on=on,
            )
