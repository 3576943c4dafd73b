"""Opening, migrating, transactions, threads: on a small schema of the tests' own."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.errors import LibraryProblem, ReadOnlyLibrary
from reader.library import files
from reader.library.database import Database, Schema
from reader.messages import msg

ONE = ("CREATE TABLE word (text TEXT NOT NULL)",)
TWO = ("ALTER TABLE word ADD COLUMN weight INTEGER", "UPDATE word SET weight = length(text)")
BROKEN = ("ALTER TABLE word ADD COLUMN size INTEGER", "INSERT INTO nowhere VALUES (1)")


def schema(*migrations: tuple[str, ...], mark: int = 7, backup: bool = False) -> Schema:
    return Schema(msg("词库"), mark, migrations, backup)


def put(database: Database, *words: str) -> None:
    with database.transaction():
        for word in words:
            database.execute("INSERT INTO word (text) VALUES (?)", (word,))


def words(database: Database) -> list[str]:
    return [row[0] for row in database.rows("SELECT text FROM word ORDER BY text")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "词库 #1%.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with Database(path, schema(ONE)) as database:
        yield database


# Opening


def test_a_file_is_made_with_its_folder_and_marks(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.db"
    with Database(path, schema(ONE)) as database:
        put(database, "督查")
    assert files.marks(files.read_header(path)) == files.Marks(7, 1)
    with Database(path, schema(ONE)) as database:
        assert words(database) == ["督查"]
    assert [p.name for p in path.parent.iterdir()] == ["a.db"]


def test_the_settings_that_keep_data_safe(database: Database) -> None:
    settings = {"journal_mode": "delete", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    for name, value in settings.items():
        assert database.row(f"PRAGMA {name}") == (value,)


def refused(path: Path, wanted: Schema, *, read_only: bool = False) -> str:
    """Open a file in vain; the message, and proof that neither file nor folder changed."""
    before = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(LibraryProblem) as caught:
        Database(path, wanted, read_only=read_only)
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == before
    return str(caught.value)


def test_a_newer_file_is_refused(path: Path) -> None:
    Database(path, schema(ONE, TWO)).close()
    assert "较新版本" in refused(path, schema(ONE))


def test_a_foreign_database_is_refused(path: Path) -> None:
    Database(path, schema(ONE, mark=8)).close()
    assert "别的" in refused(path, schema(ONE))


def test_a_database_without_a_mark_is_refused(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE word (text TEXT NOT NULL)")
        other.execute("PRAGMA user_version = 1")
    assert "别的" in refused(path, schema(ONE))


@pytest.mark.parametrize("content", [b"abc", "资料\n".encode() * 999, b"\0" * 4096])
def test_a_file_of_another_kind_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "不是词库文件" in refused(path, schema(ONE))


@pytest.mark.parametrize("length", [10, 50, 100, 1000, 4096, 5000])
def test_a_truncated_file_is_refused(path: Path, length: int) -> None:
    with Database(path, schema(ONE)) as database:
        put(database, *("很长的词" * 300 for _ in range(20)))
    path.write_bytes(path.read_bytes()[:length])
    assert "已损坏" in refused(path, schema(ONE))


def test_a_file_without_its_tables_is_refused(path: Path) -> None:
    Database(path, schema(ONE)).close()
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE word")
    assert "已损坏" in refused(path, schema(ONE))


def test_a_file_with_a_trigger_of_a_stranger_is_refused(path: Path) -> None:
    Database(path, schema(ONE)).close()
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TRIGGER t AFTER INSERT ON word BEGIN DELETE FROM word; END")
    assert "已损坏" in refused(path, schema(ONE))


def test_a_folder_in_the_place_of_the_file(path: Path) -> None:
    path.mkdir()
    with pytest.raises(LibraryProblem, match="无法打开词库"):
        Database(path, schema(ONE))


def test_a_file_in_the_place_of_the_folder(path: Path) -> None:
    path.write_text("x")
    with pytest.raises(LibraryProblem, match="无法打开词库"):
        Database(path / "a.db", schema(ONE))


def test_an_empty_file_is_a_new_one(path: Path) -> None:
    path.touch()
    with Database(path, schema(ONE)) as database:
        assert words(database) == []


# Reading only


def test_reading_only(path: Path) -> None:
    with Database(path, schema(ONE)) as database:
        put(database, "督查")
    before = path.read_bytes()
    with Database(path, schema(ONE), read_only=True) as database:
        assert database.read_only
        assert words(database) == ["督查"]
        database.check()
        with pytest.raises(ReadOnlyLibrary, match="只读"):
            put(database, "落实")
    assert path.read_bytes() == before


def test_nothing_is_made_where_only_reading_is_allowed(path: Path) -> None:
    with pytest.raises(LibraryProblem, match="找不到"):
        Database(path, schema(ONE), read_only=True)
    assert not path.exists()


def test_an_older_file_cannot_be_migrated_where_only_reading_is_allowed(path: Path) -> None:
    Database(path, schema(ONE)).close()
    assert "旧版" in refused(path, schema(ONE, TWO), read_only=True)


def test_what_was_cut_short_cannot_be_undone_where_only_reading_is_allowed(path: Path) -> None:
    with Database(path, schema(ONE)) as database:
        put(database, "督查")
    leave_cut_short(path)
    assert "中断" in refused(path, schema(ONE), read_only=True)
    with Database(path, schema(ONE)) as database:
        assert words(database) == ["督查"]


def leave_cut_short(path: Path) -> None:
    """Leave file and journal as a power cut in the middle of a commit leaves them."""
    copy, journal = path.with_suffix(".copy"), path.with_name(path.name + "-journal")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN EXCLUSIVE")
        for _ in range(200):
            other.execute("INSERT INTO word VALUES (?)", ("半途" * 500,))
        copy.write_bytes(path.read_bytes())
        saved_journal = journal.read_bytes()
    copy.replace(path)
    journal.write_bytes(saved_journal)


# Migrations


def test_an_older_file_is_migrated_and_backed_up_first(path: Path) -> None:
    with Database(path, schema(ONE, backup=True)) as database:
        put(database, "督查", "收文登记")
    with Database(path, schema(ONE, TWO, backup=True)) as database:
        assert database.rows("SELECT text, weight FROM word ORDER BY weight") == [
            ("督查", 2),
            ("收文登记", 4),
        ]
    backup = path.with_name(path.name + ".v1.bak")
    with Database(backup, schema(ONE)) as database:
        assert words(database) == ["收文登记", "督查"]
    assert sorted(path.parent.iterdir()) == sorted([path, backup])


def test_a_new_file_needs_no_backup(path: Path) -> None:
    Database(path, schema(ONE, TWO, backup=True)).close()
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_migration_leaves_the_file_as_it_was(path: Path) -> None:
    with Database(path, schema(ONE, backup=True)) as database:
        put(database, "督查")
    before = path.read_bytes()
    with pytest.raises(LibraryProblem, match="无法升级"):
        Database(path, schema(ONE, BROKEN, backup=True))
    assert path.read_bytes() == before
    with Database(path, schema(ONE, backup=True)) as database:
        assert words(database) == ["督查"]


def test_a_migration_that_breaks_references_is_undone(path: Path) -> None:
    one = ("CREATE TABLE a (n INTEGER PRIMARY KEY)", "CREATE TABLE b (a REFERENCES a (n))")
    Database(path, schema(one)).close()
    with pytest.raises(LibraryProblem):
        Database(path, schema(one, ("INSERT INTO b VALUES (99)",)))
    with Database(path, schema(one)) as database:
        assert database.rows("SELECT * FROM b") == []


# Transactions


def test_a_change_outside_of_a_transaction_is_a_bug(database: Database) -> None:
    with pytest.raises(RuntimeError):
        database.execute("DELETE FROM word")
    with pytest.raises(RuntimeError), database.snapshot():
        database.execute("DELETE FROM word")


def test_a_mistake_in_a_statement_is_a_bug_and_no_damage(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError):
        database.rows("SELECT nothing FROM word")


def test_a_snapshot_stays_the_same_while_another_thread_writes(database: Database) -> None:
    put(database, "督查")
    with ThreadPoolExecutor(1) as other:
        with database.snapshot():
            assert words(database) == ["督查"]
            later = other.submit(put, database, "落实")
            assert words(database) == ["督查"]
        later.result()
    assert words(database) == ["督查", "落实"]


def fill_disk(database: Database) -> None:
    with database.transaction():
        database.rows("PRAGMA max_page_count = 3")
        put(database, *("满" * 1000 for _ in range(100)))


def test_a_full_disk_undoes_the_transaction(path: Path) -> None:
    with Database(path, schema(ONE)) as database:
        put(database, "督查")
        with pytest.raises(LibraryProblem, match="磁盘已满"):
            fill_disk(database)
    with Database(path, schema(ONE)) as database:
        assert words(database) == ["督查"]
        database.check()
        put(database, "落实")


def test_a_full_disk_in_a_step_ends_the_whole_transaction(database: Database) -> None:
    """SQLite has rolled back by itself: what follows must not be committed on its own."""

    def three_steps() -> None:
        with database.transaction():
            put(database, "第一步")
            with contextlib.suppress(LibraryProblem):
                fill_disk(database)
            put(database, "第三步")

    with pytest.raises(LibraryProblem):
        three_steps()
    with Database(database.path, database.schema) as again:
        assert words(again) == []
        again.check()


def test_a_locked_file_is_told(
    path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.database.connections.LOCK_SECONDS", 0.05)
    with (
        contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other,
        Database(path, schema(ONE)) as impatient,
    ):
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryProblem, match="占用"):
            put(impatient, "督查")
        with pytest.raises(LibraryProblem, match="占用"):
            words(impatient)
        other.execute("ROLLBACK")
        put(impatient, "督查")
    assert words(database) == ["督查"]


def test_a_copy_is_consistent_and_whole(path: Path, database: Database) -> None:
    put(database, "督查")
    target = path.with_name("copy.db")
    with database.transaction():
        database.execute("INSERT INTO word VALUES ('未定')")
        with ThreadPoolExecutor(1) as other:
            other.submit(database.copy_to, target).result()
    with Database(target, schema(ONE)) as copy:
        assert words(copy) == ["督查"]
    with pytest.raises(LibraryProblem, match="folder"):
        database.copy_to(path / "no" / "folder.db")


# Threads


def test_many_threads_write_and_read_at_once(database: Database) -> None:
    def work(thread: int) -> int:
        for number in range(10):
            put(database, f"{thread}-{number}")
        return len(words(database))

    with ThreadPoolExecutor(6) as pool:
        counts = list(pool.map(work, range(6)))
    assert max(counts) == len(words(database)) == 60


def test_threads_that_end_leave_no_connection_behind(path: Path) -> None:
    database = Database(path, schema(ONE))
    barrier = threading.Barrier(12)

    def work() -> None:
        with database.snapshot():
            words(database)
            barrier.wait()

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.close()
    # On Linux an open file shows as a link under /proc/self/fd.
    links = Path("/proc/self/fd")
    if links.exists():
        opened = [link.resolve() for link in links.iterdir()]
        assert path.resolve() not in opened


def test_a_closed_database_says_so(path: Path) -> None:
    database = Database(path, schema(ONE))
    with database.snapshot():
        database.close()
        assert words(database) == []
    with pytest.raises(LibraryProblem, match="已经关闭"):
        words(database)
    database.close()


def test_a_database_at_rest_holds_no_connection_and_answers(database: Database) -> None:
    database.rows("SELECT 1")
    held = len(open_files(database.path))
    database.rest()
    assert held == 1
    assert not open_files(database.path)
    with database.snapshot():
        database.rest()
        assert database.rows("SELECT 1") == [(1,)]
    assert len(open_files(database.path)) == 1


def open_files(path: Path) -> list[Path]:
    """The descriptors of this process that stand for a file."""
    descriptors = Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("tells what is open")
    return [each for each in descriptors.iterdir() if each.exists() and each.resolve() == path]
