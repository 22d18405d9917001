"""`desk`: everything that needs no window. Thin: it reads arguments, calls, prints.

Exit status: 0; 1 for a problem the user can act on; 2 for wrong usage; 70 for a bug.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desk_app import __version__, no_dumps
from desk_app.cli.arguments import of_name, refuse_standard_output, refuse_unreadable
from desk_app.cli.parser import parser
from desk_app.cli.passphrases import IN_THE_ENVIRONMENT
from desk_app.problems import Problem

BUG = 70


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    no_dumps.refuse()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        refuse_unreadable((*given, *(os.environ.get(name, "") for name in IN_THE_ENVIRONMENT)))
        options = parser().parse_args(given)
        if not options.prints:
            refuse_standard_output(getattr(options, "out", ""))
        options.run(options)
    except Problem as problem:
        print(problem.message, problem.remedy, sep="\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Nothing was left half done.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as bug:
        if isinstance(bug, OSError) and (badly_named := of_name(bug)) is not None:
            print(badly_named.message, badly_named.remedy, sep="\n", file=sys.stderr)
            return 1
        print(_bug_report(bug), file=sys.stderr)
        return BUG
    return 0


def _bug_report(bug: BaseException) -> str:
    """Where it went wrong, without the texts of cases that an exception's message could hold."""
    where = []
    trace = bug.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        where.append(f"  {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join(
        [
            f"Something went wrong in the program: {type(bug).__name__}. What was saved before is safe.",
            "Please report it with these lines, which hold no case text:",
            f"  Feedback Desk {__version__}, Python {sys.version.split()[0]}",
            *where,
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
