"""Values for the scripts of a site: a file of data beside each, since a page on a disk may fetch nothing."""

from __future__ import annotations

import json
import re

_ESCAPED = re.compile("[<>&'\u2028\u2029\x7f]")
"""What could end a script, begin markup or end a line wherever the file ends up; all of it can stand in texts alone."""


def script_data(name: str, value: object) -> str:
    """A script that does nothing but give a name to a JSON value. No text of the value can be code."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    written = _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", plain)
    return f"globalThis.{name} = {written};\n"
