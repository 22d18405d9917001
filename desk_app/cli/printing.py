"""What commands print: JSON, and a progress bar."""

from __future__ import annotations

import json
import sys

from desk_app.progress import Progress, silent


def print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def bar() -> Progress:
    """A progress bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        return silent

    def show(done: int, total: int = 0, text: str = "") -> None:
        share = done / total if total else 0
        line = f"\r{text[:40]:40} [{'#' * round(share * 24):24}] {share:4.0%}"
        print(line, end="\n" if total and done >= total else "", file=sys.stderr, flush=True)

    return show
