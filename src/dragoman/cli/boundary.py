"""One command from its words to its exit code, and the one place where errors end.

Exit codes: 0 fine · 1 findings, or something is out of date · 2 wrong use or input that cannot be read ·
3 a bug of ours · 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

from dragoman.cli.parser import make_parser
from dragoman.errors import UserError
from dragoman.garbage import collect_seldom


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
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        # The one place that catches everything: what comes here is our bug, and the person should know that it is.
        traceback.print_exc()
        print("This is a bug in Dragoman, not a mistake of yours. Please report it with these lines.", file=sys.stderr)
        return 3


def entry() -> None:
    """The command `dragoman`."""
    collect_seldom()
    sys.exit(main())
