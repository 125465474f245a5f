"""What the rules about numbers, times, dates and addresses share: one comparison of a pair, and how it is told."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from dragoman.checks.anatomy import Pair, Problem
from dragoman.checks.reading import Reading
from dragoman.languages import find_language
from dragoman.lexicons import Group, find_lexicon
from dragoman.model import SOURCE_LANGUAGE, Certainty, Language, Severity
from dragoman.values import (
    Difference,
    Kind,
    Nature,
    Value,
    compare_figures,
    compare_words,
    may_hold_figures,
    read_words,
)

_KEPT = 8192


@cache
def english() -> Language:
    return find_language(SOURCE_LANGUAGE)


def differences(pair: Pair) -> tuple[Difference, ...]:
    """Every difference of a pair in figures; most pairs hold none, and cost next to nothing."""
    if not (_may_hold(pair.source) or _may_hold(pair.translation)):
        return ()
    return compare_figures(visible(pair.english), visible(pair.local), english(), pair.language)


def word_differences(pair: Pair) -> tuple[Difference, ...]:
    """English number words that nothing answers; the translation is looked at only where there are any."""
    said = visible(pair.english)
    if not _counts(said):
        return ()
    return compare_words(said, visible(pair.local), english(), pair.language)


def visible(text: Reading) -> str:
    """What a reader sees but for placeholders and addresses that are written as links, in NFC."""
    return text.seen


def changes(pair: Pair, *kinds: Kind) -> Iterator[Problem]:
    """What changed, is missing, is new, or does not stand as often, of some kinds of values."""
    for difference in differences(pair):
        if difference.kind in kinds:
            found = _change(pair, difference)
            if found:
                yield found


def told(value: Value | None) -> str:
    """A value as it is written, for a sentence."""
    return " ".join(value.words.split()) if value else ""


def sentence(text: str) -> str:
    """`p. m.` ends a sentence without a further full stop."""
    return text if text.endswith(".") else f"{text}."


def problem(
    pair: Pair,
    difference: Difference,
    said: str,
    remedy: str,
    severity: Severity | None = None,
    certainty: Certainty | None = None,
) -> Problem:
    """A problem with the words of both texts, where these stand in them letter for letter."""
    ours = difference.english.words if difference.english else ""
    theirs = difference.local.words if difference.local else ""
    return pair.problem(
        sentence(said),
        sentence(remedy),
        english=(ours,) if ours and ours in pair.source else (),
        words=(theirs,) if theirs and theirs in pair.translation else (),
        severity=severity,
        certainty=certainty,
    )


def _change(pair: Pair, difference: Difference) -> Problem | None:
    ours, theirs = told(difference.english), told(difference.local)
    severity = Severity.WARNING if difference.doubtful else None
    certainty = Certainty.POSSIBLE if difference.doubtful else None
    noun = difference.kind.value
    if difference.kind is Kind.DATE and difference.english and difference.english.words in pair.local.plain:
        return None  # its month is English, which is the matter of another rule
    if difference.nature is Nature.LOST and difference.kind in (Kind.TIME, Kind.DATE) and _counts_in_words(pair):
        severity, certainty = Severity.WARNING, Certainty.POSSIBLE
    match difference.nature:
        case Nature.CHANGED:
            said, remedy = f"The {noun} {ours} became {theirs}", f"Write {ours}, as the English has it"
        case Nature.LOST:
            said, remedy = f"The {noun} {ours} is missing", f"Write {ours} where the translation says it"
        case Nature.ADDED:
            said, remedy = f"The {noun} {theirs} is not in the English", "Take it out, or write what the English has"
        case Nature.REPEATED:
            said = f"The {noun} {ours or theirs} does not stand as often as in the English"
            remedy = "See that it is nowhere missing and nowhere new"
            severity, certainty = Severity.WARNING, Certainty.POSSIBLE
        case _:
            return None
    return problem(pair, difference, said, remedy, severity, certainty)


def _counts_in_words(pair: Pair) -> bool:
    """Whether a translation has numbers in words, and so may say a time or a date in them: 七点三刻."""
    lexicon = find_lexicon(pair.language)
    return lexicon is not None and any(hit.group is Group.NUMBER for hit in lexicon.hits(visible(pair.local)))


@lru_cache(maxsize=_KEPT)
def _counts(text: str) -> bool:
    """Whether an English text has numbers in words; of "one" some are none, and may become two all the same."""
    return "one" in text or bool(read_words(text, english()))


@lru_cache(maxsize=2 * _KEPT)
def _may_hold(raw: str) -> bool:
    return may_hold_figures(raw) or "&" in raw
