"""Work that comes in through an LMS: whose it is, what is newer, and what is refused."""

import io
import json
import shutil
import stat
import struct
import zipfile

import pytest
from conftest import ROOT
from factory import empty_gradebook
from nbgrader.api import Gradebook

from nbjudge.cli import main
from nbjudge.collecting.collect import notebook_stem
from nbjudge.course import Course

NAME = "02-zero-layer-classifier"
OTHER = "01-softmax-derivation"
RELEASE = (ROOT / "release" / NAME / f"{NAME}.ipynb").read_bytes()
PEOPLE = """id,first_name,last_name,email,lms_user_id
ada,Ada,Lovelace,ada@example.org,101
alan,Alan,Turing,alan@example.org,102
emmy,Emmy,Nøther,emmy@example.org,103
jose,José,García Márquez,jose@example.org,104
kim1,Kim,Lee,kim1@example.org,105
kim2,Kim,Lee,kim2@example.org,106
"""


@pytest.fixture
def course(tmp_path):
    root = tmp_path / "course"
    for name in (NAME, OTHER):
        shutil.copytree(ROOT / "source" / name, root / "source" / name)
    (root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'nbjudge'\n"
    )
    empty_gradebook(root)
    (tmp_path / "students.csv").write_text(PEOPLE, encoding="utf-8")
    return Course(root)


def notebook(note=""):
    nb = json.loads(RELEASE)
    nb["cells"][0]["source"] = [f"# {note}"]
    return json.dumps(nb).encode()


