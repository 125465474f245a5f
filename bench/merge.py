"""How long it takes to bring a catalog into step when every paragraph of a guide was edited: Dragoman and its peers.

    python bench/merge.py --paragraphs 2000 --runs 3

Whole processes, in turn, on the same English and the same translations; prints medians and ratios of one run.
`msgmerge` and `pybabel update` are used where they are installed. `pybabel` compares every text with every other:
it gets the part of the paragraphs that `--pybabel` says, and so does Dragoman beside it.
"""

from __future__ import annotations

import argparse
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

SUBJECTS = ["The clinic", "Your doctor", "A nurse", "The person who drives you", "Your pharmacist", "The team"]
VERBS = ["tells you about", "asks you about", "writes down", "looks at", "explains", "goes over"]
THINGS = ["your medicines", "the plan for the day", "the place of the shot", "what you may eat", "how you feel now"]
ENDS = ["before the visit", "after the visit", "in plain words", "with your family", "on this sheet", "in the room"]
WORDINGS = {"tells you about": "informs you about", "looks at": "has a look at", "goes over": "talks through"}


def paragraphs(count: int, seed: int) -> list[str]:
    """Different paragraphs of two to five sentences, none of them like another's neighbour."""
    dice = random.Random(seed)  # noqa: S311 - a corpus, not a secret
    made: dict[str, None] = {}
    while len(made) < count:
        sentences = [
            f"{dice.choice(SUBJECTS)} {dice.choice(VERBS)} {dice.choice(THINGS)} {dice.choice(ENDS)}."
            for _ in range(dice.randint(2, 5))
        ]
        made[f"Point {dice.randint(1, 10**6)}: {' '.join(sentences)}"] = None
    return list(made)


def reworded(text: str, number: int) -> str:
    """An edit of wording; of each ten paragraphs one is changed in meaning."""
    if number % 10 == 0:
        return text.replace(" asks ", " never asks ", 1) if " asks " in text else f"Do not wait. {text}"
    for old, new in WORDINGS.items():
        if old in text:
            return text.replace(old, new, 1)
    return text.replace(".", ", as usual.", 1)


def guide(texts: Sequence[str]) -> str:
    return "---\ntitle: A long guide\n---\n\n" + "\n\n".join(texts) + "\n"


def make_project(folder: Path, texts: Sequence[str]) -> None:
    (folder / "source").mkdir(parents=True)
    (folder / "dragoman.toml").write_text('[project]\nname = "Bench"\n\n[languages]\nrequired = ["es"]\n', "utf-8")
    (folder / "source" / "long.md").write_text(guide(texts), "utf-8")
    dragoman(folder, "extract")
    dragoman(folder, "sync")
    catalog = folder / "locales/es/LC_MESSAGES/long.po"
    content = catalog.read_text("utf-8")
    head, _, body = content.partition("\n\n")
    filled = [block.replace('msgstr ""', f'msgstr "Traducción {n}."') for n, block in enumerate(body.split("\n\n"))]
    catalog.write_text(head + "\n\n" + "\n\n".join(filled), "utf-8")
    shutil.copy(catalog, folder / "old.po")
    (folder / "source" / "long.md").write_text(guide([reworded(t, n) for n, t in enumerate(texts)]), "utf-8")
    dragoman(folder, "extract")


def dragoman(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "dragoman", "--project", str(folder), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def timed(work: Callable[[], None], before: Callable[[], object], runs: int) -> float:
    seconds: list[float] = []
    for _ in range(runs):
        before()
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def peers(folder: Path) -> dict[str, list[str]]:
    """Commands that merge `old.po` with the new template into `new.po`, of those that are installed."""
    old, new, template = str(folder / "old.po"), str(folder / "new.po"), str(folder / "locales/long.pot")
    found: dict[str, list[str]] = {}
    if msgmerge := shutil.which("msgmerge"):
        found["msgmerge"] = [msgmerge, "--quiet", "--previous", "--no-wrap", "-o", new, old, template]
    found["pybabel update"] = [
        *(sys.executable, "-c", "from babel.messages.frontend import main; main()"),
        *("update", "--previous", "-i", template, "-o", new, "-l", "es"),
    ]
    return found


def measure(texts: Sequence[str], names: Sequence[str], runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_project(folder, texts)
        catalog = folder / "locales/es/LC_MESSAGES/long.po"
        ours = timed(lambda: dragoman(folder, "sync"), lambda: shutil.copy(folder / "old.po", catalog), runs)
        print(f"{len(texts)} paragraphs, all edited: dragoman sync {ours:.2f} s")
        for peer, command in peers(folder).items():
            if peer in names:

                def merge(command: list[str] = command) -> None:
                    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

                theirs = timed(merge, lambda: shutil.copy(folder / "old.po", folder / "new.po"), runs)
                print(f"    {peer} {theirs:.2f} s; dragoman takes {ours / theirs:.2f} times as long")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paragraphs", type=int, default=2000)
    parser.add_argument("--pybabel", type=int, default=100, metavar="N", help="paragraphs for pybabel")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}; medians of {options.runs} runs in turn")
    texts = paragraphs(options.paragraphs, seed=1)
    measure(texts, ["msgmerge"], options.runs)
    measure(texts[: options.pybabel], ["msgmerge", "pybabel update"], options.runs)


if __name__ == "__main__":
    main()
