import dataclasses
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.annotations import AnnotationStore, Merged, folder_path
from reader.library.model import Annotation, AnnotationKind
from tests.library.samples import personal, selector


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnnotationStore]:
    ticks = itertools.count()
    with personal(tmp_path) as database:
        yield AnnotationStore(database, clock=lambda: f"2026-01-01T00:00:{next(ticks):02}.000Z")


def test_an_annotation_is_there_for_the_next_start(tmp_path: Path) -> None:
    with personal(tmp_path) as database:
        made = AnnotationStore(database).add(
            AnnotationKind.NOTE,
            selector(),
            note="第一行\n第二行 “引号”",
            folder=" 学习 / 督查/",
            tags=["要点", " 要点 ", "", "三审"],
            library="l" * 32,
            title="通知",
        )
        # Not closed: what the call has returned from is on the disk.
        with personal(tmp_path) as other:
            assert AnnotationStore(other).annotations() == (made,)
    assert made.folder == "学习/督查"
    assert made.tags == ("要点", "三审")
    assert made.selector == selector()
    assert len(made.id) == 36
    assert made.created == made.modified


def test_annotations_are_found_by_folder_and_document(store: AnnotationStore) -> None:
    one = store.add(AnnotationKind.BOOKMARK, selector(), folder="学习")
    two = store.add(AnnotationKind.HIGHLIGHT, selector(), folder="学习/督查")
    other = dataclasses.replace(selector(), document="feedfeedfeedfeed")
    three = store.add(AnnotationKind.BOOKMARK, other, folder="学习资料")
    assert store.annotations() == (one, two, three)
    assert store.annotations(folder="学习") == (one, two)
    assert store.annotations(folder="/学习/督查/") == (two,)
    assert store.annotations(folder="") == (one, two, three)
    assert store.annotations(document=other.document) == (three,)
    assert store.folders() == ("学习", "学习/督查", "学习资料")


def test_an_update_changes_what_is_given(store: AnnotationStore) -> None:
    before = store.add(AnnotationKind.BOOKMARK, selector(), note="旧", folder="甲", tags=["一"])
    after = store.update(before.id, note="新")
    assert after == dataclasses.replace(before, note="新", modified="2026-01-01T00:00:01.000Z")
    assert store.annotation(before.id) == after
    assert store.update(before.id, note="新") == after
    moved = store.update(before.id, selector=selector(paragraph=9), tags=[], folder="")
    assert moved is not None
    assert (moved.selector.paragraph, moved.tags, moved.folder) == (9, (), "")
    assert store.update("nothing", note="x") is None


def test_what_was_removed_can_be_restored(store: AnnotationStore) -> None:
    one = store.add(AnnotationKind.BOOKMARK, selector(), note="一")
    two = store.add(AnnotationKind.BOOKMARK, selector(), note="二")
    assert store.remove([one.id, one.id, "nothing"]) == (one.id,)
    assert store.annotations() == (two,)
    assert store.annotation(one.id) is None
    assert store.update(one.id, note="三") is None
    assert store.restore([one.id, two.id]) == (one.id,)
    assert store.annotations() == (one, two)


def test_only_what_was_removed_before_a_time_is_forgotten(store: AnnotationStore) -> None:
    early, late, kept = (store.add(AnnotationKind.NOTE, selector()) for _ in range(3))
    store.remove([early.id])
    store.remove([late.id])
    assert store.forget("2026-01-01T00:00:04.000Z") == 1
    assert store.restore([early.id, late.id]) == (late.id,)
    assert store.annotations() == (late, kept)


def test_a_second_import_adds_nothing(store: AnnotationStore, tmp_path: Path) -> None:
    made = tuple(store.add(AnnotationKind.BOOKMARK, selector(n), note=str(n)) for n in (1, 2, 3))
    (tmp_path / "other").mkdir()
    with personal(tmp_path / "other") as database:
        other = AnnotationStore(database)
        assert other.merge(made) == Merged(3, 0, 0)
        assert other.annotations() == made
        assert other.merge(made) == Merged(0, 0, 3)


def test_an_import_keeps_the_later_state_and_brings_back_what_was_removed(
    store: AnnotationStore,
) -> None:
    edited, removed, same = (store.add(AnnotationKind.NOTE, selector()) for _ in range(3))
    older = (edited, removed, same)
    store.update(edited.id, note="此后改过")
    store.remove([removed.id])
    assert store.merge(older) == Merged(1, 0, 2)
    found = store.annotation(edited.id)
    assert found is not None
    assert found.note == "此后改过"
    assert store.annotation(removed.id) == removed
    newer = dataclasses.replace(same, note="另一台电脑", modified="2027-01-01T00:00:00.000Z")
    assert store.merge([newer]) == Merged(0, 1, 0)
    assert store.annotation(same.id) == newer


def test_an_import_that_breaks_off_adds_nothing(store: AnnotationStore) -> None:
    kept = store.add(AnnotationKind.NOTE, selector())

    def broken_off() -> Iterator[Annotation]:
        yield dataclasses.replace(kept, id="1")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.merge(broken_off())
    assert store.annotations() == (kept,)


@pytest.mark.parametrize(
    ("given", "stored"),
    [("", ""), ("/", ""), (" 学习／督查 ", "学习/督查"), ("a//b/", "a/b"), ("一 二", "一 二")],
)
def test_folder_paths(given: str, stored: str) -> None:
    assert folder_path(given) == stored
