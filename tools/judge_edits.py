"""How many lines edited translations cost, beside what the program that wrote the catalog would change for them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dragoman.model import Catalog, Entry, Status
from dragoman.po import read_catalog, write_catalog
from gettext_manners import Writer
from judge_tally import Tally

_SENTENCE = " Call {clinic.phone} or see https://clinic.example/a-b if it does not get better."
_WORDS = ("e", "not", "medication", "{clinic.after_hours}", "a/b-c", "«x»", "日本語")

Edit = Callable[[str, random.Random], str]


def _letter(text: str, dice: random.Random) -> str:
    """One letter becomes another of the same width."""
    places = [found.start() for found in re.finditer("[a-y]", text)]
    place = dice.choice(places or [0])
    return text[:place] + ("e" if text[place] != "e" else "a") + text[place + 1 :]


def _word_added(text: str, dice: random.Random) -> str:
    place = dice.choice([found.start() for found in re.finditer(r"(?<!\n)\b|\Z", text)])
    return f"{text[:place]}{dice.choice(_WORDS)} {text[place:]}"


def _word_gone(text: str, dice: random.Random) -> str:
    found = dice.choice(list(re.finditer(r"\S+ ?", text)) or [re.search(r"\Z", text)])
    assert found is not None
    return text[: found.start()] + text[found.end() :] or "x"


def _sentence_added(text: str, _dice: random.Random) -> str:
    body = text.rstrip("\n")
    return body + _SENTENCE + text[len(body) :]


def _line_ended(text: str, dice: random.Random) -> str:
    place = dice.choice([found.end() for found in re.finditer(r"\S+ ?", text)] or [0])
    return text[:place] + "\n" + text[place:]


def _filled_with(new: str) -> Edit:
    return lambda _text, _dice: new


EDITS: Mapping[str, Edit] = {
    "letter": _letter,
    "word added": _word_added,
    "word gone": _word_gone,
    "sentence added": _sentence_added,
    "sentences gone": lambda text, _dice: text[: len(text) // 3 + 1],
    "line ended": _line_ended,
    "another text": lambda _text, dice: " ".join(dice.choices(_WORDS, k=dice.randrange(1, 40))),
}


def judge_letters(catalog: Catalog, tally: Tally, dice: random.Random) -> None:
    """A file as its editors left it: nothing but the letter may change, which is one line."""
    places = [place for place in _translated(catalog) if re.search("[a-y]", catalog.entries[place].translation[0])]
    edits = dict.fromkeys(dice.sample(places, min(3, len(places))), _letter)
    edited, written = _edited(catalog, edits, dice)
    _count(catalog, edited, written, None, tally)


def judge_edits(content: bytes, name: str, again: Writer, tally: Tally, dice: random.Random) -> None:
    """Translations are edited in all ways and some filled in; `again` writes a whole catalog in the file's manner."""
    catalog = read_catalog(content, name)
    translated = _translated(catalog)
    chosen = dice.sample(translated, min(len(translated), 3 * len(EDITS)))
    # Obsolete entries without a translation are dropped by `msgcat`.
    current = [place for place in chosen if catalog.entries[place].status is not Status.OBSOLETE]
    filled = {place: catalog.entries[place].translation[0] for place in current[: len(chosen) // 4]}
    emptied = _with(catalog, {place: _translation(catalog.entries[place], "") for place in filled})
    before = read_catalog(again(write_catalog(emptied, catalog)), name)
    if [entry.key for entry in before.entries] != [entry.key for entry in catalog.entries]:
        # A program that puts or spells entries otherwise each time is no judge.
        tally.not_judged += 1
        return
    edits: dict[int, Edit] = {place: _filled_with(text) for place, text in filled.items()}
    for number, place in enumerate(place for place in chosen if place not in filled):
        edits[place] = list(EDITS.values())[number % len(EDITS)]
    edited, written = _edited(before, edits, dice)
    _count(before, edited, written, read_catalog(again(written), name), tally)


def _translated(catalog: Catalog) -> list[int]:
    """Places of entries that each program keeps as they are."""
    return [
        place
        for place, entry in enumerate(catalog.entries)
        if entry.status in (Status.TRANSLATED, Status.FUZZY, Status.OBSOLETE) and entry.translation[0].strip()
    ]


def _edited(catalog: Catalog, edits: Mapping[int, Edit], dice: random.Random) -> tuple[dict[int, Entry], bytes]:
    edited = {
        place: _translation(catalog.entries[place], edit(catalog.entries[place].translation[0], dice))
        for place, edit in edits.items()
    }
    return edited, write_catalog(_with(catalog, edited), catalog)


def _with(catalog: Catalog, edited: Mapping[int, Entry]) -> Catalog:
    entries = tuple(edited.get(place, entry) for place, entry in enumerate(catalog.entries))
    return replace(catalog, entries=entries)


def _translation(entry: Entry, text: str) -> Entry:
    if entry.translation[0] == text:
        return entry
    translation = (text, *entry.translation[1:])
    status = entry.status
    if status is not Status.OBSOLETE and (status is not Status.FUZZY or not text):
        status = Status.TRANSLATED if all(translation) else Status.UNTRANSLATED
    return replace(entry, translation=translation, status=status, raw=None)


def _count(before: Catalog, edited: Mapping[int, Entry], written: bytes, least: Catalog | None, tally: Tally) -> None:
    """`least` is the catalog as its program would write it; without it, each edit may change one line."""
    again = read_catalog(written, before.path)
    for place, (old, new) in enumerate(zip(before.entries, again.entries, strict=True)):
        if place not in edited:
            if old.raw != new.raw:
                tally.losses.append(f"{before.path}: an edit touched the entry of line {old.line}")
        elif edited[place].raw is None:
            lines = changed_lines(_lines(old), _lines(new))
            minimum = 1 if least is None else changed_lines(_lines(old), _lines(least.entries[place]))
            tally.edits += 1
            tally.lines += lines
            tally.least += minimum
            tally.beyond += lines > minimum
            tally.same_lines += least is not None and _lines(new) == _lines(least.entries[place])
            if lines > minimum:
                tally.worst.append(f"{before.path}: entry {place}, {lines} lines instead of {minimum}")
    if again.entries != _with(before, edited).entries:
        tally.losses.append(f"{before.path}: an edit was lost")


def _lines(entry: Entry) -> list[bytes]:
    return (entry.raw or b"").rstrip().split(b"\n")


def changed_lines(before: Sequence[bytes], after: Sequence[bytes]) -> int:
    """The lines of the passage in which two files differ, of the longer of the two."""
    pairs = enumerate(zip(before, after, strict=False))
    head = next((at for at, (old, new) in pairs if old != new), min(len(before), len(after)))
    ends = enumerate(zip(reversed(before[head:]), reversed(after[head:]), strict=False))
    tail = next((at for at, (old, new) in ends if old != new), min(len(before), len(after)) - head)
    return max(len(before), len(after)) - head - tail
