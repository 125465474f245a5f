"""What is measured, as values: they are all that the report and the charts see."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Cost:
    """What one tool took for one task."""

    wall: float
    """Seconds."""
    processor: float
    """Seconds on all processors, of all processes."""
    memory: float
    """MB: the most that all processes together held at one time, as far as it was seen."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Dragoman and a peer, one right after the other."""

    ours: Cost
    theirs: Cost


@dataclass(frozen=True, slots=True)
class Spread:
    """The least, the middle and the greatest of several figures."""

    least: float
    median: float
    greatest: float

    @staticmethod
    def of(figures: Sequence[float]) -> Spread:
        return Spread(min(figures), statistics.median(figures), max(figures))


@dataclass(frozen=True, slots=True)
class Compared:
    """A peer that did the task, beside Dragoman on the same corpus."""

    peer: str
    remark: str
    """What the peer does less or more than Dragoman."""
    corpus: str
    made: str
    """What the peer was seen to have made."""
    ours_made: str
    pairs: tuple[Pair, ...]

    def ratio(self) -> Spread:
        """Of Dragoman's time to the peer's, pair by pair: below 1 Dragoman is faster."""
        return Spread.of([pair.ours.wall / pair.theirs.wall for pair in self.pairs])

    def processor_ratio(self) -> Spread:
        return Spread.of([pair.ours.processor / max(pair.theirs.processor, 1e-6) for pair in self.pairs])


@dataclass(frozen=True, slots=True)
class Alone:
    """Dragoman without a peer: a time that has a goal of its own."""

    name: str
    remark: str
    corpus: str
    made: str
    costs: tuple[Cost, ...]

    def wall(self) -> Spread:
        return Spread.of([cost.wall for cost in self.costs])


@dataclass(frozen=True, slots=True)
class Missing:
    """A peer that is not installed."""

    peer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A peer, or Dragoman beside it, that broke, took too long, or did not make what it should."""

    peer: str
    reason: str


Row: TypeAlias = Compared | Alone | Missing | Failed


@dataclass(frozen=True, slots=True)
class TaskResult:
    key: str
    rows: tuple[Row, ...]
    load: tuple[float, float]
    """Processes that ran or waited, in the minute before the task and in its last."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and with what everything was measured."""

    system: str
    processor: str
    cores: int
    memory: float
    """GB."""
    python: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the benchmark."""

    size: str
    corpus: str
    """Whose texts."""
    date: str
    """ISO date."""
    machine: Machine
    program: str
    """Which version of Dragoman."""
    versions: tuple[tuple[str, str], ...]
    tasks: tuple[TaskResult, ...]
    minutes: float


_ROWS: Mapping[str, type[Row]] = {kind.__name__: kind for kind in (Compared, Alone, Missing, Failed)}


def task_to_json(result: TaskResult) -> str:
    rows = [{"kind": type(row).__name__, **asdict(row)} for row in result.rows]
    return json.dumps({"key": result.key, "load": result.load, "rows": rows}, ensure_ascii=False, indent=1)


def task_from_json(text: str) -> TaskResult:
    """Raises ValueError, KeyError or TypeError for anything but what `task_to_json` wrote."""
    read = json.loads(text)
    before, after = read["load"]
    return TaskResult(read["key"], tuple(map(_row, read["rows"])), (before, after))


def _row(read: dict[str, Any]) -> Row:
    kind = _ROWS[read.pop("kind")]
    if "pairs" in read:
        read["pairs"] = tuple(Pair(Cost(**pair["ours"]), Cost(**pair["theirs"])) for pair in read["pairs"])
    if "costs" in read:
        read["costs"] = tuple(Cost(**cost) for cost in read["costs"])
    return kind(**read)
