"""Whether an edit only mends a slip of the pen, so that a translation and its sign-off may stay."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from dragoman.edits.classify import EditClass, classify_edit
from dragoman.edits.lexicon import Sense, lexicon
from dragoman.edits.misspelling import is_misspelling
from dragoman.edits.tokens import Shape, Token
from dragoman.edits.words import read_words
from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext

_STOPS = frozenset(".,:;-")


def is_harmless(
    old: str, new: str, context: InlineContext = NOTHING_ELSEWHERE, *, vocabulary: Collection[str] = ()
) -> bool:
    """Whether an author may mark this edit as a typo. Refused when in doubt: the edit is then one of wording.

    `vocabulary` is the words of the guides as they now are, in small letters: a word that still stands in them is no
    misspelling of another.
    """
    edit = classify_edit(old, new, context)
    if edit is None or edit.kind is EditClass.FORMATTING:
        return True
    if any(reason.sense is not Sense.WORD for reason in edit.reasons):
        return False
    before, after = read_words(old, context), read_words(new, context)
    matcher = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False)
    return all(
        what == "equal" or _is_slip(before[a:b], after[c:d], (before[a - 1 : a], after[c - 1 : c]), vocabulary)
        for what, a, b, c, d in matcher.get_opcodes()
    )


def _keys(tokens: Sequence[Token]) -> list[str]:
    return [f"{token.shape}:{token.key}" for token in tokens]


def _is_slip(
    old: Sequence[Token],
    new: Sequence[Token],
    before: tuple[Sequence[Token], Sequence[Token]],
    vocabulary: Collection[str],
) -> bool:
    """Whether these words are the same but for a slip: misspelled, written apart, doubled, or an article."""
    harmless = lexicon().harmless
    if all(_is_small(token, harmless) for token in (*old, *new)):
        return True
    if any(token.shape is not Shape.WORD for token in (*old, *new)):
        return False
    if len(old) == 1 and not new:
        return [token.key for token in old] == [token.key for token in before[0]]
    if len(old) != len(new):
        return _glued(old) == _glued(new)
    return all(is_misspelling(one.key, other.key, vocabulary) for one, other in zip(old, new, strict=True))


def _is_small(token: Token, harmless: Collection[str]) -> bool:
    return token.key in (harmless if token.shape is Shape.WORD else _STOPS if token.shape is Shape.STOP else ())


def _glued(tokens: Sequence[Token]) -> str:
    return "".join(token.key for token in tokens)
