"""The templates of a project and its first catalogs: what has no translation yet."""

from __future__ import annotations

from dragoman.model import Catalog, Language, Message
from dragoman.po import new_catalog, new_template
from dragoman.project import Project
from dragoman.sync.entries import template_entries


def begin_catalog(project: Project, domain: str, language: Language) -> Catalog:
    """A catalog with nothing but its header. No date: nobody has revised it yet."""
    return new_catalog(language, project.catalog_path(domain, language), project.settings.name, revised="")


def make_template(project: Project, domain: str, messages: tuple[Message, ...]) -> Catalog:
    """The template of a domain, without dates: it changes when the guide does, and at no other time."""
    empty = new_template(project.template_path(domain), project.settings.name)
    return Catalog(empty.path, "", empty.header, template_entries(messages))
