"""One command from its words to its exit code, and the one place where errors end.

Exit codes: 0 fine · 1 findings, or something is out of date · 2 wrong use, input that cannot be read or output that
cannot be written · 3 a bug of ours · 130 interrupted · 141 whoever read the output has gone.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

from dragoman.cli.output import ReaderGone, told_output
from dragoman.cli.parser import parse
from dragoman.errors import UserError
from dragoman.garbage import collect_seldom

_READER_GONE = 141
"""As a shell reports a program that is ended by SIGPIPE: what was not read may have been an error."""


def run(arguments: Sequence[str] | None) -> int:
    """Runs one command; the exit code."""
    collect_seldom()
    try:
        with told_output():
            options = parse(sys.argv[1:] if arguments is None else arguments)
            code: int = options.run(options)
    except UserError as error:
        from dragoman.report.marked import visible

        print(visible(str(error)), file=sys.stderr)
        return 2
    except ReaderGone:
        return _READER_GONE
    except Exception:
        # The one place that catches everything: what comes here is our bug, and the person should know that it is.
        traceback.print_exc()
        print("This is a bug in Dragoman, not a mistake of yours. Please report it with these lines.", file=sys.stderr)
        return 3
    return code
