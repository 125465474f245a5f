"""What Babel extracts is what Dragoman extracts."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from dragoman.babel_messages import extract_guide, extract_page_words
from dragoman.extract import extract_messages
from dragoman.page_words import SOURCES
from dragoman.project import find_project
from dragoman.render.words import CALLOUT_LABELS, DRAFT_MARK, DRAFT_REASONS, FINAL_MARK, PAGE_OF

ROOT = Path(__file__).parent.parent
MAPPING = """[extractors]
guide = dragoman.babel_messages:extract_guide
[guide: **.md]
"""


class _File(io.BytesIO):
    def __init__(self, path: Path, content: bytes) -> None:
        super().__init__(content)
        self.name = str(path)


def extracted(path: Path, content: bytes) -> list[tuple[int, str | None, str | tuple[str, ...], list[str]]]:
    return list(extract_guide(_File(path, content), {}, (), {}))


def test_pybabel_finds_the_messages_of_the_shipped_guides(tmp_path: Path) -> None:
    (tmp_path / "babel.cfg").write_text(MAPPING)
    command = [sys.executable, "-W", "error", "-m", "babel.messages.frontend", "-q", "extract", "--no-wrap"]
    options = ["-F", str(tmp_path / "babel.cfg"), "-o", str(tmp_path / "all.pot"), "."]
    subprocess.run(
        [*command, *options],
        cwd=ROOT / "source",
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "", "LC_ALL": "C.UTF-8"},
        check=True,
        timeout=60,
    )
    found = polib.pofile(str(tmp_path / "all.pot"))
    theirs: dict[tuple[str | None, str], polib.POEntry] = {(e.msgctxt, e.msgid): e for e in found}
    guides = find_project(ROOT).guides.values()
    assert len(guides) >= 4
    ours = [(guide, message) for guide in guides for message in extract_messages(guide)]
    assert set(theirs) == {(message.key.context, message.key.text) for _, message in ours}
    for guide, message in ours:
        entry = theirs[message.key.context, message.key.text]
        said = " ".join(entry.comment.split())
        assert all(comment in said for comment in message.comments)
        lines = {int(line) for name, line in entry.occurrences if name == Path(guide.path).name}
        assert message.locations[0].path != guide.path or message.locations[0].line in lines
        assert ("python-brace-format" in entry.flags) == bool(message.flags)


def test_lines_contexts_and_comments(tmp_path: Path) -> None:
    body = "---\ntitle: T\n---\n<!-- Translators: n -->\n\nRight\n\nRight <!-- dragoman:context side -->\n"
    assert extracted(tmp_path / "g.md", body.encode()) == [
        (2, None, "T", ["info · title · g"]),
        (6, None, "Right", ["info · paragraph · g › T", "n"]),
        (8, "pgettext", ("side", "Right"), ["info · paragraph · g › T"]),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"no front matter", "g.md:1: The guide has no front matter."),
        (b"\xff", "codec can't decode"),
        (b"---\ntitle: T\n---\n![a](none.svg)\n", "No such file"),
        (b"---\ntitle: T\n---\n![a](../../none.svg)\n", "leads out of the folder of the guide"),
        (b"---\ntitle: T\n---\n![a](/etc/passwd)\n", "leads out of the folder of the guide"),
    ],
)
def test_a_guide_that_cannot_be_read(tmp_path: Path, content: bytes, problem: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        extracted(tmp_path / "g.md", content)
    assert problem in str(caught.value)


def test_words_of_the_page() -> None:
    messages = {message.key.text: message for message in extract_page_words(SOURCES)}
    assert {DRAFT_MARK, FINAL_MARK, PAGE_OF, *CALLOUT_LABELS.values(), *DRAFT_REASONS.values()} <= set(messages)
    assert messages[PAGE_OF].flags == ("python-brace-format",)
    assert any(place.path.endswith("page.html.j2") for m in messages.values() for place in m.locations)
    assert all(message.comments[0] == "info · words of the page" for message in messages.values())
