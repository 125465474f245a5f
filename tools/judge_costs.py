"""What one catalog costs to read and to write: in a child of its own, so that a crash or a hang is seen as well."""

from __future__ import annotations

import os
import re
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import UnreadableCatalog
from dragoman.po import read_catalog, write_catalog

SECONDS = 2
MEGABYTES = 300
_PATIENCE = 10
"""Seconds of the clock on the wall for one of the processor: for what waits and does not compute."""


@dataclass(frozen=True)
class Cost:
    seconds: float
    """Of the processor."""
    megabytes: int
    """The most that the child held beyond what it began with: a large parent is not the file's fault."""
    fault: str = ""
    """What ended the child, or escaped as another error than `UnreadableCatalog`."""

    @property
    def too_much(self) -> str:
        """What is beyond the limits; empty if nothing is."""
        if self.fault:
            return self.fault
        if self.seconds >= SECONDS:
            return f"{self.seconds:.1f} s"
        return f"{self.megabytes} MB" if self.megabytes >= MEGABYTES else ""


def read_and_write(content: bytes) -> None:
    """A file that is refused has been read."""
    try:
        write_catalog(read_catalog(content, "x.po"))
    except UnreadableCatalog:
        return


def cost(content: bytes, work: Callable[[bytes], None] = read_and_write, limit: int = SECONDS) -> Cost:
    """The cost of `work` on a file; after `limit` seconds of the processor it is ended."""
    end, start = os.pipe()
    child = os.fork()
    if not child:
        os.close(end)
        os.write(start, _measured(content, work, limit).encode()[:4096])
        os._exit(0)
    os.close(start)
    with os.fdopen(end, encoding="utf-8") as answer:
        found = answer.read().split(" ", 2)
    _, state = os.waitpid(child, 0)
    if os.WIFSIGNALED(state):
        return Cost(limit, 0, f"killed by signal {os.WTERMSIG(state)}")
    return Cost(float(found[0]), int(found[1]), found[2])


def _measured(content: bytes, work: Callable[[bytes], None], limit: int) -> str:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(_PATIENCE * limit)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    began, fault, held = time.process_time(), "", _kilobytes("VmRSS")
    try:
        work(content)
    except Exception as error:  # the very thing that is looked for
        fault = f"{type(error).__name__} escapes: {error}"
    return f"{time.process_time() - began} {(_kilobytes('VmHWM') - held) // 1024} {fault}"


def _kilobytes(field: str) -> int:
    """Of this process, as Linux counts them."""
    found = re.search(rf"{field}:\s*([0-9]+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found is not None
    return int(found[1])
