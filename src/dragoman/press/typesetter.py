"""One order → its pages. The only importer of Typst.

It sees the template and no other file: text reaches the template as a string in JSON, never as code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Literal
from weakref import finalize

import typst

from dragoman.errors import MissingGlyph, NoRoom, UserError
from dragoman.render.card import SMALLEST

Standard = Literal["ua-1", "a-2a"]
STANDARDS: tuple[Standard, ...] = ("ua-1", "a-2a")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be set: small enough to travel to another process."""

    what: str
    """As a sentence names it: `The handout rest in Spanish`."""
    template: bytes
    inputs: Mapping[str, str]
    """JSON by name."""
    timestamp: int
    """Unix seconds, for the date in the file."""
    form: Literal["pdf", "svg", "png"] = "pdf"
    ppi: int = 144
    """Of a PNG."""
    standards: tuple[Standard, ...] = STANDARDS
    """Of a PDF."""


Typeset = Callable[[Order], tuple[bytes, ...]]
"""The one file of a PDF, or a file for each page. `UserError` for what cannot be set."""


class Typesetter:
    """One Typst compiler with the bundled fonts, to be kept and used again: fonts are read once.

    Not for several threads at once.
    """

    def __init__(self, font_folder: Path) -> None:
        self._templates = Path(mkdtemp(prefix="dragoman-press-"))
        finalize(self, rmtree, self._templates, ignore_errors=True)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder)])
        self.compiler = typst.Compiler(
            root=str(self._templates),
            font_paths=fonts,
            ignore_system_fonts=True,
            package_path=str(self._templates),
            package_cache_path=str(self._templates),
        )

    def typeset(self, order: Order) -> tuple[bytes, ...]:
        """A letter that no font has, and whatever else Typst warns of, stops the work."""
        file, inputs, timestamp = self._file(order.template), dict(order.inputs), order.timestamp
        try:
            if order.form == "pdf":
                made, warnings = self.compiler.compile_with_warnings(
                    file, format="pdf", sys_inputs=inputs, pdf_standards=list(order.standards), timestamp=timestamp
                )
            else:
                made, warnings = (
                    self.compiler.compile(
                        file, format=order.form, ppi=order.ppi, sys_inputs=inputs, timestamp=timestamp
                    ),
                    [],
                )
        except typst.TypstError as error:
            raise _refusal(order.what, error.message, error.hints) from error
        if warnings:
            raise _refusal(order.what, warnings[0].message, warnings[0].hints)
        return tuple(page for page in (made if isinstance(made, list) else [made]) if page is not None)

    def _file(self, source: bytes) -> Path:
        """The template as a file, which the compiler reads into a tree once; of bytes it makes one at each use."""
        path = self._templates / f"{sha256(source).hexdigest()}.typ"
        if not path.exists():
            path.write_bytes(source)
        return path


def _refusal(what: str, message: str, hints: Sequence[str]) -> UserError:
    if "no-room" in message:
        return NoRoom(
            f"{what} is too long for a card: at {SMALLEST} points it does not fit on its two sides.",
            remedy="Make a shorter guide with 'card: true' for it, or print the sheet.",
        )
    glyph = re.search(r'the text `"(.+?)"` could not be displayed', message)
    if glyph:
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), glyph[1])
        points = " ".join(f"U+{ord(letter):04X}" for letter in text)
        return MissingGlyph(
            f"{what} has “{text}” ({points}), which no font of its language can show.",
            remedy="Replace it, or give the language a font that has it.",
        )
    return UserError(f"{what} cannot be set on paper: {message}.", remedy=" ".join(hints))
