"""The pictures of docs/signing.md: first pages of one handout on its way, and the table of all handouts.

    python tools/life_pictures.py docs/pictures

The table is made with Chromium, where it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from dragoman.cli import main  # noqa: E402
from projects import Outcome, copy_shipped, forget_projects  # noqa: E402
from test_life import GUIDE, SHEET, live  # noqa: E402
from test_sign import SETTINGS  # noqa: E402

_WIDTH = 560
"""Pixels of a page; three stand beside each other."""
_SIGNED = (("warning-signs", "en", "Ek", "clinician"), ("warning-signs", "es", "Ana", "translator"))
_SECOND = (("warning-signs", "es", "Lee", "editor"), ("warning-signs", "so", "Ayan", "translator"))


def run(*arguments: str, at: Path) -> Outcome:
    forget_projects()
    said = StringIO()
    with chdir(at), redirect_stdout(said):
        code = main(arguments)
    return Outcome(code, said.getvalue(), "")


def picture_of_sheet(sheet: Path, target: Path) -> None:
    pdf = pypdfium2.PdfDocument(sheet)
    page = pdf[0]
    image = page.render(scale=_WIDTH / page.get_width()).to_pil()
    # The first half says enough.
    image.crop((0, 0, image.width, image.height)).convert("P", colors=32).save(target, optimize=True)
    pdf.close()


def picture_of_table(folder: Path, target: Path) -> None:
    root = copy_shipped(folder / "table")
    for guide, language, name, role in (*_SIGNED, *_SECOND):
        run("sign", guide, language, "--by", name, "--role", role, "--all", "--origin", "machine then human", at=root)
    run("build", "--jobs", "1", at=root)
    chromium = shutil.which("chromium")
    if chromium is None:
        print("There is no chromium: no picture of the table.")
        return
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1100,620"]
    command += [
        f"--user-data-dir={folder / 'browser'}",
        f"--screenshot={target}",
        (root / "build/status.html").as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True)


def make(target: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = folder / "project"
        (root / "source").mkdir(parents=True)
        (root / "dragoman.toml").write_text(SETTINGS, "utf-8")
        (root / "source/after.md").write_text(GUIDE, "utf-8")
        live(root, run, lambda step: picture_of_sheet(root / SHEET, target / f"{step}.png"))
        picture_of_table(folder, target / "status.png")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
