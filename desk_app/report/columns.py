"""Which columns of a table hold numbers."""

import re

from desk_app.report.blocks import Table

_NUMBER = re.compile(
    r"^[<>~]?\s?[-−+]?£?[\d,]*\.?\d+\s?(%|days?|pp)?$|^[–—-]$|^$|^not (applicable|recorded)$", re.IGNORECASE
)


def to_the_right(table: Table) -> list[bool]:
    """Which columns stand to the right: as the table says, else those that hold nothing but numbers."""
    if table.align:
        return [align == "right" for align in table.align]
    columns = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.header)
    return [
        place > 0 and bool(column) and all(_NUMBER.match(cell) for cell in column)
        for place, column in enumerate(columns)
    ]
