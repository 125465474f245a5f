"""Whether a word is another one misspelt: no word of its own, and but a letter or two from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from dragoman.edits.forms import lemmas
from dragoman.edits.lexicon import lexicon
from dragoman.edits.synonyms import vocabulary
from dragoman.edits.tokens import Shape, Token


def is_misspelling(old: str, new: str, others: Collection[str] = ()) -> bool:
    """Whether `old` is `new` misspelt. `others` are words that are known to be right."""
    if old in others or is_word(old) or new in lexicon().confusable or old[0] != new[0]:
        return False
    if min(len(old), len(new)) < 5:
        return sorted(old) == sorted(new) and len(old) > 2
    return slips(old, new) <= (2 if min(len(old), len(new)) > 7 else 1)


def mended(old: Sequence[Token], new: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Both texts with a longer word that one of them misspells as it stands in the other, unless it carries sense."""
    keys = [{token.key for token in tokens if token.shape is Shape.WORD} for tokens in (old, new)]
    right: dict[str, str] = {}
    for one, other in ((keys[0] - keys[1], keys[1] - keys[0]), (keys[1] - keys[0], keys[0] - keys[1])):
        for misspelt in sorted(word for word in one if len(word) > 5 and not is_word(word)):
            found = (w for w in sorted(other) if is_word(w) and not _carries_sense(w) and is_misspelling(misspelt, w))
            if (word := next(found, misspelt)) != misspelt:
                right[misspelt] = word
    if not right:
        return list(old), list(new)
    before, after = ([replace(t, key=right[t.key]) if t.key in right else t for t in tokens] for tokens in (old, new))
    return before, after


def _carries_sense(word: str) -> bool:
    words = lexicon()
    return any(base in words.contrasts or words.phrases.get((base,)) for base in lemmas(word))


@cache
def is_word(word: str) -> bool:
    """Whether the lists of this package have a word, in any of its forms."""
    words = lexicon()
    listed = words.function | words.confusable | words.questions | words.joining | vocabulary()
    return any(base in listed or base in words.contrasts or (base,) in words.phrases for base in lemmas(word))


def slips(old: str, new: str) -> int:
    """Letters more, less, other or exchanged with their neighbour."""
    rows = [list(range(len(new) + 1))]
    for i, a in enumerate(old, 1):
        row = [i]
        for j, b in enumerate(new, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == new[j - 2] and b == old[i - 2]:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
