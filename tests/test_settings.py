"""`dragoman.toml`: every key checked, each problem with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import UserError
from dragoman.model import Commitment, FactKind, Paper, Policy
from dragoman.settings import facts_of, find_office, parse_settings

SHIPPED = Path(__file__).parent.parent / "dragoman.toml"
NAME = '[project]\nname = "P"\n'


def refused(text: str) -> str:
    with pytest.raises(UserError) as caught:
        parse_settings(text)
    return str(caught.value)


def test_the_shipped_settings() -> None:
    settings = parse_settings(SHIPPED.read_text("utf-8"))
    assert settings.languages
    assert settings.policy.sign_off
    assert all(fact.location.line > 1 for fact in settings.facts)


def test_what_holds_if_nothing_is_said() -> None:
    settings = parse_settings(NAME)
    assert (settings.source, settings.locales, settings.output) == ("source", "locales", "build")
    assert settings.catalog_layout == "locales/{language}/LC_MESSAGES/{guide}.po"
    assert settings.template_layout == "locales/{guide}.pot"
    assert (settings.paper, settings.policy, settings.languages) == (Paper.LETTER, Policy(), ())
    assert (settings.facts, settings.offices) == ((), ())


def test_layouts_follow_the_folder_of_catalogs() -> None:
    settings = parse_settings(NAME + 'locales = "po"\n')
    assert settings.catalog_layout == "po/{language}/LC_MESSAGES/{guide}.po"
    assert settings.template_layout == "po/{guide}.pot"


def test_languages_by_any_of_their_names() -> None:
    settings = parse_settings(NAME + '[languages]\nrequired = ["es", "hmong"]\nbegun = ["so"]\n')
    found = [(language.tag, commitment) for language, commitment in settings.languages]
    assert found == [
        ("es", Commitment.REQUIRED),
        ("mww-Latn", Commitment.REQUIRED),
        ("so", Commitment.BEGUN),
    ]


def test_a_row_of_the_projects_own() -> None:
    text = NAME + '[[language]]\ntag = "es"\nautonym = "Castellano"\n[languages]\nbegun = ["es"]\n'
    assert parse_settings(text).languages[0][0].autonym == "Castellano"


def test_facts_and_locations() -> None:
    settings = parse_settings(
        NAME + '[facts.clinic]\nname = "C"\nphone = { kind = "phone", value = "911" }\n'
        '[locations.north]\nname = "North side"\nclinic.phone = { kind = "phone", value = "988" }\nclinic.fax = ""\n'
    )
    assert [(fact.name, fact.value, fact.kind, str(fact.location)) for fact in settings.facts] == [
        ("clinic.name", "C", FactKind.TEXT, "dragoman.toml:4"),
        ("clinic.phone", "911", FactKind.PHONE, "dragoman.toml:5"),
    ]
    office = find_office(settings, None)
    assert office
    assert {name: fact.value for name, fact in facts_of(settings, office).items()} == {
        "clinic.name": "C",
        "clinic.phone": "988",
        "clinic.fax": "",
    }
    assert facts_of(settings, None)["clinic.phone"].value == "911"
    assert find_office(settings, "north") is find_office(settings, "NORTH SIDE") is office
    with pytest.raises(UserError) as caught:
        find_office(settings, "south")
    assert str(caught.value) == "dragoman.toml: There is no location 'south'. There are: north."


def test_no_locations() -> None:
    settings = parse_settings(NAME)
    assert find_office(settings, None) is None
    with pytest.raises(UserError, match=r"There is no location 'x'\. There are: none\."):
        find_office(settings, "x")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", 'dragoman.toml:1: [project] has no name. Write name = "…".'),
        ("[project]\n", 'dragoman.toml:1: [project] has no name. Write name = "…".'),
        (
            "[project]\nname = P\n",
            "dragoman.toml:2: This is not TOML: invalid value. Texts stand in quotation marks, lists in [ ].",
        ),
        (
            '[project]\nname = "P"\nname = "Q"\n',
            "dragoman.toml:3: This key stands twice. Keep one of the two.",
        ),
        (
            NAME + '[facts.clinic]\nname = "C"\n[policy]\n[facts.clinic]\narea = "A"\n',
            "dragoman.toml:6: The section [facts.clinic] stands twice. Bring its lines together in one.",
        ),
        (
            NAME + "[policy]\n[policy]\n",
            "dragoman.toml:4: The section [policy] stands twice. Bring its lines together in one.",
        ),
        (
            '[project]\nname = "P\n',
            "dragoman.toml:2: A quotation mark is not closed on this line. Close it at the end of the text.",
        ),
        ("a = " + "[" * 5000, "dragoman.toml:1: Lists are nested too deep. Settings need no more than two."),
        (
            NAME + "\n[polices]\n",
            "dragoman.toml:4: The file has no key 'polices'. Did you mean 'policy'?",
        ),
        (NAME + 'sauce = "x"\n', "dragoman.toml:3: [project] has no key 'sauce'. Did you mean 'source'?"),
        (
            NAME + "[policy]\nzzz = 1\n",
            "dragoman.toml:4: [policy] has no key 'zzz'. There are sign_off, outdated, notice_days, machine, months, "
            "info, instruct, warn, english.",
        ),
        ("project = 1\n", "dragoman.toml:1: 'project' is not a table. Write [project] on a line of its own."),
        (
            "[project]\nname = 5\n",
            "dragoman.toml:2: 'project.name' is not one line of text. Put it in quotation marks.",
        ),
        (
            '[project]\nname = "a\\nb"\n',
            "dragoman.toml:2: 'project.name' is not one line of text. Put it in quotation marks.",
        ),
        (NAME + 'paper = "a5"\n', "dragoman.toml:3: 'project.paper' cannot be 'a5'. Write one of letter, a4."),
        (NAME + "paper = [1]\n", "dragoman.toml:3: 'project.paper' cannot be [1]. Write one of letter, a4."),
        (
            NAME + '[policy]\nsign_off = "no"\n',
            "dragoman.toml:4: 'policy.sign_off' is neither true nor false. Write it without quotation marks.",
        ),
        (
            NAME + '[languages]\nrequired = "es"\n',
            'dragoman.toml:4: \'languages.required\' is not a list of language tags. Write ["es", "so"].',
        ),
        (
            NAME + "[languages]\nrequired = [1]\n",
            'dragoman.toml:4: \'languages.required\' is not a list of language tags. Write ["es", "so"].',
        ),
        (
            NAME + '[languages]\nrequired = ["es"]\nbegun = ["spanish"]\n',
            "dragoman.toml:5: The language 'es' is listed twice. Keep one of the two.",
        ),
        (
            NAME + '[languages]\nneeded = ["es"]\n',
            "dragoman.toml:4: [languages] has no key 'needed'. There are required, begun.",
        ),
        ('language = "es"\n' + NAME, "dragoman.toml:1: 'language' is not a list of tables. Write [[language]]."),
        ("language = [1]\n" + NAME, "dragoman.toml:1: 'language' is not a list of tables. Write [[language]]."),
        (NAME + '[facts]\nphone = "1"\n', "dragoman.toml:4: 'phone' is not a group of facts. Write [facts.phone]."),
        (
            NAME + "[facts.clinic]\nphone = 1\n",
            "dragoman.toml:4: The fact 'clinic.phone' is not one line of text. "
            'Write "" for what staff fill in by hand.',
        ),
        (
            NAME + '[facts.clinic]\nPhone = "1"\n',
            "dragoman.toml:4: 'Phone' cannot be part of a fact's name. Use small letters, digits and _.",
        ),
        (
            NAME + '[facts.clinic]\nphone = { kind = "fax", value = "1" }\n',
            "dragoman.toml:4: The fact 'clinic.phone' cannot be of kind 'fax'. "
            "Write one of text, phone, url, email, measure.",
        ),
        (
            NAME + '[facts.clinic]\nphone = { sort = "phone", value = "1" }\n',
            "dragoman.toml:4: [facts.clinic.phone] has no key 'sort'. There are kind, value.",
        ),
        (
            NAME + '[facts.clinic]\nphone = { kind = "phone" }\n',
            "dragoman.toml:4: The fact 'clinic.phone' is not one line of text. "
            'Write "" for what staff fill in by hand.',
        ),
        *(
            (
                NAME + f'[facts.clinic]\nfact = {{ kind = "{kind}", value = "{value}" }}\n',
                f"dragoman.toml:4: The fact 'clinic.fact' is '{value}', which is {problem}. "
                f"Write one such as {example}, "
                'take out the kind, or write "" for what staff fill in by hand.',
            )
            for kind, problem, example, values in (
                (
                    "phone",
                    "no telephone number",
                    '"(612) 555-0100 ext. 5"',
                    ("call us", "12", "- - -", "1-800-FLOWERS", "(612) 555-0100 or 911", "+", "ext. 123", " "),
                ),
                (
                    "email",
                    "no address of e-mail",
                    '"desk@clinic.example"',
                    ("desk", "desk@clinic", "a b@clinic.example"),
                ),
                (
                    "url",
                    "no address on the web",
                    '"https://clinic.example/help"',
                    ("our page", "ftp://a.example", "https://"),
                ),
                ("measure", "no measure: it has no figure", '"100.4 °F"', ("high fever",)),
            )
            for value in values
        ),
        (
            NAME + '[facts.blank]\nname = "x"\n',
            "dragoman.toml:4: 'blank' is kept for what people fill in by hand. Choose another name for the group.",
        ),
        (
            NAME + '[locations.North]\nname = "N"\n',
            "dragoman.toml:3: 'North' is not a location. Write [locations.some-name] and its facts below.",
        ),
        (
            NAME + "[locations]\nnorth = 1\n",
            "dragoman.toml:4: 'north' is not a location. Write [locations.some-name] and its facts below.",
        ),
        (
            NAME + "[locations.north]\n",
            "dragoman.toml:3: The location 'north' has no name. Write name = \"…\".",
        ),
        (
            NAME + "[limits]\nentries = 0\n",
            "dragoman.toml:4: 'limits.entries' is no whole number from 1 up. Write it in digits: 2_000_000.",
        ),
        (
            NAME + "[limits]\nentry_bytes = true\n",
            "dragoman.toml:4: 'limits.entry_bytes' is no whole number from 1 up. Write it in digits: 2_000_000.",
        ),
        (
            NAME + "[limits]\nguide_byte = 1\n",
            "dragoman.toml:4: [limits] has no key 'guide_byte'. Did you mean 'guide_bytes'?",
        ),
        *(
            (NAME + f"output = '{folder}'\n", f'dragoman.toml:3: {problem} Name a folder of its own, such as "build".')
            for folder, problem in (
                (".", "What is built cannot stand in the project's own folder."),
                ("build/..", "What is built cannot stand in the project's own folder."),
                ("source", "'source' is the folder of the guides."),
                ("./locales/", "'./locales/' is the folder of the catalogs."),
                ("approved", "'approved' is the folder of the archive."),
                ("source/site", "'source/site' is inside 'source', the folder of the guides."),
            )
        ),
        (
            NAME + 'source = "text/guides"\noutput = "text"\n',
            "dragoman.toml:4: 'text' has 'text/guides' in it, the folder of the guides. "
            'Name a folder of its own, such as "build".',
        ),
        (
            NAME + 'catalogs = "po/{language}/{guide}.po"\noutput = "po"\n',
            "dragoman.toml:4: 'po' is the folder of catalogs. Name a folder of its own, such as \"build\".",
        ),
        (
            NAME + 'page_templates = "pages"\noutput = "pages"\n',
            "dragoman.toml:4: 'pages' is the folder of page templates. Name a folder of its own, such as \"build\".",
        ),
        (
            NAME + 'output = "/tmp"\n',
            "dragoman.toml:3: output = '/tmp' leads out of the project. Write a path from the folder of dragoman.toml.",
        ),
        (
            NAME + 'catalogs = "../{language}/{guide}.po"\n',
            "dragoman.toml:3: catalogs = '../{language}/{guide}.po' leads out of the project. "
            "Write a path from the folder of dragoman.toml.",
        ),
        (
            NAME + 'catalogs = "po/{guide}.po"\n',
            "dragoman.toml:3: 'po/{guide}.po' is no pattern for catalogs. It needs {language} and ends with .po.",
        ),
        (
            NAME + 'catalogs = "{language}/{guide}.txt"\n',
            "dragoman.toml:3: '{language}/{guide}.txt' is no pattern for catalogs. "
            "It needs {language} and ends with .po.",
        ),
        (
            NAME + 'catalogs = "po/{language}.po"\ntemplates = "po/{guide}.pot"\n',
            "dragoman.toml:4: One of the patterns for catalogs and templates has {guide} and the other has not. "
            "Give it to both, or to none for one catalog a language.",
        ),
    ],
)
def test_what_is_refused_is_named_with_its_line(text: str, sentence: str) -> None:
    assert refused(text) == sentence


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(("phone", value) for value in ("911", "988", "+1 (763) 555-0100", "763.555.0100", "763-555-0100, ext. 12")),
        *(("phone", value) for value in ("763-555-0100x12", "763\u2011555\u20110100", "")),
        *(("email", value) for value in ("desk@clinic.example", "a.b+c@d-e.example.org", "")),
        *(
            ("url", value)
            for value in ("spine.example/help", "https://clinic.example", "HTTP://a.example:80/?b=c#d", "")
        ),
        *(("measure", value) for value in ("100.4 °F (38 °C)", "")),
    ],
)
def test_a_fact_of_a_kind_looks_like_one(kind: str, value: str) -> None:
    (fact,) = parse_settings(NAME + f'[facts.clinic]\nfact = {{ kind = "{kind}", value = "{value}" }}\n').facts
    assert (fact.kind, fact.value) == (kind, value)


@pytest.mark.parametrize("settings", ['source = "."\n', 'catalogs = "{language}/{guide}.po"\n', 'output = "sources"\n'])
def test_a_folder_of_its_own_is_left(settings: str) -> None:
    parse_settings(NAME + settings)


def test_a_language_that_nobody_knows() -> None:
    assert refused(NAME + '[languages]\nrequired = ["xx-nowhere"]\n').startswith("dragoman.toml:4: ")
