"""Hostile catalogs through all rules: a finding or one clear sentence, no traceback, in little time and memory."""

from __future__ import annotations

import random

import pytest

from all_rules import check_all, read_and_check, view_of, whole_view
from dragoman.languages import find_language
from hostile_texts import CATALOGS, MANY_KINDS, many_entries
from judge_costs import MEGABYTES, cost
from odd_catalogs import mutated, odd_catalog
from payloads import PAYLOADS
from test_po_judge import BAD_BYTES, HEADER

PATIENCE = 60
"""Seconds after which a child hangs."""
LANGUAGES = ("es", "ar", "zh-Hans", "my", "ru")
FILES = {
    **{name: HEADER + text.encode() for name, text in CATALOGS.items()},
    **BAD_BYTES,
    "a long message": HEADER + b'msgid "' + b"Take 2 pills. " * 2_000 + b'"\nmsgstr "' + b"Tome 3. " * 3_000 + b'"\n',
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_hostile_file_costs_little_and_nothing_escapes(content: bytes) -> None:
    """In a child, whose memory is limited; `judge_times.py` measures its time."""
    found = cost(content, read_and_check, limit=PATIENCE)
    assert (found.fault, found.megabytes < MEGABYTES) == ("", True), found


@pytest.mark.parametrize("tag", LANGUAGES)
def test_payloads_are_read_by_all_rules(tag: str) -> None:
    language = find_language(tag)
    for payload in PAYLOADS:
        check_all(view_of("Rest today.", payload, language))
        check_all(view_of(payload, payload[::-1], language))


@pytest.mark.parametrize("seed", range(20))
def test_catalogs_made_by_chance_and_damaged_go_through_all_rules(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    for content in (odd_catalog(dice), mutated(dice, odd_catalog(dice))):
        read_and_check(content, dice.choice(LANGUAGES))


@pytest.mark.parametrize("kind", MANY_KINDS)
def test_many_entries_come_to_an_end(kind: str) -> None:
    check_all(whole_view(many_entries(kind, 100), find_language("es")))
