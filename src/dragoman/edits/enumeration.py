"""Words of a sentence whose order says nothing: the items of a plain list, and adverbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.edits.forms import is_adverb
from dragoman.edits.lexicon import Sense, lexicon
from dragoman.edits.sense import Word
from dragoman.edits.statements import sense_of

_LISTED = {Sense.BODY, Sense.MEDICINE, Sense.CONDITION}


def in_order(sentence: Sequence[Word]) -> tuple[Word, ...]:
    """A sentence without what may stand anywhere in it, and with its lists in the order of the alphabet."""
    return tuple(_sorted_lists([word for word in sentence if not is_free(word)]))


def is_free(word: Word) -> bool:
    """Whether a word may stand anywhere in its sentence."""
    if word.stop or not (word.meant is None or word.meant.sense is Sense.DEGREE):
        return word.meant is not None and word.meant.key in ("at once", "usually")
    written = word.shown.lower()
    return is_adverb(written if " " not in written else word.key)


def _sorted_lists(words: Sequence[Word]) -> Iterator[Word]:
    """The items of `the face or throat` and `heat, ice and massage` in the order of the alphabet.

    After an adjective the first item has something of its own (`left arm or leg`), and the list stays as it is.
    """
    position = 0
    while position < len(words):
        end, items = _list_at(words, position)
        if len(items) > 1 and _is_plain_list(words, position, end, items):
            ordered = sorted((tuple(words[a:b]) for a, b in items), key=_list_key)
            last = position
            for (start, stop), item in zip(items, ordered, strict=True):
                yield from words[last:start]
                yield from item
                last = stop
            yield from words[last:end]
            position = end
        else:
            yield words[position]
            position += 1


def _list_key(item: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.mark for word in item if word.key not in lexicon().determiners)


def _is_plain_list(words: Sequence[Word], start: int, end: int, items: Sequence[tuple[int, int]]) -> bool:
    before = words[start - 1] if start else None
    after = words[end] if end < len(words) else None
    if after is not None and not (after.stop or after.key in lexicon().function or after.meant):
        return False
    words_ = lexicon()
    single = [words[a] for a, b in items if b - a == 1]
    if all(word.key in words_.steady for word in single) and len(single) == len(items):
        return True
    if words[start].key in words_.determiners:
        return True
    if before is None or before.stop:
        is_subject = after is not None and (
            after.key in ("is", "are", "do", "does") or sense_of(after) is Sense.NECESSITY
        )
        return is_subject or all(sense_of(word) in _LISTED for word in single)
    return before.meant is None and before.key in words_.function - {"to", "and", "or", "you", "we"}


def _list_at(words: Sequence[Word], start: int) -> tuple[int, tuple[tuple[int, int], ...]]:
    """End of the list that begins here, and where its items begin and end."""
    items: list[tuple[int, int]] = []
    position = end = start
    closed = False
    while position < len(words):
        item = _item_at(words, position)
        if item is None:
            break
        items.append(item)
        position = end = item[1]
        if closed:
            break
        separator = position
        while position < len(words) and words[position].key in (",", "and", "or"):
            closed = closed or words[position].key != ","
            position += 1
        if position == separator:
            break
    return end, tuple(items) if closed else ()


def _item_at(words: Sequence[Word], start: int) -> tuple[int, int] | None:
    """An item: one word, or `the …` with all that belongs to it."""
    determiners = lexicon().determiners
    if words[start].key in determiners:
        end = start + 1
        while end < len(words) and end < start + 5 and (_is_thing(words[end]) or _is_of(words, end)):
            end += 1
        return (start, end) if end > start + 1 else None
    return (start, start + 1) if _is_thing(words[start]) else None


def _is_of(words: Sequence[Word], place: int) -> bool:
    return words[place].key == "of" and place + 1 < len(words) and _is_thing(words[place + 1])


def _is_thing(word: Word) -> bool:
    if word.stop or word.key in lexicon().function:
        return False
    return word.meant is None or word.meant.sense in _LISTED | {Sense.WHOM}
