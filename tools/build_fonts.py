"""Rebuild `src/dragoman/fonts/`: the font files, their licence, `fonts.toml` and `coverage.json`, from pinned packages.

    python tools/build_fonts.py [--cache DIR]            write them
    python tools/build_fonts.py --check [--cache DIR]    compare, write nothing, exit 1 if anything differs

Needs `npm`, `apt-get` and `dpkg-deb` for fetching (only for packages that the cache does not hold yet) and fontTools of
the version in `fonts.toml`: another version may write other bytes for the same fonts.
"""

from __future__ import annotations

import argparse
import bz2
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from functools import cache
from pathlib import Path

import fontTools
from fontTools import subset
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from font_recipes import CHANGES, NOTO_SANS, RECIPES, STYLES, UNIHAN, Package, Recipe

HERE = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "fonts"
# ── Fetching ────────────────────────────────────────────────────────────────────────────────────


def fetch(package: Package, cache: Path) -> Path:
    """The package's files, unpacked; fetched with its own manager's client where the cache lacks it."""
    folder = cache / f"{package.name.replace('/', '_')}_{package.version}"
    found = sorted(folder.glob("*.tgz")) + sorted(folder.glob("*.deb"))
    if not found:
        folder.mkdir(parents=True, exist_ok=True)
        client = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        if package.manager == "Debian":
            client = ["apt-get", "download", f"{package.name}={package.version}"]
        subprocess.run(client, cwd=folder, check=True)
        found = sorted(folder.glob("*.tgz")) + sorted(folder.glob("*.deb"))
    digest = hashlib.sha256(found[0].read_bytes()).hexdigest()
    if digest != package.sha256:
        raise SystemExit(f"{package}: sha256 is {digest}, not {package.sha256}; do not use this file.")
    unpacked = folder / "unpacked"
    if not unpacked.exists():
        if package.manager == "Debian":
            subprocess.run(["dpkg-deb", "-x", found[0], unpacked], check=True)
        else:
            with tarfile.open(found[0]) as archive:
                archive.extractall(unpacked, filter="data")
    return unpacked


# ── Which characters of a collection a region needs ─────────────────────────────────────────────


def encodable(codec: str) -> set[int]:
    """Characters beyond ASCII that the codec has."""

    def has(character: str) -> bool:
        try:
            return len(character.encode(codec)) == 2
        except UnicodeEncodeError:
            return False

    return {code for code in range(0x80, 0x10000) if not 0xD800 <= code < 0xE000 and has(chr(code))}


def unihan(folder: Path, field: str, letter: str = "") -> set[int]:
    found: set[int] = set()
    for path in sorted((folder / "usr/share/unicode").glob("Unihan_*.txt.bz2")):
        with bz2.open(path, "rt", encoding="utf-8") as lines:
            for row in (line.rstrip("\n").split("\t") for line in lines if line.startswith("U+")):
                if row[1] == field and letter in row[2]:
                    found.add(int(row[0][2:], 16))
    return found


_COMMON = (range(0x20, 0x7F), range(0xA0, 0x100), range(0x2010, 0x2040), range(0x3000, 0x3040), range(0xFF00, 0xFFF0))
_HANGUL = (range(0xAC00, 0xD7A4), range(0x3131, 0x318F))


@cache
def repertoire(region: str, lists: Path) -> set[int]:
    """Standard characters of the region's daily print, and for Chinese those of names and of Cantonese too."""
    common = {code for span in _COMMON for code in span}
    if region == "SC":
        return common | encodable("gb2312") | unihan(lists, "kTGH")
    if region == "TC":
        big5 = {code for code in encodable("big5") if not is_rare_big5(chr(code))}
        return common | big5 | unihan(lists, "kIICore", "T") | unihan(lists, "kIICore", "H")
    if region == "JP":
        return common | encodable("shift_jis")
    return common | {code for span in _HANGUL for code in span}


