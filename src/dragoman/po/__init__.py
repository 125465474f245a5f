"""Gettext catalogs as bytes: read strictly, write back without touching what did not change.

`read_catalog` keeps every entry with the bytes it has in its file; `write_catalog` puts those bytes back and words anew
only the entries that lost them, or, given the catalog as it was before, only the parts of them that changed. Neither
touches a disk: `dragoman.project` reads and replaces the files.
"""

from dragoman.po.header import header_with, new_catalog, new_template
from dragoman.po.mo import to_mo
from dragoman.po.read import read_catalog
from dragoman.po.write import write_catalog

__all__ = ["header_with", "new_catalog", "new_template", "read_catalog", "to_mo", "write_catalog"]
