"""A text as its reader sees it: parsed once, and shared by all rules."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dragoman.markup.atoms import NO_ATOMS, Atoms, count_atoms
from dragoman.markup.inline import InlineContext, parse_inline, plain_text
from dragoman.markup.prose import translated_text, visible_text
from dragoman.model import Span, Text

_KEPT = 16_384
"""Readings held at once: the English of a library, for all its languages, beside the texts of one of them."""

SIGNS = '\n\t\u00a0\u202f\u3000*_~`<[]{&()（）［］【】〔〕﹙﹚"“”„‟«»「」『』《》〈〉?!¿¡\u0640'
"""Marks, brackets and rare signs: many rules have nothing to say of a text without some of them."""
_SIGN = re.compile(f"[{re.escape(SIGNS)}]")


@dataclass(frozen=True)
class Reading:
    """An inline text, English or translated, taken apart."""

    raw: str
    """As it stands in the guide or the catalog."""
    context: InlineContext

    @cached_property
    def signs(self) -> frozenset[str]:
        """Which of `SIGNS` the text has, as it stands."""
        return frozenset(_SIGN.findall(self.raw))

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        return parse_inline(self.raw, self.context)

    @cached_property
    def plain(self) -> str:
        """What is read on the page, in NFC; placeholders as they are written, addresses of links left out."""
        if self._text is not None:
            return self._text
        return unicodedata.normalize("NFC", plain_text(self.spans))

    @cached_property
    def words(self) -> str:
        """What was translated: the plain text with a space for each placeholder and each piece of code."""
        if self._text is not None:
            return self._text
        return unicodedata.normalize("NFC", translated_text(self.spans))

    @cached_property
    def seen(self) -> str:
        """The plain text with a space for each placeholder, and without addresses that are written as links, in NFC."""
        if self._text is not None:
            return self._text
        return unicodedata.normalize("NFC", visible_text(self.spans))

    @cached_property
    def _text(self) -> str | None:
        """The text in NFC where it is nothing but text, as most are: it reads the same in every way."""
        match self.spans:
            case (Text(text),):
                return unicodedata.normalize("NFC", text)
            case _:
                return None

    @cached_property
    def atoms(self) -> Atoms:
        return NO_ATOMS if self._text is not None else count_atoms(self.spans)


@lru_cache(maxsize=_KEPT)
def read_text(raw: str, context: InlineContext) -> Reading:
    """The reading of a text. Equal texts share one, so that each is parsed once for all languages."""
    return Reading(raw, context)
