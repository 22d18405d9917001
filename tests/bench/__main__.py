"""`make bench`: every measurement, each in a process of its own so that none warms the other.

usage: python -m tests.bench [NAME ...]       for example: store pdf
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ENDING = "_bench"


def main(names: Sequence[str]) -> int:
    """Run the named measurements, or all; 1 if one of them could not be made or says that a mark was missed."""
    present = sorted(path.stem.removesuffix(ENDING) for path in Path(__file__).parent.glob(f"*{ENDING}.py"))
    unknown = [name for name in names if name not in present]
    if unknown:
        print(f"No such measurement: {', '.join(unknown)}. There are: {', '.join(present)}.")
        return 2
    worst = 0
    for name in names or present:
        print(f"\n--- {name} ---", flush=True)
        worst |= subprocess.call([sys.executable, "-m", f"tests.bench.{name}{ENDING}"]) != 0
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
