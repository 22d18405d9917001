"""Workbooks as they are written."""

from __future__ import annotations

import io

import openpyxl
import pytest
from xlsxwriter.sharedstrings import SharedStringTable

from desk_app.exchange import cells, tables


def test_the_texts_of_a_workbook_are_kept_in_their_order_and_never_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sorting those of 100,000 cases stopped the window. What is read is what was written, in two sheets."""

    def sorts(_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(SharedStringTable, "_sort_string_data", sorts)
    rows = [("zeta", "alpha", " kept "), ("alpha", "ŷ\nline", "zeta"), (None, "=1+1", "mid")]
    content = cells.workbook([("One", ("Ref", "zeta", "Name"), rows), ("Two", ("Name",), [("mid",), ("new",)])])
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [list(row) for row in book["One"].iter_rows(values_only=True)] == [
        ["Ref", "zeta", "Name"], ["zeta", "alpha", " kept "], ["alpha", "ŷ\nline", "zeta"], [None, "'=1+1", "mid"],
    ]  # fmt: skip
    assert [list(row) for row in book["Two"].iter_rows(values_only=True)] == [["Name"], ["mid"], ["new"]]
    one, two = tables.understood("x.xlsx", content)
    assert [list(row) for row in one.rows][1:] == [
        ["zeta", "alpha", " kept "], ["alpha", "ŷ\nline", "zeta"], ["", "'=1+1", "mid"],
    ]  # fmt: skip
    assert [list(row) for row in two.rows] == [["Name"], ["mid"], ["new"]]
