"""Whether two texts with the same words tie them to each other in the same way.

The rule: sentence by sentence, the words that say something stand in the same order in both texts, in one of the ways
in which each sentence can be said (`statements.py`). Free to move are whole sentences that do not lean on each other,
the items of a plain list, and adverbs. A full stop may become a comma or an `and` only where nothing before it, a
`not` or an `if`, would then rule what comes after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, islice, product

from dragoman.edits.enumeration import in_order, is_free
from dragoman.edits.lexicon import Sense, lexicon
from dragoman.edits.sense import Word
from dragoman.edits.statements import is_passive, sense_of, ways_to_say

_BREAK = "\0"
_BREAKS = frozenset(".?;:,-()\0")
_ENDS = frozenset((".", "?", ";"))
_STANDING_IN = frozenset(("it", "they", "them", "one", "that", "this"))
_SUBJECTS = frozenset(("you", "it", "they", "he", "she", "we", "this", "that", "there"))
_CONDITIONS = frozenset(
    ("if", "unless", "when", "whenever", "while", "until", "only", "even if", "only if", "only when")
)
_REASONS = frozenset(("because", "so", "since"))
_SIZES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
"""How many sentences may stand for how many."""
_FEW = 64


def same_arrangement(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether two texts with the same words tie them to each other in the same way."""
    before, after = list(_sentences(old)), list(_sentences(new))
    if _are_reordered(before, after):
        return True

    first, second = _Ways(before), _Ways(after)

    @cache
    def match(i: int, j: int) -> bool:
        if i == len(before) and j == len(after):
            return True
        return any(
            i + a <= len(before)
            and j + b <= len(after)
            and match(i + a, j + b)
            and _say_the_same(first, (i, i + a), second, (j, j + b))
            for a, b in _SIZES
        )

    return match(0, 0)


