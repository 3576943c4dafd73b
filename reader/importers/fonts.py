"""What the names of fonts say. Chinese papers set headings in faces that are bold by themselves."""

_BOLD = (
    "bold", "heavy", "black", "simhei", "黑体", "heiti", "msyhbd", "小标宋", "xiaobiaosong", "xbs",
)  # fmt: skip


def is_bold_font(name: str) -> bool:
    """Whether a font is bold or used as such."""
    lowered = name.lower()
    return any(part in lowered for part in _BOLD)
