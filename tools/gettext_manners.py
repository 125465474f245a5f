"""The manners in which programs write catalogs, each made by GNU's own tools."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from gettext_judge import BYTE_ORDER_MARK, NoVerdictError, told

_FIRST_FIELD = re.compile(rb"^msg(?:ctxt|id) ", re.MULTILINE)


Writer = Callable[[bytes], bytes]


def msgcat(*options: str) -> Writer:
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


class Manner(NamedTuple):
    make: Writer
    """Any catalog in this manner."""
    again: Writer
    """A catalog in this manner, written again."""


def _of_gnu(*options: str) -> Manner:
    return Manner(msgcat(*options), msgcat(*options))


def _crlf(content: bytes) -> bytes:
    return msgcat()(content.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")


def _marked(content: bytes) -> bytes:
    return BYTE_ORDER_MARK + msgcat()(content.removeprefix(BYTE_ORDER_MARK))


MANNERS: Mapping[str, Manner] = {
    "--no-wrap": _of_gnu("--no-wrap"),
    "wrapped at 79": _of_gnu(),
    "--width=76": _of_gnu("--width=76"),
    "--width=77": _of_gnu("--width=77"),
    "--width=78": _of_gnu("--width=78"),
    "--width=80": _of_gnu("--width=80"),
    "CRLF": Manner(_crlf, _crlf),
    "byte order mark": Manner(_marked, _marked),
    "sorted": _of_gnu("--sort-output"),
    "obsolete entries": Manner(_with_obsolete, msgcat()),
    "previous, comments": Manner(_with_comments, msgcat()),
}
