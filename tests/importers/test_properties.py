import pytest

from reader.importers.properties import properties


@pytest.mark.parametrize(
    "title",
    ["文档1", "Document1", "新建 Microsoft Word 文档", "Microsoft Word - 通知", "通知.doc",
     "无标题", "PowerPoint 演示文稿", "PowerPoint Presentation", "C:\\a\\b", "http://a.invalid",
     "—— 1 ——", "幻灯片 1", "", None, "长" * 200],
)  # fmt: skip
def test_titles_that_programs_give(title: str | None) -> None:
    assert properties(title=title).title is None


@pytest.mark.parametrize(
    "title", ["关于放假的通知", "文档管理办法", "Office of the Mayor", "标题党"]
)
def test_titles_that_people_give(title: str) -> None:
    assert properties(title=f" {title}\n").title == title


@pytest.mark.parametrize(
    "author",
    ["Administrator", "admin", "user", "User", "Windows 用户", "微软用户", "Microsoft Office User",
     "WPS_1529384756", "PC-20180101ABCD", "DESKTOP-ABC", "lenovo", "HP", "python-docx", "a@b.cn",
     "MACHINE\\zhang", "", None, "..."],
)  # fmt: skip
def test_names_of_accounts(author: str | None) -> None:
    assert properties(author=author).author is None


@pytest.mark.parametrize("author", ["张三", "综合科", "Li Ming", "市政府办公室"])
def test_names_of_people(author: str) -> None:
    assert properties(author=author).author == author


@pytest.mark.parametrize(
    ("date", "iso"),
    [("2014-05-08T10:00:00Z", "2014-05-08"), ("2014", "2014"), ("2014-05", "2014-05"),
     ("2014年5月8日", "2014-05-08"), ("00:00:00", None), ("昨天", None), (None, None)],
)  # fmt: skip
def test_dates(date: str | None, iso: str | None) -> None:
    assert properties(date=date).date == iso
