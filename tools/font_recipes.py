"""Which packages the bundled fonts come from, and how each family is made of one; data for `build_fonts.py`."""

from __future__ import annotations

from dataclasses import dataclass

STYLES = {"Regular": 400, "Bold": 700}


@dataclass(frozen=True, slots=True)
class Package:
    """A release of a package that fonts or character lists come from."""

    manager: str
    name: str
    version: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.name} {self.version} ({self.manager})"


NOTO_SANS = Package(
    "npm", "@expo-google-fonts/noto-sans", "0.4.2", "98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548"
)
NOTO_NASKH = Package(
    "npm",
    "@expo-google-fonts/noto-naskh-arabic",
    "0.4.5",
    "2f93452f15b3bdd86b922be17f247986d4d0e2ae7a1ca51f5d80326b2680628e",
)
NOTO_KHMER = Package(
    "npm",
    "@expo-google-fonts/noto-sans-khmer",
    "0.4.3",
    "cb4f3e93186d59c60d21b386fde7de3d554617a6c857f148c777a64fba608793",
)
NOTO_LAO = Package(
    "npm",
    "@expo-google-fonts/noto-sans-lao",
    "0.4.2",
    "3345f1310e88b0296fb055a2d0fbd628a61d0528a8ec06b3ef75b1a8ef204d29",
)
SARABUN = Package(
    "npm",
    "@expo-google-fonts/sarabun",
    "0.4.1",
    "770c8a0afef8539badb9b54e9a7e5bd8cf0a181dca2656dc161c1b558102c628",
)
NOTO_CORE = Package(
    "Debian", "fonts-noto-core", "20201225-1", "58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba"
)
NOTO_CJK = Package(
    "Debian",
    "fonts-noto-cjk",
    "1:20220127+repack1-1",
    "4a2515eb6db3978b897fef9709ed0d2b1f4c6c4df4d83d6c4ef65f71f1b1f502",
)
SIL_PADAUK = Package(
    "Debian", "fonts-sil-padauk", "5.000-3", "19413e5d5da285f1ca81ce7a548cc990cc07bc163e912502c0296ffc666c8daf"
)
UNIHAN = Package(
    "Debian", "unicode-data", "15.0.0-1", "5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc"
)

GOOGLE = "package/{weight}{style}/{stem}_{weight}{style}.ttf"
DEBIAN = "usr/share/fonts/truetype/noto/{stem}-{style}.ttf"
COLLECTION = "usr/share/fonts/opentype/noto/NotoSansCJK-{style}.ttc"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one family is made of a package."""

    family: str
    scripts: tuple[str, ...]
    package: Package
    source: str
    """Path in the package, with `{stem}`, `{style}` and `{weight}`."""
    copyright: str
    change: str = "none"
    """`none`, `unhinted`, `signs`, or the region a collection is cut down to."""

    @property
    def stem(self) -> str:
        return self.family.replace(" ", "")

    @property
    def suffix(self) -> str:
        return ".ttf" if self.change in ("none", "unhinted") else ".otf"


_ADOBE = "Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'"
_NOTO = "Copyright 2022 The Noto Project Authors (https://github.com/notofonts/{})"
_SARABUN = "Copyright 2018 The Sarabun Project Authors (https://github.com/cadsondemak/Sarabun)"
_SIL = (
    "Copyright (c) 2007-2021, SIL International (http://www.sil.org/), "
    'with Reserved Font Name "Padauk", "Namkio" and "Deemawso"'
)

RECIPES = (
    Recipe("Noto Sans", ("Latn", "Cyrl", "Grek", "Deva"), NOTO_SANS, GOOGLE, _NOTO.format("latin-greek-cyrillic")),
    Recipe("Noto Naskh Arabic", ("Arab",), NOTO_NASKH, GOOGLE, _NOTO.format("arabic")),
    Recipe("Noto Nastaliq Urdu", ("Aran",), NOTO_CORE, DEBIAN, "Copyright 2017 Google Inc.", "unhinted"),
    Recipe("Noto Sans Ethiopic", ("Ethi",), NOTO_CORE, DEBIAN, "Copyright 2015 Google Inc.", "unhinted"),
    Recipe("Noto Sans Khmer", ("Khmr",), NOTO_KHMER, GOOGLE, _NOTO.format("khmer")),
    # Noto Looped Lao and Noto Looped Thai 1.00 set tone marks on top of vowel marks, which makes other words of them.
    Recipe("Noto Sans Lao", ("Laoo",), NOTO_LAO, GOOGLE, _NOTO.format("lao")),
    Recipe("Sarabun", ("Thai",), SARABUN, GOOGLE, _SARABUN),
    # The licence reserves Padauk's name for the font as it was released: it must stay byte for byte what it is.
    Recipe("Padauk", ("Mymr",), SIL_PADAUK, "usr/share/fonts/truetype/padauk/{stem}-{style}.ttf", _SIL),
    Recipe("Noto Sans CJK SC", ("Hans",), NOTO_CJK, COLLECTION, _ADOBE, "SC"),
    Recipe("Noto Sans CJK TC", ("Hant",), NOTO_CJK, COLLECTION, _ADOBE, "TC"),
    Recipe("Noto Sans CJK JP", ("Jpan",), NOTO_CJK, COLLECTION, _ADOBE, "JP"),
    Recipe("Noto Sans CJK KR", ("Kore",), NOTO_CJK, COLLECTION, _ADOBE, "KR"),
    Recipe("Dragoman Signs", ("Zyyy",), NOTO_CJK, COLLECTION, _ADOBE, "signs"),
)

CHANGES = {
    "none": "none",
    "unhinted": "screen hinting removed, weight class set right where it was wrong",
    "signs": "cut down to a few signs, set to a proportional width, renamed",
    "cut": "cut down to the characters and features that handouts of its region need",
}
"""What the licence asks to be told about each change."""
