"""Two versions of a catalog and the one they both come from → one catalog, joined message by message.

Nothing is compared by lines: entries find each other by context and text, so work on different messages never
collides, wherever it stands in the file. A translation, its `fuzzy` and the source it was made from are one unit: a
mark never moves to a text that it was not set for. Where both sides gave one message different translations, ours
stays, fuzzy, with the other in a comment that `dragoman check` finds.
"""

from dragoman.merge.catalogs import Merged, merge_catalogs
from dragoman.merge.entries import CONFLICT_MARK

__all__ = ["CONFLICT_MARK", "Merged", "merge_catalogs"]
