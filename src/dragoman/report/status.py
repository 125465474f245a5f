"""How far each language is: a table for the terminal, Markdown for a page, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model import Commitment, Coverage, Language


@dataclass(frozen=True, slots=True)
class Row:
    """One language: the coverage of each catalog, in the order of the columns."""

    language: Language
    commitment: Commitment
    coverage: tuple[Coverage, ...]


def status_text(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """A table: translated of all, and in brackets what is fuzzy; a mark for what is complete."""
    head = ["", *columns]
    lines = [[f"{row.language.tag:<9} {row.language.english}", *(_cell(c) for c in row.coverage)] for row in rows]
    widths = [max(len(line[n]) for line in (head, *lines)) for n in range(len(head))]
    laid = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in (head, *lines)]
    legend = "translated/all, ~ fuzzy, ✓ complete; every language but the begun ones must be complete."
    begun = ", ".join(row.language.tag for row in rows if row.commitment is Commitment.BEGUN)
    return "\n".join((*(line.rstrip() for line in laid), "", legend, *([f"Begun: {begun}."] if begun else ())))


def status_markdown(columns: Sequence[str], rows: Sequence[Row]) -> str:
    head = f"| Language | {' | '.join(columns)} |"
    rule = f"| --- |{' ---: |' * len(columns)}"
    body = (f"| {row.language.english} ({row.language.tag}) | {' | '.join(map(_cell, row.coverage))} |" for row in rows)
    return "\n".join((head, rule, *body))


def status_json(columns: Sequence[str], rows: Sequence[Row]) -> str:
    return json.dumps(
        {
            "languages": [
                {
                    "tag": row.language.tag,
                    "english": row.language.english,
                    "autonym": row.language.autonym,
                    "commitment": row.commitment.value,
                    "catalogs": {
                        name: {
                            "translated": c.translated,
                            "fuzzy": c.fuzzy,
                            "untranslated": c.untranslated,
                            "total": c.total,
                        }
                        for name, c in zip(columns, row.coverage, strict=True)
                    },
                }
                for row in rows
            ]
        },
        ensure_ascii=False,
        indent=1,
    )


def _cell(coverage: Coverage) -> str:
    fuzzy = f" ~{coverage.fuzzy}" if coverage.fuzzy else ""
    done = " ✓" if coverage.complete else ""
    return f"{coverage.translated}/{coverage.total}{fuzzy}{done}"
