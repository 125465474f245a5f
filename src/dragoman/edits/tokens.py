"""What a text is cut into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    WORD = "word"
    NUMBER = "number"
    STOP = "stop"
    """Punctuation, as one of `. , ; : ? ( ) -`."""
    SIGN = "sign"
    PLACEHOLDER = "placeholder"
    LINK = "link"
    LINK_END = "link end"
    CODE = "code"
    FOOTNOTE = "footnote"
    SCRIPT = "script"
    """Raised or lowered text begins or ends: 10² is not 102."""
    STRUCK = "struck out"


@dataclass(frozen=True, slots=True)
class Token:
    shape: Shape
    key: str
    """What it is compared by: small letters, the value of a number, the name of an atom."""
    shown: str
