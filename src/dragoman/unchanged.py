"""Whether anything at all is different since the last build, told at a glance: by the stamps of all files.

Beside `reuse.py`, which decides handout by handout, this is only quicker: where it cannot say, it says nothing.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress

from dragoman.cache import cache_key
from dragoman.disk import write_scratch
from dragoman.jobs import Job
from dragoman.program import program_digest
from dragoman.project import Project
from dragoman.reuse import Result
from dragoman.stamps import fingerprint

_NAME = "last-build.json"


class Unchanged:
    """One build, asked for in one way."""

    def __init__(self, project: Project, planned: Sequence[Job], *, whole: bool) -> None:
        self._project = project
        self._path = project.memory / _NAME
        asked = [(job.guide, job.language, job.formats, job.paper, job.outdated, job.forms) for job in planned]
        offices = sorted({job.office.id for job in planned if job.office})
        output = project.settings.output
        self._asked = cache_key({"jobs": repr(asked), "offices": offices, "whole": whole, "output": output})

    def told(self, today: str) -> list[str] | None:
        """What the last build said, if it was asked for the same and would do nothing now."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            note = json.loads(self._path.read_bytes())
            same = (
                note["asked"] == self._asked and note["from"] <= today and (not note["until"] or today < note["until"])
            )
            if same and note["files"] == self._files()[0]:
                return [str(line) for line in note["lines"]]
        return None

    def remember(self, results: Sequence[Result], today: str, lines: Sequence[str]) -> None:
        """Takes down how everything is now; not what was changed just now, which could change again unseen."""
        if not all(result.key for result in results):
            return
        files, is_settled = self._files()
        if files is not None and is_settled:
            until = min((result.until for result in results if result.until), default="")
            note = {"asked": self._asked, "from": today, "until": until, "files": files, "lines": list(lines)}
            with suppress(OSError):
                write_scratch(self._path, json.dumps(note).encode())

    def _files(self) -> tuple[str | None, bool]:
        """A name for the state of all files and the program, and whether it is that of what people write."""
        settings = self._project.settings
        own = fingerprint(
            self._project.root,
            (
                settings.source,
                settings.locales,
                settings.path,
                settings.archive,
                settings.letterhead.logo or settings.path,
                settings.page_templates or settings.path,
            ),
        )
        built = fingerprint(self._project.root, (settings.output,))
        if own is None or built is None:
            return None, False
        digest = cache_key({"own": own.digest, "built": built.digest, "program": program_digest()})
        return digest, own.is_settled(time.time_ns())
