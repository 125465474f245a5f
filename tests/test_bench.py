"""The pieces of the benchmark: corpora, evidence, pairs, report and charts. No test looks at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench.charts import Bar, Chart, draw
from bench.corpora import (
    Corpus,
    Document,
    catalog,
    leaves,
    locale_folder,
    write_catalogs,
    write_markdown,
    write_project,
)
from bench.edits import edited
from bench.evidence import documents_in, shows
from bench.folder import read_folder, texts_of
from bench.goals import GOALS
from bench.library import synthetic
from bench.memory import Memory, alone
from bench.pairing import Contender, Offer, Task, Trial, Workshop, measure, perform
from bench.peers import Peers
from bench.prose import prose
from bench.report import report, write_report
from bench.running import ROOT, Broken, Place
from bench.sizes import TRIAL
from bench.tasks import TASKS
from bench.tasks.edited import RESIDENT_PAGE
from bench.values import (
    Alone,
    Compared,
    Cost,
    Failed,
    Machine,
    Missing,
    Pair,
    Row,
    Run,
    Spread,
    TaskResult,
    task_from_json,
    task_to_json,
)
from dragoman.errors import UserError

EXPLAINED = {task.key: (task.title, task.explained) for task in TASKS}
PO4A = Compared(
    "po4a",
    "one template",
    "2 guides",
    "1 template",
    "2 templates",
    tuple(Pair(Cost(ours, ours / 2, 40), Cost(1.0, 0.5, 20)) for ours in (0.5, 0.2, 0.3)),
)
FAST = Alone(RESIDENT_PAGE, "resident", "2 guides", "10 edits", (Cost(0.01, 0.01, 50), Cost(0.03, 0.02, 60)))
SVG = "{http://www.w3.org/2000/svg}"


def library(seed: int = 1) -> Corpus:
    return synthetic(guides=2, paragraphs=5, languages=3, seed=seed)


def run_of(*rows: tuple[str, Row]) -> Run:
    tasks = tuple(TaskResult(key, (row,), (0.5, 1.5)) for key, row in rows)
    machine = Machine("Debian", "some processor", 2, 8.0, "3.11.7")
    return Run("usual", "a library", "2026-11-26", machine, "abc", (("po4a", "0.69"),), tasks, 10)


# ── corpora ──


def test_the_same_seed_gives_the_same_library() -> None:
    assert library() == library()
    assert library() != library(seed=2)
    assert prose(50, 1) == prose(50, 1) != prose(50, 2)


def test_a_library_has_each_of_its_texts_in_each_language() -> None:
    corpus = library()
    texts = {text for document in corpus.documents for text in leaves(document)}
    assert len(corpus.translations) == 3
    for translations in corpus.translations.values():
        assert translations.keys() == texts
        assert all(translations.values())


def test_prose_hardly_repeats() -> None:
    made = prose(300, 1)
    sentences = [sentence for text in made for sentence in text.split(". ")]
    assert len(made) == len(set(made.values())) == 300
    assert len(set(sentences)) > 0.9 * len(sentences)


def test_every_text_is_edited() -> None:
    texts = list(prose(200, 1))
    assert all(edited(text, number) != text for number, text in enumerate(texts))


def test_a_folder_of_markdown_and_catalogs_is_a_corpus(tmp_path: Path) -> None:
    source = tmp_path / "book/src"
    (source / "part").mkdir(parents=True)
    (tmp_path / "po").mkdir()
    (source / "Start.md").write_text("# Begin\n\nThis is a text\nof several words.\n")
    (source / "part/next.md").write_text("# Next\n\nSee [that](nowhere.md) place, which is not there.\n")
    (source / "untranslated.md").write_text("# Nobody\n\nNobody has translated this.\n")
    (source / "no-heading.md").write_text("Text without a heading.\n")
    text, local = "This is a text of several words.", "Esto es un texto de varias palabras."
    (tmp_path / "po/es.po").write_text(catalog("es", {text: local, "Begin": "Comienzo"}))
    (tmp_path / "po/README.po").write_text("no language")
    corpus = read_folder(source, tmp_path / "po")
    assert [document.name for document in corpus.documents] == ["start"]
    assert corpus.translations == {"es": {text: local, "Begin": "Comienzo"}}
    assert corpus.described == "book, 2 documents of 3 left out"
    assert texts_of(corpus, 9) == ("es", {text: local})
    with pytest.raises(UserError, match="no Markdown"):
        read_folder(tmp_path / "po", tmp_path / "po")


# ── evidence ──


def test_a_tool_that_did_nothing_has_no_figure(tmp_path: Path) -> None:
    corpus = library()
    write_markdown(corpus, tmp_path / "es")
    with pytest.raises(Broken, match=r"shows only \d+ of \d+ translations"):
        documents_in(["es"], corpus, lambda tag, name: tmp_path / tag / f"{name}.md")
    with pytest.raises(Broken, match="made no guide-0 in so"):
        documents_in(["so"], corpus, lambda tag, name: tmp_path / tag / f"{name}.md")


def test_translations_are_found_through_markup_and_signs(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>No <b>maneje</b>&nbsp;hasta…</p>")
    assert shows(page, "No maneje hasta")
    with pytest.raises(Broken):
        shows(page, "No maneje nunca")


# ── pairs ──


def contender(name: str, calls: list[str], verify: Sequence[str] = ()) -> Contender:
    def run() -> list[Cost]:
        calls.append(name)
        return [Cost(float(len(calls)), 1.0, 1.0)]

    def look() -> str:
        if verify:
            raise Broken(verify[0])
        return f"made by {name}"

    return Contender(name, run, look, remark=f"remark of {name}")


def test_dragoman_and_a_peer_work_in_turn_and_the_first_pair_is_not_counted() -> None:
    calls: list[str] = []
    row = measure(Trial("texts", contender("we", calls), contender("they", calls)), 2, 60)
    assert calls == ["we", "they", "we", "they", "they", "we"]
    pairs = (Pair(Cost(3, 1, 1), Cost(4, 1, 1)), Pair(Cost(6, 1, 1), Cost(5, 1, 1)))
    assert row == Compared("they", "remark of they", "texts", "made by they", "made by we", pairs)


def test_what_is_broken_is_named() -> None:
    row = measure(Trial("texts", contender("we", []), contender("they", [], ["made no page"])), 2, 60)
    assert row == Failed("they", "they: made no page")


def test_a_process_that_fails_is_no_cost(tmp_path: Path) -> None:
    place = Place(tmp_path / "work", 20)
    place.folder.mkdir()
    fine = [sys.executable, "-c", "x = b'1' * 60_000_000"]
    cost = place.whole([fine, fine])
    assert 60 < cost.memory < 120
    bad = [sys.executable, "-c", "import sys; sys.exit('no such thing')"]
    with pytest.raises(Broken, match="ended with 1: no such thing"):
        place.whole([fine, bad])
    assert place.whole([bad], allowed=(0, 1)).wall > 0
    with pytest.raises(Broken, match="stopped after 0 s"):
        replace(place, patience=0.01).whole([[sys.executable, "-c", "import time; time.sleep(60)"]])


def test_a_resident_process_shows_each_edit(tmp_path: Path) -> None:
    corpus = library()
    write_project(corpus, tmp_path)
    write_catalogs(corpus, tmp_path)
    (tmp_path / "build/es").mkdir(parents=True)
    catalog_path = locale_folder(tmp_path, "es") / "guide-1.po"
    program = [sys.executable, *map(str, (ROOT / "bench/resident.py", ROOT / "src", tmp_path)), "es", "guide-1"]
    said = subprocess.run([*program, str(catalog_path), "html", "1"], capture_output=True, text=True, check=True).stdout
    assert [len(json.loads(line)) for line in said.splitlines()] == [3]
    assert "Seen 2." in (tmp_path / "build/es/guide-1.html").read_text("utf-8")


def test_a_task_that_cannot_be_prepared_is_named() -> None:
    def trials(_: Workshop) -> Iterator[Offer]:
        yield Missing("mdpo", "not here")
        raise Broken("no room on the disk")

    workshop = Workshop(Place(Path(), 1), Peers(Path("none")), TRIAL, lambda _, __: library(), lambda _: ("es", {}))
    said: list[str] = []
    result = perform(Task("extract", "Extract", "", trials), workshop, said.append)
    failed = Failed("what comes next in this task", "could not be prepared: no room on the disk")
    assert result.rows == (Missing("mdpo", "not here"), failed)
    assert said == ["Extract: what comes next in this task: could not be prepared: no room on the disk"]


# ── values ──


def test_measurements_are_kept_as_they_are(tmp_path: Path) -> None:
    rows = (PO4A, FAST, Missing("mdpo", "not here"), Failed("Sphinx", "broke"))
    result = TaskResult("extract", rows, (0.1, 0.2))
    assert task_from_json(task_to_json(result)) == result
    memory = Memory.open(tmp_path, ["usual", "program 1"])
    memory.keep(result, 2.5)
    memory.keep(replace(result, key="sheets"), 1.5)
    again = Memory.open(tmp_path, ["usual", "program 1"])
    assert (again.recall("extract"), again.recall("html-one"), again.seconds()) == (result, None, 4.0)
    assert Memory.open(tmp_path, ["usual", "program 2"]).recall("extract") is None
    assert Memory.open(tmp_path, ["usual", "program 1"]).recall("extract") is None


def test_two_runs_do_not_measure_each_other(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(UserError, match="Another run"), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


def test_every_goal_is_of_a_task() -> None:
    assert {goal.task for goal in GOALS} <= EXPLAINED.keys()


# ── report ──


def test_a_report_has_the_figures_that_were_measured() -> None:
    text = report(run_of(("extract", PO4A), ("incremental", FAST)), EXPLAINED)
    assert "Measured on 2026-11-26 by `make bench` (size: usual; 10 minutes): 2 cores (some processor), 8 GB" in text
    assert "| Extract | po4a | 0.35 × | 0.300 (0.200–0.500) × | yes |" in text
    tasks = "One entry edited, and nothing, in a larger library"
    assert f"| {tasks} | alone: {RESIDENT_PAGE} | 0.02 s | 0.020 (0.010–0.030) s | yes |" in text
    assert (
        "| po4a | 1.00 (1.00–1.00) | 0.300 (0.200–0.500) | **0.300** (0.200–0.500) | 0.300 (0.200–0.500) | 0.500 "
        "| 0.150 | 20 | 40 | 3 |"
    ) in text
    assert "- **po4a**: one template. On 2 guides. Made: 1 template. Dragoman: 2 templates." in text
    assert "busy" not in text


def test_a_report_says_what_was_not_measured_and_what_failed() -> None:
    failed, missing = Failed("po4a", "made no template"), Missing("msgmerge", "not installed")
    text = report(run_of(("extract", failed), ("sync-reworded", missing)), EXPLAINED)
    assert "| Extract | po4a | 0.35 × | made no template | not measured |" in text
    assert "**Failed:** po4a: made no template." in text
    assert "Not measured: msgmerge: not installed." in text
    assert "![" not in text


def test_a_busy_machine_is_named() -> None:
    run = run_of(("extract", PO4A))
    busy = replace(run, tasks=(replace(run.tasks[0], load=(1.0, 9.0)),))
    assert "**The machine was busy with other work.**" in report(busy, EXPLAINED)


def test_charts_of_tasks_that_are_gone_are_removed(tmp_path: Path) -> None:
    (tmp_path / "charts").mkdir()
    (tmp_path / "charts/old.svg").write_text("<svg/>")
    assert write_report(run_of(("extract", PO4A)), EXPLAINED, tmp_path) == ["RESULTS.md", "charts/extract.svg"]
    assert [path.name for path in (tmp_path / "charts").iterdir()] == ["extract.svg"]
    assert "](charts/extract.svg)" in (tmp_path / "RESULTS.md").read_text("utf-8")


# ── charts ──


def test_bars_are_as_long_as_the_logarithm_of_their_figure() -> None:
    bars = tuple(Bar(f"tool {at}", Spread(at, at, at), None, True, f"{at} ×") for at in (10.0, 100.0))
    tree = ET.fromstring(draw(Chart("Extract <all>", "Times", 1.0, bars)))  # noqa: S314 - made right here
    one, two = [float(bar.attrib["width"]) for bar in tree.iter(f"{SVG}rect") if bar.get("class") == "good"]
    assert two == pytest.approx(2 * one)
    assert tree.findtext(f"{SVG}title") == "Extract <all>"
    assert tree.findtext(f"{SVG}desc") == "Times. tool 10.0: 10.0 ×; tool 100.0: 100.0 ×"
    assert tree.attrib["role"] == "img"


def test_a_figure_below_the_base_is_drawn_to_the_left_and_a_goal_as_a_mark() -> None:
    bar = Bar("slow", Spread(0.1, 0.5, 2.0), 3.0, False, "0.5 ×")
    tree = ET.fromstring(draw(Chart("T", "Times", 1.0, (bar,))))  # noqa: S314 - made right here
    (drawn,) = [rect for rect in tree.iter(f"{SVG}rect") if rect.get("class") == "poor"]
    (base,) = [line for line in tree.iter(f"{SVG}line") if line.get("class") == "base"]
    right = float(drawn.attrib["x"]) + float(drawn.attrib["width"])
    assert right == pytest.approx(float(base.attrib["x1"]), abs=0.2)
    assert len(list(tree.iter(f"{SVG}polygon"))) == 1
    assert "prefers-color-scheme: dark" in (tree.findtext(f"{SVG}style") or "")


def test_documents_keep_their_titles_apart(tmp_path: Path) -> None:
    corpus = Corpus((Document("a", "It's here", "Text."),), {"es": {}})
    write_project(corpus, tmp_path / "project")
    (path,) = write_markdown(corpus, tmp_path / "markdown")
    assert "title: 'It''s here'" in (tmp_path / "project/source/a.md").read_text("utf-8")
    assert path.read_text("utf-8") == "# It's here\n\nText.\n"
