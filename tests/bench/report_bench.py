"""How fast the annual report of the sample year is: `python -m tests.bench.report_bench`.

Then a year of 5,000 cases with 60 examples signed off: warm, and as a process of its own with the most memory it held
(its store is locked with weak settings, as unlocking for real takes 140 MB for a moment, whatever is done afterwards).
Measured: 0.44 s of processor time warm (1.6 s by the clock while eight others used both cores), 83 MB.

Warm: figures of three years, sentences and blocks, tagged PDF, in one process. As a process: `desk report` from nothing
to the file, unlocking included. Beside it, if they are installed, what WeasyPrint and fpdf2 need for the same words and
tables without charts or tags. Measured with Python 3.11: 0.17 s of processor time warm (figures 0.03, blocks 0.01, PDF
0.13); 0.3 s by the clock while others used both cores, WeasyPrint 3.0 s and fpdf2 1.2 s in the same run.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from html import escape
from io import BytesIO
from pathlib import Path
from statistics import median

import resources
from desk_app.exchange import register
from desk_app.records import Example
from desk_app.redaction.signing import sealed
from desk_app.report import blocks as b
from desk_app.report.contents import compose_from, material
from desk_app.report.pdf import to_bytes
from desk_app.store import Store, opening
from tests.bench.store_bench import missed
from tests.desk_app.store import samples

YEAR, AS_AT, TODAY = "2023/24", date(2024, 9, 2), date(2026, 11, 24)
WARM = 0.25  # seconds
ROUNDS = 9
CASES, EXAMPLES = 5_000, 60
BIG_WARM, BIG_MEMORY = 2.0, 120.0  # seconds, MB
DAYS_BEFORE = 730  # days: two years stand beside the year
PASSPHRASE = "four calm giraffes"


def sample(folder: Path) -> Store:
    """A store with the shipped register, locked as a real one is."""
    store, _ = opening.create(folder / "bench.desk", member="Bench", passphrase=PASSPHRASE)
    reading = register.read(resources.path("sample/register.csv"), today=TODAY)
    register.carry_out(register.plan(reading, store, today=TODAY), store)
    return store


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def both(work: Callable[[], object]) -> tuple[float, float]:
    """(seconds by the clock, seconds that the processor worked): others may use it meanwhile."""
    worked = time.process_time()
    clock = timed(work)
    return clock, time.process_time() - worked


def line(what: str, seconds: float, mark: str = "") -> None:
    print(f"{what:58} median {seconds * 1000:8.1f} ms   {mark}")


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sample(folder) as store:
            made = material(store, YEAR, AS_AT)
            report = compose_from(made)
            size = len(to_bytes(report))
            print(f"Report of {YEAR}: {made.now.volumes.feedback_cases} cases, {size / 1024:.0f} KiB")
            work = {
                "figures of three years": lambda: material(store, YEAR, AS_AT),
                "sentences, tables, charts as blocks": lambda: compose_from(made),
                "tagged PDF": lambda: to_bytes(report),
                "whole report, warm": lambda: to_bytes(compose_from(material(store, YEAR, AS_AT))),
                **others(report),
            }
            times: dict[str, list[float]] = {what: [] for what in work}
            for _ in range(ROUNDS):
                for what, step in work.items():
                    times[what].append(timed(step))
        for what, found in times.items():
            line(what, median(found), f"mark {WARM} s" if what.startswith("whole") else "")
        line("as a process, unlocking included", median(process(folder) for _ in range(3)))
    with tempfile.TemporaryDirectory() as name:
        big(Path(name))
    print(f"over its mark: {', '.join(missed)}" if missed else "every mark met")
    return int(bool(missed))


# --- a large year -------------------------------------------------------------------------------------------
def big(folder: Path) -> None:
    """A year of 5,000 cases with 60 examples: as long as a report can be."""
    with big_store(folder) as store:
        made = material(store, YEAR, AS_AT)
        pages = to_bytes(compose_from(made))
        signed = sum(len(made.signed_off(set_name)) for set_name in ("compliments", "complaints", "learning"))
        cases = made.now.volumes.feedback_cases
        print(f"\nReport of {cases:,} cases with {signed} examples: {len(pages) / 1024:.0f} KiB")
        assert (cases, signed) == (CASES, EXAMPLES)
        times = [both(lambda: to_bytes(compose_from(material(store, YEAR, AS_AT)))) for _ in range(ROUNDS)]
    line("the same, warm", median(clock for clock, _ in times))
    took = median(worked for _, worked in times)
    line("of which the processor worked", took, f"mark {BIG_WARM} s")
    seconds, megabytes = most_memory(folder / "big.desk")
    line("processor time of the same as a process", seconds)
    print(f"{'the most memory it held':58} {megabytes:15.1f} MB   mark {BIG_MEMORY:g} MB")
    missed.extend(["a large report, warm"] if took > BIG_WARM else [])
    missed.extend(["memory of a large report"] if megabytes > BIG_MEMORY else [])


def big_store(folder: Path) -> Store:
    """5,000 cases of the year, as many in the two before, and 20 signed texts of each set."""
    store, _ = opening.create(folder / "big.desk", member="Bench", passphrase=PASSPHRASE, weak_for_tests=True)
    start = date(int(YEAR[:4]), 4, 1)
    with store.change("import register") as change:
        change.put_many(list(samples.many(store.new_ids(CASES * 10), start=start, days=365)))
        before = date(start.year - 2, 4, 1)
        change.put_many(list(samples.many(store.new_ids(CASES * 10), first=CASES + 1, start=before, days=DAYS_BEFORE)))
        for number in range(EXAMPLES):
            change.put(None, example(number))
    return store


def example(number: int) -> Example:
    """A text of 120 words, signed off by two members."""
    said = " ".join(["The worker listened to us and explained what would happen next, in words we understood."] * 8)
    text = Example(
        year=YEAR, set_name=("compliments", "complaints", "learning")[number % 3], position=number // 3, text=said,
        caption="A parent", signed_by="Alex Example", signed_on=AS_AT, second_signed_by="Sam Example",
        second_signed_on=AS_AT,
    )  # fmt: skip
    return sealed(text, ())


def most_memory(store: Path) -> tuple[float, float]:
    """(seconds of processor time, MB) of `desk report`: its peak of resident memory, as the system counted it.

    A small process starts it: a peak is at least what its parent held.
    """
    command = [sys.executable, "-m", "desk_app", "report", str(store)]
    command += ["--year", YEAR, "--as-at", AS_AT.isoformat(), "--out", str(store.parent / "big.pdf")]
    done = subprocess.run(
        [sys.executable, "-c", COUNTED, *command], check=True, capture_output=True, text=True,
        env={**os.environ, "FEEDBACK_DESK_PASSPHRASE": PASSPHRASE},
    )  # fmt: skip
    seconds, kilobytes = done.stdout.split()
    return float(seconds), float(kilobytes) / 1024


COUNTED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def process(folder: Path) -> float:
    """`desk report` from nothing to the file."""
    command = [sys.executable, "-m", "desk_app", "report", str(folder / "bench.desk")]
    command += ["--year", YEAR, "--as-at", AS_AT.isoformat(), "--out", str(folder / "report.pdf")]
    environment = {**os.environ, "FEEDBACK_DESK_PASSPHRASE": PASSPHRASE}
    return timed(lambda: subprocess.run(command, check=True, capture_output=True, env=environment))


# --- beside others ------------------------------------------------------------------------------------------
def others(report: b.Report) -> dict[str, Callable[[], object]]:
    """The same words and tables by other libraries, if they are there."""
    found: dict[str, Callable[[], object]] = {}
    if importlib.util.find_spec("weasyprint"):
        found["WeasyPrint, words and tables only"] = lambda: _weasyprint(report)
    if importlib.util.find_spec("fpdf"):
        found["fpdf2, words and tables only"] = lambda: _fpdf(report)
    return found


def _html(report: b.Report) -> str:
    out = [f"<html lang=en><head><title>{escape(report.meta.title)}</title></head><body>"]
    for block in report.blocks:
        if isinstance(block, b.Heading):
            out.append(f"<h{block.level}>{escape(block.text)}</h{block.level}>")
        elif isinstance(block, b.Prose):
            out.append(f"<p>{escape(b.without_marks(block.text))}</p>")
        elif isinstance(block, b.Table):
            rows = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in block.rows)
            head = "".join(f"<th>{escape(c)}</th>" for c in block.header)
            out.append(f"<table><caption>{escape(block.caption)}</caption><tr>{head}</tr>{rows}</table>")
    return "".join([*out, "</body></html>"])


def _weasyprint(report: b.Report) -> bytes:
    import weasyprint  # type: ignore[import-not-found, import-untyped, unused-ignore]

    data: bytes = weasyprint.HTML(string=_html(report)).write_pdf()
    return data


def _fpdf(report: b.Report) -> bytes:
    import fpdf  # type: ignore[import-not-found, unused-ignore]

    pdf = fpdf.FPDF()
    pdf.add_font("Sans", fname=str(resources.path("fonts/SourceSans3-Regular.ttf")))
    pdf.add_font("Sans", style="B", fname=str(resources.path("fonts/SourceSans3-Bold.ttf")))
    pdf.set_font("Sans", size=10)
    pdf.add_page()
    for block in report.blocks:
        if isinstance(block, b.Heading):
            pdf.multi_cell(0, 8, block.text, new_x="LMARGIN", new_y="NEXT")
        elif isinstance(block, b.Prose) and block.text:
            pdf.multi_cell(0, 5, b.without_marks(block.text), new_x="LMARGIN", new_y="NEXT")
        elif isinstance(block, b.Table):
            with pdf.table() as table:
                for cells in (block.header, *block.rows):
                    row = table.row()
                    for cell in cells:
                        row.cell(cell)
    out = BytesIO()
    pdf.output(out)  # type: ignore[arg-type, unused-ignore]
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
