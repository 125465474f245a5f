"""The command line: the words of a person to one typed call, whose result is the exit code.

A module a group of commands has their options and the call that each makes; it imports a command when it is asked for.
This one imports none of them: whoever presses Ctrl-C while they load gets the same answer as later.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["entry", "main"]

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code."""
    try:
        from dragoman.cli.boundary import run

        return run(arguments)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return _INTERRUPTED


def entry() -> None:
    """The command `dragoman`."""
    sys.exit(main())
