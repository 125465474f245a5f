"""The front desk and the search of a large library in Chromium: what they weigh, and how soon a result is there.

    python -m bench.large_site --guides 1000 --languages 20

Titles and texts are sentences of the shipped guides (`library.py`), so nearly every part of the search has every word:
the worst that can be. Pages and sheets are not made; the two pages open from the disk, their pictures are missing.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
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
from dragoman.render.html import render_tool  # noqa: E402
from dragoman.render.paths import desk_language_path, desk_table_path, directory_path, part_path  # noqa: E402
from dragoman.render.search import (  # noqa: E402
    PartEntry,
    Text,
    beginnings,
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
            put(folder, path, part_script(texts))
            entries.append(PartEntry(path, count, frozenset(one for text in texts for one in beginnings(text))))
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guides", type=int, default=1000)
    parser.add_argument("--languages", type=int, default=20)
    parser.add_argument("--paragraphs", type=int, default=12)
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
