import pytest

from reader.documents.dates import cut_date, date_at_end, date_line, find_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014年5月8日", "2014-05-08"),
        ("（2014年5月8日）", "2014-05-08"),
        ("2014-5-8", "2014-05-08"),
        ("2014/05/08 09:30", "2014-05-08"),
        ("2014.5.8", "2014-05-08"),
        ("2014年5月", "2014-05"),
        ("2014年", "2014"),
        ("二〇一四年五月八日", "2014-05-08"),
        ("二○一四年十二月二十八日", "2014-12-28"),
        ("二零二四年十月三十一日", "2024-10-31"),
        ("一九四九年十月一日", "1949-10-01"),
    ],
)
def test_date_lines(text: str, date: str) -> None:
    assert date_line(text) == date


@pytest.mark.parametrize(
    "text",
    ["2014年5月8日，我们开会", "5月8日", "2014年13月1日", "12014-05-08", "号码 2014-1234", ""],
)
def test_no_date_lines(text: str) -> None:
    assert date_line(text) is None


def test_date_inside_a_text() -> None:
    assert find_date("更新于2024-08-28，仅供参考") == "2024-08-28"
    assert find_date("编号120140508") is None


def test_date_at_the_end() -> None:
    assert date_at_end("某某办公室 2014年5月8日印发") == ("某某办公室", "2014-05-08")
    assert date_at_end("会议定于2014年5月8日召开") is None


def test_date_beside_a_medium() -> None:
    assert cut_date("2019-02-20 09:30 某某日报") == ("2019-02-20", "某某日报")
    assert cut_date("某某日报（2019年2月20日）") == ("2019-02-20", "某某日报")
    assert cut_date("于2019年2月20日在北京") is None
