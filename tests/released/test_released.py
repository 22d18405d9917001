"""A store that any released version made opens in this one, and is whole."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from desk_app.store import opening, search
from tests.released.keep import FOLDER, PASSPHRASE, SUFFIX, keep

KEPT = sorted(path.stem for path in FOLDER.glob(f"*{SUFFIX}"))


@pytest.mark.parametrize("version", [*KEPT, "this one"])
def test_a_store_of_every_released_schema_opens_and_is_whole(version: str, tmp_path: Path) -> None:
    """Unpacked, brought up to date, verified, searched, written to."""
    archive = keep(version, tmp_path) if version == "this one" else FOLDER / f"{version}{SUFFIX}"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "Kept.desk")
    with opening.open_store(tmp_path / "Kept.desk", PASSPHRASE) as store:
        assert store.verify().findings == []
        assert search.first_page(store, search.Filter()).count == 31
        store.log_export("opened again")
        assert store.verify().findings == []
