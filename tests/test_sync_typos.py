"""Edits that a person calls corrections of typos: what `sync` believes, and what it keeps."""

from __future__ import annotations

import pytest

from dragoman.model import Change, Fate, MessageKey
from dragoman.sync.successors import Corrector
from test_sync_merge import HARMLESS, HEADER, entries_of, po_of, synced_bytes

_ANA = Corrector("Ana López", "2026-03-04")


def test_a_typo_keeps_the_translation_and_says_who_and_when() -> None:
    content, changes = synced_bytes(po_of(("You can recieve help.", "Le ayudamos.")), ["You can receive help."])
    assert changes[0].fate is Fate.WORDING
    content, changes = synced_bytes(
        po_of(("You can recieve help.", "Le ayudamos.")), ["You can receive help."], correction=_ANA
    )
    assert content.decode().removeprefix(HEADER) == (
        "# Typo in the English corrected on 2026-03-04 by Ana López; it was: You can recieve help.\n"
        'msgid "You can receive help."\nmsgstr "Le ayudamos."\n'
    )
    old, new = MessageKey(None, "You can recieve help."), MessageKey(None, "You can receive help.")
    assert changes == (Change(Fate.TYPO, new, old),)


@pytest.mark.parametrize(("old", "new"), [*HARMLESS["typo"], *HARMLESS["no_typo"]])
def test_only_a_slip_of_the_pen_is_kept_as_a_typo(old: str, new: str) -> None:
    _, changes = synced_bytes(po_of((old, f"«{old.upper()}»")), [new], correction=_ANA)
    assert (changes[0].fate is Fate.TYPO) is ([old, new] in HARMLESS["typo"])


@pytest.mark.parametrize(
    ("first", "status"),
    [("The tender spot may get unusualy warm.", "fuzzy"), ("The sore spot may not get unusualy warm.", "untranslated")],
)
def test_a_typo_in_a_text_that_waits_for_its_translator_leaves_it_as_it_is(first: str, status: str) -> None:
    """Fuzzy with its `#|`, or empty with its memory: neither is the doing of this edit, so it is no obstacle."""
    begin = po_of(("The sore spot may get unusualy warm.", "El lugar puede calentarse."))
    waiting, _ = synced_bytes(begin, [first])
    content, changes = synced_bytes(waiting, [first.replace("unusualy", "unusually")], correction=_ANA)
    before, after = entries_of(waiting)[0], entries_of(content)[0]
    assert [change.fate for change in changes] == [Fate.TYPO]
    assert after.status.value == before.status.value == status
    assert (after.translation, after.previous) == (before.translation, before.previous)
    assert after.comments[:-1] == before.comments