def is_rare_big5(character: str) -> bool:
    """Whether it is of the second level of Big5's ideographs."""
    return 0x4E00 <= ord(character) < 0xA000 and character.encode("big5")[0] > 0xC6


# ── Making fonts ────────────────────────────────────────────────────────────────────────────────

_FEATURES = ["ccmp", "liga", "clig", "rlig", "rclt", "calt", "kern", "mark", "mkmk", "palt", "halt"]
"""Of horizontal text. Without `locl`: a family of one region must not take on the shapes of another."""

_FACES = {"JP": 0, "KR": 1, "SC": 2, "TC": 3, "signs": 0}


def cut(source: Path, codes: set[int] | None, *, face: int = -1) -> TTFont:
    """The font without hinting, and with only the codes where given."""
    options = subset.Options()
    options.set(hinting=False, notdef_outline=True, name_IDs=["*"], recalc_timestamp=False, font_number=face)
    options.layout_features = ["*"] if codes is None else _FEATURES
    options.drop_tables += ["DSIG"] if codes is None else ["vhea", "vmtx", "VORG", "BASE"]
    if codes is None:
        options.set(
            glyph_names=True, layout_scripts=["*"], name_languages=["*"], legacy_cmap=True, passthrough_tables=True
        )
    font = subset.load_font(str(source), options)
    font.cfg[subset.USE_HARFBUZZ_REPACKER] = False  # else the bytes would hang on a package that is there or not
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes or (), glyphs=font.getGlyphOrder() if codes is None else ())
    subsetter.subset(font)
    return font


SIGNS = "←↑→↓≈≠≤≥✓"
_BEARING = 60


def signs(source: Path, style: str) -> TTFont:
    """A few signs that Noto Sans lacks, in a proportional width instead of a full em."""
    font = cut(source, {ord(sign) for sign in SIGNS} | {0x20}, face=_FACES["signs"])
    glyphs, outlines = font.getGlyphSet(), font["CFF "].cff.topDictIndex[0]
    for name in sorted(set(font.getBestCmap().values())):
        bounds = BoundsPen(glyphs)
        glyphs[name].draw(bounds)
        if bounds.bounds is None:
            continue
        left, _, right, _ = bounds.bounds
        width = round(right - left) + 2 * _BEARING
        pen = T2CharStringPen(width, glyphs)
        glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, _BEARING - left, 0)))
        old = outlines.CharStrings[name]
        outlines.CharStrings[name] = pen.getCharString(old.private, old.globalSubrs)
        font["hmtx"][name] = (width, _BEARING)
    for table in ("GSUB", "GPOS"):
        if table in font:
            del font[table]
    rename(font, "Dragoman Signs", style)
    return font


def rename(font: TTFont, family: str, style: str) -> None:
    postscript = f"{family.replace(' ', '')}-{style}"
    font["name"].names = [record for record in font["name"].names if record.nameID in (0, 5, 7, 13, 14)]
    for number, text in {1: family, 2: style, 3: postscript, 4: f"{family} {style}", 6: postscript}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName = f"{family} {style}", family


def make(recipe: Recipe, style: str, cache: Path) -> bytes:
    source = fetch(recipe.package, cache) / recipe.source.format(stem=recipe.stem, style=style, weight=STYLES[style])
    if recipe.change == "none":
        return source.read_bytes()
    if recipe.change == "unhinted":
        font = cut(source, None)
        # Noto Nastaliq Urdu Bold says that it is Regular, and would never be chosen.
        font["OS/2"].usWeightClass = STYLES[style]
    elif recipe.change == "signs":
        font = signs(source, style)
    else:
        font = cut(source, repertoire(recipe.change, fetch(UNIHAN, cache)), face=_FACES[recipe.change])
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


# ── What is written ─────────────────────────────────────────────────────────────────────────────


def ranges(codes: set[int]) -> list[int]:
    """First and last of each run, one after the other."""
    edges: list[int] = []
    for code in sorted(codes):
        if edges and edges[-1] == code - 1:
            edges[-1] = code
        else:
            edges += [code, code]
    return edges


