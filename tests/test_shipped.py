"""The guides and catalogs that come with the program: complete, in step, readable, and honest about their origin."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from dragoman.checks.english import reading_grade, syllables
from dragoman.extract import extract_messages
from dragoman.fonts import font_stack, missing_glyphs
from dragoman.languages import all_languages
from dragoman.markup.inline import InlineContext, parse_inline, plain_text
from dragoman.markup.join import part_names
from dragoman.markup.tree import iter_blocks, iter_segments
from dragoman.model import Catalog, Commitment, Guide, Heading, Level, Role, Status
from dragoman.po import read_catalog
from dragoman.project import Project, find_project
from projects import SHIPPED, Run

CATALOGS = sorted((SHIPPED / "locales").rglob("*.po"))
TEMPLATES = sorted((SHIPPED / "locales").glob("*.pot"))
EASY = 6.0
"""School years of Flesch and Kincaid: what the average reader of a handout can be expected to have."""


@cache
def shipped_project() -> Project:
    return find_project(SHIPPED)


def catalogs() -> Iterator[Catalog]:
    for path in CATALOGS:
        yield read_catalog(path.read_bytes(), path.relative_to(SHIPPED).as_posix())


# ── Catalogs ──


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")
@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_gettext_accepts_every_catalog(path: Path) -> None:
    judged = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True, check=False)
    assert (judged.returncode, judged.stderr) == (0, "")


@pytest.mark.parametrize("path", [*CATALOGS, *sorted(SHIPPED.glob("locales/*.pot"))], ids=lambda path: path.name)
def test_babel_reads_every_catalog_and_template(path: Path) -> None:
    """Babel is strict about dates, which others are not."""
    with path.open("rb") as file:
        assert len(read_po(file)) == len(read_catalog(path.read_bytes(), path.name).entries)


@pytest.mark.parametrize("command", ["extract", "sync"])
def test_templates_and_catalogs_are_in_step_with_the_guides(command: str, run: Run) -> None:
    outcome = run(command, "--check", at=SHIPPED)
    assert outcome.code == 0, outcome.out


def test_what_is_promised_is_complete_and_oromo_is_begun(run: Run) -> None:
    rows = json.loads(run("status", "--format", "json", at=SHIPPED).out)["languages"]
    complete = {
        row["tag"]: all(counts["translated"] == counts["total"] for counts in row["catalogs"].values()) for row in rows
    }
    promised = dict.fromkeys((tag for tag, known in commitments().items() if known is Commitment.REQUIRED), True)
    assert complete == {**promised, "om": False}
    assert len(promised) == 12


def commitments() -> dict[str, Commitment]:
    return {language.tag: commitment for language, commitment in shipped_project().settings.languages}


def test_every_catalog_with_a_translation_says_that_a_machine_wrote_it_and_nobody_has_read_it() -> None:
    for catalog in catalogs():
        if any(entry.status is not Status.UNTRANSLATED for entry in catalog.entries):
            assert catalog.fields["X-Dragoman-Origin"] == "machine", catalog.path
            assert catalog.fields["Last-Translator"] == "Machine draft, reviewed by no person", catalog.path
            assert any("No person has reviewed or signed it." in c for c in catalog.header.comments), catalog.path


def test_every_letter_has_a_font() -> None:
    by_name = {language.gettext: language for language in all_languages()}
    for catalog in catalogs():
        stack = font_stack(by_name[catalog.path.split("/")[1]])
        for entry in catalog.entries:
            for text in entry.translation:
                assert missing_glyphs(text, stack) == (), f"{catalog.path}:{entry.line}"


def test_nothing_is_left_in_a_catalog_that_no_guide_has() -> None:
    domains = {path.stem for path in TEMPLATES}
    assert domains == {*shipped_project().guides, "page"}
    for language in shipped_project().languages:
        assert {path.stem for path in CATALOGS if path.parts[-3] == language.gettext} == domains


# ── Guides ──


def guides() -> list[Guide]:
    return list(shipped_project().guides.values())


def texts(guide: Guide) -> Iterator[str]:
    """What a reader reads, piece by piece; facts are left out, and so is what is not made of sentences."""
    for segment in iter_segments(guide, parts=True):
        text = plain_text(parse_inline(segment.text, InlineContext((), ())))
        if text.endswith((".", "!", "?", ":")):
            yield re.sub(r"\{[^}]*\}", " ", text)


SPOKEN = {
    1: "pain the back one nerves numbed heals spine these used lasts through",
    2: "needle needed treated changes doctor muscle clinic after fever shower",
    3: "injection medicine medicines serious specialist emergent previous",
    4: "medication emergency activity",
    5: "inflammatory refrigerator",
    6: "radiofrequency",
}


@pytest.mark.parametrize(
    ("count", "word"), [(count, word) for count, words in SPOKEN.items() for word in words.split()]
)
def test_syllables_are_counted_as_people_speak(count: int, word: str) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("guide", guides(), ids=lambda guide: guide.id)
def test_a_guide_is_easy_to_read(guide: Guide) -> None:
    grade = reading_grade(texts(guide))
    assert grade is not None
    assert grade <= EASY


def test_warning_signs_are_written_and_translated_once() -> None:
    warning = shipped_project().guides["warning-signs"]
    own = [segment.key for segment in iter_segments(warning) if segment.role is not Role.KEYWORD]
    including = [guide for guide in guides() if "warning-signs" in part_names(guide)]
    assert [guide.id for guide in including] == ["after-your-injection", "back-injections"]
    for guide in including:
        shown = [segment for segment in iter_segments(guide, parts=True) if segment.domain == "warning-signs"]
        assert [segment.key for segment in shown] == own[2:], "all but title and summary"
        assert not {segment.key for segment in shown} & {segment.key for segment in iter_segments(guide)}
        assert {segment.level for segment in shown} == {Level.WARN}


def test_every_guide_says_its_version_and_when_a_clinician_must_read_it_again() -> None:
    for guide in guides():
        assert guide.meta.version
        assert guide.meta.revised < guide.meta.review_by
        assert guide.meta.summary
        assert guide.meta.audience


def test_every_text_is_shown_under_a_heading_that_its_page_has() -> None:
    """Reports link to pages by `Message.pages`."""
    for guide in guides():
        anchors = {block.anchor for block in iter_blocks(guide.blocks) if isinstance(block, Heading)}
        for message in extract_messages(guide):
            for page in message.pages:
                name, _, anchor = page.partition("#")
                assert name == f"{guide.id}.html"
                assert not anchor or anchor in anchors
