"""A text that changed, on as few new lines as the program would take that laid out the old one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import takewhile

from dragoman.po.fields import Row
from dragoman.po.manner import Manner
from dragoman.po.programs import Hand, Program
from dragoman.po.quoting import quote
from dragoman.po.wording import columns, filled, rows_of, text_lines, whole_units


def reworded(rows: Sequence[Row], before: str, after: str, style: Manner, hands: Sequence[Hand]) -> list[str]:
    """The lines of a field, with line ends; `rows` are those it had, `hands` at least one, the likeliest first.

    Where one of the hands would have written `rows`, it writes the field again, and its lines are right to the last
    one. Otherwise the lines stay where the text did not change.
    """
    mark = rows[0].line.partition("msg")[0]
    word = rows[0].part.removeprefix("|")
    old = _ended([row.line for row in rows], style.newline)
    for hand in hands:
        if _ended(hand.lines(word, before, mark), style.newline) == old:
            return _ended(_written(hand, word, before, after, mark), style.newline)
    mended = _mended(rows, before, after, f"{mark}{word} ", style)
    return _ended(mended or hands[0].lines(word, after, mark), style.newline)


def _ended(lines: list[str], newline: str) -> list[str]:
    return [line if line.endswith("\n") else line + newline for line in lines]


def _written(hand: Hand, word: str, before: str, after: str, mark: str) -> list[str]:
    lines = hand.lines(word, after, mark)
    if before or hand.program is not Program.GNU:
        return lines
    # A text that is new may keep its placeholders whole, where that costs no line.
    ours = text_lines(word, after, mark, hand.width)
    return ours if len(ours) <= len(lines) else lines


def _mended(rows: Sequence[Row], before: str, after: str, opening: str, style: Manner) -> list[str] | None:
    """`rows` with those between their unchanged beginning and end worded anew; `None` where the first cannot hold it.

    The new ones are at most as wide as the file, or as the widest of the old ones.
    """
    texts = [row.text for row in rows]
    head = _kept(texts, before, after)
    start = len("".join(texts[:head]))
    tail = _kept([text[::-1] for text in reversed(texts[head:])], before[start:][::-1], after[start:][::-1])
    end = len(after) - len("".join(texts[len(rows) - tail :]))
    goes_on = rows[-1].line.partition('"')[0] if len(rows) > 1 else opening.partition("msg")[0]
    room = sys.maxsize if style.width is None else max(style.width, *(columns(row.line.rstrip()) for row in rows))
    strings = _strings(after[start:end], room - len(goes_on) - 2) if start < end or not head else []
    if not head and len(strings) > 1:
        return None
    openings = [opening, goes_on] if not head else [goes_on] * len(strings)
    new = [f'{before_quote}"{string}"' for before_quote, string in zip(openings, strings, strict=False)]
    return [*(row.line for row in rows[:head]), *new, *(row.line for row in rows[len(rows) - tail :])]


def _kept(texts: Sequence[str], before: str, after: str) -> int:
    """How many of these pieces of `before` stand at the beginning of `after` as well."""
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))))
    count = 0
    for text in texts:
        if len(text) > same:
            break
        same -= len(text)
        count += 1
    return count


def _strings(text: str, room: int) -> list[str]:
    return [string for row in rows_of(text) for string in filled(whole_units(quote(row)), room)]
