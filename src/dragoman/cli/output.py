"""What commands print to: a file that takes no more, and a reader who has gone, are told from bugs."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from dragoman.errors import UserError


class ReaderGone(Exception):
    """Whoever read the output has gone, as `head` does; then nothing more is said. Other pipes are ours."""


class _Output(FileIO):
    """Standard output, which knows that it is."""

    def write(self, content: Any, /) -> int:
        try:
            return super().write(content)
        except BrokenPipeError as error:
            raise ReaderGone from error
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            remedy = "Make room on the disk, then run the command again." if full else ""
            raise UserError(f"The output could not be written: {error.strerror}.", remedy=remedy) from error


@contextmanager
def told_output() -> Iterator[None]:
    """Inside, `print` raises `UserError` for what cannot be written, the disk being full, say, and `ReaderGone`.

    A terminal is left as it is, and so is what somebody put in the place of standard output.
    """
    usual = sys.stdout
    if usual is not sys.__stdout__ or (usual and usual.isatty()):
        yield
    elif usual:
        with redirect_stdout(_told(usual)) as told:
            try:
                yield
                told.flush()
            except SystemExit:  # argparse has said what there is to say
                told.flush()
                raise
            finally:
                _end(told)
    else:  # it was closed
        with Path(os.devnull).open("w", encoding="utf-8") as nobody, redirect_stdout(nobody):
            yield


def _told(usual: TextIO) -> TextIO:
    usual.flush()
    return TextIOWrapper(
        BufferedWriter(_Output(usual.fileno(), "w", closefd=False)),
        encoding=usual.encoding,
        errors=usual.errors,
        line_buffering=getattr(usual, "line_buffering", False) or getattr(usual, "write_through", False),
    )


def _end(output: TextIO) -> None:
    try:
        output.flush()
    except (UserError, ReaderGone):  # it was said, or there is worse to say; Python would try once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
