"""`make torture`: what a store has to bear, with the figures it came to.

usage: python -m tests.torture [NAME ...] [--times N] [--seed N]       for example: kills --times 70
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.torture import bit_flips, fuzz, kills, soak, write_failures

SCRIPTS = {"kills": kills, "write_failures": write_failures, "bit_flips": bit_flips, "fuzz": fuzz, "soak": soak}


def main() -> int:
    """Run the named scripts, or all; 1 if one of them found something."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *SCRIPTS], help=", ".join(SCRIPTS))
    parser.add_argument("--times", type=int, help="how often, instead of as often as was promised")
    parser.add_argument("--seed", type=int, default=1, help="what chance begins with")
    options = parser.parse_args()
    worst = 0
    for name in options.names or SCRIPTS:
        script = SCRIPTS[name]
        print(f"\n--- {name} (seed {options.seed}) ---", flush=True)
        began = time.monotonic()
        worst |= script.run(options.times or script.TIMES, options.seed)
        print(f"{time.monotonic() - began:.0f} s", flush=True)
    return worst


if __name__ == "__main__":
    sys.exit(main())
