"""Answers files are read as they are meant, and each fault in one is named by file and line."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ASSIGNMENTS, ROOT, least_answers

from nbjudge.authoring.answers import parse, read_assignment
from nbjudge.course import exercises
from nbjudge.demo import classroom
from nbjudge.errors import AnswersError

RIGHT = """\
# %% right: plain
def f(x):
    y = x

    y = y + 1
    return y
"""
NO_HEAD = "a head is `# %% KIND: TITLE`, where KIND is one of right, wrong, endless"


def only_wrong(text):
    return next(a.text for a in parse(RIGHT + text, Path("f.py")) if a.kind == "wrong")


def test_a_whole_answer_is_its_lines_below_its_title():
    (answer,) = parse(f"# About f.\n\n{RIGHT}\n\n", Path("f.py"))
    assert (answer.kind, answer.title, answer.natural, answer.line) == ("right", "plain", False, 3)
    assert answer.text == RIGHT.replace("%% right: ", "")
    assert str(answer) == "f.py, line 3, “plain”"


def test_the_title_stands_below_a_cell_magic():
    (answer,) = parse("# %% right: timed\n%%time\nx = 1\n", Path("f.py"))
    assert answer.text == "%%time\n# timed\nx = 1\n"


def test_a_natural_slip_says_so():
    text = RIGHT + "# %% wrong: takes x[1] [natural]\nx\n# %% wrong: takes x[2]\nx\n"
    answers = parse(text, Path("f.py"))
    assert [(a.title, a.natural) for a in answers[1:]] == [
        ("takes x[1]", True),
        ("takes x[2]", False),
    ]


@pytest.mark.parametrize(
    ("edits", "changed"),
    [
        ("-    return y\n+    return x", {"    return y": "    return x"}),
        ("-    return y", {"    return y\n": ""}),
        ("     y = x\n+    x = 2", {"    y = x": "    y = x\n    x = 2"}),
        ("-    y = x\n-\n+    y = 0", {"    y = x\n\n": "    y = 0\n"}),
        (
            "-    return y\n+    return x\n\n\n-def f(x):\n+def f(x, z):",
            {"return y": "return x", "f(x)": "f(x, z)"},
        ),
    ],
)
def test_edits_change_their_lines_and_no_other(edits, changed):
    expected = RIGHT.replace("%% right: plain", "slip")
    for old, new in changed.items():
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    assert only_wrong(f"\n\n# %% wrong: slip\n# edit of: plain\n{edits}\n\n\n") == expected


def test_the_right_answer_of_an_edit_may_come_later():
    (wrong, _) = parse(
        "# %% wrong: slip\n# edit of: one\n-x = 1\n+x = 2\n# %% right: one\nx = 1", "f"
    )
    assert wrong.text == "# slip\nx = 2\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("x = 1\n" + RIGHT, 1, "code stands above the first head, such as `# %% right: TITLE`"),
        ("# %% rihgt: x\nx", 1, NO_HEAD),
        ("# %%\nx", 1, NO_HEAD),
        ("# %% right:\nx", 1, NO_HEAD),
        ("# %% wrong: x [natrual]\nx", 1, "there is no tag [natrual]; the only one is [natural]"),
        ("# %% right: x [natural]\nx", 1, "only a wrong answer can be [natural]"),
        ("# %% right: x\n\n\n# %% wrong: y\ny", 1, "the answer is empty"),
        (RIGHT + "# %% wrong: plain\ny", 7, "the title “plain” stands more than once"),
        (RIGHT + "# %% right: y\n# edit of: plain\n-    y = x", 7,
         "a right answer stands whole, not as an edit"),
        (RIGHT + "# %% wrong: y\n# edit of: plane\n-    y = x", 8,
         "“plane” is no title of a whole right answer in this file"),
        (RIGHT + "# %% wrong: y\n# edit of: plain", 7, "the edit has no lines"),
        (RIGHT + "# %% wrong: y\n# edit of: plain\n-    y = x\ny = 2", 10,
         "a line of an edit begins with `-`, `+` or a space"),
        (RIGHT + "# %% wrong: y\n# edit of: plain\n-    y = z\n+    y = 2", 9,
         "the old lines of the edit do not stand in “plain”; once is needed"),
        ("# %% right: twice\nx = 1\nx = 1\n# %% wrong: y\n# edit of: twice\n-x = 1", 6,
         "the old lines of the edit stand 2 times in “twice”; once is needed"),
        (RIGHT + "# %% wrong: y\n# edit of: plain\n+    y = 2", 9,
         "an edit that only adds lines needs one that stays beside them"),
        (RIGHT + "# %% wrong: y\n# edit of: plain\n     y = x", 9, "the edit changes nothing"),
    ],
)  # fmt: skip
def test_a_fault_names_file_and_line(text, line, words):
    with pytest.raises(AnswersError) as error:
        parse(text, Path("answers/a/f.py"))
    faults = str(error.value).splitlines()
    assert f"answers/a/f.py, line {line}: {words}." in faults


def test_all_faults_of_an_assignment_are_named_at_once(tmp_path):
    (tmp_path / "f.py").write_text("# %% right: x\n\n# %% wrnog: y\ny")
    (tmp_path / "g.py").write_bytes(b"# %% right: \xff\nx")
    with pytest.raises(AnswersError) as error:
        read_assignment(tmp_path)
    one, two, three = str(error.value).splitlines()
    assert one.startswith(f"{tmp_path / 'f.py'}, line 1: the answer is empty")
    assert two.startswith(f"{tmp_path / 'f.py'}, line 3: a head is")
    assert three.startswith(f"{tmp_path / 'g.py'} cannot be read: 'utf-8' codec")


def test_a_folder_that_is_not_there_has_no_answers(tmp_path):
    assert read_assignment(tmp_path / "none") == {}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_exercise_has_enough_answers(course, assignment):
    answers = read_assignment(ROOT / "answers" / assignment)
    source = course.read("source", assignment)
    assert set(answers) == set(exercises(source))
    for name, found in answers.items():
        kinds = [answer.kind for answer in found]
        right, wrong = least_answers(name)
        assert kinds.count("right") >= right
        assert kinds.count("wrong") >= wrong


def test_the_snippet_of_the_docs_is_an_answers_file():
    text = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
    snippet = next(part for part in text.split("```python\n") if part.startswith("# %% right"))
    answers = parse(snippet.split("```")[0], Path("mean.py"))
    assert [answer.kind for answer in answers] == ["right", "right", "wrong", "wrong"]
    assert "    return np.sum(x)\n" in answers[2].text


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_demo_class_can_be_put_together(course, assignment):
    released = SimpleNamespace(read=lambda step, name: course.read("release", name))
    works = classroom(course, released, assignment)
    assert len(works) == 12
    assert works["niklaus"] == course.read("release", assignment)
