"""What was counted over many catalogs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """One line of the table."""

    files: int = 0
    entries: int = 0
    refused: int = 0
    same_bytes: int = 0
    same_strings: int = 0
    known: int = 0
    agreed: int = 0
    """Accepted by both, or refused by both."""
    edits: int = 0
    lines: int = 0
    """Changed in all edits together."""
    least: int = 0
    """The lines that the program of the manner would have changed for them."""
    beyond: int = 0
    """Edits that changed more lines than that."""
    same_lines: int = 0
    """Edited entries that are to the letter as the program would write them."""
    new: int = 0
    cut_elsewhere: int = 0
    """New entries whose lines end elsewhere than `msgcat`'s, with the same text."""
    not_judged: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    """Seconds of the processor for one file."""
    largest: int = 0
    """MB that one file took."""
    losses: list[str] = field(default_factory=list)
    worst: list[str] = field(default_factory=list)
    """The edits that went beyond."""
    differences: Counter[str] = field(default_factory=Counter)
