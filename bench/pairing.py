"""Dragoman and each peer in turn, one right after the other: how a task is measured."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bench.corpora import Corpus
from bench.peers import Peers
from bench.running import Broken, Place
from bench.sizes import Size
from bench.values import Alone, Compared, Cost, Failed, Missing, Pair, Row, TaskResult

_WARM_UP = 4.0
"""Seconds: a first pair that takes less is not counted, because then files and compiled code are read for the first
time in it, and that could be much of it."""


def nothing_to_prepare() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Contender:
    """A tool that does a task."""

    name: str
    run: Callable[[], Sequence[Cost]]
    """One cost, or one for each piece of work where a program takes its own time."""
    verify: Callable[[], str]
    """Looks at what was made and says it; raises Broken if it is not what it should be."""
    prepare: Callable[[], None] = nothing_to_prepare
    """Before each run, not timed: usually removes what the last run made."""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """Dragoman beside a peer, or alone, on one corpus."""

    corpus: str
    ours: Contender
    theirs: Contender | None = None


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the tasks work with."""

    place: Place
    peers: Peers
    size: Size
    corpus: Callable[[int, int], Corpus]
    """So many guides in so many languages."""
    texts: Callable[[int], tuple[str, Mapping[str, str]]]
    """So many different texts: the tag of a language, and English → its translation."""


Offer: TypeAlias = Trial | Missing


@dataclass(frozen=True, slots=True)
class Task:
    key: str
    title: str
    explained: str
    """What is done, for readers of the report."""
    trials: Callable[[Workshop], Iterator[Offer]]
    """Each is prepared when it is asked for, so that the folders of one task need not all exist at once."""


def perform(task: Task, workshop: Workshop, say: Callable[[str], None]) -> TaskResult:
    before = os.getloadavg()[0]
    rows: list[Row] = []
    try:
        for offer in task.trials(workshop):
            match offer:
                case Missing():
                    rows.append(offer)
                case Trial(ours=ours, theirs=theirs):
                    say(f"{task.title}: {theirs.name if theirs else ours.name}")
                    rows.append(measure(offer, workshop.size.rounds, workshop.size.budget))
    except Broken as broken:
        rows.append(Failed("what comes next in this task", f"could not be prepared: {broken}"))
    for row in rows:
        if isinstance(row, Failed):
            say(f"{task.title}: {row.peer}: {row.reason}")
    return TaskResult(task.key, tuple(rows), (before, os.getloadavg()[0]))


def measure(trial: Trial, rounds: int, budget: float) -> Row:
    """As many rounds as asked for, or fewer once they took `budget` seconds; at least one."""
    name = trial.theirs.name if trial.theirs else trial.ours.name
    contenders = [trial.ours, *([trial.theirs] if trial.theirs else [])]
    counted: list[list[Sequence[Cost]]] = []
    made: list[str] = []
    spent, is_warm = 0.0, False
    try:
        while len(counted) < rounds and (not counted or spent < budget):
            began = time.monotonic()
            # The order changes from round to round, so that none always follows the other's writing to the disk.
            order = contenders if len(counted) % 2 == 0 else contenders[::-1]
            done = {contender.name: _once(contender) for contender in order}
            took = time.monotonic() - began
            made = [done[contender.name][1] for contender in contenders]
            if is_warm or took >= _WARM_UP:
                counted.append([done[contender.name][0] for contender in contenders])
                spent += took
            is_warm = True
    except Broken as broken:
        return Failed(name, str(broken))
    if trial.theirs is None:
        costs = tuple(cost for (ours,) in counted for cost in ours)
        return Alone(name, trial.ours.remark, trial.corpus, made[0], costs)
    pairs = tuple(Pair(*both) for ours, theirs in counted for both in zip(ours, theirs, strict=True))
    return Compared(name, trial.theirs.remark, trial.corpus, made[1], made[0], pairs)


def _once(contender: Contender) -> tuple[Sequence[Cost], str]:
    try:
        contender.prepare()
        costs = contender.run()
        return costs, contender.verify()
    except Broken as broken:
        raise Broken(f"{contender.name}: {broken}") from broken
