"""The file of a ledger, `signoff.jsonl`, beside the catalogs of a language: read strictly, and written.

JSON lines. Each stands for itself, so any union of two versions is a ledger; lines are sorted by the hash of their
text, so two people's work seldom meets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NoReturn, TypeVar, cast

from dragoman.errors import UserError
from dragoman.model import Correction, Judgement, Ledger, Location, Origin, Signer, SignOff, TextHash
from dragoman.signoff import HASH_DIGITS, person_key

LEDGER_NAME = "signoff.jsonl"
_HASH = re.compile(rf"[0-9a-f]{{{HASH_DIGITS}}}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SIGN_OFF_KEYS = (
    "text", "judgement", "role", "name", "qualification", "origin", "date", "note", "guide", "about",
)  # fmt: skip
_CORRECTION_KEYS = ("text", "was", "by", "date")
_SHOWN = 60
"""Letters of a value that cannot be."""
_Choice = TypeVar("_Choice", Judgement, Signer, Origin)
_Entry = TypeVar("_Entry", SignOff, Correction)


def parse_ledger(text: str, path: str) -> Ledger:
    """A ledger from its lines, in any order; `UserError` names the line of what is wrong. Blank lines are nothing."""
    sign_offs: list[SignOff] = []
    corrections: list[Correction] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        found = _Line(line, Location(path, number)).value()
        if isinstance(found, SignOff):
            sign_offs.append(found)
        else:
            corrections.append(found)
    return Ledger(_once(sign_offs), _once(corrections))


def write_ledger(ledger: Ledger) -> str:
    """The file of a ledger: sorted, each line once, nothing that says nothing."""
    lines = [
        *((s.text, 0, _json({key: getattr(s, key) for key in _SIGN_OFF_KEYS})) for s in _once(ledger.sign_offs)),
        *((c.text, 1, _json({key: getattr(c, key) for key in _CORRECTION_KEYS})) for c in _once(ledger.corrections)),
    ]
    return "".join(f"{line}\n" for _, _, line in sorted(lines))


def _once(lines: Iterable[_Entry]) -> tuple[_Entry, ...]:
    """Each line once, in whatever order they come: of two that differ in what is for readers alone, always the same."""
    chosen: dict[_Entry, _Entry] = {}
    for line in lines:
        other = chosen.get(line)
        if other is None or _for_readers(line) < _for_readers(other):
            chosen[line] = line
    return tuple(chosen.values())


def _for_readers(line: SignOff | Correction) -> tuple[bool, str, str, int]:
    """What of a line is not compared; one that says something is preferred."""
    if isinstance(line, Correction):
        return False, "", "", line.line
    return not line.about, line.guide, line.about, line.line


def _json(values: Mapping[str, object]) -> str:
    usual = {"judgement": Judgement.APPROVED, "qualification": "", "note": "", "guide": "", "about": ""}
    said = {key: value for key, value in values.items() if key not in usual or value != usual[key]}
    # What a line break is to some programs must not break a line of the file.
    return json.dumps(said, ensure_ascii=False).translate({0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"})


class _Line:
    """One line of a ledger, read key by key."""

    def __init__(self, line: str, where: Location) -> None:
        self._where = where
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            self._fail("There is a conflict of git in the ledger.", "Keep the lines of both sides, without the marks.")
        try:
            found = json.loads(line, object_pairs_hook=self._object)
        except (ValueError, RecursionError):
            self._fail("This line of the ledger is not JSON.", "Take the line from git as it was.")
        if not isinstance(found, dict):
            self._fail("This line of the ledger is no object of JSON.", "Take the line from git as it was.")
        self._values = cast("dict[str, Any]", found)

    def value(self) -> SignOff | Correction:
        known = _CORRECTION_KEYS if "was" in self._values else _SIGN_OFF_KEYS
        for key in self._values:
            if key not in known:
                self._fail(f"A line of the ledger has no key {key!a}.", f"There are {', '.join(known)}.")
        text = TextHash(self._matching("text", _HASH, "the hash of a text"))
        day = self._date()
        if "was" in self._values:
            return Correction(text, self._text("was", None), self._name("by"), day, self._where.line)
        return SignOff(
            text=text,
            role=self._choice("role", Signer, None),
            name=self._name("name"),
            date=day,
            qualification=self._text("qualification"),
            origin=self._choice("origin", Origin, None),
            judgement=self._choice("judgement", Judgement, Judgement.APPROVED),
            note=self._text("note"),
            guide=self._text("guide"),
            about=self._text("about"),
            line=self._where.line,
        )

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """A key that stands twice would say one thing to a reader and another to the program."""
        found = dict(pairs)
        if len(found) < len(pairs):
            self._fail("A key stands twice in this line of the ledger.", "Take the line from git as it was.")
        return found

    def _fail(self, problem: str, remedy: str) -> NoReturn:
        raise UserError(problem, where=self._where, remedy=remedy)

    def _text(self, key: str, usual: str | None = "") -> str:
        found = self._values.get(key, usual)
        if not isinstance(found, str) or any("\ud800" <= letter <= "\udfff" for letter in found):
            self._fail(f"'{key}' of this line is not a text.", "Take the line from git as it was.")
        return found

    def _date(self) -> str:
        found = self._matching("date", _DATE, "a date such as 2027-03-31")
        try:
            date.fromisoformat(found)
        except ValueError:
            self._fail(f"There is no day {found}.", "Write a date such as 2027-03-31.")
        return found

    def _name(self, key: str) -> str:
        found = self._text(key, None)
        if not person_key(found):
            self._fail(f"'{key}' of this line is empty.", "A sign-off needs the name of a person.")
        return found

    def _matching(self, key: str, shape: re.Pattern[str], what: str) -> str:
        found = self._text(key, None)
        if not shape.fullmatch(found):
            self._fail(f"'{key}' of this line is not {what}.", "Take the line from git as it was.")
        return found

    def _choice(self, key: str, choices: type[_Choice], usual: _Choice | None) -> _Choice:
        found = self._values.get(key, usual)
        if found not in [choice.value for choice in choices]:
            shown = ascii(found)[:_SHOWN]
            self._fail(f"'{key}' of this line cannot be {shown}.", f"It is one of {', '.join(choices)}.")
        return choices(found)
