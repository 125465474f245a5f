"""Faults put by chance into right translations are found: the suite's part of `tools/judge_mutations.py`."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from judge_mutations import TRIALS, Trial, judge, read_couples
from mutations import Couple, Mutation, damaged_atoms, hidden_signs, one_sign
from projects import SHIPPED

COUPLES = read_couples(SHIPPED / "locales")
EACH = 150


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: f"item {trial.item}")
def test_faults_are_found_and_right_translations_are_not_blamed(trial: Trial) -> None:
    tally = judge(trial, COUPLES[::7], seed=7, each=EACH)
    assert tally.tried.total() >= EACH
    assert tally.recall >= trial.recall, tally.missed
    assert tally.clean > EACH / 2
    assert tally.alarms == []


def harmless(_: Couple, __: Random) -> Iterator[Mutation]:
    yield Mutation("harmless", Couple("Rest today.", "Descanse hoy."), "Repose hoy.")


def test_what_no_rule_sees_is_counted_as_missed() -> None:
    tally = judge(Trial(36, harmless, 0.99, frozenset(), 0.0), COUPLES[:20], seed=1, each=10)
    assert tally.recall == 0
    assert len(tally.missed) == 10


def test_a_mutation_changes_the_translation_and_never_the_english() -> None:
    rng = Random(3)  # noqa: S311  # no secrets
    for _, couple in COUPLES[::50]:
        for make in (damaged_atoms, hidden_signs, one_sign):
            for mutation in make(couple, rng):
                assert mutation.mutated != mutation.couple.translation, mutation
                assert mutation.couple.source.endswith(couple.source) or couple.source in mutation.couple.source
