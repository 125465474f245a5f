"""Holds `dragoman check` against errors planted in correct translations, and against the correct ones.

    python tools/planted.py [LANG …] [--missed KIND] [--alarms] [--level LEVEL]

Prints recall for each kind of error and language, and how many correct translations have findings. A plant counts as
found where a rule says something of it, in an error or a warning, that it does not say of the correct translation.
LEVEL is how much harm a wrong translation can do; `warn` unless it is said. In texts of `info`, `by a note` is the
share that only a note tells of, a warning that was held back there. `shifted` is the translation of
another entry, alone; `shifted, 2` and so on are runs of the shipped catalogs in which each entry has the translation of
its neighbour, and `told` those of them of which the program says just that.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from displaced import Displaced, is_held_back, measure_runs
from dragoman.checks.engine import check_catalog
from dragoman.checks.views import CatalogView
from dragoman.findings import project_conventions
from dragoman.languages import find_language
from dragoman.model import Catalog, Entry, Finding, Language, Level, Location, Message, MessageKey, Severity, Status
from dragoman.project import find_project

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "planted"


class Sentence(NamedTuple):
    source: str
    translation: str
    planted: dict[str, str]


def read_corpus(path: Path) -> tuple[Language, list[Sentence]]:
    data = tomllib.loads(path.read_text("utf-8"))
    rows = [Sentence(row["source"], row["translation"], row.get("planted", {})) for row in data["sentence"]]
    return find_language(data["language"]), rows


def findings_of(source: str, translation: str, language: Language, level: Level = Level.WARN) -> list[Finding]:
    """What the rules say of one translation in a catalog that is right otherwise; notes are no alarms."""
    return [found for found in _all_of(source, translation, language, level) if found.severity is not Severity.NOTE]


def _all_of(source: str, translation: str, language: Language, level: Level) -> list[Finding]:
    key = MessageKey(None, source)
    fields = (f"Language: {language.gettext}", "Content-Type: text/plain; charset=UTF-8")
    header = "\n".join((*fields, f"Plural-Forms: {language.plural_forms}", ""))
    entry = Entry(key, (translation,), Status.TRANSLATED, line=9)
    top = Entry(MessageKey(None, ""), (header,), Status.TRANSLATED, line=1)
    message = Message(key, (Location("source/g.md", 1),), (), level=level)
    view = CatalogView(Catalog("g.po", language.tag, top, (entry,)), language, (message,), conventions=CONVENTIONS)
    return [found for found in check_catalog(view) if found.source]


CONVENTIONS = project_conventions(find_project(ROOT))


def measure(path: Path, level: Level = Level.WARN) -> Iterator[tuple[str, Sentence, str, list[Finding]]]:
    """Kind (empty for the correct translation), sentence, text, findings; of notes those that were held back."""
    language, sentences = read_corpus(path)
    for sentence in sentences:
        clean = _told(sentence.source, sentence.translation, language, level)
        yield "", sentence, sentence.translation, clean
        known = {(found.rule, found.problem) for found in clean}
        for kind, text in sentence.planted.items():
            found = [f for f in _told(sentence.source, text, language, level) if (f.rule, f.problem) not in known]
            yield kind, sentence, text, found


def _told(source: str, translation: str, language: Language, level: Level) -> list[Finding]:
    found = _all_of(source, translation, language, level)
    return [one for one in found if one.severity is not Severity.NOTE or is_held_back(one)]


def is_told(findings: Sequence[Finding]) -> bool:
    """Whether an error or a warning is among them: a note is not counted."""
    return any(found.severity is not Severity.NOTE for found in findings)


def _counted(kind: str, found: Sequence[Finding], level: Level) -> Iterator[tuple[str, bool]]:
    yield kind, is_told(found)
    if level is Level.INFO:
        yield f"{kind}, by a note", bool(found) and not is_told(found)


def _of_runs(language: Language) -> Iterator[tuple[str, bool, Displaced]]:
    """For each displaced run the kinds that it counts for, and whether it was found so."""
    for run in measure_runs(find_project(ROOT), language):
        name = f"shifted, {run.length:>2}"
        yield name, bool(run.found), run
        yield f"{name}, by a note", bool(run.noted) and not run.found, run
        yield "shifted, told", run.as_such, run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*")
    parser.add_argument("--missed", metavar="KIND", default="")
    parser.add_argument("--alarms", action="store_true")
    parser.add_argument("--level", type=Level, choices=list(Level), default=Level.WARN)
    options = parser.parse_args()
    paths = [path for path in sorted(FOLDER.glob("*.toml")) if not options.languages or path.stem in options.languages]
    table: dict[str, dict[str, tuple[int, int]]] = {}
    alarms: dict[str, tuple[int, int, int]] = {}
    for path in paths:
        hits: Counter[str] = Counter()
        totals: Counter[str] = Counter()
        errors = warnings = correct = 0
        for kind, sentence, text, found in measure(path, options.level):
            if not kind:
                correct += 1
                errors += any(f.severity is Severity.ERROR for f in found)
                warnings += any(f.severity is Severity.WARNING for f in found)
                if options.alarms and found:
                    print(f"{path.stem} {sentence.source!r}\n   {text}")
                    print("".join(f"   {f.severity} {f.rule}: {f.problem}\n" for f in found))
                continue
            for name, found_it in _counted(kind, found, options.level):
                totals[name] += 1
                hits[name] += found_it
            if options.missed == kind and not found:
                print(f"{path.stem} {sentence.source!r}\n   {sentence.translation}\n   {text}")
        for kind, found_it, run in _of_runs(read_corpus(path)[0]):
            totals[kind] += 1
            hits[kind] += found_it
            if options.missed == kind and not found_it:
                print(f"{run.catalog}:{run.first.line} {run.first.key.text!r}\n   {run.first.translation[0]}")
        alarms[path.stem] = (errors, warnings, correct)
        for kind, total in totals.items():
            table.setdefault(kind, {})[path.stem] = (hits[kind], total)
    _print(table, alarms, [path.stem for path in paths])


def _print(
    table: dict[str, dict[str, tuple[int, int]]], alarms: dict[str, tuple[int, int, int]], languages: list[str]
) -> None:
    width = max(map(len, table))
    print(f"{'recall, %':<{width}} " + "".join(f"{language:>8}" for language in languages) + f"{'all':>8}")
    for kind, row in sorted(table.items()):
        cells = [row.get(language, (0, 0)) for language in languages]
        cells.append((sum(hit for hit, _ in cells), sum(total for _, total in cells)))
        print(
            f"{kind:<{width}} "
            + "".join(f"{100 * hit / total:>8.0f}" if total else f"{'-':>8}" for hit, total in cells)
        )
    for name, place in (("errors", 0), ("warnings", 1), ("correct", 2)):
        counts = [alarms[language][place] for language in languages]
        print(f"{name:<{width}} " + "".join(f"{count:>8}" for count in (*counts, sum(counts))))


if __name__ == "__main__":
    main()
