"""Arabic letters drawn out with kashida."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.mending import mended, prose
from dragoman.checks.needs import local_signs
from dragoman.model import Severity

_KASHIDA = "\u0640"
_LETTER = r"[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff]"
_WITHIN = re.compile(rf"(?<={_LETTER}){_KASHIDA}+(?={_LETTER})|(?<=[\u064b-\u0652]){_KASHIDA}+(?={_LETTER})")
"""Between two letters of one word. Behind a letter alone it joins the letter to a number, or makes an abbreviation."""


def check(pair: Pair) -> Iterator[Problem]:
    if _KASHIDA in pair.translation and _KASHIDA not in pair.source and _WITHIN.search(prose(pair.local)):
        yield pair.problem(
            "A word is drawn out with kashida.",
            "Take the kashida out: it breaks the search for the word, and says nothing.",
            words=(_KASHIDA,),
            fix=mended(pair, lambda text: _WITHIN.sub("", text)),
        )


RULE = PairRule("A translation has stray kashida in its words.", Severity.WARNING, check, needs=local_signs("\u0640"))