def archive(path, files, date=(2026, 3, 4, 5, 6, 8)):
    """A zip of {name: bytes, or (bytes, date)}."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            content, when = content if isinstance(content, tuple) else (content, date)
            file.writestr(zipfile.ZipInfo(name, when), content, zipfile.ZIP_DEFLATED)
    return path


def collect(course, source, *options, names=True, status=0):
    more = ["--names", str(course.root.parent / "students.csv")] if names else []
    found = main(["collect", NAME, str(source), "--course", str(course.root), *more, *options])
    assert found == status


def submitted(course):
    """{student: bytes} of all that is there to be graded."""
    paths = sorted((course.root / "submitted").glob(f"*/{NAME}/{NAME}.ipynb"))
    return {path.parts[-3]: path.read_bytes() for path in paths}


@pytest.mark.parametrize(
    "name",
    [
        f"{NAME}.ipynb",
        f"Copy of {NAME}.ipynb",
        f"Copy of Copy of {NAME} (3).ipynb",
        f"Copy of {NAME}-2.ipynb",
        f"{NAME}(1).ipynb",
        f"{NAME}-Copy1.ipynb",
        f"{NAME} - Copy (2).ipynb",
        f"Kopie von {NAME}.ipynb",
        f"{NAME}.ipynb.txt",
        f"{NAME}.IPYNB",
    ],
)
def test_is_a_notebook_known_whatever_was_added_to_its_name(name):
    assert notebook_stem(name) == NAME


@pytest.mark.slow
def test_does_a_class_of_200_come_out_of_a_canvas_archive(course, tmp_path):
    people = [
        "Student,ID,SIS User ID,SIS Login ID,Section,Zero layer (77)",
        "Points Possible,,,,,25",
    ]
    files = {}
    for n in range(200):
        people.append(f'"Last{n:03}, First{n:03}",{1000 + n},S{n:03},user{n:03},Main,')
        late = "LATE_" if n % 10 == 0 else ""
        copy = ("", "Copy of ", "")[n % 3]
        end = ("", " (3)", "-2")[n % 3]
        name = f"last{n:03}first{n:03}_{late}{1000 + n}_{50_000 + n}_{copy}{NAME}{end}.ipynb"
        files[name] = notebook(f"user{n:03}")
    (tmp_path / "students.csv").write_text("\n".join(people))
    collect(course, archive(tmp_path / "submissions.zip", files))
    found = submitted(course)
    assert len(found) == 200
    assert all(b"# " + student.encode() in content for student, content in found.items())
    # The archive's times are those of its download.
    assert list((course.root / "submitted").rglob("timestamp.txt")) == []
    log = (course.root / "collected" / f"{NAME}.csv").read_text()
    assert log.count(",late,collect,") == 20


def test_does_moodle_give_a_folder_to_each_student(course, tmp_path):
    files = {
        f"Ada Lovelace_9001_assignsubmission_file_/{NAME}.ipynb": notebook("ada"),
        f"José García Márquez_9002_assignsubmission_file_/Copy of {NAME}.ipynb": notebook("jose"),
        f"Alan Turing_9003_assignsubmission_file_{NAME}.ipynb": notebook("alan"),
    }
    collect(course, archive(tmp_path / "moodle.zip", files))
    assert set(submitted(course)) == {"ada", "jose", "alan"}


def test_does_a_pattern_of_ones_own_name_student_and_time(course, tmp_path):
    folder = tmp_path / "came-in"
    folder.mkdir()
    (folder / f"ps2_ada_attempt_2026-01-30-15-00-00_{NAME}.ipynb").write_bytes(notebook("ada"))
    pattern = r"ps2_(?P<student_id>\w+)_attempt_(?P<timestamp>[0-9\-]+)_(?P<file_id>.+)"
    collect(course, folder, "--pattern", pattern)
    assert set(submitted(course)) == {"ada"}
    stamp = course.root / "submitted" / "ada" / NAME / "timestamp.txt"
    assert stamp.read_text().startswith("2026-01-30 15:00:00")


@pytest.mark.parametrize(
    "name",
    [
        f"ada/{NAME}.ipynb",
        f"{NAME}_ada.ipynb",
        f"Turing Alan - {NAME}.ipynb",
        "alan/homework.ipynb",
    ],
)
def test_do_plain_files_and_folders_tell_whose_they_are(course, tmp_path, name):
    path = tmp_path / "came-in" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(RELEASE)
    collect(course, tmp_path / "came-in")
    assert len(submitted(course)) == 1


def test_is_nobody_needed_to_be_known_where_there_is_no_list(course, tmp_path):
    files = {f"doejane_4711_9_{NAME}.ipynb": notebook()}
    collect(course, archive(tmp_path / "a.zip", files), names=False)
    assert set(submitted(course)) == {"4711"}


def test_is_what_is_not_recognised_listed_and_not_dropped(course, tmp_path, capsys):
    other = (ROOT / "release" / OTHER / f"{OTHER}.ipynb").read_bytes()
    files = {
        f"leekim_7_1_{NAME}.ipynb": notebook(),
        f"lovlaceada_999_2_{NAME}.ipynb": notebook(),
        "turingalan_102_3_essay.pdf": b"%PDF",
        "lovelaceada_101_4_homework.ipynb": other,
        "nøtheremmy_103_5_all.zip": b"PK",
        f"{NAME}.ipynb": notebook(),
    }
    path = archive(tmp_path / "a.zip", files)
    collect(course, path, status=1)
    said = "".join(capsys.readouterr().out.split())
    for words in ("may be of kim1, kim2", "perhaps ada?", "is no notebook",
                  f"is a notebook of {OTHER}", "as this LMS names its files"):  # fmt: skip
        assert "".join(words.split()) in said, words
    assert submitted(course) == {}
    assert (course.root / "collected" / f"{NAME}.csv").read_text().count("unknown") == 6


def test_does_the_newest_of_several_win_and_are_the_others_kept(course, tmp_path):
    late, early = (2026, 3, 4, 9, 0, 0), (2026, 3, 4, 8, 0, 0)
    files = {
        f"lovelaceada_101_20_{NAME}.ipynb": (notebook("newest"), late),
        f"lovelaceada_101_21_{NAME}-1.ipynb": (notebook("older"), early),
        f"turingalan_102_30_{NAME}.ipynb": (notebook("first"), late),
        f"turingalan_102_31_{NAME}-1.ipynb": (notebook("second"), late),
    }
    collect(course, archive(tmp_path / "a.zip", files))
    found = submitted(course)
    assert b"# newest" in found["ada"]
    assert b"# second" in found["alan"]
    aside = course.root / "submitted" / "ada" / f"{NAME}.older"
    (kept,) = aside.iterdir()
    assert b"# older" in kept.read_bytes()
    collect(course, tmp_path / "a.zip")
    assert list(aside.iterdir()) == [kept]


def test_is_a_submission_replaced_by_a_newer_one_only(course, tmp_path):
    name = f"lovelaceada_101_20_{NAME}.ipynb"
    first = archive(tmp_path / "1.zip", {name: notebook("one")})
    older = archive(tmp_path / "2.zip", {name: notebook("old")}, (2026, 3, 1, 0, 0, 0))
    newer = archive(tmp_path / "3.zip", {name: notebook("new")}, (2026, 3, 9, 0, 0, 0))
    collect(course, first)
    collect(course, older)
    assert b"# one" in submitted(course)["ada"]
    collect(course, newer)
    assert b"# new" in submitted(course)["ada"]
    (kept,) = (course.root / "submitted" / "ada" / f"{NAME}.older").iterdir()
    assert b"# one" in kept.read_bytes()
    before = kept.stat().st_mtime_ns
    collect(course, newer)  # the same again changes nothing
    assert [kept.stat().st_mtime_ns] == [
        path.stat().st_mtime_ns for path in kept.parent.iterdir()
    ] and kept.stat().st_mtime_ns == before


def test_does_a_dry_run_write_nothing(course, tmp_path, capsys):
    before = sorted(path for path in course.root.rglob("*") if path.name != "gradebook.db")
    path = archive(tmp_path / "a.zip", {f"lovelaceada_LATE_101_20_{NAME}.ipynb": notebook()})
    collect(course, path, "--dry-run")
    after = sorted(path for path in course.root.rglob("*") if path.name != "gradebook.db")
    assert after == before
    said = capsys.readouterr().out
    assert "LATE" in said
    assert "Would collect 1 notebook of 1 student " in said


def _flagged(data, offset_in_local, offset_in_central, value):
    """A zip with a 16 bit field of its first entry changed, in both its headers."""
    data = bytearray(data)
    struct.pack_into("<H", data, offset_in_local, value)
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + offset_in_central, value)
    return bytes(data)


def _bomb(path):
    return archive(path, {f"lovelaceada_101_1_{NAME}.ipynb": b"0" * 60_000_000})


def _link(path):
    info = zipfile.ZipInfo(f"lovelaceada_101_1_{NAME}.ipynb")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(info, "/etc/passwd")
    return path


def _encrypted(path):
    data = archive(path, {f"lovelaceada_101_1_{NAME}.ipynb": notebook()}).read_bytes()
    path.write_bytes(_flagged(data, 6, 8, 1))
    return path


def _damaged(path):
    data = bytearray(archive(path, {f"lovelaceada_101_1_{NAME}.ipynb": notebook()}).read_bytes())
    data[2000:2100] = bytes(100)
    path.write_bytes(data)
    return path


def _overlapping(path):
    """Two entries of its list of contents lead to the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("a", notebook())
        file.writestr("b", notebook())
    data = bytearray(buffer.getvalue())
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    struct.pack_into("<L", data, second + 42, 0)
    path.write_bytes(data)
    return path


