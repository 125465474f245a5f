"""Git, asked and never told: what files held in a revision, and which revisions touched them.

The only module that starts another program. No shell, no hook, no pager and no filter runs, and nothing is fetched.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from dragoman.errors import UserError

_SAFE = ("--no-pager", "-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false", "-c", "core.quotePath=off")
_SURROUNDINGS = {
    "LC_ALL": "C",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",  # a replaced commit would show a history that never was
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""What git sets for the hooks it runs. The project's own folder decides which repository is meant."""
_SECONDS = 60
_LAST_ZONE = timezone(timedelta(hours=-12))
"""Where a day begins last."""


def revision_files(root: Path, revision: str, paths: Collection[str]) -> Mapping[str, bytes]:
    """Those of `paths` that the revision has, with what they held.

    Paths are relative to `root`, which may be any folder of a repository.
    """
    blobs = _blobs(root, _commit(root, revision), revision, paths)
    return dict(zip(blobs, _contents(root, tuple(blobs.values())), strict=True))


def parting_day(root: Path, revision: str) -> str:
    """The ISO date of the last commit that a revision and today have in common; empty where there is none.

    What the revision does not have was not committed before that day, whatever the time zone of who wrote the date.
    """
    base = _ask(root, "merge-base", _commit(root, revision), "HEAD")
    if base.returncode:  # no common past, or a clone that does not reach so far
        return ""
    commit = base.stdout.decode("ascii").strip()
    seconds = _answer(root, "show", "--no-patch", "--no-show-signature", "--format=%ct", commit)
    return datetime.fromtimestamp(int(seconds), _LAST_ZONE).date().isoformat()


@dataclass(frozen=True, slots=True)
class Commit:
    name: str
    """In full."""
    date: str
    """ISO date on which it was made, in UTC."""


def commits_touching(root: Path, paths: Collection[str]) -> tuple[Commit, ...]:
    """The commits that led to the present one and changed any of the paths, newest first; none outside a repository.

    Paths are relative to `root`; a folder stands for what is in it.
    """
    if shutil.which("git") is None or _ask(root, "rev-parse", "--verify", "--quiet", "HEAD").returncode:
        return ()
    # `:(top)` and the like are patterns to git; a literal path is none.
    listed = _answer(
        root, "--literal-pathspecs", "log", "--format=%H %ct", "--no-show-signature", "HEAD", "--", *sorted(paths)
    )
    found = (line.split() for line in listed.decode("ascii").splitlines())
    return tuple(Commit(name, datetime.fromtimestamp(int(moment), UTC).date().isoformat()) for name, moment in found)


def tree_files(root: Path, commit: str, wanted: Callable[[str], bool]) -> Mapping[str, bytes]:
    """The plain files that a commit has in `root`, by their paths relative to it, of those that are `wanted`."""
    listed = _answer(root, "ls-tree", "-r", "-z", commit, ".")
    blobs: dict[str, str] = {}
    for line in filter(None, listed.split(b"\0")):
        kind, _, name = line.partition(b"\t")
        mode, _, blob = kind.decode("ascii").split()
        path = os.fsdecode(name)
        if mode in ("100644", "100755") and wanted(path):
            blobs[path] = blob
    return dict(zip(blobs, _contents(root, tuple(blobs.values())), strict=True))


def _commit(root: Path, revision: str) -> str:
    """The full name of the commit that a person's word for it leads to."""
    if _ask(root, "rev-parse", "--git-dir").returncode:
        raise UserError(
            "This is no git repository that can be read.", where=str(root), remedy="`git status` there says why."
        )
    shown = revision if revision.isprintable() else ascii(revision)[1:-1]
    unknown = UserError(
        f"git knows no revision '{shown}' here.",
        remedy="Check its name. If this is a shallow clone, fetch the revision first.",
    )
    if shown != revision or revision.startswith("-"):
        raise unknown
    found = _ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise unknown
    return found.stdout.decode("ascii").strip()


def _blobs(root: Path, commit: str, revision: str, paths: Collection[str]) -> Mapping[str, str]:
    """The object of each path that the commit has."""
    named = {posixpath.normpath(path): path for path in paths}
    if not named:
        return {}
    # `./` keeps a path from being read as an option or a pattern.
    listed = _answer(root, "ls-tree", "-z", commit, *(f"./{path}" for path in named))
    found: dict[str, str] = {}
    for line in filter(None, listed.split(b"\0")):
        kind, _, name = line.partition(b"\t")
        mode, _, blob = kind.decode("ascii").split()
        path = named[os.fsdecode(name)]
        if mode not in ("100644", "100755"):
            raise UserError(f"In '{revision}' this is no plain file.", where=path, remedy="Choose a later revision.")
        found[path] = blob
    return found


def _contents(root: Path, blobs: tuple[str, ...]) -> Iterator[bytes]:
    """The bytes of each object, asked for all at once."""
    if not blobs:
        return
    answer = _answer(root, "cat-file", "--batch", question="".join(f"{blob}\n" for blob in blobs).encode("ascii"))
    place = 0
    for blob in blobs:
        end = answer.index(b"\n", place)
        heading = answer[place:end].split()
        if len(heading) != 3:
            raise UserError(f"This clone lacks the object {blob}.", remedy="Fetch the revision in full first.")
        begin, size = end + 1, int(heading[2])
        yield answer[begin : begin + size]
        place = begin + size + 1


def _answer(root: Path, *arguments: str, question: bytes = b"") -> bytes:
    done = _ask(root, *arguments, question=question)
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise UserError(f"git cannot read this repository: {reason}", where=str(root))
    return done.stdout


def _ask(root: Path, *arguments: str, question: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    git = shutil.which("git")
    if git is None:
        raise UserError("git is not installed.", remedy="Install it, or leave out the comparison with a revision.")
    surroundings = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | _SURROUNDINGS
    command = (git, *_SAFE, *arguments)
    try:
        # A list of arguments and no shell; a revision or path cannot be an option, see above.
        return subprocess.run(  # noqa: S603
            command, cwd=root, env=surroundings, input=question, capture_output=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise UserError(f"git gave no answer in {_SECONDS} seconds.", where=str(root)) from error
    except OSError as error:
        raise UserError(f"git cannot be started: {error.strerror}.") from error
