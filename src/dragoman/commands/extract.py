"""`dragoman extract`: guides to templates."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from dragoman.copies import map_in_copies
from dragoman.messages import messages_of
from dragoman.po import write_catalog
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.sync.entries import same_messages
from dragoman.templates import make_template

_MANY = 150
"""Templates, of 1 ms each: fewer are made sooner by one process."""
_AT_ONCE = 10
"""Templates that a process of several is given."""


@dataclass(frozen=True, slots=True)
class _Template:
    path: str
    messages: int
    content: bytes | None
    """What its file must hold; `None` where the file says the same."""


def run(project: Project, *, check: bool) -> int:
    """Writes each template that says something else than its guide; with `check` says which, and exits 1."""
    domains = tuple(project.domains().items())
    for domain, _ in domains:
        project.see(project.template_path(domain))
    parts = [domains[start : start + _AT_ONCE] for start in range(0, len(domains), _AT_ONCE)]
    processes = (os.cpu_count() or 1) if len(domains) >= _MANY else 1
    # All are made before the first is written: a guide that cannot be read leaves every file as it was.
    made = map_in_copies(partial(_templates, project), parts, processes)
    templates = [template for part in made for template in part]
    stale = {template.path: template.content for template in templates if template.content is not None}
    if not check:
        project.clean_strays()
        project.write(stale)
    for template in templates:
        verdict = "unchanged" if template.content is None else "out of date" if check else "written"
        print(f"{template.path}: {template.messages} messages, {verdict}")
    if stale and check:
        print("Run `dragoman extract`.")
    return 1 if stale and check else 0


def _templates(project: Project, domains: Sequence[tuple[str, Sequence[str]]]) -> list[_Template]:
    """Of domains, each with the names of its guides."""
    require_references(project, [name for _, names in domains for name in names if name in project.guides])
    made = []
    for domain, names in domains:
        template, old = make_template(project, domain, messages_of(project, names)), project.template(domain)
        same = old is not None and same_messages(old, template)
        made.append(_Template(template.path, len(template.entries), None if same else write_catalog(template)))
    return made
