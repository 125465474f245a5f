"""Each form of each translation beside its English, and what the rules for pairs say of it.

What they say rests on the pair alone. So it is known again by a hash of all that they see, and need not be found out
twice: not in one catalog, and not from one run to the next.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NewType

from dragoman.checks.anatomy import Pair, PairRule, Problem, Rule, english_forms
from dragoman.checks.reading import read_text
from dragoman.checks.views import CatalogView
from dragoman.model import Entry, Level, Message, MessageKey, Status

PairKey = NewType("PairKey", str)
"""32 hexadecimal digits."""
Said = Sequence[tuple[str, Problem]]
"""Ids of rules with what each found in a pair."""
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class PairMemory:
    """What the rules for pairs said in an earlier run, and what they say in this one: the same rules."""

    before: Mapping[PairKey, Said] = field(default_factory=dict)
    silent: Collection[PairKey] = frozenset()
    """Pairs of before of which nothing was said: most."""
    beside: Mapping[PairKey, Said] = field(default_factory=dict)
    """What they said in this run in other catalogs, which may have the same pairs."""
    now: dict[PairKey, Said] = field(default_factory=dict)
    """Grows while catalogs are checked: the pairs that there are today."""

    def recall(self, key: PairKey) -> Said | None:
        """`None` for a pair that is new."""
        if key in self.now:
            return self.now[key]
        if key in self.silent:
            return ()
        said = self.beside.get(key)
        return self.before.get(key) if said is None else said


def problems_of_pairs(
    view: CatalogView, messages: Mapping[MessageKey, Message], rules: Mapping[str, Rule], memory: PairMemory
) -> Mapping[str, Sequence[Problem]]:
    """By the id of the rule, in the order of the catalog."""
    forms, new = _recalled(view, messages, memory)
    memory.now.update(_say(new, rules))
    found: dict[str, list[Problem]] = defaultdict(list)
    for entry, form, key in forms:
        for rule_id, problem in memory.now[key]:
            found[rule_id].append(replace(problem, entry=entry, form=form))
    return found


def said_of_new_pairs(
    view: CatalogView, messages: Mapping[MessageKey, Message], rules: Mapping[str, Rule], memory: PairMemory
) -> Mapping[PairKey, Said]:
    """What rules say of the pairs that are new to the memory."""
    _, new = _recalled(view, messages, memory)
    return _say(new, rules)


def _recalled(
    view: CatalogView, messages: Mapping[MessageKey, Message], memory: PairMemory
) -> tuple[Sequence[tuple[Entry, int, PairKey]], Mapping[PairKey, Pair]]:
    """Each form of each translation with its key, and the new pairs; the memory holds the others from now on."""
    shared = _hash_of_shared(view)
    forms: list[tuple[Entry, int, PairKey]] = []
    new: dict[PairKey, Pair] = {}
    for entry, form, english, local in _forms(view):
        message = messages.get(entry.key)
        level = message.level if message else Level.INFO
        key = _key(shared, level, english, local)
        forms.append((entry, form, key))
        said = memory.recall(key)
        if said is not None:
            memory.now[key] = said
        elif key not in new:
            texts = read_text(english, view.context), read_text(local, view.context)
            new[key] = Pair(*texts, view.language, level, view.conventions)
    return forms, new


def _say(pairs: Mapping[PairKey, Pair], rules: Mapping[str, Rule]) -> Mapping[PairKey, Said]:
    """What the rules say of each pair. Rule by rule: what a rule needs is at hand then, for all of the pairs."""
    said: dict[PairKey, list[tuple[str, Problem]]] = {key: [] for key in pairs}
    chosen: dict[Callable[[Pair], bool], Sequence[tuple[PairKey, Pair]]] = {}
    for rule_id, rule in rules.items():
        if isinstance(rule, PairRule):
            if rule.needs not in chosen:
                chosen[rule.needs] = [(key, pair) for key, pair in pairs.items() if rule.needs(pair)]
            for key, pair in chosen[rule.needs]:
                for problem in rule.check(pair):
                    said[key].append((rule_id, problem))
    return said


def _forms(view: CatalogView) -> Iterator[tuple[Entry, int, str, str]]:
    """Each form of each translation, by its number, with the English that it is held against."""
    for entry in view.catalog.entries:
        if entry.status is Status.TRANSLATED:
            for number, texts in enumerate(zip(english_forms(entry), entry.translation, strict=True)):
                yield entry, number, *texts


def _hash_of_shared(view: CatalogView) -> hashlib.blake2b:
    """What all pairs of a catalog have in common, in a hash that goes on with each of them."""
    return _begun(view.language, view.context, view.conventions)


def _key(shared: hashlib.blake2b, level: Level, english: str, local: str) -> PairKey:
    found = shared.copy()
    found.update(f"{level.value} {len(english)} {english}{local}".encode("utf-8", "surrogatepass"))
    return PairKey(found.hexdigest())


def hash_of(*values: object) -> str:
    """Of what values say of themselves: of equal ones the same, of others another one."""
    return _begun(*values).hexdigest()


def _begun(*values: object) -> hashlib.blake2b:
    return hashlib.blake2b(json.dumps(list(map(repr, values))).encode(), digest_size=_KEY_BYTES)
