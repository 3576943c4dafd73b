"""The encoding ladder, from whole files down to sixteen characters."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importers.encoding import decode, looks_binary

_SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "texts"

SIMPLIFIED = (
    "机关文件的起草、审核、签发和归档，都要有专人负责，做到手续完备、责任清楚、保管安全。"
    "办公室应当把好政策关、内容关、文字关，切实提高文件的质量，减少文件的数量。"
)
TRADITIONAL = (
    "機關文件的起草、審核、簽發和歸檔，都要有專人負責，做到手續完備、責任清楚、保管安全。"
    "辦公室應當把好政策關、內容關、文字關，切實提高文件的質量，減少文件的數量。"
)
ENCODINGS = ("gb18030", "gbk", "gb2312", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_simplified(encoding: str) -> None:
    decoded = decode(SIMPLIFIED.encode(encoding))
    assert decoded.text.lstrip("\ufeff") == SIMPLIFIED
    assert (decoded.bad, decoded.confidence >= 0.5) == (0, True)


@pytest.mark.parametrize("encoding", ["big5", "gbk", "gb18030", "utf-8", "utf-16-le", "utf-16-be"])
def test_traditional(encoding: str) -> None:
    decoded = decode(TRADITIONAL.encode(encoding))
    assert decoded.text == TRADITIONAL
    assert decoded.confidence >= 0.5


@pytest.mark.parametrize(
    ("bom", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_utf16_with_bom(bom: bytes, encoding: str) -> None:
    assert decode(bom + SIMPLIFIED.encode(encoding)).text.lstrip("\ufeff") == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_latin_utf16_without_bom(encoding: str) -> None:
    assert decode("Plain words, no Chinese.\r\n".encode(encoding)).encoding == encoding


def test_plain_ascii_is_certain() -> None:
    decoded = decode(b"only ascii\n")
    assert (decoded.encoding, decoded.confidence) == ("utf-8", 1.0)


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
def test_short_pieces(text: str) -> None:
    """Every piece of sixteen characters, in every encoding that can write it."""
    encodings = [*ENCODINGS, "big5"]
    for start in range(len(text) - 16):
        piece = text[start : start + 16]
        for encoding in encodings:
            try:
                data = piece.encode(encoding)
            except UnicodeEncodeError:
                continue
            assert decode(data).text.lstrip("\ufeff") == piece, (piece, encoding)


def test_rare_characters_of_gb18030() -> None:
    text = SIMPLIFIED + "𠮷㐂龘"
    assert decode(text.encode("gb18030")).text == text


def test_damaged_utf8_keeps_the_rest() -> None:
    lines = [SIMPLIFIED] * 5
    data = bytearray("\n".join(lines).encode())
    data[1] = 0xFF
    decoded = decode(bytes(data))
    assert decoded.encoding == "utf-8"
    assert decoded.text.split("\n")[1:] == lines[1:]
    assert decoded.bad > 0


def test_two_encodings_in_one_file() -> None:
    data = SIMPLIFIED.encode() + b"\n" + SIMPLIFIED.encode("gbk") + b"\n" + SIMPLIFIED.encode()
    decoded = decode(data)
    assert decoded.text.split("\n") == [SIMPLIFIED] * 3
    assert decoded.encoding == "utf-8+gb18030"


def test_cut_last_character() -> None:
    decoded = decode(SIMPLIFIED.encode()[:-1])
    assert decoded.text[:-1] == SIMPLIFIED[:-1]
    assert decoded.bad == 1


def test_other_languages_are_not_certain() -> None:
    decoded = decode("Un été à la montagne, très agréable. Où êtes-vous ?".encode("latin-1"))
    assert decoded.confidence < 0.5
    assert "montagne" in decoded.text


@pytest.mark.parametrize(
    "data",
    [random.Random(7).randbytes(5000), bytes(range(256)) * 8, b"\0" * 4000],
    ids=["random", "all bytes", "zeros"],
)
def test_binary(data: bytes) -> None:
    assert looks_binary(decode(data))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_is_not_binary(encoding: str) -> None:
    assert not looks_binary(decode(SIMPLIFIED.encode(encoding)))


def test_stray_zeros_do_not_make_a_text_binary() -> None:
    assert not looks_binary(decode("正文\0在这里\0。".encode()))


@given(st.binary(max_size=300))
def test_never_fails(data: bytes) -> None:
    decoded = decode(data)
    assert 0 <= decoded.confidence <= 1
    looks_binary(decoded)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_utf8_is_never_mistaken(text: str) -> None:
    assert decode(text.encode()).text.lstrip("\ufeff") == text.lstrip("\ufeff")


@pytest.mark.skipif(not _SHARED.is_dir(), reason="the example texts are not beside the checkout")
@pytest.mark.parametrize("encoding", [*ENCODINGS, "big5"])
def test_pieces_of_the_example_texts(encoding: str) -> None:
    chance = random.Random(encoding)
    texts = [path.read_text("utf-8") for path in sorted(_SHARED.glob("*.txt"))]
    right = count = 0
    for _ in range(300):
        text = chance.choice(texts)
        start = chance.randrange(len(text) - 48)
        # What an encoding cannot write is left out, so Big5 is tried on what both scripts share.
        piece = text[start : start + 48].encode(encoding, "ignore").decode(encoding)[:16]
        if len(piece) < 16 or piece.isascii():
            continue
        count += 1
        right += decode(piece.encode(encoding)).text.lstrip("\ufeff") == piece
    print(f"\n{encoding}: {right}/{count} pieces of 16 characters")
    assert count > 200
    assert right >= 0.98 * count
