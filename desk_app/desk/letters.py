"""Letters of a case: writing one, keeping it, putting the finished one back; and the team's own templates.

A letter is written from the team's own template where there is one, else from the shipped one. It is kept as it came
out, as a Word document; the officer finishes a copy of it outside and puts that back in its place. An own template is a
setting that names the bytes of its file.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import resources
from desk_app import dates
from desk_app.letters import BY_KEY, GROUPS, PLACEHOLDERS, Fitting, LetterKind, fields
from desk_app.problems import Problem
from desk_app.records import Case, CaseFile, Change, Letter, ListName, SettingRecord

if TYPE_CHECKING:
    from desk_app.store import Store

WORD, PDF = ".docx", ".pdf"
OF_THE_CASE = {placeholder.name for group in GROUPS if group.of_case for placeholder in group.placeholders}
"""What is worth a look before a letter is saved: not the council's name, nor today's date."""
SETTING = "letter: "
"""Keys of settings that hold an own template begin so."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter that was written and is not kept yet: its bytes, what was filled in, and what is left to fill in."""

    fitting: Fitting
    data: bytes
    filled_in: tuple[tuple[str, str], ...]  # (what, value), of what the letter uses
    to_fill_in: tuple[str, ...]  # as they stand in the letter: "[… the complainant’s name]"


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template that the team has changed: who put it there and when, and under what name it came."""

    key: str
    name: str
    put_by: str
    put_on: date
    blob_hash: str


# --- writing ----------------------------------------------------------------------------------------------------
def write(store: Store, file: CaseFile, fit: Fitting, today: date, by: str) -> Draft:
    """Fill in a letter for a case. Nothing is saved. Raises Problem."""
    from desk_app.letters.filling import fill

    kind, settings = fit.kind, store.settings()
    teams = {entry.value: entry for entry in store.lists()[ListName.TEAM]}
    values = fields(
        file, fit.investigation, store.profiles(), store.calendar(), settings, today, kind=kind, by=by, teams=teams
    )
    title = f"{kind.name}, {file.case.reference}"
    filled = fill(template(store, kind.key), values, title=title, author=settings.written_by, written_on=today)
    known = [
        (PLACEHOLDERS[name].words, value)
        for name in filled.used
        if name in OF_THE_CASE and isinstance(value := values[name], str) and value and not value.startswith("[… ")
    ]
    return Draft(fit, filled.data, tuple(known), filled.to_fill_in)


def keep(store: Store, file: CaseFile, draft: Draft, today: date, by: str) -> Change:
    """Keep a letter with its case, as it was written."""
    kind, item = draft.fitting.kind, draft.fitting.investigation
    with store.change(f"write letter: {kind.name}", by) as change:
        name = change.put_blob(draft.data)
        change.put(
            None,
            Letter(
                case_id=file.case.id, investigation_id=item.id if item else None, template=kind.key,
                name=f"{kind.name}{WORD}", blob_hash=name, written_on=today,
            ),
        )  # fmt: skip
    return change.change


def put_back(store: Store, letter: Letter, data: bytes, name: str, by: str) -> Change | None:
    """Put the finished letter, a Word document or a PDF, in the place of the draft; None if it is the same.

    Raises Problem when it is neither, or when the letter was changed meanwhile.
    """
    from desk_app.letters.checking import ending_of

    ending = ending_of(data, name)
    new = replace(letter, blob_hash=_hash(data), name=f"{title(letter)}{ending}")
    if new == letter:
        return None
    with store.change(f"replace letter: {title(letter)}", by) as change:
        change.put_blob(data)
        change.put(letter, new)
    return change.change


def sent(store: Store, letter: Letter, on: date, today: date, by: str) -> Change:
    """Record that a letter was sent. Raises Problem for a day that cannot be."""
    if on > today:
        raise Problem("This date is in the future.", "Enter today’s date or an earlier one.")
    case = store.get(Case, letter.case_id)
    if case is not None and on < case.received_on:
        raise Problem(f"The case was received on {dates.in_words(case.received_on)}, after that.", "Check the date.")
    with store.change(f"letter sent: {title(letter)}", by) as change:
        change.put(letter, replace(letter, sent_on=on))
    return change.change


def remove(store: Store, letter: Letter, by: str) -> Change:
    """Take a letter off its case."""
    with store.change(f"remove letter: {title(letter)}", by) as change:
        change.put(letter, None)
    return change.change


def _hash(data: bytes) -> str:
    """The name by which the store keeps these bytes."""
    return hashlib.sha256(data).hexdigest()


def title(letter: Letter) -> str:
    """The name of a letter without the ending of its file."""
    return letter.name.removesuffix(PDF).removesuffix(WORD) or letter.template


def left_to_fill_in(data: bytes) -> tuple[str, ...]:
    """What still says "[… ]" in a Word document; nothing is known of a PDF."""
    from desk_app.letters.filling import lines_of
    from desk_app.letters.placeholders import TO_FILL_IN

    if data.startswith(b"%PDF-"):
        return ()
    return tuple(dict.fromkeys(marked for line in lines_of(data) for marked in TO_FILL_IN.findall(line)))


# --- templates --------------------------------------------------------------------------------------------------
def template(store: Store, key: str) -> bytes:
    """The template of a letter: the team's own, or the shipped one."""
    own = own_templates(store).get(key)
    return store.blob(own.blob_hash) if own else shipped_template(key)


def shipped_template(key: str) -> bytes:
    """The template that came with the program."""
    return resources.path(f"letters/{BY_KEY[key].key}.docx").read_bytes()


def own_templates(store: Store) -> dict[str, OwnTemplate]:
    """The team's own templates, by the key of their letter."""
    found = [_own(row) for row in store.all(SettingRecord) if row.key.startswith(SETTING)]
    return {own.key: own for own in found}


def put_template(store: Store, kind: LetterKind, data: bytes, name: str, today: date, by: str) -> Change | None:
    """Put an own template in place of the present one; None if it is the same. Raises Problem when it is refused."""
    from desk_app.letters.checking import check_template

    check_template(data)
    old = _row(store, kind.key)
    if old is not None and _own(old).blob_hash == _hash(data):
        return None
    value = {"blob": _hash(data), "name": name, "by": by or store.member, "on": today.isoformat()}
    new = SettingRecord(key=f"{SETTING}{kind.key}", value=json.dumps(value, ensure_ascii=False))
    with store.change(f"change the letter: {kind.name}", by) as change:
        change.put_blob(data)
        change.put(old, new if old is None else replace(old, value=new.value))
    return change.change


def restore_template(store: Store, kind: LetterKind, by: str) -> Change | None:
    """Go back to the shipped letter; None if it is the shipped one."""
    old = _row(store, kind.key)
    if old is None:
        return None
    with store.change(f"restore the shipped letter: {kind.name}", by) as change:
        change.put(old, None)
    return change.change


def _row(store: Store, key: str) -> SettingRecord | None:
    return next(iter(store.all(SettingRecord, key=f"{SETTING}{key}")), None)


def _own(row: SettingRecord) -> OwnTemplate:
    value = json.loads(row.value)
    put_on = date.fromisoformat(value["on"])
    return OwnTemplate(row.key.removeprefix(SETTING), value["name"], value["by"], put_on, value["blob"])
