"""Which entry of the other catalogs belongs to which of our messages: the same, the same in other spelling, or near."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from dragoman.adopt.pieces import Piece, pieces
from dragoman.adopt.spelling import difference, key_of, respelled, with_addresses, without_addresses
from dragoman.edits.classify import EditClass, classify_edit
from dragoman.edits.pairing import best_pairs
from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext
from dragoman.model import Catalog, Entry, MessageKey, Status

_NOTE = "Dragoman adopted this as fuzzy: "


class Place(StrEnum):
    """How an entry found its place, in the words of the report."""

    EXACT = "exactly"
    MECHANICAL = "mechanically"
    NEAR = "reworded"


@dataclass(frozen=True, slots=True)
class Foreign:
    """An entry of another catalog that has a translation."""

    entry: Entry
    path: str
    domain: str
    """Name of the file, which may be that of a guide."""

    def __str__(self) -> str:
        return f"{self.path}:{self.entry.line}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A message of ours."""

    domain: str
    entry: Entry
    context: InlineContext = NOTHING_ELSEWHERE

    @property
    def is_open(self) -> bool:
        """Whether nobody has written anything to it: what is there is never overwritten."""
        return not any(self.entry.translation)


@dataclass(frozen=True, slots=True)
class Adopted:
    """A translation that found its place."""

    wanted: Wanted
    origin: Foreign
    place: Place
    translation: tuple[str, ...]
    doubt: str = ""
    """Why a person must look at it; empty for none."""
    previous: MessageKey | None = None
    """The English that was translated, where it says something else than ours."""

    @property
    def is_fuzzy(self) -> bool:
        return bool(self.doubt)


@dataclass(frozen=True, slots=True)
class Adoption:
    adopted: tuple[Adopted, ...]
    missing: tuple[Wanted, ...]
    """Open, and nothing found."""
    kept: tuple[Wanted, ...]
    """Found, but there is a translation already."""
    unused: tuple[Foreign, ...]
    """In use in the other catalogs, and without a place here."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    piece: Piece
    origin: Foreign


def adopt(wanted: Sequence[Wanted], foreign: Sequence[Foreign]) -> Adoption:
    """What each message gets. Entries in use come before obsolete ones, those of a file with our name before others."""
    candidates = [
        _Candidate(piece, other)
        for other in foreign
        for piece in pieces(other.entry.key.text, other.entry.translation[0])
    ]
    texts = _Texts(wanted, foreign, candidates)
    found = {message: texts.adopted(message) for message in wanted}
    used = {origin for message, best in found.items() if best for origin in texts.origins(message)}
    lacking = [message for message, best in found.items() if best is None and message.is_open]
    near = {best.wanted: best for best in _near(lacking, texts.left_over(candidates, used))}
    used |= {best.origin for best in near.values()}
    got = {message: best or near.get(message) for message, best in found.items()}
    return Adoption(
        adopted=tuple(best for message, best in got.items() if best and message.is_open),
        missing=tuple(message for message in lacking if message not in near),
        kept=tuple(message for message, best in got.items() if best and not message.is_open),
        unused=tuple(o for o in foreign if o not in used and o.entry.status is not Status.OBSOLETE),
    )


def filled(catalog: Catalog, adopted: Sequence[Adopted]) -> Catalog:
    """The catalog with what was adopted in its entries."""
    found = {best.wanted.entry.key: best for best in adopted}
    entries = (
        _filled(entry, found[entry.key]) if entry.status is not Status.OBSOLETE and entry.key in found else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=tuple(entries))


def _filled(entry: Entry, best: Adopted) -> Entry:
    doubt = (f"{_NOTE}{best.doubt}",) if best.doubt else ()
    comments = (*entry.comments, *best.origin.entry.comments, *doubt)
    return replace(
        entry,
        translation=best.translation,
        status=Status.FUZZY if best.is_fuzzy else Status.TRANSLATED,
        comments=tuple(dict.fromkeys(comments)),
        previous=best.previous,
        raw=None,
    )


class _Texts:
    """The other catalogs' texts, to be found by what they say."""

    def __init__(self, wanted: Sequence[Wanted], foreign: Sequence[Foreign], candidates: Sequence[_Candidate]) -> None:
        self._exact: dict[str, list[Foreign]] = defaultdict(list)
        for other in foreign:
            self._exact[other.entry.key.text].append(other)
        self._alike: dict[InlineContext, Mapping[str, list[_Candidate]]] = {}
        for context in {message.context for message in wanted}:
            alike: dict[str, list[_Candidate]] = defaultdict(list)
            for candidate in candidates:
                if candidate.origin.entry.plural is None:
                    alike[key_of(candidate.piece.source, context)].append(candidate)
            self._alike[context] = alike
        self._contexts = Counter((message.domain, message.entry.key.text) for message in wanted)
        self._said = {key_of(message.entry.key.text, NOTHING_ELSEWHERE) for message in wanted}

    def adopted(self, message: Wanted) -> Adopted | None:
        """What is the same as the message, whatever its spelling."""
        if exact := self._chosen([(o, o.entry.translation) for o in self._exact_for(message)], message):
            origin, translation, doubt = exact
            return Adopted(message, origin, Place.EXACT, translation, doubt or _copied(translation[0], message))
        options = [(candidate.origin, *_converted(candidate.piece, message)) for candidate in self._alike_for(message)]
        if not options or message.entry.plural is not None:
            return None
        sound = [(origin, (text,)) for origin, text, doubt in options if not doubt]
        if best := self._chosen(sound, message):
            origin, translation, doubt = best
            return Adopted(message, origin, Place.MECHANICAL, translation, doubt or _copied(translation[0], message))
        origin, text, doubt = min(options, key=lambda option: _rank(option[0], message))
        return Adopted(message, origin, Place.MECHANICAL, (text,), doubt)

    def origins(self, message: Wanted) -> Iterator[Foreign]:
        """All entries that say what the message says: another copy of a text is not left over."""
        yield from self._exact.get(message.entry.key.text, ())
        yield from (candidate.origin for candidate in self._alike_for(message))

    def left_over(self, candidates: Sequence[_Candidate], used: Set[Foreign]) -> list[_Candidate]:
        """Pieces that no message says; of an entry with a place only those that were cut out of it in a row."""
        return [
            candidate
            for candidate in candidates
            if (candidate.piece.by_place or candidate.origin not in used)
            and candidate.piece.source.strip()
            and key_of(candidate.piece.source, NOTHING_ELSEWHERE) not in self._said
        ]

    def _exact_for(self, message: Wanted) -> list[Foreign]:
        entry = message.entry
        return [
            other
            for other in self._exact.get(entry.key.text, ())
            if other.entry.plural == entry.plural and len(other.entry.translation) == len(entry.translation)
        ]

    def _alike_for(self, message: Wanted) -> list[_Candidate]:
        alike, text = self._alike[message.context], message.entry.key.text
        bare = without_addresses(text)
        found = list(alike.get(key_of(text, message.context), ()))
        return found + (list(alike.get(key_of(bare, message.context), ())) if bare else [])

    def _chosen(
        self, options: Sequence[tuple[Foreign, tuple[str, ...]]], message: Wanted
    ) -> tuple[Foreign, tuple[str, ...], str] | None:
        """The best of several, with the doubt that it leaves."""
        if not options:
            return None
        context = message.entry.key.context
        same = [option for option in options if option[0].entry.key.context == context]
        ranked = sorted(same or options, key=lambda option: _rank(option[0], message))
        origin, translation = ranked[0]
        first = _rank(origin, message)
        others = [
            other
            for other, words in ranked
            if other != origin and words != translation and _rank(other, message) == first
        ]
        doubt = ""
        if _is_fuzzy(origin.entry):
            doubt = "it was fuzzy where it comes from."
        elif others:
            doubt = f"{others[0]} has another translation of the same English."
        elif not same and self._contexts[message.domain, message.entry.key.text] > 1:
            doubt = "the English stands here in several contexts, and there it has another or none."
        return origin, translation, doubt


