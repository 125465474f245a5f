"""How long `dragoman check` takes beside pofilter and `msgfmt -c` on the same catalogs.

    python bench/check.py --pofilter /path/to/pofilter --runs 5

Two projects: the shipped one, and a larger one made of its texts (`--guides`, `--paragraphs`, `--seed`). Whole
processes in turn, each tool right behind Dragoman, so that a ratio is one of neighbours in time. pofilter is started
once a language, with all its tests, `msgfmt -c` once a catalog. Prints medians with the least and the greatest,
processor time, and the most memory that one process took. `--make FOLDER` only makes the larger project there.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from dragoman.model import Commitment, Language, Status  # noqa: E402
from dragoman.po import write_catalog  # noqa: E402
from dragoman.project import Project, find_project  # noqa: E402

_PLAIN = re.compile(r"[^\W\d_][^\[\]\\<>\n]+ [^\[\]\\<>\n]+ [^\[\]\\<>\n]+")
"""Words that may stand in any guide: without links, notes and line breaks."""
_STOPS = ".。။።۔ "
_COMMAS = {"am": "፣ ", "ar": "، ", "km": " ", "lo": " ", "my": "၊ ", "ur": "، ", "zh-Hans": "，"}
"""What stands between the two texts that are joined, where it is no comma."""
Texts = Mapping[str, Mapping[str, str]]
"""English → tag of a language → its translation."""


def shipped_texts(project: Project) -> Texts:
    """The texts of the shipped guides that each language has whose handouts must be complete."""
    found: dict[str, dict[str, str]] = {}
    for language in project.languages:
        for catalog in project.catalogs(language).values():
            for entry in catalog.entries:
                if entry.status is Status.TRANSLATED and _PLAIN.fullmatch(entry.key.text):
                    found.setdefault(entry.key.text, {})[language.tag] = entry.translation[0]
    required = {language.tag for language in project.languages if project.commitment(language) is Commitment.REQUIRED}
    return {english: texts for english, texts in found.items() if required <= texts.keys()}


def joined(texts: Texts, dice: random.Random) -> tuple[str, Mapping[str, str]]:
    """Two texts with their translations as one, so that hardly a sentence stands in the project twice."""
    one, two = dice.sample(sorted(texts), 2)
    local = {
        tag: f"{texts[one][tag].rstrip(_STOPS)}{_COMMAS.get(tag, ', ')}{texts[two][tag]}"
        for tag in texts[one].keys() & texts[two]
    }
    return f"{one.rstrip('.')}, {two}", local


def make_project(folder: Path, guides: int, paragraphs: int, seed: int) -> None:
    """A project in the languages and with the settings of the shipped one, its guides made by lot."""
    shipped = find_project(ROOT)
    dice = random.Random(seed)  # noqa: S311 - a corpus, not a secret
    texts = shipped_texts(shipped)
    made = dict(joined(texts, dice) for _ in range(guides * paragraphs))
    (folder / "source").mkdir(parents=True)
    for name in ("dragoman.toml", "glossary.toml"):
        shutil.copy(ROOT / name, folder / name)
    english = list(made)
    for number in range(guides):
        content = "\n\n".join(english[number::guides])
        head = f"---\ntitle: Guide {number}\nsummary: One of many.\nversion: '1'\nrevised: 2026-11-22\n---"
        (folder / "source" / f"guide-{number}.md").write_text(f"{head}\n\n{content}\n", "utf-8")
    for step in ("extract", "sync"):
        subprocess.run(dragoman(folder, step), check=True, stdout=subprocess.DEVNULL)
    project = find_project(folder)
    for language in project.languages:
        project.write(dict(_filled(project, language, made)))


def _filled(project: Project, language: Language, texts: Texts) -> Iterator[tuple[str, bytes]]:
    for catalog in project.catalogs(language).values():
        entries = tuple(
            replace(entry, translation=(texts[entry.key.text][language.tag],), status=Status.TRANSLATED, raw=None)
            if language.tag in texts.get(entry.key.text, ())
            else entry
            for entry in catalog.entries
        )
        yield catalog.path, write_catalog(replace(catalog, entries=entries))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a tool took for all its processes."""

    wall: float
    """Seconds."""
    processor: float
    """Seconds on all processors."""
    memory: int
    """Most memory of one process, in MB; never less than that of this program, which starts them."""


