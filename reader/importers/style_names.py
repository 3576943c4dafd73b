"""What the names of built-in styles say, in the languages that office programs store them in."""

import re

# Word stores built-in names in English, WPS and translated templates in Chinese.
_HEADING = re.compile(r"^(?:heading|标题|標題)\s?([1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|标题|標題|文章标题|公文标题)$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc|目录|目錄|contents)\s?\d$", re.IGNORECASE)


def named_level(name: str) -> int | None:
    """The heading level from 1 that a style's name says."""
    match = _HEADING.match(name)
    return int(match[1]) if match else None


def names_title(name: str) -> bool:
    """Whether a style is that of the document's title."""
    return bool(_TITLE.match(name))


def names_contents(name: str) -> bool:
    """Whether a style is that of a table of contents."""
    return bool(_CONTENTS.match(name))
