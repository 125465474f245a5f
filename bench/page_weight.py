"""What a page weighs on a phone in each language, with its fonts: the table of `docs/web.md`, of a site that is built.

    dragoman build
    python bench/page_weight.py build [--guide back-injections]

Chromium opens each page from the disk and says which files it asked for. Text is counted as gzip sends it, fonts and
pictures as they are; files of 1,000 bytes.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from dragoman.fonts import font_folder  # noqa: E402
from dragoman.project import find_project  # noqa: E402
from web.browser import Tab, browser_tab, use  # noqa: E402


def rows(guide: str) -> Iterator[tuple[str, str]]:
    """What each page is called and the path of it; those with a script are used first."""
    project = find_project(ROOT)
    for language in (project.english, *project.languages):
        yield language.english.split(" (")[0], f"{language.tag}/{guide}.html"
    yield "the index", "index.html"
    yield "the front desk, in use", "desk.html"
    yield "the search, in use", "search.html"


def weigh(tab: Tab, site: Path, name: str) -> str:
    tab.open((site / name).as_uri(), width=320)
    use(tab, name)
    tab.run("document.fonts.ready.then(() => 0)")
    paths = sorted({Path(unquote(urlsplit(address).path)) for address in tab.asked_for})
    fonts = [path for path in paths if path.suffix == ".woff2"]
    pictures = [path for path in paths if path.suffix == ".png"]
    texts = [path for path in paths if path not in (*fonts, *pictures)]
    text = sum(len(gzip.compress(path.read_bytes())) for path in texts)
    font = sum(path.stat().st_size for path in (*fonts, *pictures))
    whole = sum(file.stat().st_size for path in fonts for file in font_folder().glob(f"{path.stem}.?tf"))
    return f"{len(paths)} | {kilobytes(text)} | {kilobytes(font)} | {kilobytes(text + font)} | {kilobytes(whole)}"


def kilobytes(size: int) -> str:
    return f"{size / 1000:,.0f} KB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--guide", default="back-injections")
    options = parser.parse_args()
    site = options.site.resolve()
    print("| Page | Files | Text and styles | Fonts | Together | Fonts, uncut |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as profile, browser_tab(Path(profile)) as tab:
        for label, name in rows(options.guide):
            print(f"| {label} | {weigh(tab, site, name)} |", flush=True)


if __name__ == "__main__":
    main()
