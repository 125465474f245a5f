"""The head of the first page: the clinic's logo, name and address."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.markup.inline import PLACEHOLDER
from dragoman.model import Fact, Letterhead
from dragoman.render import sheet_types as data


def letterhead_of(letterhead: Letterhead, logo: str, facts: Mapping[str, Fact]) -> data.Letterhead | None:
    """The lines with the facts of the location in them; one whose facts are all empty is left out."""
    lines: list[str] = []
    for line in letterhead.lines:
        names = PLACEHOLDER.findall(line)
        values = [facts[name].value if name in facts else "" for name in names]
        if not names or any(values):
            lines.append(
                PLACEHOLDER.sub(lambda match: facts[match[1]].value if match[1] in facts else "", line).strip()
            )
    return {"logo": logo, "lines": lines} if lines or logo else None
