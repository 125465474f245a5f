"""A handout as rows that a clinician or a reader can judge: each text once, in the order of the handout.

Reviewers know no markup. They read a text as it would be printed, with the facts of the clinic in square brackets: what
stands there is not the translator's.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from dragoman.localize import inline_context
from dragoman.markup.inline import InlineContext, parse_inline, plain_text
from dragoman.markup.tree import iter_segments
from dragoman.model import (
    SOURCE_LANGUAGE,
    CodeSpan,
    Direction,
    Fact,
    Finding,
    FootnoteMark,
    Guide,
    InlineImage,
    Lack,
    Language,
    Level,
    LineBreak,
    Link,
    Look,
    Mark,
    Marked,
    MessageKey,
    Piece,
    Placeholder,
    Reading,
    ReviewRow,
    ReviewSheet,
    Role,
    Segment,
    Severity,
    Span,
    Standing,
    Text,
    TextHash,
    TextStanding,
)
from dragoman.render.blocks import BLANK
from dragoman.signing import ABOUT_SIGN_OFFS

LEVEL_WORDS: Mapping[Level, str] = {Level.WARN: "warning", Level.INSTRUCT: "instruction", Level.INFO: "information"}
FILLED_BY_CLINIC = "What stands in [square brackets] is filled in by the clinic, and is not part of the text."
EVERY_PAGE = "Words of every page and sheet"
TO_WRITE = "______"
"""What a pen fills in."""
_ID_DIGITS = 8
_STRONG = (Mark.STRONG, Mark.EMPHASIS)
"""Handouts set both alike."""
_ISOLATE, _POP = "\u2066", "\u2069"
_LEVELS = tuple(Level)
_FIELD = re.compile(r"\{(\w+)\}")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What neither a cell nor paper can hold."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a sheet is made for."""

    project: str
    """Its name."""
    facts: Mapping[str, Fact]
    made: str
    """ISO date."""


def review_sheet(
    guide: Guide, language: Language, standing: Standing, findings: Iterable[Finding], occasion: Occasion
) -> ReviewSheet:
    """The sheet of a handout. For a translation its own texts only: the English has a sheet of its own."""
    is_english = language.tag == SOURCE_LANGUAGE
    context = inline_context(guide)
    places = _first_places(guide)
    tag = "" if is_english else language.tag
    about = _by_key(f for f in findings if f.language == tag and f.rule not in ABOUT_SIGN_OFFS)
    same: dict[TextHash, list[TextStanding]] = {}
    for text in standing.texts:
        if bool(text.translation) is not is_english:
            same.setdefault(text.text, []).append(text)
    rows = tuple(
        _row(number, texts, places, about, Setting(context, occasion.facts))
        for number, texts in enumerate(same.values(), 1)
    )
    before: tuple[tuple[str, ...], ...] = ((), *(row.notes for row in rows))
    rows = tuple(replace(row, notes=()) if row.notes == said else row for row, said in zip(rows, before, strict=False))
    title = plain_text(parse_inline(guide.meta.title.text, context))
    id_ = _sheet_id(guide.id, language.tag, [row.standing.text for row in rows])
    return ReviewSheet(id_, occasion.project, guide.id, title, language, occasion.made, rows)


