"""All commands of `desk` (desk COMMAND --help)."""

from __future__ import annotations

import argparse

from desk_app import __version__
from desk_app.cli import access, daily, keeping, moving, reports
from desk_app.cli.commands import Commands

_THEMES = (keeping, daily, moving, reports, access)


def parser() -> argparse.ArgumentParser:
    """Reads a command with its arguments; the namespace's `run` carries it out."""
    made = argparse.ArgumentParser(prog="desk", description="Feedback Desk without its window.", allow_abbrev=False)
    made.add_argument("--version", action="version", version=f"Feedback Desk {__version__}")
    commands = Commands(made)
    for theme in _THEMES:
        theme.add_to(commands)
    return made
