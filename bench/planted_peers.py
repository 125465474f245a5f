"""Errors planted in correct translations: what `dragoman check` finds of them, and what other tools do.

    python bench/planted_peers.py [--pofilter PATH] [--dennis PATH] [--i18nspector PATH]

The others are pofilter of the translate toolkit, `dennis-cmd lint`, i18nspector and `msgfmt -c`, where they are found.

The corpus is tests/planted. A plant counts as found where a tool says something of its entry that it does not say of
the correct translation. An alarm is a correct translation of which a tool says anything. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import ast
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from dragoman.model import Catalog, Entry, Language, MessageKey, Status  # noqa: E402
from dragoman.po import new_catalog, read_catalog, write_catalog  # noqa: E402
from planted import FOLDER, findings_of, read_corpus  # noqa: E402

MEANT = "numbers variables urls emails untranslated blank brackets endpunc doublewords"
"""Tests of pofilter that are about what a text says."""
Said = Mapping[str, set[str]]
"""English → what a tool says of its entry."""
Tool = Callable[[Mapping[str, str], Language], Said]


def dragoman(texts: Mapping[str, str], language: Language) -> Said:
    return {
        source: {f"{found.rule}: {found.problem}" for found in findings_of(source, text, language)}
        for source, text in texts.items()
    }


def catalog_of(texts: Mapping[str, str], language: Language) -> bytes:
    empty = new_catalog(language, "g.po", "Test", revised="2026-11-26 10:00+0000")
    entries = tuple(
        Entry(
            MessageKey(None, source),
            (text,),
            Status.TRANSLATED,
            flags=("python-brace-format",) if re.search(r"\{\w+\.\w+\}", source) else (),
        )
        for source, text in texts.items()
    )
    return write_catalog(Catalog("g.po", language.tag, empty.header, entries))


def pofilter(program: str, *options: str) -> Tool:
    def run(texts: Mapping[str, str], language: Language) -> Said:
        with tempfile.TemporaryDirectory() as folder:
            before, after = Path(folder, "in.po"), Path(folder, "out.po")
            before.write_bytes(catalog_of(texts, language))
            name = language.gettext.replace("zh_Hans", "zh_CN")
            command = [program, f"--language={name}", *options, "--progress=none", str(before), str(after)]
            subprocess.run(command, capture_output=True, check=False)
            return _told(after.read_text("utf-8")) if after.exists() else {}

    return run


def _told(text: str) -> Said:
    """Names of the tests that pofilter writes above an entry, by its English."""
    found: dict[str, set[str]] = {}
    for block in text.split("\n\n"):
        source = re.search(r'^msgid ((?:"(?:[^"\\]|\\.)*"\n?)+)', block, re.MULTILINE)
        if source and "(pofilter)" in block:
            key = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', source[1]))
            key = key.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
            found[key] = set(re.findall(r"^# \(pofilter\) (\w+):", block, re.MULTILINE))
    return found


def dennis(program: str) -> Tool:
    """By the line of the entry, which its reporter for editors gives."""

    def run(texts: Mapping[str, str], language: Language) -> Said:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "in.po")
            content = catalog_of(texts, language)
            path.write_bytes(content)
            done = subprocess.run(
                [program, "lint", "--reporter=line", "--varformat=python-brace-format", str(path)],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
        by_line = {entry.line: entry.key.text for entry in read_catalog(content, "in.po").entries}
        found: dict[str, set[str]] = {}
        for line, said in re.findall(r"^.*?in\.po: ?(\d+): ?\d+: ?(.*)$", done.stdout + done.stderr, re.MULTILINE):
            start = max((start for start in by_line if start <= int(line)), default=0)
            if start:
                found.setdefault(by_line[start], set()).add(said)
        return found

    return run


_QUOTED = re.compile(r""" msgid ('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(.*)""")


def i18nspector(program: str) -> Tool:
    """By the text that it quotes; what it says of the header is left out."""

    def run(texts: Mapping[str, str], language: Language) -> Said:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "in.po")
            path.write_bytes(catalog_of(texts, language))
            name = language.gettext.replace("zh_Hans", "zh_CN")
            done = subprocess.run([program, "-l", name, str(path)], capture_output=True, text=True, check=False)
        found: dict[str, set[str]] = {}
        for line in done.stdout.split("\n"):
            if quoted := _QUOTED.search(line):
                found.setdefault(ast.literal_eval(quoted[1]), set()).add(line[: quoted.start()] + quoted[2])
        return found

    return run


def msgfmt(texts: Mapping[str, str], language: Language) -> Said:
    """Entry by entry, since it stops at what it cannot take."""
    found: dict[str, set[str]] = {}
    for source, text in texts.items():
        done = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", "-"], input=catalog_of({source: text}, language), capture_output=True,
            check=False,
        )  # fmt: skip
        if done.returncode:
            found[source] = {done.stderr.decode(errors="replace")}
    return found


def _tools(options: argparse.Namespace) -> dict[str, Tool]:
    """Those that are installed, by the heads of their columns."""
    tools: dict[str, Tool] = {"dragoman": dragoman}
    if options.pofilter:
        tools["pofilter, all tests"] = pofilter(options.pofilter)
        tools["pofilter, 9 tests"] = pofilter(options.pofilter, *(f"--test={name}" for name in MEANT.split()))
    if options.dennis:
        tools["dennis"] = dennis(options.dennis)
    if options.i18nspector:
        tools["i18nspector"] = i18nspector(options.i18nspector)
    if shutil.which("msgfmt"):
        tools["msgfmt -c"] = msgfmt
    print(f"Runs {', '.join(tools)}; what is not installed is left out.", file=sys.stderr)
    return tools


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pofilter", default=shutil.which("pofilter"))
    parser.add_argument("--dennis", default=shutil.which("dennis-cmd"))
    parser.add_argument("--i18nspector", default=shutil.which("i18nspector"))
    options = parser.parse_args()
    tools = _tools(options)
    planted: Counter[str] = Counter()
    found: dict[str, Counter[str]] = {name: Counter() for name in tools}
    for path in sorted(FOLDER.glob("*.toml")):
        language, sentences = read_corpus(path)
        correct = {sentence.source: sentence.translation for sentence in sentences}
        planted["correct"] += len(correct)
        kinds = sorted({kind for sentence in sentences for kind in sentence.planted})
        clean = {name: tool(correct, language) for name, tool in tools.items()}
        for name in tools:
            found[name]["correct"] += sum(bool(said) for said in clean[name].values())
        for kind in kinds:
            texts = {s.source: s.planted[kind] for s in sentences if kind in s.planted}
            planted[kind] += len(texts)
            for name, tool in tools.items():
                said = tool(texts, language)
                found[name][kind] += sum(bool(said.get(t, set()) - clean[name].get(t, set())) for t in texts)
        print(f"{language.english} done", file=sys.stderr)
    _print(planted, found)


def _print(planted: Counter[str], found: Mapping[str, Counter[str]]) -> None:
    print(f"| planted | how many | {' | '.join(found)} |")
    print(f"| --- | ---: |{' ---: |' * len(found)}")
    for kind in sorted(set(planted) - {"correct"}):
        cells = (f"{100 * counts[kind] / planted[kind]:.0f} %" for counts in found.values())
        print(f"| {kind} | {planted[kind]} | {' | '.join(cells)} |")
    cells = (f"{100 * counts['correct'] / planted['correct']:.1f}" for counts in found.values())
    print(f"| alarms in a hundred correct ones | {planted['correct']} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
