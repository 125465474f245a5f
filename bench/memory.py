"""What was measured so far, so that a run that was stopped goes on where it was."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.values import TaskResult, task_from_json, task_to_json
from dragoman.errors import UserError


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Two runs at once would measure each other. Raises UserError if there is one already."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UserError("Another run of the benchmark is under way.", remedy="Wait until it has ended.") from None
        yield


@dataclass(frozen=True, slots=True)
class Memory:
    folder: Path
    """Of one run; runs of another size, program or peers have others."""

    @staticmethod
    def open(folder: Path, known_by: Sequence[str]) -> Memory:
        """Those of other runs are forgotten: their figures may not stand beside today's."""
        name = hashlib.sha256("\0".join(known_by).encode()).hexdigest()[:16]
        for other in folder.glob("*"):
            if other.name != name:
                shutil.rmtree(other)
        (folder / name).mkdir(parents=True, exist_ok=True)
        return Memory(folder / name)

    def recall(self, key: str) -> TaskResult | None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            return task_from_json((self.folder / f"{key}.json").read_text("utf-8"))
        return None

    def keep(self, result: TaskResult, seconds: float) -> None:
        with (self.folder / "seconds").open("a") as file:
            file.write(f"{seconds}\n")
        waiting = self.folder / "new"
        waiting.write_text(task_to_json(result), "utf-8")
        waiting.replace(self.folder / f"{result.key}.json")

    def seconds(self) -> float:
        """What all tasks took."""
        with suppress(OSError):
            return sum(map(float, (self.folder / "seconds").read_text().split()))
        return 0.0

    def forget(self) -> None:
        """The run is over: the next one measures everything anew."""
        shutil.rmtree(self.folder)
