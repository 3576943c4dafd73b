"""Bad and damaged pdf, OFD, RTF and Word 97 files: an answer or one clear line, never a crash."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings

from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.model import FailedFile
from reader.importers.registry import parse_file
from reader.importers.session import ImportSession
from tests.importers.bad_files import BadFile
from tests.importers.bad_old_files import BAD_OLD, HOSTILE, doc, ofd, pdf, rtf
from tests.importers.test_fuzz import DAMAGES, Damage, answer, damaged

GOOD = {"pdf": pdf(), "ofd": ofd(), "rtf": rtf(), "doc": doc(), "wps": doc()}


@pytest.mark.parametrize("kind", GOOD)
def test_the_files_to_be_damaged_are_good(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(GOOD[kind])
    parsed = parse_file(path, Limits())
    assert (parsed.format, parsed.warnings) == (kind, ())


@pytest.mark.parametrize("bad", BAD_OLD, ids=[bad.kind for bad in BAD_OLD])
def test_one_clear_line(tmp_path: Path, bad: BadFile) -> None:
    path = tmp_path / bad.name
    path.write_bytes(bad.make())
    with pytest.raises(ImportProblem) as caught:
        parse_file(path, Limits())
    line = str(caught.value.message)
    assert bad.reason in line
    assert "\n" not in line
    assert len(line) < 120
    assert os.listdir(tmp_path) == [bad.name]


def test_all_kinds_are_different() -> None:
    assert len({bad.kind for bad in BAD_OLD}) == len(BAD_OLD) >= 40


def test_hostile_files_cost_themselves_only(tmp_path: Path) -> None:
    for name, make in HOSTILE.items():
        (tmp_path / name).write_bytes(make())
    good = tmp_path / "z.rtf"
    good.write_bytes(rtf())
    results = list(ImportSession([tmp_path], Limits(seconds=20.0)))
    assert len(results) == len(HOSTILE) + 1
    assert not isinstance(results[-1], FailedFile)
    # Each of them comes to an end by itself.
    late = [r.path for r in results if isinstance(r, FailedFile) and "超时" in str(r.reason)]
    assert not late


@pytest.mark.parametrize("kind", sorted(GOOD))
@settings(max_examples=120, deadline=None)
@given(damages=DAMAGES)
def test_damage(tmp_path_factory: pytest.TempPathFactory, kind: str, damages: list[Damage]) -> None:
    path = tmp_path_factory.getbasetemp() / f"fuzz.{kind}"
    path.write_bytes(damaged(GOOD[kind], damages))
    answer(path)
