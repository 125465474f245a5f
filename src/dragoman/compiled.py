"""Compiled templates as files beside them, as Python keeps its modules. To compile takes 0.05 s of each process.

A file holds for one text, one Jinja, one environment and one Python; any other, and a damaged one, is no file. They are
in the folder of the program itself: whoever can write there needs no such file to change what the program does.
"""

from __future__ import annotations

import hashlib
import marshal
from contextlib import suppress
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType

from dragoman.disk import write_compiled
from dragoman.render.templating import TEMPLATES

_DIGEST_BYTES = 32


class CompiledTemplates:
    """Code of our templates, by their names; `made_of` is all that it depends on beside Python."""

    def find(self, name: str, made_of: str) -> CodeType | None:
        with suppress(OSError, NotImplementedError):
            content = _path(name).read_bytes()
            body = content[2 * _DIGEST_BYTES :]
            if content[: 2 * _DIGEST_BYTES] == _head(made_of, body):
                code = marshal.loads(body)  # noqa: S302 - see the head of this module
                return code if isinstance(code, CodeType) else None
        return None

    def keep(self, name: str, made_of: str, code: CodeType) -> None:
        with suppress(NotImplementedError):
            body = marshal.dumps(code)
            write_compiled(_path(name), _head(made_of, body) + body)


def _head(made_of: str, body: bytes) -> bytes:
    return hashlib.sha256(MAGIC_NUMBER + made_of.encode()).digest() + hashlib.sha256(body).digest()


def _path(name: str) -> Path:
    """Where Python would keep a module of that name; `NotImplementedError` for a Python that keeps none."""
    return Path(cache_from_source(str(TEMPLATES / name)))
