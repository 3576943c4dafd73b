"""The one thing that we ask of style sheets: which classes make text bold."""

import re

_CLASS = re.compile(r"^(?:p|div|span|td|font|li|a|b|i)?\.([\w-]+)$")
_BOLD = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
_LONGEST = 1_000_000


def bold_classes(sheet: str) -> frozenset[str]:
    """The classes with a rule of their own (`.x`, `span.x`) that says bold."""
    found: set[str] = set()
    for rule in _without_comments(sheet[:_LONGEST]).split("}"):
        selectors, brace, look = rule.rpartition("{")
        if not brace or not _BOLD.search(look):
            continue
        for selector in selectors.split(","):
            if match := _CLASS.match(selector.strip()):
                found.add(match[1])
    return frozenset(found)


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)
