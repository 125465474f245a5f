"""Texts to be signed and what a handout lacks, for people at a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from dragoman.model import Judgement, SignOff
from dragoman.report.marked import visible
from dragoman.signing import Ballot

_GAP = "  │  "
_NARROWEST = 30
_SHOWN_HASH = 8


def ballot_text(ballot: Ballot, number: int, total: int, language: str, width: int) -> str:
    """A text beside its English, with who signed it and what the checks say."""
    text = ballot.text
    head = f"{number} of {total}  {text.level}  {text.domain}  {text.text[:_SHOWN_HASH]}"
    if text.key.context:
        head += f"  ({visible(text.key.context)})"
    lines = [head, *_columns("English", text.key.text, language, text.translation, width)]
    lines += [f"    {signature(sign_off)}" for sign_off in text.signed]
    lines += [f"    {finding.severity}: {visible(finding.problem)} [{finding.rule}]" for finding in ballot.findings]
    if ballot.refused:
        lines.append("    It cannot be approved while there is an error.")
    return "\n".join(lines)


def signature(sign_off: SignOff) -> str:
    """A sign-off in one line."""
    what = "approved" if sign_off.judgement is Judgement.APPROVED else "REJECTED"
    as_what = f"{sign_off.role}, {sign_off.qualification}" if sign_off.qualification else sign_off.role.value
    note = f": {sign_off.note}" if sign_off.note else ""
    return visible(f"{what} on {sign_off.date} by {sign_off.name} ({as_what}){note}")


def _columns(english: str, source: str, name: str, forms: Sequence[str], width: int) -> Iterator[str]:
    """The English on the left, so that its width is sure; the translation on the right, where nothing follows it."""
    column = (width - 4 - len(_GAP)) // 2
    if not forms or column < _NARROWEST:
        for label, said in ((english, source), *((name, form) for form in forms)):
            yield from textwrap.wrap(f"{label}: {visible(said)}", max(width, 40), initial_indent="    ",
                                     subsequent_indent="      ")  # fmt: skip
        return
    left = [english, *textwrap.wrap(visible(source), column)]
    right = [name, *(line for form in forms for line in _wrapped(visible(form), column))]
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"    {one.ljust(column)}{_GAP}{other}".rstrip()


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width` columns; between words, and where a script has none, between letters."""
    line, room = "", width
    for word in text.replace(" ", " \0").split("\0"):
        size = columns(word)
        if line and size > room:
            yield line.rstrip()
            line, room = "", width
        for letter in word:
            if columns(letter) > room:
                yield line
                line, room = "", width
            line += letter
            room -= columns(letter)
    yield line.rstrip()


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: none for marks above and below letters, two for wide letters."""
    return sum(
        0 if unicodedata.category(letter) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
