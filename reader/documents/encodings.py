"""Encodings that a user can choose for a file, and the files that one can be chosen for."""

ENCODINGS = (
    "utf-8",
    "gb18030",
    "big5",
    "big5hkscs",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "cp1252",
)
"""The encodings that a text file can be read in, by Python's names."""

ENCODED = frozenset({"txt", "md", "html"})
"""The formats whose files do not say reliably how they are encoded."""
