"""The starter library: what everybody reads first has to be whole, well set and our own."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
STARTER = PROJECT / "resources" / "starter"
EXAMPLE_TEXTS = PROJECT.parent / "shared" / "texts"
MANUAL = "00-manual.md"
FRONT_MATTER_KEYS = {"title", "author", "source", "date", "genre"}
GENRES = {"original", "commentary", "other"}
HAN = r"[\u3400-\u9fff]"
# A common stock phrase or the name of a law stays below this
SHARED_RUN = 25


@dataclass(frozen=True)
class Article:
    """A file of the starter library, its front matter split off."""

    name: str
    front: dict[str, str]
    body: str

    @property
    def prose(self) -> str:
        """The body without code: what Chinese punctuation applies to."""
        unfenced = re.sub(r"^```.*?^```$", "", self.body, flags=re.MULTILINE | re.DOTALL)
        return re.sub(r"`[^`\n]*`", "码", unfenced)


def read(path: Path) -> Article:
    """Split a file into front matter and body."""
    text = path.read_text(encoding="utf-8")
    match = re.match(r"---\n(.*?)\n---\n(.*)", text, flags=re.DOTALL)
    assert match, f"{path.name} does not begin with front matter"
    front = dict(line.split(": ", 1) for line in match[1].splitlines())
    return Article(path.name, front, match[2])


ARTICLES = tuple(read(path) for path in sorted(STARTER.glob("*.md")))
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)


def headings(article: Article) -> list[tuple[int, str]]:
    """Levels and titles of the Markdown headings, in order."""
    found = re.findall(r"^(#+) (.+)$", article.prose, flags=re.MULTILINE)
    return [(len(marks), title) for marks, title in found]


def words_only(text: str) -> str:
    """The letters and digits of a text: punctuation, marks and white space left out."""
    return "".join(character for character in text if character.isalnum())


def test_the_library_holds_the_manual_and_the_articles() -> None:
    names = [article.name for article in ARTICLES]
    assert MANUAL in names
    assert len(names) >= 9


@each_article
def test_front_matter_is_complete(article: Article) -> None:
    assert set(article.front) == FRONT_MATTER_KEYS
    assert all(value.strip() for value in article.front.values())
    assert article.front["genre"] in GENRES
    assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", article.front["date"])


@each_article
def test_length_suits_one_sitting(article: Article) -> None:
    characters = len(re.sub(r"\s", "", article.body))
    # the manual is looked up, not read through
    longest = 12_000 if article.name == MANUAL else 3000
    assert 1500 <= characters <= longest


@each_article
def test_headings_nest_without_gaps(article: Article) -> None:
    levels = [level for level, _ in headings(article)]
    assert levels[0] == 1
    assert levels.count(1) == 1, "one title"
    assert headings(article)[0][1] == article.front["title"]
    assert len(levels) >= 5, "an outline worth showing"
    for before, after in pairwise(levels):
        assert after <= before + 1


@each_article
def test_chinese_sentences_have_chinese_punctuation(article: Article) -> None:
    wrong = re.findall(rf"{HAN}[,;:?!()\"']|[,;?!()\"']{HAN}|{HAN}\.(?!\w)", article.prose)
    assert not wrong
    assert '"' not in article.prose
    assert "'" not in article.prose


@each_article
def test_quotation_marks_and_brackets_pair(article: Article) -> None:
    for paragraph in article.prose.split("\n"):
        for opening, closing in ("“”", "‘’", "《》", "（）", "〔〕"):
            marks = re.findall(f"[{opening}{closing}]", paragraph)
            # A pair after a pair: none of these nest here
            assert "".join(marks) == (opening + closing) * (len(marks) // 2), paragraph


@each_article
def test_numbers_of_papers_and_standards_are_set_right(article: Article) -> None:
    """Years in 〔〕, one space after GB/T, a long dash before the year."""
    assert not re.search(r"[\[（(【]\d{4}[\]）)】]\d*号", article.prose)
    for standard in re.findall(r"(?:GB/T|DA/T).{0,12}", article.prose):
        assert re.match(r"(GB/T|DA/T) \d+—\d{4}(?!\d)", standard), standard


def test_no_paragraph_stands_twice() -> None:
    seen: dict[str, str] = {}
    for article in ARTICLES:
        for line in article.body.splitlines():
            paragraph = words_only(line)
            if len(paragraph) < 12:
                continue
            assert paragraph not in seen, f"{article.name} and {seen[paragraph]}: {line}"
            seen[paragraph] = article.name


def test_articles_lead_to_each_other() -> None:
    """Search and themes across the articles need subjects that stand in several of them."""
    for subject in ("督查督办", "信息报送", "调查研究", "归档", "纪要", "突发事件", "搜索"):
        holders = [article.name for article in ARTICLES if subject in article.body]
        assert len(holders) >= 2, subject


@pytest.mark.skipif(
    not EXAMPLE_TEXTS.is_dir(), reason="the example texts do not stand beside this checkout"
)
@each_article
def test_nothing_is_taken_from_the_example_texts(article: Article) -> None:
    own = words_only(article.body)
    runs = {own[at : at + SHARED_RUN] for at in range(len(own) - SHARED_RUN + 1)}
    for path in sorted(EXAMPLE_TEXTS.glob("*.txt")):
        other = words_only(path.read_bytes().decode("utf-8", "replace"))
        taken = {other[at : at + SHARED_RUN] for at in range(len(other) - SHARED_RUN + 1)} & runs
        assert not taken, path.name
