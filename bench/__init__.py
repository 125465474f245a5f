"""Dragoman beside its peers on the same texts: `make bench`, or `python -m bench --help`."""
