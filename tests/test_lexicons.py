"""Word lists: what their forms match, and what holds of every list that ships."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.languages import all_languages, find_language
from dragoman.lexicons import Group, Hit, Lexicon, find_forms, find_lexicon, lexicon_languages
from dragoman.lexicons.forms import FormSearch
from dragoman.lexicons.places import places
from dragoman.model import Language
from strategies import MANY

ENGLISH = find_lexicon(find_language("en"))
LISTED = [language for language in all_languages() if language.gettext in lexicon_languages()]


def _lexicon(spaced: bool, neutral: tuple[str, ...] = (), **forms: tuple[str, ...]) -> Lexicon:
    return Lexicon("xx", "", "", {Group.ORDER: forms}, neutral, spaced)


def _found(lexicon: Lexicon, text: str) -> list[tuple[str, str]]:
    return [(hit.concept, hit.words) for hit in lexicon.hits(text)]


@pytest.mark.parametrize(
    ("form", "text", "words"),
    [
        ("antes", "Coma antes.", "antes"),
        ("antes", "Antes coma.", "Antes"),
        ("antes", "antesala", None),
        ("izquierd*", "la pierna izquierda", "izquierda"),
        ("pierna* izquierd*", "las piernas  izquierdas", "piernas  izquierdas"),
        ("a*m", "አ x abcm y", "abcm"),
        ("antes de", "antes  de comer", "antes  de"),
        ("ne … pas", "Ne mangez pas.", "Ne mangez pas"),
        ("ne … pas", "Ne mangez. Pas bon.", None),
        ("ne … pas", "Nettoyez la plaie, pas à pas.", None),
        ("ne … pas", "Ne faites aucun repas.", None),
        ("ha … *in", "Ha u joojin.", "Ha u joojin"),
        ("ha … *in", "Haddii aad wadin.", None),
        ("ne … pas", "Nerveux, mangez du repas.", None),
    ],
)
def test_form_in_a_script_with_spaces(form: str, text: str, words: str | None) -> None:
    assert _found(_lexicon(True, before=(form,)), text) == ([("before", words)] if words else [])


@pytest.mark.parametrize(
    ("form", "text", "words"),
    [
        ("之前", "吃饭之前打电话。", "之前"),
        ("在…前", "在吃饭前打电话。", "在吃饭前"),
        ("在…前", "在家。前面有人。", None),
    ],
)
def test_form_in_a_script_without_spaces(form: str, text: str, words: str | None) -> None:
    assert _found(_lexicon(False, before=(form,)), text) == ([("before", words)] if words else [])


def test_the_longest_form_wins_and_a_neutral_phrase_hides() -> None:
    lexicon = _lexicon(True, ("right away",), right=("right",), away=("right side",))
    assert _found(lexicon, "Right away, the right side and the right leg.") == [
        ("away", "right side"),
        ("right", "right"),
    ]


def test_forms_of_another_list_are_found_in_their_spelling() -> None:
    assert find_forms("El Anticoagulante y el anti.", ("anticoagulante*", "x"), spaced=True) == ("Anticoagulante",)
    assert find_forms("抗凝血药", ("凝血药",), spaced=False) == ("凝血药",)
    assert find_forms("nada", (), spaced=True) == ()


_LETTER = r"[^\W\d_]"
_STAR = rf"(?:{_LETTER}|['’ʼ\u0300-\u036f\u064b-\u065f])*"
_PIECES = st.lists(
    st.sampled_from(["a", "b", "ab", "é", "1", "ን", "'", "-", " ", "*", "a b", "b*"]), min_size=1, max_size=4
)
_FORMS = _PIECES.map("".join).map(str.strip).filter(lambda form: form.strip("* ") and form[0] not in "' -")
_TEXTS = st.text("aabbé1ን'-_ \u00a0\n.", max_size=30)


@MANY
@given(st.lists(_FORMS, min_size=1, max_size=6), _TEXTS, st.booleans())
def test_forms_are_found_as_one_pattern_of_all_would_find_them(forms: list[str], text: str, spaced: bool) -> None:
    star, behind, before = (_STAR, f"(?!{_LETTER})", f"(?<!{_LETTER})") if spaced else ("", "", "")
    written = [re.sub(r"\\ (?:\\ )*", r"\\s+", re.escape(form)).replace(r"\*", star) for form in forms]
    pattern = re.compile(f"{before}(?:{'|'.join(f'(?:{form})' for form in written)}){behind}")
    found = FormSearch([forms], spaced=spaced).find(text)
    assert [(one.start, one.end) for one in found] == [match.span() for match in pattern.finditer(text) if match[0]]


@pytest.mark.parametrize("piece", ["'", "\u0301", "a'", "a", "a\u0301"])
def test_no_place_costs_more_in_a_longer_text(piece: str) -> None:
    longest = {times: max(len(letters) for _, letters in places(piece * times)) for times in (1_000, 20_000)}
    assert longest[1_000] == longest[20_000] == 100


def test_a_form_is_found_in_an_endless_run() -> None:
    found = FormSearch([["b"], ["*a*"]], spaced=True).find("a'" * 20_000 + " b")
    assert [one.list for one in found][-1] == 0


def test_a_word_may_be_of_two_groups() -> None:
    assert ENGLISH is not None
    assert {hit.group for hit in ENGLISH.hits("Wait until noon.")} == {Group.ORDER, Group.TIME, Group.NEGATION}
    assert ENGLISH.hits("Avoid.") == (Hit(Group.NEGATION, "implied", 0, 5, "Avoid"),)


@pytest.mark.parametrize("language", LISTED, ids=lambda language: language.tag)
def test_a_list_says_where_it_comes_from_and_names_only_known_concepts(language: Language) -> None:
    assert ENGLISH is not None
    lexicon = find_lexicon(language)
    assert lexicon is not None
    assert lexicon.source.endswith(".")
    known = {(group, concept) for group, concepts in ENGLISH.forms.items() for concept in concepts}
    assert {(group, concept) for group, concepts in lexicon.forms.items() for concept in concepts} <= known
    assert all(
        form.strip("*… ") for concepts in lexicon.forms.values() for forms in concepts.values() for form in forms
    )


@pytest.mark.parametrize("language", LISTED, ids=lambda language: language.tag)
def test_every_form_of_a_list_is_found(language: Language) -> None:
    lexicon = find_lexicon(language)
    assert lexicon is not None
    lost = [
        (group, concept, form)
        for group, concepts in lexicon.forms.items()
        for concept, forms in concepts.items()
        for form in forms
        if (group, concept) not in {(h.group, h.concept) for h in lexicon.hits(form.replace("*", "").replace("…", ""))}
    ]
    assert lost == []
