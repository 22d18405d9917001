"""Everything of the cases as a workbook, a sheet for each kind of record, or as a ZIP of it with documents and letters;
and such a file taken in again.

A register has a row for an investigation and only what a register knows. This carries all that a case records, and the
office's own lists, holidays and procedures: taken into an empty store it gives the same figures and the same worklist.
Not in it: members, and what belongs to a year's report; and in a workbook alone, documents and letters.
Records are tied by the ids they have here; taken in they get new ones. A case whose reference is there is left alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app import file_names, media_types
from desk_app.anonymous import anonymous
from desk_app.desk import letters
from desk_app.exchange import cells, packed, tables
from desk_app.exchange.packed import Packed
from desk_app.exchange.tables import Table
from desk_app.intake import reference_key
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import (
    Action,
    Case,
    Change,
    ContactArrangement,
    Decision,
    Document,
    Extension,
    Holiday,
    Investigation,
    Learning,
    Letter,
    ListEntry,
    Note,
    OmbudsmanMatter,
    OmbudsmanRequest,
    OtherProcess,
    Party,
    Pause,
    Person,
    Point,
    ProfileRecord,
    QualityCheck,
    Record,
    Refusal,
    Remedy,
    Replaced,
    SettingRecord,
    Snooze,
)
from desk_app.store.rows import Codec, Column, codec

if TYPE_CHECKING:
    from desk_app.store import Store

MARK, VERSION = "Feedback Desk", "1"
WHAT = "All feedback of one store, to be imported again"
OFFICE: tuple[type[Record], ...] = (ListEntry, ProfileRecord, Holiday, SettingRecord)
OF_CASES: tuple[type[Record], ...] = (
    Person, ContactArrangement, Case, Party, OtherProcess, Refusal, Investigation, Replaced, Point, Extension, Pause,
    Decision, QualityCheck, OmbudsmanMatter, OmbudsmanRequest, Remedy, Learning, Action, Note, Snooze,
)  # fmt: skip
"""Referenced before those that refer to them."""
FILES: tuple[type[Document] | type[Letter], ...] = (Document, Letter)
"""What comes with a ZIP only: it has their bytes, in the place that the column says."""
PLACE = "file"
SAME: dict[type[Record], tuple[str, ...]] = {
    ListEntry: ("list", "value"), ProfileRecord: ("key",), Holiday: ("on", "closure"), SettingRecord: ("key",),
}  # fmt: skip
"""What makes an office's record the same as one that is there: then that one stays."""
KEPT_HERE = frozenset({"sample"})
TEMPLATE = letters.SETTING
LONGEST = 32_000
"""Letters in a cell; longer texts go on in a column beside ("words+1")."""
ERASED = "erased"
"""The sheet of marks by which an import knows what was erased: they hold no words."""
_MARK = re.compile(r"[0-9a-f]{64}")
VERB = "import everything"
Sheet = tuple[str, Sequence[str], Sequence[Sequence[Any]]]
"""Name, header, rows."""


# --- out ----------------------------------------------------------------------------------------------
def export(store: Store, out: Path, progress: Progress = silent) -> None:
    """Write everything to a .zip with documents and letters, or to an .xlsx without: whole or not at all."""
    ending = out.suffix.lower()
    if ending not in (".xlsx", packed.ENDING):
        raise Problem(
            f"{out.name} cannot hold everything: it takes many sheets, and files.",
            "End its name with .zip, or with .xlsx if documents and letters are to stay here.",
        )
    kinds: tuple[type[Record], ...] = (*OFFICE, *OF_CASES)
    with store.reading():
        sheets: list[Sheet] = [(MARK, ("What this is", "Version"), [(WHAT, VERSION)])]
        for n, cls in enumerate(kinds):
            progress(n, len(kinds), "Writing")
            sheets.append(_sheet(store.all(cls), cls))
        if marks := store.tombstones():
            sheets.append((ERASED, ("Mark",), [(mark,) for mark in sorted(marks)]))
        if ending == packed.ENDING:
            _export_packed(store, out, sheets, progress)
        else:
            cells.write(out, sheets)
    progress(len(kinds), len(kinds), "Written")


