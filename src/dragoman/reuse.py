"""Which handouts were made before of just the same, so that nobody makes them again.

A handout rests on files (its guide with parts and drawings, catalogs, ledgers, settings, logo), on the program, on what
was asked for, and on the day, up to the next one on which a signature ends. The first three make its key; the day
stands in the entry. What rests on approved versions, and so on git, is made anew each time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from dragoman.archive import archive_path
from dragoman.cache import Cache, CacheKey, Kept, cache_key
from dragoman.freshness import Freshness
from dragoman.heads import Head, Heads
from dragoman.jobs import Job, Listing, Made
from dragoman.markup.join import figure_sources
from dragoman.markup.tree import iter_blocks
from dragoman.model import SOURCE_LANGUAGE, Artifact, Outdated, Part
from dragoman.notes import Said, note_of, read_said, said_of
from dragoman.program import program_digest
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.render.words import PAGE_DOMAIN
from dragoman.stamps import Stamps


@dataclass(frozen=True, slots=True)
class Result:
    """A handout that is made, now or before, without its bytes."""

    job: Job
    listing: Listing | None
    freshness: Freshness
    artifacts: tuple[Kept, ...]
    key: CacheKey | None
    """`None` for what cannot be found again."""
    until: str = ""
    """ISO date until which it is what would be made; empty for always."""


@dataclass(frozen=True, slots=True)
class _Paths:
    """Of the files of a language."""

    catalog: Callable[[str], str] | None
    """By domain; English has no catalogs."""
    ledger: str


@dataclass(frozen=True, slots=True)
class _OfGuide:
    """What the keys of a guide have in common in all languages."""

    digest: CacheKey
    domains: tuple[str, ...]
    """Of the catalogs that it is translated in."""


class Reuse:
    """What a build remembers of earlier ones. `writes` is whether it adds to that."""

    def __init__(self, project: Project, cache: Cache, stamps: Stamps, *, writes: bool) -> None:
        self._project = project
        self._cache = cache
        self._stamps = stamps
        self._writes = writes
        self._keys: dict[Job, CacheKey | None] = {}
        self._linked: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._unkept: dict[Job, tuple[Artifact, ...]] = {}
        self._of_language: dict[str, _Paths] = {}
        self._domains = {id_: domain for domain, ids in project.domains().items() for id_ in ids}
        self._archived: dict[str, frozenset[str]] = {}
        self._parts_of_keys: dict[tuple[object, ...], str] = {}
        self._of_guides: dict[str, _OfGuide] = {}
        self._digests: dict[str, str | None] = {}
        self._last_asked: tuple[Job, str, str] | None = None
        self._heads = Heads(cache, read_said, note_of)

    def find(self, job: Job) -> Result | None:
        """What was made of just the same before; `None` where it must be made."""
        key = self.key(job)
        head = self._look(job, key) if key else None
        if key is None or head is None:
            return None
        said = head.said
        if not said.since <= job.today or (said.until and job.today >= said.until):
            return None
        return Result(job, said.listing, said.freshness, head.artifacts, key, said.until)

    def key(self, job: Job) -> CacheKey | None:
        """Under which it is kept, if it was made; `None` for what is made anew each time."""
        key = self._keys[job] = self._key(job)
        return key

    def keep(self, made: Made) -> Result:
        """Takes what was just made, and gives it back without its bytes, which are to be asked for.

        What was made of files that somebody changed meanwhile is not kept: nobody knows which state of them it shows.
        """
        job = made.job
        self.forget_files()
        self._unkept.pop(job, None)
        key = self._key(job) if made.until is not None and self._writes else None
        if key != self._keys.get(job):
            key = None
        said = said_of(job.today, made)
        if key is None:
            self._unkept[job] = made.artifacts
            artifacts = tuple(Kept.of(artifact) for artifact in made.artifacts)
        else:
            artifacts = self._cache.put(key, json.dumps(note_of(said)), made.artifacts).artifacts
            if self._cache.look(key) is None:  # the folder cannot be written to
                self._unkept[job] = made.artifacts
            else:
                self._heads.add(self._shelf(job), key, Head(said, artifacts))
        return Result(job, said.listing, said.freshness, artifacts, key, said.until)

    def forget_files(self) -> None:
        """Files are looked at again, as somebody may have changed them."""
        self._digests.clear()
        self._parts_of_keys.clear()
        self._of_guides.clear()
        self._last_asked = None

    def write(self) -> None:
        """Takes down the heads of what was found and made, for a quicker start of the next build."""
        if self._writes:
            self._heads.write({key for key in self._keys.values() if key})

    def _look(self, job: Job, key: CacheKey) -> Head[Said] | None:
        head = self._heads.find(self._shelf(job), key)
        if head is None and (held := self._cache.look(key)) is not None:
            head = Head(read_said(json.loads(held.note)), held.artifacts)
            self._heads.add(self._shelf(job), key, head)
        return head

    def _shelf(self, job: Job) -> str:
        """Where the heads are: of a language, asked for in one way."""
        return self._asked_of(job)[1]

    def contents(self, result: Result) -> tuple[Artifact, ...] | None:
        """The bytes of a handout; `None` where another build has put them out of the cache meanwhile."""
        found = self._cache.contents(result.key) if result.key else None
        if found and tuple(map(Kept.of, found)) != result.artifacts:  # another day's build was here meanwhile
            found = None
        if found is None and result.key:
            self._heads.drop(self._shelf(result.job), result.key)
        return found or self._unkept.get(result.job)

    def content(self, result: Result, kept: Kept) -> bytes | None:
        """As `contents` of one of its artifacts, without reading the others."""
        found = self._cache.content(result.key, kept) if result.key else None
        if found is None and (made := self.contents(result)):
            found = next((one.content for one in made if one.path == kept.path), None)
        return found

    def require_references(self) -> None:
        """As `references.require_references`; not again where nothing of it has changed since it was all right."""
        sources = {id_: self._digest(self._guide_path(id_)) for id_ in self._project.guides}
        key = cache_key({"references": sources, "all": self._of_all()})
        if self._cache.look(key) is None:
            require_references(self._project)
            if self._writes:
                self._cache.put(key, "", ())

    # ── keys ──

    def _key(self, job: Job) -> CacheKey | None:
        project = self._project
        outdated = job.outdated or project.settings.policy.outdated
        if outdated is Outdated.NOTHING:  # pages then say which others there are
            return None
        if outdated is Outdated.LAST:
            kept = archive_path(project, job.guide, job.language, job.office.id if job.office else "")
            if f"{kept}.json" in self._kept_in(job.language):
                return None
        assert not any(form.filled for form in job.forms), "what is typed at the desk is never kept"
        catalog = self._paths(job.language).catalog
        asked, _ = self._asked_of(job)
        guide = self._of_guides.get(job.guide) or self._of_guide(job.guide)
        language = self._part_of_key(("language", job.language), partial(self._files_of_language, job.language))
        said = ["handout", asked, self._of_all(), guide.digest, language]
        if catalog:
            said += [f"{domain} {self._digest(catalog(domain))}" for domain in guide.domains]
        # As `cache_key`, by hand: there may be tens of thousands.
        return CacheKey(hashlib.sha256("\n".join(said).encode()).hexdigest())

    def _of_guide(self, guide: str) -> _OfGuide:
        parts, _ = self._links(guide)
        domains = tuple(dict.fromkeys(self._domains[id_] for id_ in (guide, *parts)))
        found = self._of_guides[guide] = _OfGuide(cache_key(self._files_of_guide(guide)), domains)
        return found

    def _part_of_key(self, name: tuple[object, ...], parts: Callable[[], Mapping[str, object]]) -> str:
        """What many keys have in common, as one hash; made once until files are looked at again."""
        if name not in self._parts_of_keys:
            self._parts_of_keys[name] = cache_key(parts())
        return self._parts_of_keys[name]

    def _kept_in(self, language: str) -> frozenset[str]:
        """Names of what is kept of approved versions in a language."""
        if language not in self._archived:
            folder = self._project.settings.archive
            found = self._project.names_in(f"{folder}/{language}")
            self._archived[language] = frozenset(f"{folder}/{language}/{name}" for name in found)
        return self._archived[language]

    def _asked_of(self, job: Job) -> tuple[str, str]:
        """What was asked for, and the shelf of all that was asked for so in a language: one for many jobs on end."""
        before = self._last_asked
        if before is None or not _is_asked_alike(before[0], job):
            asked = cache_key(
                {
                    "formats": [form.value for form in job.formats],
                    "office": job.office.id if job.office else None,
                    "paper": job.paper.value,
                    "forms": [[form.size.value, form.arrangement.value, form.numbered] for form in job.forms],
                    "listed": job.listed,
                }
            )
            shelf = cache_key({"shelf": job.language, "asked": asked, "project": self._of_all()})
            before = self._last_asked = (job, asked, shelf)
        return before[1:]

    def _of_all(self) -> str:
        """What every handout rests on."""
        logo = self._project.settings.letterhead.logo
        return self._part_of_key(
            ("all",),
            lambda: {
                "program": program_digest(),
                "settings": self._digest(self._project.settings.path),
                "logo": self._digest(logo) if logo else None,
                "page templates": self._project.page_templates.files,
            },
        )

    def _files_of_guide(self, guide: str) -> Mapping[str, object]:
        """Digests of the files that a guide is made of in whichever language, by what they are in it."""
        parts, drawings = self._links(guide)
        return {
            "guide": guide,
            "drawings": {name: self._digest(name) for name in drawings},
            "texts": {id_: self._digest(self._guide_path(id_)) for id_ in (guide, *parts)},
        }

    def _files_of_language(self, tag: str) -> Mapping[str, object]:
        """Digests of the files that all handouts in a language are made of."""
        paths = self._paths(tag)
        return {
            "language": tag,
            "page": self._digest(paths.catalog(self._domains[PAGE_DOMAIN])) if paths.catalog else None,
            "ledger": self._digest(paths.ledger),
            "english ledger": self._digest(self._paths(SOURCE_LANGUAGE).ledger),
        }

    def _paths(self, tag: str) -> _Paths:
        if tag not in self._of_language:
            project, language = self._project, self._project.language(tag)
            catalog = None if tag == SOURCE_LANGUAGE else project.catalog_paths(language)
            self._of_language[tag] = _Paths(catalog, project.ledger_path(language))
        return self._of_language[tag]

    def _links(self, guide: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The guides that a guide includes, and the drawings of them all: from the cache, so as not to parse it."""
        if guide in self._linked:
            return self._linked[guide]
        parts, drawings = self._own_links(guide)
        self._linked[guide] = (
            parts,
            tuple(dict.fromkeys([*drawings, *(d for p in parts for d in self._own_links(p)[1])])),
        )
        return self._linked[guide]

    def _own_links(self, guide: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        key = cache_key({"links of": self._digest(self._guide_path(guide)), "program": program_digest()})
        held = self._cache.look(key)
        if held is not None:
            note = json.loads(held.note)
            return tuple(note["parts"]), tuple(note["drawings"])
        blocks = self._project.guide(guide)
        parts = tuple(dict.fromkeys(b.guide for b in iter_blocks(blocks.blocks) if isinstance(b, Part)))
        folder = self._project.settings.source
        drawings = tuple(dict.fromkeys(f"{folder}/{figure.source}" for figure in figure_sources(blocks)))
        if self._writes:
            self._cache.put(key, json.dumps({"parts": parts, "drawings": drawings}), ())
        return parts, drawings

    def _guide_path(self, guide: str) -> str:
        return f"{self._project.settings.source}/{guide}.md"

    def _digest(self, name: str) -> str | None:
        """Of a file of the project, where it leads to one: links are followed, and stay inside."""
        if name not in self._digests:
            found = self._stamps.digest(name)
            # A link is no plain file, and what it leads to may be.
            if found is None and (".." in name or (self._project.root / name).is_symlink()):
                found = self._stamps.digest(
                    self._project.relative(self._project.inside(name, self._project.settings.path))
                )
            self._digests[name] = found
        return self._digests[name]


def _is_asked_alike(one: Job, other: Job) -> bool:
    """Whether both jobs are of one language and asked for in one way, told by the values that they share."""
    return (
        one.language == other.language
        and one.forms is other.forms
        and one.formats is other.formats
        and one.office is other.office
        and one.paper is other.paper
        and one.listed == other.listed
    )
