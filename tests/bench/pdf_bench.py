"""How fast and how large the PDF of an annual report is: `python -m tests.bench.pdf_bench`.

A report of about 25 pages with 10 charts and 25 tables. Warm: fonts read, ReportLab imported. Tagging is weighed
against the same pages without it. Measured on two cores, Python 3.11: warm 0.09 s, tagged to untagged 1.25 to 1.3,
process 0.36 s and 50 MiB.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from unittest.mock import patch

from desk_app.report.pdf import document, finishing, to_bytes
from desk_app.report.pdf.paper import Paper
from desk_app.report.pdf.structure import Element
from tests.desk_app.report.specimen import annual

WARM = 0.25  # seconds
RATIO = 1.3  # tagged to untagged
MEMORY = 60.0  # MiB, the whole process
ROUNDS = 9


class Untagged(Paper):
    """The same pages with no marked content and no structure."""

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:  # noqa: ARG002
        self._inside = True
        yield

    @contextmanager
    def artifact(self, subtype: str = "") -> Iterator[None]:  # noqa: ARG002
        self._inside = True
        yield

    def _open(self, operator: str) -> None:  # noqa: ARG002
        self._inside = True

    def _close(self) -> None:
        pass

    def _mark(self, element: Element) -> int:  # noqa: ARG002
        return 0

    def end_page(self) -> None:
        self._inside = False
        super().end_page()


def untagged() -> bytes:
    with patch.object(document, "Paper", Untagged), patch.object(finishing, "write_tree"):
        return to_bytes(annual())


def tagged() -> bytes:
    return to_bytes(annual())


def seconds(times: int = ROUNDS) -> tuple[float, float]:
    """Processor time of tagged and untagged, measured in turn, the best of each: what the work itself costs."""
    with_tags: list[float] = []
    without: list[float] = []
    for _ in range(times):
        for work, measured in ((tagged, with_tags), (untagged, without)):
            start = time.process_time()
            work()
            measured.append(time.process_time() - start)
    return min(with_tags), min(without)


_CHILD = """
import resource
from tests.bench.pdf_bench import tagged
tagged()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def process() -> tuple[float, float]:
    """Seconds and MiB of a process that writes one report and ends."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", _CHILD], capture_output=True, text=True, check=True)
    return time.perf_counter() - start, float(done.stdout)


def main() -> int:
    import pikepdf

    data = tagged()
    with pikepdf.open(BytesIO(data)) as file:
        print(f"pages {len(file.pages)}, {len(data) / 1024:.0f} KiB")
    warm, plain = seconds()
    cold, memory = process()
    print(f"warm {warm:.3f} s (at most {WARM}); untagged {plain:.3f} s, ratio {warm / plain:.2f} (at most {RATIO})")
    print(f"process {cold:.2f} s, {memory:.0f} MiB (at most {MEMORY:.0f})")
    return 0 if warm <= WARM and warm / plain <= RATIO and memory <= MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
