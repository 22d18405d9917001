"""Making a bundle of one case: whole or not at all. Nothing of another case is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from desk_app import atomic, file_names, media_types
from desk_app.bundle.items import Item, items_of
from desk_app.bundle.order import Order, Written
from desk_app.bundle.pages import Content, compose
from desk_app.bundle.sheets import NotMerged, Sheets, Still, hidden_layers, sheets_of
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import CaseFile, Letter
from desk_app.report.pdf import to_bytes

if TYPE_CHECKING:
    from desk_app.store import Store

ROUNDS = 4
FORM = "/Inset"
BESIDE = "Not merged"


@dataclass(slots=True)
class _Gathered:
    """What the items became: pages, or files that stay as they are. All by the item's key."""

    sheets: dict[str, Sheets] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


def write(
    store: Store, case_id: int, order: Order, out: Path, today: date, by: str, progress: Progress = silent
) -> Written:
    """Write a bundle of a case and note it in the journal. Raises Problem; a failure or Cancel leaves an old file."""
    with store.reading():
        file, steps = store.case_file(case_id), store.steps(case_id)
        items = _chosen(file, order)
        gathered = _gather(store, items, progress)
    content = Content(
        file, steps, store.settings(), order.purpose, order.recipient, by, today, items,
        leaves={key: sheets.leaves for key, sheets in gathered.sheets.items()},
        reasons=gathered.reasons,
        beside={key: name for key, (name, _) in gathered.files.items()} if order.zipped else {},
    )  # fmt: skip
    ours, pages, count = _laid_out(content, partial(progress, len(items), len(items) + 2, "Writing the pages"))
    inside = [(pages[key][0], sheets) for key, sheets in gathered.sheets.items()]
    pdf = _filled(ours, inside, partial(progress, len(items), len(items) + 2, "Putting the documents in"))
    progress(len(items) + 1, len(items) + 2, "Saving")
    name = out.with_suffix(".pdf").name
    if order.zipped:
        with atomic.replacing(out) as part:
            _zip(part, name, pdf, gathered.files.values(), today)
    else:
        atomic.write_bytes(out, pdf)
    change = None if store.read_only else store.log_export(f"export bundle of {file.case.reference}", by)
    titles = {item.key: item.title for item in items}
    missing = tuple((titles[key], reason) for key, reason in gathered.reasons.items())
    return Written(out, order.purpose, tuple(titles.values()), count, missing, change)


def _chosen(file: CaseFile, order: Order) -> tuple[Item, ...]:
    """The items in the order's order. Problem if one may not go out (any more)."""
    offered = {item.key: item for item in items_of(file)}
    keys = tuple(dict.fromkeys(order.keys))
    if not keys:
        raise Problem("Nothing was chosen, so no bundle was made.", "Tick at least one item.")
    if any(key not in offered for key in keys):
        raise Problem(
            "Something that was chosen is not on this case any more, was redacted, or was marked to be left out."
            " No bundle was made.",
            "Look through the list again, then make the bundle.",
        )
    return tuple(offered[key] for key in keys)


def _gather(store: Store, items: tuple[Item, ...], progress: Progress) -> _Gathered:
    out = _Gathered()
    for number, item in enumerate(items, 1):
        still = partial(progress, number - 1, len(items) + 2, f"Reading {item.title}")
        still()
        if item.file is None:
            continue
        try:
            data = store.blob(item.file.blob_hash)
        except Problem:
            out.reasons[item.key] = "the file is no longer in the store"
            continue
        try:
            kind = media_types.of(data, item.file.name or "letter.docx")
            out.sheets[item.key] = sheets_of(data, kind, item.title, still, redacted=item.redacted)
        except NotMerged as why:
            out.reasons[item.key] = str(why)
            out.files[item.key] = (_numbered(number, item), data)
    return out


def _numbered(number: int, item: Item) -> str:
    """The name beside the PDF: it begins with the item's number in the index."""
    assert item.file is not None
    name = file_names.clean(item.file.name or item.title)
    word = isinstance(item.file, Letter) and not file_names.ending(name)
    return f"{number:02} {name}{'.docx' if word else ''}"


# --- pages ------------------------------------------------------------------------------------------------
def _laid_out(content: Content, still: Still) -> tuple[bytes, Mapping[str, tuple[int, int]], int]:
    """Our pages with room for the others, the pages of each item, and how many there are.

    Laid out again until the index says what is so.
    """
    pages: Mapping[str, tuple[int, int]] = {}
    count = 0
    merged = [item.key for item in content.items if item.key not in content.reasons]
    for _ in range(ROUNDS):
        still()
        data = to_bytes(compose(content, pages, count))
        found, number = _places(data, merged)
        if (found, number) == (pages, count):
            return data, pages, count
        pages, count = found, number
    raise RuntimeError("the index does not come to rest")


def _places(data: bytes, keys: list[str]) -> tuple[dict[str, tuple[int, int]], int]:
    """First and last page of each item, from the outline: in it the index comes first, then the items in order."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        firsts = [pikepdf.Page(entry.destination[0]).index + 1 for entry in outline.root[1:]]  # type: ignore[index]
        count = len(pdf.pages)
    lasts = [first - 1 for first in firsts[1:]] + [count]
    return dict(zip(keys, zip(firsts, lasts, strict=True), strict=True)), count


def _filled(ours: bytes, inside: list[tuple[int, Sheets]], still: Still) -> bytes:
    """The finished file: from that page on (counted from 1), each page that was left open is given its form."""
    if not inside:
        return ours
    layers: list[pikepdf.Object] = []
    hidden: list[pikepdf.Object] = []
    with pikepdf.Pdf.open(io.BytesIO(ours)) as pdf:
        for first, sheets in inside:
            for place, form in enumerate(sheets.forms, first - 1):
                still()
                _put(pdf.pages[place], pdf.copy_foreign(form))
            every, off = hidden_layers(sheets.source)
            layers += [pdf.copy_foreign(layer) for layer in every]
            hidden += [pdf.copy_foreign(layer) for layer in off]
        if layers:
            usual = pikepdf.Dictionary(Name="As they were", OFF=pikepdf.Array(hidden), Order=pikepdf.Array())
            pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(layers), D=usual)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _put(page: pikepdf.Page, form: pikepdf.Object) -> None:
    """Give a page its form, in resources that are its own."""
    resources = pikepdf.Dictionary(dict(page.obj.Resources.items()))
    known = dict(resources.get("/XObject", pikepdf.Dictionary()).items())
    resources.XObject = pikepdf.Dictionary({**known, FORM: form})
    page.obj.Resources = resources


def _zip(part: Path, name: str, pdf: bytes, files: Iterable[tuple[str, bytes]], today: date) -> None:
    """The PDF, and beside it what could not be merged."""
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(_entry(name, today), pdf, zipfile.ZIP_STORED)
        for file, data in files:
            made.writestr(_entry(f"{BESIDE}/{file}", today), data, zipfile.ZIP_DEFLATED)


def _entry(name: str, today: date) -> zipfile.ZipInfo:
    """A file of the ZIP, dated today rather than by the machine's clock."""
    return zipfile.ZipInfo(name, (today.year, today.month, today.day, 0, 0, 0))
