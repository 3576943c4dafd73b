"""What stands for a picture where it is not seen."""

from reader.documents.model import Picture
from reader.messages import Translator

_KNOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp"})
_FOREIGN = frozenset(
    {"image/emf", "image/wmf", "image/tiff", "image/svg+xml", "image/heic", "image/jxr"}
)


def words_of(picture: Picture, tr: Translator, *, broken: bool) -> str:
    """The words of a picture, and why it is not seen; `broken`: its bytes are damaged."""
    name = tr("图片：{alt}", alt=picture.alt) if picture.alt else tr("图片")
    if picture.key:
        return tr("{name}（已损坏，不能显示）", name=name) if broken else name
    kind = picture.media.rpartition("/")[2].upper()
    if picture.media in _KNOWN:
        return tr("{name}（太大，没有保存）", name=name)
    if picture.media in _FOREIGN:
        return tr("{name}（{kind} 格式，不能显示）", name=name, kind=kind)
    return tr("{name}（已损坏，不能显示）", name=name)
