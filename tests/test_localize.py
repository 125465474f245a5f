"""What a page may use of a catalog, and what it says of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ENGLISH, SPANISH, catalog_of, entry_of, guide_of, localized
from dragoman.languages import find_language
from dragoman.localize import entry_lookup, inline_context, keeps_atoms, keeps_reach, localize, usable_status
from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext
from dragoman.markup.join import join_parts
from dragoman.markup.tree import iter_segments
from dragoman.model import Coverage, Language, MessageKey, Status
from planted import FOLDER, read_corpus

PLANTED = sorted(FOLDER.glob("*.toml"))


def texts(body: str, *pairs: tuple[str, str]) -> list[tuple[str, str]]:
    result = localized(guide_of(body), [entry_of(*pair) for pair in pairs])
    return [(segment.language, segment.text) for segment in iter_segments(result.guide)][1:]


def test_english_needs_no_catalog() -> None:
    guide = guide_of("a\n\n{clinic.name}\n")
    result = localize(guide, ENGLISH, {})
    assert result.guide is guide
    assert result.coverage == Coverage(2, 0, 0)


def test_without_a_catalog_all_stays_english() -> None:
    guide = guide_of("a\n\nb\n")
    result = localize(guide, SPANISH, {})
    assert result.guide == guide
    assert result.coverage == Coverage(0, 0, 3)
    assert not result.coverage.complete


def test_each_text_says_its_language() -> None:
    assert texts("a\n\nb\n", ("a", "á")) == [("es", "á"), ("en", "b")]


def test_coverage_counts_messages_and_not_places() -> None:
    result = localized(guide_of("a\n\na\n\n- a\n"), [entry_of("a", "á"), entry_of("T", "T")])
    assert result.coverage == Coverage(2, 0, 0)
    assert result.coverage.complete


def test_a_part_is_looked_up_in_its_own_catalog() -> None:
    guides = {"g": guide_of("a\n\n<!-- dragoman:include p -->\n"), "p": guide_of("a\n", name="p")}
    lookup = entry_lookup({"g": catalog_of([entry_of("a", "one")]), "p": catalog_of([entry_of("a", "two")])})
    result = localize(join_parts(guides["g"], guides), SPANISH, lookup)
    assert [s.text for s in iter_segments(result.guide, parts=True)] == ["T", "one", "two"]
    assert result.coverage == Coverage(2, 0, 1)


@pytest.mark.parametrize(
    ("source", "translation", "kept"),
    [
        ("a", "b", True),
        ("a", "b & c", True),
        ("a {b.c}", "{b.c} d", True),
        ("a {b.c}", "d", False),
        ("a", "d {b.c}", False),
        ("a", "&#123;b.c}", False),
        ("a", "&lbrace;b.c&rbrace;", False),
        ("a", "\\{b.c}", False),
        ("a {b.c}", "{b.c} {b.c}", False),
        ("a {b.c}", "{b.d}", False),
        ("a {b.c}", "`{b.c}`", False),
        ("a {b.c}", "{b. c}", False),
        ("a {b.c}", "{b.с}", False),
        ("[a](b.md)", "[c](b.md)", True),
        ("[a](b.md)", "c", False),
        ("[a](b.md)", "[c](d.md)", False),
        ("[a](b.md)", '[c](b.md "title")', True),
        ("a", "<https://a.example>", False),
        ("a", "[b](javascript:x)", False),
        ("a", "![b](c.svg)", False),
        ("[a](tel:{b.c})", "[d](tel:{b.c})", True),
        ("[a](tel:{b.c})", "[d](tel:{b.d})", False),
        ("[a][r]", "[b](https://r.example)", True),
        ("[a][r]", "[b][r]", True),
        ("[a][r]", "[b]", False),
        ("a[^n]", "b[^n]", True),
        ("a[^n]", "b", False),
        ("a[^n]", "b[^n][^n]", False),
        ("a", "b[^n]", False),
        ("a", "b[^m]", True),
        ("**a**", "b", True),
        ("a", "<sub>b</sub>", True),
        ("a", "<script>b</script>", True),
    ],
)
def test_placeholders_links_and_footnotes_are_kept(source: str, translation: str, kept: bool) -> None:
    context = InlineContext((("r", "https://r.example", ""),), ("n",))
    assert keeps_atoms(source, translation, context) is kept
    expected = Status.TRANSLATED if kept else Status.FUZZY
    assert usable_status(entry_of(source, translation), source, context, SPANISH) is expected


@pytest.mark.parametrize("translation", [" ", "\n", "<!-- hola -->", "&nbsp;", "\u200b", "…", "<br>"])
def test_a_translation_that_says_nothing_is_none(translation: str) -> None:
    assert usable_status(entry_of("Call us", translation), "Call us", NOTHING_ELSEWHERE, SPANISH) is Status.FUZZY


@pytest.mark.parametrize("tag", ["es", "so", "vi", "ru", "ar", "ur", "km", "zh-Hans"])
@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("A seizure", "A seizure"),
        ("Trouble speaking", "trouble speaking."),
        ("Sudden **dizziness**", "Sudden dizziness"),
        ("A stiff neck", "A  STIFF  NECK"),
        ("Never stop a medicine on your own.", "Never stop a medicine on your own."),
    ],
)
def test_english_in_the_place_of_a_translation_is_none(source: str, translation: str, tag: str) -> None:
    status = usable_status(entry_of(source, translation), source, NOTHING_ELSEWHERE, find_language(tag))
    assert status is Status.UNTRANSLATED


@pytest.mark.parametrize("tag", ["es", "ru", "ar"])
@pytest.mark.parametrize(
    "text",
    [
        "{clinic.phone}", "911", "5 mg", "MRI", "Ibuprofen (Advil, Motrin)", "Advil®", "iSpine Pain Physicians",
        "Mayo Clinic", "Chaska", "`apt install`", "https://a.example/read-this-first",
    ],
)  # fmt: skip
def test_what_may_stay_as_it_is_is_shown(text: str, tag: str) -> None:
    assert usable_status(entry_of(text, text), text, NOTHING_ELSEWHERE, find_language(tag)) is Status.TRANSLATED


def test_a_page_shows_copied_english_as_english() -> None:
    assert texts("A stiff neck\n\nNo\n", ("A stiff neck", "A stiff neck"), ("No", "No")) == [
        ("en", "A stiff neck"),
        ("es", "No"),
    ]


@pytest.mark.parametrize(
    ("tag", "source", "translation", "kept"),
    [
        ("es", "Call 911.", "Llame al 911.", True),
        ("es", "Call 911.", "Llame al 912.", False),
        ("es", "Call 911.", "Llame.", False),
        ("my", "Call 911.", "၉၁၁ ကို ဖုန်းခေါ်ပါ။", True),
        ("my", "Call 911.", "၉၁၂ ကို ဖုန်းခေါ်ပါ။", False),
        ("zh-Hans", "Say 9-1-1.", "请说911。", True),
        ("es", "Call 911 for pain. Call 911 for fever.", "Llame al 911 si hay dolor o fiebre.", True),
        ("es", "Call 911 for pain. Call 911 for fever.", "Llame al 911 por dolor. Llame por fiebre.", False),
        ("es", "Call (612) 555-0142.", "Llame al 612.555.0142.", True),
        ("es", "Call (612) 555-0142.", "Llame al (612) 555-0124.", False),
        ("es", "Call us.", "Llame al (612) 555-0124.", False),
        ("es", "Write to a@b.example.", "Escriba a a@b.example.", True),
        ("es", "Write to a@b.example.", "Escriba a a@c.example.", False),
        ("ar", "See www.b.example.", "انظر http://www.b.example/", True),
        ("ar", "See www.b.example.", "انظر www.c.example", False),
        ("es", "Take 2 pills at 10:30.", "Tome 3 pastillas a las 10.30.", True),
    ],
)
def test_a_translation_that_leads_elsewhere_is_not_shown(tag: str, source: str, translation: str, kept: bool) -> None:
    status = usable_status(entry_of(source, translation), source, NOTHING_ELSEWHERE, find_language(tag))
    assert (status is Status.TRANSLATED) is kept


@pytest.mark.parametrize("path", PLANTED, ids=lambda path: path.stem)
def test_a_page_refuses_what_the_rules_call_a_wrong_number(path: Path) -> None:
    """`test_planted_recall.py` holds the rules to the same."""
    language, sentences = read_corpus(path)
    for sentence in sentences:
        kept = [
            text
            for kind, text in sentence.planted.items()
            if kind in ("phone", "email") and keeps(sentence.source, text, language)
        ]
        assert kept == []
        assert keeps(sentence.source, sentence.translation, language)


def keeps(source: str, translation: str, language: Language) -> bool:
    return keeps_reach(source, translation, NOTHING_ELSEWHERE, language)


@pytest.mark.parametrize(
    ("status", "usable"),
    [
        (Status.TRANSLATED, Status.TRANSLATED),
        (Status.FUZZY, Status.FUZZY),
        (Status.UNTRANSLATED, Status.UNTRANSLATED),
        (Status.OBSOLETE, Status.UNTRANSLATED),
    ],
)
def test_only_translated_entries_are_used(status: Status, usable: Status) -> None:
    entry = entry_of("a", "" if status is Status.UNTRANSLATED else "á", status)
    assert usable_status(entry, "a", NOTHING_ELSEWHERE, SPANISH) is usable
    assert usable_status(None, "a", NOTHING_ELSEWHERE, SPANISH) is Status.UNTRANSLATED


def test_obsolete_entries_are_not_looked_up() -> None:
    lookup = entry_lookup({"g": catalog_of([entry_of("a", "á", Status.OBSOLETE), entry_of("b", "be")])})
    assert set(lookup["g"]) == {MessageKey(None, "b")}


def test_what_texts_may_refer_to() -> None:
    context = inline_context(guide_of("a[^n] [r]\n\n> [^n]: b\n\n[r]: https://r.example 'T'\n"))
    assert context == InlineContext((("r", "https://r.example", "T"),), ("n",))
