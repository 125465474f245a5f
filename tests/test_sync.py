"""A catalog in step with its guide: what changes, what stays, and in which order."""

from __future__ import annotations

import pytest

from conftest import SPANISH, catalog_of, entry_of, guide_of
from dragoman.extract import extract_messages
from dragoman.model import Catalog, Entry, Fate, Location, Message, MessageKey, Status
from dragoman.po import read_catalog, write_catalog
from dragoman.sync.catalogs import sync_catalog
from dragoman.sync.entries import new_entry, same_messages, template_entries

HEADER = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def message(text: str, comment: str = "note", flags: tuple[str, ...] = (), plural: str | None = None) -> Message:
    return Message(MessageKey(None, text), (Location("g.md", 4),), (comment,), flags, plural)


def synced(entries: list[Entry], *texts: str) -> tuple[list[tuple[str, str, str]], list[tuple[Fate, str]]]:
    result = sync_catalog(catalog_of(entries), [message(text) for text in texts], SPANISH)
    found = [(entry.key.text, entry.translation[0], entry.status.value) for entry in result.catalog.entries]
    return found, [(change.fate, change.key.text) for change in result.changes]


def noted(text: str, translation: str, status: Status = Status.TRANSLATED) -> Entry:
    """An entry that already has the comment of its message."""
    plain = entry_of(text, translation, status)
    return Entry(plain.key, plain.translation, status, extracted=("note",))


def test_a_new_catalog() -> None:
    entries, changes = synced([], "a", "b")
    assert entries == [("a", "", "untranslated"), ("b", "", "untranslated")]
    assert changes == [(Fate.NEW, "a"), (Fate.NEW, "b")]


def test_nothing_to_do() -> None:
    catalog = catalog_of([noted("a", "á"), noted("b", "be", Status.FUZZY), entry_of("c", "ce", Status.OBSOLETE)])
    result = sync_catalog(catalog, [message("a"), message("b")], SPANISH)
    assert result.catalog == catalog
    assert not result.changes


@pytest.mark.parametrize(
    ("old", "new", "order"),
    [
        (["a", "b"], ["a", "x", "b"], ["a", "x", "b"]),
        (["a", "b"], ["x", "a", "b"], ["x", "a", "b"]),
        (["a", "b"], ["a", "b", "x"], ["a", "b", "x"]),
        (["b", "a"], ["a", "x", "b"], ["b", "a", "x"]),
        (["a"], ["x", "y", "a", "z"], ["x", "y", "a", "z"]),
    ],
)
def test_new_entries_come_after_their_neighbour(old: list[str], new: list[str], order: list[str]) -> None:
    entries, _ = synced([noted(text, "t") for text in old], *new)
    assert [text for text, _, _ in entries] == order


def test_a_text_that_went_keeps_its_translation() -> None:
    entries, changes = synced([noted("a", "á"), noted("b", "be", Status.FUZZY)])
    assert entries == [("a", "á", "obsolete"), ("b", "be", "obsolete")]
    assert changes == [(Fate.GONE, "a"), (Fate.GONE, "b")]


def test_a_text_that_came_back_has_its_translation_again() -> None:
    entries, changes = synced([noted("b", "be"), entry_of("a", "á", Status.OBSOLETE)], "a", "b")
    assert entries == [("a", "á", "translated"), ("b", "be", "translated")]
    assert changes == [(Fate.BACK, "a")]


def test_the_youngest_of_several_obsolete_entries_comes_back() -> None:
    old = [entry_of("a", "one", Status.OBSOLETE), entry_of("a", "two", Status.OBSOLETE)]
    result = sync_catalog(catalog_of(old), [message("a")], SPANISH)
    assert [(entry.key.text, entry.translation) for entry in result.catalog.entries] == [("a", ("two",))]
    assert "Dragoman: the translation was: one" in result.catalog.entries[0].comments  # gettext allows a text once


