"""What an English edit does to a text: its form, its wording or its meaning.

Safety comes first: what cannot be told is meaning. The words that carry the sense are in `meaning.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dragoman.edits.misspelling import mended
from dragoman.edits.reasons import Reason, reasons_of
from dragoman.edits.sense import Reading, begins_sentence, ends_abbreviation, read_sense
from dragoman.edits.tokens import Shape, Token
from dragoman.edits.words import read_words
from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext


class EditClass(StrEnum):
    FORMATTING = "formatting"
    """The same words; other marks, quotes, dashes, white space, or a full stop at the end."""
    WORDING = "wording"
    MEANING = "meaning"


_REMEMBERED = 8_192
"""Edits that are kept: each language has the same ones."""


@dataclass(frozen=True, slots=True)
class Edit:
    kind: EditClass
    reasons: tuple[Reason, ...]
    """Empty but for edits of meaning."""


Pair = tuple[str, str]
"""A text as it was and as it is."""


def classify_edits(pairs: Sequence[Pair], context: InlineContext = NOTHING_ELSEWHERE) -> list[Edit | None]:
    """What became of each of some texts."""
    return [classify_edit(old, new, context) for old, new in pairs]


@lru_cache(_REMEMBERED)
def classify_edit(old: str, new: str, context: InlineContext = NOTHING_ELSEWHERE) -> Edit | None:
    """What became of an inline text; `None` where nothing did. Total, and MEANING one way is MEANING the other way."""
    if old == new:
        return None
    before, after = (read_sense(tokens) for tokens in mended(read_words(old, context), read_words(new, context)))
    reasons = tuple(reasons_of(before, after))
    kind = EditClass.MEANING if reasons else EditClass.FORMATTING if _looks_only(before, after) else EditClass.WORDING
    return Edit(kind, reasons)


def _looks_only(old: Reading, new: Reading) -> bool:
    """Whether a reader sees the same words: `FORMATTING`."""
    return list(_visible(old.tokens)) == list(_visible(new.tokens))


_FREE = frozenset(".,:;-")


def _visible(tokens: Sequence[Token]) -> Iterator[str]:
    """What is said, without quotes, the comma before `and`, the stop at the end, or the capital of a sentence."""
    seen = [token for token in tokens if token.shape not in (Shape.LINK, Shape.LINK_END)]
    for number, token in enumerate(seen):
        if token.shape is Shape.STOP:
            if not _is_free(seen, number):
                yield token.key
        elif token.shape is Shape.WORD and _has_small_form(token) and begins_sentence(seen, number):
            yield token.shown[:1].lower() + token.shown[1:]
        elif token.shape in (Shape.WORD, Shape.NUMBER) or token.shown.isalpha():
            yield token.shown
        else:
            yield f"{token.shape}:{token.key}"


def _has_small_form(token: Token) -> bool:
    """Whether it has a capital, and that alone."""
    first = token.shown[:1]
    return first != first.lower() and not token.shown[1:].isupper()


def _is_free(tokens: Sequence[Token], number: int) -> bool:
    """Whether a stop may come and go: at the end of a text or an abbreviation, and a comma before `and`."""
    stop = tokens[number].key
    if stop not in _FREE or number == len(tokens) - 1 or ends_abbreviation(tokens, number):
        return stop in _FREE
    return stop == "," and tokens[number + 1].key in ("and", "or")
