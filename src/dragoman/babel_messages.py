"""What Babel extracts: the words of the page from templates and code, and guides for people who run `pybabel extract`.

Only importer of Babel's message extraction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from babel.messages.extract import extract

from dragoman.errors import UserError
from dragoman.extract import BRACE_FORMAT, extract_messages
from dragoman.markup.atoms import brace_fields
from dragoman.markup.drawing import parse_drawing
from dragoman.markup.join import figure_sources, join_drawings
from dragoman.markup.parse import parse_guide
from dragoman.model import Figure, Level, Location, Message, MessageKey, Role

_PACKAGE = Path(__file__).parent
_COMMENT_TAGS = ("Translators:",)

Extracted = tuple[int, str | None, str | tuple[str, ...], list[str]]
"""Line, function name, text (with its context first, if it has one) and comments: what Babel asks of an extractor."""


def extract_page_words(names: Sequence[str]) -> tuple[Message, ...]:
    """Messages of these files of the package, Python or Jinja. References name them: `dragoman/render/words.py`."""
    found: dict[MessageKey, Message] = {}
    for name in names:
        method = "python" if name.endswith(".py") else "jinja2"
        with (_PACKAGE / name).open("rb") as file:
            for line, text, comments, _context in extract(method, file, comment_tags=_COMMENT_TAGS):
                assert isinstance(text, str)
                key = MessageKey(None, text)
                notes = tuple(comment.removeprefix("Translators:").strip() for comment in comments)
                place = Location(f"dragoman/{name}", line)
                before = found.get(key)
                found[key] = Message(
                    key=key,
                    locations=tuple(dict.fromkeys((*(before.locations if before else ()), place))),
                    comments=before.comments if before else (f"{Level.INFO.value} · {Role.PAGE.value}", *_one(notes)),
                    flags=(BRACE_FORMAT,) if brace_fields(text) else (),
                )
    return tuple(found.values())


def extract_guide(
    file: IO[bytes],
    keywords: Mapping[str, object],  # noqa: ARG001 - Babel passes it by name
    comment_tags: Sequence[str],  # noqa: ARG001 - Babel passes it by name
    options: Mapping[str, object],  # noqa: ARG001 - Babel passes it by name
) -> Iterator[Extracted]:
    """Babel's extractor for guides, `babel.extractors: dragoman_guide`: the messages that `dragoman extract` finds.

    A figure's drawing is looked for beside the guide. Raises `ValueError`, as Babel expects, for a guide that
    cannot be read.
    """
    path = Path(file.name)
    try:
        guide = parse_guide(file.read().decode("utf-8"), path.name, path.stem)
        drawings = {
            figure.source: parse_drawing(_beside(path, figure).read_text("utf-8"), figure.source)
            for figure in figure_sources(guide)
        }
    except (UserError, UnicodeDecodeError, OSError) as error:
        raise ValueError(str(error)) from error
    for message in extract_messages(join_drawings(guide, drawings)):
        where = next((place for place in message.locations if place.path == path.name), message.locations[0])
        comments = list(message.comments)
        if message.key.context is None:
            yield where.line, None, message.key.text, comments
        else:
            yield where.line, "pgettext", (message.key.context, message.key.text), comments


def _beside(path: Path, figure: Figure) -> Path:
    """The drawing of a figure, links followed; never out of the folder of its guide."""
    drawing = (path.parent / figure.source).resolve()
    if not drawing.is_relative_to(path.parent.resolve()):
        raise UserError(f"'{figure.source}' leads out of the folder of the guide.", where=figure.location)
    return drawing


def _one(notes: tuple[str, ...]) -> tuple[str, ...]:
    """Babel gives each line of a comment by itself; together they are one note."""
    return (" ".join(notes),) if notes else ()
