"""发文字号, 发文机关, 密级: what papers state, and nothing that they only seem to state."""

import pytest

from reader.documents.model import Document, Kind, Metadata
from reader.documents.papers import (
    issuer_of_head,
    issuer_of_title,
    named_issuer,
    named_number,
    paper_number,
    secrecy,
)
from reader.documents.structure import build_documents
from reader.importers.text import text_blocks

BODY = "各县（区）人民政府，市直各部门：\n现将有关事项通知如下，请认真贯彻执行，抓好落实。\n" * 2


def read(text: str) -> Document:
    (document,) = build_documents(text_blocks(text), "文件")
    return document


def paper(metadata: Metadata) -> tuple[str | None, str | None, str | None]:
    return metadata.number, metadata.issuer, metadata.classification


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("国办发〔2012〕23号", "国办发〔2012〕23号"),
        ("国办发[2012]23号", "国办发〔2012〕23号"),
        ("国办发（2012）23号", "国办发〔2012〕23号"),
        ("国办发【2012】第 23 号", "国办发〔2012〕第23号"),
        ("某 政 办 发 ﹝2012﹞ 3 号", "某政办发〔2012〕3号"),
        ("（国发〔2012〕1号）", "国发〔2012〕1号"),
        ("某府〔2010〕5号　　签发人：张三", "某府〔2010〕5号"),
    ],
)
def test_numbers_are_written_as_the_standard_has_them(line: str, number: str) -> None:
    found = paper_number(line)
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize("line", ["〔2012〕23号", "见国发〔2001〕1号"])
def test_a_number_that_is_not_whole_gives_the_year_only(line: str) -> None:
    found = paper_number(line)
    assert found is not None
    assert found.number is None


@pytest.mark.parametrize(
    "line",
    ["国发〔2012〕", "按照国发〔2012〕1号文件的要求办理", "（国发〔2012〕1号", "2012年第23号"],
)
def test_what_is_no_number(line: str) -> None:
    assert paper_number(line) is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("机密★1年", "机密★1年"),
        ("绝 密 ★ 长 期", "绝密★长期"),
        ("秘密", "秘密"),
        ("机密★", "机密"),
        ("秘密工作条例", None),
        ("公开", None),
    ],
)
def test_classification(line: str, value: str | None) -> None:
    assert secrecy(line) == value


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("某某市人民政府办公室文件", "某某市人民政府办公室"),
        ("国 务 院 文 件", "国务院"),
        ("中共某县委办公室 某县人民政府办公室文件", "中共某县委办公室 某县人民政府办公室"),
        ("会议文件", None),
        ("学习文件", None),
    ],
)
def test_issuer_of_a_red_head(head: str, issuer: str | None) -> None:
    assert issuer_of_head(head) == issuer


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("某市人民政府办公室关于做好防汛工作的通知", "某市人民政府办公室"),
        ("某市人民政府办公室转发市教育局关于做好招生工作的意见", None),
        ("关于做好防汛工作的通知", None),
        ("某省教育厅对某校关于经费的批复", None),
        ("做好办公室工作的几点体会", None),
    ],
)
def test_issuer_of_a_title(title: str, issuer: str | None) -> None:
    assert issuer_of_title(title) == issuer


def test_labelled_values() -> None:
    assert named_number("财政部令第73号") == "财政部令第73号"
    assert named_number("无") is None
    assert named_issuer("国务院办公厅") == "国务院办公厅"
    assert named_issuer("本站") is None


def test_a_whole_paper() -> None:
    document = read(
        "000012\n机密★1年\n特急\n某某市人民政府办公室文件\n某政办发〔2014〕12号\n"
        "某某市人民政府办公室关于做好值班工作的通知\n"
        f"{BODY}某某市人民政府办公室\n2014年5月8日\n"
    )
    found = document.metadata
    assert paper(found) == ("某政办发〔2014〕12号", "某某市人民政府办公室", "机密★1年")
    assert found.title == "某某市人民政府办公室关于做好值班工作的通知"
    assert found.date == "2014-05-08"


def test_a_paper_without_a_red_head_is_issued_by_whom_its_title_names() -> None:
    document = read(f"某市教育局关于做好招生工作的通知\n某教发〔2014〕2号\n{BODY}2014年5月8日\n")
    assert paper(document.metadata) == ("某教发〔2014〕2号", "某市教育局", None)


def test_a_paper_is_issued_by_whom_signs_it() -> None:
    document = read(f"关于做好招生工作的通知\n某教发〔2014〕2号\n{BODY}某市教育局\n2014年5月8日\n")
    assert document.metadata.issuer == "某市教育局"


def test_one_of_two_who_sign_is_not_the_issuer() -> None:
    signed = (
        f"关于做好招生工作的通知\n某教发〔2014〕2号\n{BODY}某市教育局\n某市财政局\n2014年5月8日\n"
    )
    assert read(signed).metadata.issuer is None


def test_title_and_signature_that_differ_tell_nothing() -> None:
    document = read(
        f"某市教育局关于做好招生工作的通知\n某教发〔2014〕2号\n{BODY}某市招生办公室\n2014年5月8日\n"
    )
    assert document.metadata.issuer is None


def test_a_text_without_a_number_is_no_paper() -> None:
    document = read(f"关于做好招生工作的通知\n{BODY}某市教育局\n2014年5月8日\n")
    assert paper(document.metadata) == (None, None, None)
    assert document.metadata.author == "某市教育局"


def test_labels_of_a_web_page() -> None:
    document = read(
        "关于做好招生工作的通知\n索引号：A1　发文机关：某市教育局　发文字号：某教发〔2014〕2号\n"
        + BODY
    )
    assert paper(document.metadata) == ("某教发〔2014〕2号", "某市教育局", None)
    assert [p.kind for p in document.paragraphs[:2]] == [Kind.HEADING, Kind.META]


def test_another_paper_in_the_text_is_not_this_one() -> None:
    document = read(f"关于做好招生工作的通知\n{BODY}按照国发〔2012〕1号文件，抓紧办理。\n")
    assert document.metadata.number is None
