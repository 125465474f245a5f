"""What holds for every rule on the form of a translation, on any text: it answers, and its fixes mend and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.checks.anatomy import CatalogRule, LibraryRule, Pair, PairRule, Problem
from dragoman.checks.punctuation import ENDING_MARKS, Ending, end_of, sentence_count
from dragoman.checks.reading import read_text
from dragoman.checks.registry import RULES
from dragoman.checks.views import CatalogView, LibraryView
from dragoman.languages import all_languages, find_language
from dragoman.markup.inline import NOTHING_ELSEWHERE
from dragoman.model import Catalog, Entry, Language, Level, MessageKey, Severity, Status
from dragoman.po import read_catalog
from projects import SHIPPED
from strategies import MANY, inline_texts, translations

FORM = re.findall(
    r"\S+",
    """
different-end-mark different-line-breaks different-sentence-count doubled-space doubled-word empty-markup
empty-translation foreign-punctuation invented-translation long-translation lost-brackets lost-capital lost-quotes
missing-inverted-mark missing-space short-translation stray-block-mark stray-edge-space stray-kashida stray-space
truncated-translation unbalanced-brackets unbalanced-quotes uneven-emphasis unsafe-html unsafe-link unusual-capitals
""",
)
OF_CATALOGS = re.findall(
    r"\S+",
    """
