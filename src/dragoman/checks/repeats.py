"""Words that are doubled on purpose: reduplication, by language.

From grammars' chapters on reduplication and the shipped catalogs: adverbs of manner and degree, numbers that share out
(“two each”), pronouns that French and Spanish may meet with. Numbers and single letters are never looked at. What a
list lacks is found and can be waived; no native reader has gone through the lists yet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from dragoman.checks.punctuation import ENDING_MARKS
from dragoman.model import Language

_LISTS: Mapping[str, str] = {
    "am": (
        "ቀስ ትንሽ አንድ ሁለት ሦስት ሶስት አራት ቶሎ ብዙ ጥቂት ረጅም ትልልቅ ልዩ ወዲያ ወዲህ እያንዳንዱ እየ ወደ ጎን ደጋግሞ በጣም በየ ጊዜ ዝም ብቻ ሌላ ምን "
        "የት ማን ፈጠን ረጋ ጠንከር ለስለስ ብርድ ዋና ጠቅ"
    ),
    "ar": "جدا جداً قليلا قليلاً رويدا رويداً شيئا يوما يوماً واحدا واحداً خطوة شوي شوية",
    "es": "muy casi poco paso",
    "fa": "کم آرام تک یواش دانه ذره قطره دسته گاه تند زود جدا یکی دو سه چند پله قدم نرم بار مدت کوچک بزرگ",
    "fr": "nous vous",
    "hi": (
        "धीरे कभी बार साथ अलग थोड़ा थोड़ी थोड़े कम दो तीन चार एक क्या क्यों जो जब जहाँ जहां कौन कहाँ कहां "
        "किस कोई कुछ बड़े बड़ी छोटे छोटी घर रोज जल्दी पास दूर तरह ठीक जैसे अच्छे अपने अपनी नये नए गरम हल्के "
        "हल्का सुबह बीच आगे पीछे"
    ),
    "ko": "빨리 하나 조금 천천히 깊이 매일 둘 차차 서로 아주 더 가끔",
    "mww": (
        "sai mos me ntau heev mam qeeb maj tsawg ntev zoo tej ib ob luv loj txhua yam hnub li zuj ntxiv "
        "nyias rau tam mus los puas tas yav qee ntsiag ntws ntsos tsis kub kom mentsis txawv"
    ),
    "ne": (
        "बिस्तारै पटक अलग कहिले साथ थोरै दुई एक तीन ठूला साना जहाँ जो जे के को कुन छिटो घर नजिक टाढा आफ्नो बेला तातो बारम्बार राम्रो"
    ),
    "om": (
        "lamaan adda suuta xiqqoo tokko tokkoo tokkon tokkoon kan lama gara garaa gargar gaggabaabaa sadii gaafa "
        "yeroo guyyaa baay'ee bay'ee amma of ofii ganama galgala bakka dafa dafee tarree gadi ol takka"
    ),
    "ps": "ورو کله بېلا لږ يو یو دوه درې ډېر ډول ځای څه تازه ګړندۍ وار",
    "pt": "logo quase muito pouco",
    "ru": "еле чуть очень едва давным",
    "so": (
        "kala mid laba saddex yar si tartiib qaar weyn dhaqso marba mar hal waa kuwo kaliya keli qayb dhowr "
        "goor aad goob dibad hoos tuulo gaar la u isku is"
    ),
    "sw": (
        "sana pole haraka mara kidogo moja sawa mbali taratibu polepole bila sasa mbele nyuma juu katikati "
        "pale hapo hivi vile wote kila ndogo kubwa mapema tena mbili tatu upesi wakati kando papo"
    ),
    "ti": "ቀስ ሓደ ክልተ ቅሩብ በብ ብዙሕ ንኣሽቱ ሰለስተ ዝተፈላለየ",
    "uk": "ледве дуже ледь",
    "ur": (
        "آہستہ کبھی ساتھ کم الگ طرح بار دو کچھ تھوڑا تھوڑی تھوڑے بڑے بڑی چھوٹے چھوٹی جلد روز گھر ایک تین چار "
        "کیا کیوں جو جب جہاں کون کہاں کس کوئی جلدی پاس دور ٹھیک جیسے اچھے اپنے اپنی اپنا گرم ہلکے ہلکا ہلکی "
        "وقت صبح بیچ آگے پیچھے قدم جگہ مختلف"
    ),
    "vi": (
        "chấm định hình từ dần luôn thường đều xa ngày người nhẹ hay mãi chầm hơi mau nhanh lâu dài nhiều ai nơi chốn "
        "đời đêm rất nho vừa xanh vàng đỏ tím ấm gần ngang song xấp chuyên mơ tỷ tỉ triệu"
    ),
}
_SHORT = frozenset({"es", "fr", "pt", "ru", "uk"})
"""Languages with words of one letter that nobody doubles."""
_LONGEST = 3
"""Words of a passage that is looked for twice."""
_OPENING = "\"'“‘«(["
_CLOSING = "\"'”’»)]" + ENDING_MARKS

_SPACELESS: Mapping[str, tuple[str, int]] = {
    "Hans": (r"[\u3400-\u9fff]", 2),
    "Hant": (r"[\u3400-\u9fff]", 2),
    "Jpan": (r"[\u3040-\u30ff\u3400-\u9fff]", 4),
    "Khmr": (r"[\u1780-\u17d3]", 4),
    "Laoo": (r"[\u0e80-\u0ec5\u0ec7-\u0edf]", 4),
    "Mymr": (r"[\u1000-\u1049\u104c-\u109f]", 7),
    "Thai": (r"[\u0e00-\u0e45\u0e47-\u0e5b]", 4),
}
"""Script → its letters, and the fewest of them that are more than one doubled syllable.

