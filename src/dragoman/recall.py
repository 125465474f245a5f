"""What earlier checks of a project found, known again by all that it was found in.

For each language, and for the English, one entry of the folder holds the findings of the last check, with a hash of
what they rest on: the files that were read, the settings, the rules, the program and the day. Where the hash is another
one, the entry still knows what was found in each catalog, and of each pair of texts what the rules for pairs said. An
entry takes the place of the one before, so the folder stays about as large as the catalogs are.

Nothing here is needed to be right: without the folder everything is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from dragoman.cache import Cache, CacheKey, cache_key
from dragoman.checks.anatomy import Rule
from dragoman.checks.records import CatalogRecord, catalogs_of, catalogs_record, findings_of, findings_record
from dragoman.disk import digest_of
from dragoman.errors import UserError
from dragoman.model import SOURCE_LANGUAGE, Artifact, Finding, Language
from dragoman.program import program_digest
from dragoman.project import Project

LIMIT = 500_000_000
"""Bytes: some hundred languages with a thousand guides each."""
_WHOLE, _CATALOGS = "findings", "catalogs"
"""The two parts of an entry."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know the findings of."""

    key: CacheKey
    """Of the entry: the same for each state of the files."""
    files: Mapping[str, str]
    """Hash of each file that is read for them, empty for one that is not there."""
    state: str
    """Hash of all that they rest on; empty where a file cannot be read."""


class Recall:
    """The memory of one check.

    Made when the guides and the glossary have been read: findings rest on all that was read before, whatever it was.
    """

    def __init__(self, project: Project, rules: Mapping[str, Rule], today: str) -> None:
        """`today` is an ISO date."""
        self._project = project
        self._cache = Cache(project.memory / "findings", LIMIT)
        own = repr(project.settings.checks.patterns)
        self._rules = cache_key({"program": program_digest(fonts=False), "rules": list(rules), "own": own})
        self._shared = project.seen()
        self._rest = {"settings": repr(project.settings), "today": today, "rules": self._rules, "read": self._shared}
        self._asked: dict[str, Asked] = {}

    def ask_english(self, domains: Sequence[str]) -> Asked:
        """For the findings of the guides; `domains` are the names of the catalogs of a language."""
        project = self._project

        def paths() -> list[str]:
            return [*map(project.template_path, domains), project.ledger_path(project.english)]

        return self._ask(SOURCE_LANGUAGE, paths)

    def ask(self, language: Language, domains: Sequence[str]) -> Asked:
        """For the findings of a language."""
        project = self._project

        def paths() -> list[str]:
            catalogs = map(project.catalog_paths(language), domains)
            return [*catalogs, project.ledger_path(language), project.ledger_path(project.english)]

        return self._ask(language.tag, paths)

    def findings(self, asked: Asked) -> tuple[Finding, ...] | None:
        """Those of an earlier check of just the same."""
        held = self._cache.look(asked.key)
        if held is None or not asked.state or held.note != self._note(asked.state):
            return None
        content = self._part(asked, _WHOLE)
        return None if content is None else findings_of(content)

    def catalogs(self, asked: Asked) -> Mapping[str, CatalogRecord]:
        """What the same rules found in each catalog, by its name, whatever else was different."""
        held = self._cache.look(asked.key)
        if held is None or not held.note.startswith(self._rules):
            return {}
        content = self._part(asked, _CATALOGS)
        return {} if content is None else catalogs_of(content)

    def keep(self, asked: Asked, findings: Sequence[Finding], catalogs: Mapping[str, CatalogRecord]) -> None:
        """Writes down the findings.

        If a file changed after its hash was taken, or was not asked for, only the records of catalogs are kept: each
        says of which state of its catalog it is.
        """
        files = {path: digest for one in self._asked.values() for path, digest in one.files.items()}
        known = {**self._shared, **files}
        is_as_asked = all(known.get(path) == digest for path, digest in self._project.seen().items())
        state = asked.state if is_as_asked else ""
        parts = {_WHOLE: findings_record(findings if state else ()), _CATALOGS: catalogs_record(catalogs)}
        artifacts = [Artifact(name, text.encode()) for name, text in parts.items()]
        self._cache.put(asked.key, self._note(state), artifacts)
        self._project.hide_memory()  # from git, at once: a later language may stop the command

    def close(self) -> None:
        """Keeps the folder within its limit."""
        self._cache.prune(asked.key for asked in self._asked.values())

    def _ask(self, name: str, paths: Callable[[], Sequence[str]]) -> Asked:
        if name not in self._asked:
            files: dict[str, str] = {}
            state = ""
            with suppress(UserError):  # it is told when the file is read to be checked
                files = {path: self._digest(path) for path in paths()}
                state = cache_key({"files": files, **self._rest})
            self._asked[name] = Asked(cache_key({"findings in": name}), files, state)
        return self._asked[name]

    def _digest(self, path: str) -> str:
        return digest_of(self._project.read_bytes(path)) if self._project.exists(path) else ""

    def _note(self, state: str) -> str:
        return f"{self._rules} {state}"

    def _part(self, asked: Asked, name: str) -> bytes | None:
        contents = self._cache.contents(asked.key) or ()
        return next((artifact.content for artifact in contents if artifact.path == name), None)
