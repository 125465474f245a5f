"""Forms of words, and where a text has them: the search behind all word lists.

A form is written as `lexicon.py` says. A text is walked through once for all lists: at each place where a word may
begin, the letters that stand there say which few forms are worth a try. So a list of a thousand forms costs hardly more
than one of ten, and a pattern is compiled only for a form that no comparison of letters can decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from dragoman.lexicons.places import ANY_LETTERS, BARE_LETTER, is_letter, letters_at, places

_GAP = 60
"""Characters that `…` may stand for: a clause of a plain sentence, in the most wordy script that ships."""
_APART = r"[^.!?;:。！？；：।۔؟؛።፧၊။\n]"
"""No sentence ends inside `…`."""
_ODD_SPACE = re.compile(r"[^\S ]")
"""White space that a space of a form stands for and that is no space itself."""
_SPACES = re.compile("  +")
_SIGNS = re.compile(r"( ?… ?|\*| +)")
_NEXT = 3
"""Characters behind a beginning by which longer forms are chosen."""
_KEPT = 50_000
"""Beginnings whose forms are held at once for a list: more than the vocabulary of a library of guides."""
_FORMS_KEPT = 16_384


class Found(NamedTuple):
    """A form of a list in a text."""

    list: int
    place: int
    """Of the form in its list."""
    start: int
    end: int


class FormSearch:
    """Lists of forms, ready to be found in texts. Of two forms that fit in one place, a list's first is taken."""

    __slots__ = ("_by_letters", "_by_sign", "_chosen", "_count", "_longest", "_open", "_spaced")

    def __init__(self, lists: Sequence[Iterable[str]], *, spaced: bool) -> None:
        self._spaced = spaced
        self._count = len(lists)
        self._open: list[tuple[str, _Listed]] = []
        """With letters that stand behind the sign with which they begin."""
        self._by_letters: dict[str, list[_Listed]] = defaultdict(list)
        self._by_sign: dict[str, list[tuple[str, _Listed]]] = defaultdict(list)
        """With what stands in them before any sign."""
        self._chosen: dict[str, _Chosen] = {}
        for number, forms in enumerate(lists):
            for place, form in enumerate(forms):
                self._list(_Listed(number, place, _normal(form, spaced)))
        self._longest = max(map(len, self._by_letters), default=0)

    def _list(self, listed: _Listed) -> None:
        form = listed.form
        if form[:1] in ("*", "…", ""):
            self._open.append((letters_at(form.lstrip("*"), 0), listed))
        elif self._spaced and (letters := letters_at(form, 0)):
            self._by_letters[letters].append(listed)
        else:
            self._by_sign[form[0]].append((_SIGNS.split(form, maxsplit=1)[0], listed))

    def find(self, text: str) -> Iterator[Found]:
        """Forms in a text in small letters, in its order; those of one list do not overlap."""
        free = [0] * self._count
        searched = _Searched(text)
        plain = searched.plain
        known, choose = self._chosen.get, self._choose
        tried = [
            (start, beginning, chosen)
            for start, beginning in (places(text) if self._spaced else _pieces(text))
            if (chosen := known(beginning) or choose(beginning)) is not _NOTHING
        ]
        for start, beginning, chosen in tried:
            for number, place, length, form in chosen.at(text, start + len(beginning)) if plain else chosen.every:
                if start >= free[number]:
                    end = start + length if length else form.end(searched, start)
                    if end > start:
                        free[number] = end
                        yield Found(number, place, start, end)

    def _choose(self, beginning: str) -> _Chosen:
        """The forms that may stand where a text goes on with some letters, in the order in which they are tried."""
        listed = [one for letters, one in self._open if letters in beginning]
        listed += (
            one
            for literal, one in self._by_sign.get(beginning[0], ())
            if beginning.startswith(literal[: len(beginning)])
        )
        for length in range(1, min(len(beginning), self._longest) + 1):
            ends = length == len(beginning)
            forms = self._by_letters.get(beginning[:length], ())
            listed += (one for one in forms if ends or _may_go_on(one.form[length : length + 2]))
        if len(self._chosen) >= _KEPT:
            self._chosen.clear()
        tried = tuple(self._tried(sorted(listed), beginning)) if listed else ()
        chosen = self._chosen[beginning] = _Chosen.of(tried, beginning) if tried else _NOTHING
        return chosen

    def _tried(self, listed: Iterable[_Listed], beginning: str) -> Iterator[_Tried]:
        """Without the forms that cannot be there; where the beginning tells that one is, with its length."""
        for number, place, written in listed:
            form = _form(written, self._spaced)
            if not form.is_told_by(beginning):
                yield number, place, 0, form
            elif (length := form.end(_Searched(beginning), 0)) > 0:
                yield number, place, length, form


class _Listed(NamedTuple):
    """A form as it stands in a list."""

    list: int
    place: int
    form: str


