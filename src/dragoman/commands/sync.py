"""`dragoman sync` and `dragoman add`: catalogs in step with the guides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.messages import project_messages
from dragoman.model import Catalog, Change, Edit, Language
from dragoman.po import new_catalog, write_catalog
from dragoman.project import Project
from dragoman.report.findings import clipped, visible
from dragoman.sync import sync_catalog


def run(project: Project, *, languages: Sequence[Language], check: bool) -> int:
    """Brings the catalogs of the languages into step; a catalog that is in step already is not touched."""
    project.refuse_strange_catalogs()
    changed = 0
    for language in languages:
        for domain, messages in project_messages(project).items():
            path = project.catalog_path(domain, language)
            old = project.catalog(domain, language)
            result = sync_catalog(old or empty_catalog(project, path, language), messages, language)
            if old is not None and not result.changes:
                continue
            changed += 1
            if not check:
                project.write(path, write_catalog(result.catalog, old))
            print(f"{path}: {_summary(old, result.changes)}{' (not written)' if check else ''}")
            _print_details(old, result.changes)
    if not changed:
        print("All catalogs are in step with the guides.")
    return 1 if changed and check else 0


def empty_catalog(project: Project, path: str, language: Language) -> Catalog:
    """A catalog with nothing but its header. No date: nobody has revised it yet."""
    return new_catalog(language, path, project.settings.name, revised="")


def _summary(old: Catalog | None, changes: Sequence[Change]) -> str:
    if old is None:
        return f"new, {len(changes)} texts to translate"
    counts = Counter(change.edit for change in changes)
    return "; ".join(f"{counts[edit]} {edit.value}" for edit in Edit if counts[edit])


def _print_details(old: Catalog | None, changes: Sequence[Change]) -> None:
    if old is None:
        return
    for change in changes:
        if change.edit is not Edit.NOTES:
            print(f"    {change.edit.name.lower():<5} {clipped(visible(change.key.text))}")
