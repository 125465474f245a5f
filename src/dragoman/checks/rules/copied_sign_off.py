"""Sign-offs that were brought to a text instead of being given to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.checks.anatomy import HistoryRule, Problem
from dragoman.checks.history import entries_by_key
from dragoman.checks.views import HistoryView
from dragoman.model import Certainty, Entry, Judgement, Location, Severity, Signer, SignOff, Status, TextHash
from dragoman.signoff import person_key, text_hash, texts_signed_for

_Signature = tuple[Signer, str, str]


def check(view: HistoryView) -> Iterator[Problem]:
    known = set(view.signed.before.sign_offs)
    fresh: dict[TextHash, list[SignOff]] = {}
    for sign_off in view.signed.now.sign_offs:
        if sign_off not in known and sign_off.judgement is Judgement.APPROVED:
            fresh.setdefault(sign_off.text, []).append(sign_off)
    if not fresh:
        return
    before, stood = _before(view)
    for entry in view.after.entries:
        text = text_hash(entry.key, entry.translation)
        if not _is_used(entry) or text in stood:
            continue
        old = _signatures(view, before, entry)
        for sign_off in fresh.get(text, ()):
            if problem := _problem(sign_off, old, view.signed.parted):
                yield Problem(
                    problem,
                    "If the person has read this text as it is now, have them sign it again; else take the line out.",
                    entry,
                    location=Location(view.signed.path, sign_off.line or 1),
                )


def _problem(sign_off: SignOff, old: Mapping[_Signature, str], parted: str) -> str:
    """What is wrong with a new sign-off of a text that the revision did not have; empty for nothing."""
    who = f"{sign_off.name}, {sign_off.role}, {sign_off.date}"
    if _signature(sign_off) in old:
        return f"The sign-off ({who}) is the one of the text as it was before, brought to what it is now."
    if parted and sign_off.date < parted:
        return f"The sign-off ({who}) is older than the text: on {parted} it did not stand there yet."
    return ""


def _before(view: HistoryView) -> tuple[tuple[Entry, ...], frozenset[TextHash]]:
    """The entries of the revision that do not stand any more as they were, and the hashes of all its texts."""
    found = {text_hash(entry.key, entry.translation): entry for entry in entries_by_key(view.before).values()}
    now = {text_hash(entry.key, entry.translation) for entry in view.after.entries if _is_used(entry)}
    return tuple(entry for text, entry in found.items() if _is_used(entry) and text not in now), frozenset(found)


def _is_used(entry: Entry) -> bool:
    return entry.status is not Status.OBSOLETE


def _signatures(view: HistoryView, before: tuple[Entry, ...], entry: Entry) -> Mapping[_Signature, str]:
    """Who had signed what stood in the place of an entry: the same English, or the same translation."""
    return {
        _signature(sign_off): sign_off.name
        for old in before
        if old.key == entry.key or (old.key.context == entry.key.context and old.translation == entry.translation)
        for text in texts_signed_for(view.signed.before, old.key, old.translation, view.context)
        for sign_off in view.signed.before.signed.get(text, ())
        if sign_off.judgement is Judgement.APPROVED
    }


def _signature(sign_off: SignOff) -> _Signature:
    return sign_off.role, person_key(sign_off.name), sign_off.date


RULE = HistoryRule(
    "A sign-off was brought to a text that it was not given to.", Severity.ERROR, check, Certainty.LIKELY
)