UNSAFE = {
    "leads out of the archive": lambda p: archive(p, {f"../../{NAME}.ipynb": notebook()}),
    "is an absolute path": lambda p: archive(p, {f"/tmp/{NAME}.ipynb": notebook()}),
    "is a link or a device": _link,
    "is encrypted": _encrypted,
    "overlap": _overlapping,
    "more than 20,000": lambda p: archive(p, {f"{n}.ipynb": b"" for n in range(20_001)}),
    "no readable zip archive": lambda p: p.write_bytes(b"PK and then nothing") and p,
}


@pytest.mark.parametrize("words", UNSAFE)
def test_is_an_unsafe_archive_refused_before_anything_is_written(course, tmp_path, capsys, words):
    path = UNSAFE[words](tmp_path / "a.zip")
    collect(course, path, status=2)
    assert words in capsys.readouterr().err
    assert not (course.root / "submitted").exists()
    assert not (course.root / "collected").exists()


ODD = {
    "leads out of the archive": f"turingalan_102_1_a\\..\\..\\{NAME}.ipynb",
    "is no file name": f"turingalan_102_1_{NAME}\n.ipynb",
    "has too long a path": f"turingalan_102_1_{'x' * 300}.ipynb",
}


@pytest.mark.parametrize("words", [*ODD, "as a zip bomb does", "is damaged"])
def test_an_odd_file_in_an_archive_costs_no_other(course, tmp_path, capsys, words):
    path = tmp_path / "a.zip"
    {"as a zip bomb does": _bomb, "is damaged": _damaged}.get(
        words, lambda path: archive(path, {ODD[words]: notebook()})
    )(path)
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(f"lovelaceada_101_9_{NAME}-2.ipynb", notebook("fine"))
    collect(course, path, status=1)
    assert "".join(words.split()) in "".join(capsys.readouterr().out.replace("│", "").split())
    assert b"# fine" in submitted(course)["ada"]


