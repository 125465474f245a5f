"""A library of guides made by lot of the shipped texts, with their translations.

    python -m bench.library FOLDER --guides 1000 --paragraphs 12 --languages 20 --seed 1

Sentences and their translations are those of the shipped guides, joined in threes so that hardly one stands twice, so
lengths, scripts and letters are real. Languages beyond those that ship have the texts of one with the same script.
The same numbers give the same files.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.corpora import Corpus, Document, write_catalogs, write_project
from bench.running import ROOT
from dragoman.model import Commitment, Status
from dragoman.project import Project, find_project
from dragoman.render.words import PAGE_DOMAIN

BORROWED = {"fr": "es", "pt-BR": "es", "sw": "so", "uk": "ru", "fa": "ar", "ps": "ar", "ti": "am", "om": "so"}
"""Whose texts a language has that does not ship, or not whole."""
_PLAIN = re.compile(r"[^\W\d_][^\[\]\\<>\n|*`]+ [^\[\]\\<>\n|*`]+ [^\[\]\\<>\n|*`]+")
"""Words that may stand in any guide: without links, notes, marks and line breaks."""
_STOPS = ".。။።۔ "
_STOP = {"am": "። ", "hi": "। ", "km": "។ ", "lo": " ", "my": "။ ", "ur": "۔ ", "zh-Hans": "。"}
"""What ends a sentence, where it is no full stop."""
_LONGEST_HEADING = 8
Texts = Mapping[str, Mapping[str, str]]
"""English → tag of a language → its translation."""


def synthetic(*, guides: int, paragraphs: int, languages: int, seed: int) -> Corpus:
    """Guides of so many texts: every fourth under a heading, every third one of a list, the rest paragraphs."""
    project = find_project(ROOT)
    dice = random.Random(seed)  # noqa: S311 - a corpus, not a secret
    texts = shipped_texts(project)
    sentences = sorted(text for text in texts if text.endswith("."))
    headings = sorted(text for text in texts if text[-1] not in ".?!:" and len(text.split()) <= _LONGEST_HEADING)
    whole = [language.tag for language in project.languages if language.tag not in BORROWED]
    tags = [*whole, *BORROWED][:languages]
    found: dict[str, dict[str, str]] = {tag: {} for tag in tags}

    def text(*parts: str) -> str:
        english = joined("en", parts)
        for tag in tags:
            owner = BORROWED.get(tag, tag)
            found[tag][english] = joined(owner, [texts[part][owner] for part in parts])
        return english

    documents = []
    for number in range(guides):
        blocks = []
        title = text(dice.choice(headings))
        for place in range(paragraphs):
            if place % 4 == 0:
                blocks.append(f"## {text(dice.choice(headings))}")
            body = text(*dice.sample(sentences, 3 if place % 3 else 2))
            blocks.append(body if place % 3 else f"- {body}")
        documents.append(Document(f"guide-{number}", title, "\n\n".join(blocks)))
    described = f"synthetic library, seed {seed}"
    return Corpus(tuple(documents), found, described)


def shipped_texts(project: Project) -> Texts:
    """The texts of the shipped guides that each language has whose handouts must be complete."""
    found: dict[str, dict[str, str]] = {}
    for language in project.languages:
        for domain, catalog in project.catalogs(language).items():
            if domain == PAGE_DOMAIN:
                continue
            for entry in catalog.entries:
                if entry.status is Status.TRANSLATED and _PLAIN.fullmatch(entry.key.text):
                    found.setdefault(entry.key.text, {})[language.tag] = entry.translation[0]
    required = {language.tag for language in project.languages if project.commitment(language) is Commitment.REQUIRED}
    return {english: texts for english, texts in found.items() if required <= texts.keys()}


def joined(tag: str, parts: Sequence[str]) -> str:
    """Sentences one after another, in the manner of the language; a single text as it is."""
    if len(parts) == 1:
        return parts[0]
    stop = _STOP.get(tag, ". ")
    return stop.join(part.rstrip(_STOPS) for part in parts) + stop.rstrip()


def make_library(folder: Path, *, guides: int, paragraphs: int, languages: int, seed: int) -> Corpus:
    """Writes a project: settings, guides, and a full catalog of each guide in each language."""
    corpus = synthetic(guides=guides, paragraphs=paragraphs, languages=languages, seed=seed)
    write_project(corpus, folder)
    write_catalogs(corpus, folder)
    return corpus


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
