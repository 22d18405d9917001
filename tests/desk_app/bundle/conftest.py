"""A case with papers, and a way to add more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desk_app.desk import Desk, documents
from desk_app.records import CaseFile, Document
from desk_app.store import Store

Give = Callable[..., Document]


@pytest.fixture
def desk(store: Store, today: date) -> Desk:
    return Desk(store, lambda: today)


@pytest.fixture
def case_id(desk: Desk) -> int:
    """A complaint of Ada Example about her allowance."""
    logged = desk.log({
        "kind": "Complaint", "received_on": "1 Sep 2026", "channel": "Email", "team": "Fostering",
        "summary": "Allowance paid late", "words": "The allowance is late. Nobody rang [at all] *ever*.",
        "complainant": {"name": "Ada Example"}, "child": {"name": "Ben Example", "looked_after": "Yes"},
        "at_risk": False, "route": {"choice": "Statutory", "reason": "About a looked after child."},
    })  # fmt: skip
    assert logged.change is not None, logged.problems
    return next(iter(logged.change.case_ids))


@pytest.fixture
def give(store: Store, case_id: int, today: date, tmp_path: Path) -> Give:
    """Add a document to the case: give(name, bytes, redacted_of=None, include=True)."""

    def added(name: str, data: bytes, redacted_of: Document | None = None, *, include: bool = True) -> Document:
        folder = tmp_path / "papers"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        file: CaseFile = store.case_file(case_id)
        done = documents.add(store, file, [folder / name], today, store.member, redacted_of=redacted_of)
        assert done.documents, done.left_out
        if not include:
            documents.mark(store, done.documents[0], False, store.member)
        return done.documents[0]

    return added
