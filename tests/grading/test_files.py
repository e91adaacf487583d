"""The hook that receives a submission's files: nothing is lost, and a person is told."""

import json
import logging
import os
import subprocess

import nbformat
import pytest
from factory import locked, solution
from nbformat.v4 import new_markdown_cell, new_notebook
from traitlets.log import get_logger

from nbjudge.grading.restore import files
from nbjudge.grading.restore.files import read_files, receive_files

GIVEN = new_notebook(
    cells=[
        new_markdown_cell("# Homework, whose title is a line of text", id="title"),
        solution("mean", "def mean(x):\n    return ?"),
        locked("note", "print('what all students see')"),
    ]
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """submitted/ada/hw1 in a course folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    for step in ("source", "release"):
        (tmp_path / step / "hw1").mkdir(parents=True)
        nbformat.write(GIVEN, tmp_path / step / "hw1" / "hw1.ipynb")
    found = tmp_path / "submitted" / "ada" / "hw1"
    found.mkdir(parents=True)
    return found


def work(text="def mean(x):\n    return 1"):
    nb = nbformat.from_dict(GIVEN)
    nb.cells[1].source = text
    return json.dumps(nb)


def receive(folder):
    """What the hook says, as lines."""
    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())
    get_logger().addHandler(handler)
    try:
        paths = sorted(map(str, folder.glob("*.ipynb"))) or [f"{folder}/hw1.ipynb"]
        receive_files("hw1", "ada", paths)
    finally:
        get_logger().removeHandler(handler)
    return "\n".join(lines)


def aside(folder):
    found = folder.with_name("hw1.refused")
    return sorted(path.name for path in found.iterdir()) if found.exists() else []


def mean(folder):
    """The text of the exercise in the notebook that is graded."""
    return nbformat.read(folder / "hw1.ipynb", as_version=4).cells[1].source


def test_a_plain_notebook_stays_as_it_is(folder):
    (folder / "hw1.ipynb").write_text(work())
    assert receive(folder) == ""
    assert (folder / "hw1.ipynb").read_text() == work()
    assert aside(folder) == []


def test_another_encoding_is_read_and_the_file_itself_kept(folder):
    text = work("def mean(x):  # größe\n    return 1")
    data = json.dumps(json.loads(text), ensure_ascii=False).encode("cp1252")
    (folder / "hw1.ipynb").write_bytes(data)
    assert "was read as Windows-1252" in receive(folder)
    assert "größe" in mean(folder)
    assert (folder.with_name("hw1.refused") / "0-hw1.ipynb").read_bytes() == data


@pytest.mark.parametrize("name", ["hw1__20221104104101.ipynb", "Copy of hw1.ipynb"])
@pytest.mark.parametrize("main", [None, "", json.dumps(GIVEN)])
def test_a_copy_that_holds_the_work_takes_the_place_of_a_notebook_without_it(folder, name, main):
    (folder / name).write_text(work())
    if main is not None:
        (folder / "hw1.ipynb").write_text(main)
    assert name in receive(folder)
    assert mean(folder) == "def mean(x):\n    return 1"
    assert len(aside(folder)) == (main is not None)


def test_of_several_copies_none_is_guessed(folder):
    for name in ("a.ipynb", "b.ipynb"):
        (folder / name).write_text(work(f"def mean(x):\n    return '{name}'"))
    (folder / "hw1.ipynb").write_text(json.dumps(GIVEN))
    assert "several files beside it hold work: a.ipynb, b.ipynb" in receive(folder)
    assert mean(folder) == "def mean(x):\n    return ?"


def test_another_notebook_beside_good_work_changes_nothing(folder):
    (folder / "hw1.ipynb").write_text(work())
    (folder / "draft.ipynb").write_text(work("def mean(x):\n    return 2"))
    assert "draft.ipynb is no notebook of this assignment" in receive(folder)
    assert mean(folder) == "def mean(x):\n    return 1"


def test_large_files_beside_the_notebook_are_put_aside_the_largest_first(folder):
    (folder / "hw1.ipynb").write_text(work())
    for name, size in (("small.csv", 10), ("large.bin", 60), ("medium.bin", 30)):
        with (folder / name).open("wb") as file:
            file.truncate(size << 20)
    assert "large.bin (60 MB) is left out" in receive(folder)
    assert aside(folder) == ["0-large.bin"]


def test_a_link_is_moved_away_and_told(folder):
    (folder / "hw1.ipynb").write_text(work())
    (folder / "book").symlink_to("/etc/passwd")
    assert "book is a link or a device" in receive(folder)
    assert aside(folder) == ["0-book"]


def make_deep(folder, number, name="d"):
    """So many folders within each other, deeper than a path may be long, and a file in the last."""
    place = os.open(folder, os.O_RDONLY)
    for _ in range(number):
        os.mkdir(name, dir_fd=place)
        place, above = os.open(name, os.O_RDONLY, dir_fd=place), place
        os.close(above)
    os.close(os.open("file.txt", os.O_CREAT | os.O_WRONLY, dir_fd=place))
    os.close(place)


@pytest.mark.parametrize("number", [60, 1500])
def test_folders_without_end_are_put_aside(folder, number):
    (folder / "hw1.ipynb").write_text(work())
    make_deep(folder, number)
    assert "more than 40 folders lie within each other" in receive(folder)
    assert aside(folder) == ["0-d"]
    assert mean(folder) == "def mean(x):\n    return 1"
    subprocess.run(["rm", "-r", folder.with_name("hw1.refused")], check=True)  # Python cannot


def test_folders_count_as_files_do(folder):
    (folder / "hw1.ipynb").write_text(work())
    for number in range(1001):
        (folder / f"{number}").mkdir()
    assert "more than 1000 files and folders" in receive(folder)
    assert [path.name for path in folder.iterdir()] == ["hw1.ipynb"]


@pytest.mark.parametrize("text", ["x" * 10**7, "soon", "\0", "2026-01-01 00:00 +9999"])
def test_a_timestamp_that_is_none_is_put_aside(folder, text):
    (folder / "hw1.ipynb").write_text(work())
    (folder / "timestamp.txt").write_text(text)
    assert "timestamp.txt is no time" in receive(folder)
    assert aside(folder) == ["0-timestamp.txt"]


def test_a_zone_is_put_right_in_the_file_that_nbgrader_reads(folder):
    (folder / "hw1.ipynb").write_text(work())
    (folder / "timestamp.txt").write_text("2026-07-01 23:30:00 CEST\n")
    assert receive(folder) == ""
    assert (folder / "timestamp.txt").read_text() == "2026-07-01 21:30:00.000000 UTC\n"


def test_what_came_after_the_hook_and_is_no_file_is_left_out(folder):
    (folder / "table.csv").write_text("1,2")
    os.mkfifo(folder / "pipe")
    (folder / "gradebook").symlink_to("/etc/passwd")
    (folder / "[odd").mkdir()
    (folder / "[odd" / "all").symlink_to("/etc")
    paths = [path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()]
    assert len(paths) == 4
    assert read_files(folder, paths) == {"table.csv": b"1,2"}


def test_files_that_have_grown_since_are_not_read_whole(folder):
    with (folder / "a.bin").open("wb") as file:
        file.truncate(files._MOST_BESIDE - 10)
    (folder / "b.bin").write_bytes(bytes(11))
    with (folder / "hw1.ipynb").open("wb") as file:
        file.truncate(files.LARGEST + 2)
    assert list(read_files(folder, sorted(folder.iterdir()))) == ["a.bin"]


@pytest.mark.parametrize(
    "name", ["\x1b[31m.txt", "a\nb.csv", "\x9b1m", "\u202etxt.exe", "\x07/a.csv"]
)
def test_names_that_a_terminal_would_obey_are_put_aside_and_told(folder, caplog, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("1,2")
    (folder / "Übung 1.csv").write_text("1,2")
    (folder / "hw1.ipynb").write_text(work())
    with caplog.at_level(logging.ERROR):
        receive_files("hw1", "ada", ["submitted/ada/hw1/hw1.ipynb"])
    assert sorted(path.name for path in folder.iterdir()) == ["hw1.ipynb", "Übung 1.csv"]
    kept = folder.with_name("hw1.refused")
    assert [path.read_text() for path in kept.rglob("*") if path.is_file()] == ["1,2"]
    assert "control characters" in caplog.text
    assert not set(name) & {"\x1b", "\x9b", "\u202e", "\x07"} & set(caplog.text)