def test_backslashes_in_an_archive_are_folders(course, tmp_path):
    path = tmp_path / "a.zip"
    archive(path, {f"ada\\{NAME}.ipynb": notebook("ada"), f"alan\\{NAME}.ipynb": notebook("alan")})
    collect(course, path)
    assert set(submitted(course)) == {"ada", "alan"}


def test_folders_without_end_cost_nobody_else(course, tmp_path, capsys):
    for name in ("ada", "alan"):
        (tmp_path / "came-in" / name).mkdir(parents=True)
        (tmp_path / "came-in" / name / f"{NAME}.ipynb").write_bytes(notebook(name))
    place = tmp_path / "came-in" / "ada"
    for _ in range(60):
        place /= "d"
    place.mkdir(parents=True)
    collect(course, tmp_path / "came-in", status=1)
    assert "lies too deep in folders" in capsys.readouterr().out
    assert set(submitted(course)) == {"ada", "alan"}


def test_are_links_in_a_folder_left_alone(course, tmp_path, capsys):
    folder = tmp_path / "came-in" / "ada"
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").symlink_to(ROOT / "source" / NAME / f"{NAME}.ipynb")
    collect(course, folder.parent, status=1)
    assert "is a link" in capsys.readouterr().out
    assert submitted(course) == {}


def test_does_a_list_that_names_nobody_say_what_is_expected(course, tmp_path, capsys):
    (tmp_path / "students.csv").write_text("colour,size\nred,3\n")
    collect(course, archive(tmp_path / "a.zip", {"a": b""}), status=2)
    assert "lms_user_id" in capsys.readouterr().err


def test_a_name_that_is_markup_reaches_the_gradebook_as_text(course, tmp_path):
    """The formgrader writes names into its pages as they are."""
    people = course.root.parent / "students.csv"
    people.write_text(PEOPLE.replace("Lovelace", "<img src=x onerror=alert(1)>"), encoding="utf-8")
    source = archive(tmp_path / "a.zip", {f"ada/{NAME}.ipynb": notebook("ada")})
    collect(course, source)
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "nbjudge") as gradebook:
        student = gradebook.find_student("ada")
        assert (student.first_name, student.last_name) == ("Ada", "‹img src=x onerror=alert(1)›")
