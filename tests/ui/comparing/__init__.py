"""Comparing the texts of the two panes."""
