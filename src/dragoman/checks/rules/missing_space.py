"""Missing spaces between sentences, and in French before high punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Severity

_JOINED = re.compile(r"(?<![\w.@/-])(?P<before>[^\W\d_]{2,})[.,;!?](?P<after>[^\W\d_]{2,})(?![\w.@/])")
"""Two words with a mark and no space between them, and no address."""
_ARABIC = re.compile(
    r"(?<![\u0620-\u0652\u0670-\u06d3])[\u0620-\u0652\u0670-\u06d3]+[،؛؟۔][\u0620-\u0652\u0670-\u06d3]+"
)
_ETHIOPIC = re.compile(r"(?<![\u1200-\u135a])[\u1200-\u135a]+[።፣፤፧][\u1200-\u135a]+")
_BY_SCRIPT = {"Latn": _JOINED, "Cyrl": _JOINED, "Grek": _JOINED, "Arab": _ARABIC, "Ethi": _ETHIOPIC}
_MARK_WITHOUT_SPACE = re.compile(r"[.,;!?،؛؟۔።፣፤፧]\S")
_FRENCH = re.compile(r"[\w)](?P<high>[;:!?»])(?=[\s)*_\"”]|$)|(?P<open>«)(?=\w)")
_IN_FRANCE_ALONE = ";!?"
"""In Canada these stand close."""


def check(pair: Pair) -> Iterator[Problem]:
    pattern = _BY_SCRIPT.get(pair.language.script)
    joined = pattern.finditer(pair.local.plain) if pattern else ()
    for found in joined:
        if found[0] not in pair.english.plain and (pattern is not _JOINED or _begins_sentence(found)):
            yield pair.problem(
                f"A space is missing in “{found[0]}”.",
                "Put a space behind the mark.",
                words=(found[0],) if found[0] in pair.translation else (),
            )
            break
    if pair.language.tag.partition("-")[0] == "fr":
        yield from _french(pair)


def _begins_sentence(found: re.Match[str]) -> bool:
    """A small letter and then a capital: names of files and programs have the one or the other."""
    return found["before"][-2:].islower() and found["after"][0].isupper() and found["after"][1:].islower()


def _french(pair: Pair) -> Iterator[Problem]:
    found = _FRENCH.search(pair.local.plain)
    if found is None:
        return
    mark = found["high"] or found["open"]
    yield pair.problem(
        f"French has a space {'behind' if mark == '«' else 'before'} “{mark}”.",
        "Put a no-break space there.",
        words=(mark,) if mark in pair.translation else (),
        severity=Severity.NOTE if mark in _IN_FRANCE_ALONE else None,
    )


def _may_lack(pair: Pair) -> bool:
    return pair.language.tag.startswith("fr") or _MARK_WITHOUT_SPACE.search(pair.local.plain) is not None


RULE = PairRule("A space is missing beside a mark.", Severity.WARNING, check, needs=_may_lack)
