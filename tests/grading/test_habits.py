"""What students do without malice, in a notebook that is right or nearly so, costs what is fair."""

import json

import pytest
from factory import locked, make_course, solution, test_cell
from nbformat.v4 import new_code_cell

from nbjudge.course import fill_in, grade_id
from nbjudge.grading.notebook.verdict import of

MEAN = "def mean(x):\n    return sum(x) / len(x)"
SCALE = "factor = 2\n\n\ndef scale(x):\n    return factor * x"
UNREADABLE = {
    "a missing colon": ("def mean(x)\n    return sum(x) / len(x)", "SyntaxError"),
    "an open bracket": ("def mean(x):\n    return sum(x / len(x)", "SyntaxError"),
    "a tab among spaces": ("def mean(x):\n    y = sum(x)\n\treturn y / len(x)", "TabError"),
    "a line too far right": ("def mean(x):\n    y = 1\n      return y", "IndentationError"),
    "Python 2": ("print 'mean'\ndef mean(x):\n    return sum(x) / len(x)", "SyntaxError"),
    "a class without a colon": ("class mean\n    pass", "SyntaxError"),
    "a name without a value": ("mean = lambda x: sum(x) / len(x", "SyntaxError"),
    "return outside": ("mean = sum\nreturn mean", "SyntaxError"),
}
ABOVE = {  # lines of Colab's above an answer
    "drive": "from google.colab import drive\ndrive.mount('/content/drive')",
    "drive, force": "import google.colab.drive as d\nd.mount('/content/drive', force_remount=True)",
    "module": "import google.colab\ngoogle.colab.drive.mount('/gdrive')",
    "upload": "from google.colab import files\nfor name in files.upload(): print(name)",
    "upload of what is beside": "from google.colab import files\n"
    "x = files.upload()['mine.csv'].decode()\nassert x == '1,2'",
    "download": "from google.colab import files\nfiles.download('x.txt')",
    "userdata": "from google.colab import userdata\nkey = userdata.get('KEY') or 'none'",
    "its error": "from google.colab import userdata\ntry:\n    userdata.get('KEY')\n"
    "except userdata.SecretNotFoundError:\n    pass",
    "output": "from google.colab import output\noutput.enable_custom_widget_manager()\n"
    "output.clear()",
    "patches": "from google.colab.patches import cv2_imshow\ncv2_imshow([[1]])",
    "auth": "from google.colab import auth\nauth.authenticate_user()",
    "table": "from google.colab import data_table\ndata_table.enable_dataframe_formatter()",
    "tabs": "from google.colab import widgets\nwith widgets.TabBar(['a', 'b']).output_to(0):\n"
    "    print(1)",
    "timed": "%%time\nfrom google.colab import drive\ndrive.mount('/content/drive')",
    "all": "from google.colab import *\nfrom google import colab",
}
ASKING = {  # whether they are in Colab, which must be told the truth
    "try": "try:\n    import google.colab\n    here = True\nexcept ImportError:\n    here = False",
    "try, bare": "try:\n    from google.colab import drive\n    here = True\n"
    "except:\n    here = False",
    "find_spec": "from importlib.util import find_spec\ntry:\n"
    "    here = find_spec('google.colab') is not None\nexcept ImportError:\n    here = False",
    "import_module": "import importlib\ntry:\n    importlib.import_module('google.colab')\n"
    "    here = True\nexcept ImportError:\n    here = False",
    "modules": "import sys\nhere = 'google.colab' in sys.modules",
    "shell": "here = 'google.colab' in str(get_ipython())",
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class: each of these is a student."""
    course = make_course(
        tmp_path_factory.mktemp("habits"),
        locked("setup", "import math"),
        solution("mean", "def mean(x):\n    #? return ?(x) / ?\n    return sum(x) / len(x)"),
        test_cell("test_mean", "assert mean([1, 3]) == 2"),
        solution("scale", SCALE.replace("    return", "    #? return ? * ?\n    return")),
        test_cell("test_scale", "assert scale(2) == 4"),
    )
    release = course.read("release", "mini")

    def submit(student, answer, more=()):
        nb = fill_in(release, {"mean": answer, "scale": SCALE})
        place = next(i for i, cell in enumerate(nb.cells) if grade_id(cell) == "mean")
        nb.cells[place:place] = [new_code_cell(text) for text in more]
        folder = course.submit(student, "mini", nb)
        return folder

    for number, (answer, _) in enumerate(UNREADABLE.values()):
        submit(f"unreadable-{number}", answer)
    for number, lines in enumerate(ABOVE.values()):
        submit(f"above-{number}", f"{lines}\n{MEAN}")
        (course.root / f"submitted/above-{number}/mini/mine.csv").write_text("1,2")
    for number, lines in enumerate(ASKING.values()):
        # One that truly imports it, in a cell before, changes nothing.
        submit(f"asking-{number}", f"{lines}\nassert not here\n{MEAN}", [ABOVE["drive"]])
    course.run("grade", "mini", module="nbjudge")
    return course


@pytest.mark.parametrize("number", range(len(UNREADABLE)), ids=UNREADABLE)
def test_a_cell_that_python_cannot_read_is_named_where_its_test_fails(graded, number):
    student = f"unreadable-{number}"
    assert graded.marks("mini")[student] == {"test_mean": 0, "test_scale": 1}
    cells = graded.read("autograded", "mini", student).cells
    verdict = next(of(cell) for cell in cells if grade_id(cell) == "test_mean")
    assert [one.error.partition(":")[0] for one in verdict.before] == [
        list(UNREADABLE.values())[number][1]
    ]


@pytest.mark.parametrize("number", range(len(ABOVE)), ids=ABOVE)
def test_lines_of_colab_above_an_answer_cost_nothing(graded, number):
    student = f"above-{number}"
    nb = graded.read("autograded", "mini", student)
    assert graded.marks("mini")[student] == {"test_mean": 1, "test_scale": 1}, nb.cells[1].outputs
    words = "There is no Colab while this is graded: google.colab."
    assert (words in json.dumps(nb)) == (list(ABOVE)[number] != "all")


@pytest.mark.parametrize("number", range(len(ASKING)), ids=ASKING)
def test_code_that_asks_for_colab_learns_that_it_is_not_there(graded, number):
    nb = graded.read("autograded", "mini", f"asking-{number}")
    assert graded.marks("mini")[f"asking-{number}"]["test_mean"] == 1, nb.cells[2].outputs
