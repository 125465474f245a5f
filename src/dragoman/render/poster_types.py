"""The data of what is set beyond single sheets: packs, and posters in all languages of a project.

Plain JSON values, as in `block_types`. `language` and `size` are those of the frame: of the cover, the heads and feet.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from dragoman.render.sheet_types import Draft, Sheet, SheetLanguage


class Frame(TypedDict):
    """What all have around their sheets or rows."""

    language: SheetLanguage
    paper: Literal["us-letter", "a4"]
    size: int
    arrangement: Literal["alone"]
    title: str
    """In English, for staff and for the file's properties. Never empty."""
    clinic: str
    draft: Draft | None
    """If any of the texts is one."""
    state: str
    """In English, for the foot: `Final`, `DRAFT – not for patients`."""
    facts: list[str]
    """In English, for the foot: which text it is, and which languages it lacks."""


class CoverRow(TypedDict):
    """A guide in the list of a cover."""

    title: str
    title_lang: str
    title_en: str
    """Empty where it is the title."""
    state_en: str
    draft: bool


class Pack(Frame):
    keywords: list[str]
    """Its mark (`render.identity.pack_keyword`)."""
    language_en: str
    language_own: str
    rows: list[CoverRow]
    sheets: list[Sheet]
    """In the order of the rows."""


class NoticePoster(Frame):
    sheets: list[Sheet]
    """One text, in a language each."""


class ISpeakRow(TypedDict):
    language: SheetLanguage
    autonym: str
    sentence: str
    sentence_lang: str
    """Tag of the language, or `en` where the sentence is not translated yet."""
    english: str


class ISpeakPoster(Frame):
    rows: list[ISpeakRow]
