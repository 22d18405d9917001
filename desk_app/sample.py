"""The demonstration store: the shipped three-year register, and live cases dated from the day it is made.

All people in it are fictional, and its passphrase is public.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

import resources
from desk_app import procedures, settings, this_computer
from desk_app.desk import Desk
from desk_app.lists import Lists
from desk_app.problems import Problem
from desk_app.progress import Progress, part, silent
from desk_app.records import (
    RECORDS,
    CaseFile,
    Investigation,
    ListEntry,
    ListName,
    OmbudsmanMatter,
    Party,
    Person,
    Record,
    Role,
    SettingRecord,
)
from desk_app.working_days import Calendar

if TYPE_CHECKING:
    from desk_app.store import Store
    from desk_app.store.changes import Changing

R = TypeVar("R", bound=Record)

PASSPHRASE = "sample"
MEMBER = "Alex Example"
NAME = "Sample.desk"
REPORT_YEAR = "2023/24"
FIRST_LIVE_DAY = date(2024, 4, 2)  # the three years of the register keep their figures
_TABLES: dict[str, type[Record]] = {cls.table: cls for cls in RECORDS}


@dataclass(frozen=True, slots=True)
class Made:
    """Where the demonstration is."""

    store: Path
    report: Path


def demonstrate(folder: Path, today: date, progress: Progress = silent) -> Made:
    """The sample store and its annual report in `folder`, built anew."""
    from desk_app import report
    from desk_app.store import opening

    path = make(folder, today, progress)
    out = folder / "annual-report-2023-24.pdf"
    store = opening.open_store(path, PASSPHRASE)
    try:
        report.export(store, REPORT_YEAR, today, out, progress)
    finally:
        store.close()
    return Made(path, out)


def make(folder: Path, today: date, progress: Progress = silent) -> Path:
    """Make the sample store in `folder`, in place of an earlier one."""
    from desk_app.exchange import register
    from desk_app.store import opening, swapping

    path = folder / NAME
    try:
        this_computer.make_private(folder)
    except OSError as error:
        raise Problem(f"The folder {folder} cannot be made.", "Choose another folder.") from error
    swapping.finish(path)
    if path.exists():
        _remove_earlier(path)
    store, _ = opening.create(path, member=MEMBER, passphrase=PASSPHRASE, progress=part(progress, 0, 40))
    try:
        with store.change("mark as sample", MEMBER) as change:
            change.put(None, SettingRecord(key="sample", value="true"))
            change.put_many(model_council(store.lists()))
        reading = register.read(resources.path("sample/register.csv"), today=today, progress=part(progress, 40, 60))
        register.carry_out(register.plan(reading, store, today=today), store, MEMBER, part(progress, 60, 100))
        add_live_cases(store, today)
    except BaseException:
        store.close()
        shutil.rmtree(path, ignore_errors=True)
        raise
    store.close()
    return path


def model_council(there: Lists) -> list[Record]:
    """What the model council sets in a store with these lists: its public facts, and its own way to send feedback."""
    data = tomllib.loads(resources.path("sample/council.toml").read_text("utf-8"))
    facts = [settings.to_row(key, value) for key, value in data["settings"].items()]
    channels = enumerate(data["lists"]["channel"], 1)
    known = {entry.value for entry in there[ListName.CHANNEL]}
    return [*facts, *(ListEntry(list=ListName.CHANNEL, value=v, position=n) for n, v in channels if v not in known)]


def _remove_earlier(path: Path) -> None:
    """Only what opens with the sample's passphrase is a sample, and may go."""
    from desk_app.store import opening, swapping

    try:
        opening.open_store(path, PASSPHRASE).close()
    except Problem as problem:
        raise Problem(
            f"{path} is in the way: {problem.message}", "Close it if it is open, or choose another folder."
        ) from problem
    shutil.rmtree(path)
    shutil.rmtree(swapping.beside(path, "old"), ignore_errors=True)  # it would be put back in its place


