"""What the window remembers on this computer, as far as the command line has to know it, too."""

from __future__ import annotations

from pathlib import Path

from desk_app import plain_files

WINDOW = "window.json"
BACKUPS = "daily_backups"


def config_folder() -> Path:
    """Where this user's window remembers its place and its recent stores."""
    from platformdirs import user_config_path

    return user_config_path("feedback-desk", appauthor=False)


def make_private(folder: Path) -> None:
    """Make one of the program's own folders, with what is missing above it, for this user alone. Raises OSError.

    Where the system has such rights; one that is there keeps those it has.
    """
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(exist_ok=True)  # which says what is wrong where something else is there


def backups_folder() -> Path | None:
    """The folder that was chosen for backups that make themselves; None where none was."""
    try:
        chosen = plain_files.noted(config_folder() / WINDOW).get(BACKUPS)
    except (OSError, ValueError):
        return None
    return Path(chosen) if isinstance(chosen, str) and chosen else None
