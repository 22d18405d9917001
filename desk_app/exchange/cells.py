"""Writing tables: CSV and XLSX, without giving a spreadsheet a formula that came out of a case."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from desk_app import atomic
from desk_app.problems import Problem

Value = str | int | float | date | None
Sheet = tuple[str, Sequence[str], Iterable[Sequence[Value]]]
"""Its name, its header, its rows."""
CSV_CODING = "utf-8-sig"  # the mark tells Excel that it is UTF-8
_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # the wide ones: Excel in East Asian settings


def guarded(value: Value) -> Value:
    """Text that a spreadsheet would take for a formula, with a quote before it; reading takes it off again."""
    if isinstance(value, str) and value.startswith(_STARTS):
        return f"'{value}"
    return value


def write(out: Path, sheets: Sequence[Sheet]) -> None:
    """Write sheets of (name, header, rows) to a .csv (one sheet) or .xlsx file."""
    suffix = out.suffix.lower()
    if suffix == ".xlsx":
        atomic.write_bytes(out, workbook(sheets))
    elif suffix == ".csv":
        with atomic.replacing(out) as part, part.open("w", encoding=CSV_CODING, newline="") as file:
            write_csv(sheets[0], file)
    else:
        raise Problem(f"{out.name} is not a kind of table that can be written.", "End its name with .csv or .xlsx.")


def write_csv(sheet: Sheet, file: TextIO) -> None:
    """Row by row: a large register is never in memory as a whole."""
    writer = csv.writer(file)
    writer.writerow(sheet[1])
    writer.writerows([_text(guarded(value)) for value in row] for row in sheet[2])


def _text(value: Value) -> Value:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An .xlsx file of sheets of (name, header, rows)."""
    import xlsxwriter

    from desk_app.exchange.shared_strings import InOrder

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.str_table = InOrder()  # which each sheet takes as it is added
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, header, rows in sheets:
            sheet = book.add_worksheet(name[:31])
            sheet.freeze_panes(1, 0)
            widths = [len(title) for title in header]
            sheet.write_row(0, 0, header, heading)
            for n, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(n, column, value, day)
                    elif value is not None:
                        sheet.write(n, column, guarded(value))
                        widths[column] = max(widths[column], min(len(str(value)), 60))
            for column, width in enumerate(widths):
                sheet.set_column(column, column, max(width + 2, 12))
            if header:
                sheet.autofilter(0, 0, max(sheet.dim_rowmax or 0, 0), len(header) - 1)
    return content.getvalue()
