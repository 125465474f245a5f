"""Punctuation of another script than the language's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.mending import mended, prose
from dragoman.checks.needs import beyond_ascii
from dragoman.checks.punctuation import NATIVE_MARKS, Punctuation, punctuation
from dragoman.model import Severity

_WIDE = "。，、？！：；"
"""Marks that hold their space in themselves."""


def check(pair: Pair) -> Iterator[Problem]:
    if pair.translation.isascii():
        return
    watch = _watch(pair.language.tag, pair.language.script)
    if watch.sign.search(pair.translation):
        for mark in sorted(watch.foreign.intersection(pair.translation).difference(pair.source)):
            yield pair.problem(
                f"“{mark}” is no punctuation of {pair.language.english}.",
                "Write the mark that readers of the language know.",
                words=(mark,),
            )
    pattern = watch.english
    if pattern is None or not pattern.search(pair.local.plain):
        return
    found = pattern.search(prose(pair.local))
    if found is not None:
        mark = found[0].rstrip(" ")[-1]
        yield pair.problem(
            f"“{mark}” stands where {pair.language.english} has “{watch.habit.own[mark]}”.",
            f"Write “{watch.habit.own[mark]}”.",
            words=(mark,) if mark in pair.translation else (),
            fix=mended(pair, lambda text: pattern.sub(lambda match: _own(match, watch.habit), text)),
        )


class _Watch(NamedTuple):
    """What a language is watched for."""

    habit: Punctuation
    foreign: frozenset[str]
    sign: re.Pattern[str]
    """One of them."""
    english: re.Pattern[str] | None
    """English marks in place of its own."""


@lru_cache(maxsize=256)
def _watch(tag: str, script: str) -> _Watch:
    habit = punctuation(tag, script)
    foreign = NATIVE_MARKS.difference(habit.marks)
    return _Watch(habit, foreign, re.compile(f"[{re.escape(''.join(sorted(foreign)))}]"), _english_marks(habit))


def _english_marks(habit: Punctuation) -> re.Pattern[str] | None:
    """English marks behind letters of the script; behind one letter alone a stop makes an abbreviation.

    A mark between two letters of a script with spaces is a letter that was lost, or an address.
    """
    marks = set(habit.own) - set(habit.tolerated)
    if not marks:
        return None
    letters, within = habit.letters, re.escape("".join(sorted(marks - {"."})))
    closed = "(?:[\"'”’»)*_]{0,3})"
    after = "A-Za-z0-9" if habit.wide else f"A-Za-z0-9{letters}"
    parts = []
    if "." in marks:
        parts.append(rf"(?<=[{letters}][{letters}]){closed}[.](?![.{after}])")
    if within:
        parts.append(rf"(?<=[{letters}]){closed}[{within}]" + ("" if habit.wide else f"(?![{after}])"))
    return re.compile("(?:" + "|".join(parts) + ") ?")


def _own(match: re.Match[str], habit: Punctuation) -> str:
    found = match[0].rstrip(" ")
    mark = habit.own[found[-1]]
    return found[:-1] + mark + ("" if mark in _WIDE else match[0][len(found) :])


RULE = PairRule(
    "A translation has punctuation that is not its language's.", Severity.WARNING, check, needs=beyond_ascii
)
