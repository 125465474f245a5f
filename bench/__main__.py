"""Measures Dragoman beside its peers and writes bench/RESULTS.md with its charts.

    python -m bench [--size usual|full|trial] [--peers .venv-bench/bin/python] [--task KEY …]
    python -m bench --source book/src --catalogs book/po

Each task compares on corpora made for it, Dragoman and a peer in turn. What was measured is kept task by task: a run
that was stopped goes on where it was. With `--source` the texts are those of a folder of Markdown, with `--catalogs`
its translations (README.md in this folder).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bench.corpora import Corpus
from bench.folder import part_of, read_folder, texts_of
from bench.library import synthetic
from bench.machine import machine, program
from bench.memory import Memory, alone
from bench.pairing import Task, Workshop, perform
from bench.peers import Peers, all_missing
from bench.prose import LANGUAGE, prose
from bench.report import write_report
from bench.running import ROOT, Place
from bench.sizes import SIZES, USUAL, Size
from bench.tasks import TASKS
from bench.values import Failed, Run, TaskResult
from dragoman.errors import UserError

_SEED = 1
_PARAGRAPHS = 12
_WORK = ROOT / "build/bench"


def main() -> int:
    options = _options()
    try:
        with alone(_WORK):
            return _run(options)
    except UserError as error:
        _say(str(error))
        return 2


def _run(options: argparse.Namespace) -> int:
    size, peers = SIZES[options.size], Peers(options.peers.absolute())
    for reason in all_missing(peers):
        _say(f"Left out: {reason}.")
    book = read_folder(options.source, options.catalogs) if options.source else None
    described = book.described if book else f"a synthetic library, seed {_SEED}"
    known_by = [size.name, described, program(), *map(str, peers.versions())]
    memory = Memory.open(_WORK / "measured", known_by)
    wanted = [task for task in TASKS if not options.task or task.key in options.task]
    results: list[TaskResult] = []
    for number, task in enumerate(wanted, 1):
        found = memory.recall(task.key)
        if found is None:
            _say(f"[{number}/{len(wanted)}] {task.title} …")
            begun = time.monotonic()
            found = _perform(task, size, peers, book)
            memory.keep(found, time.monotonic() - begun)
        results.append(found)
    run = Run(
        size.name, described, time.strftime("%Y-%m-%d"), machine(), program(), peers.versions(), tuple(results),
        memory.seconds() / 60,
    )  # fmt: skip
    for path in write_report(run, {task.key: (task.title, task.explained) for task in TASKS}, options.output):
        _say(f"Written: {path}")
    memory.forget()
    return 1 if any(isinstance(row, Failed) for result in results for row in result.rows) else 0


def _perform(task: Task, size: Size, peers: Peers, book: Corpus | None) -> TaskResult:
    def corpus(guides: int, languages: int) -> Corpus:
        if book is not None:
            return part_of(book, guides, languages)
        return synthetic(guides=guides, paragraphs=_PARAGRAPHS, languages=languages, seed=_SEED)

    def texts(count: int) -> tuple[str, Mapping[str, str]]:
        return texts_of(book, count) if book is not None else (LANGUAGE, prose(count, _SEED))

    folder = _WORK / "work" / task.key
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    result = perform(task, Workshop(Place(folder, size.patience), peers, size, corpus, texts), _say)
    shutil.rmtree(folder)
    return result


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", choices=SIZES, default=USUAL.name)
    parser.add_argument(
        "--peers", type=Path, default=ROOT / ".venv-bench/bin/python", help="a Python that has the peers"
    )
    parser.add_argument("--task", action="append", choices=[task.key for task in TASKS], help="only this; repeatable")
    parser.add_argument("--source", type=Path, help="a folder of Markdown instead of the synthetic library")
    parser.add_argument("--catalogs", type=Path, help="the folder of its catalogs, one a language")
    parser.add_argument("--output", type=Path, default=ROOT / "bench", help="where RESULTS.md and charts/ go")
    options = parser.parse_args()
    if bool(options.source) != bool(options.catalogs):
        parser.error("--source and --catalogs go together")
    return options


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
