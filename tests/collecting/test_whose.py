"""Whose a file is: what a student can name never makes it another's."""

import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nbjudge.collecting.archive import open_source
from nbjudge.collecting.handed import Handed
from nbjudge.collecting.roster import Person, Roster
from nbjudge.collecting.whose import Whose

NAME = "hw1"
CLASS = (
    Person("ada", {"Ada Lovelace"}, {"111", "ada@x.org"}),
    Person("bob", {"Bob Smith"}, {"222", "bob@x.org"}),
)
# What the LMS, or the instructor's folder, puts before what the student has named.
LAYOUTS = {
    "moodle, folders": "{full}_{id}_assignsubmission_file_/",
    "moodle, flat": "{full}_{id}_assignsubmission_file_",
    "canvas": "{flat}_{id}_77_",
    "canvas, late": "{flat}_LATE_{id}_77_",
    "folders by id": "{login}/",
    "folders by name": "{full}/",
}
ADA = {"full": "Ada Lovelace", "flat": "lovelaceada", "id": "111", "login": "ada"}
BOB = {"full": "Bob Smith", "flat": "smithbob", "id": "222", "login": "bob"}
STRANGER = {"full": "Eve Nobody", "flat": "nobodyeve", "id": "333", "login": "eve"}

words = st.sampled_from(
    ["bob", "Bob Smith", "smithbob", "222", "bob@x.org", "_222_", "_222_77_", "LATE_", "hw1", " ",
     "_assignsubmission_file_", "Bob Smith_222_assignsubmission_file_", "smithbob_222_77_", "-",
     "..", "\\", "submissions", "Copy of ", "(1)", "ü", "'", ","]
)  # fmt: skip
letters = st.characters(codec="utf-8", exclude_characters="/\0")
parts = (
    st.lists(words | st.text(letters, max_size=3), min_size=1, max_size=5)
    .map("".join)
    .filter(lambda text: text not in (".", ".."))
)
named = st.lists(parts, min_size=1, max_size=3).map("/".join).map(lambda text: f"{text}.ipynb")


def found(names, roster, archive="submissions.zip"):
    """{path in the archive: student}"""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, archive)
        with zipfile.ZipFile(path, "w") as file:
            for name in names:
                file.writestr(zipfile.ZipInfo(name), b"{}")
        source = open_source(path)
        items = [Handed(entry) for entry in source]
        Whose(roster, [NAME]).find_all(items, source)
        return {
            item.entry.place.orig_filename: item.student
            for item in items
            if item.verdict != "unknown"
        }


@pytest.mark.parametrize("layout", LAYOUTS)
@given(names=st.lists(named, min_size=1, max_size=3, unique=True), others=st.booleans(),
       author=st.sampled_from(["ada", "stranger"]))  # fmt: skip
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_name_that_a_student_gives_puts_anything_under_another(layout, names, others, author):
    who = ADA if author == "ada" else STRANGER
    mine = [LAYOUTS[layout].format(**who) + name for name in names]
    mine = [name for name in mine if ".." not in PurePosixPath(name).parts]
    his = LAYOUTS[layout].format(**BOB) + "hw1.ipynb"
    whose = found([*mine, *[his] * others], Roster(CLASS))
    assert {whose[name] for name in mine if name in whose} <= {"ada"}
    if others:
        assert whose[his] == "bob"


@given(names=st.lists(named, min_size=1, max_size=3, unique=True))
@settings(max_examples=60, deadline=None)
def test_nor_does_it_where_nobody_is_known(names):
    mine = [LAYOUTS["moodle, folders"].format(**ADA) + name for name in names]
    mine = [name for name in mine if ".." not in PurePosixPath(name).parts]
    assert set(found(mine, Roster()).values()) <= {"111"}


def test_two_accounts_of_one_name_are_listed_and_neither_is_taken():
    people = Roster([Person("bob", {"Bob Smith"})])
    names = [f"Bob Smith_{n}_assignsubmission_file_/hw1.ipynb" for n in (222, 333)]
    assert found(names, people) == {}
    assert found(names[:1], people) == {names[0]: "bob"}


def test_a_number_and_a_name_that_contradict_are_listed():
    assert found(["Bob Smith_111_assignsubmission_file_/hw1.ipynb"], Roster(CLASS)) == {}


def test_a_wrapping_folder_bears_the_name_of_its_archive():
    names = ["submissions/ada/hw1.ipynb", "submissions/bob/hw1.ipynb"]
    assert set(found(names, Roster(CLASS)).values()) == {"ada", "bob"}
    assert found(names, Roster(CLASS), "other.zip") == {}


@pytest.mark.parametrize(
    "name",
    ["bob@x.org_hw1.ipynb", "hw1_BOB@x.org.ipynb", "Smith, Bob - hw1.ipynb", "hw1 (Bob Smith).txt"],
)
def test_a_file_beside_others_is_known_by_an_address_or_a_name(name):
    assert found([name], Roster(CLASS)) == {name: "bob"}


def test_an_address_within_another_is_not_found():
    people = Roster([*CLASS, Person("rob", set(), {"jim.bob@x.org", "jim_bob@x.org"})])
    for name in ("jim.bob@x.org_hw1.ipynb", "jim_bob@x.org_hw1.ipynb"):
        assert found([name], people) == {name: "rob"}


def test_letters_that_no_id_can_have_are_named():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "O'Brien, Pat", "hw1.ipynb")
        path.parent.mkdir()
        shutil.copy(ROOT / "README.md", path)
        source = open_source(folder)
        (item,) = items = [Handed(entry) for entry in source]
        Whose(Roster(), [NAME]).find_all(items, source)
        assert item.verdict == "unknown"
        assert "because of the letters ' ," in item.why
        assert "--names" in item.why
