"""更正: what was found in a file, before or after its import, to look at and to put right.

Loaded when the dialog is first asked for.
"""
