"""Asking for a file: the mapping to load, and where the mapping or a list is to go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

MAPPINGS = "How a register is read (*.json)"
TABLES = "CSV (*.csv);;Excel (*.xlsx)"


def mapping_to_load(parent: QWidget, folder: Path) -> Path | None:
    """A mapping that was saved; None when nothing was chosen."""
    path, _ = QFileDialog.getOpenFileName(parent, "Use earlier choices", str(folder), MAPPINGS)
    return Path(path) if path else None


def where_to_save_mapping(parent: QWidget, folder: Path, register: str) -> Path | None:
    """Where the mapping of that register goes; None when nothing was chosen."""
    proposed = str(folder / f"How to read {register}.json")
    path, _ = QFileDialog.getSaveFileName(parent, "Save these choices", proposed, MAPPINGS)
    return _ending(path, ".json")


def where_to_save_list(parent: QWidget, folder: Path, title: str) -> Path | None:
    """Where a list goes, .csv unless .xlsx was chosen; None when nothing was chosen."""
    path, chosen = QFileDialog.getSaveFileName(parent, "Save the list", str(folder / f"{title}.csv"), TABLES)
    return _ending(path, ".xlsx" if "xlsx" in chosen else ".csv")


def _ending(path: str, ending: str) -> Path | None:
    if not path:
        return None
    return Path(path if path.lower().endswith((".json", ".csv", ".xlsx")) else f"{path}{ending}")
