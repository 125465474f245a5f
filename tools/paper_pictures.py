"""The pictures of sheets in README.md, docs/paper.md and docs/forms.md, from the shipped guides as they are today.

    python tools/paper_pictures.py docs/pictures            # all of them
    python tools/paper_pictures.py docs/pictures cards      # only this one

Those of docs/signing.md are made by `life_pictures.py`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "tools")]

from life_pictures import run  # noqa: E402
from projects import copy_shipped  # noqa: E402

_GROUND = "#d6d6d6"
_COLOURS = 64
_LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">\
<g fill="#1f4550"><circle cx="20" cy="20" r="18"/><path d="M50 4h14v32h-14zM70 4h14v14h-14zM70 24h46v12h-46z"/></g>\
</svg>
"""
_FINAL = """
[letterhead]
logo = "clinic/logo.svg"
lines = ["{clinic.name}", "{clinic.location}", "{clinic.phone}"]
"""


def make_final(root: Path) -> None:
    """Lets nobody have to sign: sheets say Final, with a letterhead and an address on the web."""
    settings = root / "dragoman.toml"
    text = settings.read_text("utf-8").replace("sign_off = true", "sign_off = false")
    text = text.replace('machine = "reviewed"', 'machine = "unreviewed"')
    text = text.replace('paper = "letter"', 'paper = "letter"\nweb = "https://handouts.example.org/back"')
    settings.write_text(text + _FINAL, "utf-8")
    (root / "clinic").mkdir()
    (root / "clinic/logo.svg").write_text(_LOGO, "utf-8")


def page(pdf: Path, number: int, width: int) -> Image.Image:
    """One page in pixels of its width; pages count from 1, or from the end where the number is negative."""
    opened = pypdfium2.PdfDocument(pdf)
    found = opened[number - 1 if number > 0 else len(opened) + number]
    image: Image.Image = found.render(scale=width / found.get_width()).to_pil()
    opened.close()
    return image


def side_by_side(images: Iterable[Image.Image], gap: int) -> Image.Image:
    images = list(images)
    width = sum(image.width for image in images) + gap * (len(images) + 1)
    height = max(image.height for image in images)
    picture = Image.new("RGB", (width, height + 2 * gap), _GROUND)
    left = gap
    for image in images:
        picture.paste(image, (left, gap))
        left += image.width + gap
    return picture


def printed(root: Path, *arguments: str) -> Path:
    sheet = root / f"{'-'.join(arguments).replace(' ', '')}.pdf"
    assert run("print", *arguments, "-o", str(sheet), at=root).code == 0
    return sheet


def sheets(root: Path) -> Image.Image:
    """A first page, a page of large print and warning signs, as patients get them."""
    make_final(root)
    first = page(printed(root, "after-your-injection", "es"), 1, 460)
    large = page(printed(root, "after-your-injection", "es", "--size", "24"), 6, 460)
    warning = page(printed(root, "warning-signs", "ur"), 1, 460)
    return side_by_side((first, large, warning), 24)


def two_languages(root: Path) -> Image.Image:
    beside = printed(root, "back-injections", "so", "--bilingual", "side", "--numbered")
    below = printed(root, "back-injections", "ar", "--bilingual", "stacked", "--numbered")
    return side_by_side((page(beside, 2, 548), page(below, 2, 548)), 24)


def cards(root: Path) -> Image.Image:
    """A whole sheet, and two cards at twice its size."""

    def card(language: str, number: int) -> Image.Image:
        whole = page(printed(root, "warning-signs", language, "--card"), number, 664)
        return whole.crop((0, 0, whole.width // 2, whole.height // 2))

    sheet = page(printed(root, "warning-signs", "zh-Hans", "--card"), 1, 332)
    return side_by_side((sheet, card("ar", 1), card("ur", 2)), 14)


def forms(root: Path) -> Image.Image:
    """The middle of a booklet, the sheet to point at, and the cover of a pack."""
    pack, poster = root / "pack.pdf", root / "i-speak.pdf"
    assert run("pack", "ar", "-o", str(pack), at=root).code == 0
    assert run("i-speak", "-o", str(poster), at=root).code == 0
    booklet = printed(root, "after-your-injection", "es", "--booklet")
    return side_by_side((page(booklet, -1, 466), page(poster, 1, 278), page(pack, 1, 278)), 14)


def proof(root: Path) -> Image.Image:
    target = root / "proof.png"
    assert run("proof", "after-your-injection", "-o", str(target), at=root).code == 0
    picture = Image.open(target)
    picture.thumbnail((1320, 1320))
    return picture


def one_page(guide: str, language: str, number: int) -> Callable[[Path], Image.Image]:
    return lambda root: page(printed(root, guide, language), number, 442)


_PICTURES: dict[str, Callable[[Path], Image.Image]] = {
    "sheets": sheets,
    "two-languages": two_languages,
    "cards": cards,
    "forms": forms,
    "proof": proof,
    "arabic-sheet": one_page("back-injections", "ar", 1),
    "khmer-sheet": one_page("back-injections", "km", 4),
}


def make(target: Path, names: Iterable[str]) -> None:
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            picture = _PICTURES[name](copy_shipped(Path(folder) / "project"))
            picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=_COLOURS).save(
                target / f"{name}.png", optimize=True
            )


if __name__ == "__main__":
    make(Path(sys.argv[1]), sys.argv[2:] or _PICTURES)
