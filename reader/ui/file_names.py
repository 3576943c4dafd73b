"""Names for files that the user saves, such as every system takes."""

import re

_LONGEST = 80
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\s]+')
_DEVICE = re.compile(r"^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)


def file_name(title: str, otherwise: str) -> str:
    """The name, without its ending, of a file for a text; `otherwise` where nothing is left.

    Windows takes some names for devices, whatever stands behind their first dot.
    """
    name = _FORBIDDEN.sub(" ", title).strip(" .")[:_LONGEST].strip(" .")
    return f"_{name}" if _DEVICE.match(name) else name or otherwise
