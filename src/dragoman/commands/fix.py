"""`dragoman check --fix`: shows what could be mended by form alone, and mends what a person says yes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.checks.fixes import fixable, with_fixes
from dragoman.checks.identity import finding_id
from dragoman.commands.asking import Answer, Ask, answer_to
from dragoman.inspection import Scope, inspect_whole
from dragoman.model import Finding
from dragoman.po import read_catalog, write_catalog
from dragoman.project import Project
from dragoman.report.fixes import fix_text

_QUESTION = "Change it?  y yes · n no · all yes to all of this rule · q stop  "
_ROUNDS = 10
"""A fix may bring the next one to light, but not without end: two rules that disagree would go on for ever."""


def run(project: Project, *, scope: Scope, ask: Ask) -> int:
    """Asks for each fix, and writes those that were accepted when all have been asked for or the person stops."""
    seen: set[str] = set()
    all_of: set[str] = set()
    written = 0
    for _ in range(_ROUNDS):
        new = [one for one in inspect_whole(project, scope).findings if finding_id(one) not in seen]
        found = fixable(new)
        if not found:
            break
        accepted, stopped = _accepted(found, all_of, ask)
        seen.update(map(finding_id, found))
        written += _write(project, accepted)
        if stopped:
            break
    print(f"{written} changed." if written else "Nothing was changed.")
    return 0


def _accepted(found: Sequence[Finding], all_of: set[str], ask: Ask) -> tuple[list[Finding], bool]:
    """The fixes that were accepted, and whether the person stopped before the end."""
    accepted: list[Finding] = []
    for number, finding in enumerate(found, 1):
        if finding.rule not in all_of:
            print(fix_text(finding, number, len(found)))
            answer = answer_to(_QUESTION, ask)
            if answer is Answer.STOP:
                return accepted, True
            if answer is Answer.NO:
                continue
            if answer is Answer.ALL:
                all_of.add(finding.rule)
        accepted.append(finding)
    return accepted, False


def _write(project: Project, accepted: list[Finding]) -> int:
    """How many entries changed: fewer than were accepted where somebody else has changed the catalog meanwhile."""
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in accepted:
        by_path[finding.location.path].append(finding)
    contents: dict[str, bytes] = {}
    changed = 0
    for path, fixes in by_path.items():
        catalog = read_catalog(project.read_bytes(path), path, fixes[0].language, limits=project.settings.limits)
        mended = with_fixes(catalog, fixes)
        changed += sum(old != new for old, new in zip(catalog.entries, mended.entries, strict=True))
        contents[path] = write_catalog(mended, catalog)
    project.write(contents)
    return changed
