"""When work was handed in, and whose names an LMS's table tells, in whatever language."""

import contextlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import parse_utc
from test_collect import NAME, OTHER, archive, collect, course, notebook, submitted

from nbjudge.collecting.archive import open_source
from nbjudge.collecting.collect import Collection
from nbjudge.collecting.moodle_times import time_of_moodle
from nbjudge.collecting.roster import Roster

__all__ = ["course"]

ENGLISH = """Identifier,Full name,Email address,Status,Grade,Last modified (submission),Feedback
Participant 9001,Ada Lovelace,ada@example.org,Submitted,,"Tuesday, 3 March 2026, 10:15 PM",
Participant 9002,Alan Turing,alan@example.org,No submission,,-,
"""
GERMAN = """ID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Zuletzt geändert (Abgabe),Feedback
Teilnehmer/in9001,Ada Lovelace,ada@example.org,Abgegeben,,"Dienstag, 3. März 2026, 22:15",
Teilnehmer/in9002,Alan Turing,alan@example.org,Keine Abgabe,,-,
"""
FRENCH = """Identifiant,Nom complet,Adresse de courriel,Statut,Note,Dernière modification,Feedback
Participant 9001,Ada Lovelace,ada@example.org,Remis,,"mardi 3 mars 2026, 22:15",
Participant 9002,Alan Turing,alan@example.org,Non remis,,-,
"""
MOODLE = f"Ada Lovelace_9001_assignsubmission_file_/{NAME}.ipynb"
LOCAL = datetime(2026, 3, 3, 22, 15).astimezone().astimezone(UTC)


@pytest.mark.parametrize("table", [ENGLISH, GERMAN, FRENCH], ids=["en", "de", "fr"])
def test_a_moodle_worksheet_tells_names_and_times(course, tmp_path, table):
    (tmp_path / "students.csv").write_text(table, encoding="utf-8")
    collect(course, archive(tmp_path / "a.zip", {MOODLE: notebook()}))
    (student,) = submitted(course)
    stamp = course.root / "submitted" / student / NAME / "timestamp.txt"
    assert parse_utc(stamp.read_text().strip()) == LOCAL.replace(tzinfo=None)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "nbjudge") as gradebook:
        kept = gradebook.find_student(student)
        assert (kept.first_name, kept.last_name, kept.email) == (
            "Ada", "Lovelace", "ada@example.org"
        )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("Tuesday, 3 March 2026, 10:15 PM", 22),
        ("Tuesday, March 3, 2026, 12:15 AM", 0),
        ("martes, 3 de marzo de 2026, 22:15", 22),
        ("terça-feira, 3 de março de 2026, 22:15", 22),
        ("dinsdag, 3 maart 2026, 22:15", 22),
        ("wtorek, 3 marca 2026, 22:15", 22),
    ],
)
def test_moodles_times_are_read_in_any_language(text, hour):
    local = datetime(2026, 3, 3, hour, 15).astimezone().astimezone(UTC)
    assert time_of_moodle(text) == local


@pytest.mark.parametrize("text", ["-", "", "No submission", "03/04/2026", "32 March 2026, 10:15"])
def test_what_is_no_time_is_none(text):
    assert time_of_moodle(text) is None


def due(course, time):
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "nbjudge") as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=time)


def test_the_time_of_a_download_makes_nobody_late(course, tmp_path, capsys):
    due(course, "2026-03-01 00:00:00 UTC")
    files = {
        f"lovelaceada_101_20_{NAME}.ipynb": notebook("in time"),
        f"turingalan_LATE_102_30_{NAME}.ipynb": notebook("late"),
    }
    collect(course, archive(tmp_path / "a.zip", files))
    said = " ".join(capsys.readouterr().out.split())
    assert "When 1 of them were handed in is not known" in said
    assert "1 that the LMS calls late count as handed in one second after the due date" in said
    stamps = {p.parts[-3]: p.read_text().strip() for p in course.root.rglob("timestamp.txt")}
    assert stamps == {"alan": "2026-03-01 00:00:01.000000 UTC"}


