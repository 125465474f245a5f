"""Links, pictures and footnotes that a translation lost, doubled, changed, invented or put in another order."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import any_signs
from dragoman.model import Certainty, Link, Marked, Severity, Span


def check(pair: Pair) -> Iterator[Problem]:
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
    if ours.links == theirs.links and len(ours.links) > 1:
        yield from _reordered(pair)


def _reordered(pair: Pair) -> Iterator[Problem]:
    """Two addresses that changed places lead astray; where the sentence was turned round, they are right."""
    here, there = tuple(_addresses(pair.english.spans)), tuple(_addresses(pair.local.spans))
    if here != there and len(here) == len(there):
        first, instead = next((one, other) for one, other in zip(here, there, strict=True) if one != other)
        yield pair.problem(
            f"The link to `{instead}` stands where the English has the one to `{first}`.",
            "See that the words of each link lead where those of the English do, or waive this.",
            severity=Severity.WARNING,
            certainty=Certainty.POSSIBLE,
        )


def _addresses(spans: tuple[Span, ...]) -> Iterator[str]:
    for span in spans:
        match span:
            case Link(url, _, inner):
                yield url
                yield from _addresses(inner)
            case Marked(_, inner):
                yield from _addresses(inner)
            case _:
                pass


RULE = PairRule(
    "A translation has other links or footnotes than its source.", Severity.ERROR, check, needs=any_signs("[<")
)
