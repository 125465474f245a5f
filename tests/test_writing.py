"""Rules about characters, scripts and languages: total on any text, silent on the shipped catalogs, and they miss none
of the characters and languages that are put into these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.checks.engine import check_catalog
from dragoman.checks.registry import RULES
from dragoman.checks.views import CatalogView
from dragoman.languages import all_languages, find_language
from dragoman.markup.inline import parse_inline
from dragoman.model import Catalog, Entry, Finding, Language, MessageKey, Status
from dragoman.po import new_catalog, read_catalog
from dragoman.writing.lookalikes import TO_CYRILLIC
from projects import SHIPPED
from strategies import MANY, translations

FAMILY = {
    rule: RULES[rule]
    for rule in (
        *("corrupted-text", "decomposed-text", "foreign-letter", "invisible-character", "legacy-encoding"),
        *("missing-words", "mixed-alphabet", "mixed-apostrophe", "shifted-entries", "stray-control"),
        *("stray-direction-control", "unsafe-address", "untranslated-passage", "untranslated-word"),
        *("wrong-language", "wrong-script"),
    )
}
LANGUAGES = tuple(language for language in all_languages() if language.tag != "en")
PATH = "locales/x/LC_MESSAGES/g.po"


def shipped() -> Iterator[tuple[Path, Language]]:
    for path in sorted((SHIPPED / "locales").rglob("*.po")):
        yield path, find_language(path.parts[-3])


@cache
def entries(path: Path) -> tuple[Entry, ...]:
    catalog = read_catalog(path.read_bytes(), str(path), find_language(path.parts[-3]).tag)
    return tuple(entry for entry in catalog.entries if entry.status is Status.TRANSLATED)


def catalog_of(language: Language, texts: Sequence[Entry]) -> Catalog:
    return replace(new_catalog(language, PATH, "Test", revised=""), entries=tuple(texts))


def found(language: Language, texts: Sequence[Entry]) -> list[Finding]:
    return list(check_catalog(CatalogView(catalog_of(language, texts), language, ()), FAMILY))


def found_in(language: Language, source: str, translation: str) -> set[str]:
    entry = Entry(MessageKey(None, source), (translation,), Status.TRANSLATED)
    return {finding.rule for finding in found(language, [entry])}


CATALOGS = [pytest.param(path, language, id=f"{language.tag}-{path.stem}") for path, language in shipped()]


@pytest.mark.parametrize(("path", "language"), CATALOGS)
def test_nothing_is_found_in_the_shipped_catalogs(path: Path, language: Language) -> None:
    assert found(language, entries(path)) == []


@MANY
@given(st.sampled_from(LANGUAGES), st.lists(st.tuples(translations, translations), max_size=6))
def test_any_text_can_be_looked_at(language: Language, pairs: list[tuple[str, str]]) -> None:
    """And what a finding shows stands in the text, and its fix is another text."""
    texts = [
        Entry(MessageKey(str(number), one), (two,), Status.TRANSLATED)
        for number, (one, two) in enumerate(pairs)
        if one and two
    ]
    for finding in found(language, texts):
        assert all(word and word in finding.translation for word in finding.words)
        assert all(word in finding.source for word in finding.english)
        assert finding.fix not in ("", finding.translation)


LETTERS = "aéñ đ中яجیکहကាກኣ\u200b\u200f\u202a\u2066\u2069\ufeff\u00ad\u0301?.'’ 19:/@-"


@MANY
@given(st.sampled_from(LANGUAGES), st.text(LETTERS, min_size=1, max_size=30))
def test_a_fix_is_right_at_once(language: Language, text: str) -> None:
    """A rule that mended a text has nothing more to say about it."""
    for finding in found(language, [Entry(MessageKey(None, "Rest today."), (text,), Status.TRANSLATED)]):
        if finding.fix:
            assert finding.rule not in found_in(language, "Rest today.", finding.fix)


BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "\x01\x08\x0b\x1b\x7f\x85\x9d\u2028\u206a\ufeff\ufff9\ufffe\ue000\U000f0000\U000e0041"


@pytest.mark.parametrize(("path", "language"), CATALOGS)
@pytest.mark.parametrize("characters", [BIDI, CONTROLS, "\ufffc\ufffd", "\u200b\u00ad\u2060\u034f"])
def test_what_nobody_sees_is_found_wherever_it_is_put(path: Path, language: Language, characters: str) -> None:
    """Each character in each fifth text, others from one to the next, so that each text has some; ZWSP where it has no
    use. The place in the text moves on too.
    """
    for shift, character in enumerate(characters):
        texts = entries(path)[shift % 5 :: 5]
        if character == "\u200b" and language.script in ("Khmr", "Laoo", "Mymr", "Thai"):
            continue
        changed = []
        for number, entry in enumerate(texts):
            text = entry.translation[0]
            place = (number * 7 + shift * 3) % (len(text) + 1)
            changed.append(
                replace(entry, translation=(text[:place] + character + text[place:], *entry.translation[1:]))
            )
        noticed = {(finding.context, finding.source) for finding in found(language, changed)}
        assert [e.translation for e in changed if (e.key.context, e.key.text) not in noticed] == []


@pytest.mark.parametrize(("path", "language"), CATALOGS)
def test_decomposed_text_is_found_and_its_fix_is_the_text(path: Path, language: Language) -> None:
    for entry in entries(path):
        text = entry.translation[0]
        apart = unicodedata.normalize("NFD", text)
        if len(apart) > len(text):
            fixes = [x.fix for x in found(language, [replace(entry, translation=(apart,), plural=None)])]
            assert text in fixes


HOSTS = ("www.spineclinic.com", "https://care.example.org/back", "clinic.com", "nurse@pain-clinic.org")


@pytest.mark.parametrize("tag", ["es", "ru", "ar", "zh-Hans"])
@pytest.mark.parametrize("host", HOSTS)
def test_a_host_with_one_letter_of_another_script_is_found(host: str, tag: str) -> None:
    """Each letter in turn that has a twin in Cyrillic."""
    language = find_language(tag)
    for place, letter in enumerate(host):
        if letter in TO_CYRILLIC:
            text = f"{host[:place]}{TO_CYRILLIC[letter]}{host[place + 1 :]}"
            assert {"unsafe-address", "mixed-alphabet"} & found_in(language, f"See {host} now.", f"1 {text} 2"), text


ZAWGYI_SIGNS = str.maketrans({"်": "\u1039", "ျ": "\u103a", "ွ": "\u103c", "ှ": "\u103d"})


def to_zawgyi(text: str) -> str:
    """The plain syllables of a text as Zawgyi writes them: vowel and medial ra before their letter."""
    text = re.sub(r"([\u1000-\u1021])(\u103b?)\u103c", lambda m: f"\u0001{m[1]}{m[2]}", text)
    text = re.sub(r"(\u0001?[\u1000-\u1021][\u103b-\u103e]*)\u1031", lambda m: f"\u1031{m[1]}", text)
    return text.translate(ZAWGYI_SIGNS).replace("\u0001", "\u103b")


def test_burmese_in_zawgyi_is_found() -> None:
    language = find_language("my")
    missed, many = [], 0
    for path, _ in shipped():
        if path.parts[-3] == "my":
            for entry in entries(path):
                old = to_zawgyi(entry.translation[0])
                many += 1
                if old != entry.translation[0] and "legacy-encoding" not in found_in(language, entry.key.text, old):
                    missed.append(old)
    assert len(missed) / many < 0.01, missed


@pytest.mark.parametrize(("path", "language"), CATALOGS)
def test_a_text_read_with_the_wrong_encoding_is_found(path: Path, language: Language) -> None:
    """Every text with at least two letters beyond ASCII; Latin-1 leaves controls, Windows-1252 signs."""
    for entry in entries(path):
        text = entry.translation[0]
        if sum(not character.isascii() for character in text) < 2:
            continue
        wrong = text.encode().decode("latin-1")
        assert "corrupted-text" in found_in(language, entry.key.text, wrong), wrong


def test_a_catalog_of_another_language_is_noticed() -> None:
    """Long texts of one language put into the catalog of another with the same letters: at least nine of ten."""
    twins = [
        ("es", "so"),
        ("so", "es"),
        ("vi", "mww"),
        ("mww", "vi"),
        ("ar", "fa"),
        ("ur", "ar"),
        ("zh_Hans", "zh-Hant"),
    ]
    for theirs, ours in twins:
        language = find_language(ours)
        texts = [e for path, _ in shipped() if path.parts[-3] == theirs for e in entries(path)]
        long = [e for e in texts if len(parse_inline(e.key.text)) and len(e.key.text) > 70]
        noticed = sum("wrong-language" in found_in(language, e.key.text, e.translation[0]) for e in long)
        assert noticed / len(long) >= 0.85, (theirs, ours, noticed, len(long))


@pytest.mark.parametrize(("path", "language"), CATALOGS)
def test_a_sentence_left_in_english_is_found(path: Path, language: Language) -> None:
    """Behind the translation stands an English sentence of the source."""
    for entry in entries(path):
        sentence = entry.key.text.split(". ")[-1]
        if sum(word.isalpha() and word.islower() for word in sentence.split()) < 4:
            continue
        mixed = f"{entry.translation[0]} {sentence}"
        rules = found_in(language, entry.key.text, mixed)
        assert {"untranslated-passage", "untranslated-word"} & rules, (sentence, rules)


@pytest.mark.parametrize("offset", [1, -1, 2])
@pytest.mark.parametrize(("path", "language"), CATALOGS)
def test_a_catalog_that_slipped_is_noticed(path: Path, language: Language, offset: int) -> None:
    texts = [entry for entry in entries(path) if entry.plural is None]
    if len(texts) < 20:
        return
    slipped = [
        replace(entry, translation=texts[(place + offset) % len(texts)].translation)
        for place, entry in enumerate(texts)
    ]
    assert any(finding.rule == "shifted-entries" for finding in found(language, slipped))
