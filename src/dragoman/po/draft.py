"""One entry while its lines are read: which word may follow which, and what they say."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.errors import or_raise
from dragoman.model import Entry, MessageKey, Status
from dragoman.po.comments import FUZZY, Comments
from dragoman.po.quoting import BadString, unquote
from dragoman.po.scan import Piece, Source

PREVIOUS = "|"
"""Before the word of a field that stands behind `#|`."""

_STARTS = ("|msgctxt", "|msgid", "msgctxt", "msgid")
_MAY_FOLLOW = {
    "": _STARTS,
    "|msgctxt": ("|msgid",),
    "|msgid": ("|msgid_plural", "msgctxt", "msgid"),
    "|msgid_plural": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr",),
    "msgstr": ("msgstr",),
}
_ORDER = "The order is msgctxt, msgid, msgid_plural, msgstr."


@dataclass(slots=True)
class Draft:
    source: Source
    first: int
    """Number of its first line."""
    last: int
    """Number of its last line that is not blank."""
    most_forms: int
    """More plural forms are refused."""
    line: int = 0
    """Of `msgid`."""
    current: str = ""
    """The word whose strings are being read; empty before the first."""
    obsolete: bool = False
    texts: dict[str, list[str]] = field(default_factory=dict)
    forms: list[list[str]] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    """Of the field that is being read; one of the lists above."""
    comments: Comments = field(default_factory=Comments)

    @property
    def done(self) -> bool:
        """Whether a new entry may begin."""
        return self.current == "msgstr" and bool(self.strings)

    def word(self, piece: Piece, number: int, behind: str) -> None:
        """Begin a field."""
        name = behind + piece.word
        if self.current and not self.strings:
            problem = f"“{_shown(self.current)}” has no text."
            self.source.fail(problem, 'Write “""” for an empty text.', number, piece.column)
        if name not in _MAY_FOLLOW[self.current]:
            self._misplaced(name, number, piece.column)
        if name == "msgstr":
            self._check_form(piece, number)
            self.forms.append([])
            self.strings = self.forms[-1]
        else:
            self.strings = self.texts[name] = []
        if name == "msgid":
            self.line = number
        self.current = name

    def string(self, piece: Piece, number: int) -> None:
        """Take one more string of the field."""
        assert piece.inner is not None
        if not self.current:
            self.source.fail("This text belongs to no msgid or msgstr.", _ORDER, number, piece.column)
        try:
            self.strings.append(unquote(piece.inner))
        except BadString as bad:
            self.source.fail(bad.problem, bad.remedy, number, piece.inner_column + bad.offset)

    def finish(self) -> None:
        """Refuse an entry that breaks off."""
        if self.current and not self.done:
            self._broken_off(self.last)

    def entry(self, raw: bytes) -> Entry:
        texts = {name: "".join(strings) for name, strings in self.texts.items()}
        translation = tuple(["".join(strings) for strings in self.forms])
        status, flags = status_of(self.obsolete, self.comments.flags, translation)
        previous = texts.get("|msgid")
        return Entry(
            MessageKey(texts.get("msgctxt"), texts["msgid"]),
            translation,
            status,
            texts.get("msgid_plural"),
            flags,
            tuple(self.comments.own),
            tuple(self.comments.extracted),
            tuple(self.comments.references),
            None if previous is None else MessageKey(texts.get("|msgctxt"), previous),
            texts.get("|msgid_plural"),
            self.line,
            raw,
        )

    def _check_form(self, piece: Piece, number: int) -> None:
        index = piece.form
        if index is None and self.forms:
            remedy = "Remove it, or add the msgid that it belongs to."
            self.source.fail("A second msgstr stands here.", remedy, number, piece.column)
        if index is None and "msgid_plural" in self.texts:
            problem = "An entry with msgid_plural needs plural forms."
            self.source.fail(problem, "Write “msgstr[0]”, “msgstr[1]” and so on.", number, piece.column)
        if index is None:
            return
        if "msgid_plural" not in self.texts:
            remedy = "Add msgid_plural, or write “msgstr” without a number."
            self.source.fail(f"“msgstr[{index}]” has no msgid_plural.", remedy, number, piece.column)
        if index >= self.most_forms:
            problem = f"Plural form {index} is beyond the {self.most_forms} that a language may have."
            self.source.fail(problem, or_raise("Remove it", "plural_forms"), number, piece.column)
        if index != len(self.forms):
            problem = f"“msgstr[{index}]” stands where “msgstr[{len(self.forms)}]” is due."
            self.source.fail(problem, "Number the plural forms 0, 1, 2 without gaps.", number, piece.column)

    def _misplaced(self, name: str, number: int, column: int) -> None:
        if name == "|msgstr":
            self.source.fail("A previous msgstr is not kept in catalogs.", "Remove the line.", number, column)
        if self.current in ("msgid", "msgid_plural"):
            self._broken_off(number, column)
        if name == "msgstr":
            self.source.fail("This msgstr has no msgid.", "Add the msgid before it.", number, column)
        self.source.fail(f"“{_shown(name)}” stands in the wrong place.", _ORDER, number, column)

    def _broken_off(self, number: int, column: int = 1) -> None:
        missing = "msgstr" if self.line else "msgid"
        problem = f"The entry that begins on line {self.first} has no {missing} with a text."
        self.source.fail(problem, f'Add “{missing} ""” to it.', number, column)


def status_of(obsolete: bool, flags: list[str], translation: tuple[str, ...]) -> tuple[Status, tuple[str, ...]]:
    """The status of an entry with these flags, and the flags that it leaves."""
    if obsolete:
        return Status.OBSOLETE, tuple(flags)
    if FUZZY in flags:
        return Status.FUZZY, tuple([flag for flag in flags if flag != FUZZY])
    return Status.TRANSLATED if all(translation) else Status.UNTRANSLATED, tuple(flags)


def _shown(name: str) -> str:
    return f"#| {name[1:]}" if name.startswith(PREVIOUS) else name
