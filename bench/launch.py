"""Runs commands one after another and says what they took: a process of its own, so small that it weighs nothing.

    echo '{"commands": [["msgfmt", …], …], "folder": "…", "log": "…", "allowed": [0]}' | python -I -S bench/launch.py

The most memory of a process is counted from what its parent holds, so the parent must be small: this file imports
little and nothing of the project. It becomes the parent of processes whose own parent ended, so that their time counts
too. Prints wall seconds, processor seconds, MB, and the statuses that were not allowed.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
import threading
import time

_BECOME_THEIR_PARENT = 36  # PR_SET_CHILD_SUBREAPER of linux/prctl.h
_EVERY = 0.1
"""Seconds between two looks at the memory of all processes: seldom, since a look takes time too."""
_LEFT_BEHIND = 2.0
"""Seconds that what a command leaves behind may take to end; a server that stays is not waited for any longer."""


def main() -> None:
    asked = json.load(sys.stdin)
    ctypes.CDLL(None).prctl(_BECOME_THEIR_PARENT, 1, 0, 0, 0)
    with open(asked["log"], "wb") as log:  # noqa: PTH123 - pathlib would be more to import
        seen = _Seen()
        seen.start()
        start = time.perf_counter()
        strange = []
        for command in asked["commands"]:
            status = _run(command, asked["folder"], log.fileno())
            if status not in asked["allowed"]:
                strange.append(status)
                break
        wall = time.perf_counter() - start
        _wait_for_the_rest()
        seen.end()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = max(seen.most, used.ru_maxrss / 1024)
    print(json.dumps([wall, used.ru_utime + used.ru_stime, memory, strange]))


def _run(command: list[str], folder: str, log: int) -> int:
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, log, 1),
        (os.POSIX_SPAWN_DUP2, log, 2),
    ]
    os.chdir(folder)
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _wait_for_the_rest() -> None:
    """Processes that were left behind end a moment later, and their time counts from when they were waited for."""
    until = time.monotonic() + _LEFT_BEHIND
    while time.monotonic() < until:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.01)
        except ChildProcessError:
            return


class _Seen(threading.Thread):
    """Looks now and then at what all processes below this one hold, shared pages divided among those that share."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(_EVERY):
            self.most = max(self.most, sum(map(_held, _below(os.getpid()))))

    def end(self) -> None:
        self._over.set()
        self.join()


def _below(process: int) -> list[int]:
    found = []
    waiting = [process]
    while waiting:
        try:
            with open(f"/proc/{waiting[-1]}/task/{waiting[-1]}/children", "rb") as file:  # noqa: PTH123 - as above
                children = [int(child) for child in file.read().split()]
        except OSError:
            children = []
        waiting.pop()
        found += children
        waiting += children
    return found


def _held(process: int) -> float:
    """MB."""
    try:
        with open(f"/proc/{process}/smaps_rollup", "rb") as file:  # noqa: PTH123 - as above
            for line in file:
                if line.startswith(b"Pss:"):
                    return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


if __name__ == "__main__":
    main()
