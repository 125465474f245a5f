"""How a build grows with the library: the first build, one where nothing changed, one after an entry was edited.

    python bench/scale.py --guides 50 100 200 --languages 20 --paragraphs 12 [--format html]

Each library is made by `library.py`. Whole processes; prints for each size wall and processor seconds, files, and the
most memory of one process, and for an edited entry and for nothing changed the median of three runs.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

from library import make_library  # noqa: E402


@dataclass(frozen=True, slots=True)
class Cost:
    wall: float
    """Seconds."""
    processor: float
    """Seconds of the process and of those it started."""
    memory: int
    """MB: the most of one process."""


def build(folder: Path, options: Sequence[str]) -> Cost:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "CI": "1"}
    command = [sys.executable, "-m", "dragoman", "--project", str(folder), "build", *options]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}.")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def edit(folder: Path, number: int) -> None:
    """Another translation of one entry of one guide in one language."""
    path = folder / "locales/es/LC_MESSAGES/guide-1.po"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r'(msgid "Guide 1"\nmsgstr ")[^"]*', rf"\g<1>Guía {number}", text), "utf-8")


def median(costs: Sequence[Cost]) -> str:
    walls, processors = [cost.wall for cost in costs], [cost.processor for cost in costs]
    return f"{statistics.median(walls):.2f} | {statistics.median(processors):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guides", type=int, nargs="+", default=[50, 100, 200])
    parser.add_argument("--languages", type=int, default=20)
    parser.add_argument("--paragraphs", type=int, default=12)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--format", choices=["html", "pdf"], help="default: both")
    chosen = parser.parse_args()
    options = ["--jobs", str(chosen.jobs), *(["--format", chosen.format] if chosen.format else [])]
    machine = f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors"
    asked = f"{chosen.languages} languages and English, {' '.join(options)}"
    print(f"{machine}, load {os.getloadavg()[0]:.1f}; {asked}\n")
    print("| guides | handouts | first: wall, s | processor, s | MB | nothing changed: wall, s | processor, s "
          "| one entry: wall, s | processor, s |")  # fmt: skip
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for guides in chosen.guides:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "library"
            make_library(folder, guides=guides, paragraphs=chosen.paragraphs, languages=chosen.languages, seed=guides)
            first = build(folder, options)
            time.sleep(3)  # until the stamps of the sources are no longer of just now
            build(folder, options)
            nothing = [build(folder, options) for _ in range(3)]
            edited: list[Cost] = []
            for number in range(3):
                edit(folder, number)
                edited.append(build(folder, options))
            memory = max(first.memory, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
            row = (
                f"| {guides} | {guides * (chosen.languages + 1)} | {first.wall:.1f} | {first.processor:.1f} | {memory} "
            )
            print(f"{row}| {median(nothing)} | {median(edited)} |", flush=True)


if __name__ == "__main__":
    main()
