"""Links, pictures and footnotes of the source that a translation lost, doubled, changed or invented."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Severity


def check(pair: Pair) -> Iterator[Problem]:
    if not any(mark in text for text in (pair.source, pair.translation) for mark in "[<"):
        return
    ours, theirs = pair.english.atoms, pair.local.atoms
    for url in ours.links - theirs.links:
        yield pair.problem(f"The link to `{url}` is missing.", "Keep the link and its address as they are.")
    for url in theirs.links - ours.links:
        yield pair.problem(f"The link to `{url}` is not in the English.", "Use the address of the English.")
    for url in (ours.pictures - theirs.pictures).keys() & theirs.links.keys() & ours.links.keys():
        yield pair.problem(f"The picture `{url}` became a link.", "Put “!” before its bracket.")
    for url in (theirs.pictures - ours.pictures).keys() & ours.links.keys() & theirs.links.keys():
        yield pair.problem(f"The link to `{url}` became a picture.", "Take away the “!” before its bracket.")
    for label in ours.footnotes - theirs.footnotes:
        yield pair.problem(f"The footnote `[^{label}]` is missing.", "Put it where the translation needs it.")
    for label in theirs.footnotes - ours.footnotes:
        yield pair.problem(f"The footnote `[^{label}]` is not in the English.", "Take it out.")


RULE = PairRule("A translation has other links or footnotes than its source.", Severity.ERROR, check)
