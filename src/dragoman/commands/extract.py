"""`dragoman extract`: guides to templates."""

from __future__ import annotations

from dragoman.messages import project_messages
from dragoman.po import write_catalog
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.sync.entries import same_messages
from dragoman.templates import make_template


def run(project: Project, *, check: bool) -> int:
    """Writes each template that says something else than its guide; with `check` says which, and exits 1."""
    require_references(project)
    templates = [make_template(project, domain, found) for domain, found in project_messages(project).items()]
    # All are read before the first is written: one that cannot be read leaves every file as it was.
    on_disk = [project.template(domain) for domain in project.domains()]
    stale = {
        template.path: write_catalog(template)
        for old, template in zip(on_disk, templates, strict=True)
        if old is None or not same_messages(old, template)
    }
    if not check:
        project.clean_strays()
        project.write(stale)
    for template in templates:
        verdict = "unchanged" if template.path not in stale else "out of date" if check else "written"
        print(f"{template.path}: {len(template.entries)} messages, {verdict}")
    if stale and check:
        print("Run `dragoman extract`.")
    return 1 if stale and check else 0
