# ruff: noqa: E501, PTH110, PTH116, PTH123, PTH202, SIM115 (tests of files, as instructors write them)
"""Files by name: a test gives them to the student's code, and reads what that has written."""

import os
import pickle
import subprocess
from pathlib import Path

import numpy as np
import pytest
from grading import grade, locked, solution, test

from nbjudge.errors import JudgeError
from nbjudge.grading.judge.files import JudgeFolder, StudentFolder, may_run, uses_files
from nbjudge.grading.judge.protocol import File

RIGHT = """
import os
def load(path):
    return open(path).read()
def load_settings():
    return open("settings.json").read()
def save(path, text):
    with open(path, "w") as file:
        file.write(text)
def append(path, line):
    with open(path, "a") as file:
        file.write(line + "\\n")
def names(folder):
    return sorted(os.listdir(folder))
def put(path, data):
    with open(path, "wb") as file:
        file.write(data)
open("notes.txt", "w").write("first\\nsecond\\n")
"""
WRONG = """
def load(path):
    return ""
load_settings = lambda: "{}"
def save(path, text):
    open(path, "w").write("")
append = save
def names(folder):
    return []
def put(path, data):
    pass
open("notes.txt", "w").write("first")
"""
# What is tried; also read for docs/constructs.md.
FILES = {
    "a file that the test writes": "open('a.txt', 'w').write('hello')\nassert load('a.txt') == 'hello'",
    "a file of a name that the source knows": "import json\n"
    "json.dump({'dark': 1}, open('settings.json', 'w'))\n"
    "assert load_settings() == '{\"dark\": 1}'",
    "a temporary file": "import os, tempfile\nwith tempfile.TemporaryDirectory() as folder:\n"
    "    path = os.path.join(folder, 'x.txt')\n    save(path, 'back')\n"
    "    assert open(path).read() == 'back'",
    "a folder that the test fills": "import os, pathlib\nos.makedirs('out/deep')\n"
    "for name in 'ab':\n    pathlib.Path(f'out/{name}').touch()\n"
    "assert names('out') == ['a', 'b', 'deep']\nos.remove('out/a')\n"
    "assert names('out') == ['b', 'deep']",
    "a file that the student's cell has written": "import os\nassert os.path.exists('notes.txt')\n"
    "assert open('notes.txt').read().splitlines() == ['first', 'second']",
    "a file that the student's function writes": "append('log.txt', 'a')\nappend('log.txt', 'b')\n"
    "assert open('log.txt').read() == 'a\\nb\\n'",
    "a table that the student's function writes": "import pandas as pd\n"
    "save('t.csv', 'a,b\\n1,2\\n')\nassert pd.read_csv('t.csv')['b'][0] == 2",
    "a file of the test's that is changed": "open('mine.txt', 'w').write('x\\n')\n"
    "append('mine.txt', 'y')\nassert open('mine.txt').read() == 'x\\ny\\n'",
    "the size of a file that is no text": "import os\nput('b.bin', bytes(1000))\n"
    "assert os.path.getsize('b.bin') == 1000",
}


def cells(work, tests):
    return [
        locked("given", "import os"),
        solution("work", work),
        *(test(f"test_work_{place}", text) for place, text in enumerate(tests)),
    ]


def test_files_pass_both_ways_by_their_names():
    found, _ = grade(cells(RIGHT, FILES.values()), run_again=False)
    assert dict(zip(FILES, found.values(), strict=True)) == dict.fromkeys(FILES)


def test_wrong_work_with_files_passes_no_test():
    found, _ = grade(cells(RIGHT, FILES.values()), {1: WRONG}, run_again=False)
    assert [name for name, error in zip(FILES, found.values(), strict=True) if error is None] == []


HOSTILE = """
import os
os.makedirs("numpy", exist_ok=True)
for name in ("numpy/__init__.py", "json.py", "helper.py", "reference.csv", "matplotlibrc", ".x"):
    open(name, "w").write("raise SystemExit")
seen = []
def load(path):
    seen.extend(os.listdir("."))
    seen.extend(os.listdir("/tmp"))
    open("reference.csv", "w").write("0")
    return ""
def look():
    return seen
def dump():
    open("data.txt", "w").write("cos\\nsystem\\n(S'touch /tmp/adopted'\\ntR.")
"""
ATTACKED = {
    "a module of the student's is not imported": "import numpy, json, helper\n"
    "assert helper.RIGHT == 1 and json.loads('1') == 1",
    "a file of the course stays the course's": "load('x')\nassert open('reference.csv').read() == '7'",
    "only what is named is handed over": "open('answer.txt', 'w').write('42')\nload('other.txt')\n"
    "assert 'answer.txt' not in look()",
    "settings and hidden files are not taken": "import os\n"
    "assert not os.path.exists('matplotlibrc') and not os.path.exists('.x')",
}