def _sentences(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    sentence: list[Word] = []
    for word in words:
        if word.stop and word.key in _ENDS:
            if sentence:
                yield tuple(sentence)
            sentence = []
        else:
            sentence.append(word)
    if sentence:
        yield tuple(sentence)


def _are_reordered(before: Sequence[Sequence[Word]], after: Sequence[Sequence[Word]]) -> bool:
    """The same sentences in another order, none of which leans on the one before it or is a step."""
    marks = [[tuple(word.mark for word in part if not word.stop) for part in parts] for parts in (before, after)]
    if Counter(marks[0]) != Counter(marks[1]) or marks[0] == marks[1]:
        return False
    words = lexicon()
    leans = any(word.key in words.leaning for part in before for word in part)
    return not leans and all(part[0].key in words.steady | words.determiners | {"you"} for part in before)


_Stretch = tuple[int, int]
"""Of which sentence, and up to which."""


def _say_the_same(old: _Ways, here: _Stretch, new: _Ways, there: _Stretch) -> bool:
    before, after = old.sentences[slice(*here)], new.sentences[slice(*there)]
    if before == after:
        return True
    if abs(sum(map(len, before)) - sum(map(len, after))) > 40:  # no two ways to say one thing
        return False
    return any(
        _are_alike(one, other)
        for adverbs in (False, True)
        for one, other in product(old.lines(here, adverbs=adverbs), new.lines(there, adverbs=adverbs))
    )


class _Ways:
    """The ways to say the sentences of a text, each found once."""

    def __init__(self, sentences: Sequence[tuple[Word, ...]]) -> None:
        self.sentences = sentences
        self._of_one: dict[int, tuple[tuple[Word, ...], ...]] = {}
        self._of_some: dict[_Stretch, list[list[Word]]] = {}
        self._lines: dict[tuple[_Stretch, bool], list[_Line]] = {}

    def lines(self, place: _Stretch, *, adverbs: bool) -> Sequence[_Line]:
        if (place, adverbs) not in self._lines:
            if place not in self._of_some:
                every = product(*(self._one(number) for number in range(*place)))
                self._of_some[place] = list(_joined(self.sentences[slice(*place)], every))
            self._lines[place, adverbs] = [_line(way, adverbs=adverbs) for way in self._of_some[place]]
        return self._lines[place, adverbs]

    def _one(self, number: int) -> tuple[tuple[Word, ...], ...]:
        if number not in self._of_one:
            sentence = self.sentences[number]
            ways = (*ways_to_say(sentence), *ways_to_say(in_order(sentence)))
            self._of_one[number] = tuple(dict.fromkeys(ways))
        return self._of_one[number]


def _joined(sentences: Sequence[Sequence[Word]], every: Iterable[Iterable[Sequence[Word]]]) -> Iterator[list[Word]]:
    """Ways to say sentences one after another."""
    stop = Word(_BREAK, ".", stop=True)
    described = [] if len(sentences) == 1 else [(way,) for way in _described(sentences[0], sentences[1])]
    for way in (*described, *islice(every, _FEW)):
        yield [word for number, part in enumerate(way) for word in ([stop, *part] if number else part)]


@dataclass(frozen=True, slots=True)
class _Line:
    """A way to say some sentences: the words that say something, in order, and what stands between them."""

    words: tuple[str, ...]
    """With pronouns that stand for a thing as `it`."""
    persons: tuple[int, ...]
    hard: frozenset[int]
    """After how many words a sentence ends."""
    soft: frozenset[int]
    """And where a comma or a joining word parts two thoughts."""
    subjects: frozenset[int]
    """Of these, where the thought has a subject or a reason of its own."""
    ruled: frozenset[int]
    """Of the hard ones, those with a condition or a negation before them that could rule what follows."""
    joins: tuple[tuple[int, str], ...]
    """Where `and` and `or` stand."""


def _line(words: Sequence[Word], *, adverbs: bool) -> _Line:
    """`adverbs` is whether the place of words that may stand anywhere counts."""
    persons = lexicon().persons
    said = [_is_said(word, adverbs=adverbs) for word in words]
    placed = list(zip(accumulate(said, initial=0), words, strict=False))
    hard = [number for number in range(len(words)) if _is_hard(words, number)]
    soft = {place for place, word in placed if (word.stop and word.key in _BREAKS) or _joins(word)}
    soft |= {place + 1 for (place, word), counts in zip(placed, said, strict=True) if counts and _joins(word)}
    return _Line(
        words=tuple(_mark(words, number) for number, counts in enumerate(said) if counts),
        persons=tuple(persons[word.key] for word in words if word.key in persons),
        hard=frozenset(placed[number][0] for number in hard),
        soft=frozenset(soft),
        subjects=frozenset(place for place, word in placed if word.key in _SUBJECTS | _REASONS),
        ruled=frozenset(placed[number][0] for number in hard if _is_ruled(words, number)),
        joins=tuple((place, word.key) for place, word in placed if word.key in ("and", "or")),
    )


def _is_hard(words: Sequence[Word], number: int) -> bool:
    """Whether a sentence ends here, or after a `no` that rules nothing."""
    word = words[number]
    after_no = 0 < number < len(words) - 1 and sense_of(words[number - 1]) is Sense.NEGATION
    return word.stop and (word.key == _BREAK or (after_no and word.key in _BREAKS))


def _is_ruled(words: Sequence[Word], end: int) -> bool:
    """Whether a sentence holds what could rule the next one too, and that one is not denied itself."""
    start = max((number + 1 for number in range(end) if words[number].key == _BREAK), default=0)
    rules = any(sense_of(word) is Sense.NEGATION or _is_condition(word) for word in words[start:end])
    return rules and not any(sense_of(word) is Sense.NEGATION for word in words[end + 1 : end + 4])


def _is_undergone(words: Sequence[Word], number: int) -> bool:
    """Whether a verb is in the passive voice: `you are called` is not `you call`."""
    before = number - 1
    while before > 0 and (is_free(words[before]) or sense_of(words[before]) is Sense.NEGATION):
        before -= 1
    return number > 0 and is_passive(words, before, number)


def _joins(word: Word) -> bool:
    return word.key in lexicon().joining or bool(word.meant and word.meant.key in lexicon().joining)


def _is_condition(word: Word) -> bool:
    return sense_of(word) is Sense.ORDER and word.meant is not None and word.meant.key in _CONDITIONS


def _is_said(word: Word, *, adverbs: bool) -> bool:
    """A word whose place counts; what only holds a sentence together may stand anywhere, and an adverb."""
    if word.stop or (is_free(word) and not adverbs):
        return False
    if word.meant or word.key in ("we", "because", "so") or word.key in _STANDING_IN:
        return True
    return word.key not in lexicon().function and word.key != "first"  # that of `at first`, which has no meaning


def _mark(words: Sequence[Word], number: int) -> str:
    word = words[number]
    mark = "it" if word.meant is None and word.key in _STANDING_IN else word.mark
    return f"{mark}\0" if _is_undergone(words, number) else mark


def _are_alike(old: _Line, new: _Line) -> bool:
    without = [tuple(word for word in line.words if word != "it") for line in (old, new)]
    if without[0] == without[1]:
        old, new = _without_pronouns(old), _without_pronouns(new)
    elif not _stand_in(old.words, new.words):
        return False
    same_persons = old.persons == new.persons or Counter(old.persons) != Counter(new.persons)
    return same_persons and _parts(old, new) and _parts(new, old) and _joined_alike(old, new)


def _without_pronouns(line: _Line) -> _Line:
    """The same with places counted without pronouns."""
    passed = [0]
    for word in line.words:
        passed.append(passed[-1] + (word != "it"))

    def moved(places: frozenset[int]) -> frozenset[int]:
        return frozenset(passed[place] for place in places)

    return replace(
        line,
        hard=moved(line.hard), soft=moved(line.soft), subjects=moved(line.subjects), ruled=moved(line.ruled),
        joins=tuple((passed[place], word) for place, word in line.joins),
    )  # fmt: skip


def _stand_in(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether a thing and its pronoun changed places: `ice the knee if it hurts`, `if the knee hurts, ice it`."""
    if len(old) != len(new) or "it" not in old or "it" not in new:
        return False
    other = {word for one, two in zip(old, new, strict=True) if one != two for word in (one, two)}
    return len(other) == 2 and "it" in other


def _parts(old: _Line, new: _Line) -> bool:
    """Whether each end of a sentence is an end in the other text, or parts two thoughts that stay apart.

    `Do not. Call the clinic` and `Do not call the clinic` have the same words in the same order.
    """
    for place in old.hard - new.hard:
        if place not in new.soft or (place in old.ruled and place not in new.subjects):
            return False
    return True


def _joined_alike(old: _Line, new: _Line) -> bool:
    """Whether no `and` became an `or`."""
    before, after = dict(old.joins), dict(new.joins)
    return all(before[place] == after[place] for place in before.keys() & after.keys())


def _described(thing: Sequence[Word], said: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """`Ask for an interpreter. It is free.` as `Ask for a free interpreter.`"""
    if len(said) == 3 and said[0].key in _STANDING_IN and said[1].key in ("is", "are") and thing:
        yield (*thing[:-1], said[2], thing[-1])
