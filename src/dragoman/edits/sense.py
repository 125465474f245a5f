"""The tokens of a text with what each of them means: the words that an edit may not change unnoticed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product

from dragoman.edits.forms import lemmas
from dragoman.edits.lexicon import Meant, Sense, bases, lexicon
from dragoman.edits.synonyms import GAP, LINK, NUMBER, Found, find, may_begin
from dragoman.edits.tokens import Shape, Token
from dragoman.edits.words import parts_of


@dataclass(frozen=True, slots=True)
class Word:
    """A token, or several that mean something together."""

    key: str
    shown: str
    meant: Meant | None = None
    stop: bool = False
    """Punctuation."""
    bases: tuple[str, ...] = ()
    """What the word may be a form of."""
    name: bool = False
    """Written like a name: with a capital inside a sentence, in capitals, or with ®."""

    @property
    def mark(self) -> str:
        """What it is compared by: what it means, or else itself."""
        return self.meant.mark if self.meant else self.key


_ATOMS = {
    Shape.NUMBER: Sense.NUMBER,
    Shape.SIGN: Sense.NUMBER,
    Shape.SCRIPT: Sense.NUMBER,
    Shape.PLACEHOLDER: Sense.PLACEHOLDER,
    Shape.CODE: Sense.CODE,
    Shape.FOOTNOTE: Sense.FOOTNOTE,
    Shape.STRUCK: Sense.STRUCK,
}
_LINKS = (Shape.LINK, Shape.LINK_END)
_WHOM = ("911", "988", "112", "999")
_ENDS = frozenset((".", "?"))
_ROUNDS = 3
_REMEMBERED = 16_384
"""Words of one writing that are kept; texts of one project have a few thousand."""
_PARTS = frozenset(".?:;-(")


@dataclass(frozen=True, slots=True)
class LinkedText:
    url: str
    meant: tuple[str, ...]
    """Marks of the words in it that mean something."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the classes of edits see it."""

    tokens: tuple[Token, ...]
    words: tuple[Word, ...]
    links: tuple[LinkedText, ...]


def read_sense(tokens: Sequence[Token]) -> Reading:
    words: list[Word] = []
    links: list[LinkedText] = []
    inside: list[tuple[str, int]] = []
    for run in _runs(tokens):
        if isinstance(run, Token):
            if run.shape is Shape.LINK:
                inside.append((run.key, len(words)))
            elif inside:
                url, start = inside.pop()
                links.append(LinkedText(url, tuple(word.mark for word in words[start:] if word.meant)))
        else:
            words += _meant(_reworded(run, opens=not words))
    return Reading(tuple(tokens), tuple(words), tuple(links))


def _runs(tokens: Sequence[Token]) -> Iterator[Token | list[Word]]:
    """Words in a row, and the ends of links between them. A phrase does not reach over the end of a link."""
    run: list[Word] = []
    for number, token in enumerate(tokens):
        if token.shape in _LINKS:
            yield [*run, Word(LINK, "")] if token.shape is Shape.LINK else run
            run = []
            yield token
        else:
            run += _word(tokens, number)
    yield run


def _word(tokens: Sequence[Token], number: int) -> Sequence[Word]:
    token = tokens[number]
    if token.shape is Shape.WORD:
        if token.shown[:1].isupper() and _is_capital_word(tokens, number):
            return (Word(token.key, token.shown, Meant(Sense.NAME, token.shown.replace(".", "")), name=True),)
        return _plain_words(token.key, token.shown, name=_is_name(tokens, number))
    if token.shape is Shape.STOP:
        return () if ends_abbreviation(tokens, number) else _stop(token.key, token.shown)
    if token.shape is Shape.NUMBER and token.key in _WHOM:
        return (Word(token.key, token.shown, Meant(Sense.WHOM, token.key)),)
    if token.key in "®™©":
        return ()
    return (Word(token.key, token.shown, Meant(_ATOMS[token.shape], f"{token.shape}:{token.key}")),)


@lru_cache(_REMEMBERED)
def _plain_words(key: str, shown: str, *, name: bool) -> tuple[Word, ...]:
    return tuple(Word(part, shown, bases=bases(part), name=name) for part in parts_of(key))


@lru_cache(_REMEMBERED)
def _stop(key: str, shown: str) -> tuple[Word, ...]:
    return (Word(key, shown, stop=True),)


