"""When this process ends badly the system writes no image of its memory to the disk: it would hold words of cases.

Linux: no core file, and none by way of what collects them (core(5), PR_SET_DUMPABLE in prctl(2)); other programs of the
same account cannot look into the memory either. macOS: no core file. Windows: no heap in a report of an error
(WerSetFlags); a program that somebody sets up to collect whole dumps is not held up.
"""

from __future__ import annotations

import sys

_PR_SET_DUMPABLE = 4
_WER_FAULT_REPORTING_FLAG_NOHEAP = 1


def refuse() -> None:
    """From now on. Where the system refuses, nothing is said: nobody at the desk could do anything about it."""
    import ctypes

    if sys.platform == "win32":
        ctypes.windll.kernel32.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
