"""The planted errors are fit to measure with: real sentences are those of the catalogs, and every kind is there.

A file in `planted/` is named after the catalogs of its language. `[[sentence]]` holds an English text, a translation
taken to be right, and under `planted` the same translation with one error of each kind named. Of what `dragoman check`
finds in them, nothing is said here.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dragoman.languages import find_language
from dragoman.markup.atoms import parse_atoms
from dragoman.markup.inline import InlineContext
from dragoman.model import Origin, Status
from dragoman.po import read_catalog
from projects import SHIPPED

FILES = sorted((Path(__file__).parent / "planted").glob("*.toml"))
OFTEN = 8
SELDOM = 5
KINDS = {
    "number": OFTEN,
    "unit": OFTEN,
    "time": OFTEN,
    "phone": SELDOM,
    "date": SELDOM,
    "placeholder": SELDOM,
    "link": SELDOM,
    "email": SELDOM,
    "negation dropped": OFTEN,
    "negation added": SELDOM,
    "side": OFTEN,
    "order": OFTEN,
    "body part": SELDOM,
    "medicine": SELDOM,
    "english": SELDOM,
    "wrong language": SELDOM,
    "shifted": SELDOM,
    "cut off": SELDOM,
    "markup": SELDOM,
    "invisible": SELDOM,
    "punctuation": SELDOM,
    "doubled": SELDOM,
}
"""Each kind of error, and how many of it a language has at least."""
REAL = 45
WRITTEN = 18
"""Sentences of the guides, and sentences written for this measure, that a language has at least."""
NOTES = InlineContext(footnotes=("1", "2", "3"))
"""Labels of footnotes that the sentences may refer to."""


@dataclass(frozen=True, slots=True)
class Sentence:
    guide: str
    """Empty for a sentence that stands in no guide."""
    source: str
    translation: str
    planted: dict[str, str]
    """Kind of error to the translation with that error."""


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _sentences(path: Path) -> tuple[Sentence, ...]:
    return tuple(Sentence(**row) for row in _read(path)["sentence"])


def _translations(gettext: str, guide: str) -> dict[str, str]:
    """Translation by English text, of the translated entries that have no context."""
    path = SHIPPED / "locales" / gettext / "LC_MESSAGES" / f"{guide}.po"
    entries = read_catalog(path.read_bytes(), str(path)).entries
    return {
        entry.key.text: entry.translation[0]
        for entry in entries
        if entry.status is Status.TRANSLATED and entry.key.context is None
    }


def test_there_are_files() -> None:
    assert FILES


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def planted(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def test_a_file_says_its_language_and_who_wrote_it(planted: Path) -> None:
    head = _read(planted)
    language = find_language(head["language"])
    assert (head["language"], planted.stem) == (language.tag, language.gettext)
    assert Origin(head["origin"]) and head["note"]
    assert set(head) == {"language", "origin", "note", "sentence"}


def test_real_sentences_stand_in_the_catalogs_today(planted: Path) -> None:
    real = [sentence for sentence in _sentences(planted) if sentence.guide]
    catalogs = {guide: _translations(planted.stem, guide) for guide in {sentence.guide for sentence in real}}
    stale = [
        (sentence.guide, sentence.source)
        for sentence in real
        if catalogs[sentence.guide].get(sentence.source) != sentence.translation
    ]
    assert not stale


def test_shifted_texts_stand_in_the_catalogs_today(planted: Path) -> None:
    shifted = [(sentence.guide, sentence.planted.get("shifted")) for sentence in _sentences(planted) if sentence.guide]
    catalogs = {guide: set(_translations(planted.stem, guide).values()) for guide in {guide for guide, _ in shifted}}
    assert [text for guide, text in shifted if text is not None and text not in catalogs[guide]] == []


def test_translations_keep_placeholders_links_footnotes_and_code(planted: Path) -> None:
    assert [
        sentence.source
        for sentence in _sentences(planted)
        if parse_atoms(sentence.source, NOTES) != parse_atoms(sentence.translation, NOTES)
    ] == []


@pytest.mark.parametrize("kind", ["placeholder", "markup"])
def test_a_lost_atom_is_lost(planted: Path, kind: str) -> None:
    """Links are not held to this: two of them may have changed places, with the same addresses as before."""
    assert [
        sentence.planted[kind]
        for sentence in _sentences(planted)
        if kind in sentence.planted
        and parse_atoms(sentence.planted[kind], NOTES) == parse_atoms(sentence.translation, NOTES)
    ] == []


def test_every_sentence_has_errors_of_known_kinds(planted: Path) -> None:
    for sentence in _sentences(planted):
        assert sentence.planted and set(sentence.planted) <= set(KINDS), sentence.source
        assert all(text.strip() for text in (sentence.source, sentence.translation, *sentence.planted.values()))


def test_every_error_differs_from_the_translation(planted: Path) -> None:
    for sentence in _sentences(planted):
        assert sentence.translation not in sentence.planted.values(), sentence.source
        assert sentence.translation != sentence.source


def test_nothing_stands_twice(planted: Path) -> None:
    sentences = _sentences(planted)
    places = Counter((sentence.guide, sentence.source) for sentence in sentences)
    errors = Counter((sentence.source, text) for sentence in sentences for text in sentence.planted.values())
    assert [found for found, times in (places + errors).items() if times > 1] == []


def test_there_are_enough_of_every_kind(planted: Path) -> None:
    sentences = _sentences(planted)
    real = sum(1 for sentence in sentences if sentence.guide)
    assert real >= REAL
    assert len(sentences) - real >= WRITTEN
    counts = Counter(kind for sentence in sentences for kind in sentence.planted)
    assert {kind: counts[kind] for kind, least in KINDS.items() if counts[kind] < least} == {}
