"""The words of two texts that are no part of any list: which are forms of one word, and which are others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dragoman.edits.forms import are_related, lemmas, singulars
from dragoman.edits.lexicon import Sense, lexicon
from dragoman.edits.sense import Word


def agreed(old: Sequence[Word], new: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Both texts with one key for all forms of a word: the same whichever text comes first."""
    keys = [{word.key for word in _open(words)} for words in (old, new)]
    family = _Families(keys[0] | keys[1])
    lost, gained = keys[0] - keys[1], keys[1] - keys[0]
    for one in sorted(lost):
        for other in sorted(gained):
            if are_related(one, other):
                family.join(one, other)
    names = family.names()
    return [_renamed(word, names) for word in old], [_renamed(word, names) for word in new]


def _renamed(word: Word, names: dict[str, str]) -> Word:
    if names.get(word.key, word.key) == word.key:
        return word
    name = names[word.key] if _is_open(word) else word.key
    return word if name == word.key else Word(name, word.shown, word.meant, word.stop, word.bases, word.name)


class _Families:
    """Words that count as one."""

    def __init__(self, words: Iterable[str]) -> None:
        self._parents: dict[str, str] = {}
        self._words = sorted(words)
        for word in self._words:
            for lemma in lemmas(word)[1:]:
                self.join(word, lemma)

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parents[second] = first

    def names(self) -> dict[str, str]:
        return {word: self._root(word) for word in self._words}

    def _root(self, word: str) -> str:
        while (parent := self._parents.setdefault(word, word)) != word:
            word = parent
        return word


def other_words(old: Sequence[Word], new: Sequence[Word]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What one text says and the other does not, as written."""
    before, after = _open(old), _open(new)
    keys = [{word.key for word in words} for words in (before, after)]
    lost = dict.fromkeys(word.shown for word in before if word.key not in keys[1])
    gained = dict.fromkeys(word.shown for word in after if word.key not in keys[0])
    return tuple(lost), tuple(gained)


def _open(words: Sequence[Word]) -> list[Word]:
    function = lexicon().function
    return [word for word in words if not word.stop and word.meant is None and word.key not in function]


def _is_open(word: Word) -> bool:
    return not word.stop and word.meant is None and word.key not in lexicon().function


def other_numbers(old: Sequence[Word], new: Sequence[Word]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """One eye or both eyes: parts of the body, doses and days in the plural in one text only."""
    before, after = list(_counted(old)), list(_counted(new))
    kinds = [Counter(key for key, _, _ in words) for words in (before, after)]
    plurals = [Counter(key for key, plural, _ in words if plural) for words in (before, after)]
    other = {key for key in kinds[0] if kinds[0][key] == kinds[1][key] and plurals[0][key] != plurals[1][key]}
    lost, gained = ([shown for key, _, shown in words if key in other] for words in (before, after))
    return tuple(lost), tuple(gained)


def _counted(words: Sequence[Word]) -> Iterator[tuple[str, bool, str]]:
    doses, determiners = lexicon().doses, lexicon().determiners
    for number, word in enumerate(words):
        sense = word.meant.sense if word.meant else None
        is_measure = sense is Sense.UNIT or (sense is None and word.key in doses)
        after_number = is_measure and number > 0 and _sense(words[number - 1]) is Sense.NUMBER
        if sense is Sense.BODY or (is_measure and not after_number):
            yield word.mark, _is_plural(word), word.shown
        elif number > 0 and words[number - 1].key in determiners and _is_named(words[number - 1], word):
            yield word.mark, word.shown.lower().endswith("s"), word.shown


def _is_named(before: Word, word: Word) -> bool:
    """Whether a word after a determiner is a thing or a person: `the visitor`, and not `the staff speaks`."""
    if before.key == "any":
        return False
    is_thing = _is_open(word) or _sense(word) in (Sense.MEDICINE, Sense.WHOM, Sense.CONDITION)
    return is_thing and " " not in word.shown and not word.shown.lower().endswith(("ss", "us", "is", "'s"))


def _is_plural(written: Word) -> bool:
    """Of a phrase put plainly, whether its plain words are in the plural."""
    word = (written.key if " " in written.shown else written.shown.lower()).split()[-1]
    if word in ("feet", "teeth", "vertebrae", "bursae", "calves"):
        return True
    return word not in lexicon().nouns and any(base in lexicon().nouns | lexicon().doses for base in singulars(word))


def _sense(word: Word) -> Sense | None:
    return word.meant.sense if word.meant else None
