"""Spanish questions and exclamations without the mark at their beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import local_signs
from dragoman.model import Severity

_LANGUAGES = frozenset({"ast", "es", "gl"})
"""Galician may leave the mark out in short questions, and is held to it all the same."""
_OPENING = re.compile(r"[¿¡]+")
_CLOSING = re.compile(r"[?!]+(?![\w/&=])")
_ADDRESS = re.compile(r"\w+://\S+")
_ALONE = re.compile(r"[(«“\"'][?!]+[)»”\"']")


def check(pair: Pair) -> Iterator[Problem]:
    if pair.language.tag.partition("-")[0] not in _LANGUAGES:
        return
    text = _ALONE.sub("", _ADDRESS.sub("", pair.local.plain))
    if not any(map(str.isalpha, text)):
        return
    opening, closing = _OPENING.findall(text), _CLOSING.findall(text)
    if len(opening) < len(closing):
        missing = "¡" if set("".join(closing)) == {"!"} else "¿"
        yield pair.problem(
            f"“{missing}” is missing at the beginning.",
            f"Put “{missing}” where the question or exclamation begins.",
            words=(closing[0],) if closing[0] in pair.translation else (),
        )
    elif len(opening) > len(closing):
        yield pair.problem(
            f"“{opening[0]}” has no mark that ends it.",
            "Put the mark that ends the question or exclamation.",
            words=(opening[0],) if opening[0] in pair.translation else (),
        )


RULE = PairRule("A Spanish question or exclamation lacks a mark.", Severity.WARNING, check, needs=local_signs("?!¿¡"))
