"""The ways to say a sentence with the same words: in the active voice, and with `If …,` at its end.

Two sentences that have such a way in common tie the same words to each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dragoman.edits.forms import is_participle
from dragoman.edits.lexicon import Sense, lexicon
from dragoman.edits.sense import Word

_MOST = 24
"""Ways that are looked at; a text that has more of them is told apart sooner than one that has fewer."""
_CLAUSES = frozenset(
    ("if", "when", "while", "until", "unless", "before", "after", "because", "so that", "that", "whenever")
)
_WEIGHTY = {Sense.NEGATION, Sense.ACTION, Sense.ORDER, Sense.NECESSITY}
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
_AUXILIARIES = frozenset(("will", "would", "shall", "has", "have", "had", "does", "do"))
_FELT = frozenset(("felt", "seen", "noticed", "heard", "missed"))
"""What a reader does, and never the staff."""
_SENTENCE = tuple[Word, ...]


def ways_to_say(sentence: Sequence[Word]) -> tuple[_SENTENCE, ...]:
    """The sentence itself, and the others."""
    found = [tuple(sentence)]
    for way in found:
        for change in _CHANGES:
            found += (other for other in change(way) if other not in found)
        if len(found) > _MOST:
            break
    return tuple(found[:_MOST])


def _owned(words: _SENTENCE) -> Iterator[_SENTENCE]:
    """`the clinic's number` as `the number of the clinic`."""
    for place, word in enumerate(words):
        if word.key == "'s" and place:
            for end in (place + 2, place + 3):
                if all(_is_content(thing) for thing in words[place + 1 : end]):
                    thing, owner = words[place + 1 : end], words[place - 1]
                    yield (*words[: place - 1], *thing, Word("of", "of"), owner, *words[end:])


def _is_content(word: Word) -> bool:
    return not word.stop and word.key not in lexicon().function and sense_of(word) not in (Sense.ORDER, Sense.NECESSITY)


def _unfronted(words: _SENTENCE) -> Iterator[_SENTENCE]:
    """`If you feel sick, call` as `call if you feel sick`, where nothing else could be tied to the moved part."""
    if not words:
        return
    openers = lexicon().openers
    if words[0].key in openers or (words[0].meant and words[0].meant.key in openers):
        for comma in (number for number, word in enumerate(words) if word.stop and word.key == ","):
            yield from _moved_back(words[:comma], words[comma + 1 :])
    elif sense_of(words[0]) is Sense.TIME:
        rest = words[2:] if len(words) > 1 and words[1].stop else words[1:]
        yield from _moved_back(words[:1], rest)


def _moved_back(opener: _SENTENCE, rest: _SENTENCE) -> Iterator[_SENTENCE]:
    if not rest or _has_second_thought(rest):
        return
    yield (*rest, *opener)
    places = [n for n, word in enumerate(rest) if n > 1 and _opens(rest, n) and not word.stop]
    for place in places:
        start = place - 1 if rest[place - 1].stop else place
        yield (*rest[:start], *opener, *rest[place:])


def _opens(words: _SENTENCE, place: int) -> bool:
    word = words[place]
    openers = lexicon().openers
    if word.key == "to" and place + 1 < len(words):
        return _is_content(words[place + 1])
    return word.key in openers or bool(word.meant and word.meant.key in openers)


def _has_second_thought(words: Sequence[Word]) -> bool:
    """Whether a part of a sentence tells two things to do, of which a condition may rule only one."""
    verbs = lexicon().orders | lexicon().verbs
    for number, word in enumerate(words):
        after = words[number + 1] if number + 1 < len(words) else None
        if word.key == "but" or (word.stop and word.key in ":;-("):
            return True
        joins = word.key in ("and", "or", ",") or word.stop
        if (
            joins
            and after
            and (after.key in ("do", "then", "you", "it", "they") or after.key in verbs or sense_of(after) in _WEIGHTY)
        ):
            if word.key == "," and _opens(tuple(words), number + 1):
                continue
            return True
    return False


def _in_active_voice(words: _SENTENCE) -> Iterator[_SENTENCE]:
    """`It will be sent by us` as `we will send it`; a reader is who must do what nobody is named for."""
    for place in range(len(words) - 1):
        verb = place + 1
        while verb < len(words) - 1 and (sense_of(words[verb]) is Sense.NEGATION or words[verb].key.endswith("ly")):
            verb += 1
        if not is_passive(words, place, verb):
            continue
        start = _clause_start(words, place)
        aux = place
        while aux > start and _is_auxiliary(words[aux - 1]):
            aux -= 1
        if aux > start:
            yield _active(words, start, aux, place, verb)


def is_passive(words: Sequence[Word], be: int, verb: int) -> bool:
    return words[be].key in _BE and is_participle(_surface(words[verb]))


def _active(words: _SENTENCE, start: int, aux: int, be: int, verb: int) -> _SENTENCE:
    end = next((n for n in range(verb + 1, len(words)) if words[n].stop or _key(words[n]) in _CLAUSES), len(words))
    rest = words[verb + 1 : end]
    by = next((n for n, word in enumerate(rest) if word.key == "by" and _is_agent(rest, n + 1)), None)
    if by is None:
        agent = _unnamed_agent(words, start, aux, verb)
    else:
        last = by + 1
        while last < len(rest) and (rest[last].key in lexicon().determiners or _is_agent(rest, last)):
            last += 1
        agent, rest = tuple(_as_subject(word) for word in rest[by + 1 : last]), (*rest[:by], *rest[last:])
    subject = words[start:aux]
    return (*words[:start], *agent, *words[aux:be], *words[be + 1 : verb + 1], *subject, *rest, *words[end:])


def _unnamed_agent(words: _SENTENCE, start: int, aux: int, verb: int) -> _SENTENCE:
    """The staff, where it is told what will happen; the reader, where it is told what must, and in a condition."""
    is_told = start == 0 and not any(sense_of(word) is Sense.NECESSITY for word in words[aux:verb])
    return (Word("we", "we"),) if is_told and _surface(words[verb]) not in _FELT else ()


def _is_agent(words: Sequence[Word], place: int) -> bool:
    if place >= len(words):
        return False
    word = words[place]
    if word.key in lexicon().determiners or word.key == "us":
        return True
    return _is_content(word) and sense_of(word) in (None, Sense.WHOM, Sense.MEDICINE)


def _as_subject(word: Word) -> Word:
    return Word("we", word.shown) if word.key == "us" else word


def _clause_start(words: _SENTENCE, place: int) -> int:
    for number in range(place - 1, -1, -1):
        if words[number].stop or _key(words[number]) in _CLAUSES or words[number].key in ("and", "but", "so"):
            return number + 1
    return 0


def _is_auxiliary(word: Word) -> bool:
    return word.key in _AUXILIARIES or word.key.endswith("ly") or sense_of(word) in (Sense.NECESSITY, Sense.NEGATION)


def _judged_last(words: _SENTENCE) -> Iterator[_SENTENCE]:
    """`It is not safe to drive` as `to drive is not safe`."""
    keys = [word.key for word in words]
    if keys[:2] != ["it", "is"]:
        return
    to = next((n for n in range(3, min(len(words), 9)) if keys[n] in ("to", "that", "if")), None)
    if to is not None and keys[to] == "to" and not any(word.stop for word in words):
        yield (*words[to:], *words[1:to])


def _caused(words: _SENTENCE) -> Iterator[_SENTENCE]:
    """`It is hard, so ask` as `ask because it is hard`."""
    for place, word in enumerate(words):
        if word.key == "so" and 0 < place < len(words) - 1 and words[place + 1].key != "that":
            before = words[: place - 1] if words[place - 1].stop else words[:place]
            if before and not any(w.stop for w in (*before, *words[place:])):
                yield (*words[place + 1 :], Word("because", word.shown), *before)


def _turned(words: _SENTENCE) -> Iterator[_SENTENCE]:
    """`Signs of infection are pus and fever` as `pus and fever are signs of infection`."""
    places = [number for number, word in enumerate(words) if word.key in _BE]
    if len(places) == 1 and not any(sense_of(word) in _WEIGHTY or (word.stop and word.key != ",") for word in words):
        before, after = words[: places[0]], words[places[0] + 1 :]
        if before and after and not is_passive(words, places[0], places[0] + 1):
            yield (*after, words[places[0]], *before)


_CHANGES: tuple[Callable[[_SENTENCE], Iterator[_SENTENCE]], ...] = (
    _owned,
    _unfronted,
    _in_active_voice,
    _judged_last,
    _caused,
    _turned,
)


def sense_of(word: Word) -> Sense | None:
    return word.meant.sense if word.meant else None


def _key(word: Word) -> str:
    return word.meant.key if word.meant else word.key


def _surface(word: Word) -> str:
    return word.shown.split()[0].lower() if word.shown else word.key
