"""Dates as they are typed, and files as they read in several encodings."""

from pathlib import Path

import pytest

from reader.documents.encodings import ENCODINGS
from reader.errors import ImportProblem
from reader.ui.correcting.dates import typed_date
from reader.ui.correcting.encodings import samples


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2014", "2014"),
        ("2014-05", "2014-05"),
        ("2014-05-08", "2014-05-08"),
        ("20140508", "2014-05-08"),
        ("２０１４－０５－０８", "2014-05-08"),
        (" 2014.5.8 ", "2014-05-08"),
        ("2014/5", "2014-05"),
        ("2014年", "2014"),
        ("2014年5月8日", "2014-05-08"),
        ("二〇一四年五月八日", "2014-05-08"),
        ("2012-02-29", "2012-02-29"),
    ],
)
def test_dates_are_understood_as_people_write_them(typed: str, iso: str) -> None:
    assert typed_date(typed) == iso


@pytest.mark.parametrize(
    "typed", ["", "去年", "2014-13", "2014-02-30", "2014年2月30日", "8", "0000"]
)
def test_what_is_no_date_is_none(typed: str) -> None:
    assert typed_date(typed) is None


def test_a_file_begins_differently_in_each_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("title\n关于烧水的通知\n各科室：".encode("gb18030"))
    found = {sample.encoding: sample for sample in samples(path)}
    assert set(found) == set(ENCODINGS)
    assert found["gb18030"].words.startswith("关于烧水的通知 各科室：")
    assert found["gb18030"].bad == 0
    assert found["utf-8"].bad > 0
    assert "关于" not in found["big5"].words


def test_encodings_without_bad_bytes_come_first(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("水要现烧。" * 20_000).encode("utf-8"))
    bad = [sample.bad > 0 for sample in samples(path)]
    assert bad == sorted(bad)
    assert samples(path)[0].encoding == "utf-8"


def test_a_file_that_is_gone_is_a_failure_for_the_user(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem):
        samples(tmp_path / "gone.txt")