def described(recipe: Recipe, fonts: dict[str, bytes]) -> str:
    """The family's table in `fonts.toml`; TOML's basic strings are JSON's."""
    rows = ["[[family]]"]
    facts = {"name": recipe.family, "scripts": recipe.scripts, "licence": "OFL-1.1", "copyright": recipe.copyright}
    facts |= {"origin": str(recipe.package), "change": CHANGES.get(recipe.change, CHANGES["cut"])}
    rows += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    for style, weight in STYLES.items():
        name = file_name(recipe, style)
        version = TTFont(io.BytesIO(fonts[name]), lazy=True)["name"].getDebugName(5)
        digest = hashlib.sha256(fonts[name]).hexdigest()
        rows += ["[[family.file]]", f'name = "{name}"', f"weight = {weight}", f'version = "{version.split(";")[0]}"']
        rows += [f'sha256 = "{digest}"']
    return "\n".join(rows)


def file_name(recipe: Recipe, style: str) -> str:
    return f"{recipe.stem}-{style}{recipe.suffix}"


def licence(cache: Path) -> str:
    """The Open Font License, under the copyright lines of all that is in the folder."""
    text = (fetch(NOTO_SANS, cache) / "package/LICENSE_FONT").read_text("utf-8")
    body = text[text.index("This Font Software is licensed") :]
    lines = [f"{recipe.family}: {recipe.copyright}" for recipe in RECIPES]
    return "\n".join(line.rstrip() for line in ["\n".join(lines), "", *body.splitlines()]) + "\n"


HEAD = """# Bundled font families, made by tools/build_fonts.py (with fontTools {version}); not edited by hand.
# All are under the SIL Open Font License 1.1 (files/OFL.txt), which allows bundling with software.
"""


def build(cache: Path) -> dict[str, bytes]:
    """Every file of the package that is not code, by path from `fonts/`."""
    made: dict[str, bytes] = {}
    tables, coverage = [HEAD.format(version=fontTools.version)], {}
    for recipe in RECIPES:
        fonts = {file_name(recipe, style): make(recipe, style, cache) for style in STYLES}
        tables.append(described(recipe, fonts) + "\n")
        maps = [set(TTFont(io.BytesIO(font), lazy=True).getBestCmap()) for font in fonts.values()]
        coverage[recipe.family] = ranges(set.intersection(*maps))
        made |= {f"files/{name}": font for name, font in fonts.items()}
    rows = [f"{json.dumps(family)}: {json.dumps(edges, separators=(',', ':'))}" for family, edges in coverage.items()]
    made["coverage.json"] = ("{\n" + ",\n".join(rows) + "\n}\n").encode()
    made["fonts.toml"] = "\n".join(tables).encode()
    made["files/OFL.txt"] = licence(cache).encode()
    return made


def differences(made: dict[str, bytes]) -> list[str]:
    present = {path.relative_to(HERE).as_posix() for path in (HERE / "files").iterdir()}
    extra = sorted(present - set(made))
    changed = [name for name, data in made.items() if not (HERE / name).exists() or (HERE / name).read_bytes() != data]
    return [f"{name}: not made by this tool" for name in extra] + [f"{name}: differs or is missing" for name in changed]


def write(made: dict[str, bytes]) -> None:
    (HERE / "files").mkdir(parents=True, exist_ok=True)
    for path in (HERE / "files").iterdir():
        if path.relative_to(HERE).as_posix() not in made:
            path.unlink()
    for name, data in made.items():
        (HERE / name).write_bytes(data)
    size = sum(len(data) for data in made.values()) / 1e6
    print(f"{len(made)} files, {size:.1f} MB, in {HERE}")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare with the folder; write nothing")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where fetched packages are kept (default: nowhere)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        made = build(options.cache or Path(scratch))
    if not options.check:
        write(made)
        return 0
    found = differences(made)
    print("\n".join(found) if found else "The bundled fonts are what this tool makes.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
