"""What rules about history ask: an entry as it was beside what it is, and whether two texts say the same words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dragoman.checks.anatomy import english_forms
from dragoman.checks.views import HistoryView
from dragoman.markup.inline import iter_spans, parse_inline
from dragoman.model import Catalog, Entry, InlineImage, MessageKey, Status, Text

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_CLIP = 60


class Step(NamedTuple):
    """One text of the guide, then and now."""

    before: Entry | None
    """Obsolete where the text was out of the guide then."""
    now: Entry
    """Never obsolete."""

    @property
    def same_english(self) -> bool:
        """The key is the same in any case; the plural is not part of it."""
        return self.before is not None and self.before.plural == self.now.plural

    @property
    def same_translation(self) -> bool:
        return self.before is not None and same_texts(self.before.translation, self.now.translation)

    @property
    def was_translated(self) -> bool:
        return self.before is not None and self.before.status is Status.TRANSLATED

    @property
    def was_fuzzy(self) -> bool:
        """Marked so, in the guide or retired: leaving the guide for a while makes no text a checked one."""
        return self.before is not None and (self.before.status is Status.FUZZY or "fuzzy" in self.before.flags)


def steps(view: HistoryView) -> Iterator[Step]:
    """Each entry that is in use now, with the entry that had its key before."""
    before = entries_by_key(view.before)
    for entry in view.after.entries:
        if entry.status is not Status.OBSOLETE:
            yield Step(before.get(entry.key), entry)


def entries_by_key(catalog: Catalog | None) -> Mapping[MessageKey, Entry]:
    """All entries; where one is both in use and obsolete, the one in use."""
    entries = catalog.entries if catalog else ()
    return {entry.key: entry for entry in sorted(entries, key=lambda entry: entry.status is not Status.OBSOLETE)}


def cleared(view: HistoryView) -> tuple[Entry, ...]:
    """Entries that lost the mark `fuzzy` and nothing else.

    A new comment of the translator's counts as work: somebody put in writing that the text was looked at.
    """
    return tuple(
        step.now
        for step in steps(view)
        if step.was_fuzzy
        and step.now.status is Status.TRANSLATED
        and step.same_english
        and step.same_translation
        and not (step.before and set(step.now.comments) - set(step.before.comments))
    )


def by_translation(entries: Iterable[Entry]) -> Mapping[tuple[str, ...], Sequence[Entry]]:
    """Entries that have the same translation together, in their order; without those that have none."""
    found: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        if any(entry.translation):
            found.setdefault(tuple(map(_seen, entry.translation)), []).append(entry)
    return found


def is_turned_english(step: Step, view: HistoryView) -> bool:
    """Whether a translation is the English itself, and was something else or nothing before."""
    if step.now.status is not Status.TRANSLATED or step.same_translation:
        return False
    before = step.before.translation if step.before else ()
    return any(
        _is_english(form, english, view) and not any(same_words(old, english) for old in before)
        for form, english in zip(step.now.translation, english_forms(step.now), strict=True)
    )


def same_texts(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Equal but for white space and the way that accents are encoded: no eye sees a difference there."""
    return first == second or tuple(map(_seen, first)) == tuple(map(_seen, second))


def same_words(first: str, second: str) -> bool:
    """Equal but for punctuation, markup, placeholders and letter case."""
    return first == second or _folded(first) == _folded(second)


def quoted(text: str) -> str:
    """A text's words for a sentence, without any sign that could act on a terminal."""
    words = " ".join(visible_words(text))
    return f"“{words if len(words) <= _CLIP else words[: _CLIP - 1] + '…'}”"


def visible_words(text: str) -> tuple[str, ...]:
    """What is to be translated of a text: no placeholders, code or addresses."""
    spans = iter_spans(parse_inline(text))
    shown = (
        span.text if isinstance(span, Text) else span.alt for span in spans if isinstance(span, Text | InlineImage)
    )
    return tuple(word for part in shown for word in _WORD.findall(part))


def _is_english(form: str, english: str, view: HistoryView) -> bool:
    words = [word for word in visible_words(english) if any(map(str.isalpha, word))]
    # Names stay as they are, and languages of the same script share single words: "hospital", "total".
    may_stay = all(word != word.lower() for word in words) or (len(words) == 1 and view.language.script == "Latn")
    return not may_stay and same_words(form, english)


def _seen(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _folded(text: str) -> list[str]:
    return [unicodedata.normalize("NFC", word).casefold() for word in visible_words(text)]
