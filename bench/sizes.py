"""How large the corpora are, and how long a peer may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """The peer that would take minutes gets a part of the library, and Dragoman beside it the same part.

    Most ratios hang on the size: all programs need a while to start, and some tools grow faster than their texts.
    The goals are of a book with 574 documents, 6,218 messages and 21 languages, so the usual size has as many messages
    wherever a round does not take minutes.
    """

    name: str
    rounds: int
    budget: float
    """Seconds for all rounds of one peer; the last round may go over it."""
    patience: float
    """Seconds after which one run is stopped."""
    guides: int
    """Of the library for one language."""
    guides_slow: int
    guides_all: int
    """Of the library in all languages."""
    guides_all_slow: int
    guides_check: int
    """Of the library in all languages that is checked; in one language it has `guides`."""
    guides_edited: int
    """Of the library in which one entry is edited."""
    languages: int
    """All of them; twelve have texts of their own."""
    languages_edited: int
    merged: int
    """Messages of a catalog of which few changed."""
    reworded: int
    """Messages of a catalog of which all changed."""
    reworded_slow: int
    sheets: int
    """In one process and round."""


USUAL = Size(
    name="usual", rounds=5, budget=20, patience=600, guides=520, guides_slow=50, guides_all=100, guides_all_slow=10,
    guides_check=100, guides_edited=100, languages=12, languages_edited=20, merged=6_200, reworded=6_200,
    reworded_slow=60, sheets=5,
)  # fmt: skip
FULL = Size(
    name="full", rounds=7, budget=180, patience=1_800, guides=600, guides_slow=600, guides_all=300, guides_all_slow=60,
    guides_check=150, guides_edited=1_000, languages=12, languages_edited=20, merged=20_000, reworded=6_000,
    reworded_slow=300, sheets=20,
)  # fmt: skip
TRIAL = Size(
    name="trial", rounds=2, budget=5, patience=120, guides=12, guides_slow=6, guides_all=4, guides_all_slow=2,
    guides_check=4, guides_edited=4, languages=3, languages_edited=3, merged=200, reworded=60, reworded_slow=10,
    sheets=1,
)  # fmt: skip
"""To see whether everything runs; its figures mean nothing."""
SIZES = {size.name: size for size in (USUAL, FULL, TRIAL)}
