"""A bundle: what the Ombudsman, an investigating officer or a panel is given of one case, numbered and indexed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.bundle.items import Item, Part, Purpose, items_of, marked_out
from desk_app.bundle.order import Order, Written
from desk_app.progress import Progress, silent

if TYPE_CHECKING:
    from desk_app.store import Store

__all__ = ["Item", "Order", "Part", "Purpose", "Written", "items_of", "marked_out", "write"]


def write(
    store: Store, case_id: int, order: Order, out: Path, today: date, by: str, progress: Progress = silent
) -> Written:
    """Write a bundle of a case and note it in the journal. Raises Problem; a failure or Cancel leaves an old file."""
    from desk_app.bundle import writing  # pikepdf and ReportLab are loaded by those who print

    return writing.write(store, case_id, order, out, today, by, progress)