def _export_packed(store: Store, out: Path, sheets: list[Sheet], progress: Progress) -> None:
    """With a sheet of the documents and one of the letters, each of which says where its file stands."""
    references = {case.id: case.reference for case in store.all(Case)}
    files: dict[str, str] = {}
    for cls in FILES:
        records: list[Document | Letter] = list(store.all(cls))
        places = packed.places(records, references)
        table, header, rows = _sheet(records, cls)
        of_rows = [places[cls, record.id] for record in records]
        files |= {place: record.blob_hash for place, record in zip(of_rows, records, strict=True)}
        sheets.append(
            (table, [*header, PLACE], [[*row, _cell(place)] for row, place in zip(rows, of_rows, strict=True)])
        )
    files |= {place: own for place, own in map(_of_template, store.all(SettingRecord)) if own}
    packed.write(out, cells.workbook(sheets), files, store.blob, progress)


def _of_template(setting: SettingRecord) -> tuple[str, str]:
    """Where the team's own template of a letter stands in the ZIP, and its hash; "" for any other setting."""
    if not setting.key.startswith(TEMPLATE):
        return "", ""
    try:
        kept = json.loads(setting.value)["blob"]
    except (ValueError, KeyError, TypeError):
        return "", ""
    name = file_names.clean(f"{setting.key.removeprefix(TEMPLATE)}.docx")
    return f"{packed.TEMPLATES}/{name}", str(kept)


