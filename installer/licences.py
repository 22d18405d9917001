"""The licences of exactly what the bundle contains. A missing text is an error."""

from __future__ import annotations

import ast
import contextlib
import importlib.metadata as metadata
import os
import re
import subprocess
import sysconfig
from collections.abc import Iterator, Set
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "installer" / "licences"
RULE = "=" * 78

WITHOUT_TEXT = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt", "qt-notice.txt"),
    "shiboken6": ("LGPL-3.0.txt",),
    "docxtpl": ("LGPL-2.1.txt",),
    "chunspell": ("MPL-1.1.txt",),  # Hunspell's, of its three; the wheel holds the wrapper's alone
    "pypdfium2": ("BSD-3-Clause.txt", "Apache-2.0.txt"),
}
"""Packages whose wheels carry no licence text, and the texts that apply."""
BUILD_ONLY = {"pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "feedback-desk"}
FORBIDDEN = re.compile(r"\bA?GPL", re.IGNORECASE)
"""Licences that must not be in the product (the LGPL may)."""
IS_TEXT = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)


class MissingLicence(Exception):  # noqa: N818
    """A part of the bundle has no licence text, or one that must not be shipped."""


def gather(toc_folder: Path, out: Path) -> list[str]:
    """Write all licences to `out`; the names of the parts. Raises MissingLicence."""
    contents = set(_sources(toc_folder))
    if not contents:
        raise MissingLicence(f"no record of the build in {toc_folder}")
    parts = [*_packages(contents), *_of_the_system(contents), *_others()]
    missing = [name for name, _, text in parts if not text.strip()]
    if missing:
        raise MissingLicence(f"no licence text for: {', '.join(missing)}")
    listed = "\n".join(f"  {name} ({licence})" for name, licence, _ in parts)
    texts = "".join(f"\n\n{RULE}\n{name} ({licence})\n{RULE}\n\n{text.strip()}\n" for name, licence, text in parts)
    out.write_text(f"Feedback Desk contains:\n\n{listed}\n{texts}", "utf-8")
    return [name for name, _, _ in parts]


def _sources(toc_folder: Path) -> Iterator[str]:
    """Every file that went into the folder or into the archive of modules, by PyInstaller's own tables of contents."""
    for toc in (*toc_folder.glob("COLLECT-*.toc"), *toc_folder.glob("PYZ-*.toc")):
        waiting = [ast.literal_eval(toc.read_text("utf-8"))]
        while waiting:
            item = waiting.pop()
            if isinstance(item, list | tuple):
                waiting += item
            elif isinstance(item, str):
                yield os.path.normcase(item)


def _packages(contents: Set[str]) -> Iterator[tuple[str, str, str]]:
    """(name and version, licence, text) of each installed package that the bundle has files of."""
    for package in sorted(metadata.distributions(), key=lambda d: d.metadata["Name"].lower()):
        name = package.metadata["Name"]
        if _key(package) in BUILD_ONLY or not _is_in(package, contents):
            continue
        licence = _licence_of(package)
        if FORBIDDEN.search(licence) and "LGPL" not in licence.upper():
            raise MissingLicence(f"{name} is under {licence}")
        yield f"{name} {package.version}", licence, _text_of(package)


def _key(package: metadata.Distribution) -> str:
    return package.metadata["Name"].lower().replace("_", "-")


def _is_in(package: metadata.Distribution, contents: Set[str]) -> bool:
    return any(os.path.normcase(str(file.locate())) in contents for file in package.files or ())


def _licence_of(package: metadata.Distribution) -> str:
    said = [text for field in ("License-Expression", "License") for text in package.metadata.get_all(field) or ()]
    classified = [c.split("::")[-1].strip() for c in package.metadata.get_all("Classifier") or () if "License ::" in c]
    named = [text.strip().splitlines()[0][:80] for text in said if text.strip()]
    return named[0] if named else ", ".join(classified) or "see text"


def _text_of(package: metadata.Distribution) -> str:
    texts = [
        Path(str(file.locate())).read_text("utf-8", "replace")
        for file in package.files or ()
        if IS_TEXT.search(file.name) and Path(str(file.locate())).suffix.lower() not in (".py", ".pyc", ".pyi", ".so")
    ]
    texts += [(TEXTS / name).read_text("utf-8") for name in WITHOUT_TEXT.get(_key(package), ())]
    return "\n\n".join(texts)


def _of_the_system(contents: Set[str]) -> Iterator[tuple[str, str, str]]:
    """Libraries taken from the Linux system: its package's own account of their licences (Debian, Ubuntu)."""
    python = sysconfig.get_path("stdlib")
    libraries = sorted(f for f in contents if f.startswith(("/lib/", "/usr/lib/")) and not f.startswith(python))
    packages = {_package_of(library) for library in libraries}
    for package in sorted(packages - {_python_library()}):
        text = Path("/usr/share/doc") / package / "copyright"
        yield package, "library of the system", text.read_text("utf-8", "replace") if text.exists() else ""


def _package_of(library: str) -> str:
    for path in (library, f"/usr{library}", os.path.realpath(library)):  # /lib may be a link to /usr/lib
        with contextlib.suppress(OSError):
            found = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=False).stdout
            if found:
                return found.split(":")[0]
    raise MissingLicence(f"{library} is of no package that dpkg knows; bundle on Debian or Ubuntu")


def _python_library() -> str:
    return f"libpython{sysconfig.get_python_version()}"


def _others() -> Iterator[tuple[str, str, str]]:
    """Python itself, and what resources/ ships."""
    folders = [Path(sysconfig.get_path("stdlib")), Path(sysconfig.get_config_var("prefix") or "")]
    found = [folder / "LICENSE.txt" for folder in folders if (folder / "LICENSE.txt").exists()]
    found += [path for path in [Path("/usr/share/doc/python3/copyright")] if path.exists()]
    yield "Python", "PSF-2.0", found[0].read_text("utf-8", "replace") if found else ""
    for path in sorted((ROOT / "resources" / "licences").iterdir()):
        yield path.stem, "shipped font, icons or dictionary", path.read_text("utf-8", "replace")
