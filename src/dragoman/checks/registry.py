"""Every rule, by its id. The only place where a rule is named beside its own two files."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.checks.anatomy import Rule
from dragoman.checks.rules import (
    fuzzy,
    link_mismatch,
    markup_mismatch,
    missing_catalog,
    placeholder_mismatch,
    stale_catalog,
    stale_template,
    untranslated,
    wrong_header,
    wrong_plural_forms,
)

RULES: Mapping[str, Rule] = {
    "fuzzy": fuzzy.RULE,
    "link-mismatch": link_mismatch.RULE,
    "markup-mismatch": markup_mismatch.RULE,
    "missing-catalog": missing_catalog.RULE,
    "placeholder-mismatch": placeholder_mismatch.RULE,
    "stale-catalog": stale_catalog.RULE,
    "stale-template": stale_template.RULE,
    "untranslated": untranslated.RULE,
    "wrong-header": wrong_header.RULE,
    "wrong-plural-forms": wrong_plural_forms.RULE,
}