def test_files_of_an_attacker_decide_nothing():
    work = "def load(path):\n    return ''\ndef look():\n    return []\ndef dump():\n    pass"
    files = {"helper.py": b"RIGHT = 1\n", "reference.csv": b"7"}
    found, _ = grade(cells(work, ATTACKED.values()), {1: HOSTILE}, files, run_again=False)
    assert dict(zip(ATTACKED, found.values(), strict=True)) == dict.fromkeys(ATTACKED)


def test_a_file_that_the_tests_could_run_is_not_read():
    tests = ["dump()\nimport pickle\npickle.load(open('data.txt', 'rb'))"]
    found, _ = grade(cells(HOSTILE, tests), run_again=False)
    assert found["test_work_0"].startswith("JudgeError: test_work_0: The test opens data.txt")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "data.csv").write_text("7")
    made = JudgeFolder(str(tmp_path), str(tmp_path / "course"))
    yield made
    made.forget()


def data(content):
    return [np.frombuffer(content, np.uint8)]


@pytest.mark.parametrize(
    "path",
    ["../x.txt", "a/../../x.txt", "/etc/x.txt", "/tmp/x.txt", ".bashrc", "a/.x/y", "x.py", "x.so",
     "numpy/__init__.pyc", "x.pth", "matplotlibrc", "a/pytest.ini", "data.csv", "./data.csv", "",
     "a\0b", "a/" * 20 + "b", "..", ".", "/"],
)  # fmt: skip
def test_no_path_of_a_students_leads_out_of_the_folder_or_to_code(folder, path, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    for file in (File(path, 4, 0), File(path, 4, None), File(path)):
        folder.take([file], data(b"text"), True)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "work" / "data.csv").read_text() == "7"


def test_a_file_of_any_size_that_is_told_takes_no_room(folder):
    folder.take([File("x.bin", 2**48, None), File("y.txt", 1, 99)], [], True)
    assert os.stat("x.bin").st_blocks == 0
    assert not os.path.exists("y.txt")
    with pytest.raises(JudgeError, match=r"x\.bin"):
        open("x.bin")


def test_what_would_run_a_students_file_is_refused(folder):
    folder.take([File("a.txt", 9, 0)], data(pickle.dumps(os.path.join, 0)), True)
    with open("a.txt", "rb") as file, pytest.raises(JudgeError, match=r"pickle\.find_class"):
        pickle.load(file)
    with pytest.raises(JudgeError, match="Popen"):
        subprocess.run(["true"])


def test_binary_files_of_a_students_are_not_read(folder):
    folder.take([File("a.png", 9, 0)], data(b"\x89PNG\r\n\x1a\n\0"), True)
    assert os.path.getsize("a.png") == 9
    with pytest.raises(JudgeError):
        open("a.png", "rb")


def test_a_change_of_the_tests_own_file_is_left_out_where_changes_are(folder):
    with open("mine.txt", "w") as file:
        file.write("mine")
    assert [file.path for file in folder.written(("mine.txt",), [])] == ["mine.txt"]
    assert folder.take([File("mine.txt", 4, 0)], data(b"text"), False) is True
    assert Path("mine.txt").read_text() == "mine"
    assert folder.take([File("mine.txt", 4, 0)], data(b"text"), True) is False
    assert Path("mine.txt").read_text() == "text"


def test_the_students_side_tells_each_change_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course.csv").write_text("1")
    (tmp_path / "own.txt").write_text("2")
    side, buffers = StudentFolder(), []
    side.begin(["course.csv"])
    assert side.changed(lambda path: True, buffers) == [File("own.txt", 1, 0)]
    assert bytes(buffers[0]) == b"2"
    side.put([File("deep/given.txt", 1, 0), File("empty/")], [b"3"])
    (tmp_path / "own.txt").unlink()
    assert side.changed(lambda path: True, []) == [File("own.txt")]
    assert side.changed(lambda path: True, []) == []
    assert (tmp_path / "empty").is_dir()


@pytest.mark.parametrize(
    ("text", "runs"),
    [("pickle.load(f)", True), ("exec(text)", True), ("df.eval('a')", True), ("!ls", True),
     ("re.compile('a')", False), ("model.compile()", False), ("# a linear system", False),
     ("%matplotlib inline", False), ("%run x.py", True), ("yaml.safe_load(f)", True),
     ("logging.config.fileConfig(p)", True), ("keras.models.model_from_json(t)", True),
     ("doctest.testfile(p)", True), ("jinja2.Template(t)", True)],
)  # fmt: skip
def test_words_by_which_a_file_could_be_run_are_known(text, runs):
    assert may_run([text]) is runs


@pytest.mark.parametrize(
    ("text", "uses"), [("f('a')", False), ("open(p)", True), ("os.stat", True)]
)
def test_cells_without_files_are_not_looked_at(text, uses):
    assert uses_files(text) is uses
