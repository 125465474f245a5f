"""Markdown and drawings, read into the tree of a guide. Nothing here writes Markdown."""
