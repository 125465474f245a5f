"""Guide × catalogs → the guide in that language, and how much of it there is.

A translation is taken only when it is marked translated, is one, and keeps every placeholder, link, footnote, phone
number and address of its source: a sheet with a phone number missing is worse than one that says in English what it
has not got.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dragoman.markup.atoms import is_translatable, parse_atoms
from dragoman.markup.inline import InlineContext, parse_inline, plain_text
from dragoman.markup.prose import translated_text, visible_text
from dragoman.markup.tree import iter_blocks, iter_segments, map_segments
from dragoman.model import (
    SOURCE_LANGUAGE,
    Catalog,
    Coverage,
    Entry,
    Footnote,
    Gap,
    Guide,
    Language,
    MessageKey,
    Segment,
    Status,
)
from dragoman.ondemand import OnDemand
from dragoman.writing.first_look import is_copy, may_differ_in_contacts

Lookup = Mapping[str, Mapping[MessageKey, Entry]]
"""Entries by domain (the guide they are translated in) and key."""


@dataclass(frozen=True, slots=True)
class Localized:
    guide: Guide
    coverage: Coverage
    gaps: tuple[Gap, ...] = ()
    """The messages that have no usable translation, in the order of reading."""


def entry_lookup(catalogs: Mapping[str, Catalog]) -> Lookup:
    """Entries of each catalog, looked into when they are first asked for."""
    if isinstance(catalogs, OnDemand):
        return catalogs.each(entries_in_use)
    return {domain: entries_in_use(catalog) for domain, catalog in catalogs.items()}


def entries_in_use(catalog: Catalog) -> Mapping[MessageKey, Entry]:
    return {entry.key: entry for entry in catalog.entries if entry.status is not Status.OBSOLETE}


def localize(guide: Guide, language: Language, lookup: Lookup) -> Localized:
    """The guide with every segment that has a usable translation in `language`; the others stay English."""
    if language.tag == SOURCE_LANGUAGE:
        keys = {(s.domain, s.key) for s in iter_segments(guide, parts=True) if is_translatable(s.text)}
        return Localized(guide, Coverage(len(keys), 0, 0))
    context = inline_context(guide)
    states: dict[tuple[str, MessageKey], Gap] = {}

    def translate(segment: Segment) -> Segment:
        if not is_translatable(segment.text):
            return replace(segment, language=language.tag)
        entry = lookup.get(segment.domain, {}).get(segment.key)
        status = usable_status(entry, segment.text, context, language)
        states.setdefault((segment.domain, segment.key), Gap(segment, status))
        if entry is None or status is not Status.TRANSLATED:
            return segment
        return replace(segment, text=entry.translation[0], language=language.tag)

    localized = map_segments(guide, translate)
    gaps = tuple(gap for gap in states.values() if gap.status is not Status.TRANSLATED)
    return Localized(localized, coverage_of(gap.status for gap in states.values()), gaps)


def coverage_of(states: Iterable[Status]) -> Coverage:
    counts = Counter(states)
    return Coverage(counts[Status.TRANSLATED], counts[Status.FUZZY], counts[Status.UNTRANSLATED])


def usable_status(entry: Entry | None, source: str, context: InlineContext, language: Language) -> Status:
    """Status of an entry as far as a page may use it.

    A translation that breaks what it must keep counts as fuzzy, English in the place of one as none.
    """
    if entry is None or entry.status is Status.OBSOLETE:
        return Status.UNTRANSLATED
    if entry.status is not Status.TRANSLATED:
        return entry.status
    translation = entry.translation[0]
    if is_left_in_english(source, translation, context, language):
        return Status.UNTRANSLATED
    loses_all = _says_something(source, context) and not _says_something(translation, context)
    kept = keeps_atoms(source, translation, context) and keeps_reach(source, translation, context, language)
    return entry.status if kept and not loses_all else Status.FUZZY


def is_left_in_english(source: str, translation: str, context: InlineContext, language: Language) -> bool:
    """Whether a translation is its English, and surely no name that stays as it is."""
    if not is_copy(source, translation):
        return False
    from dragoman.writing.copied import Copy, copy_of  # noqa: PLC0415 - its word list, which right translations spare

    return copy_of(translated_text(parse_inline(source, context)), language.tag, language.script) is Copy.SURE


def keeps_reach(source: str, translation: str, context: InlineContext, language: Language) -> bool:
    """Whether a translation has the emergency numbers, phone numbers and addresses that its source has in words."""
    if not may_differ_in_contacts(source, translation):
        return True
    from dragoman.languages import find_language  # noqa: PLC0415 - with what reads figures, which takes long to load
    from dragoman.values import keeps_contacts  # noqa: PLC0415

    seen = [unicodedata.normalize("NFC", visible_text(parse_inline(text, context))) for text in (source, translation)]
    return keeps_contacts(seen[0], seen[1], find_language(SOURCE_LANGUAGE), language)


def _says_something(text: str, context: InlineContext) -> bool:
    """Whether a reader sees words of it: a space, or a comment, is no translation."""
    hides = any(mark in text for mark in "<&[")
    return is_translatable(plain_text(parse_inline(text, context)) if hides else text)


def keeps_atoms(source: str, translation: str, context: InlineContext) -> bool:
    """Whether a translation has just the placeholders, links, pictures and footnotes of its source."""
    if not any(mark in text for text in (source, translation) for mark in "{[<&"):
        return True
    ours, theirs = parse_atoms(source, context), parse_atoms(translation, context)
    return (
        ours.placeholders == theirs.placeholders
        and ours.links == theirs.links
        and ours.pictures == theirs.pictures
        and ours.footnotes == theirs.footnotes
    )


def inline_context(guide: Guide) -> InlineContext:
    """What the texts of a guide may refer to."""
    footnotes = tuple(block.label for block in iter_blocks(guide.blocks) if isinstance(block, Footnote))
    return InlineContext(guide.references, footnotes)