def test_a_fuzzy_translation_is_fuzzy_when_it_comes_back() -> None:
    """Through the file too: an approval must not come of leaving and returning."""
    content = f'{HEADER}#. note\n#, fuzzy\nmsgid "a"\nmsgstr "á"\n'.encode()
    for messages in ([], [message("a")]):
        catalog = sync_catalog(read_catalog(content, "g.po", "es"), messages, SPANISH).catalog
        content = write_catalog(catalog)
    entry = read_catalog(content, "g.po", "es").entries[0]
    assert (entry.status, entry.translation, entry.flags) == (Status.FUZZY, ("á",), ())


@pytest.mark.parametrize("between", ["Take the tablets with some food.", "Do not take the tablets with food."])
def test_a_draft_is_a_draft_when_its_english_changed_and_changed_back(between: str) -> None:
    english = "Take the tablets with food."
    catalog = catalog_of([noted(english, "Tome las tabletas con comida.", Status.FUZZY)])
    for text in (between, english):
        catalog = sync_catalog(catalog, [message(text)], SPANISH).catalog
    assert catalog.entries[0].status is Status.FUZZY


def test_entries_that_do_not_change_keep_their_bytes() -> None:
    content = (
        f'{HEADER}# Ana\n#. note\n#: old.md:1\n#, no-wrap\nmsgid ""\n"a"\nmsgstr   "á"\n\n'
        '#. note\nmsgid "c"\nmsgstr "ce"\n'
    )
    catalog = read_catalog(content.encode(), "g.po", "es")
    same = sync_catalog(catalog, [message("a"), message("c")], SPANISH)
    assert write_catalog(same.catalog) == content.encode()
    more = sync_catalog(catalog, [message("a"), message("b"), message("c")], SPANISH)
    kept = write_catalog(more.catalog).decode()
    assert '# Ana\n#. note\n#: old.md:1\n#, no-wrap\nmsgid ""\n"a"\nmsgstr   "á"\n' in kept


def test_comments_and_format_flags_follow_the_guide_and_others_stay() -> None:
    old = Entry(
        MessageKey(None, "a {b.c}"),
        ("á {b.c}",),
        Status.TRANSLATED,
        flags=("no-wrap", "c-format"),
        comments=("Ana",),
        extracted=("old",),
    )
    wanted = message("a {b.c}", flags=("python-brace-format",))
    result = sync_catalog(catalog_of([old]), [wanted], SPANISH)
    entry = result.catalog.entries[0]
    assert (entry.flags, entry.comments, entry.extracted) == (("python-brace-format", "no-wrap"), ("Ana",), ("note",))
    assert entry.translation == old.translation
    assert [change.fate for change in result.changes] == [Fate.NOTES]


def test_a_moved_line_is_no_change() -> None:
    before = extract_messages(guide_of("a\n"))
    after = extract_messages(guide_of("\n\n\na\n"))
    catalog = sync_catalog(catalog_of([]), before, SPANISH).catalog
    assert sync_catalog(catalog, after, SPANISH).catalog == catalog
    old, new = (Catalog("g.pot", "", catalog.header, template_entries(messages)) for messages in (before, after))
    assert same_messages(old, new)


def test_english_that_changed_in_meaning_starts_without_a_translation() -> None:
    old = noted("Take the tablet today.", "Tome la tableta hoy.")
    result = sync_catalog(catalog_of([old]), [message("Do not take the tablet today.")], SPANISH)
    entry = result.catalog.entries[0]
    assert (entry.translation, entry.status) == (("",), Status.UNTRANSLATED)
    assert any("Tome la tableta hoy." in comment for comment in entry.comments)
    assert [(change.fate, change.key.text) for change in result.changes] == [(Fate.MEANING, entry.key.text)]


def test_contexts_are_different_entries() -> None:
    other = Message(MessageKey("side", "Right"), (), ("note",))
    result = sync_catalog(catalog_of([noted("Right", "Correcto")]), [message("Right"), other], SPANISH)
    assert [(e.key.context, e.translation) for e in result.catalog.entries] == [(None, ("Correcto",)), ("side", ("",))]


def test_plurals_have_the_forms_of_the_language() -> None:
    wanted = message("one day", plural="{n} days")
    assert len(new_entry(wanted, SPANISH).translation) == SPANISH.plural_count
    assert len(template_entries([wanted])[0].translation) == 2
