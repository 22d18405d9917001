"""Publishing a year's report for good, and the figures of years that were published elsewhere.

A publication is never undone or changed: the report is out. A corrected one is published beside it and stands then.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app import roles
from desk_app.desk.done import Done
from desk_app.problems import Problem
from desk_app.records import Change, Member, Publication, PublishedFigure

if TYPE_CHECKING:
    from desk_app.store import Store

LETTER = "letter."
"""Keys of the Ombudsman's annual letter begin with it; the other keys are those of the measures compared."""
PERCENT, DAYS = frozenset({"in_time", "upheld"}), frozenset({"days"})
"""Measures that are no counts."""
PARTS = tuple(
    (f"{LETTER}{whole}", tuple(f"{LETTER}{part}" for part in parts.split()))
    for whole, parts in (
        ("council_total_received", "received_education_and_childrens"),
        ("council_total_decided", "advice_given closed_after_initial_enquiries incomplete_or_invalid referred_back "
                                  "not_upheld upheld"),
        ("council_total_decided", "not_for_us assessed_and_closed investigated"),
        ("investigated", "investigated_upheld"),
    )
)  # fmt: skip
"""The decisions of a letter are those about children's services, so they may be fewer than all of the council's: in the
letter of 2023/24 they are 19 of 24."""
SOURCE_FIRST = "Enter where these numbers were published."


# --- publications ---------------------------------------------------------------------------------------------
def of(store: Store, year: str) -> list[Publication]:
    """The publications of a year, in their order; the last one stands."""
    return [made for made in store.all(Publication, year=year) if made.published_on and made.pdf_hash]


def standing(store: Store, year: str) -> Publication | None:
    """The publication of a year that stands, None if it was never published."""
    return next(reversed(of(store, year)), None)


def pdf_of(store: Store, publication: Publication) -> bytes:
    """The report as it was published, byte for byte. Raises Problem when the store is damaged."""
    return _kept(store, publication, publication.pdf_hash)


def files_of(store: Store, publication: Publication) -> bytes:
    """The other files that it was published as, in one. Raises Problem as above; not for one that has none."""
    return _kept(store, publication, publication.files_hash)


def _kept(store: Store, publication: Publication, name: str) -> bytes:
    data = store.blob(name)
    if hashlib.sha256(data).hexdigest() != name:
        raise Problem(
            f"The published report of {publication.year} is damaged in this store.", "Take it from an earlier backup."
        )
    return data


def replaced_by(store: Store, publication: Publication) -> Publication | None:
    """The publication of the same year that this one, a corrected one, replaced."""
    return next((one for one in reversed(of(store, publication.year)) if one.id < publication.id), None)


def is_manager(store: Store, name: str) -> bool:
    """Whether that member may publish although a check fails."""
    task = roles.Task.OVERRIDE_CHECKS
    return any(member.name == name and roles.may(member.role, task) for member in store.all(Member))


def publish(store: Store, new: Publication, pdf: bytes, files: bytes, by: str) -> Change:
    """Freeze a report with its PDF and the other files it is published as, in one change."""
    with store.change(f"publish the report: {new.year}", by) as change:
        named = replace(new, pdf_hash=change.put_blob(pdf), files_hash=change.put_blob(files), published_by=by)
        change.put(None, named)
    return change.change


# --- figures published elsewhere --------------------------------------------------------------------------------
def typed(store: Store, year: str) -> dict[str, PublishedFigure]:
    """What was typed in for a year, by key."""
    return {figure.key: figure for figure in store.all(PublishedFigure, year=year)}


def _wrong(key: str, value: str) -> str:
    """What is wrong with one of the numbers; "" if nothing is, or it was left empty."""
    percent = key in PERCENT or key.endswith("_pct")
    if not value:
        return ""
    if not percent and key not in DAYS:
        return "" if re.fullmatch(r"\d{1,9}", value) else "Enter a whole number, or leave it empty."
    if not re.fullmatch(r"\d{1,9}(\.\d)?", value):
        return "Enter a number, with one decimal at most, or leave it empty."
    return "Enter a percentage from 0 to 100." if percent and float(value) > 100 else ""


def _parts_wrong(values: Mapping[str, str]) -> dict[str, str]:
    """Numbers of the annual letter that are greater than what they are a part of."""
    found: dict[str, str] = {}
    for whole, parts in PARTS:
        total = sum(int(values[part]) for part in parts if values.get(part, "").isdigit())
        if values.get(whole, "").isdigit() and total > int(values[whole]):
            found[whole] = f"Its parts add up to {total}, which is more."
    return found


def type_in(store: Store, year: str, given: Mapping[str, str], source: str, by: str) -> Done:
    """Keep figures of a year as they were published, all in one change. With problems nothing is saved.

    given: by key, numbers as people write them ("1,234", "33%"; days and per cents with one decimal, if need be); what
    is left empty goes. A figure needs its source; no part of the Ombudsman's letter is more than its whole.
    """
    values = {key: re.sub(r"[\s,%]", "", value) for key, value in given.items()}
    wrong = {key: _wrong(key, value) for key, value in values.items()} | _parts_wrong(values)
    problems = {key: said for key, said in wrong.items() if said}
    if any(values.values()) and not source.strip():
        problems["source"] = SOURCE_FIRST
    if problems:
        return Done(problems=problems)
    kept = typed(store, year)
    wanted = {
        key: PublishedFigure(year=year, key=key, value=value, source=source.strip()) for key, value in values.items()
    }
    fresh = [new for key, new in wanted.items() if new.value and key not in kept]
    gone = [kept[key] for key, new in wanted.items() if not new.value and key in kept]
    same = [
        (kept[key], replace(new, id=kept[key].id, version=kept[key].version))
        for key, new in wanted.items()
        if new.value and key in kept
    ]
    changed = [(old, new) for old, new in same if old != new]
    if not (fresh or gone or changed):
        return Done()
    kind = "the Ombudsman's annual letter" if all(key.startswith(LETTER) for key in wanted) else "published figures"
    with store.change(f"type in {kind}: {year}", by) as change:
        for new in fresh:
            change.put(None, new)
        for old in gone:
            change.put(old, None)
        for old, new in changed:
            change.put(old, new)
    return Done(change.change)
