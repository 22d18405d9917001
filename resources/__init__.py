"""Everything the program ships that is not code: icons, fonts, style, help, procedures, lists, the sample register."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """The shipped file or folder of that name, for example path("lists/shipped.json")."""
    return _ROOT / name
