"""Plain text files, with whatever Markdown people put into them."""

from pathlib import Path

from reader.documents.blocks import Block
from reader.documents.clean import numbered_lines
from reader.documents.marks import plain_block
from reader.documents.structure import build_documents
from reader.documents.unwrap import unwrap
from reader.errors import ImportProblem
from reader.importers.encoding import Decoded, decode, decode_as, looks_binary
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.whole import read_whole
from reader.messages import Message, msg

__all__ = ["Decoded", "decode", "decode_text", "parse", "text_blocks", "text_warnings"]

_CONFIDENT = 0.5


def decode_text(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode a file that claims to be text; in `encoding` where the user chose one.

    Raises:
        ImportProblem: the bytes are no text.
    """
    if encoding is not None:
        return decode_as(data, encoding)
    decoded = decode(data)
    if looks_binary(decoded):
        raise ImportProblem(msg("文件内容不是文本，无法按文本导入"))
    return decoded


def text_warnings(decoded: Decoded) -> tuple[Message, ...]:
    """What the user should know about the encoding."""
    found = []
    if decoded.confidence < _CONFIDENT:
        found.append(
            msg(
                "编码不确定，按 {encoding} 读取；如有乱码，请另存为 UTF-8 后再导入",
                encoding=decoded.encoding,
            )
        )
    if decoded.bad:
        found.append(msg("有 {count} 处字节无法识别，已用替换符“�”代替", count=decoded.bad))
    return tuple(found)


def text_blocks(text: str) -> list[Block]:
    """The paragraphs of a plain text, hard line breaks undone."""
    pieces = unwrap(numbered_lines(text))
    return [block for lines, raw in pieces if (block := plain_block(raw, lines)) is not None]


def parse(path: Path, limits: Limits, encoding: str | None = None) -> ParsedFile:
    """Read a .txt file, in `encoding` where the user chose one.

    Raises:
        ImportProblem: no text, or nothing left of it.
    """
    decoded = decode_text(read_whole(path, limits), encoding)
    documents = build_documents(text_blocks(decoded.text), path.stem)
    if not documents:
        raise ImportProblem(msg("文件是空的，没有可导入的文字"))
    return ParsedFile(str(path), "txt", decoded.encoding, documents, text_warnings(decoded))