def test_a_new_file_without_a_time_does_not_keep_the_time_of_the_old_one(course, tmp_path):
    inbox = tmp_path / "in" / "ada"
    inbox.mkdir(parents=True)
    (inbox / f"{NAME}.ipynb").write_bytes(notebook("first"))
    os.utime(inbox / f"{NAME}.ipynb", (1_700_000_000,) * 2)
    collect(course, inbox.parent)
    stamp = course.root / "submitted" / "ada" / NAME / "timestamp.txt"
    assert stamp.read_text().startswith("2023-11-14")
    collect(course, archive(tmp_path / "a.zip", {f"x_101_9_{NAME}.ipynb": notebook("second")}))
    assert b"# second" in submitted(course)["ada"]
    assert not stamp.exists()


def test_an_older_notebook_collected_later_leaves_the_submission_late(course, tmp_path):
    source = course.root / "source" / NAME
    shutil.copy(course.root / "source" / OTHER / f"{OTHER}.ipynb", source / "extra.ipynb")
    shutil.rmtree(course.root / "source" / OTHER)
    inbox = tmp_path / "in" / "ada"
    inbox.mkdir(parents=True)
    for name, time in ((NAME, 1_700_000_000), ("extra", 1_600_000_000)):
        (inbox / f"{name}.ipynb").write_bytes((source / f"{name}.ipynb").read_bytes())
        os.utime(inbox / f"{name}.ipynb", (time,) * 2)
        collect(course, inbox.parent)
        (inbox / f"{name}.ipynb").unlink()
    stamp = course.root / "submitted" / "ada" / NAME / "timestamp.txt"
    assert stamp.read_text().startswith("2023-11-14")


def plan(course, tmp_path, files):
    """{file: (verdict, why)}"""
    folder = tmp_path / "in"
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with contextlib.chdir(course.root):
        collection = Collection(course, NAME, tmp_path / "students.csv")
        items = collection.plan(open_source(folder))
    return {Path(item.entry.name).name: (item.verdict, item.why) for item in items}


@pytest.mark.parametrize(
    "name", [f"{NAME}.json", f"{NAME}.txt", NAME, f"{NAME}.ipynb.html", "download", "x.json"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_notebook_is_known_whatever_its_name_ends_with(course, tmp_path, name, encoding):
    found = plan(course, tmp_path, {f"ada/{name}": notebook().decode().encode(encoding)})
    assert found[name][0] == "collect"


def test_good_work_is_not_replaced_by_an_empty_file_of_the_right_name(course, tmp_path):
    release = (course.root.parent / "course" / "source" / NAME / f"{NAME}.ipynb").read_bytes()
    found = plan(
        course,
        tmp_path,
        {
            f"ada/{NAME}.ipynb": b"",
            f"ada/{NAME} (1).ipynb": notebook("the work"),
            f"ada/Copy of {NAME}.ipynb": release,
        },
    )
    assert {name: verdict for name, (verdict, _) in found.items()} == {
        f"{NAME}.ipynb": "keep aside",
        f"{NAME} (1).ipynb": "collect",
        f"Copy of {NAME}.ipynb": "keep aside",
    }
    assert "cannot be read" in found[f"{NAME}.ipynb"][1]
    assert "nothing was written in it" in found[f"Copy of {NAME}.ipynb"][1]


def test_another_assignment_under_the_right_name_is_said_to_be_that(course, tmp_path):
    other = (course.root / "source" / OTHER / f"{OTHER}.ipynb").read_bytes()
    found = plan(course, tmp_path, {f"ada/{NAME}.ipynb": other})
    assert found[f"{NAME}.ipynb"] == (
        "unknown",
        f"is a notebook of {OTHER}, under the name of {NAME}",
    )


def test_data_beside_a_notebook_is_no_notebook(course, tmp_path):
    found = plan(course, tmp_path, {"ada/data.json": b'{"a": [1, 2]}', "ada/note.txt": b"hello"})
    assert {verdict for verdict, _ in found.values()} == {"unknown"}


def test_a_table_in_german_is_read(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Nachname;Vorname;Anmeldename;E-Mail-Adresse\nMüller;Jürgen;jm1;jm@x.org\n")
    roster = Roster()
    roster.read(path)
    assert [p.id for p in roster.find("Jürgen Müller")] == ["jm1"]
    assert [p.id for p in roster.find("jm@x.org")] == ["jm1"]
