"""Everything that `dragoman check` does with one catalog, without a project round it."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.checks.anatomy import Rule
from dragoman.checks.engine import check_catalog, check_history, check_library
from dragoman.checks.registry import RULES
from dragoman.checks.views import CatalogView, HistoryView, LibraryView
from dragoman.errors import UnreadableCatalog
from dragoman.languages import find_language
from dragoman.model import Catalog, Entry, Language, Level, Location, Message, MessageKey, Status
from dragoman.po import read_catalog


def view_of(source: str, translation: str, language: Language) -> CatalogView:
    """A catalog with one entry."""
    header = f"Language: {language.gettext}\nContent-Type: text/plain; charset=UTF-8\n"
    top = Entry(MessageKey(None, ""), (header,), Status.TRANSLATED, line=1)
    entry = Entry(MessageKey(None, source), (translation,), Status.TRANSLATED, line=9)
    return whole_view(Catalog("g.po", language.tag, top, (entry,)), language)


def whole_view(catalog: Catalog, language: Language) -> CatalogView:
    """A catalog beside a guide that has just its texts."""
    messages = tuple(
        Message(entry.key, (Location("source/g.md", number),), (), plural=entry.plural, level=Level.WARN)
        for number, entry in enumerate(catalog.entries, 1)
        if entry.status is not Status.OBSOLETE
    )
    return CatalogView(catalog, language, messages, "g")


def check_all(view: CatalogView, rules: Mapping[str, Rule] = RULES) -> int:
    """The number of findings of all rules that look at a catalog, as of one that was empty before."""
    before = Catalog("g.po", view.language.tag, view.catalog.header, ())
    found = list(check_catalog(view, rules))
    found += check_library(LibraryView(view.language, (view,)), rules)
    for old in (before, view.catalog):
        found += check_history(HistoryView(old, view.catalog, view.language, view.messages), rules)
    return len(found)


def read_and_check(content: bytes, tag: str = "es") -> None:
    """A file that is refused has been read."""
    try:
        catalog = read_catalog(content, "g.po", tag)
    except UnreadableCatalog:
        return
    check_all(whole_view(catalog, find_language(tag)))
