"""Every rule, by its id. The only place where a rule is named beside its own two files."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.checks.anatomy import Rule
from dragoman.checks.rules import (
    copied_english,
    copied_translation,
    expired_waiver,
    forbidden_term,
    fuzzy,
    fuzzy_cleared,
    link_mismatch,
    lost_name,
    lost_translation,
    markup_mismatch,
    mass_clearing,
    merge_conflict,
    missing_catalog,
    missing_plural_form,
    missing_term,
    placeholder_mismatch,
    silent_change,
    stale_catalog,
    stale_template,
    turned_english,
    untranslated,
    unused_waiver,
    wrong_header,
    wrong_plural_forms,
)

RULES: Mapping[str, Rule] = {
    "copied-english": copied_english.RULE,
    "copied-translation": copied_translation.RULE,
    "expired-waiver": expired_waiver.RULE,
    "forbidden-term": forbidden_term.RULE,
    "fuzzy": fuzzy.RULE,
    "fuzzy-cleared": fuzzy_cleared.RULE,
    "link-mismatch": link_mismatch.RULE,
    "lost-name": lost_name.RULE,
    "lost-translation": lost_translation.RULE,
    "markup-mismatch": markup_mismatch.RULE,
    "mass-clearing": mass_clearing.RULE,
    "merge-conflict": merge_conflict.RULE,
    "missing-catalog": missing_catalog.RULE,
    "missing-plural-form": missing_plural_form.RULE,
    "missing-term": missing_term.RULE,
    "placeholder-mismatch": placeholder_mismatch.RULE,
    "silent-change": silent_change.RULE,
    "stale-catalog": stale_catalog.RULE,
    "stale-template": stale_template.RULE,
    "turned-english": turned_english.RULE,
    "untranslated": untranslated.RULE,
    "unused-waiver": unused_waiver.RULE,
    "wrong-header": wrong_header.RULE,
    "wrong-plural-forms": wrong_plural_forms.RULE,
}
