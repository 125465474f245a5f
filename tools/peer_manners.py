"""The manners of other programs, each made by the program itself: those that are installed."""

from __future__ import annotations

import importlib
import importlib.util
import io
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import polib
from babel.messages.pofile import PoFileError, read_po, write_po

from gettext_judge import NoVerdictError, told
from gettext_manners import Manner, Writer


def _babel(width: int) -> Writer:
    def write(content: bytes) -> bytes:
        made = io.BytesIO()
        try:
            write_po(made, read_po(io.BytesIO(content)), width=width)
        except (PoFileError, ValueError) as error:
            # It refuses some dates in headers.
            raise NoVerdictError(f"Babel: {error}") from None
        return made.getvalue()

    return write


def _polib(width: int) -> Writer:
    def write(content: bytes) -> bytes:
        return str(polib.pofile(content.decode(), wrapwidth=width)).encode()

    return write


def _toolkit(content: bytes) -> bytes:
    """Weblate's."""
    pypo = importlib.import_module("translate.storage.pypo")
    store = pypo.pofile.parsestring(content)
    for unit in store.units:
        if not unit.isheader():
            unit.msgstr = _quoted(unit, unit.msgstr)
    return bytes(store)


def _quoted(unit: object, found: object) -> object:
    """It wraps a text when it is set: all are set again."""
    pypo = importlib.import_module("translate.storage.pypo")
    if isinstance(found, dict):
        return {form: _quoted(unit, strings) for form, strings in found.items()}
    return unit.quote(pypo.unquotefrompo(found))  # type: ignore[attr-defined]


_PO4A = "my $po = Locale::Po4a::Po->new(); $po->read($ARGV[0]); $po->write($ARGV[1]);"


def _po4a(content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        read, written = Path(folder, "read.po"), Path(folder, "written.po")
        read.write_bytes(content)
        code, _, messages = told(["perl", "-MLocale::Po4a::Po", "-e", _PO4A, str(read), str(written)])
        if code:
            raise NoVerdictError(f"po4a: {messages[:200]}")
        return written.read_bytes()


def _has_po4a() -> bool:
    perl = shutil.which("perl")
    command = [perl or "", "-MLocale::Po4a::Po", "-e", "1"]
    return perl is not None and subprocess.run(command, capture_output=True, check=False).returncode == 0


def _manner(write: Writer) -> Manner:
    return Manner(write, write)


PEERS: Mapping[str, Manner] = {
    "Babel, 76": _manner(_babel(76)),
    "Babel, 60": _manner(_babel(60)),
    "polib, 78": _manner(_polib(78)),
    **({"translate-toolkit": _manner(_toolkit)} if importlib.util.find_spec("translate") else {}),
    **({"po4a": _manner(_po4a)} if _has_po4a() else {}),
}
