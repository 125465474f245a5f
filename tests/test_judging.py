"""Edits that several processes judge are judged as by one, also where one of them dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import pytest

from dragoman import copies, judging
from dragoman.edits.classify import Edit, Pair, classify_edits
from dragoman.judging import Judge
from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext

PAIRS = [
    pair
    for number in range(140)
    for pair in (
        (f"Take {number} tablets before you eat.", f"Take {number + 1} tablets before you eat."),
        (f"Room {number} is prior to the hall.", f"Room {number} is before the hall."),
        (f"Call us at *{number}*.", f"Call us at {number}."),
        (f"Wait {number} hours.", f"Wait {number} hours."),
    )
]
PARENT = os.getpid()


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.skipif(sys.platform != "linux", reason="no processes are copied elsewhere")
def test_all_edits_are_judged_as_one_by_one(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "can_be_copied", lambda: True)  # the tests may have threads, which hold no lock here
    judge = Judge(processes)
    assert len(PAIRS) > 400
    expected = classify_edits(PAIRS)
    assert judge([*PAIRS, *PAIRS[:3]], NOTHING_ELSEWHERE) == [*expected, *expected[:3]]
    assert {type(edit) for edit in expected} == {Edit, type(None)}


def test_an_edit_is_judged_once_and_by_what_its_guide_refers_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Pair, InlineContext]] = []

    def listening(pairs: Sequence[Pair], context: InlineContext) -> list[Edit | None]:
        asked.extend((pair, context) for pair in pairs)
        return classify_edits(pairs, context)

    monkeypatch.setattr(judging, "classify_edits", listening)
    judge, other = Judge(1), InlineContext((("a", "b.md", ""),))
    for _ in range(2):
        judge(PAIRS[:3], NOTHING_ELSEWHERE)
        judge(PAIRS[:3], other)
    assert asked == [*((pair, NOTHING_ELSEWHERE) for pair in PAIRS[:3]), *((pair, other) for pair in PAIRS[:3])]


def _dying(pairs: Sequence[Pair], context: InlineContext) -> list[Edit | None]:
    if os.getpid() != PARENT:
        os._exit(1)
    return classify_edits(pairs, context)


@pytest.mark.skipif(sys.platform != "linux", reason="no processes are copied elsewhere")
def test_what_a_dead_process_leaves_is_judged_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "classify_edits", _dying)
    monkeypatch.setattr(copies, "can_be_copied", lambda: True)
    assert Judge(2)(PAIRS, NOTHING_ELSEWHERE) == classify_edits(PAIRS)
