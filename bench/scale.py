"""How a build grows with the library: the first build, one where nothing changed, one after an entry was edited.

    python -m bench.scale --guides 50 100 200 --languages 20 --paragraphs 12 [--format html]

Each library is made by `library.py`. Whole processes; prints for each size wall and processor seconds, and the most
memory of all processes at one time; for an edited entry and for nothing changed the median of three runs.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.corpora import locale_folder
from bench.library import make_library
from bench.machine import machine
from bench.running import Place, dragoman
from bench.tasks.edited import Edits
from bench.values import Cost

_PATIENCE = 7_200.0
"""Seconds."""


def _median(costs: Sequence[Cost]) -> str:
    walls, processors = [cost.wall for cost in costs], [cost.processor for cost in costs]
    return f"{statistics.median(walls):.2f} | {statistics.median(processors):.2f}"


def _measure(guides: int, chosen: argparse.Namespace, options: Sequence[str]) -> str:
    """A row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        corpus = make_library(
            folder, guides=guides, paragraphs=chosen.paragraphs, languages=chosen.languages, seed=guides
        )
        place = Place(folder, _PATIENCE)

        def build() -> Cost:
            return place.whole([dragoman(folder, "build", *options)])

        first = build()
        time.sleep(3)  # until the stamps of the sources are no longer of just now
        build()
        nothing = [build() for _ in range(3)]
        edits = Edits(locale_folder(folder, "es") / "guide-1.po", corpus.documents[1])
        edited = []
        for _ in range(3):
            edits.make()
            edited.append(build())
    handouts = guides * (chosen.languages + 1)
    memory = max(cost.memory for cost in [first, *nothing, *edited])
    row = f"| {guides} | {handouts} | {first.wall:.1f} | {first.processor:.1f} | {memory:.0f} "
    return f"{row}| {_median(nothing)} | {_median(edited)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guides", type=int, nargs="+", default=[50, 100, 200])
    parser.add_argument("--languages", type=int, default=20)
    parser.add_argument("--paragraphs", type=int, default=12)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--format", choices=["html", "pdf"], help="default: both")
    chosen = parser.parse_args()
    options = ["--jobs", str(chosen.jobs), *(["--format", chosen.format] if chosen.format else [])]
    here = machine()
    asked = f"{chosen.languages} languages and English, {' '.join(options)}"
    print(f"{here.system}, Python {here.python}, {here.cores} cores, load {os.getloadavg()[0]:.1f}; {asked}\n")
    print(
        "| guides | handouts | first: wall, s | processor, s | MB | nothing changed: wall, s | processor, s "
        "| one entry: wall, s | processor, s |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for guides in chosen.guides:
        print(_measure(guides, chosen, options), flush=True)


if __name__ == "__main__":
    main()