def _sheet_id(guide: str, tag: str, texts: Sequence[TextHash]) -> str:
    said = json.dumps([guide, tag, list(texts)], ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()[:_ID_DIGITS]


def _first_places(guide: Guide) -> Mapping[tuple[str, MessageKey], Segment]:
    places: dict[tuple[str, MessageKey], Segment] = {}
    for segment in iter_segments(guide, parts=True):
        places.setdefault((segment.domain, segment.key), segment)
    return places


def _by_key(findings: Iterable[Finding]) -> Mapping[MessageKey, list[Finding]]:
    found: dict[MessageKey, list[Finding]] = {}
    for finding in findings:
        found.setdefault(MessageKey(finding.context, finding.source), []).append(finding)
    return found


# ── one row ──


@dataclass(frozen=True, slots=True)
class Setting:
    """What texts are read against."""

    context: InlineContext
    facts: Mapping[str, Fact]


def _row(
    number: int,
    texts: Sequence[TextStanding],
    places: Mapping[tuple[str, MessageKey], Segment],
    about: Mapping[MessageKey, list[Finding]],
    setting: Setting,
) -> ReviewRow:
    """The same text, wherever it stands in the handout."""
    first = texts[0]
    segment = places.get((first.domain, first.key))
    shortfalls = tuple(dict.fromkeys(shortfall for text in texts for shortfall in text.shortfalls))
    untranslated = any(shortfall.lack is Lack.TRANSLATION for shortfall in shortfalls)
    forms = () if untranslated else first.translation
    readings = [as_printed(text, setting) for text in (first.key.text, *forms)]
    if not segment:
        readings = [_with_numbers(reading) for reading in readings]
    return ReviewRow(
        number=number,
        standing=replace(first, level=max((text.level for text in texts), key=_LEVELS.index), shortfalls=shortfalls),
        place=_place(first.key, segment),
        section=plain_text(parse_inline(segment.section, setting.context)) if segment else EVERY_PAGE,
        notes=segment.notes if segment else (),
        english=readings[0],
        translation=tuple(readings[1:]),
        findings=tuple(f for f in about.get(first.key, ()) if not f.translation or f.translation in first.translation),
    )


def _place(key: MessageKey, segment: Segment | None) -> str:
    what = (segment.role if segment else Role.PAGE).value
    column = f", column “{segment.column}”" if segment and segment.column else ""
    return f"{what}{column}{f' ({key.context})' if key.context else ''}"


# ── what is known of a row ──


class RemarkKind(StrEnum):
    MISSING = "missing"
    APPROVED = "approved"
    REJECTED = "rejected"
    ERROR = "error"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about a text, for people who are to judge it."""

    kind: RemarkKind
    text: str


def remarks(row: ReviewRow) -> Iterator[Remark]:
    """Whether there is anything to judge, who has judged, and what `check` finds."""
    if not row.is_translated:
        yield Remark(RemarkKind.MISSING, "There is no translation yet: nothing to judge.")
    for sign_off in row.standing.signed:
        by = f"{sign_off.name}, {sign_off.role.value}"
        yield Remark(RemarkKind.APPROVED, f"approved {sign_off.date} by {by}")
    for shortfall in row.standing.shortfalls:
        if shortfall.lack is Lack.REJECTED:
            why = f": {shortfall.note}" if shortfall.note else ""
            yield Remark(RemarkKind.REJECTED, f"{shortfall.by} asks for a change{why}")
    for finding in row.findings:
        kind = RemarkKind.ERROR if finding.severity is Severity.ERROR else RemarkKind.DOUBT
        yield Remark(kind, f"{finding.severity.value} found by check: {finding.problem}")


def languages_of(language: Language) -> str:
    """The languages of a sheet, for its title."""
    if language.tag == SOURCE_LANGUAGE:
        return language.english
    own = "" if language.autonym == language.english else f" ({language.autonym})"
    return f"English into {language.english}{own}"


# ── as printed ──


def as_printed(text: str, setting: Setting) -> Reading:
    """An inline text as its pieces, neighbours of one look joined."""
    joined: list[Piece] = []
    for piece in _pieces(parse_inline(text, setting.context), setting.facts, Look.PLAIN):
        if joined and joined[-1].look is piece.look and piece.look in (Look.PLAIN, Look.STRONG):
            joined[-1] = Piece(joined[-1].text + piece.text, piece.look)
        else:
            joined.append(piece)
    return tuple(joined)


def _pieces(spans: tuple[Span, ...], facts: Mapping[str, Fact], look: Look) -> Iterator[Piece]:
    for span in spans:
        match span:
            case Text(text) | CodeSpan(text) | InlineImage(_, text):
                yield Piece(_UNWRITABLE.sub("\ufffd", text), look)
            case Marked(mark, inner):
                yield from _pieces(inner, facts, Look.STRONG if mark in _STRONG else look)
            case Link(_, _, inner):
                yield from _pieces(inner, facts, look)
            case LineBreak():
                yield Piece("", Look.BREAK)
            case Placeholder(name):
                yield _filled(name, facts)
            case FootnoteMark(label):
                yield Piece(f" (note {label})", look)
            case _:
                assert_never(span)


def _filled(name: str, facts: Mapping[str, Fact]) -> Piece:
    """A fact or a blank. One that nobody knows shows its name: `check` says what is wrong with it."""
    if name.startswith(BLANK):
        return Piece(TO_WRITE, Look.FILLED)
    return Piece((facts[name].value or TO_WRITE) if name in facts else name, Look.FILLED)


def _with_numbers(reading: Reading) -> Reading:
    """Words of the page have fields such as `{page}`, where numbers are put in."""
    parts = [part for piece in reading for part in _split(piece)]
    return tuple(part for part in parts if part.text or part.look is Look.BREAK)


def _split(piece: Piece) -> Iterator[Piece]:
    for number, text in enumerate(_FIELD.split(piece.text)):
        yield Piece(text, Look.FILLED if number % 2 else piece.look)


def reading_text(reading: Reading, direction: Direction = Direction.LTR) -> str:
    """A reading in plain letters. In a text from the right, facts are isolated: they stay from left to right."""
    return "".join(map(_right_to_left if direction is Direction.RTL else _left_to_right, reading))


def _left_to_right(piece: Piece) -> str:
    match piece.look:
        case Look.FILLED:
            return f"[{piece.text}]"
        case Look.BREAK:
            return "\n"
        case Look.PLAIN | Look.STRONG:
            return piece.text
        case _:
            assert_never(piece.look)


def _right_to_left(piece: Piece) -> str:
    return f"[{_ISOLATE}{piece.text}{_POP}]" if piece.look is Look.FILLED else _left_to_right(piece)


def translation_text(row: ReviewRow, direction: Direction) -> str:
    """All forms of a translation, each on lines of its own."""
    return "\n".join(reading_text(form, direction) for form in row.translation)
