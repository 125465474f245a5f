"""Whatever sets a sheet keeps to the limits: one sentence that names it, nothing half written, and the others go on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from dragoman.commands.watch import Asked, Watch
from dragoman.errors import UserError
from dragoman.guard import Stopped
from dragoman.jobs import USUAL_FORMATS, plan_jobs
from dragoman.model import Limits
from dragoman.press import Order
from dragoman.pressroom import typeset_within
from dragoman.project import find_project
from projects import SETTINGS, MakeProject, Run, cluster_of, forget_projects
from test_guard import LIMITS, TEXTS, catalog

TODAY = "2026-11-26"
LONG = "descanse mucho " * 25_000
"""375 kB, of each of six paragraphs: Typst needs some seconds."""
GUIDE = "---\ntitle: Care\nrevised: 2026-01-01\n---\n" + "\n\n".join(TEXTS)
ES = "locales/es/LC_MESSAGES/care.po"
FILES: Mapping[str, str] = {
    "source/care.md": GUIDE,
    "source/other.md": "---\ntitle: Other\n---\nRest ☃ well.\n",
    ES: catalog("Descanse."),
}
NO_MEMORY = '[notice]\nguide = "care"\n[limits]\npress_bytes = 1000000\n'
"""Less than Python itself has: the first sheet ends the process."""


@pytest.fixture
def short_of_memory(project: MakeProject) -> Path:
    return project({**FILES, "source/other.md": GUIDE, "dragoman.toml": SETTINGS + NO_MEMORY})


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ("print care es", "The handout care in Spanish"),
        ("print care es --booklet", "The handout care in Spanish"),
        ("pack es care other", "The pack"),
        ("notice", "The notice"),
        ("i-speak", "The sheet of languages"),
        ("proof care es", "The handout care in Spanish"),
        ("certificate care es", "The handout care in Spanish"),
        ("review-sheet care es", "The review sheet of"),
    ],
)
def test_a_command_ends_with_one_sentence_and_writes_nothing(
    short_of_memory: Path, run: Run, arguments: str, named: str
) -> None:
    outcome = run(*arguments.split(), "-o", "out.pdf", at=short_of_memory)
    assert outcome.code == 2, outcome
    assert re.fullmatch(
        rf"{named}.* was not made within 1,000,000 bytes of memory\. Look for .*'press_bytes' under \[limits\].*\n",
        outcome.err,
    )
    assert not (short_of_memory / "out.pdf").exists()


def test_a_file_that_cannot_be_set_anew_is_said_to_be_unreadable(project: MakeProject, run: Run) -> None:
    root = project(FILES)
    assert run("print", "care", "es", "-o", "out.pdf", at=root).code == 0
    (root / "dragoman.toml").write_text(SETTINGS + NO_MEMORY, "utf-8")
    (root / "note.pdf").write_bytes(b"no PDF")
    forget_projects()
    outcome = run("verify", "out.pdf", "note.pdf", at=root)
    assert outcome.code == 2
    assert "The handout care in Spanish was not made within 1,000,000 bytes" in outcome.out
    assert "This is not a PDF." in outcome.out, "the other file is looked at"


def hostile(project: MakeProject) -> Path:
    return project({**FILES, ES: catalog(LONG), "dragoman.toml": SETTINGS + LIMITS})


def test_the_gate_names_the_sheet_and_looks_at_the_others(project: MakeProject, run: Run) -> None:
    root = hostile(project)
    outcome = run("check", "en", "es", "--print", at=root)
    assert outcome.code == 1
    said = "The sheet cannot be set. The handout care in Spanish was not made within 1 s of the processor."
    assert outcome.out.count(said) == 1
    assert "missing-glyph" in outcome.out


def test_a_watched_build_says_so_and_goes_on(project: MakeProject, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({**FILES, "source/other.md": GUIDE, "dragoman.toml": SETTINGS + LIMITS})

    def ask() -> Asked:
        found = find_project(root)
        languages, guides = (found.english, *found.languages), list(found.guides)
        jobs = plan_jobs(found, languages, guides, USUAL_FORMATS, None, today=TODAY)
        return Asked(found, jobs, USUAL_FORMATS, workers=1, whole=True, today=TODAY)

    forget_projects()
    watch = Watch(ask)
    watch.build()
    sheet = (root / "build/es/care.pdf").read_bytes()
    (root / ES).write_text(catalog(LONG), "utf-8")
    watch.look()
    assert "The handout care in Spanish was not made within 1 s of the processor." in capsys.readouterr().err
    assert (root / "build/es/care.pdf").read_bytes() == sheet
    (root / ES).write_text(catalog("Repose."), "utf-8")
    watch.look()
    assert "es/care: page" in capsys.readouterr().out
    assert (root / "build/es/care.pdf").read_bytes() != sheet


def test_a_worker_of_a_cluster_stops_a_sheet_and_makes_the_others(project: MakeProject, run: Run) -> None:
    pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    root = project({**FILES, "source/other.md": GUIDE, ES: catalog(LONG), "dragoman.toml": SETTINGS + LIMITS})
    with cluster_of(1) as cluster:
        outcome = run("build", "--format", "pdf", "--scheduler", cluster.scheduler_address, at=root)
    assert outcome.code == 2
    said = re.findall(r"^The handout .* was not made within 1 s of the processor.*$", outcome.err, re.MULTILINE)
    assert len(said) == 1 and said[0].startswith("The handout care in Spanish")
    made = sorted(str(path.relative_to(root / "build")) for path in (root / "build").rglob("*.pdf"))
    assert "en/care.pdf" in made and "es/other.pdf" in made
    assert "es/care.pdf" not in made


# ── the press itself ──

ENDLESS = Order("The sheet", b"#for a in range(100000) { for b in range(100000) { } }", {}, 0)


def test_the_press_stays_and_another_takes_its_place() -> None:
    """A fault of an order is what it would be here; a press that was ended is replaced for the next."""
    typeset = typeset_within(Limits(press_seconds=1))
    fine = Order("The sheet", b'#set document(title: [A]); #set text(lang: "en"); A', {}, 0, "svg")
    (first,) = typeset(fine)
    with pytest.raises(UserError, match="The sheet cannot be set on paper: unknown variable: nothing"):
        typeset(Order("The sheet", b"#nothing", {}, 0))
    with pytest.raises(Stopped, match=r"^The sheet was not made within 1 s of the processor\."):
        typeset(ENDLESS)
    assert typeset(fine) == (first,)
