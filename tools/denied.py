"""Denies verbs of the shipped translations one at a time, and asks whether `dragoman check` sees it.

    python tools/denied.py [LANG …] [--missed]

A verb is denied by the grammar of its language: `puede` becomes “no puede”, 能 “不能”. Texts of `tests/planted/` are
left out, so that the corpus which the word lists were mended with is not measured twice. A denial counts as found where
a rule says something of the text, in an error or a warning, that it does not say of the right one.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dragoman.languages import find_language
from dragoman.model import Language, Status
from dragoman.po import read_catalog
from planted import FOLDER, ROOT, findings_of, read_corpus

DENIED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "am": (
        ("ይችላል", "አይችልም"),
        ("ይችላሉ", "አይችሉም"),
        ("አለብዎት", "የለብዎትም"),
        ("ያስፈልጋል", "አያስፈልግም"),
        ("ነው", "አይደለም"),
        ("ናቸው", "አይደሉም"),
        (r"(?<!\w)አለ(?!\w)", "የለም"),
    ),
    "ar": ((r"(?<!لا )(?<!\w)(يمكن\w*|يجب|يستطيع|تستطيع\w*|تحتاج\w*|يحتاج|يكون|تكون)(?!\w)", r"لا \1"),),
    "es": (
        (
            r"(?<!no )(?<!se )(?<!\w)(puede|pueden|podría|debe|deben|necesita|tiene|tienen|hay|es|son|está)(?!\w)",
            r"no \1",
        ),
    ),
    "km": (("អាច", "មិនអាច"), ("ត្រូវ(?!បាន)", "មិនត្រូវ"), ("គួរ", "មិនគួរ"), ("ចាំបាច់", "មិនចាំបាច់")),
    "lo": (("ສາມາດ", "ບໍ່ສາມາດ"), ("ຕ້ອງ", "ບໍ່ຕ້ອງ"), ("ຄວນ", "ບໍ່ຄວນ"), ("ອາດ", "ອາດບໍ່")),
    "mww": (
        (r"\byuav tsum\b", "tsis tas yuav"),
        (r"\btuaj yeem\b", "tsis tuaj yeem"),
        (r"(?<!tsis )\bmuaj\b", "tsis muaj"),
        (r"(?<!los )(?<!tsis )\byog\b", "tsis yog"),
    ),
    "my": (
        ("နိုင်ပါသည်", "နိုင်ခြင်း မရှိပါ"),
        ("နိုင်သည်", "နိုင်ခြင်း မရှိပါ"),
        ("လိုပါသည်", "မလိုပါ"),
        ("ရှိပါသည်", "မရှိပါ"),
        ("ဖြစ်ပါသည်", "မဖြစ်ပါ"),
    ),
    "om": (
        (r"\bni danda['’ʼ]a\b", "hin danda'u"),
        (r"\bdanda['’ʼ]a\b", "hin danda'u"),
        (r"\bdandeessu\b", "hin dandeessan"),
        (r"\bqaba\b", "hin qabu"),
        (r"\bbarbaachisa\b", "hin barbaachisu"),
    ),
    "ru": (
        (r"\bможно\b", "нельзя"),
        (r"(?<!не )\b(может|могут|можете|нужно|нужен|следует|должен|должны|бывает|есть)\b", r"не \1"),
    ),
    "so": (
        (r"(\w+) kartaa\b", r"ma \1 kartid"),
        (r"(\w+) karaa\b", r"ma \1 karo"),
        (r"(\w+) karaan\b", r"ma \1 karaan"),
        (r"\bwaa inaad\b", "waa inaadan"),
        (r"\bu baahan tahay\b", "uma baahnid"),
    ),
    "ur": (
        (r"سکتا ہے", "نہیں سکتا"),
        (r"سکتی ہے", "نہیں سکتی"),
        (r"سکتے ہیں", "نہیں سکتے"),
        (r"چاہیے", "نہیں چاہیے"),
        (r"(?<!نہ )کریں(?=[۔،])", "نہ کریں"),
        (r"(?<!نہیں )ہے۔", "نہیں ہے۔"),
    ),
    "vi": ((r"(?<!không )\b(có thể|nên|phải|cần|được|sẽ)\b", r"không \1"),),
    "zh_Hans": (("可能", "不可能"), (r"(?<!不)(可以|应该|(?<!反)应(?!用)|需要|(?<!功)能(?!力)|会)", r"不\1")),
}
"""Gettext name → verbs, and how they are denied; the first that stands in a text is."""


class Denied(NamedTuple):
    """A text that one verb too many was denied in."""

    source: str
    translation: str
    denied: str
    found: bool


def denied_texts(language: Language) -> Iterator[Denied]:
    """Each shipped text of a language that is not in the planted corpus, with its first such verb denied."""
    known = {sentence.source for sentence in read_corpus(FOLDER / f"{language.gettext}.toml")[1]}
    for path in sorted((ROOT / "locales" / language.gettext / "LC_MESSAGES").glob("*.po")):
        for entry in read_catalog(path.read_bytes(), str(path)).entries:
            if entry.status is not Status.TRANSLATED or not entry.key.text or entry.key.text in known:
                continue
            known.add(entry.key.text)
            text = entry.translation[0]
            denied = _denied(text, DENIED[language.gettext])
            if denied != text:
                right = {(found.rule, found.problem) for found in findings_of(entry.key.text, text, language)}
                wrong = {(found.rule, found.problem) for found in findings_of(entry.key.text, denied, language)}
                yield Denied(entry.key.text, text, denied, bool(wrong - right))


def _denied(text: str, verbs: tuple[tuple[str, str], ...]) -> str:
    for verb, denied in verbs:
        changed = re.sub(verb, denied, text, count=1)
        if changed != text:
            return changed
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*")
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    found = denied = 0
    for name in options.languages or sorted(DENIED):
        texts = list(denied_texts(find_language(name)))
        here = sum(text.found for text in texts)
        found, denied = found + here, denied + len(texts)
        print(f"{name:<8} {here:>4} of {len(texts):>4}  {100 * here / max(len(texts), 1):>5.1f} %")
        if options.missed:
            print("".join(f"   {one.source!r}\n      {one.denied}\n" for one in texts if not one.found))
    print(f"{'all':<8} {found:>4} of {denied:>4}  {100 * found / max(denied, 1):>5.1f} %")


if __name__ == "__main__":
    main()
