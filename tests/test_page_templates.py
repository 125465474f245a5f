"""Templates by which a project changes its pages: a block at a time, and nothing that must stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import SETTINGS, MakeProject, Run, files_of
from web.dom import read_page

GUIDE = '---\ntitle: "Rest <b>well</b> & long"\nsummary: S\n---\nSleep.\n'
EXTENDS = '{% extends "dragoman/page.html.j2" %}'
SET_UP = SETTINGS.replace('name = "Small"', 'name = "Small"\npage_templates = "pages"')


def built(project: MakeProject, run: Run, **templates: str) -> Path:
    files = {f"pages/{name}.j2": text for name, text in templates.items()}
    root = project({"dragoman.toml": SET_UP, "source/rest.md": GUIDE, "pages/.keep": "", **files})
    outcome = run("build", "--format", "html", "--jobs", "1", at=root)
    assert outcome.code == 0, outcome.err
    return root / "build"


def test_a_project_changes_one_block_and_the_rest_stays(project: MakeProject, run: Run) -> None:
    changed = f"{EXTENDS}\n{{% block after_text %}}<p class='own'>{{{{ sheet.title_text }}}}</p>{{% endblock %}}\n"
    site = built(project, run, **{"page.html": changed})
    page = read_page((site / "es/rest.html").read_text("utf-8"))
    (own,) = page.classed("own")
    assert own.text() == "Rest <b>well</b> & long"
    assert not list(own.all("b"))
    assert next(page.all("main")).text().startswith("Rest <b>well</b> & long")
    (mark,) = page.classed("draft")
    assert "DRAFT" in mark.text()


def test_an_own_block_may_use_what_is_ours_and_files_beside_it(project: MakeProject, run: Run) -> None:
    heading = (
        '{% block heading %}{% include "name.j2" %}<h1>{{ set.inline(sheet.title) }}</h1>'
        "{{ super() }}{{ say(_('Other languages')) }}{% endblock %}"
    )
    site = built(project, run, **{"page.html": f"{EXTENDS}{heading}", "name": "<p class='own'>{{ page.lang }}</p>"})
    page = read_page((site / "es/rest.html").read_text("utf-8"))
    assert [found.text() for found in page.classed("own")] == ["es"]
    assert [found.text() for found in page.all("h1")] == ["Rest <b>well</b> & long"] * 2


def test_the_other_pages_can_be_changed_too(project: MakeProject, run: Run) -> None:
    site = built(project, run)
    root = site.parent
    for name in ("index", "status"):
        text = f'{{% extends "dragoman/{name}.html.j2" %}}{{% block footer_end %}}<p id="own">x</p>{{% endblock %}}'
        (root / f"pages/{name}.html.j2").write_text(text, "utf-8")
    assert run("build", "--jobs", "1", at=root).code == 0
    for name in ("index", "status"):
        assert '<p id="own">x</p>' in (site / f"{name}.html").read_text("utf-8")


def test_a_changed_template_makes_the_pages_again(project: MakeProject, run: Run) -> None:
    site = built(project, run, **{"page.html": f"{EXTENDS}{{% block top %}}one{{% endblock %}}"})
    (site.parent / "pages/page.html.j2").write_text(f"{EXTENDS}{{% block top %}}two{{% endblock %}}", "utf-8")
    assert run("build", "--format", "html", "--jobs", "1", at=site.parent).code == 0
    assert "two" in (site / "es/rest.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("<p>mine</p>", "pages/page.html.j2:1: The template does not extend ours."),
        ('{% extends "dragoman/base.html.j2" %}', "pages/page.html.j2:1: The template does not extend ours."),
        ('{% set x = "dragoman/page.html.j2" %}{% extends x %}', "page.html.j2:1: The template does not extend ours."),
        ("\n{% block body %}{% endblock %}", "page.html.j2:2: The block 'body' is not one that a project may change."),
        ("\n{% block head %}{% endblock %}", "page.html.j2:2: The block 'head' is not one that a project may change."),
        ("\n{% autoescape false %}{% endautoescape %}", "page.html.j2:2: 'autoescape' would let a text become code."),
        (
            "{% block top %}\n{{ sheet.title_text | safe }}{% endblock %}",
            "page.html.j2:2: This template cannot be filled: ",
        ),
        ("{% block top %}\n{{ sheet.no_such }}{% endblock %}", "page.html.j2:2: This template cannot be filled: "),
        (
            "{% block top %}\n\n{{ 1 / 0 }}{% endblock %}",
            "page.html.j2:3: This template cannot be filled: ZeroDivision",
        ),
        ("{% block top %}\n{% if %}{% endblock %}", "page.html.j2:2: This template cannot be filled: "),
        (
            "{% block top %}{% include 'none.j2' %}{% endblock %}",
            "page.html.j2:1: This template cannot be filled: none.j2",
        ),
        ("{% block top %}{{ ''.__class__.__mro__ }}{% endblock %}", "page.html.j2:1: This template cannot be filled: "),
        ("{% block top %}{{ _.__globals__ }}{% endblock %}", "page.html.j2:1: This template cannot be filled: "),
        ("{% block top %}{% for x in range(999999999) %}{% endfor %}{% endblock %}", "Range too big"),
    ],
)
def test_a_template_that_cannot_stand_is_refused_with_its_line(
    template: str, said: str, project: MakeProject, run: Run
) -> None:
    text = template if "<p>mine" in template or "extends" in template else EXTENDS + template
    root = project({"dragoman.toml": SET_UP, "source/rest.md": GUIDE, "pages/page.html.j2": text})
    before = files_of(root)
    outcome = run("build", "--format", "html", "--jobs", "1", at=root)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert "Traceback" not in outcome.err
    after = files_of(root)
    assert {name: after[name] for name in after if not name.startswith(".dragoman/")} == before


def test_art_that_is_not_a_drawing_of_the_guide_is_text(project: MakeProject, run: Run) -> None:
    block = "{% block top %}<div class='own'>{{ art(sheet.title_text, 'a', 'en') }}</div>{% endblock %}"
    site = built(project, run, **{"page.html": EXTENDS + block})
    (own,) = read_page((site / "es/rest.html").read_text("utf-8")).classed("own")
    assert own.text() == "Rest <b>well</b> & long"


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("none", ": There is no folder 'none' of page templates."),
        ("../pages", ":3: page_templates = '../pages' leads out of the project."),
        ("/etc", ":3: page_templates = '/etc' leads out of the project."),
    ],
)
def test_the_folder_is_one_of_the_project(folder: str, said: str, project: MakeProject, run: Run) -> None:
    root = project({"dragoman.toml": SET_UP.replace('"pages"', f'"{folder}"'), "source/rest.md": GUIDE})
    outcome = run("build", "--format", "html", "--jobs", "1", at=root)
    assert outcome.code == 2
    assert outcome.err.startswith(f"dragoman.toml{said}")
