"""Finds the forms of a word list in a text; how forms are written is said in `lexicon.py`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

_GAP = 60
"""Characters that `…` may stand for: a clause of a plain sentence, in the most wordy script that ships."""
_APART = r"[^.!?;:。！？；：।۔؟؛።፧၊။\n]"
"""No sentence ends inside `…`."""
_LETTER = r"[^\W\d_]|[\u0300-\u036f'’ʼ]|[\u064b-\u065f]"


class Matcher:
    """Forms, each with what it stands for, ready to be found: at each place the longest form that fits.

    Forms are kept by their first letter. One pattern of them all would try each at each place, ten times slower.
    """

    def __init__(self, forms: Sequence[tuple[str, str]], spaced: bool) -> None:
        self._spaced = spaced
        self._open: list[tuple[str, str]] = []
        """Forms that begin with `*`: with any letter."""
        self._by_letter: dict[str, list[tuple[str, str]]] = {}
        for form, meant in forms:
            normal = unicodedata.normalize("NFC", form)
            open_ = normal[0] in "*… " or not normal
            (self._open if open_ else self._by_letter.setdefault(normal[0], [])).append((normal, meant))
        self._patterns: dict[str, _Pattern | None] = {}
        first = r"\S" if self._open else f"[{re.escape(''.join(self._by_letter))}]" if forms else r"(?!)"
        self._start = re.compile(rf"(?<![^\W\d_]){first}" if spaced else first)
        """Where a form may begin."""

    def spans(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Start and end of each form in a text in small letters, and what it stands for; none overlaps another."""
        position = 0
        while start := self._start.search(folded, position):
            found = self._at(folded, start.start())
            position = start.end()
            if found is not None:
                yield start.start(), *found
                position = max(position, found[0])

    def _at(self, folded: str, position: int) -> tuple[int, str] | None:
        """End and meaning of the longest form that begins here."""
        best: tuple[int, int, str] | None = None
        for letter in (folded[position], ""):
            pattern = self._pattern(letter)
            found = pattern.match(folded, position) if pattern else None
            if found and (best is None or found[0] > best[0]):
                best = found
        return best[1:] if best else None

    def _pattern(self, letter: str) -> _Pattern | None:
        """Of the forms that begin with a letter; for `""`, of those that may begin with any."""
        if letter not in self._patterns:
            forms = self._by_letter.get(letter, []) if letter else self._open
            self._patterns[letter] = _Pattern(forms, self._spaced) if forms else None
        return self._patterns[letter]


class _Pattern:
    def __init__(self, forms: Sequence[tuple[str, str]], spaced: bool) -> None:
        self._forms = sorted(forms, key=lambda pair: -len(pair[0]))
        alternatives = "|".join(f"({written(form, spaced)})" for form, _ in self._forms)
        self._pattern = re.compile(rf"(?:{alternatives})(?![^\W\d_])" if spaced else alternatives)

    def match(self, folded: str, position: int) -> tuple[int, int, str] | None:
        """Length of the form as it is written in the list, end in the text, and meaning."""
        found = self._pattern.match(folded, position)
        if not found or not found.lastindex or found.end() == position:
            return None
        form, meant = self._forms[found.lastindex - 1]
        return len(form), found.end(), meant


@cache
def written(form: str, spaced: bool) -> str:
    """A form as a regular expression."""
    parts = re.split(r"( ?… ?|\*| +)", form)
    return "".join(_part(part, spaced) for part in parts)


def _part(part: str, spaced: bool) -> str:
    if "…" in part:
        ended, begun = ("(?![^\\W\\d_])" if " …" in part else "", "(?<![^\\W\\d_])" if "… " in part else "")
        return f"{ended if spaced else ''}{_APART}{{0,{_GAP}}}?{begun if spaced else ''}"
    if part == "*":
        return f"(?:{_LETTER})*" if spaced else ""
    return r"\s+" if part.isspace() else re.escape(part)
