"""Why an edit is one of meaning: what two texts do not have in common, by the kind of meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from dragoman.edits.arrangement import same_arrangement
from dragoman.edits.content import agreed, other_numbers, other_words
from dragoman.edits.forms import infinitives
from dragoman.edits.lexicon import Meant, Sense, lexicon
from dragoman.edits.sense import Reading, Word
from dragoman.edits.tokens import Shape, Token


@dataclass(frozen=True, slots=True)
class Reason:
    """One kind of meaning that an edit touches, with the words as they are written."""

    sense: Sense
    lost: tuple[str, ...]
    gained: tuple[str, ...]

    def __str__(self) -> str:
        sides = [", ".join(words) or "(none)" for words in (self.lost, self.gained)]
        return f"{self.sense}: {sides[0]} → {sides[1]}"


def reasons_of(old: Reading, new: Reading) -> Iterator[Reason]:
    before, after = agreed(*_with_names(old, new))
    found = list(_exchanged(_by_sense(before), _by_sense(after)))
    for sense, others in ((Sense.WORD, other_words), (Sense.NUMBER, other_numbers)):
        lost, gained = others(before, after)
        if lost or gained:
            found.append(Reason(sense, lost, gained))
    yield from found
    changed = _changed_words(before, after)
    yield from _contrasts(*changed)
    yield from _persons(before, after)
    yield from _affixes(*changed)
    yield from _questions(before, after)
    if sorted(link.url for link in old.links) != sorted(link.url for link in new.links):
        yield Reason(Sense.LINK, _urls(old), _urls(new))
    if found:
        return
    if [(link.url, link.meant) for link in old.links] != [(link.url, link.meant) for link in new.links]:
        yield Reason(Sense.LINK, _urls(old), _urls(new))
    if not same_arrangement(before, after):
        yield Reason(Sense.ARRANGEMENT, *_moved(before, after))


def _by_sense(words: Sequence[Word]) -> dict[Sense, list[Word]]:
    groups: dict[Sense, list[Word]] = {}
    for word in words:
        if word.meant:
            groups.setdefault(word.meant.sense, []).append(word)
    return groups


def _exchanged(old: dict[Sense, list[Word]], new: dict[Sense, list[Word]]) -> Iterator[Reason]:
    """Kinds of meaning words of which one text has others than the other."""
    for sense in (sense for sense in Sense if sense in old or sense in new):
        before, after = old.get(sense, []), new.get(sense, [])
        if [word.mark for word in before] == [word.mark for word in after]:
            continue
        lost, gained = _surplus(before, after), _surplus(after, before)
        if lost or gained:
            yield Reason(sense, lost, gained)


def _surplus(words: Sequence[Word], others: Sequence[Word]) -> tuple[str, ...]:
    """The words that one text has more often than the other, as written."""
    extra = Counter(word.mark for word in words) - Counter(word.mark for word in others)
    shown: list[str] = []
    for word in words:
        if extra[word.mark] > 0:
            extra[word.mark] -= 1
            shown.append(word.shown)
    return tuple(shown)


def _with_names(old: Reading, new: Reading) -> tuple[list[Word], list[Word]]:
    """Words that look like names in one text and do not stand in the other at all, as meaning words."""
    keys = [{word.key for word in reading.words} for reading in (old, new)]
    found: list[list[Word]] = []
    for reading, elsewhere in ((old, keys[1]), (new, keys[0])):
        titled = _is_title(reading.tokens)
        found.append([_named(word, elsewhere, titled=titled) if word.name else word for word in reading.words])
    return found[0], found[1]


def _named(word: Word, elsewhere: set[str], *, titled: bool) -> Word:
    if word.meant or titled or word.key in elsewhere:
        return word
    return Word(word.key, word.shown, Meant(Sense.NAME, word.key))


def _is_title(tokens: Sequence[Token]) -> bool:
    """Whether all longer words have a capital: then a capital says nothing."""
    longer = [token.shown for token in tokens if token.shape is Shape.WORD and len(token.shown) > 3]
    return len(longer) > 1 and all(shown[0].isupper() for shown in longer)


def _contrasts(lost: Sequence[str], gained: Sequence[str]) -> Iterator[Reason]:
    """A word of a group in place of another of the group."""
    contrasts = lexicon().contrasts
    for one in lost:
        for other in gained:
            pairs = ((a, b) for a in contrasts.get(one, ()) for b in contrasts.get(other, ()))
            if any(a[0] == b[0] and a[1] != b[1] for a, b in pairs):
                yield Reason(Sense.CONTRAST, (one,), (other,))


def _changed_words(old: Sequence[Word], new: Sequence[Word]) -> tuple[list[str], list[str]]:
    counts = [Counter([_contrast_base(word.key) for word in words if not word.stop]) for words in (old, new)]
    return sorted(counts[0] - counts[1]), sorted(counts[1] - counts[0])


@cache
def _contrast_base(word: str) -> str:
    contrasts = lexicon().contrasts
    return next((base for base in (word, *infinitives(word)) if base in contrasts), word)


def _persons(old: Sequence[Word], new: Sequence[Word]) -> Iterator[Reason]:
    persons = lexicon().persons
    counts = [Counter(persons[word.key] for word in words if word.key in persons) for words in (old, new)]
    if counts[0] - counts[1] and counts[1] - counts[0]:
        lost, gained = counts[0] - counts[1], counts[1] - counts[0]
        shown = [
            tuple(dict.fromkeys(word.shown for word in words if persons.get(word.key) in group))
            for words, group in ((old, lost), (new, gained))
        ]
        yield Reason(Sense.PERSON, shown[0], shown[1])


_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "de", "anti", "hyper", "hypo")


def _affixes(lost: Sequence[str], gained: Sequence[str]) -> Iterator[Reason]:
    """`usual` and `unusual`, `harmful` and `harmless`."""
    for one in lost:
        for other in gained:
            if _is_denial(one, other) or _is_denial(other, one):
                yield Reason(Sense.NEGATION, (one,), (other,))


def _is_denial(word: str, denied: str) -> bool:
    if len(word) > 3 and any(denied == prefix + word for prefix in _PREFIXES):
        return True
    stem = denied.removesuffix("less")
    return stem != denied and len(stem) > 2 and word in (stem, f"{stem}ful", f"{stem}s", f"{stem}y")


def _questions(old: Sequence[Word], new: Sequence[Word]) -> Iterator[Reason]:
    """A question mark that alone makes a question of a statement."""
    counts = [_bare_questions(words) for words in (old, new)]
    if counts[0] != counts[1]:
        yield Reason(Sense.QUESTION, ("?",) * counts[0], ("?",) * counts[1])


def _bare_questions(words: Sequence[Word]) -> int:
    """Questions that no first word like `when` or `may` shows to be questions."""
    openers = lexicon().questions
    found = 0
    start: Word | None = None
    for word in words:
        if word.stop and word.key in ".?":
            found += word.key == "?" and start is not None and start.key.split()[0] not in openers
            start = None
        elif start is None and not word.stop:
            start = word
    return found


def _urls(reading: Reading) -> tuple[str, ...]:
    return tuple(link.url for link in reading.links)


def _moved(old: Sequence[Word], new: Sequence[Word]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stretch in which two texts differ, as written."""
    start = end = 0
    shortest = min(len(old), len(new))
    while start < shortest and old[start].mark == new[start].mark:
        start += 1
    while end < shortest - start and old[-1 - end].mark == new[-1 - end].mark:
        end += 1
    lost, gained = (_shown(words[start : len(words) - end]) for words in (old, new))
    return (lost,), (gained,)


def _shown(words: Sequence[Word]) -> str:
    """Words as written; what counts as several words stands there once."""
    return " ".join(shown for shown, _ in groupby(word.shown for word in words))
