"""The translations of other tools' catalogs × our messages → what keeps its place here, and how surely.

Other tools cut the same Markdown otherwise: they keep marks of lists and headings in the text, take a table as one
message, write `_` for `*`, or HTML for Markdown. So the entries are read as the Markdown they are, cut as our guides
are cut, and compared as parsed. What differs in more than its spelling is fuzzy, what differs in meaning is left.
"""

from dragoman.adopt.matching import Adopted, Adoption, Foreign, Place, Wanted, adopt, filled

__all__ = ["Adopted", "Adoption", "Foreign", "Place", "Wanted", "adopt", "filled"]
