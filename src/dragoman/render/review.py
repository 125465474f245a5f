"""From a review sheet to the neutral data that its paper is set from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.model import Origin, Paper, Reading, ReviewRow, ReviewSheet, Signer
from dragoman.render.review_types import PieceSpan, ReviewData, ReviewLine
from dragoman.review import FILLED_BY_CLINIC, LEVEL_WORDS, languages_of, remarks

_HASH_DIGITS = 8
Missing = Callable[[str], Sequence[str]]
"""The letters of a text that no font of the sheet has."""


def make_review(sheet: ReviewSheet, paper: Paper, fonts: Sequence[str], missing: Missing) -> ReviewData:
    """The data of a sheet. Names and remarks may have letters of any script: those without a font are spelled out."""
    language = sheet.language
    lang, _, region = language.pdf_language.partition("-")
    return {
        "language": {
            "tag": language.tag,
            "lang": lang,
            "region": region if len(region) == 2 else None,
            "direction": language.direction.value,
            "fonts": list(fonts),
            "line_height": language.line_height,
            "size_factor": language.size_factor,
        },
        "bilingual": not sheet.is_english,
        "paper": "us-letter" if paper is Paper.LETTER else "a4",
        "id": sheet.id,
        "guide": sheet.guide,
        "title": sheet.title,
        "languages": languages_of(language),
        "own_name": language.autonym,
        "project": spelled(sheet.project, missing),
        "made": sheet.made,
        "filled": FILLED_BY_CLINIC,
        "roles": [role.value for role in Signer],
        "origins": [origin.value for origin in Origin],
        "rows": [_line(row, missing) for row in sheet.rows],
    }


def _line(row: ReviewRow, missing: Missing) -> ReviewLine:
    return {
        "number": row.number,
        "text": row.standing.text[:_HASH_DIGITS],
        "level": row.standing.level.value,
        "level_word": LEVEL_WORDS[row.standing.level],
        "place": spelled(row.place, missing),
        "section": row.section,
        "notes": [spelled(note, missing) for note in row.notes],
        "english": _spans(row.english),
        "translation": [_spans(form) for form in row.translation],
        "open": row.is_translated,
        "remarks": [{"kind": remark.kind.value, "text": spelled(remark.text, missing)} for remark in remarks(row)],
    }


def _spans(reading: Reading) -> list[PieceSpan]:
    return [{"text": piece.text, "look": piece.look.value} for piece in reading]


def spelled(text: str, missing: Missing) -> str:
    """A text with each letter that has no font written as its code point, such as `U+10A0`."""
    lost = set(missing(text))
    return "".join(f"U+{ord(letter):04X}" if letter in lost else letter for letter in text)
