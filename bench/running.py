"""Starts programs and takes down what they cost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.values import Cost

ROOT = Path(__file__).resolve().parent.parent
_LAUNCH = Path(__file__).with_name("launch.py")
Command = Sequence[str]


class Broken(Exception):
    """A tool that did not do what it was asked to. The text says what was wrong."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where tools run: a folder for what they make, and how long they may take."""

    folder: Path
    patience: float
    """Seconds for one run of one tool."""
    variables: Mapping[str, str] = field(default_factory=dict)

    def within(self, folder: Path) -> Place:
        """The same for another folder."""
        return replace(self, folder=folder)

    @property
    def log(self) -> Path:
        """What the tool printed last."""
        return self.folder.with_name(self.folder.name + ".log")

    def whole(self, commands: Sequence[Command], allowed: Sequence[int] = (0,)) -> Cost:
        """Whole processes one after another, from their start to their end."""
        asked = {"commands": commands, "folder": str(self.folder), "log": str(self.log), "allowed": allowed}
        said = self._said([sys.executable, "-I", "-S", str(_LAUNCH)], json.dumps(asked))
        wall, processor, memory, strange = json.loads(said)
        for status in strange:
            raise Broken(f"ended with {status}: {self._last_words()}")
        return Cost(wall, processor, memory)

    def inside(self, command: Command) -> tuple[Cost, ...]:
        """What a program says that each piece of its work took, a line of JSON `[wall, processor, memory]` each."""
        return tuple(Cost(*json.loads(line)) for line in self._said(command).splitlines())

    def _said(self, command: Command, told: str = "") -> str:
        environment = {**os.environ, **self.variables}
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=self.folder,
            start_new_session=True,
        ) as process:
            try:
                said, wrong = process.communicate(told, timeout=self.patience)
            except subprocess.TimeoutExpired:
                raise Broken(f"stopped after {self.patience:.0f} s") from None
            finally:
                _end(process)
        if process.returncode:
            raise Broken((wrong.strip().splitlines() or ["ended without a word"])[-1])
        return said

    def _last_words(self) -> str:
        lines = self.log.read_text("utf-8", "replace").strip().splitlines()
        return lines[-1].replace(f"{self.folder}/", "").replace(f"{ROOT}/", "")[:200] if lines else "it said nothing"


def _end(process: subprocess.Popen[str]) -> None:
    """Ends the process with all that it started, if it is still there."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def dragoman(folder: Path, *arguments: str) -> list[str]:
    """The command with the source of this checkout."""
    start = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); from dragoman.cli import entry; entry()"
    return [sys.executable, "-c", start, "--project", str(folder), *arguments]