_Tried = tuple[int, int, int, "_Form"]
"""Number of the list, place in it, length where it is known or 0, and the form."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The forms that are worth a try behind one beginning."""

    every: tuple[_Tried, ...]
    following: tuple[str, ...]
    """The next characters that each of them asks for; empty for any."""
    always: tuple[_Tried, ...]
    """Those that the next characters do not rule out."""
    by_next: dict[str, tuple[_Tried, ...]]
    """The next characters → those with the others that they begin, from when a text goes on so."""

    @classmethod
    def of(cls, every: tuple[_Tried, ...], beginning: str) -> _Chosen:
        following = tuple(tried[3].following(beginning) if not tried[2] else "" for tried in every)
        always = every if not any(following) else tuple(_among(every, following, ""))
        return cls(every, following, always, dict.fromkeys(filter(None, following), ()))

    def at(self, text: str, place: int) -> tuple[_Tried, ...]:
        """Where the beginning ends; white space of the text is single spaces."""
        if not self.by_next:
            return self.always
        following = text[place : place + _NEXT]
        tried = self.by_next.get(following, self.always)
        if not tried and following in self.by_next:
            tried = self.by_next[following] = tuple(_among(self.every, self.following, following))
        return tried


def _among(every: Sequence[_Tried], following: Sequence[str], text: str) -> Iterator[_Tried]:
    """Those that ask for nothing, or for just these next characters."""
    return (tried for tried, asked in zip(every, following, strict=True) if not asked or asked == text)


_NOTHING = _Chosen((), (), (), {})


class _Searched:
    """A text while forms are looked for in it."""

    __slots__ = ("_held", "plain", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = "  " not in text and _ODD_SPACE.search(text) is None
        """Its white space is single spaces."""
        self._held: dict[str, bool] = {}

    def holds(self, piece: str) -> bool:
        """Whether a piece stands anywhere in it; looked for once, however many places ask."""
        held = self._held.get(piece)
        if held is None:
            held = self._held[piece] = piece in self.text
        return held


@dataclass(frozen=True)
class _Form:
    """How one form is found at a place of a text."""

    form: str
    spaced: bool

    def end(self, searched: _Searched, start: int) -> int:
        """Where the form ends that begins at a place; -1 where none does."""
        text = searched.text
        if self._literal is None or not (searched.plain or self._solid):
            match = self._pattern.match(text, start) if searched.holds(self._piece) else None
            return match.end() if match else -1
        if self._opened:
            return self._end_within(text, start, self._literal)
        if not text.startswith(self._literal, start):
            return -1
        end = start + len(self._literal)
        if self._closed:
            return end + len(letters_at(text, end))
        return -1 if self.spaced and is_letter(text, end) else end

    def is_told_by(self, beginning: str) -> bool:
        """Whether the letters of a word, or the first characters of a text, are all that the form depends on."""
        if self._literal is None or not self._solid:
            return False
        if self.spaced:
            return len(letters_at(self._literal, 0)) == len(self._literal)
        return len(self._literal) <= len(beginning)

    def following(self, beginning: str) -> str:
        """The characters that must stand behind a beginning, as many as are looked at; empty for anything."""
        if self._literal is None or self._opened or not self._literal.startswith(beginning):
            return ""
        text = self._literal[len(beginning) : len(beginning) + _NEXT]
        return text if len(text) == _NEXT else ""

    def _end_within(self, text: str, start: int, literal: str) -> int:
        """Where the last of some letters end within the word, or at its end."""
        stop = start + len(letters_at(text, start)) + len(literal)
        while (place := text.rfind(literal, start, stop)) >= 0:
            end = place + len(literal)
            if self._closed:
                return end + len(letters_at(text, end))
            if not is_letter(text, end):
                return end
            stop = end - 1
        return -1

    @cached_property
    def _opened(self) -> bool:
        return self.form.startswith("*")

    @cached_property
    def _closed(self) -> bool:
        return self.form.endswith("*")

    @cached_property
    def _literal(self) -> str | None:
        """The letters of a form that is nothing but letters between two `*`."""
        bare = self.form.removeprefix("*").removesuffix("*")
        return bare if bare and "*" not in bare and "…" not in bare else None

    @cached_property
    def _solid(self) -> bool:
        return " " not in self.form

    @cached_property
    def _piece(self) -> str:
        """The longest piece of it that a text must hold letter for letter."""
        return max(_SIGNS.split(self.form)[::2], key=len)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        written = "".join(_part(part, self.spaced) for part in _SIGNS.split(self.form))
        return re.compile(f"{written}(?!{BARE_LETTER})" if self.spaced else written)


@lru_cache(maxsize=_FORMS_KEPT)
def _form(form: str, spaced: bool) -> _Form:
    """One for all lists, so that its pattern is compiled once."""
    return _Form(form, spaced)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Each place with its character and the next one."""
    return enumerate(map(str.__add__, text, text[1:] + "\0"))


def _may_go_on(rest: str) -> bool:
    """Whether letters of a text may stand behind the first letters of a form, whatever comes then."""
    return rest[:1] in ("*", "…", "") or rest == " …"


def _normal(form: str, spaced: bool) -> str:
    """In NFC, with single spaces; `*` stands for nothing where words are not divided."""
    composed = unicodedata.normalize("NFC", form if spaced else form.replace("*", ""))
    return _SPACES.sub(" ", composed.lstrip(" "))


def _part(part: str, spaced: bool) -> str:
    if "…" in part:
        ended, begun = ("(?![^\\W\\d_])" if " …" in part else "", "(?<![^\\W\\d_])" if "… " in part else "")
        return f"{ended if spaced else ''}{_APART}{{0,{_GAP}}}?{begun if spaced else ''}"
    if part == "*":
        return f"(?:{ANY_LETTERS})"
    return r"\s+" if part.isspace() else re.escape(part)
