"""A whole catalog brought into step.

Nothing a translator wrote is lost: a translation stays with its text; becomes fuzzy, or a comment with the reason, when
its text changes; becomes obsolete when its text leaves the guide; and comes back when the text does. An entry that did
not change keeps its bytes, and the order of the file stays. A second run changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.edits.classify import classify_edits
from dragoman.edits.splitting import sentences_of, split_or_joined
from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext
from dragoman.model import Catalog, Change, Entry, Fate, Language, Message, MessageKey, Status
from dragoman.sync.entries import FUZZY, new_entry, noted, retired, revived
from dragoman.sync.memory import Memory, memories, remembering, with_part, with_twin
from dragoman.sync.successors import (
    Classify,
    Corrector,
    Elsewhere,
    Judging,
    find_successors,
    offered,
    remembered,
    restored,
)

FindElsewhere = Callable[[MessageKey], Elsewhere | None]
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class SyncResult:
    catalog: Catalog
    changes: tuple[Change, ...]


def sync_catalog(
    catalog: Catalog,
    messages: Sequence[Message],
    language: Language,
    *,
    context: InlineContext = NOTHING_ELSEWHERE,
    elsewhere: FindElsewhere = lambda _: None,
    correction: Corrector | None = None,
    classify: Classify = classify_edits,
) -> SyncResult:
    """The catalog with an entry for each message; new entries come after their neighbour in the guide.

    `elsewhere` finds a translation of the same English in another catalog of the language. With a `correction` harmless
    edits keep their translations, as corrections of typos. `classify` judges edits.
    """
    wanted = {message.key: message for message in messages}
    active = [entry for entry in catalog.entries if entry.status is not Status.OBSOLETE]
    # A text that got a plural, or lost it, has the same key; but no translation of the one fits the other.
    same = [entry for entry in active if entry.key in wanted and entry.plural == wanted[entry.key].plural]
    staying = [(entry, noted(entry, wanted[entry.key])) for entry in same]
    present = {entry.key for entry, _ in staying}
    arrivals = [message for message in messages if message.key not in present]
    plan = _Plan(
        language,
        gone={id(entry): entry for entry in active if entry.key not in present},
        obsolete=[entry for entry in catalog.entries if entry.status is Status.OBSOLETE],
        changes=[Change(Fate.NOTES, entry.key) for entry, now in staying if now is not entry],
    )
    plan.bring_back(arrivals)
    plan.propose_parts(arrivals)
    vocabulary = _vocabulary(messages) if correction else frozenset[str]()
    plan.pair(arrivals, Judging(context, correction, vocabulary, classify))
    plan.begin(arrivals, elsewhere)
    entries = plan.with_left_over(_in_place([now for _, now in staying], plan.made, messages))
    return SyncResult(replace(catalog, entries=entries), tuple(plan.changes))


@dataclass(slots=True)
class _Plan:
    """Finds an entry for each arrival, from the surest source to none, and uses up the old entries on the way."""

    language: Language
    gone: dict[int, Entry]
    """By identity: a catalog may have the same entry twice."""
    obsolete: list[Entry]
    changes: list[Change]
    made: dict[MessageKey, Entry] = field(default_factory=dict)
    parted: list[Entry] = field(default_factory=list)
    """Of the gone, those whose sentences live on in several texts."""

    def bring_back(self, arrivals: Sequence[Message]) -> None:
        """Texts that have been in the guide before, and have their translation still."""
        last = {entry.key: entry for entry in self.obsolete}
        known = remembered(tuple(self.gone.values()))
        for message in arrivals:
            obsolete = last.get(message.key)
            if obsolete is not None and obsolete.plural == message.plural:
                self.obsolete = [entry for entry in self.obsolete if entry is not obsolete]
                self._make(revived(obsolete, message), Change(Fate.BACK, message.key))
            elif message.key in known:
                source, memory = known[message.key]
                if back := restored(source, memory, message, self.language):
                    if not any(source.translation):
                        self._use_up(source)
                    self._make(back, Change(Fate.BACK, message.key))

    def pair(self, arrivals: Sequence[Message], judging: Judging) -> None:
        """Texts that are an edit of a text that has gone."""
        rest = [message for message in arrivals if message.key not in self.made]
        for successor, old in find_successors(tuple(self.gone.values()), rest, judging):
            self._use_up(old)
            self._make(successor.entry, successor.change)

    def begin(self, arrivals: Sequence[Message], elsewhere: FindElsewhere) -> None:
        """Texts that are new here; some are translated in another guide."""
        for message in arrivals:
            if message.key in self.made:
                continue
            if found := elsewhere(message.key):
                change = Change(Fate.OFFERED, message.key, reasons=(found.origin,))
                self._make(offered(message, found, self.language), change)
            else:
                self._make(new_entry(message, self.language), Change(Fate.NEW, message.key))

    def propose_parts(self, arrivals: Sequence[Message]) -> None:
        """Paragraphs cut in two or joined: the old translation is shown to the translator, not used."""
        sources = [entry for entry in self.gone.values() if entry.status is Status.TRANSLATED and entry.plural is None]
        rest = [message for message in arrivals if message.key not in self.made and message.plural is None]
        for recast in split_or_joined([entry.key.text for entry in sources], [message.key.text for message in rest]):
            for number in recast.new:
                entry = new_entry(rest[number], self.language)
                for old in recast.gone:
                    both = {*sentences_of(entry.key.text)} & {*sentences_of(sources[old].key.text)}
                    held = tuple(sentence for sentence in recast.sentences if sentence in both)
                    entry = with_part(entry, sources[old].key.text, sources[old].translation[0], held)
                self._make(entry, Change(Fate.PARTS, entry.key, sources[recast.gone[0]].key))
            for old in recast.gone:
                if sources[old] not in self.parted:
                    self._use_up(sources[old])
                    self.parted.append(sources[old])

    def with_left_over(self, active: Sequence[Entry]) -> tuple[Entry, ...]:
        """The active entries, and the obsolete ones at the end of the file: gettext allows each text only once."""
        left = {entry.key: entry for entry in self._left_over()}
        reminded = [self._reminded(entry, left.pop(entry.key, None)) for entry in active]
        return (*reminded, *left.values())

    def _reminded(self, entry: Entry, other: Entry | None) -> Entry:
        """An active entry with the translation that another one of the same text had, among its comments."""
        if other is None or other.translation == entry.translation:
            return entry
        memory = Memory(entry.key.text, other.translation, draft=FUZZY in other.flags)
        if memory in memories(entry):
            return entry
        if entry.key not in self.made:
            self.changes.append(Change(Fate.NOTES, entry.key))
        own = tuple(comment for comment in other.comments if comment not in entry.comments)
        return remembering(replace(entry, comments=(*entry.comments, *own)), memory)

    def _left_over(self) -> Iterator[Entry]:
        """Obsolete entries, each text once."""
        fresh: list[Entry] = []
        for entry in (*self.gone.values(), *self.parted):
            self.changes.append(Change(Fate.GONE, entry.key))
            if any(entry.translation):
                fresh.append(retired(entry))
            else:
                fresh += [_forgotten(entry, memory) for memory in memories(entry)]
        latest = {entry.key: entry for entry in (*self.obsolete, *fresh)}
        for entry in (*self.obsolete, *fresh):
            newest = latest[entry.key]
            if newest is not entry and newest.translation != entry.translation:
                latest[entry.key] = with_twin(newest, entry.translation)
        yield from latest.values()

    def _make(self, entry: Entry, change: Change) -> None:
        self.made[entry.key] = entry
        self.changes.append(change)

    def _use_up(self, old: Entry) -> None:
        self.gone.pop(id(old), None)


def _forgotten(entry: Entry, memory: Memory) -> Entry:
    """What was a memory in comments, as an obsolete entry of its own."""
    return replace(
        retired(entry),
        key=MessageKey(entry.key.context, memory.english),
        translation=memory.translation,
        plural=entry.plural if len(memory.translation) > 1 else None,
        flags=(FUZZY,) if memory.draft else (),
        comments=(),
        previous=None,
        previous_plural=None,
        line=0,
    )


def _vocabulary(messages: Sequence[Message]) -> frozenset[str]:
    return frozenset(word for message in messages for word in _WORD.findall(message.key.text.lower()))


def _in_place(staying: Sequence[Entry], made: Mapping[MessageKey, Entry], messages: Sequence[Message]) -> list[Entry]:
    """Entries that stay in the order of the file, new ones after the entry of the message before theirs."""
    after: dict[MessageKey | None, list[Entry]] = {}
    neighbour: MessageKey | None = None
    for message in messages:
        if message.key in made:
            after.setdefault(neighbour, []).append(made[message.key])
        else:
            neighbour = message.key
    return [*after.get(None, ()), *(e for entry in staying for e in (entry, *after.get(entry.key, ())))]
