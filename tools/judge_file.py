"""What one catalog shows of `dragoman.po`: is nothing lost by reading, by an edit, by wording entries anew?"""

from __future__ import annotations

import random
import re
from dataclasses import replace

from dragoman.errors import UnreadableCatalog
from dragoman.model import Catalog, Entry, Status
from dragoman.po import read_catalog, write_catalog
from dragoman.po.manner import manner
from gettext_judge import BYTE_ORDER_MARK, Judged, NoVerdictError, Outcome, compare
from gettext_manners import Writer, output_of
from judge_costs import cost
from judge_edits import judge_edits, judge_letters
from judge_tally import Tally

NEW_ENTRIES = 20
_UNWRAP = re.compile(rb'(?<!"")"\n(?:#~\| |#\| |#~ )?"')
_OPENING = re.compile(rb'""\n(?:#~\| |#\| |#~ )?"')


def judge_file(content: bytes, name: str, tally: Tally, dice: random.Random, again: Writer | None = None) -> None:
    """All questions to one file; what is lost stands in the tally. `again` writes it anew, if its manner is known."""
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
    if again is None:
        judge_letters(catalog, tally, dice)
    else:
        judge_edits(content, name, again, tally, dice)
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
    """Whether `msgcat` says all that there is: it drops unknown flags and the state of empty translations."""
    known = all(re.fullmatch(r"(no-)?([a-z-]+-format|wrap)", flag) for flag in entry.flags) and len(entry.flags) < 2
    return known and (entry.translation[0] != "" or entry.status is Status.UNTRANSLATED)


def _joined(block: bytes) -> bytes:
    return _UNWRAP.sub(b"", _OPENING.sub(b'"', block))
