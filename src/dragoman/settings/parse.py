"""`dragoman.toml` from text to values, every key checked; what is wrong is said with its line."""

from __future__ import annotations

from dragoman.languages import all_languages, find_language, language_from_table
from dragoman.model import SOURCE_LANGUAGE, Commitment, Language, Paper, Settings
from dragoman.settings.checks import read_checks
from dragoman.settings.document import Document, parse_toml
from dragoman.settings.facts import read_facts, read_offices
from dragoman.settings.folders import check_folders
from dragoman.settings.limits import read_limits
from dragoman.settings.paper import read_desk, read_letterhead, read_notice, read_pages, read_sizes, read_web
from dragoman.settings.policy import read_policy

FILE_NAME = "dragoman.toml"

# fmt: off
_TABLES = (
    "project", "languages", "language", "policy", "checks", "limits", "facts", "locations", "letterhead", "notice",
)
_PROJECT_KEYS = (
    "name", "source", "locales", "output", "catalogs", "templates", "paper", "sizes", "desk", "web",
    "archive", "page_templates", "pages",
)
# fmt: on


def parse_settings(text: str, path: str = FILE_NAME) -> Settings:
    """Settings of a project; `UserError` names the key and its line."""
    document = Document(parse_toml(text, path), text, path)
    document.check_keys((), document.table, _TABLES)
    project = document.subtable("project")
    document.check_keys(("project",), project, _PROJECT_KEYS)
    locales = document.text(("project", "locales"), "locales")
    settings = Settings(
        name=document.text(("project", "name"), ""),
        source=document.text(("project", "source"), "source"),
        locales=locales,
        output=document.text(("project", "output"), "build"),
        catalog_layout=document.text(("project", "catalogs"), f"{locales}/{{language}}/LC_MESSAGES/{{guide}}.po"),
        template_layout=document.text(("project", "templates"), f"{locales}/{{guide}}.pot"),
        languages=_languages(document),
        facts=read_facts(document, ("facts",), document.subtable("facts")),
        offices=read_offices(document),
        paper=document.choice(("project", "paper"), Paper, Paper.LETTER),
        policy=read_policy(document),
        checks=read_checks(document),
        archive=document.text(("project", "archive"), "approved"),
        limits=read_limits(document),
        path=path,
        sizes=read_sizes(document),
        web=read_web(document),
        letterhead=read_letterhead(document),
        desk=read_desk(document),
        page_templates=document.text(("project", "page_templates"), ""),
        notice=read_notice(document),
        pages=read_pages(document),
    )
    if not settings.name:
        document.fail(("project", "name"), "[project] has no name.", 'Write name = "…".')
    check_folders(document, settings)
    _check_layouts(document, settings)
    return settings


# ── languages ──


def _languages(document: Document) -> tuple[tuple[Language, Commitment], ...]:
    table = document.subtable("languages")
    document.check_keys(("languages",), table, tuple(commitment.value for commitment in Commitment))
    known = _known_languages(document)
    found: dict[str, tuple[Language, Commitment]] = {}
    for commitment in Commitment:
        key = ("languages", commitment.value)
        names = document.value(key)
        if names is None:
            continue
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            document.fail(key, f"'{'.'.join(key)}' is not a list of language tags.", 'Write ["es", "so"].')
        for name in names:
            language = find_language(name, where=document.where(key), among=known)
            if language.tag == SOURCE_LANGUAGE:
                document.fail(key, "English is the language of the guides: it has no catalogs.", "Leave it out.")
            if language.tag in found:
                document.fail(key, f"The language '{language.tag}' is listed twice.", "Keep one of the two.")
            found[language.tag] = (language, commitment)
    return tuple(found.values())


def _known_languages(document: Document) -> tuple[Language, ...]:
    """The registry with the project's own rows above it."""
    rows = document.table.get("language", [])
    if not isinstance(rows, list):
        document.fail(("language",), "'language' is not a list of tables.", "Write [[language]].")
    by_tag = {language.tag: language for language in all_languages()}
    for row in rows:
        if not isinstance(row, dict):
            document.fail(("language",), "'language' is not a list of tables.", "Write [[language]].")
        tag = str(row.get("tag", ""))
        language = language_from_table(row, by_tag.get(tag), document.where(("language",)))
        by_tag[language.tag] = language
    return tuple(by_tag.values())


# ── layout ──


def _check_layouts(document: Document, settings: Settings) -> None:
    if "{language}" not in settings.catalog_layout or not settings.catalog_layout.endswith(".po"):
        document.fail(
            ("project", "catalogs"),
            f"'{settings.catalog_layout}' is no pattern for catalogs.",
            "It needs {language} and ends with .po.",
        )
    if ("{guide}" in settings.catalog_layout) != ("{guide}" in settings.template_layout):
        document.fail(
            ("project", "templates"),
            "One of the patterns for catalogs and templates has {guide} and the other has not.",
            "Give it to both, or to none for one catalog a language.",
        )
