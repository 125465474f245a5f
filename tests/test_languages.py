"""The language registry: its rows, how a language is found, and what a project may add."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import dragoman.languages
from dragoman.errors import UnknownLanguage, UserError
from dragoman.languages import all_languages, find_language, is_code, language_from_table, plural_form, plural_rule
from dragoman.languages.babel_data import cldr_digits, cldr_direction, cldr_name, cldr_plural
from dragoman.languages.rows import KEYS, RTL_SCRIPTS
from dragoman.model import SOURCE_LANGUAGE, Breaking, Direction, Language, Location

REGISTRY: dict[str, Any] = tomllib.loads(
    Path(dragoman.languages.__file__).with_name("registry.toml").read_text(encoding="utf-8")
)
LANGUAGES = all_languages()
NUMBERS = (*range(201), 1_000_000)
HERE = Location("dragoman.toml", 12)

each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)

SERVED = """am ar en es fa fa-AF fr hi hnj-Latn ja km ko ksw lo mww-Latn my ne om ps pt-BR ru so sw th ti uk ur vi
zh-Hans zh-Hant"""

# What the registry says on purpose in other words than CLDR, and why.
NAMES_UNLIKE_CLDR = {
    "fa": ("Farsi", "what staff and interpreters in Minnesota call it"),
    "fa-AF": ("Dari", "CLDR has only Persian (Afghanistan), which no reader of Dari calls it"),
    "mww-Latn": ("Hmong (White)", "CLDR has no name for it"),
    "hnj-Latn": ("Hmong (Green)", "stands beside Hmong (White) in a list, and CLDR's name is for another script"),
}
DIGITS_UNLIKE_CLDR = {
    "hnj-Latn": ("latn", "CLDR's digits are those of the Nyiakeng Puachue script"),
    "mww-Latn": ("latn", "CLDR's digits are those of the Pahawh Hmong script"),
}
CLDR_DOES_NOT_KNOW = {"ksw"}
NUMBERS_UNLIKE_CLDR = {
    "vi": ({0, 1}, "CLDR through Babel 2.19 gives 0 and 1 a form; gettext and every Vietnamese catalog have one"),
    "es": ({1_000_000}, "CLDR's form for exact millions needs a variable that gettext lacks"),
    "fr": ({1_000_000}, "CLDR's form for exact millions needs a variable that gettext lacks"),
    "pt-BR": ({1_000_000}, "CLDR's form for exact millions needs a variable that gettext lacks"),
}


# ── The rows ────────────────────────────────────────────────────────────────────────────────────


def test_serves_the_languages_of_the_clinic_sorted_by_tag() -> None:
    assert [language.tag for language in LANGUAGES] == SERVED.split()
    assert SOURCE_LANGUAGE in SERVED.split()


@pytest.mark.parametrize("row", REGISTRY["language"], ids=lambda row: row["tag"])
def test_every_row_has_every_key_and_nothing_else(row: dict[str, Any]) -> None:
    assert tuple(row) == KEYS


@each_language
def test_values_have_the_types_of_the_model(language: Language) -> None:
    assert is_code(language.tag) and is_code(language.gettext) and "-" not in language.gettext
    assert type(language.direction) is Direction
    assert type(language.breaking) is Breaking
    for value in (language.line_height, language.size_factor, language.expansion):
        assert type(value) is float
    assert type(language.aliases) is tuple and type(language.fonts) is tuple
    assert hash(language) == hash(dataclasses.replace(language))


@each_language
def test_direction_is_that_of_the_script(language: Language) -> None:
    assert (language.direction is Direction.RTL) == (language.script in RTL_SCRIPTS)


@each_language
def test_a_printable_language_has_noto_sans_for_digits_and_signs(language: Language) -> None:
    assert not language.fonts or "Noto Sans" in language.fonts
    assert len(set(language.fonts)) == len(language.fonts)


@each_language
def test_the_pdf_language_is_the_same_language(language: Language) -> None:
    assert re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", language.pdf_language)
    assert language.pdf_language.split("-")[0] == language.tag.split("-")[0]


def test_the_pdf_language_tells_every_two_rows_apart() -> None:
    assert len({language.pdf_language for language in LANGUAGES}) == len(LANGUAGES)


# ── Plural forms ────────────────────────────────────────────────────────────────────────────────


@each_language
def test_every_number_has_a_form_and_every_form_a_number(language: Language) -> None:
    forms = {plural_form(language, n) for n in NUMBERS}
    assert forms == set(range(language.plural_count))


@each_language
def test_plural_forms_are_those_of_cldr(language: Language) -> None:
    if language.tag in CLDR_DOES_NOT_KNOW:
        assert cldr_plural(language.tag, 1) is None
        return
    apart, _reason = NUMBERS_UNLIKE_CLDR.get(language.tag, (set[int](), ""))
    pairs = {(cldr_plural(language.tag, n), plural_form(language, n)) for n in NUMBERS if n not in apart}
    assert len(pairs) == language.plural_count, "each category is one form and each form one category"
    for n in apart:
        assert (cldr_plural(language.tag, n), plural_form(language, n)) not in pairs, "no longer unlike CLDR"


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")
@each_language
def test_gettext_accepts_the_header(language: Language, tmp_path: Path) -> None:
    catalog = tmp_path / "x.po"
    forms = "".join(f'msgstr[{form}] "%d"\n' for form in range(language.plural_count))
    catalog.write_text(
        'msgid ""\nmsgstr ""\n"Project-Id-Version: x\\n"\n"PO-Revision-Date: 2026-01-01 00:00+0000\\n"\n'
        '"Last-Translator: x <x@example.org>\\n"\n"Language-Team: x\\n"\n'
        f'"Language: {language.gettext}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {language.plural_forms}\\n"\n\nmsgid "%d a"\nmsgid_plural "%d b"\n{forms}',
        encoding="utf-8",
    )
    ran = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(catalog)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("", "it is not of the form 'nplurals=2; plural=(n != 1);'"),
        ("nplurals=0; plural=0;", "it is not of the form 'nplurals=2; plural=(n != 1);'"),
        ("nplurals=2; plural=n;", "it gives form 2 for n = 2, but nplurals is 2"),
        ("nplurals=2; plural=1/n;", "it divides by zero for n = 0"),
        ("nplurals=2; plural=__import__('os');", "invalid token in plural form: _"),
    ],
)
def test_a_bad_header_is_refused(header: str, problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        plural_rule(header)


@example("0/!0")
@given(st.text(alphabet="n0123456789 ()?:!=<>&|%*/+-;", max_size=60))
def test_any_expression_is_refused_or_gives_a_form(expression: str) -> None:
    with contextlib.suppress(ValueError):
        assert 0 <= plural_rule(f"nplurals=3; plural={expression};")(5) < 3


# ── CLDR ────────────────────────────────────────────────────────────────────────────────────────


@each_language
def test_names_directions_and_digits_are_those_of_cldr(language: Language) -> None:
    if language.tag in CLDR_DOES_NOT_KNOW:
        assert cldr_name(language.tag) is None
        return
    own_name = NAMES_UNLIKE_CLDR.get(language.tag, (cldr_name(language.tag), ""))[0]
    own_digits = DIGITS_UNLIKE_CLDR.get(language.tag, (cldr_digits(language.tag), ""))[0]
    assert (language.english, language.digits) == (own_name, own_digits)
    assert language.direction is cldr_direction(language.tag)


def test_the_lists_of_differences_hold_nothing_that_is_no_longer_one() -> None:
    assert [tag for tag, (name, _) in NAMES_UNLIKE_CLDR.items() if cldr_name(tag) == name] == []
    assert [tag for tag, (digits, _) in DIGITS_UNLIKE_CLDR.items() if cldr_digits(tag) == digits] == []


# ── Finding ─────────────────────────────────────────────────────────────────────────────────────


@each_language
def test_each_name_leads_to_its_language_in_any_case(language: Language) -> None:
    for name in (language.tag, language.gettext, language.english, language.autonym, *language.aliases):
        assert find_language(name) is language
        assert find_language(name.upper()) is language
        assert find_language(f" {name.swapcase()} ") is language
        assert find_language(name.replace("-", "_")) is language


def test_no_name_is_given_twice() -> None:
    for language in LANGUAGES:
        names = [name.casefold().replace("_", "-") for name in (language.tag, *language.aliases)]
        assert len(set(names)) == len(names), language.tag
        assert language.english not in language.aliases
    for row in REGISTRY["ambiguous"]:
        for code in row["codes"]:
            with pytest.raises(UnknownLanguage):
                find_language(code)


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Cambodian", "km"),
        ("Farsi", "fa"),
        ("Persian", "fa"),
        ("dari", "fa-AF"),
        ("prs", "fa-AF"),
        ("hmn", "mww-Latn"),
        ("mww", "mww-Latn"),
        ("Hmong", "mww-Latn"),
        ("pt", "pt-BR"),
        ("zh_CN", "zh-Hans"),
        ("zh-tw", "zh-Hant"),
        ("S\N{RIGHT SINGLE QUOTATION MARK}gaw Karen", "ksw"),
    ],
)
def test_people_find_their_language(name: str, tag: str) -> None:
    assert find_language(name).tag == tag


SCRIPTS = "Ask the reader: 'zh-Hans' is Simplified (简体中文), 'zh-Hant' is Traditional (繁體中文)."
FORM = "A language code has only letters, digits and hyphens, such as 'es' or 'zh-Hans'."
ADD = "Use one of its codes or names, or add a [[language]] row to dragoman.toml."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("kar", "'kar' names a family of Karen languages. S'gaw Karen is 'ksw'."),
        ("zh", f"'zh' does not say which script. {SCRIPTS}"),
        ("zh-SX", f"'zh-SX' does not say which script. {SCRIPTS}"),
        (
            "Mandarin",
            f"'Mandarin' names a spoken language, not a script. {SCRIPTS}",
        ),
        ("spansh", "'spansh' is no language that Dragoman knows. Did you mean 'es' (Spanish)?"),
        ("es-AR", "'es-AR' is no language that Dragoman knows. It has 'es' (Spanish)."),
        ("pt-PT", "'pt-PT' is no language that Dragoman knows. It has 'pt-BR' (Portuguese (Brazil))."),
        ("afaan", "'afaan' is no language that Dragoman knows. Did you mean 'om' (Oromo)?"),
        ("xx", f"'xx' is no language that Dragoman knows. {ADD}"),
        ("../x", f"'../x' is no language that Dragoman knows. {FORM}"),
        ("es/..", f"'es/..' is no language that Dragoman knows. {FORM}"),
        ("", f"'' is no language that Dragoman knows. {FORM}"),
        ("a\n\u202eb", f"'a��b' is no language that Dragoman knows. {FORM}"),
        ("Ω" * 500, f"'{'Ω' * 39}…' is no language that Dragoman knows. {FORM}"),
    ],
)
def test_an_unknown_name_is_answered_in_one_sentence_and_what_to_do(name: str, sentence: str) -> None:
    with pytest.raises(UnknownLanguage) as caught:
        find_language(name)
    assert str(caught.value) == sentence


def test_the_sentence_says_where() -> None:
    with pytest.raises(UnknownLanguage, match=r"^dragoman\.toml:12: 'kar' names "):
        find_language("kar", where=HERE)


@given(st.text() | st.from_regex(r"[a-zA-Z]{2,3}([_-][a-zA-Z0-9]{1,8}){0,3}", fullmatch=True))
def test_any_text_finds_a_language_or_an_unknown_language(name: str) -> None:
    try:
        found = find_language(name)
    except UnknownLanguage as error:
        said = str(error)
    else:
        assert found in LANGUAGES
        return
    assert said.isprintable() and len(said) < 400


@given(st.text(alphabet="ab-_@./\\:\0 é１", max_size=40))
def test_a_code_is_safe_in_a_path(text: str) -> None:
    if is_code(text):
        assert text.isascii() and not set(text) & set("./\\:\0 ") and len(text) <= 35


def test_finding_a_language_does_not_import_babel() -> None:
    script = "import sys, dragoman.languages as l; l.find_language('es'); sys.exit('babel' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", script], check=False, env={"PYTHONPATH": ":".join(sys.path)}).returncode
        == 0
    )


# ── A project's own rows ────────────────────────────────────────────────────────────────────────

TAG = "a BCP 47 tag such as 'so', 'pt-BR' or 'zh-Hans'"
HAITIAN: dict[str, object] = {
    "tag": "ht",
    "english": "Haitian Creole",
    "autonym": "Kreyòl ayisyen",
    "script": "Latn",
    "direction": "ltr",
    "plural_forms": "nplurals=2; plural=(n != 1);",
    "breaking": "spaces",
}


def test_a_row_is_overridden_key_by_key() -> None:
    somali = find_language("so")
    changed = language_from_table(
        {"tag": "so", "gettext": "so-SO", "fonts": ["Noto Sans"], "expansion": 2}, somali, HERE
    )
    assert changed == dataclasses.replace(somali, gettext="so-SO", expansion=2.0)


@each_language
def test_an_empty_override_changes_nothing(language: Language) -> None:
    assert language_from_table({}, language, HERE) == language


def test_a_language_is_added() -> None:
    haitian = language_from_table(HAITIAN | {"tag": "ht-HT"}, None, HERE)
    assert (haitian.gettext, haitian.pdf_language, haitian.digits, haitian.fonts) == ("ht_HT", "ht-HT", "latn", ())
    assert find_language("haitian creole", among=[*LANGUAGES, haitian]) is haitian
    with pytest.raises(UnknownLanguage):
        find_language("haitian creole")


def test_a_project_may_settle_an_ambiguous_name() -> None:
    karen = dataclasses.replace(find_language("ksw"), aliases=("kar", "Karen"))
    assert find_language("Karen", among=[karen]) is karen


def test_two_languages_of_one_name_are_refused() -> None:
    other = language_from_table(HAITIAN | {"aliases": ["french"]}, None, HERE)
    with pytest.raises(UserError, match="'french' is a name of two languages, 'fr' and 'ht'"):
        find_language("ht", among=[*LANGUAGES, other])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"fontz": []}, "[[language]] has no key 'fontz'. Did you mean 'fonts'?"),
        ({"tag": "../ht"}, f"The key 'tag' of [[language]] must be {TAG}, not '../ht'."),
        ({"tag": "ht_HT"}, f"The key 'tag' of [[language]] must be {TAG}, not 'ht_HT'."),
        (
            {"gettext": ".."},
            "The key 'gettext' of [[language]] must be a locale name such as 'so', 'pt_BR' or 'zh_Hans', not '..'.",
        ),
        ({"english": ""}, "The key 'english' of [[language]] must be one line of text, not ''."),
        ({"autonym": "a\nb"}, r"The key 'autonym' of [[language]] must be one line of text, not 'a\nb'."),
        ({"aliases": "ht"}, "The key 'aliases' of [[language]] must be a list of texts, not 'ht'."),
        ({"line_height": True}, "The key 'line_height' of [[language]] must be a number from 1.0 to 4.0, not True."),
        ({"size_factor": 9}, "The key 'size_factor' of [[language]] must be a number from 0.5 to 2.0, not 9."),
        ({"direction": "up"}, "The key 'direction' of [[language]] must be one of ltr, rtl, not 'up'."),
        ({"script": "Arab"}, "The key 'direction' of [[language]] must be 'rtl' for the script Arab, not 'ltr'."),
        (
            {"plural_forms": "nplurals=2; plural=n;"},
            "The plural_forms of language 'ht' cannot be used: it gives form 2 for n = 2, but nplurals is 2.",
        ),
    ],
)
def test_a_wrong_row_is_refused_with_key_and_place(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        language_from_table(HAITIAN | change, None, HERE)
    assert str(caught.value) == f"dragoman.toml:12: {sentence}"


@pytest.mark.parametrize("key", [key for key in HAITIAN if key != "tag"])
def test_a_new_row_must_say_what_cannot_be_guessed(key: str) -> None:
    with pytest.raises(UserError) as caught:
        language_from_table({name: value for name, value in HAITIAN.items() if name != key}, None, HERE)
    assert str(caught.value) == f"dragoman.toml:12: Language 'ht' has no '{key}'. Add it to the table."
