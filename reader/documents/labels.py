"""Labels for the contents tree."""

import re

_BULLET = re.compile(r"^[-•·●◆■▪*○–]\s*")
_TAIL = re.compile(r"[\s:：。．，,；;、]+$")


def section_label(title: str) -> str:
    """The clean label of a section: without its bullet and its closing colon or stop.

    Numbers, question and exclamation marks stay. A title of marks only is given back as it is.
    """
    label = _TAIL.sub("", _BULLET.sub("", title.strip()))
    return label or title
