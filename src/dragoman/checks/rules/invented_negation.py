"""Sentences that say no in the translation and not in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.concepts import compare_concepts
from dragoman.lexicons import Group
from dragoman.model import Certainty, Severity

_DENYING = re.compile(
    r"\b(?:un(?!der|ion|i[tfqv]|cle|til\b|less\b|to\b)[a-z]{4,}|non[a-z]{3,}|in(?:definite|complete|valid|correct|adequate"
    r"|dependent|different|finite|visible|sensitive|formal|accurate|ability)\w*|im(?:proper|mutable|partial|practical)\w*"
    r"|dis(?:able|allow|card|regard|charge|count|engage|appear|connect)\w*|false|beyond|otherwise|else|hid(?:e|es|den)"
    r"|blank|deselect\w*|omit\w*|remov\w+|delet\w+|suppress\w*|overrid\w+|optional\w*|odd)\b",
    re.IGNORECASE,
)
"""Words that deny inside themselves; many languages need a word of their own for it: `unformatted`, `sin formato`."""


def check(pair: Pair) -> Iterator[Problem]:
    for both in compare_concepts(pair, Group.NEGATION):
        denied = [hit for hit in both.local if hit.concept == "not"]
        if denied and not both.english and not _DENYING.search(both.english_text):
            yield pair.problem(
                f"The translation says “{denied[0].words}”, and the English does not seem to deny anything.",
                "Take the negation out, or waive this if the language needs it.",
                words=(denied[0].words,),
            )


RULE = PairRule(
    "The translation says no where the English does not.", Severity.WARNING, check, certainty=Certainty.POSSIBLE
)
