"""What a library would take that no machine here can hold: builds on a cluster, simulated handout by handout.

    python bench/simulate.py

Each handout is sent out by the scheduler, made by a worker, and taken in by the machine that builds, one after another.
How long each step takes is drawn by lot around what was measured on real builds (`scale.py`, and the options here).
Workers fail by lot, and what they were making is made again. Printed for each library and number of workers: hours,
what they wait for, processor hours, and what lies on the disk afterwards.
"""

from __future__ import annotations

import argparse
import heapq
import random
from dataclasses import dataclass

LIBRARIES = ((1_000, 20), (5_000, 50), (20_000, 100))
WORKERS = (2, 16, 64, 256)
_SPREAD = 0.5
"""Sigma of the logarithm of the time that a handout takes: guides differ in length."""
_MOST_DRAWN = 200_000
"""Handouts that are drawn one by one; larger libraries are scaled up from so many."""


@dataclass(frozen=True, slots=True)
class Measured:
    making: float
    """Seconds of a processor for a page and a sheet."""
    sending: float
    """Seconds of the scheduler for a task."""
    taking: float
    """Seconds of the building machine to keep a handout and put it in its place."""
    bytes: float
    """Of a page and a sheet."""
    failures: float
    """Of a worker in an hour."""


@dataclass(frozen=True, slots=True)
class Outcome:
    hours: float
    busy: float
    """Share of the workers' time in which they work."""
    again: int
    """Handouts that were made twice."""
    limit: str


def simulate(handouts: int, workers: int, measured: Measured, seed: int) -> Outcome:
    """One build: workers take tasks in the order of their being free; sending and taking in are done one by one."""
    dice = random.Random(seed)  # noqa: S311 - a simulation
    free = [0.0] * workers
    sent = taken = worked = 0.0
    again = 0
    mean = measured.making
    for _ in range(handouts):
        sent = max(sent + measured.sending, 0.0)
        start = max(heapq.heappop(free), sent)
        takes = mean * dice.lognormvariate(-(_SPREAD**2) / 2, _SPREAD)
        if dice.random() < takes / 3600 * measured.failures:
            again += 1
            start += takes * dice.random() + 30  # until the loss is noticed
        ended = start + takes
        worked += takes
        heapq.heappush(free, ended)
        taken = max(taken, ended) + measured.taking
    hours = max(taken, *free) / 3600
    parts = {
        "workers": worked / workers,
        "scheduler": handouts * measured.sending,
        "the building machine": handouts * measured.taking,
    }
    return Outcome(hours, worked / workers / 3600 / hours, again, max(parts, key=lambda name: parts[name]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--making", type=float, default=0.1, help="processor seconds a handout")
    parser.add_argument("--sending", type=float, default=0.001, help="scheduler seconds a task")
    parser.add_argument("--taking", type=float, default=0.002, help="seconds of the building machine a handout")
    parser.add_argument("--kilobytes", type=float, default=92, help="of a page and a sheet")
    parser.add_argument("--failures", type=float, default=0.02, help="of a worker in an hour")
    chosen = parser.parse_args()
    measured = Measured(chosen.making, chosen.sending, chosen.taking, chosen.kilobytes * 1000, chosen.failures)
    print("| guides × languages | handouts | workers | hours | waits for | workers busy | made twice | GB |")
    print("| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |")
    for guides, languages in LIBRARIES:
        handouts = guides * (languages + 1)
        drawn = min(handouts, _MOST_DRAWN)
        for workers in WORKERS:
            found = simulate(drawn, workers, measured, seed=workers)
            scale = handouts / drawn
            print(
                f"| {guides:,} × {languages} | {handouts:,} | {workers} | {found.hours * scale:.2f} | {found.limit} "
                f"| {found.busy:.0%} | {found.again * scale:.0f} | {handouts * measured.bytes / 1e9:.1f} |"
            )


if __name__ == "__main__":
    main()
