"""The texts of a workbook that is written, in the order in which they came."""

from __future__ import annotations

from xlsxwriter.sharedstrings import SharedStringTable


class InOrder(SharedStringTable):  # type: ignore[misc]  # the library has no types
    """They are numbered as they come and kept so: sorting hundreds of thousands again would stop every other thread."""

    string_table: dict[str, int]
    string_array: list[str]

    def _sort_string_data(self) -> None:
        self.string_array = list(self.string_table)
        self.string_table = {}
