"""Words in letters that are not the language's."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Severity
from dragoman.writing.addresses import without_code
from dragoman.writing.lookalikes import all_alike, mended
from dragoman.writing.scripts import LATIN_WORD, all_usual, class_of, letter_of, other_words, script_name

_FEWEST = 3
"""Latin words from which on a text is no name."""


def check(pair: Pair) -> Iterator[Problem]:
    language = pair.language
    text = pair.local.words
    if not class_of(language.script) or (language.script == "Latn" and text.isascii()):
        return
    found = [word for word in _foreign(text, language.script) if not _is_kept(word, pair)]
    if found:
        shown = tuple(word for word in dict.fromkeys(found) if word in pair.translation)
        names = " and ".join(dict.fromkeys(script_name(word[0]) for word in found))
        yield pair.problem(
            f"“{found[0]}” is written in {names} letters.", f"Write it in {language.english}.", words=shown
        )
    elif language.script != "Latn" and LATIN_WORD.search(text):
        yield from _latin(pair, text)


def _foreign(text: str, script: str) -> Iterator[str]:
    """Words in a third script; letters that are sneaked into a word, and lone signs, are another rule's matter."""
    if all_usual(script).fullmatch(text):
        return
    for match in other_words(script).finditer(text):
        word = match[0]
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        whole = mended(f"{before}{word}{after}", script) is None and all_alike(word, script) is None
        if all(unicodedata.category(letter) == "Lm" for letter in word):
            continue  # 1.ᵉʳ, as superscript
        if whole and (len(word) > 1 or (not word.isascii() and _is_syllable(word))):
            yield word


def _is_syllable(letter: str) -> bool:
    """Whether one letter is a word or a syllable: a Greek or Cyrillic one may be a sign."""
    return letter > "\u052f"


def _latin(pair: Pair, text: str) -> Iterator[Problem]:
    """A text mostly in Latin letters; what is English in it is another rule's matter."""
    text = without_code(text)
    there = pair.english.plain.lower()
    found = [word for word in LATIN_WORD.findall(text) if len(word) > 1]
    words = [word for word in found if word.lower() not in there and not _is_kept(word, pair)]
    own = len(letter_of(pair.language.script).findall(text))
    if len(words) >= _FEWEST and sum(map(len, words)) > own:
        shown = tuple(word for word in dict.fromkeys(words) if word in pair.translation)
        yield pair.problem(
            "Most of the text is in Latin letters.", f"Write it in the letters of {pair.language.english}.", words=shown
        )


def _is_kept(word: str, pair: Pair) -> bool:
    tag = pair.language.tag
    if word in pair.source:
        return True
    return any(word in form for name in pair.conventions.names for form in (name.name, *name.also.get(tag, ())))


RULE = PairRule("A translation is in letters of another script.", Severity.ERROR, check)
