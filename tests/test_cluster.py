"""A build on a Dask cluster of real processes on this machine, one of which is killed in the middle of it."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")

from distributed import Client, LocalCluster

from dragoman import build
from dragoman.cluster import _require_same_program, cluster_executor
from dragoman.errors import UserError
from dragoman.jobs import Format, Job, Made, plan_jobs, run_jobs
from dragoman.model import Artifact
from dragoman.program import program_digest
from dragoman.project import Project, find_project
from projects import MakeProject, Run, cluster_of, files_of, forget_projects
from test_reuse import FILES, TODAY

GUIDES = 6


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with cluster_of(2) as found:
        yield found


@pytest.fixture
def root(project: MakeProject) -> Path:
    many = {f"source/more-{n}.md": f"---\ntitle: More {n}\n---\n\nWalk {n} steps.\n" for n in range(GUIDES)}
    return project({**FILES, **many})


def jobs_of(project: Project) -> tuple[Job, ...]:
    languages = (project.english, *project.languages)
    formats = (Format.HTML, Format.PDF)
    return plan_jobs(project, languages, list(project.guides), formats, None, today=TODAY)


def made_here(project: Project) -> dict[str, bytes]:
    found: list[Artifact] = []
    forget_projects()
    run_jobs(build.make_handout, jobs_of(project), None, lambda made: found.extend(made.artifacts))
    return {artifact.path: artifact.content for artifact in found}


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # of the worker that is killed
def test_a_worker_is_lost_and_nothing_with_it(root: Path, cluster: LocalCluster) -> None:
    project = find_project(root)
    found: dict[str, bytes] = {}
    killed: list[int] = []

    def take(made: Made) -> None:
        found.update({artifact.path: artifact.content for artifact in made.artifacts})
        if not killed and len(found) > 10:
            with Client(cluster.scheduler_address, set_as_default=False) as client:
                killed.extend(list(client.run(os.getpid).values())[:1])
            os.kill(killed[0], signal.SIGKILL)

    with cluster_executor(cluster.scheduler_address, project.all_files()) as executor:
        run_jobs(build.make_handout, jobs_of(project), executor, take, at_once=16)
    assert killed
    assert found == made_here(project)


def test_the_command_gives_the_same_build(root: Path, cluster: LocalCluster, run: Run) -> None:
    outcome = run("build", "--scheduler", cluster.scheduler_address, at=root)
    assert outcome.code == 0, outcome.err
    there = files_of(root / "build")
    here = {name: content for name, content in there.items() if name.split("/")[0] in ("en", "es", "ar")}
    # What a page gives to the index of the search is no file of its own.
    pages = {name: content for name, content in made_here(find_project(root)).items() if not name.startswith("search:")}
    assert here == pages
    again = run("build", "--scheduler", cluster.scheduler_address, at=root)
    assert "Nothing had changed." in again.out


def test_no_scheduler_is_one_sentence(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.cluster._PATIENCE", 0.2)
    outcome = run("build", "--scheduler", "tcp://127.0.0.1:1", at=root)
    assert (outcome.code, outcome.err) == (
        2,
        "There is no scheduler at tcp://127.0.0.1:1. Start one with `dask scheduler`, and give its address.\n",
    )


class Answers:
    """A client whose workers say that they are these programs."""

    def __init__(self, programs: dict[str, str]) -> None:
        self._programs = programs

    def run(self, _function: object) -> dict[str, str]:
        return self._programs


@pytest.mark.parametrize(
    ("programs", "sentence"),
    [
        ({}, "The scheduler at tcp://here:1 has no workers."),
        (
            {"tcp://w:1": program_digest(), "tcp://w:2": "another"},
            "The worker tcp://w:2 has another version of Dragoman",
        ),
    ],
)
def test_workers_must_be_there_and_be_the_same_program(programs: dict[str, str], sentence: str) -> None:
    with pytest.raises(UserError, match=re.escape(sentence)):
        _require_same_program(Answers(programs), "tcp://here:1")


def test_workers_of_the_same_program_are_welcome() -> None:
    _require_same_program(Answers({"tcp://w:1": program_digest()}), "tcp://here:1")
