"""Names that stay as they are and that a translation lost or changed."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import KeptName, Severity


def check(pair: Pair) -> Iterator[Problem]:
    for name in pair.conventions.names:
        if name.name.casefold() in pair.source.casefold() and not _stands(name, pair):
            also = "".join(f" or “{other}”" for other in name.also.get(pair.language.tag, ()))
            yield pair.problem(
                f"The name “{name.name}” is missing.",
                f"Keep it: “{name.name}”{also}.",
                english=(name.name,),  # reports show it where it is written just so
            )


def _stands(name: KeptName, pair: Pair) -> bool:
    text = pair.local.plain.casefold()
    return any(known.casefold() in text for known in (name.name, *name.also.get(pair.language.tag, ())))


RULE = PairRule("A name that stays as it is got lost or was changed.", Severity.ERROR, check)
