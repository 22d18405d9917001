"""The report of the shipped register's last year, read once."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.report.blocks import Report
from desk_app.report.contents import compose_from, material
from desk_app.report.material import Material
from desk_app.report.pdf import to_bytes
from desk_app.store import Store
from tests import tagged_reading

AS_AT = date(2024, 9, 2)


@pytest.fixture(scope="session")
def year_2023(imported: Store) -> Material:
    """What the report of 2023/24 is written from, as at 2 September 2024."""
    return material(imported, "2023/24", AS_AT)


@pytest.fixture(scope="session")
def report_2023(year_2023: Material) -> Report:
    """The report of 2023/24 as blocks."""
    return compose_from(year_2023)


@pytest.fixture(scope="session")
def reading_2023(report_2023: Report) -> tagged_reading.Reading:
    """The report of 2023/24 as a screen reader reads its PDF."""
    return tagged_reading.read(to_bytes(report_2023))
