"""What a text says to whom: its words in an order that two texts which say the same have in common.

The rule: the words that mean something stand in the same order in both texts, and each other word that both have
stands between the same two of them. Free to move are whole sentences that do not lean on each other, a part like
`If …,` from the head of its sentence to its end, the items of a plain list of body parts or medicines, and adverbs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.edits.lexicon import Meant, Sense, lexicon
from dragoman.edits.sense import Word, sentences

_LISTED = {Sense.BODY, Sense.MEDICINE, Sense.CONDITION}
_WEIGHTY = {Sense.NEGATION, Sense.ACTION, Sense.ORDER, Sense.NECESSITY}
_BREAK = "\0"
_BREAKS = frozenset(".?;:,-()")


def same_arrangement(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether two texts with the same meaning words tie them to the same other words."""
    before = [_settled(sentence) for sentence in sentences(old)]
    after = [_settled(sentence) for sentence in sentences(new)]
    if _are_reordered(before, after):
        return True
    return _same_places(_joined(before), _joined(after))


def _joined(parts: Sequence[Sequence[Word]]) -> list[Word]:
    stop = Word(_BREAK, ".", stop=True)
    return [word for number, part in enumerate(parts) for word in ([stop, *part] if number else part)]


def _are_reordered(before: Sequence[Sequence[Word]], after: Sequence[Sequence[Word]]) -> bool:
    """The same sentences in another order, none of which leans on the one before it."""
    marks = [[tuple(word.mark for word in part if not word.stop) for part in parts] for parts in (before, after)]
    if Counter(marks[0]) != Counter(marks[1]) or marks[0] == marks[1]:
        return False
    leaning = lexicon().leaning
    return not any(word.key in leaning for part in before for word in part)


def _same_places(old: Sequence[Word], new: Sequence[Word]) -> bool:
    order = [[word.mark for word in words if _is_fixed(word)] for words in (old, new)]
    if order[0] != order[1]:
        return False
    places, places_after = _places(old), _places(new)
    for key in places.keys() & places_after.keys():
        one, other = places[key], places_after[key]
        if not (one <= other or other <= one):
            return False
    return _same_persons(old, new) and _parted(old, new) and _parted(new, old)


def _same_persons(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether nobody has changed places, as in `we tell you` and `you tell us`."""
    persons = lexicon().persons
    order = [[persons[word.key] for word in words if word.key in persons] for words in (old, new)]
    return order[0] == order[1] or Counter(order[0]) != Counter(order[1])


def _places(words: Sequence[Word]) -> dict[str, Counter[int]]:
    """Each other word with the number of meaning words before it, for each time it stands there."""
    function = lexicon().function
    places: dict[str, Counter[int]] = {}
    passed = 0
    for word in words:
        if _is_fixed(word):
            passed += 1
        elif not (word.stop or word.meant or word.key in function or word.key.endswith("ly")):
            places.setdefault(word.key, Counter())[passed] += 1
    return places


def _parted(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether each full stop of `old` is a stop, a comma or a joining word in `new`.

    `Do not. Call the clinic` and `Do not call the clinic` have the same words in the same order.
    """
    return _stops(old, hard=True) <= _stops(new, hard=False)


def _stops(words: Sequence[Word], *, hard: bool) -> set[int]:
    joining = lexicon().joining
    found: set[int] = set()
    passed = 0
    for number, word in enumerate(words):
        after_no = 0 < number < len(words) - 1 and _sense(words[number - 1]) is Sense.NEGATION
        if _is_end(word) or (word.stop and word.key in _BREAKS and (after_no or not hard)):
            found.add(passed)
        elif not hard and word.key in joining:
            found |= {passed, passed + _is_fixed(word)}
        passed += _is_fixed(word)
    return found


def _is_end(word: Word) -> bool:
    return word.stop and word.key in (_BREAK, ";")


def _is_fixed(word: Word) -> bool:
    """A word that means something and whose place counts; an adverb may stand anywhere."""
    if word.meant is None or word.meant.key in ("at once", "usually"):
        return False
    return not (word.meant.sense is Sense.DEGREE and word.key.endswith("ly"))


def _sense(word: Word) -> Sense | None:
    return word.meant.sense if word.meant else None


def _settled(sentence: Sequence[Word]) -> list[Word]:
    return list(_sorted_lists(_opener_last(sentence)))


def _opener_last(sentence: Sequence[Word]) -> Sequence[Word]:
    """`If you feel sick, call` as `call if you feel sick`, where nothing else could be tied to the moved part."""
    if not sentence:
        return sentence
    commas = [number for number, word in enumerate(sentence) if word.stop]
    if sentence[0].key in lexicon().openers and len(commas) == 1 and sentence[commas[0]].key == ",":
        opener, rest = sentence[: commas[0]], sentence[commas[0] + 1 :]
        return (*rest, *opener) if not _has_second_thought(rest) else sentence
    times = [word for word in sentence if _sense(word) is Sense.TIME]
    rest = sentence[2:] if commas[:1] == [1] else sentence[1:]
    if len(times) == 1 and times[0] is sentence[0] and not _has_second_thought(rest):
        return (*rest, sentence[0])
    return sentence


def _has_second_thought(words: Sequence[Word]) -> bool:
    pairs = zip(words, [*words[1:], words[-1]], strict=True) if words else ()
    return any(
        word.stop
        or word.key == "but"
        or (word.key in ("and", "or") and (after.key == "do" or _sense(after) in _WEIGHTY))
        for word, after in pairs
    )


def _sorted_lists(words: Sequence[Word]) -> Iterator[Word]:
    """The items of `the face or throat` and `arms, legs and neck` in the order of the alphabet.

    After an adjective the first item has something of its own (`left arm or leg`), and the list stays as it is.
    """
    position = 0
    while position < len(words):
        end, items = _list_at(words, position)
        if len(items) > 1 and (words[position].key in lexicon().determiners or _is_open(words, position)):
            shapes = iter(sorted((words[i].meant for i in items), key=_meant_key))
            for number in range(position, end):
                word = words[number]
                yield replace(word, key="", shown="", meant=next(shapes)) if number in items else word
            position = end
        else:
            yield words[position]
            position += 1


def _meant_key(meant: Meant | None) -> str:
    return meant.key if meant else ""


def _is_open(words: Sequence[Word], position: int) -> bool:
    before = words[position - 1] if position else None
    return before is None or before.stop or (not before.meant and before.key in lexicon().function)


def _list_at(words: Sequence[Word], start: int) -> tuple[int, tuple[int, ...]]:
    """End of the list that begins here, and where its items stand."""
    determiners = lexicon().determiners
    items: list[int] = []
    position = end = start
    while position < len(words):
        if words[position].key in determiners:
            position += 1
        if position >= len(words) or _sense(words[position]) not in _LISTED:
            break
        items.append(position)
        position = end = position + 1
        separator = position
        while position < len(words) and words[position].key in (",", "and", "or"):
            position += 1
        if position == separator:
            break
    return end, tuple(items)
