"""What one catalog shows of `dragoman.po`: is nothing lost by reading, by an edit, by wording entries anew?"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from dragoman.errors import UnreadableCatalog
from dragoman.model import Catalog, Entry, Status
from dragoman.po import read_catalog, write_catalog
from dragoman.po.manner import manner
from gettext_judge import BYTE_ORDER_MARK, Judged, NoVerdictError, Outcome, compare
from gettext_manners import output_of
from judge_costs import cost

NEW_ENTRIES = 20
_UNWRAP = re.compile(rb'(?<!"")"\n(?:#~\| |#\| |#~ )?"')
_OPENING = re.compile(rb'""\n(?:#~\| |#\| |#~ )?"')


@dataclass
class Tally:
    """One line of the table."""

    files: int = 0
    entries: int = 0
    refused: int = 0
    same_bytes: int = 0
    same_strings: int = 0
    known: int = 0
    agreed: int = 0
    """Accepted by both, or refused by both."""
    edits: int = 0
    lines: int = 0
    """Changed in all edits together; one an edit is the least possible."""
    new: int = 0
    cut_elsewhere: int = 0
    """New entries whose lines end elsewhere than `msgcat`'s, with the same text."""
    not_judged: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    """Seconds of the processor for one file."""
    largest: int = 0
    """MB that one file took."""
    losses: list[str] = field(default_factory=list)
    differences: Counter[str] = field(default_factory=Counter)


def judge_file(content: bytes, name: str, tally: Tally, dice: random.Random) -> None:
    """All questions to one file; what is lost stands in the tally."""
    tally.files += 1
    judged = compare(content)
    count(judged, name, tally)
    tally.same_strings += judged.outcome is Outcome.SAME
    try:
        catalog = read_catalog(content, name)
    except UnreadableCatalog:
        tally.refused += 1
        return
    tally.entries += len(catalog.entries)
    if write_catalog(catalog) == content:
        tally.same_bytes += 1
    else:
        tally.losses.append(f"{name}: other bytes after a save that changes nothing")
    _judge_edit(content, catalog, name, tally, dice)
    _judge_new(catalog, name, tally, dice)


def judge_cost(content: bytes, name: str, tally: Tally) -> None:
    """Whether a file can be read and written within the limits."""
    found = cost(content)
    tally.slowest, tally.largest = max(tally.slowest, found.seconds), max(tally.largest, found.megabytes)
    if found.too_much:
        tally.losses.append(f"{name}: {found.too_much}")


def count(judged: Judged, name: str, tally: Tally) -> None:
    tally.agreed += judged.agreed
    if judged.outcome is Outcome.LOSS:
        tally.losses.append(f"{name}: {judged.detail}")
    elif judged.outcome is Outcome.KNOWN:
        tally.known += 1
        tally.differences[judged.detail] += 1
    elif judged.outcome is Outcome.NO_VERDICT:
        tally.not_judged += 1


def _judge_edit(content: bytes, catalog: Catalog, name: str, tally: Tally, dice: random.Random) -> None:
    """One letter of one translation becomes another: the least change is one line."""
    places = [place for place, entry in enumerate(catalog.entries) if re.search("[a-y]", entry.translation[0])]
    if not places:
        return
    place = dice.choice(places)
    old = catalog.entries[place]
    edited = replace(old, translation=(_edited(old.translation[0], dice), *old.translation[1:]), raw=None)
    entries = (*catalog.entries[:place], edited, *catalog.entries[place + 1 :])
    written = write_catalog(replace(catalog, entries=entries), catalog)
    tally.edits += 1
    tally.lines += changed_lines(content, written)
    again = read_catalog(written, name)
    if again.entries != entries or _others(again, place) != _others(catalog, place):
        tally.losses.append(f"{name}: an edit of entry {place} touched others")


def _others(catalog: Catalog, edited: int) -> list[bytes]:
    """The bytes of all entries but one. A blank line may be added before that one: it belongs to the entry before."""
    others = [entry.raw or b"" for number, entry in enumerate(catalog.entries) if number != edited]
    return [raw.rstrip(b"\r\n") if number == edited - 1 else raw for number, raw in enumerate(others)]


def _edited(text: str, dice: random.Random) -> str:
    place = dice.choice([found.start() for found in re.finditer("[a-y]", text)])
    return text[:place] + ("e" if text[place] != "e" else "a") + text[place + 1 :]


def changed_lines(before: bytes, after: bytes) -> int:
    """The lines of the passage in which two files differ, of the longer of the two."""
    old, new = before.split(b"\n"), after.split(b"\n")
    head = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(old))
    ends = zip(reversed(old[head:]), reversed(new[head:]), strict=False)
    tail = next((at for at, pair in enumerate(ends) if pair[0] != pair[1]), min(len(old), len(new)) - head)
    return max(len(old), len(new)) - head - tail


def _judge_new(catalog: Catalog, name: str, tally: Tally, dice: random.Random) -> None:
    """Some entries are worded as if they were new; `msgcat` must leave them as they are."""
    known = [place for place, entry in enumerate(catalog.entries) if _is_told(entry)]
    chosen = set(dice.sample(known, min(NEW_ENTRIES, len(known) // 3)))
    if not chosen:
        return
    entries = [replace(entry, raw=None) if place in chosen else entry for place, entry in enumerate(catalog.entries)]
    written = write_catalog(replace(catalog, entries=tuple(entries)))
    width = manner(catalog).width
    options = ["--no-wrap"] if width is None else [f"--width={width}"]
    try:
        theirs = output_of(
            ["msgcat", "--force-po", *options, "-"], written.removeprefix(BYTE_ORDER_MARK).replace(b"\r\n", b"\n")
        )
    except NoVerdictError:
        tally.not_judged += 1
        return
    theirs_blocks = set(theirs.rstrip(b"\n").split(b"\n\n"))
    unwrapped = {_joined(block) for block in theirs_blocks}
    again = read_catalog(written, name).entries
    for place in chosen:
        block = (again[place].raw or b"").replace(b"\r\n", b"\n").rstrip(b"\n")
        tally.new += 1
        if block in theirs_blocks:
            continue
        tally.cut_elsewhere += 1
        if _joined(block) not in unwrapped:
            tally.losses.append(f"{name}:{again[place].line}: worded otherwise than by msgcat")


def _is_told(entry: Entry) -> bool:
    """Whether `msgcat` says all that there is: it drops unknown flags, doubles, and the state of the empty."""
    if len({*entry.references}) < len(entry.references):
        return False
    known = all(re.fullmatch(r"(no-)?([a-z-]+-format|wrap)", flag) for flag in entry.flags) and len(entry.flags) < 2
    return known and (entry.translation[0] != "" or entry.status is Status.UNTRANSLATED)


def _joined(block: bytes) -> bytes:
    return _UNWRAP.sub(b"", _OPENING.sub(b'"', block))
