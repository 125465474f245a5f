"""Denials are counted: how often a translation denies, and how often its English lets it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dragoman.checks.anatomy import Pair
from dragoman.checks.concepts import compare_concepts
from dragoman.checks.denials import count_denials
from dragoman.checks.reading import read_text
from dragoman.languages import find_language
from dragoman.lexicons import Group, find_lexicon
from dragoman.markup.inline import NOTHING_ELSEWHERE

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from denied import DENIED, denied_texts


@pytest.mark.parametrize(
    ("tag", "english", "local", "times", "allowed"),
    [
        ("es", "Rest today.", "No descanse hoy.", 1, 0),
        ("es", "Do not let anyone mark it.", "No deje que nadie lo marque.", 1, 1),
        ("es", "Nobody may drive.", "Nadie puede manejar.", 1, 1),
        ("es", "Showers are safe, but do not take a bath.", "Las duchas no son seguras, pero no se bañe.", 2, 1),
        ("es", "Do not stop or restart it.", "No lo deje y no lo retome.", 2, 2),
        ("es", "Do not drive, but walk or rest.", "No maneje, pero no camine.", 2, 1),
        ("es", "You are unable to sleep.", "No puede dormir.", 1, 1),
        ("es", "Keep it on until noon.", "No lo quite hasta el mediodía.", 1, 0),
        ("es", "Wait until you feel well.", "No se levante.", 1, 0),
        ("ru", "Wait until you feel well.", "Не вставайте.", 1, 1),
        ("ru", "Keep it on until noon.", "Не снимайте до полудня.", 1, 0),
        ("ru", "A fever above 38 °C", "Температура не выше 38 °C", 1, 0),
        ("ru", "At most 3 tablets, for 2 days.", "Не более 3 таблеток, 2 дня.", 1, 1),
        ("ru", "At most 3 tablets, for 2 days.", "Не принимайте 3 таблетки 2 дня.", 1, 0),
        ("ar", "Only the doctor may stop it.", "لا يوقفه إلا الطبيب.", 1, 1),
        ("ar", "Only the doctor may stop it.", "لا يوقفه الطبيب.", 1, 0),
        ("vi", "Numbness that lasts longer", "Tê không lâu hơn", 1, 0),
        ("my", "Do not drive.", "ကားမမောင်းပါနှင့်။", 1, 1),
        ("so", "The doctor tells you to.", "Haddii aanu dhakhtarku kuu sheegin.", 1, 0),
    ],
)
def test_denials_are_counted(tag: str, english: str, local: str, times: int, allowed: int) -> None:
    pair = Pair(read_text(english, NOTHING_ELSEWHERE), read_text(local, NOTHING_ELSEWHERE), find_language(tag))
    found = [count_denials(both) for both in compare_concepts(pair, Group.NEGATION)]
    assert [(one.times, one.allowed, one.too_many) for one in found] == [(times, allowed, times > allowed)]


@pytest.mark.parametrize("name", DENIED)
def test_what_a_language_denies_is_a_kind_that_the_english_list_names(name: str) -> None:
    english, lexicon = find_lexicon(find_language("en")), find_lexicon(find_language(name))
    assert english is not None and lexicon is not None
    assert lexicon.denies <= set(english.forms[Group.NEGATION]) - {"not", "concord", "implied"}


def test_a_verb_that_is_denied_in_a_shipped_text_is_found() -> None:
    """In texts that the planted corpus does not have; a floor, as in `test_planted_recall.py`."""
    texts = [text for name in DENIED for text in denied_texts(find_language(name))]
    assert len(texts) >= 400
    assert sum(text.found for text in texts) / len(texts) >= 0.95
