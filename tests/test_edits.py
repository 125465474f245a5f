"""What an English edit does, on tables of edits whose class is known, and what must hold of any edit."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.edits.classify import EditClass, classify_edit
from dragoman.edits.difference import Replaced, replaced_words
from dragoman.edits.lexicon import Sense, lexicon
from dragoman.edits.misspelling import slips
from dragoman.edits.reasons import Reason
from dragoman.edits.synonyms import groups
from dragoman.edits.typos import is_harmless

_TABLES = Path(__file__).parent / "edits"
_MEANING: dict[str, list[list[str]]] = tomllib.loads((_TABLES / "meaning.toml").read_text(encoding="utf-8"))
_HARMLESS: dict[str, list[list[str]]] = tomllib.loads((_TABLES / "harmless.toml").read_text(encoding="utf-8"))
_UNSEEN: dict[str, dict[str, Any]] = {
    name: tomllib.loads((_TABLES / f"heldout_{name}.toml").read_text(encoding="utf-8"))
    for name in ("dev", "more", "test")
}
_EVERYDAY = [*_HARMLESS["formatting"], *_HARMLESS["wording"]]
_TEXTS = sorted({text for pairs in (*_MEANING.values(), *_HARMLESS.values()) for pair in pairs for text in pair})


def _kind(old: str, new: str) -> EditClass | None:
    edit = classify_edit(old, new)
    return edit.kind if edit else None


@pytest.mark.parametrize(("sense", "old", "new"), [(k, *pair) for k, pairs in _MEANING.items() for pair in pairs])
def test_meaning_edit_is_blocked_both_ways(sense: str, old: str, new: str) -> None:
    edit = classify_edit(old, new)
    assert edit is not None
    assert edit.kind is EditClass.MEANING, sense
    assert edit.reasons
    assert all(str(reason).startswith(f"{reason.sense}: ") for reason in edit.reasons)
    assert _kind(new, old) is EditClass.MEANING
    assert not is_harmless(old, new)


@pytest.mark.parametrize("sense", [sense for sense in _MEANING if sense != "mixed"])
def test_reason_names_the_kind_of_meaning(sense: str) -> None:
    """A swap may be told as an arrangement, or an edit by the first of two kinds that it touches; seldom."""
    pairs = _MEANING[sense]
    named = sum(Sense(sense) in {reason.sense for reason in _reasons(pair)} for pair in pairs)
    assert len(pairs) >= 8
    assert named / len(pairs) >= 0.7


def _reasons(pair: list[str]) -> tuple[Reason, ...]:
    edit = classify_edit(pair[0], pair[1])
    return edit.reasons if edit else ()


def test_table_is_large_enough() -> None:
    assert sum(map(len, _MEANING.values())) >= 220
    assert len(_EVERYDAY) >= 90


def test_everyday_edit_is_blocked_at_most_twice_in_a_hundred() -> None:
    blocked = [pair for pair in _EVERYDAY if _kind(*pair) is EditClass.MEANING]
    assert len(blocked) / len(_EVERYDAY) <= 0.02, blocked


def test_harmless_edit_of_any_kind_is_blocked_at_most_twice_in_a_hundred() -> None:
    every = [*_EVERYDAY, *_HARMLESS["recast"]]
    blocked = [pair for pair in every if _kind(*pair) is EditClass.MEANING]
    assert len(blocked) / len(every) <= 0.02, blocked


@pytest.mark.parametrize(
    ("table", "kind", "most"),
    [
        ("dev", "formatting", 0),
        ("dev", "wording", 0),
        ("dev", "recast", 6),
        ("more", "formatting", 2),
        ("more", "wording", 25),
        ("more", "recast", 14),
        # Kept from whoever worked on the classifier: what may be expected of other guides.
        ("test", "formatting", 3),
        ("test", "wording", 14),
        ("test", "recast", 7),
    ],
)
def test_harmless_edit_of_another_guide_is_blocked_no_oftener_than_measured(table: str, kind: str, most: int) -> None:
    blocked = [pair for pair in _UNSEEN[table][kind] if _kind(*pair) is EditClass.MEANING]
    assert len(blocked) <= most, blocked


@pytest.mark.parametrize(
    "pair", [pair for table in _UNSEEN.values() for pairs in table["meaning"].values() for pair in pairs]
)
def test_meaning_edit_of_another_guide_is_blocked_both_ways(pair: list[str]) -> None:
    assert _kind(*pair) is EditClass.MEANING
    assert _kind(*reversed(pair)) is EditClass.MEANING


@pytest.mark.parametrize(("old", "new"), _HARMLESS["formatting"])
def test_formatting(old: str, new: str) -> None:
    assert _kind(old, new) is EditClass.FORMATTING


@pytest.mark.parametrize(("old", "new"), _HARMLESS["wording"])
def test_wording_is_never_mere_formatting(old: str, new: str) -> None:
    assert _kind(old, new) is not EditClass.FORMATTING


@pytest.mark.parametrize(("old", "new"), _HARMLESS["typo"])
def test_slip_of_the_pen(old: str, new: str) -> None:
    assert is_harmless(old, new)


@pytest.mark.parametrize(("old", "new"), _HARMLESS["no_typo"])
def test_another_word_is_no_slip(old: str, new: str) -> None:
    assert not is_harmless(old, new)


def test_word_that_stands_elsewhere_is_no_misspelling() -> None:
    assert is_harmless("Ask for a tolet.", "Ask for a toilet.") is True
    assert is_harmless("Ask for a tolet.", "Ask for a toilet.", vocabulary={"tolet"}) is False


def test_reason_reads_like_a_sentence_of_a_report() -> None:
    edit = classify_edit("Rest for 2 days.", "Rest for 5 days.")
    assert edit is not None
    assert [str(reason) for reason in edit.reasons] == ["number: 2 → 5"]
    edit = classify_edit("Take it.", "Do not take it.")
    assert edit is not None
    assert [str(reason) for reason in edit.reasons] == ["negation: (none) → not"]


def test_difference_for_showing() -> None:
    assert replaced_words("Rest for 2 days.", "Rest for 5 days.") == (Replaced("2", "5"),)
    assert replaced_words("Do rest now", "Do  not rest") == (Replaced("", "not"), Replaced("now", ""))


def test_no_phrase_of_the_lists_is_out_of_reach() -> None:
    """Each word of meaning, come or gone alone, is seen."""
    missed = [
        phrase
        for phrase, meant in lexicon().phrases.items()
        if meant and meant.key not in ("am", "pm", "gram", "liter", "fahrenheit", "celsius", "about", "by")
        if _kind("Xaxa.", f"Xaxa {' '.join(phrase)}.") is not EditClass.MEANING
    ]
    assert missed == []


@pytest.mark.parametrize("group", [group for group in groups() if not any(m in "".join(group) for m in "…#^[")])
def test_phrases_of_a_group_say_the_same(group: tuple[str, ...]) -> None:
    """No list takes back what another one says, and no phrase is out of reach."""
    assert len(group) > 1
    for phrase in group[1:]:
        for text in ("Xaxa {}.", "Xaxa {} xexe."):
            assert _kind(text.format(group[0]), text.format(phrase)) is not EditClass.MEANING, phrase


def test_phrase_stands_in_one_group_only() -> None:
    counts = Counter(phrase for group in groups() for phrase in group)
    assert [phrase for phrase, count in counts.items() if count > 1] == ["about"]


def test_no_neutral_phrase_hides_a_negation_or_an_order() -> None:
    phrases = lexicon().phrases
    hidden = [phrase for phrase, meant in phrases.items() if meant is None for word in phrase if _weighs(word)]
    assert hidden == []


def _weighs(word: str) -> bool:
    meant = lexicon().phrases.get((word,))
    return meant is not None and meant.sense in (Sense.NEGATION, Sense.NECESSITY, Sense.ACTION, Sense.MEDICINE)


_ANY = st.one_of(st.text(max_size=60), st.sampled_from(_TEXTS))


@given(_ANY)
def test_identical_text_is_no_edit(text: str) -> None:
    assert classify_edit(text, text) is None


@given(_ANY, _ANY)
def test_total_and_symmetric(old: str, new: str) -> None:
    assert (_kind(old, new) is EditClass.MEANING) == (_kind(new, old) is EditClass.MEANING)


@given(_ANY, _ANY)
def test_what_is_shown_of_a_difference_makes_the_new_words_of_the_old(old: str, new: str) -> None:
    words = Counter(old.split())
    for it in replaced_words(old, new):
        assert it.before or it.after
        words.subtract(it.before.split())
        words.update(it.after.split())
    assert +words == Counter(new.split()) and min(words.values(), default=0) >= 0


@given(st.sampled_from(_TEXTS), st.sampled_from(("not", "never", "no")), st.integers(0, 40))
def test_a_negation_more_is_always_meaning(text: str, negation: str, place: int) -> None:
    words = text.split()
    place %= len(words)
    if not any(mark in text for mark in "`[{~<"):
        assert _kind(text, " ".join([*words[:place], negation, *words[place:]])) is EditClass.MEANING


@given(st.sampled_from([text for text in _TEXTS if any(c.isdecimal() for c in text)]), st.integers(0, 40), st.data())
def test_another_digit_is_always_meaning(text: str, place: int, data: st.DataObject) -> None:
    places = [number for number, character in enumerate(text) if character.isdecimal()]
    place = places[place % len(places)]
    digit = data.draw(st.sampled_from("0123456789".replace(text[place], "")))
    assert _kind(text, text[:place] + digit + text[place + 1 :]) is EditClass.MEANING


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_slips_are_a_distance(old: str, new: str) -> None:
    assert slips(old, new) == slips(new, old)
    assert (slips(old, new) == 0) == (old == new)
    assert abs(len(old) - len(new)) <= slips(old, new) <= max(len(old), len(new))
