"""Folders that are kept in step: what stands in them, and what is different from before."""
