"""Check PDFs for PDF/UA-1: `make pdfua`, or `python -m tests.pdfua FILE.pdf ...`.

Without files a report with every kind of block is written and checked. page-validation always checks; if the
environment variable PDFUA_CHECKER holds the path of another checker (a program that takes a PDF and ends with 0 if it
conforms, such as a script around veraPDF), that checks too. Fonts that are not embedded and figures without words are
looked for as well, because checkers have been seen to miss them. Ends with 1 if anything was found.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf

from tests import tagged_reading


def findings(file: Path) -> Iterator[str]:
    """What is wrong with a file, one sentence each."""
    for failure in page.validate_pdf(str(file), profile="ua1").failures:
        yield f"page-validation {failure.rule_id}: {failure.message}"
    yield from _fonts(file)
    for element in tagged_reading.read(file.read_bytes()).elements:
        if element.role == "Figure" and len(element.alt.split()) < 2:
            yield f"a figure's alternative says nothing: {element.alt!r}"
    checker = os.environ.get("PDFUA_CHECKER")
    if checker:
        done = subprocess.run([checker, str(file)], capture_output=True, text=True, check=False)
        if done.returncode:
            yield f"{Path(checker).name}: {(done.stdout + done.stderr).strip()}"


def _fonts(file: Path) -> Iterator[str]:
    with pikepdf.open(file) as pdf:
        fonts = {str(font.BaseFont): font for sheet in pdf.pages for font in sheet.Resources.get("/Font", {}).values()}
        for name, font in sorted(fonts.items()):
            if "/FontDescriptor" not in font or "/FontFile2" not in font.FontDescriptor:
                yield f"the font {name} is not embedded"


def main(files: list[str]) -> int:
    if not files:
        from desk_app.report.pdf import write
        from tests.desk_app.report.specimen import every_block

        with tempfile.TemporaryDirectory() as folder:
            specimen = Path(folder) / "every_block.pdf"
            write(every_block(), specimen)
            return _check([specimen])
    return _check([Path(file) for file in files])


def _check(files: list[Path]) -> int:
    worst = 0
    for file in files:
        found = list(findings(file))
        print(f"{'FAIL' if found else 'PASS'} {file.name}", *found, sep="\n  ")
        worst |= bool(found)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
