"""Words that the project's glossary forbids for a term."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.lexicons import find_forms
from dragoman.model import Breaking, Severity


def check(pair: Pair) -> Iterator[Problem]:
    spaced = pair.language.breaking is Breaking.SPACES
    for term in pair.conventions.terms:
        found = find_forms(pair.local.words, term.avoid.get(pair.language.tag, ()), spaced=spaced)
        english = find_forms(pair.english.words, term.english, spaced=True) if found else ()
        if english:
            use = " or ".join(f"“{form}”" for form in term.use.get(pair.language.tag, ()))
            remedy = f"Use {use}." if use else "Say it in other words."
            yield pair.problem(
                f"“{found[0]}” must not stand for “{english[0]}”.", remedy, english=english[:1], words=found[:1]
            )


RULE = PairRule("The glossary forbids these words for a term.", Severity.WARNING, check)
