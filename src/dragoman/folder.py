"""The folder of a project: no path of a guide, a catalog or the settings leads out of it.

The only module that resolves paths. How a file is read and replaced is `disk/`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.disk import (
    ABSENT,
    Absent,
    Digest,
    Replacement,
    digest_of,
    read_file,
    replace_files,
    write_scratch,
)
from dragoman.errors import UserError, or_raise
from dragoman.model import Location, Settings

MEMORY = ".dragoman"
"""Name of the folder of what builds remember."""
_NO_NAMES = ("", ".", "..")


@dataclass(frozen=True)
class ProjectFolder:
    """A folder with a `dragoman.toml`, and what this run has read there. Names are relative to it, with `/`."""

    root: Path
    settings: Settings
    _seen: dict[str, Digest | Absent] = field(default_factory=dict, repr=False, compare=False)
    """What each file was when it was read: it must still be so when it is replaced."""

    def inside(self, relative: str, where: Location | str) -> Path:
        """The one place where a path is resolved: links followed, and never out of the project's folder."""
        if "\0" in relative or "\\" in relative or ":" in relative:
            raise UserError(f"'{relative}' is no path in this project.", where=where, remedy="Use / and plain names.")
        try:
            path = self._resolved(relative)
        except (OSError, RuntimeError) as error:  # of a circle of links, by the version of Python
            remedy = "Put the file in place of the link."
            raise UserError(f"'{relative}' is a link that leads to itself.", where=where, remedy=remedy) from error
        if not path.is_relative_to(self.root):
            raise UserError(
                f"'{relative}' leads out of the project.", where=where, remedy="Put the file into the project's folder."
            )
        return path

    def _resolved(self, relative: str) -> Path:
        """Links followed. The root has none, so that only what is below it must be looked at."""
        path = str(self.root)
        for part in relative.split("/"):
            path = f"{path}/{part}"
            if part in _NO_NAMES or os.path.islink(path):  # noqa: PTH114 - a Path of each part costs more
                return (self.root / relative).resolve()
        return Path(path)

    def relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def exists(self, relative: str) -> bool:
        found = self.inside(relative, self.settings.path).exists()
        if not found:
            self._seen[relative] = ABSENT
        return found

    def see(self, relative: str) -> None:
        """From now on this file may be replaced only as it is now, whoever looks into it meanwhile."""
        if self.exists(relative):
            self.read_bytes(relative)

    def seen(self) -> Mapping[str, str]:
        """What each file held when it was read last, as a hash; empty for one that was not there."""
        return {name: "" if digest is ABSENT else digest for name, digest in self._seen.items()}

    def names_in(self, relative: str) -> tuple[str, ...]:
        """Names of what is in a folder; none where there is no such folder."""
        folder = self.inside(relative, self.settings.path)
        return tuple(path.name for path in folder.iterdir()) if folder.is_dir() else ()

    def read_bytes(self, relative: str) -> bytes:
        state = read_file(self.inside(relative, self.settings.path), relative)
        self._seen[relative] = state.digest
        return state.content

    def read_text(self, relative: str) -> str:
        """A UTF-8 text; what is not is said with its line."""
        content = self.read_bytes(relative)
        most = self.settings.limits.guide_bytes
        if len(content) > most:
            remedy = or_raise("Divide it into several", "guide_bytes")
            raise UserError(f"The file is larger than {most:,} bytes.", where=relative, remedy=remedy)
        return decode(content, relative)

    def write(self, contents: Mapping[str, bytes]) -> tuple[str, ...]:
        """Replaces files whole, and leaves those alone that hold just this already; the names of those it wrote.

        A file that was read before must still be what was read: what an editor saved meanwhile is never overwritten.
        """
        replacements = [
            Replacement(self.inside(name, self.settings.path), content, self._seen.get(name), name)
            for name, content in contents.items()
        ]
        written = replace_files(replacements)
        self._seen.update({name: digest_of(content) for name, content in contents.items()})
        return written

    def all_files(self) -> Mapping[str, bytes]:
        """All that handouts are made of, for a machine that does not have the folder."""
        settings = self.settings
        folders = (
            settings.source,
            settings.locales,
            settings.catalog_layout.partition("{")[0],
            settings.archive,
            settings.page_templates,
        )
        names = {settings.path, *filter(None, [settings.letterhead.logo])}
        for folder in filter(None, (folder.rstrip("/") for folder in folders)):
            names |= {self.relative(path) for path in self.inside(folder, settings.path).rglob("*") if path.is_file()}
        return {name: self.read_bytes(name) for name in sorted(names)}

    @property
    def memory(self) -> Path:
        """Folder of what builds and checks remember. It can be removed at any time."""
        return self.inside(MEMORY, self.settings.path)

    def hide_memory(self) -> None:
        """Tells git that what is remembered there is nothing for it."""
        note = self.memory / ".gitignore"
        with suppress(OSError):
            if self.memory.is_dir() and not note.exists():
                write_scratch(note, b"*\n")

    def remove(self, relative: str) -> None:
        self.inside(relative, self.settings.path).unlink(missing_ok=True)


def decode(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UserError(
            "The file is not UTF-8.", where=Location(name, line), remedy="Save it again with the encoding UTF-8."
        ) from error
