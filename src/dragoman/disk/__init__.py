"""The only package that writes: plain files read, replaced whole, or put in place where they can be made again."""

from dragoman.disk.plain import ABSENT, Absent, Digest, FileState, digest_of, read_at_most, read_file, require_place
from dragoman.disk.replacing import ChangedMeanwhile, Replacement, clean_strays, replace_file, replace_files
from dragoman.disk.scratch import passing_folder, publish, write_compiled, write_scratch

__all__ = [
    "ABSENT",
    "Absent",
    "ChangedMeanwhile",
    "Digest",
    "FileState",
    "Replacement",
    "clean_strays",
    "digest_of",
    "passing_folder",
    "publish",
    "read_at_most",
    "read_file",
    "replace_file",
    "replace_files",
    "require_place",
    "write_compiled",
    "write_scratch",
]
