"""Publishing a year's report: composed once more without DRAFT, frozen with its figures and words, never made again."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app.atomic import write_bytes
from desk_app.desk import publish
from desk_app.figures import Check, Figures, as_json, gather, in_words, period
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import Change, Publication
from desk_app.report import (
    PDF,
    WORD,
    check_kind,
    contents,
    drafts,
    for_archive,
    frozen_files,
    named,
    with_journal,
    write,
    year_before,
)
from desk_app.report.blocks import Report
from desk_app.report.material import Material
from desk_app.report.measures import MEASURES

if TYPE_CHECKING:
    from desk_app.store import Store

RUNNING = frozenset(
    {"period", "as_at", "checks", "escalated_cohort", "open_at_end", "due_in_period", "ombudsman_answers", "actions"}
)
"""What changes as time goes by, with nothing restated: answers come, actions are done, cases go on."""


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that the register gives differently now, as the report prints it.

    label: in words, "Feedback by kind: Compliment".
    """

    key: str
    label: str
    published: str
    now: str


def frozen_figures(figures: Figures, report: Report) -> str:
    """What a publication keeps of its figures: all of them, and as they are printed what later years compare with."""
    return json.dumps(
        {
            "figures": as_json(figures),
            "measures": {m.key: m.value(figures) for m in MEASURES},
            "tables": year_before.frozen(report.blocks),
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def make(
    store: Store,
    year: str,
    as_at: date,
    today: date,
    by: str,
    overrides: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> Change:
    """Publish the report of a year as it reads now. Problem: the year is not over, or a check fails.

    overrides: by key of a failing check, the reason for which a manager publishes all the same; it is printed.
    """
    m = contents.material(store, year, as_at, progress)
    reasons = {key: reason.strip() for key, reason in (overrides or {}).items() if reason.strip()}
    refuse(m, reasons, manager=publish.is_manager(store, by))
    from desk_app.report import pdf  # ReportLab is loaded by those who print

    standing = publish.standing(store, m.year)
    replaces = standing.published_on if standing is not None else None
    out = replace(
        m,
        published_on=today,
        replaces_on=replaces,
        overrides={check.key: reasons[check.key] for check in m.now.failing},
    )
    report = with_journal(store, contents.compose_from(out, progress))
    new = Publication(
        year=m.year,
        published_on=today,
        as_at=as_at,
        figures=frozen_figures(m.now, report),
        texts=json.dumps(
            {p.key: p.printed for section in drafts.sections(out) for p in section.paragraphs},
            ensure_ascii=False,
            sort_keys=True,
        ),
        overrides=json.dumps([_overridden(check, reasons[check.key]) for check in m.now.failing], ensure_ascii=False),
    )
    return publish.publish(store, new, pdf.to_bytes(report, progress), frozen_files.packed(report, progress), by)


def refuse(m: Material, reasons: Mapping[str, str], *, manager: bool) -> None:
    """Raise a Problem if the report must not be published."""
    if not m.over:
        raise Problem(
            f"The figures are as at a day in {m.year} itself, so the report was not published.",
            "Choose a day after the end of the year.",
        )
    open_checks = [check for check in m.now.failing if not reasons.get(check.key)]
    if open_checks:
        raise Problem(
            f"The report was not published: {_differs(open_checks)}.",
            "Put the cases right. If that is not possible, a manager can publish with a reason, which is printed.",
        )
    if m.now.failing and not manager:
        raise Problem("Only a manager can publish a report with a check that fails.", "Ask a manager to publish it.")


def _differs(checks: list[Check]) -> str:
    return "; ".join(f"{check.label}, {check.one} against {check.other}" for check in checks)


def _overridden(check: Check, reason: str) -> dict[str, Any]:
    return {"key": check.key, "label": check.label, "one": check.one, "other": check.other, "reason": reason}


def export(
    store: Store, publication: Publication, out: Path, progress: Progress = silent, *, archive: bool = False
) -> None:
    """Write the report as it was published, byte for byte. A failure (Problem) leaves an older file.

    archive: its pages as a PDF/A-2a file. Of a report that was published before all kinds were kept, all but the PDF
    can be made only while nothing under it has changed.
    """
    check_kind(out, archive=archive)
    if out.suffix.lower() == WORD:
        raise Problem(
            "The words for reviewers are made of a draft, not of the published report. Nothing was written.",
            "Save the published report as a PDF, or export the words under “Approval”.",
        )
    if out.suffix.lower() == PDF and not archive:
        write_bytes(out, publish.pdf_of(store, publication))
    elif publication.files_hash:
        write_bytes(out, frozen_files.unpacked(publish.files_of(store, publication), out, archive=archive))
    elif archive:
        write(for_archive(as_published(store, publication, progress)), out, progress)
    else:
        write(as_published(store, publication, progress), out, progress)
    if not store.read_only:
        store.log_export(f"export published {named(out).replace('annual ', '')} {publication.year}")


def as_published(store: Store, publication: Publication, progress: Progress = silent) -> Report:
    """The blocks of a published report. Problem: something under them has changed, so only its PDF still says them."""
    from desk_app.report import pdf  # ReportLab is loaded by those who print

    frozen = publish.pdf_of(store, publication)
    if publication.as_at is not None:
        m = contents.material(store, publication.year, publication.as_at, progress)
        reasons = {one["key"]: one["reason"] for one in json.loads(publication.overrides or "[]")}
        replaced = publish.replaced_by(store, publication)
        m = replace(m, replaces_on=replaced.published_on if replaced is not None else None)
        report = contents.compose_from(replace(m, published_on=publication.published_on, overrides=reasons), progress)
        report = replace(report, meta=replace(report.meta, journal=_journal_of(frozen)))
        if pdf.to_bytes(report) == frozen:  # the same blocks give the same bytes
            return report
    raise Problem(
        f"The report of {publication.year} can no longer be made as it was published: cases, words or this program "
        "have changed since. Nothing was written.",
        "Export it as a PDF, which is kept as it was published, or make a draft anew.",
    )


def _journal_of(frozen: bytes) -> str:
    """How far the journal had come, as a PDF of ours says it; "" in one of an earlier version."""
    found = re.search(rb"<pdf:Keywords>(.*?)</pdf:Keywords>", frozen)
    return html.unescape(found[1].decode("utf-8")) if found else ""


# --- restated -------------------------------------------------------------------------------------------------
def restated(store: Store, publication: Publication) -> tuple[Restated, ...]:
    """The figures of a published year that its cases give differently now, as at the day of the publication."""
    if publication.as_at is None:
        return ()
    then = dict(_flat(json.loads(publication.figures).get("figures", {})))
    now = dict(_flat(as_json(gather(store, period.year(publication.year), publication.as_at))))
    known = {key.split("/")[0] for key in then}  # a figure that a later version of this program added is not restated
    every = [key for key in (*then, *(key for key in now if key not in then)) if key.split("/")[0] in known]
    found = (Restated(key, _label(key), _printed(key, then), _printed(key, now)) for key in every)
    return tuple(one for one in found if one.published != one.now)


def _flat(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """ "by_kind/Compliment", "25"; parts of lists of maps are named by their words."""
    for key, value in found.items():
        if key in RUNNING:
            continue
        if isinstance(value, dict):
            yield from ((f"{key}/{label}", _plain(n)) for label, n in value.items())
        elif isinstance(value, list):
            yield from _listed(key, value)
        else:
            yield key, _plain(value)


def _listed(key: str, items: list[Any]) -> Iterator[tuple[str, str]]:
    for at, item in enumerate(items, 1):
        if isinstance(item, dict):
            named = " ".join(str(v) for v in item.values() if isinstance(v, str))
            yield from ((f"{key}/{named} {k}", _plain(v)) for k, v in item.items() if not isinstance(v, str))
        else:
            yield f"{key}/{at}", _plain(item)


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "–" if value is None else str(value)


def _label(key: str) -> str:
    name, _, part = key.partition("/")
    return f"{in_words.name(name)}: {in_words.part(part)}" if part else in_words.name(name)


def _printed(key: str, values: Mapping[str, str]) -> str:
    return in_words.value(key.partition("/")[0], values.get(key, "0"))
