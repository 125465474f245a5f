"""A process that is there already: one translation is edited again and again, and its page and sheet put on the disk.

    python bench/resident.py SOURCES PROJECT LANGUAGE GUIDE CATALOG FORMATS EDITS

`SOURCES` is the folder of the package, `FORMATS` is `html` or `html,pdf`. The time begins when the edited catalog is on
the disk and ends when all files are. Nothing of the project is remembered from one edit to the next: settings, guide
and catalogs are read again each time; only the program, its templates and the fonts are there. Two edits come first
that are not counted. Prints a line of JSON for each edit: wall seconds, processor seconds, MB.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

_ENTRY = re.compile(r'^(msgid "[^"\\]{60,}"\nmsgstr ")(?:Seen \d+\. )?', re.M)
_UNCOUNTED = 2


def main() -> None:
    sources, root, language, guide, catalog, formats, edits = sys.argv[1:]
    sys.path.insert(0, sources)
    from dragoman.build import make_handout  # noqa: PLC0415 - the folder is named on the command line
    from dragoman.jobs import Format, Job  # noqa: PLC0415 - the folder is named on the command line
    from dragoman.project import find_project  # noqa: PLC0415

    settings = find_project(Path(root)).settings
    office = settings.offices[0] if settings.offices else None
    wanted = tuple(map(Format, formats.split(",")))
    today = time.strftime("%Y-%m-%d")
    for number in range(int(edits) + _UNCOUNTED):
        mark = _edit(Path(catalog), number)
        wall, processor = time.perf_counter(), time.process_time()
        # A process remembers a project by how its folder is spelt; another spelling is a project read anew.
        job = Job(root + "/." * (number + 1), guide, language, wanted, office, settings.paper, today)
        made = make_handout(job)
        for artifact in made.artifacts:
            _replace(Path(root) / settings.output / artifact.path, artifact.content)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        if not any(mark.encode() in artifact.content for artifact in made.artifacts):
            sys.exit("The page does not show the edited translation.")
        if number >= _UNCOUNTED:
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(json.dumps([wall, processor, memory]))


def _edit(catalog: Path, number: int) -> str:
    mark = f"Seen {number}."
    content, times = _ENTRY.subn(rf"\g<1>{mark} ", catalog.read_text("utf-8"), count=1)
    if not times:
        sys.exit(f"{catalog.name} has no long text to be edited.")
    catalog.write_text(content, "utf-8")
    return mark


def _replace(path: Path, content: bytes) -> None:
    waiting = path.with_name(f".{path.name}.new")
    waiting.write_bytes(content)
    waiting.replace(path)


if __name__ == "__main__":
    main()