def dragoman(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "dragoman", "--project", str(folder), *arguments]


def pofilter(program: str, folder: Path, out: Path) -> list[list[str]]:
    """One process a language, with all tests."""
    names = {path.name: path.name.replace("zh_Hans", "zh_CN") for path in sorted(folder.glob("locales/*/"))}
    return [
        [program, f"--language={code}", "--progress=none", str(folder / "locales" / name), str(out / name)]
        for name, code in names.items()
        if (folder / "locales" / name).is_dir()
    ]


def msgfmt(program: str, folder: Path) -> list[list[str]]:
    return [[program, "-c", "-o", os.devnull, str(path)] for path in sorted(folder.glob("locales/*/*/*.po"))]


def cost(commands: Sequence[Sequence[str]]) -> Cost:
    """The processes one after another. What they find is not looked at, only that they did not break."""
    wall = processor = 0.0
    memory = 0
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    for command in commands:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        wall += time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"{' '.join(command)} ended with {process.returncode}.")
        processor += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss // 1024)
    return Cost(wall, processor, memory)


def measure(title: str, folder: Path, peers: Mapping[str, Sequence[Sequence[str]]], runs: int) -> None:
    """Prints a row for each tool."""
    ours = [dragoman(folder, "check", "--format", "json")]
    cost(ours)  # the first run writes what Python compiles
    print(f"\n{title}\n\n| tool | wall, s | dragoman ÷ tool | processor, s | dragoman ÷ tool | MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    mine: list[Cost] = []
    rows: list[str] = []
    for name, commands in peers.items():
        pairs = [(cost(ours), cost(commands)) for _ in range(runs)]
        mine += [pair[0] for pair in pairs]
        wall = _spread([our.wall / their.wall for our, their in pairs])
        processor = _spread([our.processor / their.processor for our, their in pairs])
        rows.append(_row(name, [their for _, their in pairs], wall, processor))
    print("\n".join([_row("dragoman check", mine or [cost(ours) for _ in range(runs)], "1", "1"), *rows]))


def _row(name: str, costs: Sequence[Cost], wall: str, processor: str) -> str:
    walls, processors = _spread([one.wall for one in costs]), _spread([one.processor for one in costs])
    return f"| {name} | {walls} | {wall} | {processors} | {processor} | {max(one.memory for one in costs)} |"


def _spread(figures: Sequence[float]) -> str:
    return f"{statistics.median(figures):.2f} ({min(figures):.2f}–{max(figures):.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pofilter", default=shutil.which("pofilter"))
    parser.add_argument("--guides", type=int, default=40)
    parser.add_argument("--paragraphs", type=int, default=50, help="of each guide of the larger project")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--make", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if options.make:
        make_project(options.make, options.guides, options.paragraphs, options.seed)
        return
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; {options.runs} pairs")
    with tempfile.TemporaryDirectory() as name:
        larger = Path(name, "larger")
        make_project(larger, options.guides, options.paragraphs, options.seed)
        titles = {"The shipped project": ROOT, f"{options.guides} guides of {options.paragraphs} paragraphs": larger}
        for title, folder in titles.items():
            peers: dict[str, Sequence[Sequence[str]]] = {}
            if options.pofilter:
                out = Path(name, f"filtered-{folder.name}")
                out.mkdir()
                peers["pofilter"] = pofilter(options.pofilter, folder, out)
            if program := shutil.which("msgfmt"):
                peers["msgfmt -c"] = msgfmt(program, folder)
            measure(title, folder, peers, options.runs)


if __name__ == "__main__":
    main()
