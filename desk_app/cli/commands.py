"""A command of `desk`: its name, what runs it, and the arguments that nearly all of them take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


class Commands:
    """Where each theme adds its commands."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._parsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(
        self, name: str, run: Callable[[argparse.Namespace], None], about: str, *, store: str | None = ""
    ) -> argparse.ArgumentParser:
        """A command; `store` is how many stores it takes ("?": perhaps one), None for one that opens none."""
        made = self._parsers.add_parser(name, help=about, description=about, allow_abbrev=False)
        made.set_defaults(run=run, prints=False)
        if store is not None:
            made.add_argument(
                "store", type=Path, metavar="STORE", help="the store's folder, NAME.desk", nargs=store or None
            )
            made.add_argument("--passphrase-file", type=Path, metavar="FILE", help="first line is the passphrase")
            made.add_argument("--member", metavar="NAME", help="who acts; needed where there are several members")
        return made
