"""What people do with the window, from the first start on, seen from outside."""

from tests.acceptance.program import Home


def test_first_start_shows_the_starter_library_side_by_side(home: Home) -> None:
    window = home.open()
    documents = window.part("文献", "list")
    documents.wait(lambda: len(documents.rows()) >= 10, "lists the articles", 30)
    titles = [row.name.splitlines()[0] for row in documents.rows()]
    left, right = window.part("左栏正文", "label"), window.part("右栏正文", "label")
    left.wait(left.there, "is shown")
    right.wait(right.there, "is shown")
    first, second = left.text().splitlines()[0], right.text().splitlines()[0]
    assert first != second
    assert {first, second} <= set(titles)
    assert left.facts().extents[0] < right.facts().extents[0]
    window.close()
