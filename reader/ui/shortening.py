"""Words that are said again in a line: their beginning, and a sign that there are more."""


def shortened(text: str, most: int) -> str:
    """The text in one line; of more than `most` characters as many, the last an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
