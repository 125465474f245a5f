"""Whether anything at all is different since the last build, told at a glance: by the stamps of all files.

Beside `reuse.py`, which decides handout by handout, this is only quicker: where it cannot say, it says nothing.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby

from dragoman.cache import cache_key
from dragoman.disk import write_scratch
from dragoman.jobs import Job
from dragoman.program import program_digest
from dragoman.project import Project
from dragoman.shelves import Shelf
from dragoman.stamps import Fingerprint, fingerprint

_NAME = "last-build.json"


class Unchanged:
    """One build, asked for in one way."""

    def __init__(self, project: Project, planned: Sequence[Job], *, whole: bool) -> None:
        self._project = project
        self._path = project.memory / _NAME
        asked = [(how, [job.guide for job in jobs]) for how, jobs in groupby(planned, _how)]
        offices = sorted({job.office.id for job in planned if job.office})
        output = project.settings.output
        self._asked = cache_key({"jobs": repr(asked), "offices": offices, "whole": whole, "output": output})
        self._before: Fingerprint | None = None
        """How everything was before anything was made, if no change of that time can go unseen."""

    def told(self, today: str) -> list[str] | None:
        """What the last build said, if it was asked for the same and would do nothing now.

        Asked before anything is read that handouts are made of.
        """
        own = self._own()
        self._before = own if own and own.is_settled(time.time_ns()) else None
        with suppress(OSError, ValueError, KeyError, TypeError):
            note = json.loads(self._path.read_bytes())
            same = (
                note["asked"] == self._asked and note["from"] <= today and (not note["until"] or today < note["until"])
            )
            # What was built is only looked at where nothing that it is made of is different.
            if same and own and note["own"] == own.digest and note["built"] == self._built():
                return [str(line) for line in note["lines"]]
        return None

    def remember(self, shelves: Sequence[Shelf], today: str, lines: Sequence[str]) -> None:
        """Takes down how everything is, if it is as it was before: an edit saved meanwhile may not have been read."""
        if not self._before or not all(shelf.keys for shelf in shelves):
            return
        own, built = self._own(), self._built()
        if own == self._before and built:
            until = min((shelf.until for shelf in shelves if shelf.until), default="")
            files = {"own": self._before.digest, "built": built}
            note = {"asked": self._asked, "from": today, "until": until, **files, "lines": list(lines)}
            with suppress(OSError):
                write_scratch(self._path, json.dumps(note).encode())

    def _own(self) -> Fingerprint | None:
        """The state of all files that people write, and of the program."""
        settings = self._project.settings
        found = fingerprint(
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
        if found is None:
            return None
        return replace(found, digest=cache_key({"own": found.digest, "program": program_digest()}))

    def _built(self) -> str:
        """The state of all that was built; empty where it cannot be told."""
        found = fingerprint(self._project.root, (self._project.settings.output,))
        return found.digest if found else ""


def _how(job: Job) -> tuple[object, ...]:
    """In which language a handout is asked for, and in which way."""
    return job.language, job.formats, job.paper, job.outdated, job.forms
