"""Which new text an old one became, and which were cut or joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.edits.pairing import LIKE_ENOUGH, best_pairs, likeness
from dragoman.edits.splitting import Recast, sentences_of, split_or_joined
from hostile_texts import WORDS, edited_paragraphs


def _common(old: str, new: str) -> int:
    """The longest common subsequence, the slow way."""
    row = [0] * (len(new) + 1)
    for a in old:
        above = row
        row = [0]
        for j, b in enumerate(new):
            row.append(above[j] + 1 if a == b else max(above[j + 1], row[j]))
    return row[-1]


@given(st.text("abcde ", max_size=30), st.text("abcde ", max_size=30))
def test_likeness_is_that_of_gettext(old: str, new: str) -> None:
    slow = 2 * _common(old, new) / (len(old) + len(new)) if old and new else float(old == new)
    assert likeness(old, new) == pytest.approx(slow)
    assert likeness(old, new) == pytest.approx(likeness(new, old))


@given(st.lists(st.text("abc de", max_size=12), max_size=8), st.lists(st.text("abc de", max_size=12), max_size=8))
def test_pairs_are_one_to_one_and_best_first(gone: list[str], new: list[str]) -> None:
    pairs = best_pairs(gone, new)
    assert len({i for i, _, _ in pairs}) == len({j for _, j, _ in pairs}) == len(pairs)
    assert [ratio for _, _, ratio in pairs] == sorted((ratio for _, _, ratio in pairs), reverse=True)
    assert all(ratio == likeness(gone[i], new[j]) >= LIKE_ENOUGH for i, j, ratio in pairs)
    left_old = [text for i, text in enumerate(gone) if i not in {i for i, _, _ in pairs}]
    left_new = [text for j, text in enumerate(new) if j not in {j for _, j, _ in pairs}]
    assert all(likeness(old, other) < LIKE_ENOUGH for old in left_old for other in left_new)


def test_edited_paragraphs_find_what_they_were() -> None:
    gone, new, order = edited_paragraphs(300)
    assert sum(order[j] == i for i, j, _ in best_pairs(gone, new)) >= 299


def test_short_texts_with_a_slip_find_each_other_in_a_large_heap() -> None:
    gone = [f"{a} {b}" for a in WORDS for b in WORDS[:4]]
    new = [text[:-2] + text[-1] for text in gone]
    right = sum(i == j for i, j, _ in best_pairs(gone, new))
    assert right / len(gone) > 0.95


def test_cut_and_joined() -> None:
    long = "Rest today. Do not drive. Ask Dr. Lee when you may shower. Keep the spot clean."
    first, second = "Rest today. Do not drive.", "Ask Dr. Lee when you may shower. Keep the spot very clean."
    held = ("Rest today.", "Do not drive.", "Ask Dr. Lee when you may shower.")
    assert split_or_joined(["Other.", long], [first, "New text.", second]) == (Recast((1,), (0, 2), held),)
    assert split_or_joined([first, "Gone.", second], [long]) == (Recast((0, 2), (0,), held),)
    assert split_or_joined([long], [first]) == ()
    assert split_or_joined([long], [f"{first} One. Two. Three.", second]) == ()


def test_sentences() -> None:
    assert sentences_of('Say "stop." Then rest!  Wait,\nDr. Lee comes.') == (
        'Say "stop."',
        "Then rest!",
        "Wait, Dr. Lee comes.",
    )
    assert sentences_of("") == ()


@given(st.lists(st.text("ab. ", max_size=12), max_size=5), st.lists(st.text("ab. ", max_size=12), max_size=5))
def test_cut_is_total(gone: list[str], new: list[str]) -> None:
    for found in split_or_joined(gone, new):
        assert len(found.gone) == 1 or len(found.new) == 1
        assert len(found.gone) + len(found.new) > 2
        assert found.sentences
