"""The read-only cells at the head of a notebook are run once for all submissions."""

import contextlib

import nbformat
import pytest
from factory import locked, test_cell
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbjudge.grading.classrun.pools import LocalPool
from nbjudge.grading.judge import jobs
from nbjudge.grading.notebook.execute import JudgedExecute
from nbjudge.grading.notebook.task import Task, execute, execute_all
from nbjudge.grading.notebook.verdict import of
from nbjudge.grading.sandbox.provisioner import fork_server

SETUP = """
import os
import time
import matplotlib.pyplot as plt
import numpy as np
import nbjudge

data = np.arange(6.0)
made_by = os.getpid()

def twice_the_students(x):
    return 2 * f(x)

class Layer:
    pass

plt.plot(data)
plt.show()
print("six numbers")
data.sum()
"""
TEST = "assert f(1) == 2 and twice_the_students(1) == 4"


def graded(*students_cells, setup=SETUP, files=None):
    """The code cells of a graded notebook: setup, those of the student, a test."""
    nb = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    nb.cells.append(new_markdown_cell("# Numbers"))
    nb.cells.append(locked("setup", setup.strip()))
    nb.cells += [new_code_cell(source) for source in students_cells]
    nb.cells.append(test_cell("test_f", TEST))
    places = {"setup": 0, "test_f": 1}
    task = Task("mini", "ada", "mini", nbformat.writes(nb), JudgedExecute, files=files or {},
                places=places)  # fmt: skip
    done = nbformat.reads(execute(task).nb, as_version=4)
    return [cell for cell in done.cells if cell.cell_type == "code"]


def text(cell):
    return "".join(
        out.get("text", "") + out.get("data", {}).get("text/plain", "") + out.get("evalue", "")
        for out in cell.outputs
    )


RIGHT = "def f(x):\n    return x + 1"


def test_are_their_outputs_those_of_a_kernel():
    for _ in range(2):
        setup, *_, test = graded(RIGHT)
        kinds = [out.output_type for out in setup.outputs]
        assert kinds == ["display_data", "stream", "execute_result"], setup.outputs
        assert "image/png" in setup.outputs[0].data
        assert setup.outputs[1].text == "six numbers\n"
        assert setup.outputs[2].data["text/plain"].rstrip(")").endswith("15.0")  # np.float64(15.0)
        assert setup.execution_count == 1
        assert test.outputs == []


def test_does_the_students_code_go_on_from_them():
    cells = graded(
        RIGHT,
        "print(twice_the_students(1), Layer.__module__, os.getpid() == made_by, data.sum())",
        "plt.plot(data)",
        "data[...] = 7\nLayer.changed = True",
        "print(data.sum(), hasattr(Layer, 'changed'), __name__)",
        "def g(?):\n    return ?",
    )
    assert text(cells[2]) == "4 __main__ False 15.0\n"
    assert "image/png" in cells[3].outputs[-1].data
    assert text(cells[5]) == "42.0 True __main__\n"
    assert "still has" in text(cells[6]) and "blank" in text(cells[6])
    assert [cell.execution_count for cell in cells[1:4]] == [2, 3, 4]


def test_does_nothing_of_a_student_reach_the_next():
    graded("data[...] = 7\nLayer.changed = True\nmine = 1", RIGHT)
    cells = graded(RIGHT, "print(data.sum(), hasattr(Layer, 'changed'), 'mine' in globals())")
    assert text(cells[2]) == "15.0 False False\n"


def test_are_a_students_own_files_left_out_of_them():
    evil = {"numpy.py": b"raise SystemExit", "nbjudge.py": b"raise SystemExit"}
    assert graded(RIGHT, files=evil)[-1].outputs == []


@pytest.mark.parametrize(
    "setup",
    [
        "%matplotlib inline\nimport numpy as np",
        "get_ipython().run_line_magic('matplotlib', 'inline')",
        "import threading, time\nthreading.Thread(target=time.sleep, args=(9,)).start()",
        "notes = open('/etc/hostname')",
        "name = '/tmp/nbjudge-test-of-first-cells'\nopen(name, 'w').close()\nos.remove(name)",
    ],
    ids=["a magic", "IPython's own functions", "a thread", "an open file", "a written file"],
)
def test_are_they_run_in_each_kernel_where_a_copy_would_not_do(setup):
    """Whatever they do, the marks are those of a notebook that is run from its first cell."""
    function = "def twice_the_students(x):\n    return 2 * f(x)"
    setup = f"import os\nmade_by = os.getpid()\n{setup}\n\n{function}"
    cells = graded(RIGHT, "print(os.getpid() == made_by)", setup=setup)
    assert cells[-1].outputs == []
    own = "nbjudge-test-of-first-cells" not in setup  # elsewhere than in the folder: not seen
    assert text(cells[2]) == f"{own}\n"