def _copied(translation: str, message: Wanted) -> str:
    """Some tools fill what nobody has translated with the English."""
    source = message.entry.key.text.split()
    return "it is the English itself." if len(source) > 1 and translation.split() == source else ""


def _rank(origin: Foreign, message: Wanted) -> tuple[bool, bool, bool]:
    """Smaller is better."""
    entry = origin.entry
    return entry.status is Status.OBSOLETE, _is_fuzzy(entry), origin.domain != message.domain


def _is_fuzzy(entry: Entry) -> bool:
    return entry.status is Status.FUZZY or "fuzzy" in entry.flags


def _converted(piece: Piece, message: Wanted) -> tuple[str, str]:
    """The translation of a piece in the spelling of our text, and what speaks against it."""
    text, context = message.entry.key.text, message.context
    bare = key_of(piece.source, context) != key_of(text, context)
    translation = with_addresses(piece.translation, text) if bare else piece.translation
    same = piece.source.split() == text.split()
    translation = translation.strip() if same else respelled(translation, text, context)
    lost = difference(text, translation, context)
    if lost:
        return translation, f"its {lost} are not those of the English."
    if piece.by_place:
        return translation, "it was cut out of a longer text by its place; see whether it is the same item."
    return translation, ""


def _near(wanted: Sequence[Wanted], rest: Sequence[_Candidate]) -> Iterator[Adopted]:
    """Reworded texts with their old translations; where the meaning differs there is none."""
    open_ = [message for message in wanted if message.entry.plural is None]
    plain = [candidate for candidate in rest if candidate.origin.entry.plural is None]
    sources, texts = [c.piece.source for c in plain], [message.entry.key.text for message in open_]
    for old, new, _ in best_pairs(sources, texts):
        piece, origin, message = plain[old].piece, plain[old].origin, open_[new]
        edit = classify_edit(piece.source, message.entry.key.text, message.context)
        if edit is not None and edit.kind is not EditClass.MEANING:
            was = MessageKey(origin.entry.key.context, piece.source)
            doubt = "its English is worded otherwise."
            yield Adopted(message, origin, Place.NEAR, (piece.translation.strip(),), doubt, was)
