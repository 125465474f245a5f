"""Terms of the project's glossary that a translation says in other words."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.lexicons import find_forms
from dragoman.model import Breaking, Certainty, Severity


def check(pair: Pair) -> Iterator[Problem]:
    spaced = pair.language.breaking is Breaking.SPACES
    for term in pair.conventions.terms:
        forms = term.use.get(pair.language.tag, ())
        english = find_forms(pair.english.words, term.english, spaced=True) if forms else ()
        if english and not find_forms(pair.local.words, forms, spaced=spaced):
            wanted = " or ".join(f"“{form}”" for form in forms)
            note = f" {term.note}" if term.note else ""
            yield pair.problem(
                f"The term “{english[0]}” is not said as in the glossary.", f"Use {wanted}.{note}", english=english[:1]
            )


RULE = PairRule(
    "A term of the glossary is translated in other words.", Severity.WARNING, check, certainty=Certainty.LIKELY
)
