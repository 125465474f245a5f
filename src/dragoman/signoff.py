"""The ledger of sign-offs: what a sign-off is bound to, how the file is read and written, what still holds for a text.

A file of JSON lines, `signoff.jsonl`, beside the catalogs of a language. Each line stands for itself, so any union of
two versions is a ledger; lines are sorted by the hash of their text, so two people's work seldom meets.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, NoReturn, TypeVar, cast

from dragoman.edits.typos import is_harmless
from dragoman.errors import UserError
from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext
from dragoman.model import (
    Correction,
    Judgement,
    Ledger,
    Location,
    MessageKey,
    Origin,
    Signer,
    SignOff,
    TextHash,
)

LEDGER_NAME = "signoff.jsonl"
_HASH_DIGITS = 32
"""128 bits: nobody finds a second text with the same."""
_ABOUT = 60
_HASH = re.compile(rf"[0-9a-f]{{{_HASH_DIGITS}}}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SIGN_OFF_KEYS = (
    "text", "judgement", "role", "name", "qualification", "origin", "date", "note", "guide", "about",
)  # fmt: skip
_CORRECTION_KEYS = ("text", "was", "by", "date")
TRUST = (Origin.MACHINE, Origin.MACHINE_THEN_HUMAN, Origin.HUMAN)
"""Where a text can come from, the least trusted first."""
_Choice = TypeVar("_Choice", Judgement, Signer, Origin)
_Entry = TypeVar("_Entry", SignOff, Correction)


def text_hash(key: MessageKey, translation: Sequence[str] = ()) -> TextHash:
    """What a sign-off is bound to: context, English and every form of the translation; none for the English itself."""
    said = json.dumps([key.context, key.text, list(translation)], ensure_ascii=True)
    return TextHash(hashlib.sha256(said.encode()).hexdigest()[:_HASH_DIGITS])


def about(text: str) -> str:
    """The first words of an English text, for people who read the ledger."""
    words = " ".join(text.split())
    return words if len(words) <= _ABOUT else f"{words[: _ABOUT - 1].rstrip()}…"


# ── what holds ──


def judgements(
    ledger: Ledger,
    key: MessageKey,
    translation: Sequence[str] = (),
    context: InlineContext = NOTHING_ELSEWHERE,
    *,
    until: str = "",
) -> tuple[SignOff, ...]:
    """Each person's last word on a text, sorted; what they said before a typo of its English was corrected counts.

    `until` is an ISO date: what is dated later has not been said yet, and hides no earlier word; empty for all.
    On one day a person's rejection counts above their approval.
    """
    if not ledger.sign_offs:
        return ()
    last: dict[tuple[Signer, str], SignOff] = {}
    for text in texts_signed_for(ledger, key, translation, context):
        for sign_off in ledger.signed.get(text, ()):
            if until and sign_off.date > until:
                continue
            person = (sign_off.role, person_key(sign_off.name))
            before = last.get(person)
            if before is None or _weight(before) < _weight(sign_off):
                last[person] = sign_off
    return tuple(sorted(last.values()))


def person_key(name: str) -> str:
    """A name as it is compared: nobody becomes two people by a capital letter, a space or what no eye sees."""
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join("".join(letter for letter in composed if unicodedata.category(letter) != "Cf").split())


def _weight(sign_off: SignOff) -> tuple[str, bool, int, SignOff]:
    """Of two words the later counts; of one day the rejection, then the one that trusts the text less."""
    rejects = sign_off.judgement is Judgement.REJECTED
    return sign_off.date, rejects, -TRUST.index(sign_off.origin), sign_off


def texts_signed_for(
    ledger: Ledger, key: MessageKey, translation: Sequence[str] = (), context: InlineContext = NOTHING_ELSEWHERE
) -> Iterator[TextHash]:
    """The hash of a text, and of what it was before each correction of its English.

    A correction counts only if it is a harmless one by what it says itself: a line written by hand cannot bring a
    sign-off to a text that means something else, and neither can many small ones in a row.
    """
    yield text_hash(key, translation)
    for step in _steps_back(ledger, key, translation, context):
        if step.harmless:
            yield text_hash(step.before, translation)


def refused_corrections(
    ledger: Ledger, key: MessageKey, translation: Sequence[str] = (), context: InlineContext = NOTHING_ELSEWHERE
) -> Iterator[tuple[Correction, str]]:
    """Corrections on the way to a text that carry nothing, each with the English that it was held against."""
    for step in _steps_back(ledger, key, translation, context):
        if not step.harmless:
            yield step.correction, step.now.text if step.alone else key.text


def correction_of(
    ledger: Ledger,
    now: MessageKey,
    was: MessageKey,
    translation: Sequence[str] = (),
    context: InlineContext = NOTHING_ELSEWHERE,
    *,
    by: str,
    date: str,
) -> Correction | None:
    """The line that keeps what was signed for a text before a typo of its English was corrected.

    `None` where nothing was signed, or the ledger has such a line already. `date` is an ISO date.
    """
    text = text_hash(now, translation)
    is_known = any(correction.was == was.text for correction in ledger.corrected.get(text, ()))
    signed = any(before in ledger.signed for before in texts_signed_for(ledger, was, translation, context))
    return Correction(text, was.text, by, date) if signed and not is_known else None


class _Step(NamedTuple):
    """A correction, from the text that it made back to the one that it was made of."""

    correction: Correction
    before: MessageKey
    now: MessageKey
    alone: bool
    """Whether it is no harmless edit by itself; else it is none together with those after it."""
    harmless: bool


def _steps_back(ledger: Ledger, key: MessageKey, translation: Sequence[str], context: InlineContext) -> Iterator[_Step]:
    """Each text once; behind a correction that is refused nothing is looked for."""
    if not ledger.corrections:
        return
    waiting, seen = [key], {key}
    while waiting:
        now = waiting.pop()
        for correction in ledger.corrected.get(text_hash(now, translation), ()):
            before = MessageKey(now.context, correction.was)
            if before in seen:
                continue
            alone = not is_harmless(before.text, now.text, context)
            harmless = not alone and is_harmless(before.text, key.text, context)
            if harmless:
                seen.add(before)
                waiting.append(before)
            yield _Step(correction, before, now, alone, harmless)


# ── the file ──


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


def joined(ledger: Ledger, sign_offs: Iterable[SignOff] = (), corrections: Iterable[Correction] = ()) -> Ledger:
    """The ledger with more lines; a person's new word on a text takes the place of their word of the same day."""
    fresh = tuple(dict.fromkeys(sign_offs))
    said = {(s.text, s.role, person_key(s.name), s.date) for s in fresh}
    kept = (s for s in ledger.sign_offs if (s.text, s.role, person_key(s.name), s.date) not in said)
    return Ledger((*kept, *fresh), tuple(dict.fromkeys((*ledger.corrections, *corrections))))


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
            shown = ascii(found)[:_ABOUT]
            self._fail(f"'{key}' of this line cannot be {shown}.", f"It is one of {', '.join(choices)}.")
        return choices(found)
