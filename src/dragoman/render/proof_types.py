"""The data that a contact sheet is set from: all languages of guides side by side."""

from __future__ import annotations

from typing import Literal, TypedDict

from dragoman.render.sheet_types import SheetLanguage


class ProofSheet(TypedDict):
    """One handout on it."""

    language: SheetLanguage
    english: str
    """Name of the language in English."""
    autonym: str
    pages: int
    is_final: bool
    pictures: list[str]
    """SVG of its first page, or of all."""


class ProofGuide(TypedDict):
    title: str
    """In English."""
    sheets: list[ProofSheet]


class Proof(TypedDict):
    project: str
    shown: Literal["first", "all"]
    """Which pages of each sheet: a language has a cell of its own, or a band."""
    guides: list[ProofGuide]
