"""What a project has, and where: its guides, its languages, and the catalogs and ledgers of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from dragoman.disk import clean_strays, read_file
from dragoman.errors import UnknownLanguage, UnreadableCatalog, UserError
from dragoman.folder import ProjectFolder, decode
from dragoman.languages import find_language
from dragoman.layout import (
    ALL_GUIDES,
    Place,
    names_in_use,
    other_languages,
    refuse_misnamed_catalogs,
    refuse_strange_catalogs,
)
from dragoman.ledger_file import LEDGER_NAME, parse_ledger
from dragoman.model import (
    NO_LEDGER,
    SOURCE_LANGUAGE,
    USUAL_LIMITS,
    Catalog,
    Commitment,
    Guide,
    Language,
    Ledger,
    Limits,
    PageTemplates,
)
from dragoman.ondemand import OnDemand
from dragoman.po import read_catalog
from dragoman.render.words import PAGE_DOMAIN
from dragoman.settings import FILE_NAME, parse_settings
from dragoman.sources import read_guides, read_logo, read_page_templates

_MANY = 12
"""So many guides are named in a sentence, and no more."""


@dataclass(frozen=True)
class Project(ProjectFolder):
    """Guides, languages and catalogs of a folder with a `dragoman.toml`, each read when it is first asked for."""

    # ── guides ──

    @cached_property
    def guides(self) -> Mapping[str, Guide]:
        """All guides by id, joined with their drawings and parts; each is read when it is first asked for."""
        return read_guides(self)

    def guide(self, id_: str) -> Guide:
        if id_ not in self.guides:
            problem = f"There is no guide '{id_}'."
            raise UserError(problem, where=self.settings.source, remedy=_like(id_, tuple(self.guides)))
        return self.guides[id_]

    @cached_property
    def page_templates(self) -> PageTemplates:
        """The templates by which the project changes its pages."""
        return read_page_templates(self)

    @cached_property
    def logo(self) -> str:
        """A vetted SVG of the letterhead's logo; empty where there is none."""
        return read_logo(self)

    # ── languages and catalogs ──

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those of the settings, without English."""
        return tuple(language for language, _ in self.settings.languages)

    @property
    def english(self) -> Language:
        return find_language(SOURCE_LANGUAGE)

    def language(self, name: str) -> Language:
        """A language of this project, or English, by any of its names."""
        there = f"There are: {', '.join(sorted(known.english for known in self.languages)) or 'none'}."
        among = (*self.languages, self.english, *other_languages(self.languages))
        try:
            language = find_language(name, among=among, otherwise=there)
        except UnknownLanguage:
            if name in self.guides:
                raise UserError(f"'{name}' is a guide, and no language.", remedy=there) from None
            raise
        if language not in (*self.languages, self.english):
            raise UserError(
                f"There is nothing in {language.english}.", remedy=f"{there} {self._how_to_begin(language)}"
            )
        return language

    def _how_to_begin(self, language: Language) -> str:
        begun = [known.tag for known, commitment in self.settings.languages if commitment is Commitment.BEGUN]
        tags = ", ".join(f'"{tag}"' for tag in (*begun, language.tag))
        line = f"begun = [{tags}] under [languages] in {FILE_NAME}"
        return f"To begin it, write {line}, then run dragoman add {language.tag}."

    def commitment(self, language: Language) -> Commitment:
        return dict(self.settings.languages)[language]

    @property
    def one_catalog_a_language(self) -> bool:
        return "{guide}" not in self.settings.catalog_layout

    def domains(self) -> Mapping[str, tuple[str, ...]]:
        """Each catalog's name with what is translated in it: guide ids, and the words of the page."""
        names = (*self.guides, PAGE_DOMAIN)
        return {ALL_GUIDES: names} if self.one_catalog_a_language else {name: (name,) for name in names}

    def template_path(self, domain: str) -> str:
        return self.settings.template_layout.replace("{guide}", domain)

    def catalog_path(self, domain: str, language: Language) -> str:
        """Where the catalog is, by whichever code its folder or file is named; else where a new one belongs."""
        found = self._names_in_use(domain, language)
        if len(found) > 1:
            first, second, *_ = found.values()
            raise UserError(
                f"{language.english} has two places for catalogs, '{first}' and '{second}'.",
                where=first,
                remedy="Bring the translations together in one, and remove the other.",
            )
        layout = self.settings.catalog_layout.replace("{guide}", domain)
        return layout.replace("{language}", next(iter(found), language.gettext))

    def catalog_paths(self, language: Language) -> Callable[[str], str]:
        """`catalog_path` for the catalogs of a language, which looks once where it can how their folder is named."""
        before, _, after = self.settings.catalog_layout.partition("{language}")
        if "{guide}" in before or "{guide}" in after.partition("/")[0]:
            return lambda domain: self.catalog_path(domain, language)
        # Only the name of the guide differs between the paths.
        mark = "\0"
        layout = self.catalog_path(mark, language)
        return lambda domain: layout.replace(mark, domain)

    def _names_in_use(self, domain: str, language: Language) -> Mapping[str, str]:
        return names_in_use(self.settings.catalog_layout, domain, language, self._place)

    def _place(self, folder: str) -> Place:
        path = self.inside(folder or ".", self.settings.path)
        return Place(path, self.relative)

    def template(self, domain: str) -> Catalog | None:
        path = self.template_path(domain)
        return self._read_catalog(path, "") if self.exists(path) else None

    def catalog(self, domain: str, language: Language) -> Catalog | None:
        return self.catalog_at(self.catalog_path(domain, language), language)

    def catalog_at(self, path: str, language: Language) -> Catalog | None:
        """The catalog at one of `catalog_paths`."""
        return self._read_catalog(path, language.tag) if self.exists(path) else None

    def _read_catalog(self, path: str, tag: str) -> Catalog:
        try:
            return read_catalog(self.read_bytes(path), path, tag, limits=self.settings.limits)
        except UnreadableCatalog:
            raise
        except UserError as error:
            raise UnreadableCatalog(error.problem, where=error.where, remedy=error.remedy) from error

    def ledger_path(self, language: Language) -> str:
        """Where the sign-offs of a language are: in the folder of its name, whatever the layout of its catalogs."""
        used = () if language.tag == SOURCE_LANGUAGE else self._names_in_use(next(iter(self.domains())), language)
        return f"{self.settings.locales}/{next(iter(used), language.gettext)}/{LEDGER_NAME}"

    def ledger(self, language: Language) -> Ledger:
        path = self.ledger_path(language)
        return parse_ledger(decode(self.read_bytes(path), path), path) if self.exists(path) else NO_LEDGER

    def catalogs(self, language: Language) -> Mapping[str, Catalog]:
        """The catalogs of a language that exist, by guide id (and `page`) that they translate; read when asked for."""
        if language.tag == SOURCE_LANGUAGE:
            return {}
        domains = {name: domain for domain, names in self.domains().items() for name in names}
        paths = self.catalog_paths(language)
        files = OnDemand(tuple(self.domains()), lambda domain: self.catalog_at(paths(domain), language))

        def catalog(name: str) -> Catalog:
            found = files[domains[name]]
            assert found is not None, "it was there when it was looked for"
            return found

        def is_there(name: str) -> bool:
            return self.exists(paths(domains[name]))

        return OnDemand(tuple(domains), catalog, is_there)

    def refuse_strange_catalogs(self) -> None:
        """A catalog of a language that the project does not know would be passed over in silence; it is an error."""
        refuse_strange_catalogs(self.settings, self.languages, tuple(self.domains()), self._place)

    def refuse_misnamed_catalogs(self) -> None:
        """The same of a catalog whose name is that of a guide but for its spelling, in the folders of all languages."""
        above, _, name = self.settings.catalog_layout.rpartition("/")
        if "{guide}" in name and "{language}" not in name and "{guide}" not in above:
            for language in self.languages:
                place = self._place(self.catalog_path("x", language).rpartition("/")[0])
                refuse_misnamed_catalogs(name, tuple(self.domains()), place)

    def clean_strays(self) -> None:
        """Removes what killed runs left beside catalogs, ledgers and templates, in the output and in the archive."""
        names = [self.template_path("x"), f"{self.settings.output}/x"]
        names += [self.catalog_path("x", language) for language in self.languages]
        names += [self.ledger_path(language) for language in (self.english, *self.languages)]
        names += [f"{self.settings.output}/{language.tag}/x" for language in (self.english, *self.languages)]
        names += [f"{self.settings.archive}/{language.tag}/x" for language in (self.english, *self.languages)]
        for folder in {self.inside(name, self.settings.path).parent for name in names}:
            clean_strays(folder)


