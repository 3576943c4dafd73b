"""Texts on paper: pages with running title and numbers, seen first, printed or written as PDF."""
