"""The folder of what is built: what must be in it, what is, and what has become old."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dragoman.disk import publish
from dragoman.model import Artifact
from dragoman.project import Project
from dragoman.stamps import Stamps

MANIFEST = "manifest.json"
_BUILT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be there, known by its hash; its bytes are asked for only if it is not."""

    path: str
    """In the folder of what is built."""
    digest: str
    content: Callable[[], bytes]

    @classmethod
    def of(cls, artifact: Artifact) -> Output:
        return cls(artifact.path, hashlib.sha256(artifact.content).hexdigest(), lambda: artifact.content)


@dataclass(frozen=True, slots=True)
class Wanted:
    """All files that there should be after a build."""

    files: list[Output]
    """To be looked at one by one."""
    standing: Sequence[str]
    """Paths of those that are there as they should be."""

    @property
    def paths(self) -> Iterator[str]:
        yield from self.standing
        yield from (output.path for output in self.files)


class OutputFolder:
    """The folder before and after a build."""

    def __init__(self, project: Project, stamps: Stamps) -> None:
        self._project = project
        self._stamps = stamps
        self._folder = project.settings.output

    @cached_property
    def _earlier(self) -> frozenset[str]:
        """What earlier builds made."""
        return listed_files(self._listed) if self._listed else frozenset()

    @cached_property
    def _listed(self) -> bytes:
        """The manifest of earlier builds; empty where there is none."""
        path = f"{self._folder}/{MANIFEST}"
        return self._project.read_bytes(path) if self._project.exists(path) else b""

    def stands(self, folder: str, files: str) -> bool:
        """Whether a folder in it surely holds just these as they should be; they are named by `stamps.files_name`."""
        return self._stamps.folder(f"{self._folder}/{folder}") == files

    def complete(self, wanted: Wanted, *, whole: bool, left_out: Collection[str]) -> list[str]:
        """Adds the manifest to the files of a build. The files that earlier ones made and nobody should find any more:
        those that a `whole` build did not make, or else those of them that are `left_out`.
        """
        made = frozenset(wanted.paths)
        if whole and (listed := manifest(sorted(made))).content == self._listed:
            old: frozenset[str] = frozenset()
        else:
            old = self._earlier - made if whole else (self._earlier - made) & frozenset(left_out)
            listed = manifest(sorted((made | self._earlier) - old))
        wanted.files.append(Output.of(listed))
        names = (f"{self._folder}/{name}" for name in sorted(old))
        return [name for name in names if self._project.inside(name, self._folder).is_file()]

    def pages_beside(self, wanted: Wanted) -> tuple[tuple[str, str], ...]:
        """Pages of earlier builds that one of a part leaves as they are, each with the hash of what is there."""
        pages = sorted(path for path in self._earlier.difference(wanted.paths) if path.endswith(".html"))
        there = ((path, self._stamps.digest(f"{self._folder}/{path}")) for path in pages)
        return tuple((path, digest) for path, digest in there if digest)

    def holds(self, path: str) -> bool:
        """Whether there is a file of that name, as it should be or not."""
        return self._project.inside(f"{self._folder}/{path}", self._folder).is_file()

    def outdated(self, wanted: Collection[Output]) -> list[Output]:
        """Those that the folder does not hold as they should be."""
        return [output for output in wanted if self._stamps.digest(self.name(output)) != output.digest]

    def put(self, outputs: Collection[Output], abandoned: Collection[str]) -> None:
        """Puts the files in their place, and takes away what is abandoned."""
        publish(self._files(outputs))
        for output in outputs:
            self._stamps.note(self.name(output), output.digest)
        for name in abandoned:
            self._project.remove(name)

    def name(self, output: Output) -> str:
        """In the project."""
        return f"{self._folder}/{output.path}"

    def _files(self, outputs: Collection[Output]) -> Iterator[tuple[Path, str, Callable[[], bytes]]]:
        for output in outputs:
            name = self.name(output)
            yield self._project.inside(name, self._folder), name, output.content


def manifest(paths: Sequence[str]) -> Artifact:
    """The list of what builds made, by which the next whole one knows what has become old."""
    # As `json.dumps` with `indent=1`, which takes ten times as long; there may be a hundred thousand.
    files = json.dumps(sorted(paths), separators=(",\n  ", ": "))[1:-1]
    files = f"[\n  {files}\n ]" if files else "[]"
    return Artifact(MANIFEST, f'{{\n "files": {files}\n}}\n'.encode())


def listed_files(old_manifest: bytes) -> frozenset[str]:
    """What earlier builds made.

    The manifest is a file like any other and may say anything: no name in it leads out of the folder of the build.
    """
    try:
        listed = json.loads(old_manifest)["files"]
    except (ValueError, KeyError, TypeError):
        return frozenset()
    names = listed if isinstance(listed, list) else ()
    return frozenset(name for name in names if isinstance(name, str) and _stays_inside(name)) - {MANIFEST}


def _stays_inside(name: str) -> bool:
    return _BUILT_NAME.fullmatch(name) is not None and ".." not in name.split("/")
