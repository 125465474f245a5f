"""Translations of other tools' catalogs: what keeps its place, how surely, and what is never taken over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SVG, entry_of
from dragoman.adopt import Adopted, Adoption, Foreign, Place, Wanted, adopt, filled
from dragoman.adopt.pieces import pieces
from dragoman.adopt.spelling import difference, respelled
from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext, parse_inline
from dragoman.model import Catalog, Entry, MessageKey, Status
from dragoman.po import read_catalog
from projects import SETTINGS, SHIPPED, MakeProject, Run, edit, files_of

DATA = Path(__file__).parent / "adopt"
HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CATALOG = "locales/es/LC_MESSAGES/rest.po"
FEVER = InlineContext((("fever", "https://example.org/fever", "Fever"),), ("1",))

TOOLS = {
    # tool: guide: (exactly, mechanically, as fuzzy, not at all)
    "mdpo": {"before-your-injection": (39, 15, 3, 0), "forms": (16, 7, 1, 0)},
    "po4a": {"before-your-injection": (8, 28, 21, 0), "forms": (2, 16, 6, 0)},
    "sphinx-myst": {"before-your-injection": (39, 7, 0, 11), "forms": (19, 3, 1, 1)},
    "translate-toolkit-md2po": {"before-your-injection": (32, 22, 3, 0), "forms": (17, 7, 0, 0)},
    "translate-toolkit-html2po": {"before-your-injection": (26, 20, 0, 11), "forms": (12, 11, 0, 1)},
}


def foreign(text: str, translation: str, status: Status = Status.TRANSLATED, path: str = "old.po") -> Foreign:
    return Foreign(entry_of(text, translation, status), path, Path(path).stem)


def wanted(text: str, translation: str = "", context: str | None = None, elsewhere: InlineContext = FEVER) -> Wanted:
    status = Status.TRANSLATED if translation else Status.UNTRANSLATED
    return Wanted("rest", entry_of(text, translation, status, context), elsewhere)


def only(adoption: Adoption) -> Adopted:
    (best,) = adoption.adopted
    return best


# ── the tools ──


def shown(counts: tuple[int, ...]) -> list[str]:
    return [str(count) for count in counts]


@pytest.mark.parametrize("tool", TOOLS)
def test_catalogs_of_other_tools_keep_their_place(tool: str, project: MakeProject, run: Run) -> None:
    drawing = SVG.format('<svg id="drawing" viewBox="0 0 8 8"><path d="M0 0h8"/></svg>')
    root = project(
        {
            "dragoman.toml": SETTINGS + '[facts.fever]\nthreshold = { kind = "measure", value = "100 °F" }\n',
            "source/before-your-injection.md": (SHIPPED / "source/before-your-injection.md").read_bytes(),
            "source/forms.md": (DATA / "forms.md").read_bytes(),
            "source/images/bandage.svg": drawing,
        }
    )
    outcome = run("adopt", str(DATA / tool), at=root)
    assert (outcome.code, outcome.err) == (0, "")
    rows = {line.split()[0]: line.split()[1:5] for line in outcome.out.splitlines() if line.startswith("  ")}
    assert {guide: rows[guide] for guide in TOOLS[tool]} == {g: shown(c) for g, c in TOOLS[tool].items()}
    ours, real = (
        {
            entry.key: entry
            for entry in read_catalog(
                (at / "locales/es/LC_MESSAGES/before-your-injection.po").read_bytes(), "x"
            ).entries
        }
        for at in (root, SHIPPED)
    )
    # Each translation, fuzzy or not, is character for character the one that our own catalog has.
    assert {e.key: e.translation for e in ours.values() if any(e.translation)}.items() <= {
        e.key: e.translation for e in real.values()
    }.items()
    assert "mismatch" not in run("check", at=root).out
    before = files_of(root)
    assert run("adopt", str(DATA / tool), at=root).code == 0
    assert files_of(root) == before


MDBOOK = [
    ("**One** day. Do _not_ lift.", "**One** day. Do *not* lift.", "**Uno**. _No_ alce.", "**Uno**. *No* alce."),
    ('See [us](https://example.org/fever "Fever").', "See [us][fever].", 'Vea [a](https://example.org/fever "Fever").',
     "Vea [a][fever]."),
]  # fmt: skip
"""In the manner of mdbook-i18n-helpers."""


@pytest.mark.parametrize(
    ("theirs", "ours", "translation", "adopted"),
    [
        *MDBOOK,
        ("# Care {#care}\n", "Care", "# Cuidado {#care}\n", "Cuidado"),
        ("Rest\ntoday.\n", "Rest today.", "Descanse\nhoy.\n", "Descanse hoy."),
        ("- Rest", "Rest", "- Descanse", "Descanse"),
        ("> [!WARNING]\n> Do not drive.", "Do not drive.", "> [!WARNING]\n> No maneje.", "No maneje."),
        ("[!WARNING] Do not drive.", "Do not drive.", "[!WARNING] No maneje.", "No maneje."),
        ("[ ] Rest", "Rest", "[ ] Descanse", "Descanse"),
        ("[^1]: A day.", "A day.", "[^1]: Un día.", "Un día."),
        ("__Rest__ now", "**Rest** now", "__Descanse__ ya", "**Descanse** ya"),
        ("<b>Rest</b> &amp; wait", "**Rest** & wait", "<b>Descanse</b> &amp; espere", "**Descanse** & espere"),
        ("5 * 2, not 5_2", "5 \\* 2, not 5\\_2", "5 * 2, no 5_2", "5 * 2, no 5_2"),
        ("One<br />two", "One\ntwo", "Uno<br />dos", "Uno\ndos"),
        ('<a href="https://a.example/x">Read</a> it', "[Read](https://a.example/x) it",
         '<a href="https://a.example/x">Léalo</a>', "[Léalo](https://a.example/x)"),
        ("See [us]{1} or {2}.", "See [us][fever] or <https://a.example>.", "Vea {2} o [nos]{1}.",
         "Vea <https://a.example> o [nos][fever]."),
        ("title: Rest\nsummary: Sleep", "Sleep", "title: Descanso\nsummary: Dormir", "Dormir"),
        ("Call  {clinic.phone} .", "Call {clinic.phone} .", "Llame al {clinic.phone}  .", "Llame al {clinic.phone}  ."),
        # Between these characters two asterisks make no strong text.
        ("<b>Stop</b> now", "**Stop** now", "<b>“停”</b>吧", "<strong>“停”</strong>吧"),
    ],
)  # fmt: skip
def test_the_same_text_in_another_spelling(theirs: str, ours: str, translation: str, adopted: str) -> None:
    best = only(adopt([wanted(ours)], [foreign(theirs, translation)]))
    assert best.place is Place.MECHANICAL
    assert (best.translation, best.doubt) == ((adopted,), "")


@pytest.mark.parametrize(
    ("theirs", "ours", "translation", "why"),
    [
        ("Call\n{clinic.phone}.", "Call {clinic.phone}.", "Llame.", "placeholders"),
        ("# See [a](https://a.example)", "See [a](https://a.example)", "# Vea", "links"),
        ("__Never__ drive", "**Never** drive", "Nunca maneje", "marks"),
        ("Never drive. Rest.", "Never drive.\nRest.", "Nunca maneje. Descanse.", "line breaks"),
        ("| A | B |\n|---|---|\n| Rest | x |", "Rest", "| A | B |\n|---|---|\n| Descanso | x |", "its place"),
        ("[rest, sleep]", "sleep", "[descanso, sueño]", "its place"),
        ("- Rest now", "Rest now", "- Rest now", "the English itself"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_fuzzy_and_says_why(theirs: str, ours: str, translation: str, why: str) -> None:
    adoption = adopt([wanted(ours)], [foreign(theirs, translation)])
    best = only(adoption)
    assert why in best.doubt
    catalog = filled(Catalog("rest.po", "es", entry_of("", "Language: es\n"), (best.wanted.entry,)), adoption.adopted)
    assert catalog.entries[0].status is Status.FUZZY
    assert catalog.entries[0].comments == (f"Dragoman adopted this as fuzzy: {best.doubt}",)


# ── which one, and which not ──


def test_a_reworded_text_is_fuzzy_with_the_english_that_was_translated() -> None:
    best = only(
        adopt([wanted("Please rest at home today.")], [foreign("Please rest in your home today.", "Descanse.")])
    )
    assert (best.place, best.is_fuzzy) == (Place.NEAR, True)
    assert best.previous == MessageKey(None, "Please rest in your home today.")


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Take your pills before the shot.", "Do not take your pills before the shot."),
        ("Rest for 2 days after the shot.", "Rest for 3 days after the shot."),
        ("The pain is in the left leg only.", "The pain is in the right leg only."),
        ("Call the clinic at once if it bleeds.", "Call the clinic at once unless it bleeds."),
    ],
)
def test_a_text_with_another_meaning_is_never_adopted(theirs: str, ours: str) -> None:
    adoption = adopt([wanted(ours)], [foreign(f"- {theirs}\n", "- Texto.\n"), foreign(theirs, "Texto.")])
    assert not adoption.adopted
    assert [message.entry.key.text for message in adoption.missing] == [ours]
    assert len(adoption.unused) == 2


def test_what_is_there_is_never_overwritten() -> None:
    adoption = adopt([wanted("Rest", "Repose")], [foreign("Rest", "Descanse")])
    assert not adoption.adopted
    assert len(adoption.kept) == 1
    assert not adoption.unused


def test_a_fuzzy_translation_stays_fuzzy() -> None:
    best = only(adopt([wanted("Rest")], [foreign("Rest", "Descanse", Status.FUZZY)]))
    assert best.place is Place.EXACT
    assert best.is_fuzzy


def test_an_obsolete_translation_is_better_than_none_and_worse_than_another() -> None:
    old = foreign("Rest", "Repose", Status.OBSOLETE)
    assert only(adopt([wanted("Rest")], [old])).translation == ("Repose",)
    assert only(adopt([wanted("Rest")], [old, foreign("Rest", "Descanse")])).translation == ("Descanse",)


def test_two_translations_of_the_same_english() -> None:
    one, two = foreign("Rest", "Descanse", path="a.po"), foreign("Rest", "Repose", path="b.po")
    doubtful = only(adopt([wanted("Rest")], [one, two]))
    assert doubtful.translation == ("Descanse",)
    assert "b.po:0 has another translation" in doubtful.doubt
    named_alike = only(adopt([wanted("Rest")], [one, foreign("Rest", "Repose", path="rest.po")]))
    assert (named_alike.translation, named_alike.doubt) == (("Repose",), "")


def test_contexts() -> None:
    side = Foreign(entry_of("Right", "Derecho", context="side"), "old.po", "old")
    assert only(adopt([wanted("Right")], [side])).doubt == ""
    both = adopt([wanted("Right"), wanted("Right", context="side")], [side])
    found = {best.wanted.entry.key.context: (best.translation[0], best.is_fuzzy) for best in both.adopted}
    assert found == {"side": ("Derecho", False), None: ("Derecho", True)}
    all_ = adopt([wanted("Right"), wanted("Right", context="side")], [side, foreign("Right", "Correcto")])
    assert {best.translation[0] for best in all_.adopted if not best.is_fuzzy} == {"Derecho", "Correcto"}


def test_plural_forms_are_taken_only_by_the_same_plural() -> None:
    plural = Entry(MessageKey(None, "one day"), ("un día", "{n} días"), Status.TRANSLATED, "{n} days")
    assert not adopt([wanted("one day")], [Foreign(plural, "old.po", "old")]).adopted
    ours = Wanted("rest", Entry(MessageKey(None, "one day"), ("", ""), Status.UNTRANSLATED, "{n} days"))
    assert only(adopt([ours], [Foreign(plural, "old.po", "old")])).translation == plural.translation


def test_comments_of_the_translator_come_along() -> None:
    entry = Entry(MessageKey(None, "Rest"), ("Descanse",), Status.TRANSLATED, comments=("Ana: formal",))
    adoption = adopt([wanted("Rest")], [Foreign(entry, "old.po", "old")])
    catalog = filled(Catalog("r.po", "es", entry_of("", ""), (only(adoption).wanted.entry,)), adoption.adopted)
    assert catalog.entries[0].comments == ("Ana: formal",)


INLINE = st.text(alphabet="ab *_`[]()<>&\\{}.\n1é\u00a0!~#", max_size=40)


@given(INLINE, INLINE)
def test_any_text_can_be_read_and_respelling_changes_no_word(source: str, translation: str) -> None:
    for piece in pieces(source, translation):
        difference(piece.source, piece.translation, NOTHING_ELSEWHERE)
    again = respelled(translation, source, NOTHING_ELSEWHERE)
    assert parse_inline(again) == parse_inline(translation.strip())


@given(st.lists(st.tuples(INLINE, INLINE.filter(bool)), max_size=6), st.lists(INLINE.filter(str.strip), max_size=6))
def test_no_text_is_made_up(theirs: list[tuple[str, str]], ours: list[str]) -> None:
    messages = [wanted(text) for text in dict.fromkeys(ours)]
    adoption = adopt(messages, [foreign(text, translation) for text, translation in dict(theirs).items()])
    assert len(adoption.adopted) + len(adoption.missing) == len(messages)
    for best in adoption.adopted:
        if best.place is Place.EXACT:
            assert best.translation == best.origin.entry.translation
        elif not best.is_fuzzy:
            assert not difference(best.wanted.entry.key.text, best.translation[0], FEVER)


# ── the command ──


def small(project: MakeProject, **more: str) -> Path:
    files = {"source/rest.md": "---\ntitle: Rest\n---\n\nRest **today**.\n\nSleep at home.\n"}
    return project({**files, **{name.replace("__", "/"): text for name, text in more.items()}})


def foreign_file(folder: Path, name: str, language: str = "es") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    body = 'msgid "Rest __today__."\nmsgstr "Descanse __hoy__."\n\nmsgid "Rest"\nmsgstr "Descanso"\n\n'
    path.write_text(HEADER.format(language) + body + 'msgid "Swim"\nmsgstr "Nade"\n', "utf-8")
    return path


def test_check_reports_and_writes_nothing(project: MakeProject, run: Run, tmp_path: Path) -> None:
    root = small(project)
    other = foreign_file(tmp_path / "other", "x.po")
    before = files_of(root)
    outcome = run("adopt", "--check", str(other), at=root)
    assert (outcome.code, outcome.err) == (1, "")
    assert files_of(root) == before
    assert "Spanish (es)" in outcome.out
    assert f"{other}: 1 left unused of 3" in outcome.out
    assert f"{CATALOG}: would be written" in outcome.out
    assert run("adopt", str(other), at=root).code == 0
    text = (root / CATALOG).read_text("utf-8")
    assert 'msgid "Rest **today**."\nmsgstr "Descanse **hoy**."' in text
    assert 'msgid "Sleep at home."\nmsgstr ""' in text
    again = run("adopt", "--check", str(other), at=root)
    assert again.code == 0, again
    assert run("sync", "--check", "es", at=root).out.count(CATALOG) == 0


def test_a_translation_of_ours_stays(project: MakeProject, run: Run, tmp_path: Path) -> None:
    root = small(project)
    run("sync", at=root)
    edit(root / CATALOG, 'msgid "Rest"\nmsgstr ""', 'msgid "Rest"\nmsgstr "Reposo"')
    assert run("adopt", str(foreign_file(tmp_path, "x.po")), at=root).code == 0
    assert 'msgid "Rest"\nmsgstr "Reposo"' in (root / CATALOG).read_text("utf-8")


@pytest.mark.parametrize(
    "name",
    ["es.po", "guide.es.po", "guide-es.po", "es/guide.po", "es/LC_MESSAGES/guide.po", "spa/guide.po", "es_MX.po"],
)
def test_the_path_says_the_language_where_the_header_does_not(
    name: str, project: MakeProject, run: Run, tmp_path: Path
) -> None:
    foreign_file(tmp_path / "other", name, language="")
    root = small(project)
    outcome = run("adopt", str(tmp_path / "other"), at=root)
    assert outcome.code == 0, outcome
    assert (root / CATALOG).exists()


def test_the_language_can_be_named(project: MakeProject, run: Run, tmp_path: Path) -> None:
    path = str(foreign_file(tmp_path / "other", "guide.po", language=""))
    root = small(project)
    lost = run("adopt", path, at=root)
    assert lost.code == 2
    assert "--language" in lost.err
    assert run("adopt", path, "--language", "Spanish", at=root).code == 0
    unknown = str(foreign_file(tmp_path / "other", "guide.po", language="es_XX"))
    assert "--language" in run("adopt", unknown, at=root).err
    assert run("adopt", unknown, "--language", "es", at=root).code == 0


@pytest.mark.parametrize(
    ("language", "given", "said"),
    [
        ("so", ("--language", "es"), "The header says Somali, not Spanish."),
        ("ru", (), "There is nothing in Russian."),
        ("en", (), "The header says that this is English."),
    ],
)
def test_a_wrong_language_stops_the_work(
    language: str, given: tuple[str, ...], said: str, project: MakeProject, run: Run, tmp_path: Path
) -> None:
    root = small(project, **{"dragoman.toml": SETTINGS.replace('["es"]', '["es", "so"]')})
    before = files_of(root)
    outcome = run("adopt", str(foreign_file(tmp_path, "x.po", language)), *given, at=root)
    assert outcome.code == 2
    assert said in outcome.err
    assert "x.po" in outcome.err
    assert files_of(root) == before


def test_a_file_that_cannot_be_read_stops_the_work(project: MakeProject, run: Run, tmp_path: Path) -> None:
    foreign_file(tmp_path / "other", "a.po")
    (tmp_path / "other/b.po").write_text(f'{HEADER.format("es")}msgid "Rest\n', "utf-8")
    root = small(project)
    before = files_of(root)
    outcome = run("adopt", str(tmp_path / "other"), at=root)
    assert outcome.code == 2
    assert f"{tmp_path}/other/b.po:6" in outcome.err
    assert files_of(root) == before
    assert run("adopt", str(tmp_path / "nothing.po"), at=root).code == 2
    assert "no .po file" in run("adopt", str(root / "source"), at=root).err


@pytest.mark.parametrize("begun", [False, True])
def test_a_machine_stays_a_machine_and_a_translator_keeps_the_name(
    begun: bool, project: MakeProject, run: Run, tmp_path: Path
) -> None:
    """In a new catalog, and in one that `add` or `init` made."""
    path = foreign_file(tmp_path, "x.po")
    fields = ("X-Dragoman-Origin: machine", "Last-Translator: Ana <ana@example.org>", "PO-Revision-Date: 2026-01-02")
    extra = "".join(f'"{field}\\n"\n' for field in fields)
    edit(path, '"Language: es\\n"\n', f'"Language: es\\n"\n{extra}')
    root = small(project)
    if begun:
        assert run("add", "es", at=root).code == 0
    assert run("adopt", str(path), at=root).code == 0
    text = (root / CATALOG).read_text("utf-8")
    for line in extra.splitlines():
        assert line in text


def test_one_catalog_a_language(project: MakeProject, run: Run, tmp_path: Path) -> None:
    settings = SETTINGS.replace(
        'name = "Small"', 'name = "Small"\ncatalogs = "po/{language}.po"\ntemplates = "po/messages.pot"'
    )
    root = small(project, **{"dragoman.toml": settings})
    assert run("adopt", str(foreign_file(tmp_path, "x.po")), at=root).code == 0
    assert 'msgstr "Descanse **hoy**."' in (root / "po/es.po").read_text("utf-8")
