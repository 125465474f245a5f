"""Runs the rules of `dragoman check` over catalogs that nobody wrote for it, and draws findings to read by hand.

    python tools/judge_checks.py PATH … [--without REGEX] [--most N] [--seed SEED] [--sample N] [--for-reading FILE]
                                   [--read FILE]

PATH is a .po file, or a folder of them. A catalog's language is what its header says, else its name or its folder;
those of languages that the registry lacks are counted and left alone. Every rule for pairs and catalogs runs, as it
does on a catalog of a project whose guide holds just these texts; the texts of `--without`, such as XML that no guide
may hold, are left out.

Prints entries, errors and warnings of each language, and findings of each rule. `--for-reading` writes a sample of
errors and warnings, of every rule some; what stands in an earlier one, named with `--read`, is not drawn again. The
verdicts go into a list that `judged_findings.py` reads. Exits 1 if a rule or the reader raised anything but its own
refusal.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman.checks.engine import check_catalog
from dragoman.checks.identity import finding_id
from dragoman.checks.views import CatalogView
from dragoman.errors import UnknownLanguage, UserError
from dragoman.languages import find_language
from dragoman.model import Catalog, Commitment, Finding, Language, Location, Message, Severity, Status
from dragoman.po import read_catalog
from dragoman.po.convert import convert_catalog

JUDGED = (Severity.ERROR, Severity.WARNING)
ENGLISH = "en"


@dataclass(slots=True)
class Looked:
    """What came of one file."""

    path: Path
    tag: str = ""
    entries: int = 0
    """Translated ones that the rules saw."""
    findings: list[Finding] = field(default_factory=list)
    refused: str = ""
    """Why it could not be read: the sentence that a user would see."""
    crash: str = ""


def catalogs(paths: Sequence[Path]) -> list[Path]:
    """The .po files that are named or lie below a folder that is named, sorted."""
    return sorted({found for path in paths for found in ([path] if path.is_file() else path.rglob("*.po"))})


def language_of(path: Path, header: str) -> Language | None:
    """By the header, then by the name (`po/es.po`, `guide.es.po`) or a folder (`es/LC_MESSAGES/django.po`)."""
    for name in (header, *path.stem.split(".")[::-1], *(part.name for part in list(path.parents)[:6])):
        try:
            return find_language(re.sub(r"[.@].*", "", name))
        except UnknownLanguage:
            if name == header and re.fullmatch(r"[A-Za-z]{2,3}([_-]\w+)?", header):
                return None
    return None


def look_at(path: Path, without: str = "") -> Looked:
    """All findings of a file; total, whatever is in it."""
    looked = Looked(path)
    try:
        catalog = read_catalog(convert_catalog(path.read_bytes(), str(path)).content, str(path))
    except UserError as error:
        looked.refused = error.problem
        return looked
    except Exception as error:
        looked.crash = repr(error)
        return looked
    language = language_of(path, catalog.fields.get("Language", ""))
    if language is None or language.tag == ENGLISH:
        return looked
    looked.tag = language.tag
    try:
        view = view_of(catalog, language, without)
        looked.entries = sum(entry.status is Status.TRANSLATED for entry in view.catalog.entries)
        looked.findings = list(check_catalog(view))
    except Exception as error:
        looked.crash = repr(error)
    return looked


def view_of(catalog: Catalog, language: Language, without: str) -> CatalogView:
    """The catalog beside a guide of its own texts. Nobody promised that it is complete: what is missing is a note."""
    left = tuple(e for e in catalog.entries if not without or not re.search(without, e.key.text))
    messages = tuple(
        Message(entry.key, (Location(catalog.path, entry.line),), ())
        for entry in left
        if entry.status is not Status.OBSOLETE
    )
    catalog = replace(catalog, language=language.tag, entries=left)
    return CatalogView(catalog, language, messages, Path(catalog.path).stem, commitment=Commitment.BEGUN)


def look_at_all(paths: Sequence[Path], without: str, most: int | None, dice: random.Random) -> Iterator[Looked]:
    """File by file in an order by chance; no more of a language once it has `most` entries."""
    order = list(paths)
    dice.shuffle(order)
    seen: Counter[str] = Counter()
    with ProcessPoolExecutor(os.cpu_count()) as executor:
        for group in (order[start : start + 64] for start in range(0, len(order), 64)):
            full = {tag for tag, count in seen.items() if most and count >= most}
            wanted = [path for path in group if not full or _tag(path) not in full]
            for looked in executor.map(look_at, wanted, [without] * len(wanted), chunksize=2):
                seen[looked.tag] += looked.entries
                yield looked


def _tag(path: Path) -> str:
    """What the first lines say, for skipping a file before it is read."""
    head = path.read_bytes()[:4000].decode("utf-8", "replace")
    named = re.search(r'^"Language: *([^\\"]*)', head, re.MULTILINE)
    language = language_of(path, named[1].strip() if named else "")
    return language.tag if language else ""


def draw(found: Sequence[tuple[Path, Finding]], size: int, dice: random.Random) -> list[tuple[Path, Finding]]:
    """Of each severity half, of each rule by the square root of how often it fired, and one at least.

    What a rule says of one translation, and of the same one elsewhere, is drawn once.
    """
    chosen: list[tuple[Path, Finding]] = []
    for severity in JUDGED:
        texts: dict[str, dict[tuple[str, str], tuple[Path, Finding]]] = {}
        for path, finding in found:
            if finding.severity is severity:
                key = (finding.source, finding.translation) if finding.source else (str(path), "")
                texts.setdefault(finding.rule, {}).setdefault(key, (path, finding))
        by_rule = {rule: list(findings.values()) for rule, findings in texts.items()}
        roots = {rule: len(findings) ** 0.5 for rule, findings in by_rule.items()}
        for rule, findings in sorted(by_rule.items()):
            share = max(1, round(size / len(JUDGED) * roots[rule] / sum(roots.values())))
            chosen.extend(dice.sample(findings, min(share, len(findings))))
    return chosen


def for_reading(chosen: Sequence[tuple[Path, Finding]], found: Counter[tuple[Severity, str]]) -> str:
    """The sample as a person reads it; the first two lines of each are what the judged list keeps."""
    lines = [f"# {severity} {rule} {count}" for (severity, rule), count in sorted(found.items()) if severity in JUDGED]
    for path, finding in chosen:
        place = f"{path}:{finding.location.line}"
        lines += [
            "",
            f"{finding.severity} {finding.rule} {finding.language} {finding_id(finding)} {place}",
            f"  {finding.certainty}: {finding.problem} {finding.english or ''} {finding.words or ''}",
            f"  en:   {finding.source}",
            f"  is:   {finding.translation}",
        ]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--without", default="", metavar="REGEX", help="leave out English that matches")
    parser.add_argument("--most", type=int, metavar="N", help="entries of a language, about")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--sample", type=int, default=100, metavar="N")
    parser.add_argument("--for-reading", type=Path, metavar="FILE")
    parser.add_argument("--read", type=Path, action="append", default=[], metavar="FILE", help="of an earlier sample")
    options = parser.parse_args()
    # Which files are looked at does not change with what is drawn from their findings.
    all_looked = list(
        look_at_all(catalogs(options.paths), options.without, options.most, random.Random("files"))  # noqa: S311 - no secret
    )
    found = [
        (looked.path, finding) for looked in sorted(all_looked, key=lambda one: one.path) for finding in looked.findings
    ]
    _print(all_looked, [finding for _, finding in found])
    if options.for_reading:
        read = "".join(path.read_text("utf-8") for path in options.read)
        unread = [(path, finding) for path, finding in found if finding_id(finding) not in read]
        chosen = draw(unread, options.sample, random.Random(options.seed))  # noqa: S311 - no secret
        counts = Counter((finding.severity, finding.rule) for _, finding in found)
        options.for_reading.write_text(for_reading(chosen, counts), "utf-8")
    crashes = [looked for looked in all_looked if looked.crash]
    for looked in crashes:
        print(f"{looked.path}: {looked.crash}", file=sys.stderr)
    return 1 if crashes else 0


def _print(all_looked: Sequence[Looked], findings: Sequence[Finding]) -> None:
    known = [looked for looked in all_looked if looked.tag]
    refused = Counter(looked.refused for looked in all_looked if looked.refused)
    print(f"{len(all_looked)} files, {len(known)} of them in languages of the registry, {refused.total()} refused.")
    for reason, count in refused.most_common():
        print(f"    {count} {reason}")
    entries: Counter[str] = Counter()
    for looked in known:
        entries[looked.tag] += looked.entries
    by_severity = Counter((finding.language, finding.severity) for finding in findings)
    print(
        "\n| language | entries | errors | in 1,000 | warnings | in 1,000 |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    )
    for tag, count in sorted(entries.items()):
        _print_row(tag, count, {severity: by_severity[tag, severity] for severity in JUDGED})
    totals = Counter(finding.severity for finding in findings)
    _print_row("all", entries.total(), totals)
    print("\n| rule | severity | findings | languages |\n| --- | --- | ---: | ---: |")
    rules = Counter((finding.rule, finding.severity) for finding in findings)
    for (rule, severity), count in sorted(rules.items(), key=lambda item: (item[0][1], -item[1])):
        languages = {f.language for f in findings if (f.rule, f.severity) == (rule, severity)}
        print(f"| `{rule}` | {severity} | {count:,} | {len(languages)} |")


def _print_row(name: str, entries: int, counts: Mapping[Severity, int]) -> None:
    cells = (f"{counts[severity]:,} | {1000 * counts[severity] / max(entries, 1):.1f}" for severity in JUDGED)
    print(f"| {name} | {entries:,} | {' | '.join(cells)} |")


if __name__ == "__main__":
    sys.exit(main())
