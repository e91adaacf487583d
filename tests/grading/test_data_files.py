"""Of the folder with data, students' code sees the files that are listed, and nothing else."""

import pytest

from nbjudge.grading.sandbox.provisioner import SandboxProvisioner


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("mnist.npz", "answers.txt", "more/a.csv", "more/b.txt", "../outside.npz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    monkeypatch.setenv("NBJUDGE_DATA", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (None, ["mnist.npz"]),
        ([], []),
        (["*.txt", "more"], ["answers.txt", "more"]),
        (["more/*.csv"], ["more/a.csv"]),
        (["../outside.npz", "", "none.npz"], []),
    ],
)
def test_only_what_is_listed_is_seen(folder, data, seen):
    made = SandboxProvisioner() if data is None else SandboxProvisioner(data=data)
    assert made._data_files() == [str(folder / name) for name in seen]


@pytest.mark.parametrize("value", ["", "digits", "/nowhere"])
def test_without_a_folder_nothing_is_seen(monkeypatch, value):
    monkeypatch.setenv("NBJUDGE_DATA", value)
    assert SandboxProvisioner()._data_files() == []
