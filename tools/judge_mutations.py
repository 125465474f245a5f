"""Holds `dragoman check` against faults put by chance into right translations.

    python tools/judge_mutations.py [FOLDER] [--seed N] [--each N] [--missed]

These are items 36, 58 and 59 of docs/reliability.md. Takes the translated entries of all `.po` files below FOLDER
(default: locales/). A fault is found if an error or a warning is there that was not there before. Exits 1 where a share
is not what must hold.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from dragoman.errors import UserError
from dragoman.languages import find_language
from dragoman.model import Direction, Finding, Language, Status
from dragoman.po import read_catalog
from mutations import Couple, Mutation, damaged_atoms, hidden_signs, isolated, one_sign
from planted import ROOT, findings_of

ATOM_RULES = frozenset({"placeholder-mismatch", "link-mismatch", "markup-mismatch"})
SIGN_RULES = frozenset({"stray-direction-control", "invisible-character", "unsafe-address", "stray-control"})


@dataclass(frozen=True, slots=True)
class Trial:
    """An item of the list: its faults, the share that must be found, and which findings would be false alarms."""

    item: int
    make: Callable[[Couple, Random], Iterator[Mutation]]
    recall: float
    alarms: frozenset[str]
    most_alarms: float


TRIALS = (
    Trial(36, damaged_atoms, 0.99, ATOM_RULES, 0.01),
    Trial(58, hidden_signs, 1.0, SIGN_RULES, 0.0),
    Trial(59, one_sign, 1.0, frozenset(), 0.0),
)


@dataclass(slots=True)
class Tally:
    tried: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    errors: int = 0
    """Of those found, with a finding that is an error."""
    missed: list[tuple[Language, Mutation]] = field(default_factory=list)
    clean: int = 0
    """Right translations."""
    alarms: list[tuple[Language, Couple, Finding]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found.total() / max(1, self.tried.total())


def read_couples(folder: Path) -> list[tuple[Language, Couple]]:
    """All translated texts below a folder; files and languages that are not known are passed over."""
    found: list[tuple[Language, Couple]] = []
    for path in sorted(folder.rglob("*.po")):
        try:
            catalog = read_catalog(path.read_bytes(), str(path))
            language = find_language(catalog.fields.get("Language", ""))
        except UserError as error:
            print(f"passed over: {error}", file=sys.stderr)
            continue
        found.extend(
            (language, Couple(entry.key.text, entry.translation[0]))
            for entry in catalog.entries
            if entry.status is Status.TRANSLATED and entry.plural is None
        )
    return found


def judge(trial: Trial, couples: Sequence[tuple[Language, Couple]], seed: int, each: int) -> Tally:
    """`each` faults, made from couples taken by chance; as many of each kind as can be."""
    rng = Random(seed)  # noqa: S311  # no secrets
    tally = Tally()
    pool: list[tuple[Language, Mutation]] = []
    order = list(couples)
    rng.shuffle(order)
    for language, couple in order:
        pool.extend((language, mutation) for mutation in trial.make(couple, rng))
    rng.shuffle(pool)
    for language, mutation in _evenly(pool, each):
        clean = _alarming(mutation.couple, mutation.couple.translation, language)
        now = _alarming(mutation.couple, mutation.mutated, language)
        new = [finding for known, finding in now.items() if known not in clean]
        tally.tried[mutation.kind] += 1
        if new:
            tally.found[mutation.kind] += 1
            tally.errors += any(finding.severity == "error" for finding in new)
        else:
            tally.missed.append((language, mutation))
    for language, couple in _right(trial, order, rng, each):
        tally.clean += 1
        found = findings_of(couple.source, couple.translation, language)
        tally.alarms += [(language, couple, finding) for finding in found if finding.rule in trial.alarms]
    return tally


def _evenly(pool: Sequence[tuple[Language, Mutation]], each: int) -> Iterator[tuple[Language, Mutation]]:
    """Up to `each`, with no kind before its turn; what leaves a text as it was is no fault."""
    waiting: dict[str, list[tuple[Language, Mutation]]] = {}
    for language, mutation in pool:
        if mutation.mutated.strip() != mutation.couple.translation.strip() and mutation.mutated.strip():
            waiting.setdefault(mutation.kind, []).append((language, mutation))
    given = 0
    while waiting and given < each:
        for kind in sorted(waiting):
            yield waiting[kind].pop()
            given += 1
            if not waiting[kind]:
                del waiting[kind]


def _right(
    trial: Trial, couples: Sequence[tuple[Language, Couple]], rng: Random, each: int
) -> Iterator[tuple[Language, Couple]]:
    """Right translations as they are; for hidden signs those from right to left, and right uses of the signs."""
    if trial.item != 58:
        yield from couples[:each]
        return
    rtl = [(language, couple) for language, couple in couples if language.direction is Direction.RTL]
    yield from rtl
    for language, couple in rtl[:each]:
        yield from ((language, used) for used in isolated(couple, rng))


def _alarming(couple: Couple, translation: str, language: Language) -> dict[tuple[str, str], Finding]:
    return {(f.rule, f.problem): f for f in findings_of(couple.source, translation, language)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "locales")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1000, help="faults for each item")
    parser.add_argument("--missed", action="store_true", help="list what was not found")
    options = parser.parse_args()
    couples = read_couples(options.folder)
    print(f"{len(couples)} translations, seed {options.seed}")
    held = True
    for trial in TRIALS:
        tally = judge(trial, couples, options.seed, options.each)
        alarms = len({(couple.source, couple.translation) for _, couple, _ in tally.alarms})
        share = alarms / max(1, tally.clean)
        good = tally.recall >= trial.recall and share <= trial.most_alarms
        held = held and good
        print(
            f"{trial.item}: {tally.found.total()} of {tally.tried.total()} found ({tally.recall:.2%}, "
            f"{tally.errors} as errors); {alarms} false alarms on {tally.clean} right ones ({share:.2%}) "
            f"{'held' if good else 'NOT HELD'}"
        )
        _print_missed(tally, whole=options.missed)
    return 0 if held else 1


def _print_missed(tally: Tally, *, whole: bool) -> None:
    for kind, tried in sorted(tally.tried.items()):
        if tried != tally.found[kind]:
            print(f"    {kind}: {tally.found[kind]} of {tried}")
    if whole:
        for language, mutation in tally.missed:
            print(f"  missed  {language.tag}  {mutation.kind}\n    {mutation.couple.source!r}")
            print(f"    {mutation.couple.translation!r}\n    {mutation.mutated!r}")
        for language, couple, finding in tally.alarms:
            print(f"  alarm  {language.tag}  {finding.rule}: {finding.problem}\n    {couple.translation!r}")


if __name__ == "__main__":
    sys.exit(main())