def _is_capital_word(tokens: Sequence[Token], number: int) -> bool:
    """`OR` is the operating room, unless all around it is in capitals too."""
    if tokens[number].shown.replace(".", "") not in lexicon().capitals:
        return False
    around = [t.shown for t in tokens[max(number - 1, 0) : number + 2] if t.shape is Shape.WORD]
    return sum(shown.isupper() for shown in around) == 1


def _is_name(tokens: Sequence[Token], number: int) -> bool:
    shown = tokens[number].shown
    if number + 1 < len(tokens) and tokens[number + 1].key in "®™":
        return True
    if not shown[:1].isupper() or shown == "I" or shown.startswith("I'"):
        return False
    if len(shown) > 1 and shown.replace(".", "").isupper():
        return True
    return not begins_sentence(tokens, number)


def ends_abbreviation(tokens: Sequence[Token], number: int) -> bool:
    """Whether a stop is the one of `Dr.`; `no.` at the end of a text is a word and a stop."""
    if tokens[number].key != "." or not 0 < number < len(tokens) - 1:
        return False
    return tokens[number - 1].shape is Shape.WORD and tokens[number - 1].key in lexicon().abbreviations


def begins_sentence(tokens: Sequence[Token], number: int) -> bool:
    """Whether a token is the first of its sentence, where a capital says nothing."""
    last = number - 1
    while last >= 0 and tokens[last].shape in _LINKS:
        last -= 1
    if last < 0:
        return True
    return tokens[last].shape is Shape.STOP and tokens[last].key in ".?:;-(" and not ends_abbreviation(tokens, last)


def _reworded(run: Sequence[Word], *, opens: bool) -> list[Word]:
    """Words with the first of their group in place of phrases that mean the same, and again for what that makes."""
    words = list(run)
    keys = [word.key for word in words]
    for _ in range(_ROUNDS):
        before, words = keys, _at_least(_put_once(words, opens=opens))
        keys = [word.key for word in words]
        if keys == before:
            break
    return [word for word in words if word.key != LINK] if LINK in keys else words


def _put_once(run: Sequence[Word], *, opens: bool) -> list[Word]:
    plain = [_plain(word) for word in run]
    done: list[Word] = []
    start = 0
    while start < len(run):
        if not plain[start]:
            done.append(run[start])
            start += 1
            continue
        end = plain.index("", start) if "" in plain[start:] else len(run)
        begins = (run[start - 1].key in _PARTS if start else opens) and not _asks(run, end)
        done += _put_together(tuple(run[start:end]), begins=begins)
        start = end
    return done


def _plain(word: Word) -> str:
    """By what a word is looked for in phrases; empty for one that no phrase reaches over."""
    return "" if word.stop or (word.meant and not word.key[0].isdecimal()) else word.key


@lru_cache(_REMEMBERED)
def _put_together(run: tuple[Word, ...], *, begins: bool) -> tuple[Word, ...]:
    """Words that phrases may reach over; most of them stand so in both texts of an edit."""
    plain = [word.key for word in run]
    may = [*map(may_begin, plain, (*plain[1:], ""))]
    done: list[Word] = []
    position = 0
    while position < len(run):
        if not may[position]:
            done.append(run[position])
            position += 1
            continue
        found = find(plain, position, begins=begins and not position)
        if found is None:
            done.append(run[position])
        elif found.used == len(found.plain) == 1 and not found.kept:
            done += _put(found.plain[0], run[position].shown)
        else:
            done += _put_plainly(run, position, found)
        position += found.used if found else 1
    return tuple(done)


def _asks(run: Sequence[Word], position: int) -> bool:
    """Whether a sentence is a question."""
    return next((word.key for word in run[position:] if word.stop and word.key in _ENDS), "") == "?"


def _put_plainly(run: Sequence[Word], position: int, found: Found) -> Iterator[Word]:
    kept = [(mark, run[place]) for mark, place in found.kept]
    places = {place for _, place in found.kept}
    taken = [run[place] for place in range(position, position + found.used) if place not in places]
    shown = " ".join(dict.fromkeys(word.shown for word in taken if word.shown))
    plain = [word for word in found.plain if word not in (GAP, NUMBER)]
    alone = len(taken) == len(plain) and (
        len(plain) == 1 or all(word in lemmas(one.key) for word, one in zip(plain, taken, strict=True))
    )
    for word in found.plain:
        if word in (GAP, NUMBER):
            yield from (one for mark, one in kept if mark == word)
            kept = [(mark, one) for mark, one in kept if mark != word]
            continue
        shown = taken.pop(0).shown if alone else shown
        yield from _put(word, shown)
    yield from (one for _, one in kept)


