"""The manners in which programs write catalogs, each made by GNU's own tools."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping, Sequence

from gettext_judge import BYTE_ORDER_MARK, NoVerdictError, told

_FIRST_FIELD = re.compile(rb"^msg(?:ctxt|id) ", re.MULTILINE)


def msgcat(*options: str) -> Callable[[bytes], bytes]:
    def write(content: bytes) -> bytes:
        return output_of(["msgcat", "--force-po", *options, "-"], content)

    return write


def output_of(command: Sequence[str], content: bytes) -> bytes:
    code, output, messages = told(command, content)
    if code:
        raise NoVerdictError(messages.splitlines()[0] if messages else command[0])
    return output


def _with_obsolete(content: bytes) -> bytes:
    """Every third entry made obsolete."""
    blocks = _blocks(content)
    with tempfile.NamedTemporaryFile(suffix=".po") as chosen:
        chosen.write(b"\n\n".join([blocks[0], *blocks[1::3]]))
        chosen.flush()
        options = ["--set-obsolete", f"--only-file={chosen.name}", "-"]
        return output_of(["msgattrib", "--force-po", *options], content)


def _with_comments(content: bytes) -> bytes:
    """Every third entry fuzzy, with previous texts, notes and references."""
    blocks = _blocks(content)
    notes = (
        rb"# seen by Ana\n#. step\n#: guide.md:7 other.md:9\n#, fuzzy\n"
        rb'#| msgid "Take it, as it was before"\n\g<0>'
    )
    kept = [
        block if place % 3 or not place or b"#|" in block else _FIRST_FIELD.sub(notes, block, count=1)
        for place, block in enumerate(blocks)
    ]
    return output_of(["msgcat", "--force-po", "-"], b"\n\n".join(kept))


def _blocks(content: bytes) -> list[bytes]:
    return output_of(["msgcat", "--no-wrap", "--force-po", "-"], content).rstrip(b"\n").split(b"\n\n")


MANNERS: Mapping[str, Callable[[bytes], bytes]] = {
    "--no-wrap": msgcat("--no-wrap"),
    "wrapped at 79": msgcat(),
    "--width=77": msgcat("--width=77"),
    "CRLF": lambda content: msgcat()(content).replace(b"\n", b"\r\n"),
    "byte order mark": lambda content: BYTE_ORDER_MARK + msgcat()(content),
    "sorted": msgcat("--sort-output"),
    "obsolete entries": _with_obsolete,
    "previous, comments": _with_comments,
}
