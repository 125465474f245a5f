"""What holds for every catalog."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conftest import SPANISH, catalog_of, entry_of, guide_of, localized, main_of, page_of
from dragoman.checks.anatomy import Pair, PairRule
from dragoman.checks.reading import read_text
from dragoman.checks.registry import RULES
from dragoman.extract import merge_segments
from dragoman.localize import inline_context, is_left_in_english
from dragoman.markup.tree import iter_segments, map_segments
from dragoman.model import Catalog, Entry, Fate, Guide, Message, MessageKey, Status
from dragoman.sync.catalogs import sync_catalog
from payloads import PAYLOADS
from strategies import MANY, SOME, guides, read, translations

KEEPING = ("link-mismatch", "markup-mismatch", "placeholder-mismatch")
"""Rules about what a translation must keep as it is."""

# ── In another language ──


def identity(messages: tuple[Message, ...]) -> list[Entry]:
    return [Entry(message.key, (message.key.text,), Status.TRANSLATED, flags=message.flags) for message in messages]


def all_messages(guide: Guide) -> tuple[Message, ...]:
    return merge_segments(iter_segments(guide, parts=True), guide.id)


@SOME
@given(guides)
def test_a_catalog_of_the_same_words_gives_the_same_page(text: str) -> None:
    guide = read(text)
    assume(not _unknown_names(guide))
    result = localized(guide, identity(all_messages(guide)))
    # Words that are plainly English are no translation: the page shows the same, and says that it is English.
    context = inline_context(guide)
    texts = [gap.segment.text for gap in result.gaps]
    assert [text for text in texts if not is_left_in_english(text, text, context, SPANISH)] == []
    assert _without_languages(page_of(guide, result)) == _without_languages(page_of(guide))


def _without_languages(page: str) -> str:
    """What a guide keeps in English is marked so on every other page."""
    return re.sub(r' lang="e[ns]"| dir="ltr"', "", main_of(page))


def _unknown_names(guide: Guide) -> bool:
    known = {"clinic.phone", "clinic.name", "fever.limit", *(f"blank.{name}" for name, _ in guide.meta.blanks)}
    named = re.findall(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+)\}", repr(guide))
    return not known.issuperset(named)


@SOME
@given(guides)
def test_a_catalog_of_the_same_words_keeps_all_that_must_be_kept(text: str) -> None:
    guide = read(text)
    context = inline_context(guide)
    for entry in identity(all_messages(guide)):
        pair = Pair(read_text(entry.key.text, context), read_text(entry.translation[0], context), SPANISH)
        for name in KEEPING:
            rule = RULES[name]
            assert isinstance(rule, PairRule)
            assert not list(rule.check(pair)), name


@SOME
@given(guides, st.data())
def test_any_catalog_keeps_structure_facts_and_links(text: str, data: st.DataObject) -> None:
    guide = read(text)
    assume(not _unknown_names(guide))
    entries = [entry_of(m.key.text, data.draw(translations), context=m.key.context) for m in all_messages(guide)]
    result = localized(guide, entries)
    assert skeleton(result.guide) == skeleton(guide)
    coverage = result.coverage
    assert coverage.total == len(entries)
    page, harmless = page_of(guide, result), page_of(guide, localized(guide, identity(all_messages(guide))))
    assert links(page) == links(harmless)
    assert elements(page) <= elements(harmless) | INLINE


def skeleton(guide: Guide) -> Guide:
    return map_segments(
        guide, lambda segment: replace(segment, text=".", language="", location=guide.meta.title.location)
    )


# ── Nothing of a catalog is markup ──

INLINE = {(name, ()) for name in ("em", "strong", "del", "sub", "sup", "kbd", "small", "br")} | {("code", ("dir",))}
GUIDE = """---
title: Title
summary: Summary
keywords: [word]
blanks:
  when: Date
---
## Heading

Paragraph

- item

1. step

- [ ] task

> [!WARNING]
> warning

| column |
|---|
| cell |

term
: definition

note[^1]

[^1]: footnote

![alt](a.svg "caption")

{blank.when}
"""


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, tuple[str, ...]]] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = sorted(name for name, _ in attrs if name not in ("lang", "dir") or tag == "code")
        self.found.add((tag, tuple(name for name in kept if (tag, name) not in LANGUAGE_MARKS)))
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src", "action")}

    def handle_decl(self, decl: str) -> None:
        self.found.add((decl, ()))

    def handle_pi(self, data: str) -> None:
        self.found.add((data, ()))

    def handle_comment(self, data: str) -> None:
        self.found.add((data, ()))


LANGUAGE_MARKS = {(tag, "class") for tag in ("p", "h1", "h2", "li", "dt", "figcaption", "span")}
"""A passage that stayed English is marked so; that is no markup of a catalog's."""


def parsed(page: str) -> _Elements:
    parser = _Elements()
    parser.feed(page)
    parser.close()
    return parser


def elements(page: str) -> set[tuple[str, tuple[str, ...]]]:
    return parsed(page).found | {("span", ())}


def links(page: str) -> set[str]:
    return parsed(page).addresses