conflicting-flags duplicate-header-field empty-catalog identical-plurals inconsistent-translation malformed-date
missing-header-field obsolete-entries same-translation stray-previous unknown-flag
""",
)
MENDING = ["doubled-space", "foreign-punctuation", "stray-edge-space", "stray-kashida", "stray-space"]

_PIECES = [
    *(
        "Descanse",
        "hoy",
        "العيـــادة",
        "اتصل",
        "دن",
        "بھر",
        "休息",
        "ለቀኑ",
        "တစ်နေ့",
        "ថ្ងៃ",
        "दिन",
        "Ёж",
        "a",
        "911",
        "4.5",
    ),
    *(" ", "  ", "\u00a0", "\n", "\t", "\u3000", " ?", " ،", ",", ".", "?", "!", ";", ":", "...", "…", *ENDING_MARKS),
    *(
        "**",
        "_",
        "`",
        "(",
        ")",
        "（",
        "“",
        "”",
        '"',
        "«",
        "»",
        "[",
        "](b.md)",
        "{clinic.phone}",
        "<kbd>",
        "</kbd>",
        "\\",
    ),
    *("<script>", "https://a.example/x ?", "&nbsp;", "ـ", "¿", "¡", "# ", "- ", "<!-- x -->", "<https://a.example>"),
]
pieced = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14).map("".join)
texts = pieced | translations
languages = st.sampled_from(all_languages())


def pair_of(english: str, local: str, language: Language, level: Level = Level.INFO) -> Pair:
    return Pair(read_text(english, NOTHING_ELSEWHERE), read_text(local, NOTHING_ELSEWHERE), language, level)


def problems(rule: str, pair: Pair) -> list[Problem]:
    known = RULES[rule]
    assert isinstance(known, PairRule)
    return list(known.check(pair))


@MANY
@given(texts | inline_texts, texts, languages, st.sampled_from(Level))
def test_a_rule_answers_on_any_text(english: str, local: str, language: Language, level: Level) -> None:
    pair = pair_of(english, local, language, level)
    for rule in FORM:
        for problem in problems(rule, pair):
            assert problem.problem.endswith(".")
            assert problem.remedy.endswith(".")
            assert all(words in english for words in problem.english), rule
            assert all(words in local for words in problem.words), rule


def seen(text: str, rule: str) -> str:
    """A text without what the fixes of a rule may change."""
    may_change = {
        "doubled-space": r"\s",
        "foreign-punctuation": rf"[\s{re.escape(ENDING_MARKS)}]",
        "stray-edge-space": r"^\s+|\s+$",
        "stray-kashida": "ـ",
        "stray-space": r"\s",
    }
    return re.sub(may_change[rule], "", text)


@pytest.mark.parametrize("rule", MENDING)
@example(english="a", local="،休息,", language=find_language("ja"))  # a mark of another script has no fix, and stays
@MANY
@given(english=texts, local=texts, language=languages)
def test_a_fix_mends_and_changes_nothing_else(rule: str, english: str, local: str, language: Language) -> None:
    pair = pair_of(english, local, language)
    for problem in problems(rule, pair):
        if problem.fix is None:
            continue
        mended = replace(pair, local=read_text(problem.fix, NOTHING_ELSEWHERE))
        assert problem.fix != local
        assert seen(problem.fix, rule) == seen(local, rule)
        assert mended.local.atoms == pair.local.atoms
        left = problems(rule, mended)
        assert all(other.fix is None for other in left)
        assert {other.problem for other in left} <= {other.problem for other in problems(rule, pair)}


@pytest.mark.parametrize(
    ("rule", "language", "local", "fix"),
    [
        ("stray-space", "vi", "Tôi có thể lái xe **không** ?", "Tôi có thể lái xe **không**?"),
        ("stray-space", "es", "Llame al {clinic.phone} .", "Llame al {clinic.phone}."),
        ("doubled-space", "es", "Pulse `a  b`  hoy.", "Pulse `a  b` hoy."),
        ("doubled-space", "ru", "5\u00a0 мг", "5\u00a0мг"),
        ("stray-edge-space", "es", "\t Descanse.\u00a0", "Descanse."),
        ("stray-kashida", "ar", "العيـــادة في [الموقـع](ـa.md)", "العيادة في [الموقع](ـa.md)"),
        ("stray-kashida", "ar", "العيـادة: اتصل بـ911", "العيادة: اتصل بـ911"),
        ("foreign-punctuation", "ar", "هل **يمكنني** القيادة?", "هل **يمكنني** القيادة؟"),
        ("foreign-punctuation", "ur", "آرام کریں. کال کریں.", "آرام کریں۔ کال کریں۔"),
        ("foreign-punctuation", "ar", "حرارة 1,000 و a,b, ثم?", "حرارة 1,000 و a,b, ثم؟"),
        ("foreign-punctuation", "zh-Hans", "休息, 然后打电话.", "休息，然后打电话。"),
        ("foreign-punctuation", "my", "အနားယူပါ, ဖုန်းဆက်ပါ.", "အနားယူပါ၊ ဖုန်းဆက်ပါ။"),
    ],
)
def test_what_a_fix_writes(rule: str, language: str, local: str, fix: str) -> None:
    found = problems(rule, pair_of("Rest.", local, find_language(language)))
    assert [problem.fix for problem in found] == [fix]


@pytest.mark.parametrize(
    ("rule", "language", "local"),
    [
        ("stray-kashida", "ar", "العيـادة `العيـادة`"),
        ("stray-space", "zh-Hans", "见`代码 ？`和网页 ？"),
        ("doubled-space", "es", "Pulse `a  b`  hoy."),
        ("foreign-punctuation", "ar", "العيادة? `العيادة?`"),
    ],
)
def test_code_is_never_mended(rule: str, language: str, local: str) -> None:
    for problem in problems(rule, pair_of("Rest.", local, find_language(language))):
        assert problem.fix is None or re.findall("`.*`", problem.fix) == re.findall("`.*`", local)


# ── Catalogs ──

_NAMES = ["Language", "PO-Revision-Date", "POT-Creation-Date", "Last-Translator", "X", "Project-Id-Version"]
_FLAGS = ["fuzy", "c-format", "no-c-format", "wrap", "no-wrap", "max-length:3", "x", "python-brace-format"]
_entries = st.builds(
    lambda english, forms, plural, flags, status, previous: Entry(
        MessageKey(None, english),
        tuple(forms) if plural else (forms[0],),
        status,
        plural,
        tuple(flags),
        previous=previous,
    ),
    texts,
    st.lists(texts, min_size=1, max_size=4),
    st.none() | texts,
    st.lists(st.sampled_from(_FLAGS), max_size=3, unique=True),
    st.sampled_from(Status),
    st.none() | st.builds(MessageKey, st.none(), texts),
)
_headers = st.lists(st.builds("{}: {}".format, st.sampled_from(_NAMES), texts), max_size=6).map("\n".join)


@MANY
@given(_headers, st.lists(_entries, max_size=6), languages)
def test_a_rule_about_catalogs_answers_on_any_catalog(header: str, entries: list[Entry], language: Language) -> None:
    head = Entry(MessageKey(None, ""), (header,), Status.TRANSLATED)
    view = CatalogView(Catalog("g.po", language.tag, head, tuple(entries)), language, (), "g")
    for rule in OF_CATALOGS:
        for problem in found_in(rule, view):
            assert problem.problem.endswith(".")
            assert problem.remedy.endswith(".")


def found_in(rule: str, view: CatalogView) -> Iterator[Problem]:
    match RULES[rule]:
        case CatalogRule() as known:
            yield from known.check(view)
        case LibraryRule() as known:
            yield from (problem for _, problem in known.check(LibraryView(view.language, (view, view))))
        case other:
            pytest.fail(f"{other} is no rule about catalogs")


# ── What is right is not reported ──


@pytest.mark.parametrize("language", [pytest.param(known, id=known.tag) for known in all_languages()])
def test_the_shipped_translations_have_no_fault_of_form(language: Language) -> None:
    """Fewer than one warning in a hundred texts, no error, and nothing that a fix would change."""
    texts_read, warnings = 0, []
    for path in sorted((SHIPPED / "locales" / language.gettext).rglob("*.po")):
        for entry in read_catalog(path.read_bytes(), path.name, language.tag).entries:
            if entry.status is not Status.TRANSLATED:
                continue
            texts_read += 1
            pair = pair_of(entry.key.text, entry.translation[0], language)
            for rule in FORM:
                for problem in problems(rule, pair):
                    severity = problem.severity or RULES[rule].severity
                    assert severity is not Severity.ERROR, f"{path.name}:{entry.line} {rule}"
                    assert problem.fix is None, f"{path.name}:{entry.line} {rule}"
                    warnings += [rule] if severity is Severity.WARNING else []
    assert len(warnings) * 100 <= texts_read


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("Rest.", Ending.STOP),
        ("休息。", Ending.STOP),
        ("آرام کریں۔", Ending.STOP),
        ("ይረፉ፡፡", Ending.STOP),
        ("អនារយូ។", Ending.STOP),
        ("အနားယူပါ။”", Ending.STOP),
        ("हाँ।", Ending.STOP),
        ("(¿Duele?)", Ending.QUESTION),
        ("هل تؤلم؟", Ending.QUESTION),
        ("ያማል፧", Ending.QUESTION),
        ("疼吗？", Ending.QUESTION),
        ("现在！", Ending.EXCLAMATION),
        ("**ចំណុច៖**", Ending.COLON),
        ("ነጥቦች፦", Ending.COLON),
        ("and so on...", Ending.ELLIPSIS),
        ("Call {clinic.phone}", Ending.NOTHING),
        ("", Ending.NOTHING),
    ],
)
def test_how_texts_end(text: str, ending: Ending) -> None:
    assert end_of(text).ending is ending


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rest. Call the clinic.", 2),
        ("Rest. Call the clinic", 2),
        ("A fever of 100.4 °F. Call.", 2),
        ("Open from 8 a.m. to 5 p.m. today.", 1),
        ("See Dr. Lee at clinic.example.", 1),
        ("Why? Ask!", 2),
        ("休息。打电话。", 2),
        ("آرام کریں۔ کال کریں۔ پوچھیں؟", 3),
        ("ይረፉ። ይደውሉ፡፡", 2),
        ("សម្រាក។ ទូរស័ព្ទ។", 2),
        ("...", 0),
        ("", 0),
    ],
)
def test_how_many_sentences_a_text_has(text: str, count: int) -> None:
    assert sentence_count(text) == count