def _like(id_: str, guides: tuple[str, ...]) -> str:
    """What to do about a name that no guide has."""
    close = [name for name in guides if id_ and name.startswith(id_.casefold())] or get_close_matches(id_, guides, n=1)
    if close:
        return "Did you mean {}?".format(" or ".join(f"'{name}'" for name in close[:_MANY]))
    more = f" and {len(guides) - _MANY:,} more" if len(guides) > _MANY else ""
    return f"There are: {', '.join(guides[:_MANY])}{more}."


def find_project(start: Path) -> Project:
    """The project of the nearest `dragoman.toml`, from `start` upward."""
    folder = _project_folder(start)
    if not start.exists():
        raise UserError("There is no such folder.", where=str(start), remedy="Name one with --project DIR.")
    if folder is None:
        raise UserError(
            f"There is no {FILE_NAME} here or in a folder above.",
            where=str(start),
            remedy="Go to your project, or name it with --project DIR.",
        )
    return _project_at(folder)


def nearest_limits(start: Path) -> Limits:
    """The limits of the project round `start`, for what works on catalogs outside of one too.

    The usual ones where there is no project, and where its settings are broken: in the middle of a merge they may be,
    and catalogs must be merged all the same.
    """
    folder = _project_folder(start)
    try:
        return _project_at(folder).settings.limits if folder else USUAL_LIMITS
    except UserError:
        return USUAL_LIMITS


def _project_folder(start: Path) -> Path | None:
    begin = start.resolve()
    return next((folder for folder in (begin, *begin.parents) if (folder / FILE_NAME).is_file()), None)


def _project_at(folder: Path) -> Project:
    text = decode(read_file((folder / FILE_NAME).resolve(), FILE_NAME).content, FILE_NAME)
    return Project(folder, parse_settings(text))
