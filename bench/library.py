"""A library of guides made by lot of the shipped texts, with their translations: the corpus of the other benchmarks.

    python bench/library.py FOLDER --guides 1000 --paragraphs 12 --languages 20 --seed 1

Sentences and their translations are those of the shipped guides, joined in pairs so that hardly one stands twice, so
lengths, scripts and letters are real. Languages beyond those that ship have the texts of one with the same script.
The same numbers give the same files.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

from check import joined, shipped_texts  # noqa: E402

from dragoman.languages import find_language  # noqa: E402
from dragoman.project import find_project  # noqa: E402

BORROWED = {"fr": "es", "pt-BR": "es", "sw": "so", "uk": "ru", "fa": "ar", "ps": "ar", "ti": "am", "om": "so"}
"""Whose texts a language has that does not ship, or not whole."""


def make_library(folder: Path, *, guides: int, paragraphs: int, languages: int, seed: int) -> None:
    """Writes the project: settings, guides, and a full catalog of each guide in each language."""
    shipped = find_project(ROOT)
    dice = random.Random(seed)  # noqa: S311 - a corpus, not a secret
    texts = shipped_texts(shipped)
    whole = [language.tag for language in shipped.languages if language.tag not in BORROWED]
    tags = [*whole, *BORROWED][:languages]
    (folder / "source").mkdir(parents=True)
    settings = (ROOT / "dragoman.toml").read_text("utf-8")
    facts = settings[settings.index("[facts") :]
    wanted = ", ".join(f'"{tag}"' for tag in tags)
    (folder / "dragoman.toml").write_text(
        f'[project]\nname = "A large library"\n[languages]\nrequired = [{wanted}]\n{facts}', "utf-8"
    )
    for number in range(guides):
        made = dict(joined(texts, dice) for _ in range(paragraphs))
        title = f"Guide {number}"
        head = f"---\ntitle: {title}\nversion: '1'\nrevised: 2026-11-22\n---"
        body = "\n\n".join(f"## Part {place}\n\n{text}" if place % 4 == 0 else text for place, text in enumerate(made))
        (folder / f"source/guide-{number}.md").write_text(f"{head}\n\n{body}\n", "utf-8")
        titles = {title: title, **{f"Part {place}": f"{place}" for place in range(0, paragraphs, 4)}}
        for tag in tags:
            translations = {english: local[BORROWED.get(tag, tag)] for english, local in made.items()}
            path = folder / f"locales/{find_language(tag).gettext}/LC_MESSAGES/guide-{number}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(catalog(tag, {**titles, **translations}), "utf-8")


def catalog(tag: str, texts: Mapping[str, str]) -> str:
    language = find_language(tag)
    header = (
        "Project-Id-Version: Library", "PO-Revision-Date: 2026-11-22 10:00+0000", f"Language: {language.gettext}",
        "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {language.plural_forms}",
    )  # fmt: skip
    lines = "".join(f'"{line}\\n"\n' for line in header)
    entries = (f'msgid "{quoted(english)}"\nmsgstr "{quoted(local)}"\n' for english, local in texts.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n' + "\n".join(entries)


def quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--guides", type=int, default=100)
    parser.add_argument("--paragraphs", type=int, default=12)
    parser.add_argument("--languages", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    make_library(
        options.folder,
        guides=options.guides,
        paragraphs=options.paragraphs,
        languages=options.languages,
        seed=options.seed,
    )


if __name__ == "__main__":
    main()
