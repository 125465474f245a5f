"""Bytes → `Catalog`, strictly, and so that every byte of the file belongs to one entry.

What gettext refuses is refused here, and beyond that whatever two programs would read in two ways. GNU `msgcat` is the
judge of what a file means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.errors import or_raise
from dragoman.model import USUAL_LIMITS, Catalog, Entry, Limits, MessageKey, Status
from dragoman.po.draft import PREVIOUS, Draft
from dragoman.po.scan import BYTE_ORDER_MARK, MARKS, Source, pieces, source_text
from dragoman.po.usual import read_usual

_HEADER = MessageKey(None, "")
_CHARSET = re.compile(r"charset=([^ \t\n;]*)", re.IGNORECASE)
_ASCII = frozenset({"ascii", "us-ascii"})
_CHARSETS = frozenset({"utf-8", "utf8", "charset", ""}) | _ASCII
_FORMS = re.compile(r"^plural-forms:[^\n]*?nplurals[ \t]*=[ \t]*([0-9]{1,9})", re.IGNORECASE | re.MULTILINE)


def read_catalog(
    content: bytes,
    path: str,
    language: str = "",
    *,
    limits: Limits = USUAL_LIMITS,
    known: Mapping[bytes, Entry] | None = None,
) -> Catalog:
    """Read a `.po` or `.pot` file; raises `UnreadableCatalog`.

    Lead, header, entries in order and tail hold all bytes of `content`, one after the other. `known` is entries of
    another reading by their bytes: they may stand for those that are read from the same bytes, but for `Entry.line`.
    """
    text = source_text(content, path, limits.catalog_bytes)
    usual = read_usual(text, limits, known or {})
    if usual is not None:
        source, lead, entries, tail = Source(path, []), "", usual.entries, usual.tail
    else:
        mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
        source = Source(path, text.removeprefix(mark).split("\n"))
        reader = _Reader(source, limits)
        entries = reader.run()
        lead, tail = mark + _joined(source, 1, reader.first), _joined(source, reader.after, None)
    header = Entry(_HEADER, ("",), Status.UNTRANSLATED, raw=b"")
    if entries and _is_header(entries[0]):
        header = entries.pop(0)
    _check_charset(source, header, content.isascii())
    _check_entries(source, header, entries)
    return Catalog(path, language, header, tuple(entries), lead.encode(), tail.encode())


@dataclass(slots=True)
class _Reader:
    """Goes through the lines of a file and gives each to the entry it belongs to."""

    source: Source
    limits: Limits
    entries: list[Entry] = field(default_factory=list)
    pending: Draft | None = None
    """The entry before, complete but for the blank lines that follow it."""
    draft: Draft | None = None
    """The entry that is being read; it may have nothing but comments yet."""
    first: int = 1
    """The line where the first entry begins."""
    after: int = 1
    """The line after the last entry; what follows is blank or a comment on nothing."""

    def run(self) -> list[Entry]:
        for number, line in enumerate(self.source.lines, 1):
            if line[:1] in ('"', "m"):
                self._fields(number, 0)
            elif line:
                self._line(number, line)
        if self.draft is not None and self.draft.current:
            self.draft.finish()
            self.pending = self.draft
        if self.pending is not None:
            self.after = self.pending.last + 1
            self._close(self.pending, self.after)
        return self.entries

    def _line(self, number: int, line: str) -> None:
        """A line that begins with neither a word nor a string: marks, a comment, or blanks."""
        marks = MARKS.match(line)
        assert marks is not None
        start = marks.end()
        if line.startswith("#", start):
            self._comment(number, line[start:])
        elif start < len(line):
            self._fields(number, start, bool(marks[1]), PREVIOUS if marks[2] else "")

    def _comment(self, number: int, line: str) -> None:
        draft = self.draft
        if draft is None or draft.done:
            draft = self.draft = self._next(number)
        elif draft.current:
            remedy = f"Move it before line {draft.first}."
            self.source.fail("A comment stands inside an entry.", remedy, number)
        if line.endswith("\\") and self._hides_next(number, line):
            remedy = "Put a blank after the backslash."
            self.source.fail("gettext takes the next line for a part of this comment.", remedy, number)
        draft.comments.add(line)

    def _hides_next(self, number: int, line: str) -> bool:
        """Whether joining a comment with the line after it, as gettext does at a backslash, changes the entry."""
        following = self.source.lines[number] if number < len(self.source.lines) else ""
        return line[1:2] in (",", "=", "!") or not following.startswith(("# ", "#.", "#:"))

    def _fields(self, number: int, start: int, obsolete: bool = False, behind: str = "") -> None:
        for piece in pieces(self.source, number, start):
            draft = self.draft
            if draft is None or (piece.word and piece.word != "msgstr" and draft.done):
                if piece.column > start + 1:
                    remedy = "Begin a new line before it."
                    self.source.fail("A second entry begins on this line.", remedy, number, piece.column)
                draft = self.draft = self._next(number)
            if not draft.current:
                self._begin(draft)
                draft.obsolete = obsolete
            elif draft.obsolete != obsolete:
                remedy = "Mark all lines of an entry with “#~”, or none."
                self.source.fail("Only a part of this entry is obsolete.", remedy, number)
            if piece.word:
                draft.word(piece, number, behind)
            elif draft.current and draft.current.startswith(PREVIOUS) != bool(behind):
                remedy = "Put “#|” before all lines of a previous text, and before no other."
                self.source.fail("This text does not go on from the line before.", remedy, number, piece.column)
            if piece.inner is not None:
                draft.string(piece, number)
            draft.last = number

    def _next(self, number: int) -> Draft:
        self.pending = self.draft or self.pending
        return Draft(self.source, number, number, self.limits.plural_forms)

    def _begin(self, draft: Draft) -> None:
        """The first field of an entry: now the one before is known to end where this one begins."""
        if self.pending is None:
            self.first = draft.first
        else:
            self._close(self.pending, draft.first)

    def _close(self, draft: Draft, after: int) -> None:
        raw = _joined(self.source, draft.first, after).encode()
        if len(raw) > self.limits.entry_bytes:
            problem = f"This entry has more than {self.limits.entry_bytes:,} bytes."
            self.source.fail(problem, or_raise("Shorten it", "entry_bytes"), draft.first)
        entry = draft.entry(raw)
        if len(raw) > self.limits.word_letters:
            self._check_words(entry)
        self.entries.append(entry)
        if len(self.entries) > self.limits.entries:
            problem = f"This file has more than {self.limits.entries:,} entries."
            self.source.fail(problem, or_raise("Split it", "entries"), draft.first)

    def _check_words(self, entry: Entry) -> None:
        texts = (entry.key.text, *entry.translation)
        if any(len(word) > self.limits.word_letters for text in texts for word in text.split()):
            problem = f"This entry has a word of more than {self.limits.word_letters:,} letters."
            self.source.fail(problem, or_raise("Put spaces in it", "word_letters"), entry.line)


def _joined(source: Source, first: int, after: int | None) -> str:
    """Lines `first` up to but not with `after`, as in the file; up to the end of the file for `None`."""
    if after is None or after > len(source.lines):
        return "\n".join(source.lines[first - 1 :])
    return "".join([line + "\n" for line in source.lines[first - 1 : after - 1]])


def _is_header(entry: Entry) -> bool:
    return entry.key == _HEADER and entry.status is not Status.OBSOLETE


def _check_charset(source: Source, header: Entry, ascii_only: bool) -> None:
    for found in _CHARSET.finditer(header.translation[0]):
        charset = found[1].lower()
        if charset not in _CHARSETS:
            problem = f"The header says that this file is in {found[1][:40]}."
            source.fail(problem, f"Run `dragoman convert {source.path}`.", header.line)
        if charset in _ASCII and not ascii_only:
            problem = "The header says ASCII, but the file has other characters."
            source.fail(problem, "Write “charset=UTF-8” in its header.", header.line)


def _check_entries(source: Source, header: Entry, entries: list[Entry]) -> None:
    """Refuse what can only be seen when all entries are known."""
    found = _FORMS.search(header.translation[0])
    forms = int(found[1]) if found else None
    lines: dict[MessageKey, int] = {header.key: header.line} if header.raw else {}
    for entry in entries:
        if entry.status is Status.OBSOLETE:
            continue
        if entry.key in lines:
            problem = f"The message of line {lines[entry.key]} stands here again."
            source.fail(problem, "Keep one of the two.", entry.line)
        lines[entry.key] = entry.line
        if entry.key == _HEADER:
            source.fail("The header is not the first entry.", "Move it to the top of the file.", entry.line)
        if forms is not None and entry.plural is not None and len(entry.translation) > forms:
            problem = f"This entry has {len(entry.translation)} plural forms, but the header says nplurals={forms}."
            source.fail(problem, "Remove forms, or correct Plural-Forms.", entry.line)
