"""Hostile catalogs through all rules: a finding or one clear sentence, no traceback, in little time and memory."""

from __future__ import annotations

import random
import time

import pytest

from all_rules import check_all, read_and_check, view_of, whole_view
from dragoman.languages import find_language
from dragoman.model import Catalog, Entry, MessageKey, Status
from judge_costs import cost
from judge_long_texts import Growth, seconds
from odd_catalogs import mutated, odd_catalog
from payloads import PAYLOADS
from test_po_judge import BAD_BYTES, HEADER
from test_po_read import HOSTILE

SECONDS = 2
LANGUAGES = ("es", "ar", "zh-Hans", "my", "ru")
FILES = {
    **{name: HEADER + text.encode() for name, text in HOSTILE.items()},
    **BAD_BYTES,
    "a long message": HEADER + b'msgid "' + b"Take 2 pills. " * 2_000 + b'"\nmsgstr "' + b"Tome 3. " * 3_000 + b'"\n',
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_hostile_file_costs_little_and_nothing_escapes(content: bytes) -> None:
    """In a child, whose memory and time of the processor are limited."""
    found = cost(content, read_and_check)
    assert found.too_much == "", found


@pytest.mark.parametrize("tag", LANGUAGES)
def test_payloads_are_read_by_all_rules(tag: str) -> None:
    began = time.process_time()
    language = find_language(tag)
    for payload in PAYLOADS:
        check_all(view_of("Rest today.", payload, language))
        check_all(view_of(payload, payload[::-1], language))
    assert time.process_time() - began < 10 * SECONDS


@pytest.mark.parametrize("seed", range(20))
def test_catalogs_made_by_chance_and_damaged_go_through_all_rules(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    for content in (odd_catalog(dice), mutated(dice, odd_catalog(dice))):
        read_and_check(content, dice.choice(LANGUAGES))


def _many(kind: str, count: int) -> Catalog:
    def entry(number: int) -> Entry:
        english, translation = f"Take {number} pills in room {number}.", f"Tome {number} pastillas en la sala {number}."
        match kind:
            case "one translation for all":
                translation = "Tome las pastillas ya."
            case "shifted":
                translation = f"Tome {number + 1} pastillas en la sala {number + 1}."
            case "obsolete":
                return Entry(MessageKey(None, english), (translation,), Status.OBSOLETE, line=3 * number + 9)
            case _:
                pass
        return Entry(MessageKey(None, english), (translation,), Status.TRANSLATED, line=3 * number + 9)

    fields = "Language: es\nContent-Type: text/plain; charset=UTF-8\n"
    header = Entry(MessageKey(None, ""), (fields,), Status.TRANSLATED)
    return Catalog("g.po", "es", header, tuple(map(entry, range(count))))


@pytest.mark.parametrize("kind", ["all different", "one translation for all", "shifted", "obsolete"])
def test_time_grows_with_the_number_of_entries(kind: str) -> None:
    spanish = find_language("es")
    found = Growth(*(seconds(whole_view(_many(kind, count), spanish)) for count in (50, 400)))
    assert not found.too_fast, found
