"""Where catalogs are: one a guide or one a language, in folders and files with any code of their language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from dragoman.errors import UserError
from dragoman.languages import find_language
from dragoman.layout import is_code_of
from dragoman.po import read_catalog
from dragoman.project import Project, find_project
from projects import SETTINGS, MakeProject, Run, edit, files_of

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
REST = f'{HEADER}msgid "Rest"\nmsgstr "Descanso"\n'
GUIDE = "---\ntitle: Rest\n---\n\nRest today.\n"
ONE_A_LANGUAGE = {
    "dragoman.toml": SETTINGS.replace(
        'name = "Small"', 'name = "Small"\ncatalogs = "po/{language}.po"\ntemplates = "po/messages.pot"'
    ),
    "source/rest.md": "---\ntitle: Rest\n---\n\nCall {clinic.phone}.\n\n<!-- dragoman:include signs -->\n\nRight\n",
    "source/signs.md": "---\ntitle: Signs\n---\n\nA fever\n\n<!-- dragoman:context side -->\n\nRight\n",
}


def settings(languages: str, layout: str = "", templates: str = "") -> str:
    lines = 'name = "Small"' + (f'\ncatalogs = "{layout}"' if layout else "")
    lines += f'\ntemplates = "{templates}"' if templates else ""
    return SETTINGS.replace('name = "Small"', lines).replace('["es"]', languages)


def opened(root: Path) -> Project:
    return find_project(root)


# ── names of folders and files ──


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("zh-Hans", "zh_Hans"),
        ("zh-Hans", "zh-Hans"),
        ("zh-Hans", "zh_CN"),
        ("zh-Hans", "zh-CN"),
        ("mww-Latn", "mww"),
        ("mww-Latn", "mww_Latn"),
        ("mww-Latn", "hmn"),
        ("fa-AF", "prs"),
        ("fa-AF", "fa_AF"),
        ("es", "es_US"),
    ],
)
def test_a_catalog_is_found_by_any_code_of_its_language(tag: str, name: str, project: MakeProject, run: Run) -> None:
    root = project(
        {
            "dragoman.toml": settings(f'["{tag}"]'),
            "source/rest.md": GUIDE,
            f"locales/{name}/LC_MESSAGES/rest.po": REST,
        }
    )
    found = opened(root)
    assert found.catalog_path("rest", find_language(tag)) == f"locales/{name}/LC_MESSAGES/rest.po"
    # What is new goes beside what is there, not into a second folder of the same language.
    assert found.catalog_path("page", find_language(tag)) == f"locales/{name}/LC_MESSAGES/page.po"
    assert run("sync", at=root).code == 0
    assert sorted(path.name for path in (root / "locales").iterdir()) == [name]
    rows = json.loads(run("status", "--format", "json", at=root).out)
    assert "Descanso" in (root / f"locales/{name}/LC_MESSAGES/rest.po").read_text("utf-8")
    assert tag in json.dumps(rows)


def test_a_new_catalog_has_the_gettext_name(project: MakeProject) -> None:
    root = project({"dragoman.toml": settings('["zh-Hans"]'), "source/rest.md": GUIDE, "locales/zh_CN/note.txt": ""})
    path = opened(root).catalog_path("rest", find_language("zh-Hans"))
    assert path == "locales/zh_Hans/LC_MESSAGES/rest.po"


@pytest.mark.parametrize(
    ("layout", "templates", "first", "second"),
    [
        ("", "", "locales/zh_Hans/LC_MESSAGES/rest.po", "locales/zh-CN/LC_MESSAGES/rest.po"),
        ("po/{language}.po", "po/messages.pot", "po/zh_Hans.po", "po/zh-CN.po"),
        ("po/{guide}.{language}.po", "po/{guide}.pot", "po/rest.zh_Hans.po", "po/rest.zh-CN.po"),
    ],
)
def test_two_places_for_one_language_are_an_error(
    layout: str, templates: str, first: str, second: str, project: MakeProject, run: Run
) -> None:
    root = project(
        {
            "dragoman.toml": settings('["zh-Hans"]', layout, templates),
            "source/rest.md": GUIDE,
            first: REST,
            second: REST,
        }
    )
    before = files_of(root)
    for command in ("sync", "status", "check"):
        outcome = run(command, at=root)
        assert outcome.code == 2, outcome
        assert first.removesuffix("/LC_MESSAGES/rest.po") in outcome.err
        assert second.removesuffix("/LC_MESSAGES/rest.po") in outcome.err
    assert files_of(root) == before


def test_a_link_from_one_name_to_the_other_is_one_place(project: MakeProject) -> None:
    root = project(
        {
            "dragoman.toml": settings('["zh-Hans"]'),
            "source/rest.md": GUIDE,
            "locales/zh_Hans/LC_MESSAGES/rest.po": REST,
        }
    )
    (root / "locales/zh_CN").symlink_to("zh_Hans")
    found = opened(root).catalog_path("rest", find_language("zh-Hans"))
    assert found == "locales/zh_Hans/LC_MESSAGES/rest.po"


def test_names_that_are_no_codes_are_refused(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE, "locales/Spanish/LC_MESSAGES/rest.po": REST})
    outcome = run("sync", at=root)
    assert outcome.code == 2
    assert "named 'es', not 'Spanish'" in outcome.err


def test_a_language_that_the_project_has_not_is_refused_by_any_of_its_names(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE, "locales/zh_CN/LC_MESSAGES/rest.po": REST})
    outcome = run("status", at=root)
    assert outcome.code == 2
    assert "locales/zh_CN/LC_MESSAGES/rest.po: Chinese" in outcome.err


@pytest.mark.parametrize(
    ("layout", "templates"),
    [
        ("po/{guide}-{language}.po", "po/{guide}.pot"),
        ("po/{guide}/{language}.po", "po/{guide}/{guide}.pot"),
        ("po/{language}/{guide}.{language}.po", "po/{guide}.pot"),
        ("{language}/{guide}.po", "{guide}.pot"),
    ],
)
def test_other_layouts_with_a_guide_in_them(layout: str, templates: str, project: MakeProject, run: Run) -> None:
    """Also where the name of one guide begins with that of another."""
    root = project(
        {
            "dragoman.toml": settings('["es", "zh-Hans"]', layout, templates),
            "source/rest.md": GUIDE,
            "source/rest-es.md": GUIDE.replace("Rest", "Sleep"),
        }
    )
    for command in ("extract", "sync", "status"):
        assert run(command, at=root).code == 0, run(command, at=root)
    assert run("sync", "--check", at=root).code == 0
    assert run("extract", "--check", at=root).code == 0
    expected = {
        layout.replace("{guide}", guide).replace("{language}", name)
        for guide in ("rest", "rest-es", "page")
        for name in ("es", "zh_Hans")
    }
    assert {name for name in files_of(root) if name.endswith(".po")} == expected


@pytest.mark.parametrize("name", ["zh", "Chinese", "zh_Hant", "zh_TW", ""])
def test_other_names_are_no_codes_of_a_language(name: str) -> None:
    assert not is_code_of(name, find_language("zh-Hans"))


# ── one catalog a language ──


def one(project: MakeProject, more: Mapping[str, str] | None = None) -> Path:
    return project({**ONE_A_LANGUAGE, **(more or {})})


def test_one_template_and_one_catalog_hold_all_guides_once(project: MakeProject, run: Run) -> None:
    root = one(project)
    assert run("extract", at=root).code == 0
    assert run("sync", at=root).code == 0
    assert sorted(path.name for path in (root / "po").iterdir()) == ["es.po", "messages.pot"]
    for name in ("es.po", "messages.pot"):
        entries = read_catalog((root / "po" / name).read_bytes(), name).entries
        keys = [(entry.key.context, entry.key.text) for entry in entries]
        assert len(keys) == len(set(keys))
        # The part is translated in its own guide, once; its text with a context is a message of its own.
        assert keys.count((None, "A fever")) == 1
        assert {(None, "Right"), ("side", "Right"), (None, "Call {clinic.phone}.")} <= set(keys)
        assert (None, "Warning") in keys
    for command in ("extract", "sync"):
        assert run(command, "--check", at=root).code == 0


def test_one_catalog_a_language_is_counted_and_checked(project: MakeProject, run: Run) -> None:
    root = one(project)
    for command in ("extract", "sync"):
        run(command, at=root)
    edit(root / "po/es.po", 'msgid "A fever"\nmsgstr ""', 'msgid "A fever"\nmsgstr "Fiebre"')
    edit(root / "po/es.po", 'msgid "Call {clinic.phone}."\nmsgstr ""', 'msgid "Call {clinic.phone}."\nmsgstr "Llame."')
    counted = run("status", at=root)
    assert counted.code == 0
    assert "guides" in counted.out
    checked = run("check", at=root)
    assert checked.code == 1
    assert "po/es.po" in checked.out
    assert "placeholder-mismatch" in checked.out


def test_pages_are_built_from_one_catalog_a_language(project: MakeProject, run: Run) -> None:
    root = one(project)
    for command in ("extract", "sync"):
        run(command, at=root)
    path = root / "po/es.po"
    for english, spanish in (
        ("A fever", "Fiebre"),
        ("Rest", "Descanso"),
        ("Call {clinic.phone}.", "Llame al {clinic.phone}."),
    ):
        edit(path, f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{spanish}"')
    edit(path, 'msgctxt "side"\nmsgid "Right"\nmsgstr ""', 'msgctxt "side"\nmsgid "Right"\nmsgstr "Derecho"')
    text = path.read_text("utf-8")
    assert text.count('msgid "Right"\nmsgstr ""') == 1
    path.write_text(text.replace('msgid "Right"\nmsgstr ""', 'msgid "Right"\nmsgstr "Correcto"'), "utf-8")
    assert run("build", "--format", "html", "--jobs", "1", at=root).code == 0
    page = (root / "build/es/rest.html").read_text("utf-8")
    for word in ("Descanso", "Fiebre", "Derecho", "Correcto", "Llame al"):
        assert word in page


def test_one_catalog_a_language_under_an_alias(project: MakeProject, run: Run) -> None:
    root = one(project, {"po/es_MX.po": f'{HEADER}msgid "A fever"\nmsgstr "Fiebre"\n'})
    assert run("sync", at=root).code == 0
    assert not (root / "po/es.po").exists()
    assert 'msgstr "Fiebre"' in (root / "po/es_MX.po").read_text("utf-8")


def test_an_error_names_both_places(project: MakeProject) -> None:
    root = one(project, {"po/es.po": REST, "po/spa.po": REST})
    with pytest.raises(UserError) as error:
        opened(root).catalog_path("guides", find_language("es"))
    assert "'po/es.po' and 'po/spa.po'" in str(error.value)


# ── names of guides that are misspelt ──


@pytest.mark.parametrize(
    ("there", "odd", "meant"),
    [
        ((), "back_pain", "back-pain"),
        (("back-pain",), "Back_Pain", "back-pain"),
        ((), "back-pains", "back-pain"),
        ((), "pages", "page"),
        (("back-pain",), "back-pains", None),  # it may be of a guide that was taken away
        ((), "knees", None),
    ],
)
def test_a_catalog_named_nearly_as_a_guide_is_told(
    there: tuple[str, ...], odd: str, meant: str | None, project: MakeProject
) -> None:
    names = [f"locales/es/LC_MESSAGES/{name}.po" for name in (*there, odd)]
    root = project({"source/back-pain.md": GUIDE, **dict.fromkeys(names, REST)})
    if meant is None:
        opened(root).refuse_misnamed_catalogs()
        return
    with pytest.raises(UserError) as refused:
        opened(root).refuse_misnamed_catalogs()
    assert str(refused.value) == (
        f"locales/es/LC_MESSAGES/{odd}.po: There is no guide '{odd}'. "
        f"Did you mean {meant}.po? Rename the catalog, or move it away."
    )


@pytest.mark.parametrize("layout", ["po/{guide}/{language}.po", "po/{guide}.{language}.po", "po/{language}.po"])
def test_names_of_guides_are_asked_in_folders_of_languages_alone(layout: str, project: MakeProject) -> None:
    templates = "po/{guide}.pot" if "{guide}" in layout else "po/all.pot"
    path = layout.replace("{language}", "es").replace("{guide}", "back_pain")
    files = {"dragoman.toml": settings('["es"]', layout, templates), "source/back-pain.md": GUIDE, path: REST}
    opened(project(files)).refuse_misnamed_catalogs()
