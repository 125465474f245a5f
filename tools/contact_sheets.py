"""All pages of a site on few pictures, to be looked at; and what a program can tell: what sticks out or overlaps.

    dragoman build
    python tools/contact_sheets.py build FOLDER [--width 320 768 1280] [--as dark forced spacing zoom print]

A long page is cut into columns that stand side by side, page after page. Each sheet is a file of the folder; what is
wrong by the program is printed, and the exit code is then 1.
"""

from __future__ import annotations

import argparse
import base64
import io
import sys
import tempfile
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from web.browser import Tab, browser_tab, use  # noqa: E402
from web.judging import OVERFLOW, OVERLAP, SPACING  # noqa: E402

SHEET = (1560, 1500)
"""Pixels of a sheet."""
SCALES = {320: 0.5, 640: 0.4, 768: 0.4, 1280: 0.35}
LABEL = 14
GAP = 6
_MOST = 12_000
"""Pixels: what of a longer page is shown."""
MEDIA = {"dark": {"prefers_color_scheme": "dark"}, "forced": {"forced_colors": "active"}}


def pages_of(site: Path, only: str) -> Iterator[str]:
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if fnmatch(name, only):
            yield name


def look(tab: Tab, site: Path, name: str, width: int, way: str) -> tuple[Image.Image, list[str]]:
    """The page in a window so wide, and what is wrong with it."""
    tab.open((site / name).as_uri(), width=width, height=900, **MEDIA.get(way, {}))
    use(tab, name)
    room = 1
    if way == "spacing":
        tab.run(SPACING)
        room = 16  # a number and its unit stay in one piece and may reach into the padding of their box
    if way == "zoom":  # as a browser zooms: half as many CSS pixels, each twice as large
        tab.resize(width // 2)
    tab.run("document.fonts.ready.then(() => 0)")
    if way == "print":
        return _printed(tab), []
    sideways, *cut = tab.run(f"{OVERFLOW}({room})")
    wrong = [f"scrolls sideways by {sideways}"] if sideways else []
    wrong += [f"sticks out: {one}" for one in cut] + [f"overlaps: {one}" for one in tab.run(OVERLAP)]
    shown = width // 2 if way == "zoom" else width
    height = min(_MOST, tab.run("Math.ceil(document.scrollingElement.scrollHeight)"))
    clip = {"x": 0, "y": 0, "width": shown, "height": height, "scale": SCALES.get(width, 0.4) * width / shown}
    taken = tab.send("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip, "format": "png"})
    return Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("RGB"), wrong


def _printed(tab: Tab) -> Image.Image:
    """The pages of paper one below the other."""
    pdf = pypdfium2.PdfDocument(base64.b64decode(tab.send("Page.printToPDF", {"printBackground": False})["data"]))
    pages = [page.render(scale=0.62).to_pil().convert("RGB") for page in pdf]
    whole = Image.new("RGB", (max(page.width for page in pages), sum(page.height + GAP for page in pages)), "#888")
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height + GAP
    return whole


class Sheets:
    """Puts pictures into columns, and columns onto sheets."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._count = self._x = self._y = self._wide = 0
        self._begin()

    def add(self, label: str, picture: Image.Image) -> None:
        top = 0
        while top < picture.height:
            if self._y + LABEL + min(200, picture.height - top) > SHEET[1]:
                self._x, self._y, self._wide = self._x + self._wide + GAP, 0, 0
            if self._x + picture.width > SHEET[0]:
                self.write()
            part = picture.crop((0, top, picture.width, min(picture.height, top + SHEET[1] - self._y - LABEL)))
            self._pen.text((self._x + 2, self._y + 1), label if top == 0 else f"{label} …", fill="yellow")
            self._sheet.paste(part, (self._x, self._y + LABEL))
            self._wide = max(self._wide, picture.width)
            self._y += LABEL + part.height
            top += part.height
            self._used = True

    def write(self) -> None:
        if self._used:
            self._count += 1
            self._sheet.save(self._folder / f"{self._name}-{self._count:02}.png")
            self._begin()

    def _begin(self) -> None:
        self._sheet = Image.new("RGB", SHEET, "#444")
        self._pen = ImageDraw.Draw(self._sheet)
        self._x = self._y = self._wide = 0
        self._used = False


def make(site: Path, folder: Path, widths: Sequence[int], ways: Sequence[str], only: str) -> list[str]:
    """Writes the sheets; what is wrong, a line each."""
    folder.mkdir(parents=True, exist_ok=True)
    said: list[str] = []
    names = list(pages_of(site, only))
    with tempfile.TemporaryDirectory() as profile, browser_tab(Path(profile)) as tab:
        for way in ways or ["light"]:
            for width in widths:
                sheets = Sheets(folder, f"{way}-{width}")
                for name in names:
                    picture, wrong = look(tab, site, name, width, way)
                    sheets.add(name, picture)
                    said += [f"{name}, {width}, {way}: {one}" for one in wrong]
                sheets.write()
    print(f"{len(names)} pages, widths {list(widths)}, {', '.join(ways or ['light'])}: {len(said)} wrong")
    return said


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--width", type=int, nargs="+", default=[320, 768, 1280])
    parser.add_argument("--as", dest="ways", nargs="+", choices=[*MEDIA, "light", "spacing", "zoom", "print"])
    parser.add_argument("--only", default="*", help="names of pages, such as 'ar/*'")
    options = parser.parse_args()
    said = make(options.site.resolve(), options.folder, options.width, options.ways or [], options.only)
    print("\n".join(said))
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
