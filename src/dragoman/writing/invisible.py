"""Characters that nobody sees: which they are, what they are called, and where each may stand.

Kinds and rules follow Unicode: UAX #9 for direction, UAX #14 and UTS #51 for joiners, chapter 23 for the others.
"""

from __future__ import annotations

import re
import unicodedata

EMBEDDINGS = "\u202a\u202b\u202c\u202d\u202e"
ISOLATES = "\u2066\u2067\u2068"
POP_ISOLATE = "\u2069"
MARKS = "\u200e\u200f\u061c"

DIRECTION = re.compile(f"[{EMBEDDINGS}{ISOLATES}{POP_ISOLATE}]")
"""Characters that change the direction of what follows them."""

CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u206a-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]"
    "|\r(?!\n)"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0001-\U000e007f]+"
)
"""What no text may hold: control characters, private and unassigned ones, tags that are not part of a flag's sign."""

HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2060-\u2064\u3164\ufe00-\ufe0f\uffa0]"
)
"""Characters without a shape that have a use in some places."""

ANY = re.compile(f"{DIRECTION.pattern}|{CONTROL.pattern}|{HIDDEN.pattern}")

_NAMES = {
    "\t": "a tab",
    "\ufeff": "a byte order mark",
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u2060": "a word joiner",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u061c": "an Arabic letter mark",
    "\u202a": "a left-to-right embedding",
    "\u202b": "a right-to-left embedding",
    "\u202c": "an end of an embedding",
    "\u202d": "a left-to-right override",
    "\u202e": "a right-to-left override",
    "\u2066": "a left-to-right isolate",
    "\u2067": "a right-to-left isolate",
    "\u2068": "a first-strong isolate",
    "\u2069": "an end of an isolate",
    "\ufe0e": "a variation selector",
    "\ufe0f": "a variation selector",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
}


def character_name(character: str) -> str:
    """What a hidden character is called, with its number: `a soft hyphen (U+00AD)`."""
    category = unicodedata.category(character)
    kinds = {"Cc": "a control character", "Co": "a private character", "Cn": "an unassigned character"}
    name = _NAMES.get(character) or kinds.get(category) or f"“{unicodedata.name(character, '').lower()}”"
    return f"{name} (U+{ord(character):04X})"
