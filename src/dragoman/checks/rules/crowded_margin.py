"""Text that runs out of its column."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.views import SheetView
from dragoman.model import Letter, PrintedPage, Severity

_MARGIN = 50.4
"""Points: the narrower margin of the template (`languages.typ`), 0.7 inches, in large print."""
_REACH = 16.0
"""Points that a swash, or the slope of Nastaliq in large print, may reach into the margin. Measured: up to 15.4."""


def check(view: SheetView) -> Iterator[Problem]:
    for number, page in enumerate(view.printed.pages if view.printed else (), start=1):
        foot = _top_of_foot(page)
        read = [letter for letter in page.letters if letter.is_read and letter.right > letter.left]
        beside = "".join(letter.text for letter in read if _is_beside(letter, page))
        if beside.strip():
            yield Problem(
                f"On page {number}{view.in_size}, “{beside[:40]}” runs into the margin.",
                "Shorten the text, or give it a place to break.",
            )
        below = "".join(letter.text for letter in read if letter.bottom < foot)
        if below.strip():
            yield Problem(
                f"On page {number}{view.in_size}, “{below[:40]}” runs into the foot of the page.",
                "Divide the text into parts that fit on a page.",
            )


def _is_beside(letter: Letter, page: PrintedPage) -> bool:
    return letter.left < _MARGIN - _REACH or letter.right > page.width - _MARGIN + _REACH


def _top_of_foot(page: PrintedPage) -> float:
    """Of what stands level in the lower third of the page and is not read as its text."""
    foot = [letter.top for letter in page.letters if letter.is_level and not letter.is_read and letter.text.strip()]
    return max((top for top in foot if top < page.height / 3), default=0.0)


RULE = SheetRule("A text runs out of its column, into the margin or the foot of the page.", Severity.WARNING, check)