SHOWN = [
    "print(1)",
    "1 + 1",
    "import sys\nsys.stderr.write('x');",
    "import warnings\nwarnings.warn('old')",
    "import os\nos.system('echo from another process');",
    "import matplotlib.pyplot as plt\nplt.plot([1]);",
    "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()",
    "from IPython.display import HTML, display\ndisplay(HTML('x'))",
    "import tqdm\nfor _ in tqdm.tqdm([1]):\n    pass",
]
NOTHING = ["x = 1", "1 + 1;", "None", "import matplotlib.pyplot as plt\nplt.close(plt.figure())"]


def test_are_they_run_once_more_only_where_they_show_something(tmp_path):
    fork_server().warm(jobs.IMPORTS)
    for source in SHOWN + NOTHING:
        with contextlib.closing(fork_server().clone()) as server:
            cells = [("first", "y = 2"), ("setup", source)]
            reason, quiet = jobs.run_head_cells(server, cells, str(tmp_path))
        assert (reason is None and quiet) == (source in NOTHING), source


def test_are_they_run_once_for_all_workers_of_a_class(tmp_path):
    runs = tmp_path / "runs"
    setup = f"with open({str(runs)!r}, 'a') as file:\n    file.write('once ')\nnumber = 2"
    nb = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    nb.cells = [locked("setup", setup), new_code_cell("def f(x):\n    return number * x")]
    nb.cells.append(test_cell("test_f", "assert f(2) == 2 * number"))
    task = Task("mini", "ada", "mini", nbformat.writes(nb), JudgedExecute)
    pool = LocalPool(2)
    try:
        found = [pool.submit(execute_all, [task]) for _ in range(2)]
        done = [nbformat.reads(one.result()[0].nb, as_version=4) for one in found]
        assert len(pool.pids()) == 2
    finally:
        pool.end()
    assert [of(nb.cells[-1]).kind for nb in done] == ["passed"] * 2
    assert runs.read_text() == "once "


LINES = """
import os, socket, stat
lines = []
for name in os.listdir("/proc/self/fd"):
    try:
        link = os.readlink(f"/proc/self/fd/{name}")
        if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
            link = str(socket.socket(fileno=os.dup(int(name))).type)
    except OSError:
        continue
    if "SEQPACKET" in link or ":[" in link and not link.startswith(("pipe", "anon_inode")):
        lines.append(link)
print("lines:", lines)
"""


END = "IPython.Application.instance().kernel.do_shutdown(True)"


@pytest.mark.parametrize("end", ["exit()", f"import IPython\n{END}"], ids=["exit", "restart"])
def test_does_an_end_of_the_kernel_cost_the_marks_of_no_other_cell(end):
    """IPython ends the kernel a moment later, in the middle of what runs then."""
    _, f, ends, later, test = graded(RIGHT, end, "import time\ntime.sleep(0.3)")
    assert "remove exit()" in text(ends)
    assert f.outputs == later.outputs == test.outputs == []


def test_does_a_test_end_with_the_kernel_that_its_function_ends():
    ends = f"import IPython\n\n\ndef f(x):\n    {END}\n    return x"
    _, f, later, test = graded(ends, "import time\ntime.sleep(0.3)")
    assert f.outputs == later.outputs == []
    assert "kernel has ended" in test.outputs[0].evalue


@pytest.mark.parametrize("setup", [SETUP, "%matplotlib inline\n" + SETUP], ids=["led", "not led"])
def test_has_the_students_kernel_no_line_to_the_grader(setup):
    """Orders pass on sockets that keep messages apart; namespaces are entered by descriptors."""
    cells = graded(RIGHT, LINES, setup=setup)
    assert text(cells[2]) == "lines: []\n"


UNCOUNTED = """
import mmap
for name, take in [
    ("anonymous", lambda: mmap.mmap(-1, 4096)),
    ("of /dev/zero", lambda: mmap.mmap(open("/dev/zero", "r+b").fileno(), 4096)),
]:
    try:
        take()
        print(name)
    except (OSError, ValueError):
        pass
"""


def test_is_shared_memory_refused_that_no_limit_counts():
    assert text(graded(RIGHT, UNCOUNTED)[2]) == ""
