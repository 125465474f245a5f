"""Measures what must take little time, however hostile or large it is. Nothing in the test suite asserts a time.

    python tools/judge_times.py [--large] [NAME …]

Each work has a limit in seconds of the processor and one of memory, and runs in a child that is ended beyond it; NAME
chooses those with this word in their names. `--large` are works of half a minute and more. Exits 1 if one is beyond its
limits.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from all_rules import check_all, read_and_check, view_of, whole_view
from dragoman.edits.pairing import best_pairs
from dragoman.languages import find_language
from dragoman.languages.plurals import plural_rule
from dragoman.markup.parse import parse_guide
from dragoman.merge import merge_catalogs
from dragoman.po import read_catalog
from dragoman.values.compare import compare_figures
from hostile_markdown import MARKDOWN, SIZE, make_page
from hostile_texts import CATALOGS, FIGURES, GUIDES, MANY_KINDS, PLURAL_RULES, edited_paragraphs, many_entries
from judge_costs import cost, read_and_write
from judge_long_texts import LANGUAGES, Growth, seconds

HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
MESSAGE = "Rest for 2 days. Do not drive on the left side. Call us at (763) 201-8191 before 8:30 a.m. "
MEGABYTE = 2**20
ENTRIES = 100_000


@dataclass(frozen=True, slots=True)
class Work:
    name: str
    seconds: float
    megabytes: int
    run: Callable[[], object]


def works() -> Iterator[Work]:
    """Those of some seconds at most."""
    for name, text in CATALOGS.items():
        content = HEADER + text.encode()
        yield Work(f"reading: {name}", 2, 300, partial(read_and_write, content))
        yield Work(f"all rules: {name}", 2, 300, partial(read_and_check, content))
    yield Work("reading: a megabyte", 1, 300, partial(read_catalog, _megabyte(), "x.po"))
    for number, rule in enumerate(PLURAL_RULES):
        yield Work(f"plural rule: {number}", 0.1, 50, partial(_count, rule))
    for name, body in GUIDES.items():
        yield Work(f"guide: {name}", 5, 300, partial(parse_guide, f"---\ntitle: T\n---\n{body}\n", "source/g.md", "g"))
    for name, make in MARKDOWN.items():
        yield Work(f"page: {name}", 3, 1_000, partial(make_page, make(SIZE)))
    yield Work("pairs of 2,000 paragraphs", 20, 300, partial(best_pairs, *edited_paragraphs(2_000)[:2]))
    yield Work("merge of 10,000 twins", 4, 300, partial(_merge, 10_000))


def large_works() -> Iterator[Work]:
    for tag in LANGUAGES:
        text = MESSAGE * (MEGABYTE // len(MESSAGE))
        for local in (text, text.replace("2 days", "3 days  ")):
            view = view_of(text, local, find_language(tag))
            yield Work(f"all rules: message of 1 MB, {tag}", 120, 1_000, partial(check_all, view))
    for kind in MANY_KINDS:
        view = whole_view(many_entries(kind, ENTRIES), find_language("es"))
        yield Work(f"all rules: {ENTRIES:,} entries, {kind}", 300, 2_000, partial(check_all, view))


def growths() -> Iterator[tuple[str, Growth]]:
    """Of figures with the length of a text, and of all rules with the number of entries."""
    chinese, spanish = find_language("zh-Hans"), find_language("es")
    for bit in FIGURES:
        times = [seconds_of(partial(_compare, bit * count, chinese.tag)) for count in (2_400, 19_200)]
        yield f"figures: {bit!r}", Growth(*times)
    for kind in MANY_KINDS:
        times = [seconds(whole_view(many_entries(kind, count), spanish)) for count in (500, 4_000)]
        yield f"entries: {kind}", Growth(*times)


def seconds_of(run: Callable[[], object]) -> float:
    """The least of three, each in a child of its own."""
    return min(cost(b"", lambda _: _done(run), 60).seconds for _ in range(3))


def _done(run: Callable[[], object]) -> None:
    run()


def _compare(text: str, tag: str) -> None:
    compare_figures(text, f"{text} ", find_language("en"), find_language(tag))


def _megabyte() -> bytes:
    item = '#. note\n#: a.md:{0}\n#, python-brace-format\nmsgid "Take {0} {{x}}"\nmsgstr ""\n"Tome\\n"\n"{0} ñ"\n\n'
    return HEADER + "".join(item.format(number) for number in range(12_000)).encode()


def _count(rule: str) -> None:
    try:
        form = plural_rule(rule)
    except ValueError:
        return
    for number in range(1_001):
        try:
            form(number)
        except ValueError:
            continue


def _merge(many: int) -> None:
    fields = '"Content-Type: text/plain; charset=UTF-8\\n"\n' + '"x\\n"\n' * many
    twins = '#~ msgid "Rest."\n#~ msgstr "Descanse."\n\n' * many
    entry = 'msgid "Walk."\nmsgstr "Camine."\n\n'
    comments = "".join(f"# {number}\n" for number in range(many))
    texts = (
        f'msgid ""\nmsgstr ""\n{fields}{extra}\n{own}{twins}'
        for extra, own in (("", ""), ('"A: 1\\n"\n', comments + entry), ('"B: 1\\n"\n', f"# x\n{comments}{entry}"))
    )
    merge_catalogs(*(read_catalog(text.encode(), "es.po", "es") for text in texts))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    bad = 0
    for work in large_works() if options.large else works():
        if not _is_asked(work.name, options.names):
            continue
        found = cost(b"", lambda _, run=work.run: _done(run), int(work.seconds) + 2)  # type: ignore[misc]  # a lambda cannot be annotated
        fits = not found.fault and found.seconds < work.seconds and found.megabytes < work.megabytes
        bad += not fits
        beyond = "" if fits else f"  BEYOND {work.seconds} s or {work.megabytes} MB {found.fault}"
        print(f"{work.name}: {found.seconds:.2f} s, {found.megabytes} MB{beyond}", flush=True)
    for name, growth in () if options.large else growths():
        if _is_asked(name, options.names):
            bad += growth.too_fast
            print(
                f"{name}: {growth.long:.2f} s, power {growth.exponent:.2f}{'  TOO FAST' * growth.too_fast}", flush=True
            )
    return 1 if bad else 0


def _is_asked(name: str, names: list[str]) -> bool:
    return not names or any(word in name for word in names)


if __name__ == "__main__":
    sys.exit(main())
