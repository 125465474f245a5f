"""Lists, front desk and search of a large library in Chromium: what they weigh, and how soon they are there.

    python -m bench.large_site --guides 1000 --languages 20

Titles and texts are sentences of the shipped guides (`library.py`), so nearly every part of the search has every word:
the worst that can be. Pages and sheets are not made; these pages open from the disk, their pictures are missing. The
lists are made in both forms: all handouts on one page, and a page for each language.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from bench.library import BORROWED, Texts, joined, shipped_texts  # noqa: E402
from dragoman.handouts import ENGLISH_WORDS  # noqa: E402
from dragoman.languages import find_language  # noqa: E402
from dragoman.model import Language  # noqa: E402
from dragoman.project import find_project  # noqa: E402
from dragoman.render.desk import (  # noqa: E402
    Desk,
    DeskGuide,
    DeskLanguage,
    DeskPaths,
    DeskSheet,
    DeskState,
    Fate,
    KnownSheet,
    desk_language_script,
    desk_script,
)
from dragoman.render.html import (  # noqa: E402
    Index,
    IndexGuide,
    IndexLanguage,
    StatusCell,
    StatusPage,
    StatusRow,
    render_index,
    render_status,
    render_tool,
)
from dragoman.render.letters import page_letters  # noqa: E402
from dragoman.render.paths import desk_language_path, desk_table_path, directory_path, part_path  # noqa: E402
from dragoman.render.search import (  # noqa: E402
    PartEntry,
    Text,
    directory_script,
    languages_script,
    part_script,
)
from dragoman.render.sections import Section  # noqa: E402
from dragoman.render.templating import TEMPLATES  # noqa: E402
from dragoman.search import cut  # noqa: E402
from web.browser import AT_REST, Tab, browser_tab  # noqa: E402

ASSETS = {
    "page.css": "page.css",
    "desk.css": "desk.css",
    "desk.js": "desk.js",
    "desk-search.js": "desk-search.js",
    "search.js": "search.js",
    "minisearch.js": "vendor/minisearch-7.2.0.js",
}


FIRST_PAINT = """new Promise(done => {
  const tell = list => list.getEntriesByName('first-contentful-paint').forEach(one => done(one.startTime))
  new PerformanceObserver(tell).observe({ type: 'paint', buffered: true })
})"""
"""Milliseconds from the click to the first letters."""


class Library:
    """Guides and languages with a title and texts for each handout."""

    def __init__(self, texts: Texts, tags: Sequence[str], guides: int, paragraphs: int) -> None:
        self._texts, self._paragraphs = texts, paragraphs
        self.languages = [find_language(tag) for tag in tags]
        self.guides = sorted(f"guide-{number}" for number in range(guides))

    def handout(self, guide: str, language: Language) -> tuple[str, list[str]]:
        """Title and texts. The same for the same names."""
        dice = random.Random(guide)  # noqa: S311 - a corpus, not a secret
        tag = BORROWED.get(language.tag, language.tag)
        made = [dice.sample(sorted(self._texts), 2) for _ in range(self._paragraphs)]
        title, *texts = [joined(tag, pair if tag == "en" else [self._texts[one][tag] for one in pair]) for pair in made]
        return f"{title[:50]} {guide[6:]}", texts


def put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def put_desk(folder: Path, library: Library) -> None:
    dice = random.Random(1)  # noqa: S311 - a corpus, not a secret
    english = find_language("en")
    titles = {guide: library.handout(guide, english)[0] for guide in library.guides}
    guides = [DeskGuide(guide, title, ("back", "injection"), (guide,)) for guide, title in titles.items()]
    sheets, known = [], []
    for language in library.languages:
        for guide in guides:
            title = library.handout(guide.guide, language)[0]
            identity = f"{dice.getrandbits(64):016x}"
            state = dice.choice([DeskState.FINAL, DeskState.FINAL, DeskState.DRAFT])
            when = "until 2029-11-26" if state is DeskState.FINAL else ""
            sheets.append(
                DeskSheet(
                    guide.guide,
                    language.tag,
                    identity,
                    guide.title_en,
                    title,
                    language.tag,
                    ("rest",),
                    state,
                    when,
                    "2026-11-22",
                    (2, 3, 3, 4),
                )
            )
            old = f"{dice.getrandbits(64):016x}"
            known.append(KnownSheet(old, Fate.OUTDATED, guide.guide, language.tag, "", "2026-01-02", "2026-03-04"))
    desk = Desk(
        title="A large library",
        today="2026-11-26",
        paper="letter",
        office="",
        offices=(),
        languages=tuple(DeskLanguage(o.tag, o.english, o.autonym, o.direction, o.aliases) for o in library.languages),
        guides=tuple(guides),
        sheets=tuple(sheets),
        known=tuple(known),
        paths=DeskPaths(
            forms=tuple(
                (name, f"{{language}}/{{guide}}.{name}.pdf") for name in ("14", "18", "14.side", "14.numbered")
            ),
            picture="{language}/{guide}.png",
            notice="{language}/{guide}.notice.pdf",
            data=desk_language_path("{language}"),
            table=desk_table_path("{language}"),
        ),
    )
    directions = {one.tag: one.direction for one in library.languages}
    put(folder, "desk.html", render_tool("desk.html.j2", ENGLISH_WORDS, directions, desk=desk))
    put(folder, "assets/desk-data.js", desk_script(desk))
    for language in library.languages:
        put(folder, desk_language_path(language.tag), desk_language_script(desk, language.tag))


def put_search(folder: Path, library: Library) -> None:
    for language in library.languages:
        entries = []
        guides = list(library.guides)
        for count in cut(library.guides):
            group, guides = guides[:count], guides[count:]
            texts = [text for guide in group for text in texts_of(library, guide, language)]
            path = part_path(group[0], language.tag)
            script, words = part_script(texts)
            put(folder, path, script)
            entries.append(PartEntry(path, count, words))
        put(folder, directory_path(language.tag), directory_script(entries))
    listed = [(o.tag, o.english, o.autonym, o.direction, directory_path(o.tag)) for o in library.languages]
    put(folder, "assets/search-data.js", languages_script(listed))
    page = render_tool("search.html.j2", ENGLISH_WORDS, {}, title="A large library", languages=library.languages)
    put(folder, "search.html", page)


def texts_of(library: Library, guide: str, language: Language) -> Iterator[Text]:
    title, said = library.handout(guide, language)
    for place in range(0, len(said), 4):
        section = Section(f"part-{place}", f"{place}", language.tag, " · ".join(said[place : place + 4]))
        yield Text(f"{language.tag}/{guide}.html", title, draft=False, section=section)


def first_result(tab: Tab, folder: Path, name: str, words: str, chosen: str = "") -> str:
    """A row of the table: seconds to a page that can be typed into, and from the last letter to the result."""
    tab.send("Network.clearBrowserCache")
    began = time.perf_counter()
    tab.open((folder / name).as_uri())
    opened = time.perf_counter()
    if chosen:
        tab.run(f"document.getElementById('search-language').value = '{chosen}'")
    tab.run("document.querySelector('input').focus()")
    before = len(tab.asked_for)
    typed = time.perf_counter()
    tab.send("Input.insertText", {"text": words})
    tab.run(AT_REST)
    tab.run("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    shown = time.perf_counter()
    count = tab.run("document.querySelector('[role=status]').textContent")
    start, further = tab.asked_for[:before], tab.asked_for[before:]
    asked = f"{words}, in {find_language(chosen).english}" if chosen else words
    return (
        f"| {name}, “{asked}” | {opened - began:.2f} | {weight(folder, start)} | {shown - typed:.2f} "
        f"| {weight(folder, further)} | {count} |"
    )


def weight(folder: Path, addresses: Sequence[str]) -> str:
    """MB as they are on the disk and as gzip sends them, in how many files."""
    paths = {Path(unquote(urlsplit(address).path)) for address in addresses}
    contents = [path.read_bytes() for path in paths if path.is_file() and path.is_relative_to(folder)]
    plain = sum(map(len, contents)) / 1e6
    packed = sum(len(gzip.compress(content)) for content in contents) / 1e6
    return f"{plain:.2f} ({packed:.2f}) in {len(contents)}"


# ── index and states ──


def put_lists(folder: Path, library: Library) -> Mapping[str, float]:
    """Both forms of both pages; seconds of a processor until each is filled and its letters are known to the fonts."""
    dice = random.Random(2)  # noqa: S311 - a corpus, not a secret
    directions = {one.tag: one.direction for one in library.languages}
    english = {guide: library.handout(guide, library.languages[0])[0] for guide in library.guides}
    rows = [_index_row(library, one, english) for one in library.languages]
    states = [_status_row(row, dice) for row in rows]
    summary = [replace(row, cells=(StatusCell("draft", "", "1,000", "", ""),) * 4, page="s") for row in states]
    head = StatusPage("A large library", "2026-11-26", "", "Each guide", "Language", tuple(english.values()), (), ())
    counts = replace(head, columns=("Final", "Final, ends soon", "Outdated", "Draft"), rows=tuple(summary))
    seconds: dict[str, float] = {}

    def put_timed(name: str, make: Callable[[], str]) -> None:
        began = time.process_time()
        page = make()
        page_letters(page)
        seconds[name] = time.process_time() - began
        put(folder, name, page)

    def put_index(name: str, index: Index) -> None:
        put_timed(name, lambda: render_index(index, ENGLISH_WORDS, directions))

    def put_status(name: str, page: StatusPage) -> None:
        put_timed(name, lambda: render_status(page, ENGLISH_WORDS, directions))

    put_index("index-in-one.html", Index("A large library", tuple(rows)))
    put_status("status-in-one.html", replace(head, rows=tuple(states)))
    bare = tuple(replace(row, guides=(), list_page=f"languages/{row.tag}.html", size="1,000 guides") for row in rows)
    put_index("index.html", Index("A large library", bare))
    put_status("status.html", counts)
    for row, state in zip(rows, states, strict=True):
        put_index(f"languages/{row.tag}.html", Index("A large library", (row,), of=row))
        own = tuple(
            replace(state, own=guide.title, english=guide.title_en, cells=(cell,))
            for guide, cell in zip(row.guides, state.cells, strict=True)
        )
        put_status(f"status/{row.tag}.html", replace(head, columns=("State",), rows=own, of=row.english))
    return seconds


def _index_row(library: Library, language: Language, english: Mapping[str, str]) -> IndexLanguage:
    def guide(name: str) -> IndexGuide:
        title, place = library.handout(name, language)[0], f"{language.tag}/{name}"
        return IndexGuide(title, language.tag, english[name], f"{place}.html", f"{place}.pdf", draft=False)

    guides = tuple(map(guide, library.guides))
    return IndexLanguage(language.tag, language.autonym, language.english, language.direction, guides)


def _status_row(row: IndexLanguage, dice: random.Random) -> StatusRow:
    def cell(page: str) -> StatusCell:
        if dice.random() < 2 / 3:
            return StatusCell("final", "✓", "Final", "until 2029-11-26", page)
        return StatusCell("draft", "–", "Draft", "12 of 31", page)

    return StatusRow(row.tag, row.autonym, row.english, row.direction, tuple(cell(one.page) for one in row.guides))


def first_sight(tab: Tab, folder: Path, name: str, seconds: float) -> str:
    """A row of the table: what the page weighs, how long it took to fill, and how soon a reader sees something."""
    paints = []
    for _ in range(5):
        tab.send("Network.clearBrowserCache")
        tab.open((folder / name).as_uri())
        paints.append(tab.run(FIRST_PAINT) / 1000)
    loaded = tab.run("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000
    size = (folder / name).stat().st_size / 1e6
    packed = len(gzip.compress((folder / name).read_bytes())) / 1e6
    sight = statistics.median(paints)
    return f"| {name} | {size:.2f} ({packed:.2f}) | {seconds:.3f} | {sight:.2f} | {loaded:.2f} |"


def print_lists(tab: Tab, folder: Path, library: Library) -> None:
    seconds = put_lists(folder, library)
    print("| page | MB (gzip) | processor to make it, s | first paint, s (median of 5) | loaded, s |")
    print("| --- | --- | ---: | ---: | ---: |")
    tag = library.languages[2].tag
    for name in ("index-in-one.html", "index.html", f"languages/{tag}.html"):
        print(first_sight(tab, folder, name, seconds[name]), flush=True)
    for name in ("status-in-one.html", "status.html", f"status/{tag}.html"):
        print(first_sight(tab, folder, name, seconds[name]), flush=True)
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guides", type=int, default=1000)
    parser.add_argument("--languages", type=int, default=20)
    parser.add_argument("--paragraphs", type=int, default=12)
    parser.add_argument("--only-lists", action="store_true", help="without desk and search")
    options = parser.parse_args()
    shipped = find_project(ROOT)
    whole = [language.tag for language in shipped.languages if language.tag not in BORROWED]
    tags = ["en", *whole, *BORROWED][: options.languages + 1]
    library = Library(shipped_texts(shipped), tags, options.guides, options.paragraphs)
    print(
        f"{platform.platform()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; "
        f"{options.guides} guides in {options.languages} languages and English\n"
    )
    with tempfile.TemporaryDirectory() as name, browser_tab(Path(name) / "browser") as tab:
        folder = Path(name) / "site"
        for asset, source in ASSETS.items():
            put(folder, f"assets/{asset}", (TEMPLATES / source).read_text("utf-8"))
        put(folder, "assets/fonts.css", "")
        print_lists(tab, folder, library)
        if options.only_lists:
            return
        put_desk(folder, library)
        put_search(folder, library)
        parts = list((folder / "assets/search").glob("*/*.js"))
        largest = max(parts, key=lambda path: path.stat().st_size)
        print(f"{len(parts)} parts of the search, the largest of {largest.stat().st_size / 1e6:.2f} MB\n")
        print("| page | until it can be typed into, s | MB (gzip) | result, s | MB more (gzip) | says |")
        print("| --- | ---: | --- | ---: | --- | --- |")
        for row in (
            ("desk.html", "back somali 17"),
            ("desk.html", "khmer"),
            ("desk.html", "injektion espanol 999"),
            ("search.html", "911"),
            ("search.html", "fiebre"),
            ("search.html", "ខ្នង"),
            ("search.html", "injection", "en"),
        ):
            print(first_result(tab, folder, *row), flush=True)


if __name__ == "__main__":
    main()