def _sheet(records: Sequence[Record], cls: type[Record]) -> Sheet:
    kept: Codec[Any] = codec(cls)
    rows = [kept.to_row(record) for record in records]
    longest = [max((len(v) for v in column if isinstance(v, str)), default=0) for column in zip(*rows, strict=True)]
    more = {at: (length - 1) // LONGEST for at, length in enumerate(longest) if length > LONGEST}
    header = [*kept.names, *(f"{kept.names[at]}+{n}" for at, parts in more.items() for n in range(1, parts + 1))]
    return kept.table, header, [_written(row, more) for row in rows]


def _written(row: Sequence[Any], more: Mapping[int, int]) -> list[Any]:
    """A row as cells: ids as text, since a spreadsheet rounds them; a quote before every text that begins with one."""
    found = [_cell(value) for value in row]
    for at, parts in more.items():
        text = row[at] or ""
        found[at] = _cell(text[:LONGEST])
        found += [_cell(text[LONGEST * n : LONGEST * (n + 1)]) for n in range(1, parts + 1)]
    return found


def _cell(value: Any) -> Any:
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if isinstance(value, str) and value.startswith("'") else value


# --- in -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a workbook in did, or would do."""

    cases: int
    investigations: int
    same: int  # cases that are there already
    warnings: tuple[str, ...] = ()
    records: tuple[Record, ...] = field(default=(), repr=False)
    files: Mapping[str, str] = field(default_factory=dict, repr=False)  # place in the ZIP -> hash
    source: Packed | None = None
    buried: frozenset[str] = field(default=frozenset(), repr=False)  # marks of what was erased there, and not here
    change: Change | None = None

    def as_json(self) -> dict[str, object]:
        """With the keys that `desk import --json` prints for a register."""
        return {
            "rows": self.cases + self.same, "cases": self.cases, "investigations": self.investigations, "rejected": [],
            "warnings": list(self.warnings), "same": self.same, "updated": 0, "differs": [],
            "change": self.change.id if self.change else None,
        }  # fmt: skip

    @property
    def in_words(self) -> str:
        """For people."""
        if not self.records:
            return f"Nothing new: {self._left}" if self.same else "Nothing new."
        papers = sum(isinstance(record, FILES) for record in self.records)
        alone = sum(isinstance(record, OmbudsmanMatter) and record.case_id is None for record in self.records)
        said = f"{_counted(self.cases, 'case')} and {_counted(self.investigations, 'investigation')}"
        if papers:
            said += f", with {papers:,} documents and letters" if papers > 1 else ", with one document or letter"
        if alone:
            said += f", and {_counted(alone, 'matter')} of the Ombudsman without a case"
        return f"{said}. {self._left}" if self.same else f"{said}."

    @property
    def _left(self) -> str:
        """Another store may have given the same number to another case: so much is said."""
        whose = "its reference is" if self.same == 1 else "their references are"
        return f"{_counted(self.same, 'case')} left as here, since {whose} here already."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def may_be(file: Path) -> bool:
    """Whether a file of that name may hold everything: then it is worth opening."""
    return file.suffix.lower() in (".xlsx", packed.ENDING)


def is_whole(found: Iterable[Table]) -> bool:
    """Whether a workbook is one of these."""
    return any(table.sheet == MARK for table in found)


def read(file: Path, progress: Progress = silent) -> tuple[list[Table], Packed | None]:
    """The sheets of a workbook or a ZIP, and the ZIP. Raises Problem."""
    if file.suffix.lower() != packed.ENDING:
        return tables.read(file, progress), None
    source = Packed(file)
    return source.sheets(progress), source


def plan(found: Sequence[Table], store: Store, progress: Progress = silent, source: Packed | None = None) -> Taken:
    """What taking it in would do. `source`: the ZIP that the workbook stands in; each file of it is looked at.

    Raises Problem for a workbook that was made by a later version, or damaged.
    """
    _check(found)
    progress(0, 2, "Reading")
    rows = _as_erased({cls: list(_records(found, cls)) for cls in (*OFFICE, *OF_CASES)}, store)
    progress(1, 2, "Comparing with what is there")
    there = {reference for (reference,) in store.read("SELECT reference FROM feedback_case")}
    cases = [case for case in rows[Case] if isinstance(case, Case)]
    erased = store.erased({case.reference for case in cases})
    wanted = {case.id for case in cases if case.reference not in there | erased}
    alone = _matters_alone(rows, store)
    office = list(_office(rows, store, with_templates=source is not None))
    own = list(_of_cases(rows, wanted, alone))
    papers, files = _papers(found, wanted, source, progress)
    templates = dict(_of_template(record) for record in office if isinstance(record, SettingRecord))
    files |= {place: own for place, own in templates.items() if own}
    records = _with_new_ids([*office, *own, *papers], store)
    progress(2, 2, "Comparing with what is there")
    investigations = sum(isinstance(record, Investigation) for record in own)
    warnings = [f"{len(office)} entries of lists, holidays, procedures or settings come with it."] if office else []
    if source is None and any(table.sheet in (cls.table for cls in FILES) for table in found):
        warnings.append("Documents and letters stand in the ZIP beside this workbook. Import the ZIP to have them too.")
    if erased:
        warnings.append(f"Left out, because they were erased from this store: {', '.join(sorted(erased))}.")
    same = len(cases) - len(wanted)
    buried = _buried(found) - store.tombstones()
    return Taken(len(wanted), investigations, same, tuple(warnings), tuple(records), files, source, buried)


def carry_out(taken: Taken, store: Store, by: str = "", progress: Progress = silent) -> Taken:
    """Write what was planned, as one change that can be undone."""
    from desk_app.letters.checking import check_template

    if not taken.records and not taken.buried:
        return taken
    with store.change(VERB, by, progress=progress) as change:
        if taken.source is not None:
            for place, data in taken.source.files(taken.files, progress):
                if place.startswith(packed.TEMPLATES):
                    check_template(data)
                change.put_blob(data)
        change.put_many(taken.records)
        change.bury(taken.buried)
    return replace(taken, change=change.change)


def _buried(found: Sequence[Table]) -> frozenset[str]:
    """What was erased where the workbook comes from."""
    rows = (row for table in found if table.sheet == ERASED for row in table.rows[1:])
    return frozenset(str(row[0]) for row in rows if row and _MARK.fullmatch(str(row[0])))


def _check(found: Sequence[Table]) -> None:
    mark = next(table for table in found if table.sheet == MARK)
    version = str(mark.rows[1][1]) if len(mark.rows) > 1 and len(mark.rows[1]) > 1 else ""
    if version.split(".")[0] != VERSION:
        raise Problem(
            "This workbook was made by a later version of Feedback Desk.", "Update this program, then import it again."
        )
    missing = [cls.table for cls in (Case, Investigation) if all(table.sheet != cls.table for table in found)]
    if missing:
        raise Problem(f"This workbook lacks its sheet {missing[0]}.", "Export it again from the store it came from.")


def _papers(
    found: Sequence[Table], wanted: set[int], source: Packed | None, progress: Progress
) -> tuple[list[Record], dict[str, str]]:
    """Documents and letters of these cases as their files are, and where these stand: place -> hash."""
    papers: list[Record] = []
    files: dict[str, str] = {}
    if source is None:
        return papers, files
    by_place: dict[str, list[Document | Letter]] = {}
    for cls in FILES:
        for record, place in zip(_records(found, cls), _column(found, cls, PLACE), strict=True):
            assert isinstance(record, Document | Letter)
            if record.case_id in wanted:
                by_place.setdefault(place, []).append(record)
                files[place] = record.blob_hash
    for place, data in source.files(files, progress):
        for record in by_place[place]:
            name = file_names.clean(record.name)
            kept = replace(record, name=name, blob_hash=files[place])
            if isinstance(kept, Document):
                kept = replace(kept, size=len(data), media_type=media_types.of(data, name))
            papers.append(kept)
    return sorted(papers, key=lambda record: (isinstance(record, Letter), record.id)), files


def _column(found: Sequence[Table], cls: type[Record], name: str) -> list[str]:
    """The texts of a column that is no field of the record; "" where it is not there."""
    table = next((table for table in found if table.sheet == cls.table), None)
    if table is None or not table.rows:
        return []
    at = next((n for n, title in enumerate(table.rows[0]) if title == name), None)
    return ["" if at is None or at >= len(row) or row[at] is None else _text(row[at]) for row in table.rows[1:]]


def _records(found: Sequence[Table], cls: type[Record]) -> Iterator[Record]:
    """The records of a sheet. A column of another version is left out, or empty."""
    kept: Codec[Any] = codec(cls)
    table = next((table for table in found if table.sheet == kept.table), None)
    if table is None or not table.rows:
        return
    header = [str(name or "") for name in table.rows[0]]
    places = {name: [at for at, title in enumerate(header) if title.partition("+")[0] == name] for name in kept.names}
    numbers = {column.name for column in kept.columns if column.kind in (int, bool)}
    for n, row in enumerate(table.rows[1:], start=2):
        texts = ["" if cell is None else _text(cell) for cell in row]
        try:
            values = []
            for column in kept.columns:
                text = "".join(texts[at] for at in places[column.name] if at < len(texts))
                values.append(_value(text, column, numeric=column.name in numbers))
            yield kept.from_row(tuple(values))
        except (ValueError, TypeError) as error:
            raise Problem(
                f"Row {n} of the sheet {kept.table} cannot be understood, so nothing was imported.",
                "Leave the sheets as they were exported, or export them again.",
            ) from error


def _text(cell: object) -> str:
    """A cell as it was written: without the quote that kept it from being a formula."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return text[1:] if text.startswith("'") else text


def _value(text: str, column: Column, *, numeric: bool) -> Any:
    if text == "":
        return None if column.nullable else column.empty
    return int(text) if numeric else text


def _as_erased(read: Mapping[type[Record], list[Record]], store: Store) -> dict[type[Record], list[Record]]:
    """The records, with nothing personal of people who were erased here, also on cases that are not theirs."""
    days = dict(store.read('SELECT "row", erased_at FROM tombstone WHERE "table" = ?', (Person.table,)))

    def left(record: Record) -> Record | None:
        person = record.id if isinstance(record, Person) else getattr(record, "person_id", None)
        return anonymous(record, date.fromisoformat(days[person][:10])) if person in days else record

    return {cls: [kept for record in records if (kept := left(record)) is not None] for cls, records in read.items()}


def _office(read: Mapping[type[Record], list[Record]], store: Store, *, with_templates: bool) -> Iterator[Record]:
    """What the office has of its own and is not here: what is here stays. A template comes only with its file."""
    for cls in OFFICE:
        names = SAME[cls]
        there = {tuple(getattr(record, name) for name in names) for record in store.all(cls)}
        for record in read[cls]:
            key = tuple(getattr(record, name) for name in names)
            if key in there:
                continue
            if isinstance(record, SettingRecord) and (
                record.key in KEPT_HERE or (record.key.startswith(TEMPLATE) and not with_templates)
            ):
                continue
            yield record


def _matters_alone(read: Mapping[type[Record], list[Record]], store: Store) -> set[int]:
    """The Ombudsman's matters that are of none of our cases, and are not here yet: as many as are lacking."""
    there = Counter(key for _, key in _known_by(store.all(OmbudsmanMatter), store.all(OmbudsmanRequest)))
    wanted = set[int]()
    for matter, key in _known_by(read[OmbudsmanMatter], read[OmbudsmanRequest]):
        if matter.case_id is not None:
            continue
        if there[key]:
            there[key] -= 1
        else:
            wanted.add(matter.id)
    return wanted


def _known_by(matters: Iterable[Record], requests: Iterable[Record]) -> Iterator[tuple[OmbudsmanMatter, object]]:
    """Matters with what tells them from others: their reference; without one what they are about and when they began.

    Without a reference none that is of a case is the same as one that is of none.
    """
    asked: dict[int, date] = {}
    for request in requests:
        if isinstance(request, OmbudsmanRequest):
            asked[request.matter_id] = min(request.received_on, asked.get(request.matter_id, request.received_on))
    for matter in matters:
        if isinstance(matter, OmbudsmanMatter):
            reference = reference_key(matter.reference)
            yield matter, reference or (matter.case_id is None, matter.about, asked.get(matter.id))


def _of_cases(read: Mapping[type[Record], list[Record]], wanted: set[int], alone: set[int]) -> Iterator[Record]:
    """The records of these cases, the people on them, and the Ombudsman's matters that are of none of our cases."""
    people = {getattr(party, "person_id", 0) for party in read[Party] if getattr(party, "case_id", 0) in wanted}
    for cls in OF_CASES:
        for record in read[cls]:
            if isinstance(record, Case | Person):
                mine = record.id in (wanted if isinstance(record, Case) else people)
            elif isinstance(record, ContactArrangement):
                mine = record.person_id in people
            elif isinstance(record, OmbudsmanMatter | OmbudsmanRequest | Remedy) and record.case_id is None:
                mine = (record.id if isinstance(record, OmbudsmanMatter) else record.matter_id) in alone
            else:
                mine = getattr(record, "case_id", None) in wanted
            if mine:
                yield record


def _with_new_ids(records: Sequence[Record], store: Store) -> list[Record]:
    """The same records under ids of this store, tied as they were."""
    new = dict(zip((record.id for record in records), store.new_ids(len(records)), strict=True))
    made = []
    for record in records:
        ties = {
            name: new.get(getattr(record, name))
            for name in codec(type(record)).names
            if (name.endswith("_id") or name == "redacted_of") and getattr(record, name) is not None
        }
        changed: dict[str, Any] = {"id": new[record.id], "version": 0, **ties}
        made.append(replace(record, **changed))
    return made


def import_file(store: Store, file: Path, *, dry_run: bool = False, progress: Progress = silent) -> Taken:
    """Take a workbook in, or only say what it would do."""
    found, source = read(file, progress)
    planned = plan(found, store, progress, source)
    return planned if dry_run else carry_out(planned, store, progress=progress)
