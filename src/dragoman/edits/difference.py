"""The difference of two texts word by word, for showing."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Replaced:
    """Words in a row that are no longer there, and those that stand in their place; one of the two may be empty."""

    before: str
    after: str


def replaced_words(old: str, new: str) -> tuple[Replaced, ...]:
    """Where two texts differ, in the order of reading; white space counts for nothing."""
    before, after = old.split(), new.split()
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(Replaced(" ".join(before[a:b]), " ".join(after[c:d])) for what, a, b, c, d in steps if what != "equal")
