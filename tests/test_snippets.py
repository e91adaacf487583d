"""What README and docs show can be read and run: Python by Python, commands by the command line.

Commands of the quickstart are run in test_docs_site.py; those that install something, and those on
an LMS's files, are only read.
"""

import re
import shlex

import numpy as np
import pytest
from conftest import ROOT
from nbgrader.apps import NbGraderApp

from nbjudge import check, cli
from nbjudge.application import open_application
from nbjudge.authoring.answers import read_answers
from nbjudge.authoring.blanks import find_templates, open_blanks
from nbjudge.cell_code import fill_blanks, parse, without_magics

FENCE = re.compile(r"^( *)```([\w-]*)[^\n]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
# Of these nothing can be run: pictures in text, what a program prints, and files of other programs.
NOT_RUN = {"", "text", "mermaid", "yaml", "json", "html", "csv", "make", "toml", "ini"}


def snippets():
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for number, match in enumerate(FENCE.finditer(path.read_text(encoding="utf-8"))):
            yield pytest.param(match[2], match[3], id=f"{path.stem}-{number}-{match[2]}")


@pytest.mark.parametrize(("language", "text"), list(snippets()))
def test_a_snippet_is_what_it_says(language, text):
    if language == "python":
        opened = open_blanks(text) if re.search(r"^ *# ?\?", text, re.MULTILINE) else text
        assert opened != text or "#?" not in text
        for part in re.split("^(?=# %%)", text, flags=re.MULTILINE):  # as in a file of answers
            if not re.search("^[+-]", part, re.MULTILINE):  # an answer given as edits
                assert parse(without_magics(fill_blanks(part))) is not None
    elif language in ("console", "bash", "sh"):
        for line in re.sub(r"\\\n", " ", text).splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if words[:1] == ["nbjudge"]:
                cli._parser().parse_known_args(words[1:])
    else:
        assert language in NOT_RUN


def of_kind(is_one):
    """The snippets in Python for which this is so, as parameters of a test."""
    found = [one for one in snippets() if one.values[0] == "python"]
    return [pytest.param(one.values[1], id=one.id) for one in found if is_one(one.values[1])]


@pytest.mark.parametrize("text", of_kind(lambda text: re.search(r"^c\.|get_config", text, re.M)))
def test_a_configuration_can_be_loaded_and_has_only_options_that_exist(text, tmp_path):
    whole = text if "get_config" in text else f"c = get_config()\n{text}"
    (tmp_path / "nbgrader_config.py").write_text(whole, encoding="utf-8")
    assert open_application(NbGraderApp, tmp_path).config


def section(page, heading):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8").partition(f"## {heading}\n")[2]
    return [match[3] for match in FENCE.finditer(text.partition("\n## ")[0])]


def test_the_blank_matches_its_answer_and_the_check_passes_it_alone():
    blank, test = section("authoring.md", "Blanks")[0], section("authoring.md", "Tests")[0]
    assert len(find_templates(blank)) == 1  # it matches its answer
    made = {"np": np, "check": check}
    exec(blank, made)
    made["Y"], made["Yhat"] = np.eye(2), np.full((2, 2), np.exp(-1.1512925464970227))
    exec(test, made)
    exec(blank.replace("-Y", "Y"), made)
    with pytest.raises(check.CheckFailed, match="the minus sign is missing"):
        exec(test, made)


def test_the_answers_of_the_docs_are_right_and_wrong_as_they_say(tmp_path):
    (text,) = section("authoring.md", "Proof that the tests are fair")
    (tmp_path / "mean.py").write_text(text, encoding="utf-8")
    answers = read_answers(tmp_path / "mean.py")
    assert {answer.kind for answer in answers} == {"right", "wrong"}
    for answer in answers:
        made = {"np": np}
        exec(answer.text, made)
        values = [made["mean"]([1, 2, 3, 4]), made["mean"]([5.0, 7.0])]
        assert (values == [2.5, 6.0]) == (answer.kind == "right"), answer