def add_live_cases(store: Store, today: date) -> None:
    """Log the live cases as staff would, each with what happened to it since."""
    days = store.calendar()
    for entry in tomllib.loads(resources.path("sample/live.toml").read_text("utf-8"))["case"]:
        dated = _dated(entry, today, days)
        events = dated.pop("then", [])
        logged = Desk(store, lambda: today).log(dated)
        if logged.problems:
            raise ValueError(f"live.toml: {dated['summary']}: {dict(logged.problems)}")
        if events:
            with store.change("record what happened", MEMBER) as change:
                _Events(store.case_file(logged.case_id), change).apply(events)


def _dated(value: Any, today: date, days: Calendar) -> Any:
    """Replace "@-12" by its date, everywhere in a draft."""
    if isinstance(value, dict):
        return {key: _dated(item, today, days) for key, item in value.items()}
    if isinstance(value, list):
        return [_dated(item, today, days) for item in value]
    if isinstance(value, str) and value.startswith("@"):
        return max(_day(value, today, days), FIRST_LIVE_DAY)
    return value


def _day(text: str, today: date, days: Calendar) -> date:
    if text.startswith("@@"):
        return today + timedelta(days=int(text[2:]))
    distance = int(text[1:])
    if distance >= 0:
        return days.after(today, distance)
    day = today
    while days.between(day, today) < -distance or not days.is_working(day):
        day -= timedelta(days=1)
    return day


class _Events:
    """What happened to a logged case: changes to its records, and new ones."""

    def __init__(self, file: CaseFile, change: Changing) -> None:
        self.case = file.case
        self.investigations = list(file.investigations)
        self.matter: OmbudsmanMatter | None = None
        self.change = change

    def apply(self, events: list[dict[str, Any]]) -> None:
        for event in events:
            fields = dict(event)
            if "change" in fields:
                self._alter(fields.pop("change"), fields)
            elif "person" in fields:
                person = self.change.put(None, Person(name=fields["person"], match_key=fields["person"].casefold()))
                self.change.put(None, Party(case_id=self.case.id, person_id=person.id, role=Role(fields["role"])))
            else:
                self._add(_TABLES[fields.pop("record")], fields)

    def _alter(self, what: str, fields: Mapping[str, Any]) -> None:
        if what == "case":
            self.case = self.change.put(self.case, _altered(self.case, fields))
            return
        index = self._index(what)
        old = self.investigations[index]
        self.investigations[index] = self.change.put(old, _altered(old, fields))

    def _add(self, cls: type[Record], fields: dict[str, Any]) -> None:
        hints = get_type_hints(cls)
        if "investigation" in fields:
            fields["investigation_id"] = self.investigations[self._index(fields.pop("investigation"))].id
        if self.matter is not None and "matter_id" in hints:
            fields["matter_id"] = self.matter.id
        values = {name: _typed(hints[name], value) for name, value in fields.items()}
        record = cls(case_id=self.case.id, **values)  # type: ignore[call-arg]
        if isinstance(record, Investigation):
            profile = procedures.in_force(record.route, self.case.received_on)
            record = replace(record, profile=profile.key)
        saved = self.change.put(None, record)
        if isinstance(saved, Investigation):
            self.investigations.append(saved)
        elif isinstance(saved, OmbudsmanMatter):
            self.matter = saved

    def _index(self, stage: str) -> int:
        return next(n for n, i in enumerate(self.investigations) if i.stage == stage)


def _altered(record: R, fields: Mapping[str, Any]) -> R:
    hints = get_type_hints(type(record))
    return replace(record, **{name: _typed(hints[name], value) for name, value in fields.items()})


def _typed(hint: Any, value: Any) -> Any:
    """A word of live.toml as the field's own type."""
    for kind in get_args(hint) or (hint,):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind(value)
    return tuple(value) if isinstance(value, list) else value
