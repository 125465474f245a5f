"""What was measured so far, so that a run that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.values import TaskResult, task_from_json, task_to_json


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
