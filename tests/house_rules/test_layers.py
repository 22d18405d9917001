"""Architecture as a test: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[2]


def test_every_import_contract_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contracts stand in pyproject.toml; what is broken is printed."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == EXIT_STATUS_SUCCESS


def imports(package: str) -> Iterator[tuple[str, str]]:
    """(file, imported module) of every import in a package, also those inside functions."""
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            yield from ((path.relative_to(ROOT).as_posix(), name) for name in names)


@pytest.mark.parametrize(
    ("library", "allowed"),
    [
        ("sqlite_utils", "desk_app/store/"),
        ("sqlcipher3", "desk_app/store/"),
        ("sqlite3", "-"),
        ("reportlab", "desk_app/report/pdf/"),
        ("pikepdf", "desk_app/bundle/"),
        ("PySide6", "ui/"),
        ("docxtpl", "desk_app/letters/"),
        ("docx", ("desk_app/letters/", "desk_app/report/word/")),
        ("jinja2", "desk_app/letters/"),
    ],
)
def test_a_library_is_spoken_in_one_place_only(library: str, allowed: str | tuple[str, ...]) -> None:
    """Only the store speaks SQLite, only report.pdf ReportLab, only ui Qt, letters and report.word Word."""
    users = {
        file for p in ("desk_app", "ui", "resources") for file, name in imports(p) if name.split(".")[0] == library
    }
    assert [file for file in users if not file.startswith(allowed)] == []


NETWORK = frozenset({
    "socket", "ssl", "socketserver", "http", "urllib.request", "urllib.error", "ftplib", "smtplib", "imaplib", "poplib",
    "nntplib", "telnetlib", "xmlrpc", "wsgiref", "asyncio", "webbrowser", "requests", "httpx", "urllib3", "aiohttp",
    "websockets", "multiprocessing.connection", "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets",
    "PySide6.QtWebEngineCore", "PySide6.QtHttpServer",
})  # fmt: skip
"""What opens connections, or is made for it. tests/journeys/test_no_socket.py watches what runs."""


def test_nothing_in_the_product_reaches_for_the_network() -> None:
    """No module that opens a connection is imported, nor a part of one."""
    users = [
        (file, name)
        for package in ("desk_app", "ui", "resources")
        for file, name in imports(package)
        if name in NETWORK or any(name.startswith(f"{module}.") for module in NETWORK)
    ]
    assert users == []
