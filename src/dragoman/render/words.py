"""The words of the page itself, apart from any guide: marked here for Babel, looked up in the page's own catalog.

Extracted with the templates into `page.pot` and translated in the same place by the same people as the guides.
A word without a translation is shown in English and marked so, like everything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.markup.atoms import brace_fields
from dragoman.model import SOURCE_LANGUAGE, CalloutKind, DraftReason, Entry, Language, Status

PAGE_DOMAIN = "page"
"""Id of the catalog; no guide may have it."""


def _(text: str) -> str:
    """Marks a text for Babel; the text itself is the key."""
    return text


# Translators: Stands in large letters across a sheet that must not be given to patients yet.
DRAFT_MARK = _("DRAFT – not for patients")
# Translators: State of a sheet that has been approved.
FINAL_MARK = _("Final")
# Translators: Foot of a printed page. Keep {page} and {pages} as they are: numbers are put there.
PAGE_OF = _("Page {page} of {pages}")

# Translators: Title of a short notice that goes with a printed handout that is not the newest version.
NOTICE_TITLE = _("About this handout")
# Translators: In a notice. Keep {date} as it is: a date such as 2027-03-31 is put there. "Approved" means that the
# people who must check the text have signed it.
APPROVED_ON = _("This is the version approved on {date}.")
# Translators: In a notice. Keep {date} as it is: a date such as 2027-03-31 is put there. "The English" is the English
# text that this text was translated from.
ENGLISH_CHANGED = _("The English was changed on {date}. This version does not have the change.")
# Translators: In a notice. "Approved" means that the people who must check the text have signed it.
NEWER_UNAPPROVED = _("A newer version is not approved yet.")
# Translators: In a notice. "Approval" means that the people who must check the text have signed it.
APPROVAL_ENDED = _("The approval of this version has ended.")
# Translators: In a notice that goes with a handout that is not the newest version.
ASK_CLINIC = _("Ask the clinic what has changed.")

# Translators: On a sheet where people point at their language, below its name in large letters. Name the language
# where that is more natural: "I speak Spanish." in Spanish. Choose words that fit every gender.
I_SPEAK = _("I speak this language.")

CALLOUT_LABELS: Mapping[CalloutKind, str] = {
    # Translators: Heading of a box with something good to know.
    CalloutKind.NOTE: _("Good to know"),
    # Translators: Heading of a box with practical advice.
    CalloutKind.TIP: _("Tip"),
    # Translators: Heading of a box with something that the patient must not miss.
    CalloutKind.IMPORTANT: _("Important"),
    # Translators: Heading of a box that warns of harm.
    CalloutKind.WARNING: _("Warning"),
    # Translators: Heading of a box about a danger to life.
    CalloutKind.CAUTION: _("Danger: act at once"),
}

DRAFT_REASONS: Mapping[DraftReason, str] = {
    # Translators: Why a sheet is a draft. English passages stand among the translation.
    DraftReason.INCOMPLETE: _("Some of this text is not translated yet. Those passages are in English."),
    # Translators: Why a sheet is a draft.
    DraftReason.MACHINE: _("A machine made this translation. No qualified person has checked it yet."),
    # Translators: Why a sheet is a draft. "Approved" means that the people who must check it have signed it.
    DraftReason.UNSIGNED: _("This text has not been approved yet. Do not use it to make decisions about your health."),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A text of the page, with the language that it could be had in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the page in one language."""

    language: str
    translations: Mapping[str, str]

    def word(self, text: str) -> Word:
        translated = self.translations.get(text, "")
        if self.language == SOURCE_LANGUAGE or translated:
            return Word(translated or text, self.language)
        return Word(text, SOURCE_LANGUAGE)


def page_words(language: Language, entries: tuple[Entry, ...]) -> Words:
    """Words from the entries of the page's catalog; one that is not ready, or lost a number's place, does not count."""
    found = {
        entry.key.text: entry.translation[0]
        for entry in entries
        if entry.status is Status.TRANSLATED
        and entry.key.context is None
        and brace_fields(entry.key.text) == brace_fields(entry.translation[0])
    }
    return Words(language.tag, found)
