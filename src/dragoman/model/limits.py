"""How much a file may hold before it is taken for a mistake or an attack."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The table `[limits]` of `dragoman.toml`: the most that is still read. Whatever goes beyond is refused by name."""

    catalog_bytes: int = 64 * 2**20
    """Of a catalog or template."""
    entry_bytes: int = 2**20
    """Of one entry with its comments."""
    entries: int = 500_000
    """Of a catalog or template, the header among them."""
    plural_forms: int = 100
    """Of an entry; no language has more than six."""
    guide_bytes: int = 2_000_000
    """Of a guide, and of any other text file of a project: this size would be a book of a thousand pages."""
    table_columns: int = 200
    """Of a table in a guide."""
    link_references: int = 5_000
    """`[label]: address` in a guide."""
    word_letters: int = 10_000
    """Of a word, and of any other run without a space, in a guide or catalog: no line can hold it."""
    press_seconds: int = 60
    """Of the processor, for the sheets and the page of one handout."""
    press_bytes: int = 1_500_000_000
    """Of memory, for a process that sets sheets."""


USUAL_LIMITS = Limits()
