"""The documentation as a site: it builds, fetches nothing, and its quickstart works."""

import os
import re
import shlex
import shutil
import subprocess
import sys

import nbformat
import pytest
from conftest import ROOT
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge import api
from nbjudge.course import Course
from nbjudge.grading.notebook.execute import JudgedExecute
from nbjudge.grading.sandbox.provisioner import SandboxProvisioner


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("material")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", folder]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_no_page_fetches_anything_from_elsewhere(site):
    pages = list(site.glob("*.html"))
    assert len(pages) > 12
    for path in pages:
        text = path.read_text(encoding="utf-8")
        fetched = re.findall(
            r'<(?:script|img|iframe|source|link)\b[^>]*?(?:src|href)="([^"]*)"', text
        )
        assert not [address for address in fetched if re.match(r"(?:https?:)?//", address)], path
        scripts = re.findall(r"<script\b[^>]*>(.*?)</script>", text, re.DOTALL)
        assert not re.search(r"https?://", "".join(scripts)), path  # what a script would fetch
    for path in (site / "assets").rglob("*.css"):
        assert not re.search(r"url\([\"']?https?:", path.read_text(encoding="utf-8")), path


def test_every_page_of_the_docs_is_in_the_site(site):
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")} | {"api"}
    linked = set(re.findall(r'href="([\w-]+)\.html', (site / "index.html").read_text("utf-8")))
    assert pages <= linked | {"index"}


def test_the_reference_has_each_function_each_check_and_each_option_with_its_help(site):
    text = (site / "api.html").read_text(encoding="utf-8")
    for name in (*api.__all__, "configure", "close", "JudgedExecute", "SandboxProvisioner"):
        assert re.search(rf'<h3 id="[\w.-]+">(?:c\.)?{name}<', text), name
    assert "seconds for a cell, and for all cells of a notebook" in text  # an argument of grade
    for owner in (JudgedExecute, SandboxProvisioner):
        for name, option in owner.class_own_traits(config=True).items():
            assert option.help, name
            assert f"<code>{name}</code>" in text


def blocks(kind):
    text = (ROOT / "docs" / "quickstart.md").read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def test_the_quickstart_does_what_it_says(tmp_path):
    configuration, answer, tests = blocks("python")
    folder = tmp_path / "course"
    (folder / "source" / "ps1").mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(configuration)
    cells = []
    for name, text, kind in (
        ("setup", "import nbjudge", {"locked": True}),
        ("mean", answer.strip(), {"solution": True}),
        ("test_mean", tests.strip(), {"grade": True, "locked": True, "points": 2}),
    ):
        data = {"grade_id": name, "schema_version": 3, "grade": False, "solution": False,
                "locked": False, "task": False} | kind  # fmt: skip
        cells.append(new_code_cell(text, metadata={"nbgrader": data}))
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    nb = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(nb, folder / "source" / "ps1" / "ps1.ipynb")
    course = Course(folder)
    for line in blocks("console")[2].splitlines():
        program, *arguments = shlex.split(line, comments=True)
        if program in ("nbjudge", "nbgrader"):
            course.run(*arguments, module=program)
        else:
            subprocess.run([shutil.which(program), *arguments], cwd=folder, check=True)
    assert "?(values) / ?" in (folder / "release" / "ps1" / "ps1.ipynb").read_text("utf-8")
    assert course.marks("ps1") == {"ada": {"test_mean": 0}}
    assert "blank open" in (folder / "feedback/ada/ps1/ps1.html").read_text(encoding="utf-8")
    assert (folder / "reports" / "ps1.html").is_file()
    course.submit("grace", "ps1", nb)
    course.run("grade", "ps1", module="nbjudge")
    assert course.marks("ps1")["grace"] == {"test_mean": 2}
