"""Findings and coverage as text for people and as JSON, Markdown and the like for programs. Returns strings."""
