"""Runs the cases in `tests/spec/*.md`: a title, then input and expected result between lines with one dot.

In both, `→` is a tab, `␠` a space that would not be seen, `␍` a carriage return, `␤` a newline inside a text and
`<BOM>` a byte order mark. An input that begins with `---` brings its own front matter; any other stands from line 4 on.
`pytest --update-expected` writes what comes out into the files; read the difference before you commit it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import entry_of, guide_of, localized, main_of, page_of
from dragoman.errors import UserError
from dragoman.extract import extract_messages
from dragoman.languages import find_language
from dragoman.localize import Localized
from dragoman.markup.inline import InlineContext, parse_inline
from dragoman.model import Entry, Guide, Status
from dragoman.values import Kind, read_figures, read_words
from dump import dump_blocks, shown, spans, translated, tree, with_meta

SPEC = Path(__file__).parent / "spec"
SIGNS = (("→", "\t"), ("␠", " "), ("␍", "\r"), ("␀", "\0"), ("<BOM>", "\ufeff"))
CATALOG = "%%\n"
MARKS = {"~ ": Status.FUZZY, "# ": Status.OBSOLETE}


class Case(NamedTuple):
    file: str
    title: str
    source: str
    expected: str


# ── What each file is about ──


def run_parse(source: str) -> str:
    return tree(guide_of(source))


def run_directives(source: str) -> str:
    return with_meta(guide_of(source)) if source.startswith("---") else tree(guide_of(source))


def run_extract(source: str) -> str:
    lines: list[str] = []
    for message in extract_messages(guide_of(source)):
        key = f"({message.key.context}) " if message.key.context else ""
        flags = f"[{', '.join(message.flags)}] " if message.flags else ""
        places = ", ".join(map(str, message.locations))
        lines += [f"{key}{flags}{shown(message.key.text)}", f"  {places}", *(f"  {line}" for line in message.comments)]
    return "\n".join(lines)


def run_inline(source: str) -> str:
    """Link definitions and footnotes of an inline text stand above it, each on a line: `[a]: b "c"`, `[^1]`."""
    references: list[tuple[str, str, str]] = []
    notes: list[str] = []
    lines = source.split("\n")
    while len(lines) > 1 and lines[0].startswith("[") and (lines[0].endswith("]") or "]: " in lines[0]):
        label, _, target = lines.pop(0)[1:].partition("]")
        if label.startswith("^"):
            notes.append(label[1:])
        else:
            url, _, title = target.removeprefix(": ").partition(" ")
            references.append((label, url, title.strip('"')))
    return spans(parse_inline("\n".join(lines), InlineContext(tuple(references), tuple(notes))))


def run_localize(source: str) -> str:
    _, result = _with_catalog(source)
    coverage = result.coverage
    counted = f"{coverage.translated} translated, {coverage.fuzzy} fuzzy, {coverage.untranslated} untranslated"
    return "\n".join([translated(result.guide.meta.title), *dump_blocks(result.guide.blocks, translated), counted])


def run_html(source: str) -> str:
    """Without empty lines, which say nothing in HTML."""
    page = page_of(*_with_catalog(source)) if CATALOG in source else page_of(guide_of(source))
    return "\n".join(line for line in main_of(page).split("\n") if line.strip())


def run_values(source: str) -> str:
    """Each line is a text behind the tag of its language; below it its values: kind, readings, words, and the rest."""
    lines: list[str] = []
    for line in source.split("\n"):
        tag, _, text = line.partition(": ")
        language = find_language(tag)
        spelled = (value for value in read_words(text, language) if value.kind is Kind.NUMBER)
        for value in sorted((*read_figures(text, language), *spelled), key=lambda value: value.start):
            rest = [
                *(["spelled"] if value.spelled else []),
                *([f"beside {', '.join(value.units)}"] if value.units else []),
                *([f"foreign {', '.join(value.foreign)}"] if value.foreign else []),
            ]
            told = f"{value.kind.value} {' or '.join(value.readings)} “{value.words}”"
            lines.append(" ".join((told, *(f"({part})" for part in rest))))
    return "\n".join(lines)


def _with_catalog(source: str) -> tuple[Guide, Localized]:
    body, _, catalog = source.partition(CATALOG)
    guide = guide_of(body)
    return guide, localized(guide, [_entry(line) for line in catalog.split("\n") if line])


def _entry(line: str) -> Entry:
    """`~ English => español`: `~` is a fuzzy entry, `#` an obsolete one, `(context)` stands before the English."""
    status = next((found for mark, found in MARKS.items() if line.startswith(mark)), None)
    text = line[2:] if status else line
    context = None
    if text.startswith("("):
        context, _, text = text[1:].partition(") ")
    english, _, translation = text.partition(" => ")
    usual = Status.TRANSLATED if translation else Status.UNTRANSLATED
    return entry_of(english.replace("␤", "\n"), translation.replace("␤", "\n"), status or usual, context)


RUNNERS: dict[str, Callable[[str], str]] = {
    "parse": run_parse,
    "extract": run_extract,
    "inline": run_inline,
    "localize": run_localize,
    "html": run_html,
    "directives": run_directives,
    "values": run_values,
}


# ── The files ──


def _read(text: str) -> str:
    for sign, meant in SIGNS:
        text = text.replace(sign, meant)
    return text


def cases(path: Path) -> Iterator[Case]:
    lines = iter(path.read_text("utf-8").split("\n"))
    title = ""
    for line in lines:
        if line == ".":
            source, expected = ("\n".join(iter(lambda: next(lines), ".")) for _ in range(2))
            yield Case(path.stem, title, source, expected)
        elif line:
            title = line


def outcome(case: Case) -> str:
    try:
        return RUNNERS[case.file](_read(case.source))
    except UserError as error:
        return f"! {error}"


def update(path: Path) -> None:
    """The file with what comes out today in the place of what was expected."""
    text = path.read_text("utf-8")
    for case in cases(path):
        old = f"\n{case.title}\n.\n{case.source}\n.\n{case.expected}\n.\n"
        old = old if case.expected else f"\n{case.title}\n.\n{case.source}\n.\n.\n"
        assert text.count(old) == 1, f"the case '{case.title}' of {path.name} is not written once"
        came_out = f"{outcome(case)}\n".removeprefix("\n")
        text = text.replace(old, f"\n{case.title}\n.\n{case.source}\n.\n{came_out}.\n")
    path.write_text(text, "utf-8")


CASES = [case for name in RUNNERS for case in cases(SPEC / f"{name}.md")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.title}")
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-expected"):
        pytest.skip("the expected results are being written")
    assert outcome(case) == case.expected


@pytest.mark.parametrize("name", RUNNERS)
def test_titles_are_unique(name: str) -> None:
    titles = [case.title for case in CASES if case.file == name]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("name", RUNNERS)
def test_update_of_expected_results(name: str, request: pytest.FixtureRequest) -> None:
    """Does nothing but when it is asked to."""
    if request.config.getoption("--update-expected"):
        update(SPEC / f"{name}.md")
