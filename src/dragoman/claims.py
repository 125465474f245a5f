"""What a handout says in a language, text by text, for the policy to judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.localize import Lookup, inline_context, usable_status
from dragoman.markup.atoms import is_translatable
from dragoman.markup.tree import iter_segments
from dragoman.model import SOURCE_LANGUAGE, Catalog, Entry, Guide, Language, Level, MessageKey, Origin, Status
from dragoman.policy import Claim, origin_of
from dragoman.render.words import PAGE_DOMAIN

_LEVELS = tuple(Level)
_Place = tuple[str, MessageKey]


def guide_claims(
    guide: Guide,
    language: Language,
    catalogs: Mapping[str, Catalog],
    lookup: Lookup,
    page: Sequence[Entry] = (),
) -> tuple[Claim, ...]:
    """The texts of a handout: those of the English, which must be right first, then the same in the language.

    `catalogs` and `lookup` are by domain; `page` is what the catalog of the words of the page has. Of those only what
    is translated is shown, and claimed.
    """
    levels = _level_of_texts(guide)
    english = [_english(domain, key, level) for (domain, key), level in levels.items()]
    if language.tag == SOURCE_LANGUAGE:
        return tuple(english)
    return (*english, *_local(guide, language, levels, catalogs, lookup), *_page(page, catalogs))


def _level_of_texts(guide: Guide) -> Mapping[_Place, Level]:
    """Each text once, in reading order, with the highest of the levels that it stands at."""
    levels: dict[_Place, Level] = {}
    for segment in iter_segments(guide, parts=True):
        if is_translatable(segment.text):
            place = (segment.domain, segment.key)
            levels[place] = max(segment.level, levels.get(place, Level.INFO), key=_LEVELS.index)
    return levels


def _english(domain: str, key: MessageKey, level: Level) -> Claim:
    return Claim(key, domain, level, (), Status.TRANSLATED, Origin.HUMAN)


def _local(
    guide: Guide,
    language: Language,
    levels: Mapping[_Place, Level],
    catalogs: Mapping[str, Catalog],
    lookup: Lookup,
) -> Iterator[Claim]:
    context = inline_context(guide)
    domains = {domain for domain, _ in levels}
    origins = {domain: origin_of(catalogs[domain]) for domain in domains if domain in catalogs}
    for (domain, key), level in levels.items():
        entry = lookup.get(domain, {}).get(key)
        status = usable_status(entry, key.text, context, language)
        origin = origins.get(domain, Origin.HUMAN)
        yield Claim(key, domain, level, entry.translation if entry else ("",), status, origin)


def word_claim(text: str, catalogs: Mapping[str, Catalog]) -> Claim:
    """One of the words of the page, for what shows it and nothing else of a guide."""
    key = MessageKey(None, text)
    entries = catalogs[PAGE_DOMAIN].entries if PAGE_DOMAIN in catalogs else ()
    found = next(iter(_page([entry for entry in entries if entry.key == key], catalogs)), None)
    return found or Claim(key, PAGE_DOMAIN, Level.INFO, ("",), Status.UNTRANSLATED, Origin.HUMAN)


def _page(page: Sequence[Entry], catalogs: Mapping[str, Catalog]) -> Iterator[Claim]:
    origin = origin_of(catalogs[PAGE_DOMAIN]) if PAGE_DOMAIN in catalogs else Origin.HUMAN
    for entry in page:
        if entry.status is Status.TRANSLATED:
            yield Claim(entry.key, PAGE_DOMAIN, Level.INFO, entry.translation, entry.status, origin)
