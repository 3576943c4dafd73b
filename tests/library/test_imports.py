from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.documents.corrections import Correction, ReadAs, SetMetadata
from reader.documents.places import Place
from reader.errors import LibraryProblem
from reader.importers.model import FailedFile, UnfinishedImport
from reader.library.database import Database
from reader.library.imports import ImportJobs
from reader.messages import msg
from tests.library.samples import library


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with library(tmp_path) as opened:
        yield opened


@pytest.fixture
def jobs(database: Database) -> ImportJobs:
    return ImportJobs(database, computer="here")


def test_an_import_is_unfinished_from_the_moment_it_is_asked_for(jobs: ImportJobs) -> None:
    job = jobs.ask(["/in", "/\udcb0.txt"])
    assert jobs.unfinished() == (UnfinishedImport(job, ("/in", "/\udcb0.txt"), None),)
    jobs.set_files(job, ["/in/b.txt", "/in/a.txt", "/\udcb0.txt"])
    assert jobs.unfinished()[0].left == 3
    assert jobs.files(job) == ("/in/b.txt", "/in/a.txt", "/\udcb0.txt")
    jobs.finish(job)
    assert jobs.unfinished() == ()
    assert jobs.files(job) == ()


def test_corrections_wait_with_their_import(database: Database, jobs: ImportJobs) -> None:
    made: dict[str, tuple[Correction, ...]] = {
        "/in/a.txt": (SetMetadata(Place(1, "督查", "", ""), "title", "题"),),
        "/in/\udcb0.txt": (ReadAs("big5"),),
    }
    job, other = jobs.ask(["/in"], made), jobs.ask(["/in"])
    assert jobs.corrections(job) == made
    assert jobs.corrections(other) == {}
    jobs.finish(job)
    assert jobs.corrections(job) == {}
    assert database.rows("SELECT * FROM import_correction") == []


def test_files_leave_the_list_one_by_one(jobs: ImportJobs) -> None:
    job, other = jobs.ask(["/in"]), jobs.ask(["/in"])
    for number in (job, other):
        jobs.set_files(number, ["/in/a.txt", "/in/b.txt", "/in/c.txt"])
    reason = msg("文件已损坏：{why}", why=msg("第 {page} 页", page=3))
    jobs.settle(job, ["/in/a.txt"], [FailedFile("/in/c.txt", reason)])
    assert jobs.files(job) == ("/in/b.txt",)
    assert jobs.failures(job) == (FailedFile("/in/c.txt", reason),)
    assert str(jobs.failures(job)[0].reason) == "文件已损坏：第 3 页"
    assert [one.left for one in jobs.unfinished()] == [1, 3]


def test_what_was_given_up_comes_back_until_it_is_cleared(jobs: ImportJobs) -> None:
    job, other = jobs.ask(["/a"]), jobs.ask(["/b"])
    jobs.give_up([job])
    assert [one.job for one in jobs.unfinished()] == [other]
    jobs.give_up([job], given_up=False)
    assert [one.job for one in jobs.unfinished()] == [job, other]
    jobs.give_up([job])
    jobs.clear()
    jobs.give_up([job], given_up=False)
    assert [one.job for one in jobs.unfinished()] == [other]


def test_another_computer_is_not_asked_for_paths_of_this_one(
    jobs: ImportJobs, database: Database
) -> None:
    job = jobs.ask(["/in"])
    elsewhere = ImportJobs(database, computer="there")
    assert elsewhere.unfinished() == ()
    assert elsewhere.find(job) is None
    assert jobs.find(job) is not None


@pytest.mark.parametrize("stored", ["{", "[]", '["a"]', '["a", [], 1]', "3"])
def test_what_makes_no_sense_is_damage(jobs: ImportJobs, database: Database, stored: str) -> None:
    job = jobs.ask(["/in"])
    jobs.set_files(job, ["/in/a.txt"])
    with database.transaction():
        database.execute("UPDATE import_file SET failure = ?", (stored,))
    with pytest.raises(LibraryProblem):
        jobs.failures(job)
