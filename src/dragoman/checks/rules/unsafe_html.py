"""HTML in a translation that its English does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import local_signs
from dragoman.model import Mark, Severity

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)(?P<rest>[^<>]*)>?|<!--|<[!?][A-Za-z]")
_ALLOWED = frozenset({*(mark.value for mark in Mark), "br"})
_CODE = re.compile(r"(`+)[^`]+\1")
_HIDDEN = "<!--"


def check(pair: Pair) -> Iterator[Problem]:
    for match in _TAG.finditer(_CODE.sub("", pair.translation)):
        tag = match[0]
        plain = match["name"] is not None and match["name"].lower() in _ALLOWED and not match["rest"].strip(" /")
        if plain or tag in pair.source:
            continue
        yield pair.problem(
            "The translation has a comment, which no reader sees." if tag == _HIDDEN else f"`{tag}` is not allowed.",
            "Take it out: a translation has only the tags of its English.",
            words=(tag,) if tag in pair.translation else (),
        )


RULE = PairRule("A translation has unsafe HTML.", Severity.ERROR, check, needs=local_signs("<"))
