"""Brackets and quotation marks: what opens, what closes, and how many pairs there are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_OPEN = {"(": ")", "（": ")", "﹙": ")", "[": "]", "［": "]", "【": "]", "〔": "]"}
_CLOSE = {")": ")", "）": ")", "﹚": ")", "]": "]", "］": "]", "】": "]", "〕": "]"}
_ENUMERATOR = re.compile(r"(?:^|[\s(（])\w{1,3}$")
"""What stands before the bracket of `a)` and `12)`."""
_SMILE = re.compile(r"(?<!\S)[:;]-?[()]")
_BRACKETS = re.compile("[" + re.escape("".join((*_OPEN, *_CLOSE))) + "]")

_INCHES = re.compile(r'\d"(?!\w)')
_DOUBLE = re.compile(r"[“”„‟«»『』「」《》〈〉＂]")
"""All but the straight one."""
_ANY = re.compile(r"[“”„‟«»『』「」《》〈〉＂\"‘‚‹›]|(?<!\w)'|(?<=\w)'(?!\w)|’(?!\w)")
_SIDES = (("«", "»"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"))


class Brackets(NamedTuple):
    pairs: int
    lone: str
    """The first bracket that has no other; empty for none."""


@lru_cache(maxsize=8192)
def brackets_of(plain: str) -> Brackets:
    """The brackets of a text; full and half width are alike, enumerators and smiles are none."""
    pairs = 0
    waiting: list[str] = []
    text = _SMILE.sub("  ", plain)
    for match in _BRACKETS.finditer(text):
        mark = match[0]
        if mark in _OPEN:
            waiting.append(mark)
        elif waiting and _OPEN[waiting[-1]] == _CLOSE[mark]:
            waiting.pop()
            pairs += 1
        elif not (mark in ")）" and _ENUMERATOR.search(text, max(0, match.start() - 5), match.start())):
            return Brackets(pairs, mark)
    return Brackets(pairs, waiting[0] if waiting else "")


@lru_cache(maxsize=8192)
def lone_quote(plain: str) -> str:
    """A double quotation mark that has no other; empty for none. Which shape opens differs between languages."""
    for opening, closing in _SIDES:
        if plain.count(opening) != plain.count(closing):
            return opening if plain.count(opening) > plain.count(closing) else closing
    if plain.count('"') % 2 and not _INCHES.search(plain):
        return '"'
    curved = [mark for mark in plain if mark in "“”„‟"]
    return curved[-1] if len(curved) % 2 else ""


def has_quotes(plain: str) -> bool:
    return _ANY.search(plain) is not None


def quote_pairs(plain: str) -> int:
    """Pairs of double quotation marks."""
    return (len(_DOUBLE.findall(plain)) + plain.count('"')) // 2
