"""Characters that turn the direction of text, where they do harm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import unprintable
from dragoman.model import Severity
from dragoman.writing.invisible import DIRECTION, EMBEDDINGS, POP_ISOLATE, character_name

_HARMLESS = re.compile("(?:[\u202a\u202b]\u202c)+")
"""Embeddings that are closed one by one: of no use on the page, and turning nothing beyond their end."""


def check(pair: Pair) -> Iterator[Problem]:
    text = pair.translation
    found = [(match.start(), match[0]) for match in DIRECTION.finditer(text)]
    old = [control for _, control in found if control in EMBEDDINGS]
    if old:
        closed = _HARMLESS.fullmatch("".join(old)) is not None
        yield pair.problem(
            f"The text holds {character_name(old[0])}, which turns what follows it.",
            "Remove it: the page isolates numbers and addresses by itself.",
            words=tuple(dict.fromkeys(old)),
            fix=_without(text, {place for place, control in found if control in EMBEDDINGS} | _alone(found)),
            severity=Severity.WARNING if closed else None,
        )
    elif places := _alone(found):
        first = min(places)
        yield pair.problem(
            f"The text holds {character_name(text[first])} without its other half.",
            "Remove it, or close what it opens.",
            words=(text[first],),
            fix=_without(text, places),
        )


def _alone(found: list[tuple[int, str]]) -> set[int]:
    """Places of isolates that nothing closes, and of ends that close nothing."""
    alone: set[int] = set()
    open_: list[int] = []
    for place, control in found:
        if control == POP_ISOLATE:
            if open_:
                open_.pop()
            else:
                alone.add(place)
        elif control not in EMBEDDINGS:
            open_.append(place)
    return alone | set(open_)


def _without(text: str, places: set[int]) -> str | None:
    return "".join(character for place, character in enumerate(text) if place not in places) or None


RULE = PairRule("A direction control is forbidden or has no other half.", Severity.ERROR, check, needs=unprintable)
