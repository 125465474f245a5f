"""Letters that do not come out of a printer."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.views import SheetView
from dragoman.model import Letter, PrintedPage, Severity

_UNPRINTED = 12.0
"""Points: laser printers leave 4.2 mm along the edges of the paper white."""


def check(view: SheetView) -> Iterator[Problem]:
    for number, page in enumerate(view.printed.pages if view.printed else (), start=1):
        cut = "".join(letter.text for letter in page.letters if _is_cut(letter, page))
        if cut.strip():
            yield Problem(
                f"On page {number}{view.in_size}, “{cut[:40]}” is too near to the edge of the paper to be printed.",
                "Shorten the text, or give it a place to break.",
            )


def _is_cut(letter: Letter, page: PrintedPage) -> bool:
    inside = (
        letter.left >= _UNPRINTED
        and letter.bottom >= _UNPRINTED
        and letter.right <= page.width - _UNPRINTED
        and letter.top <= page.height - _UNPRINTED
    )
    return not inside and letter.right > letter.left


RULE = SheetRule("A text runs to the edge of the paper, where printers print nothing.", Severity.ERROR, check)