@cache
def harmless_page() -> str:
    guide = guide_of(GUIDE)
    return page_of(guide, localized(guide, [entry_of(m.key.text, "palabra") for m in all_messages(guide)]))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("pattern", ["{}", "palabra {} palabra", "**{}", "`{}"])
def test_no_text_of_a_catalog_reaches_a_page_as_markup(payload: str, pattern: str) -> None:
    guide, harmless = guide_of(GUIDE), harmless_page()
    text = pattern.replace("{}", payload)
    result = localized(guide, [entry_of(m.key.text, text) for m in all_messages(guide)])
    page = page_of(guide, result)
    assert elements(page) <= elements(harmless) | INLINE
    assert links(page) == links(harmless)
    assert "49" not in page


@SOME
@given(st.text("<>/=\"'` abcsrciptimgonerror!-[]()&;:{}%\\*_~", min_size=1, max_size=60))
def test_no_text_by_chance_reaches_a_page_as_markup(text: str) -> None:
    guide = guide_of(GUIDE)
    result = localized(guide, [entry_of(m.key.text, text) for m in all_messages(guide)])
    harmless = page_of(guide, localized(guide, identity(all_messages(guide))))
    assert elements(page_of(guide, result)) <= elements(harmless) | INLINE


# ── Sync ──

_texts = st.sampled_from(
    [
        "Rest.",
        "Call us.",
        "Take 2 tablets with food.",
        "Take 5 tablets with food.",
        "Do not take 2 tablets with food.",
        "Take 2 tablets with some food.",
        "You may shower when you get home tonight.",
        "You may shower when you come home tonight.",
        "You may shower when you get home tonight. Rest.",
    ]
)
_keys = st.builds(MessageKey, st.sampled_from([None, "here"]), _texts)
_states = st.sampled_from([Status.TRANSLATED, Status.FUZZY, Status.OBSOLETE, Status.UNTRANSLATED])


@st.composite
def _entries(draw: st.DrawFn) -> Entry:
    status = draw(_states)
    translation = "" if status is Status.UNTRANSLATED else f"t{draw(st.integers(0, 10**6))}"
    flags = ("fuzzy",) if status is Status.OBSOLETE and draw(st.booleans()) else ()
    return Entry(draw(_keys), (translation,), status, flags=flags, comments=tuple(draw(st.lists(_texts, max_size=1))))


_catalogs = st.lists(_entries(), max_size=8, unique_by=lambda entry: entry.key).map(catalog_of)
_orders = st.lists(_keys, max_size=8, unique=True).map(
    lambda keys: tuple(Message(key, (), (f"about {key.text}",)) for key in keys)
)


@MANY
@given(_catalogs, _orders)
def test_a_second_sync_changes_nothing(catalog: Catalog, messages: tuple[Message, ...]) -> None:
    once = sync_catalog(catalog, messages, SPANISH)
    twice = sync_catalog(once.catalog, messages, SPANISH)
    assert twice.catalog == once.catalog
    assert not twice.changes


@MANY
@given(_catalogs, st.lists(_orders, min_size=1, max_size=5))
def test_no_sync_loses_a_translation_or_approves_it_for_another_text(
    catalog: Catalog, versions: list[tuple[Message, ...]]
) -> None:
    written = {entry.translation[0] for entry in catalog.entries if any(entry.translation)}
    texts = {(entry.key, entry.translation) for entry in catalog.entries}
    for messages in versions:
        catalog = sync_catalog(catalog, messages, SPANISH).catalog
        active = [entry for entry in catalog.entries if entry.status is not Status.OBSOLETE]
        assert sorted(map(repr, (entry.key for entry in active))) == sorted(repr(m.key) for m in messages)
        assert {(e.key, e.translation) for e in active if e.status is Status.TRANSLATED} <= texts
    kept = "\n".join("\n".join((*entry.translation, *entry.comments)) for entry in catalog.entries)
    assert not [translation for translation in written if translation not in kept]


@MANY
@given(_catalogs)
def test_a_text_that_goes_and_returns_is_as_it_was(catalog: Catalog) -> None:
    messages = tuple(Message(e.key, (), ()) for e in catalog.entries if e.status is not Status.OBSOLETE)
    away = sync_catalog(catalog, (), SPANISH).catalog
    back = sync_catalog(away, messages, SPANISH).catalog
    before = {e.key: (e.status, e.translation) for e in catalog.entries if any(e.translation)}
    after = {e.key: (e.status, e.translation) for e in back.entries if any(e.translation)}
    assert after == before


@MANY
@given(_catalogs, _orders)
def test_each_change_of_a_sync_is_told(catalog: Catalog, messages: tuple[Message, ...]) -> None:
    result = sync_catalog(catalog, messages, SPANISH)
    before = {entry.key: entry for entry in catalog.entries}
    after = {entry.key: entry for entry in result.catalog.entries}
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    told = {change.key for change in result.changes} | {change.previous for change in result.changes}
    assert changed <= told
    assert {change.key for change in result.changes if change.fate is Fate.NEW} <= after.keys() - before.keys()
