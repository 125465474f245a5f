"""`dragoman extract`: guides to templates."""

from __future__ import annotations

from dragoman.messages import make_template, project_messages
from dragoman.po import write_catalog
from dragoman.project import Project
from dragoman.sync import same_messages


def run(project: Project, *, check: bool) -> int:
    """Writes each template that says something else than its guide; with `check` says which, and exits 1."""
    stale = 0
    for domain, messages in project_messages(project).items():
        path = project.template_path(domain)
        template = make_template(project, domain, messages)
        old = project.template(domain)
        current = old is not None and same_messages(old, template)
        stale += not current
        if not current and not check:
            project.write(path, write_catalog(template))
        verdict = "unchanged" if current else "out of date" if check else "written"
        print(f"{path}: {len(messages)} messages, {verdict}")
    if stale and check:
        print("Run `dragoman extract`.")
    return 1 if stale and check else 0
