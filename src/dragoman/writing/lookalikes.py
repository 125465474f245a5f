"""Letters of different scripts, or of different languages of one script, that look the same.

The pairs are those of Unicode's list of confusable characters (UTS #39) that are the same in plain fonts.
"""

from __future__ import annotations

import re

_LATIN = "AaBCcEeHIiJjKMOoPpSsTXxYyhlvw"
_CYRILLIC = "АаВСсЕеНІіЈјКМОоРрЅѕТХхУуһӏѵԝ"
_GREEK = {
    "Α": "A",
    "Β": "B",
    "Ε": "E",
    "Ζ": "Z",
    "Η": "H",
    "Ι": "I",
    "Κ": "K",
    "Μ": "M",
    "Ν": "N",
    "Ο": "O",
    "ο": "o",
    "Ρ": "P",
    "Τ": "T",
    "Υ": "Y",
    "Χ": "X",
    "ν": "v",
    "ρ": "p",
}

TO_LATIN = {**dict(zip(_CYRILLIC, _LATIN, strict=True)), **_GREEK}
TO_CYRILLIC = dict(zip(_LATIN, _CYRILLIC, strict=True))

_FOREIGN = "\u0370-\u03ff\u0400-\u052f"
MIXED = re.compile(f"[A-Za-z][{_FOREIGN}]|[{_FOREIGN}][A-Za-z]")
"""A cheap test for words in two scripts."""

_WORD = re.compile(f"[A-Za-z\u00c0-\u024f\u1e00-\u1eff{_FOREIGN}]+")
_IS_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def may_be_mixed(text: str, script: str) -> bool:
    """A cheap test: whether a text has letters of the other script where they may be a slip."""
    return (_LONE if script == "Cyrl" else _OTHER).search(text) is not None


_OTHER = re.compile(f"[{_FOREIGN}]")
_LONE = re.compile(
    f"[A-Za-z][{_FOREIGN}]|[{_FOREIGN}][A-Za-z]|(?<![A-Za-z])[{''.join(sorted(TO_CYRILLIC))}]{{1,3}}(?![A-Za-z])"
)


def words(text: str) -> list[re.Match[str]]:
    """Words in Latin, Greek and Cyrillic letters, or in several of them."""
    return list(_WORD.finditer(text))


def is_cyrillic(word: str) -> bool:
    """Whether a word begins with a Greek or Cyrillic letter."""
    return not _IS_LATIN.match(word)


def mended(word: str, script: str) -> str | None:
    """A word in one script that looks the same; `None` for one that is so already, or that cannot be.

    `script` is that of the language, `Latn` or `Cyrl`: where both would do, it decides.
    """
    latin = [letter for letter in word if _IS_LATIN.match(letter)]
    if len(latin) in (0, len(word)):
        return None
    to_own = {letter: TO_CYRILLIC.get(letter) for letter in latin}
    other = [letter for letter in word if not _IS_LATIN.match(letter)]
    ways = {
        "Cyrl": all(to_own.values()) and all("\u0400" <= letter <= "\u052f" for letter in other),
        "Latn": all(letter in TO_LATIN for letter in other),
    }
    first = script if ways.get(script) else next((way for way, open_ in ways.items() if open_), None)
    match first:
        case "Cyrl":
            return "".join(TO_CYRILLIC.get(letter, letter) for letter in word)
        case "Latn":
            return "".join(TO_LATIN.get(letter, letter) for letter in word)
        case _:
            return None


def all_alike(word: str, script: str) -> str | None:
    """A word wholly in letters of the other script that look like letters of `script`, in that script."""
    table = TO_CYRILLIC if script == "Cyrl" else TO_LATIN
    return "".join(table[letter] for letter in word) if all(letter in table for letter in word) else None