@lru_cache(_REMEMBERED)
def _put(plain: str, shown: str) -> tuple[Word, ...]:
    """A word of a plain phrase, in place of what is shown."""
    if plain in (GAP, NUMBER, LINK):
        return ()
    if plain[0].isdecimal():
        return (Word(plain, shown, Meant(Sense.NUMBER, f"{Shape.NUMBER}:{plain}")),)
    return (Word(plain, shown, bases=bases(plain)),)


def _at_least(words: list[Word]) -> list[Word]:
    """`2 hours or more` as `at least 2 hours`, and `or less` as `at most`."""
    keys = [word.key for word in words]
    limited = "or" in keys and any(pair in (("or", "more"), ("or", "less")) for pair in pairwise(keys))
    return list(_with_limits(words)) if limited else words


def _with_limits(words: list[Word]) -> Iterator[Word]:
    limits: dict[int, str] = {}
    gone: set[int] = set()
    for end in range(2, len(words)):
        pair = (words[end - 1].key, words[end].key)
        numbers = [n for n in range(max(end - 4, 0), end - 1) if words[n].meant and not words[n].stop]
        if pair[0] == "or" and pair[1] in ("more", "less") and numbers:
            limits[numbers[0]] = "least" if pair[1] == "more" else "most"
            gone |= {end - 1, end}
    for place, word in enumerate(words):
        if place in limits:
            yield from (Word(key, "or more", bases=bases(key)) for key in ("at", limits[place]))
        if place not in gone:
            yield word


def _meant(run: Sequence[Word]) -> list[Word]:
    """Words with their meaning, the longest phrase first."""
    words = lexicon()
    done: list[Word] = []
    position = 0
    while position < len(run):
        for length in _lengths(run[position].bases) if run[position].meant is None else ():
            group = run[position : position + length]
            if len(group) < length or not all(word.bases for word in group):
                continue
            found = [key for key in product(*(word.bases for word in group)) if key in words.phrases]
            if found:
                done += _joined(
                    group,
                    words.phrases[found[0]],
                    done[-1] if done else None,
                    run[position + length : position + length + 2],
                )
                position += length
                break
        else:
            done.append(run[position])
            position += 1
    return done


@cache
def _lengths(firsts: tuple[str, ...]) -> tuple[int, ...]:
    """How many words a phrase may have that begins with one of these, the longest first."""
    known = lexicon().lengths
    return tuple(sorted({length for first in firsts for length in known.get(first, ())}, reverse=True))


def _joined(group: Sequence[Word], meant: Meant | None, before: Word | None, after: Sequence[Word]) -> Sequence[Word]:
    if meant is None or not _fits(group[0], meant, before, after):
        return group
    shown = " ".join(dict.fromkeys(word.shown for word in group))
    first = group[0]
    return [Word(" ".join(word.key for word in group), shown, meant, first.stop, first.bases, first.name)]


def _is_date(word: Word) -> bool:
    """Whether `by` means a time before this."""
    meanings = [word.meant, *(lexicon().phrases.get((base,)) for base in word.bases)]
    return any(meant and meant.sense in (Sense.NUMBER, Sense.TIME, Sense.PLACEHOLDER) for meant in meanings)


def _fits(word: Word, meant: Meant, before: Word | None, after: Sequence[Word]) -> bool:
    """Words that mean something only where they stand: `am` and single letters after a number, `about` before one."""
    if meant.key in ("am", "pm", "gram", "liter", "fahrenheit", "celsius") and len(word.key) <= 2:
        return before is not None and before.meant is not None and before.meant.sense in (Sense.NUMBER, Sense.UNIT)
    if meant.key == "by":
        return any(_is_date(near) for near in after[:1])
    if meant.key == "about" and word.key in ("about", "around"):
        return any(
            (near.meant and near.meant.sense is Sense.NUMBER) or near.key in ("a", "an", "half") for near in after[:1]
        )
    return True
