"""Sign-offs: what one is bound to, and what of a ledger holds for a text. Its file is read in `ledger_file.py`."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from json.encoder import encode_basestring_ascii as json_string
from typing import NamedTuple

from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext
from dragoman.model import (
    Correction,
    Judgement,
    Ledger,
    MessageKey,
    Origin,
    Signer,
    SignOff,
    TextHash,
)

HASH_DIGITS = 32
"""128 bits: nobody finds a second text with the same."""
_ABOUT = 60
_KEPT = 16_384
"""Texts whose hashes are held at once: the words of the page are asked for with each guide."""
TRUST = (Origin.MACHINE, Origin.MACHINE_THEN_HUMAN, Origin.HUMAN)
"""Where a text can come from, the least trusted first."""


def text_hash(key: MessageKey, translation: Sequence[str] = ()) -> TextHash:
    """What a sign-off is bound to: context, English and every form of the translation; none for the English itself.

    The hash is that of a list in JSON, put together of its strings: a library has thousands of texts.
    """
    return _text_hash(key.context, key.text, tuple(translation))


@lru_cache(maxsize=_KEPT)
def _text_hash(context: str | None, text: str, translation: tuple[str, ...]) -> TextHash:
    about = "null" if context is None else json_string(context)
    said = f"[{about}, {json_string(text)}, [{', '.join(map(json_string, translation))}]]"
    return TextHash(hashlib.sha256(said.encode()).hexdigest()[:HASH_DIGITS])


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
    """True: this edit alone changes the meaning. False: only together with later edits."""
    harmless: bool


def _steps_back(ledger: Ledger, key: MessageKey, translation: Sequence[str], context: InlineContext) -> Iterator[_Step]:
    """Each text once; behind a correction that is refused nothing is looked for."""
    if not ledger.corrections:
        return
    # Slow to import, and few ledgers have corrections.
    from dragoman.edits.typos import is_harmless  # noqa: PLC0415

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


def joined(ledger: Ledger, sign_offs: Iterable[SignOff] = (), corrections: Iterable[Correction] = ()) -> Ledger:
    """The ledger with more lines; a person's new word on a text takes the place of their word of the same day."""
    fresh = tuple(dict.fromkeys(sign_offs))
    said = {(s.text, s.role, person_key(s.name), s.date) for s in fresh}
    kept = (s for s in ledger.sign_offs if (s.text, s.role, person_key(s.name), s.date) not in said)
    return Ledger((*kept, *fresh), tuple(dict.fromkeys((*ledger.corrections, *corrections))))
