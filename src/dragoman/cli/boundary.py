"""One command from its words to its exit code, and the one place where errors end.

Exit codes: 0 fine · 1 findings, or something is out of date · 2 wrong use or input that cannot be read ·
3 a bug of ours · 130 interrupted · 141 whoever read the output has gone.
"""

from __future__ import annotations

import os
import select
import sys
import traceback
from collections.abc import Sequence

from dragoman.cli.parser import make_parser
from dragoman.errors import UserError
from dragoman.garbage import collect_seldom

_READER_GONE = 141
"""As a shell reports a program that is ended by SIGPIPE: what was not read may have been an error."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code."""
    parser = make_parser()
    try:
        options = parser.parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except UserError as error:
        from dragoman.report.marked import visible

        print(visible(str(error)), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    except Exception as error:
        if isinstance(error, BrokenPipeError) and _nobody_reads():
            return _READER_GONE
        # The one place that catches everything: what comes here is our bug, and the person should know that it is.
        traceback.print_exc()
        print("This is a bug in Dragoman, not a mistake of yours. Please report it with these lines.", file=sys.stderr)
        return 3


def _nobody_reads() -> bool:
    """Whether the reader of our output has gone, as `head` does; then nothing more is said. Other pipes are ours."""
    try:
        output = sys.stdout.fileno()
        asked = select.poll()
        asked.register(output, select.POLLOUT)
        gone = any(answer & (select.POLLERR | select.POLLHUP) for _, answer in asked.poll(0))
    except (OSError, ValueError):  # there is no output
        return False
    if gone:
        os.dup2(os.open(os.devnull, os.O_WRONLY), output)
    return gone


def entry() -> None:
    """The command `dragoman`."""
    collect_seldom()
    sys.exit(main())