Burmese and Japanese double whole words of one or two syllables; Khmer, Lao and Thai have a sign for it.
"""
_PASSAGE = 24
_FUNCTION_WORD = re.compile(r"([的在您请請与與或把被])\1(?!确|確)")
_ON_PURPOSE = re.compile(
    r"一|每|很|多|非常|慢|休息|活动|活動|放松|放鬆|考虑|考慮|商量|讨论|討論|了解|锻炼|鍛鍊|研究|打听|打聽|收拾|照顾|照顧|练习|練習|体会|體會|"
    r"准备|準備|比较|比較|ล้าน|တစ်|မကြာ|နည်း|များ|ဖြည်း"
)
"""Chinese verbs that are doubled for “a little”, and words of measure; in Burmese “one by one” and the like."""


def doubled_words(plain: str, language: Language) -> str:
    """The first word or passage that stands twice in a row and is not meant to; empty for none."""
    return _doubled(plain, language.tag.partition("-")[0], language.script)


@lru_cache(maxsize=8192)
def _doubled(plain: str, tag: str, script: str) -> str:
    folded = plain.casefold().split()
    if any(_may_repeat(folded, size) for size in range(1, _LONGEST + 1)):
        found = _doubled_word(plain.split(), tag)
        if found:
            return found
    pattern = _spaceless(script)
    if pattern is None:
        return ""
    if script in ("Hans", "Hant") and (function_word := _FUNCTION_WORD.search(plain)):
        return function_word[1]
    for match in pattern.finditer(plain):
        unit = match[1]
        if len(set(unit)) > 1 and not _ON_PURPOSE.match(unit):
            return unit
    return ""


def _may_repeat(words: list[str], size: int) -> bool:
    """A cheap look before a thorough one: whether a word begins like the one before it, so many words back."""
    return any(map(str.startswith, words[size:], words))


def _doubled_word(words: list[str], tag: str) -> str:
    """Of words with spaces between them. A mark between the two makes them two of a list, or a name and its gloss."""
    opened = [word.lstrip(_OPENING).casefold() for word in words]
    folded = [word.casefold() for word in words]
    closed = [word.rstrip(_CLOSING).casefold() for word in words]
    for size in range(1, _LONGEST + 1):
        again = closed if size == 1 else folded
        alike = [at for at, (one, two) in enumerate(zip(opened, again[size:], strict=False)) if one == two]
        for at in alike:
            first = [words[at].lstrip(_OPENING), *words[at + 1 : at + size]]
            end = at + 2 * size
            last = [*folded[at + size + 1 : end - 1], *closed[max(end - 1, at + size + 1) : end]]
            if end <= len(words) and folded[at + 1 : at + size] == last and _counts(first, tag):
                return " ".join(first)
    return ""


def _counts(words: list[str], tag: str) -> bool:
    """Whether a doubled passage has letters only, and is no word that the language doubles."""
    bare = [word.casefold() for word in words]
    if not all(word[:1].isalpha() and (word[-1].isalnum() or _is_mark(word[-1])) for word in bare):
        return False
    if len(bare) > 1:
        return len(set(bare)) > 1
    return (len(bare[0]) > 1 or tag in _SHORT) and bare[0] not in _listed(tag)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


@cache
def _listed(tag: str) -> frozenset[str]:
    return frozenset(_LISTS.get(tag, "").split())


@cache
def _spaceless(script: str) -> re.Pattern[str] | None:
    if script not in _SPACELESS:
        return None
    letters, fewest = _SPACELESS[script]
    return re.compile(rf"({letters}{{{fewest},{_PASSAGE}}}?)\1")
