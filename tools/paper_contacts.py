"""Every page of every sheet on few pictures, to be looked at; and the pages that a program can tell are odd.

    python tools/paper_contacts.py FOLDER                                  # everything: some 14,000 pages
    python tools/paper_contacts.py FOLDER --kind final --form "24 stacked" --language ur my

The shipped guides are set in four kinds: final, as a draft, on A4, and on A4 for a location with a long name and a long
address. A form is one that `[project] desk` knows, or a command: booklet, card, pack. Pages are 150 pixels wide, fifty
on a picture, sheet after sheet with its name; those of a booklet are twice as wide. Printed is what `look_odd` says.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "tools")]

from dragoman.project import find_project  # noqa: E402
from life_pictures import run  # noqa: E402
from paper_pictures import make_final  # noqa: E402
from projects import copy_shipped, edit  # noqa: E402

USUAL = "14"
DESK = {
    "18": "18",
    "24": "24",
    "numbered": "14.numbered",
    "24 numbered": "24.numbered",
    "bilingual": "14.side",
    "bilingual numbered": "14.side.numbered",
    "18 bilingual": "18.side",
    "stacked": "14.stacked",
    "18 stacked": "18.stacked",
    "24 stacked": "24.stacked",
}
"""Forms as `[project] desk` knows them, with what their files are called."""
COMMANDS = ("booklet", "card", "pack")
KINDS: dict[str, tuple[str, ...]] = {
    "final": (),
    "draft": (),
    "a4": ("--paper", "a4"),
    "away": ("--paper", "a4", "--location", "away"),
}
"""Options of each kind of sheet."""
_LETTERHEAD = '\n[letterhead]\nlines = ["{clinic.name}", "{clinic.location}", "{clinic.phone}"]\n'
_AWAY = """
[locations.away]
name = "The Center for Interventional Pain and Spine Care of the Upper Mississippi Valley at Coon Rapids"
clinic.name = "The Center for Interventional Pain and Spine Care of the Upper Mississippi Valley at Coon Rapids"
clinic.location = "Northwest Metropolitan Health Campus, 12345 Northeast Marguerite Boulevard, Suite 4400, Coon Rapids"
clinic.phone = { kind = "phone", value = "(763) 555-0100" }
"""
_WIDTH = 150
_ACROSS, _DOWN = 10, 5
_LABEL = 12
_THIRD = 0.33


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    """Of its language, guide and form, as the label says."""
    path: Path


def make_project(root: Path, kind: str, forms: Iterable[str]) -> None:
    copy_shipped(root)
    settings = root / "dragoman.toml"
    if kind == "draft":
        settings.write_text(settings.read_text("utf-8") + _LETTERHEAD, "utf-8")
    else:
        make_final(root)
    desk = ", ".join(f'"{form}"' for form in forms if form in DESK)
    edit(settings, 'paper = "letter"', f'paper = "letter"\ndesk = [{desk}]')
    settings.write_text(settings.read_text("utf-8") + _AWAY, "utf-8")


def sheets(root: Path, kind: str, form: str, languages: Sequence[str]) -> Iterator[Sheet]:
    """Those of one form, each language by itself; those of the desk are built before."""
    guides = sorted(find_project(root).guides)
    for language in languages:
        if form == "pack":
            path = root / f"{language}.pack.pdf"
            assert run("pack", language, "-o", str(path), *KINDS[kind], at=root).code == 0
            yield Sheet(f"{language} pack", path)
            continue
        for guide in guides:
            path = root / f"build/{language}/{'.'.join(filter(None, (guide, DESK.get(form))))}.pdf"
            if form in COMMANDS:
                path = root / f"{language}.{guide}.{form}.pdf"
                outcome = run("print", guide, language, "-o", str(path), f"--{form}", *KINDS[kind], at=root)
                if outcome.code != 0:  # too long for a card
                    continue
            if path.exists():  # nothing stands in two languages in English
                yield Sheet(f"{language} {guide}", path)


def look_odd(pages: Sequence[Image.Image]) -> list[str]:
    """Pages that are less than a third full, but for the last."""
    found = []
    for number, page in enumerate(pages[:-1], 1):
        ink = page.convert("L").point(lambda shade: 255 if shade < 150 else 0)
        body = ink.crop((0, 0, page.width, round(page.height * 0.88))).getbbox()
        if body is None or body[3] < page.height * _THIRD:
            found.append(f"p. {number} less than a third full")
    return found


def pages_of(path: Path, width: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.render(scale=width / page.get_width()).to_pil() for page in document]
    finally:
        document.close()


def contact_sheets(found: Iterable[Sheet], width: int, folder: Path, name: str) -> Iterator[str]:
    """Writes the pictures, and says what is odd on each sheet."""
    across = _ACROSS * _WIDTH // width
    cells: list[tuple[str, Image.Image]] = []
    for sheet in found:
        pages = pages_of(sheet.path, width)
        yield from (f"{name}: {sheet.name}: {odd}" for odd in look_odd(pages))
        cells += ((f"{sheet.name} {number}", page) for number, page in enumerate(pages, 1))
    down = _DOWN if width == _WIDTH else _DOWN + 2
    for number, begin in enumerate(range(0, len(cells), across * down), 1):
        _picture(cells[begin : begin + across * down], across).save(folder / f"{name}-{number:02}.png", optimize=True)


def _picture(cells: Sequence[tuple[str, Image.Image]], across: int) -> Image.Image:
    width, height = cells[0][1].width + 4, max(page.height for _, page in cells) + _LABEL + 4
    rows = -(-len(cells) // across)
    picture = Image.new("L", (width * across, height * rows), 190)
    draw = ImageDraw.Draw(picture)
    for place, (label, page) in enumerate(cells):
        x, y = place % across * width, place // across * height
        draw.text((x + 2, y), label[-26:], fill=0)
        picture.paste(page.convert("L"), (x, y + _LABEL))
    return picture


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--form", nargs="+", choices=(USUAL, *DESK, *COMMANDS), default=[USUAL, *DESK, *COMMANDS])
    parser.add_argument("--language", nargs="+", default=[])
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for kind in asked.kind:
        with tempfile.TemporaryDirectory() as place:
            root = Path(place) / "project"
            make_project(root, kind, asked.form)
            project = find_project(root)
            languages = asked.language or [language.tag for language in (project.english, *project.languages)]
            outcome = run("build", *languages, "--format", "pdf", *KINDS[kind], at=root)
            assert outcome.code == 0, outcome.out
            for form in asked.form:
                width = 2 * _WIDTH if form == "booklet" else _WIDTH
                name = f"{kind}-{form.replace(' ', '-')}"
                for odd in contact_sheets(sheets(root, kind, form, languages), width, asked.folder, name):
                    print(odd, flush=True)


if __name__ == "__main__":
    main()
