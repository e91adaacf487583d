"""A class of which most hand in what is hostile, broken or merely odd, for all commands.

Each function below `handed_in` makes one submission: it is given right work, as the JSON of a
notebook, and the folder that it goes into, and returns the notebook, or bytes in place of it.
``marks`` is what must come of it: "all", "none" (of the exercise `mean`; the others are right), or
"any", where only that there is a mark and a reason counts.
"""

import copy
import json
import os
from dataclasses import dataclass
from types import FunctionType

from factory import by_hand, locked, make_course, solution, test_cell
from nbformat.v4 import new_markdown_cell

__all__ = ["ALL", "HONEST", "LIMITS", "MARKER", "NAME", "make_class", "right_work"]

NAME = "mini"
MARKER = "alert(31337)"  # what must never stand where a browser would run it
HONEST = {"test_mean": 2.0, "test_mean_hidden": 1.0, "test_scale": 3.0}
_ANSWERS = {
    "mean": "def mean(x):\n    return np.sum(x) / len(x)",
    "scale": "def scale(x):\n    return half * x",
    "why": "Because a mean is a share.",
}
# Small ones, so that what is beyond them costs a test little.
LIMITS = (
    "--Execute.timeout=4",
    "--JudgedExecute.notebook_timeout=20",
    "--JudgedExecute.grace=2",
    "--SandboxProvisioner.memory=700",
    "--SandboxProvisioner.processes=90",
    "--SandboxProvisioner.disk=64",
    "--SandboxProvisioner.file_size=32",
    "--SandboxProvisioner.files=5000",
    "--SandboxProvisioner.cell_cpu=20",
)


@dataclass(frozen=True)
class Handed:
    """One submission."""

    make: FunctionType
    marks: str = "all"
    quick: bool = True


ALL: dict[str, Handed] = {}


def handed_in(marks="all", quick=True):
    def known(make):
        ALL[make.__name__] = Handed(make, marks, quick)
        return make

    return known


def class_course(root):
    """The course, built."""
    return make_course(
        root,
        new_markdown_cell("# Means and scales", id="title"),
        locked("setup", "import numpy as np\n\nfrom nbjudge import check"),
        solution("mean", "def mean(x):\n    #? return ?(x) / ?\n    return np.sum(x) / len(x)"),
        test_cell("test_mean", "check.close(mean(np.arange(3)), 1.0, 'mean')", 2),
        test_cell(
            "test_mean_hidden",
            "check.close(mean(np.ones(4)), 1.0, 'mean')\n"
            "### BEGIN HIDDEN TESTS\nx = check.generator(3).normal(size=9)\n"
            "check.close(mean(x), np.mean(x), 'mean')\n### END HIDDEN TESTS",
            1,
        ),
        locked("words", "half = 0.5"),
        solution("scale", "def scale(x):\n    #? return ? * ?\n    return half * x"),
        test_cell("test_scale", "assert scale(4) == 2", 3),
        by_hand("why", "Why?", 2, new_markdown_cell),
        name=NAME,
    )


def right_work(course, **answers):
    """The JSON of a right submission, with some answers replaced."""
    nb = json.loads((course.root / "release" / NAME / f"{NAME}.ipynb").read_text())
    answers = _ANSWERS | answers
    for one in nb["cells"]:
        name = one["metadata"].get("nbgrader", {}).get("grade_id")
        if name in answers:
            one["source"] = answers[name]
    return nb


def make_class(root, names, honest):
    """A course in which each of ``names`` is a student, and ``honest`` more have right work."""
    course = class_course(root)
    right = right_work(course)
    for student in honest:
        _write(course, student, right)
    for name in names:
        folder = course.root / "submitted" / name / NAME
        folder.mkdir(parents=True)
        made = ALL[name.partition("-")[0]].make(copy.deepcopy(right), folder)
        if made is not None:
            _write(course, name, made)
    return course


def _write(course, student, made):
    path = course.root / "submitted" / student / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made if isinstance(made, bytes) else json.dumps(made).encode())


def cell(nb, name):
    return next(c for c in nb["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name)


def code(source, **more):
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [],
            "source": source} | more  # fmt: skip


def prose(source):
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def above(nb, *cells, name="mean"):
    place = nb["cells"].index(cell(nb, name))
    nb["cells"][place:place] = cells
    return nb


# What a browser, a spreadsheet or a terminal would take for something of its own.


@handed_in()
def active_prose(nb, folder):
    payloads = (
        "<img src=x onerror={}>", "<svg onload={}>", "<script>{}</script>", "[a](javascript:{})",
        "<iframe srcdoc='<script>{}</script>'>", "$\\href{{javascript:{}}}{{a}}$",
        "<a href=data:text/html,{}>",
        '![a](x "onerror={}")', "<style>@import 'javascript:{}'</style>",
    )  # fmt: skip
    return above(nb, *(prose(payload.format(MARKER)) for payload in payloads))


@handed_in()
def active_outputs(nb, folder):
    return above(
        nb,
        code(
            "from IPython.display import HTML, SVG, Javascript, Markdown, Latex, display\n"
            f"t = '<script>{MARKER}</script>'\n"
            f"display(HTML(t), Javascript('{MARKER}'), Markdown(t), Latex(t))\n"
            'display(SVG(\'<svg xmlns="http://www.w3.org/2000/svg" onload="\' + '
            f"'{MARKER}\"/>'))\nprint(t)"
        ),
    )


@handed_in()
def more_active_prose(nb, folder):
    payloads = (
        "<object data='javascript:{0}'></object><embed src='javascript:{0}'>",
        "<form action='javascript:{0}'><button autofocus onfocus={0}>a</button></form>",
        "[a]: java\tscript:{0}\n\n[a] <javascript:{0}>", "[a](&#106;avascript&colon;{0})",
        "<details open ontoggle={0}>", "<base href='javascript:{0}//'>", "<math><a xlink:href='"
        "javascript:{0}'>a</a></math>", "```mermaid\ngraph LR; A[<img src=x onerror={0}>]\n```",
        "~~~{{=html}}\n<script>{0}</script>\n~~~", "<meta http-equiv=refresh content='0;"
        "javascript:{0}'>", "<x style=animation-name:a onanimationstart={0}>", "<\n/script><img "
        "src=x\nonerror={0}>", "\\(\\style{{background:url(javascript:{0})}}{{a}}\\)",
        "| a |\n|---|\n| <img src=x onerror={0}> |", "<!--><img src=x onerror={0}>-->",
        "# <svg/onload={0}>", "<http://a.b/\"onclick={0}>", "![a][b]\n\n[b]: data:text/html,{0}",
    )  # fmt: skip
    cells = [prose(payload.format(MARKER)) for payload in payloads]
    page = {"cell_type": "raw", "source": f"<script>{MARKER}</script>",
            "metadata": {"raw_mimetype": "text/html", "format": "text/html"}}  # fmt: skip
    return above(nb, *cells, page)


@handed_in()
def active_outputs_handed_in(nb, folder):
    """Outputs that nobody's kernel has sent, of types that some program would run."""
    kinds = (
        "text/html", "application/javascript", "image/svg+xml", "text/markdown", "text/latex",
        "application/vnd.jupyter.widget-view+json", "application/vnd.vegalite.v5+json",
        "application/vnd.plotly.v1+json", "application/geo+json", "text/vnd.mermaid", "image/png",
    )  # fmt: skip
    data = dict.fromkeys(kinds, f"<svg onload={MARKER}><script>{MARKER}</script>")
    outputs = [{"output_type": "display_data", "metadata": {"isolated": False}, "data": data}]
    outputs += [{"output_type": "stream", "name": f"<img onerror={MARKER}>", "text": MARKER}]
    error = f"\x1b]8;;javascript:{MARKER}\x07a\x1b]8;;\x07"
    outputs += [{"output_type": "error", "ename": error, "evalue": error, "traceback": [error]}]
    return above(nb, code("1", outputs=outputs))


@handed_in(marks="none")
def active_words(nb, folder):
    """In a message, and so in feedback, report and tables."""
    text = f"<img src=x onerror={MARKER}>[/b][bold red]=1+1\\x1b[31m"
    cell(nb, "mean")["source"] = f"def mean(x):\n    raise ValueError('{text}')"
    cell(nb, "why")["source"] = f"=HYPERLINK('{MARKER}')<script>{MARKER}</script>"
    return nb


@handed_in(marks="none")
def active_names(nb, folder):
    """The class of an error, and what a function is called, are a student's words as well."""
    name = f"<img src=x onerror={MARKER}>[/b]=1+1\\x1b]8;;http://a\\x07"
    cell(nb, "mean")["source"] = (
        f"E = type('{name}', (Exception,), {{}})\ndef mean(x):\n    raise E('{name}')\n"
        f"mean.__name__ = mean.__qualname__ = '{name}'"
    )
    return nb


@handed_in(marks="none")
def formulas_in_an_answer(nb, folder):
    cell(nb, "mean")["source"] = "def mean(x):\n    return -1 + 1  # =cmd|' /C calc'!A0"
    return nb


@handed_in()
def message_of_a_foreign_type(nb, folder):
    return above(
        nb,
        code(
            "from ipykernel.kernelapp import IPKernelApp\n"
            "k = IPKernelApp.instance().kernel\n"
            "for kind in ('[/b]', 'stream', 'error', 'display_data', '\\x1b[31m'):\n"
            "    k.session.send(k.iopub_socket, kind, {'x': ['[/b]'] * 9}, parent=k.get_parent())"
        ),
    )


# What was once read in quadratic time, or into gigabytes.


@handed_in()
def many_spaces(nb, folder):
    cells = nb["cells"]
    one, other = cells.index(cell(nb, "setup")), cells.index(cell(nb, "words"))
    cells[one], cells[other] = cells[other], cells[one]
    return above(nb, code("a" + " " * 60_000))


@handed_in(marks="any")
def many_cells_of_one_name(nb, folder):
    metadata = {"nbgrader": {"grade_id": "mean"}}
    cells = [code(f"    x = {i}" + " " * 6000, metadata=metadata) for i in range(1500)]
    return above(nb, *cells)


@handed_in()
def many_attributes(nb, folder):
    return above(nb, code("x" + ".a" * 50_000), code("-" * 90_000 + "1"))


@handed_in()
def strings_that_begin(nb, folder):
    return above(nb, code("f'" * 45_000))


@handed_in()
def many_statements(nb, folder):
    return above(nb, code("0;" * 400_000))


@handed_in()
def many_brackets(nb, folder):
    return above(nb, code("(" * 9000 + ")" * 9000), code("lambda: " * 9000 + "1"))


@handed_in(quick=False)
def many_of_one_sign(nb, folder):
    """Of those that some reader of code or of Markdown takes for the beginning of something."""
    signs = ("[", "<", "`", "*_", "$", "| ", "> ", "&#", "\\(", "![", "<!--", "{{", "[a](", "^")
    texts = [prose(sign * (60_000 // len(sign))) for sign in signs]
    starts = (
        "not ", "async ", "a if b else ", "f'{", '"""\n', "\\\n", "@a\n", "x[", "{1:",
        "elif a:\n    b\n", "match x:\n case [", "%%time\n", "?", "0x", "a = ", "é",
    )  # fmt: skip
    return above(nb, *texts, *(code(sign * (90_000 // len(sign))) for sign in starts))


@handed_in(quick=False)
def many_cells_that_look_like_one(nb, folder):
    """Each could be a locked cell, or an answer, that has lost its name."""
    given, own = cell(nb, "setup")["source"], cell(nb, "mean")["source"]
    for one in nb["cells"]:
        if one["metadata"].get("nbgrader", {}).get("grade_id") != "mean":
            one["metadata"] = {}
    draft = own.replace("np.sum(x)", "0 * x[0]").replace("mean", "attempt")
    cells = [code(f"{given}  # {i}") for i in range(900)]
    return above(nb, *cells, *(code(f"# {i}\n{draft}") for i in range(900)))


@handed_in()
def many_outputs_handed_in(nb, folder):
    output = {"output_type": "stream", "name": "stdout", "text": "x"}
    return above(nb, code("1", outputs=[output] * 200_000))


@handed_in()
def much_metadata(nb, folder):
    nb["metadata"]["x"] = [{}] * 1_500_000
    return nb


@handed_in()
def wide_outputs_handed_in(nb, folder):
    output = {"output_type": "stream", "name": "stdout", "text": ["x" * 10_000] * 10}
    return above(nb, *(code("1", outputs=[output]) for _ in range(100)))


@handed_in(quick=False)
def wide_outputs(nb, folder):
    return above(nb, *(code("print('x' * 900_000)") for _ in range(200)))


@handed_in()
def nan_in_metadata(nb, folder):
    nb["metadata"]["x"] = float("nan")
    cell(nb, "mean")["metadata"]["x"] = float("inf")
    return nb


@handed_in()
def times_that_are_none(nb, folder):
    nb["cells"].append(code("1", metadata={"execution": "x", "tags": ["skip-execution"]}))
    return nb


@handed_in()
def values_of_other_types(nb, folder):
    """In every place of metadata that any program reads."""
    odd = ({"a": []}, [[]], -1, 1e300, "x" * 5000, None, True)
    for number, one in enumerate(nb["cells"]):
        metadata, value = one["metadata"], odd[number % len(odd)]
        metadata |= {"tags": value, "execution": value, "collapsed": value, "nbjudge": value}
        metadata |= {"slideshow": value, "name": value, "editable": value, "jupyter": value}
        if "nbgrader" in metadata:
            metadata["nbgrader"] |= {"points": value, "schema_version": value, "checksum": value}
            metadata["nbgrader"] |= {"cell_type": value, "task": value, "locked": value}
    keys = ("kernelspec", "language_info", "authors", "title", "widgets", "nbjudge", "nbgrader")
    nb["metadata"] = {key: odd[number % len(odd)] for number, key in enumerate(keys)}
    return nb


@handed_in(marks="none")
def a_verdict_of_ones_own(nb, folder):
    cell(nb, "mean")["source"] = "def mean(x):\n    return 0"
    for one in nb["cells"]:
        more = {"replaced": [], "points": 9, "most": 9, "whole": True}
        verdict = {"version": 1, "kind": "passed", "how": "by hand", "pending": True}
        verdict["follow_through"] = more
        one["metadata"]["nbjudge"] = {"verdict": verdict, "left_out": True}
        one["metadata"]["tags"] = ["skip-execution", "looking", "setup"]
    nb["metadata"]["nbjudge"] = {"fingerprint": "x", "warnings": ["x"], "sandbox": False}
    return nb


@handed_in(marks="any")
def deep_json(nb, folder):
    return json.dumps(nb).replace('"metadata": {', '"metadata": {"x": ' + "[" * 90_000, 1).encode()


@handed_in()
def half_characters(nb, folder):
    data = json.dumps(above(nb, prose("HERE"), code("x = 'HERE'")))
    return data.replace("HERE", "\\ud800").encode()


# What Python or a reader of syntax trees takes badly.


@handed_in()
def a_match_statement(nb, folder):
    cell(nb, "mean")["source"] = (
        "def mean(x):\n    match len(x):\n        case 0:\n            return 0\n"
        "        case n:\n            return np.sum(x) / n"
    )
    return nb


@handed_in()
def lone_carriage_returns(nb, folder):
    cell(nb, "mean")["source"] = _ANSWERS["mean"].replace("\n", "\r")
    return nb


@handed_in(marks="none")
def an_open_blank_beside_one(nb, folder):
    cell(nb, "mean")["source"] = "def mean(x):\r    return ?(x) / ?"
    return nb


@handed_in()
def many_elif(nb, folder):
    more = "".join(f"    elif len(x) == {-i}:\n        return {i}\n" for i in range(2, 900))
    cell(nb, "mean")["source"] = (
        f"def mean(x):\n    if len(x) == -1:\n        return 1\n{more}    return np.sum(x) / len(x)"
    )
    return nb


@handed_in(marks="none")
def a_missing_colon(nb, folder):
    cell(nb, "mean")["source"] = "def mean(x)\n    return np.sum(x) / len(x)"
    return nb


# What takes more than its share.


@handed_in(quick=False)
def busy_processes(nb, folder):
    return above(
        nb, code("import os\nfor _ in range(60):\n    if os.fork() == 0:\n        while True: pass")
    )


@handed_in()
def semaphores(nb, folder):
    return above(
        nb,
        code("import ctypes\nc = ctypes.CDLL(None)\n"
             "print([c.semget(0, 32000, 0o666) for _ in range(600)][-1])"),
    )  # fmt: skip


@handed_in()
def many_files(nb, folder):
    return above(nb, code("for i in range(10**6): open(f'/tmp/{i}', 'w').close()"))


@handed_in()
def much_disk(nb, folder):
    return above(
        nb,
        code("import os\nfor place in ('/', '/dev', '/etc', '/run', '/dev/shm', '/tmp', '.'):\n"
             "    try:\n        with open(f'{place}/x', 'wb') as f:\n"
             "            while True: f.write(bytes(10**6))\n    except OSError as e: print(e)"),
    )  # fmt: skip


@handed_in(marks="any")
def memory(nb, folder):
    return above(nb, code("x = []\nwhile True: x.append(bytearray(10**7))"))


@handed_in()
def an_end_of_the_kernel(nb, folder):
    return above(nb, code("import os\nos._exit(1)"), code("exit()"))


@handed_in(marks="none", quick=False)
def an_endless_answer(nb, folder):
    cell(nb, "mean")["source"] = "def mean(x):\n    while True: pass"
    return nb


@handed_in()
def much_output(nb, folder):
    return above(nb, code("for _ in range(200): print('x' * 10_000)"))


@handed_in(quick=False)
def a_child_with_its_memory(nb, folder):
    """The kernel looks as if it waited for a disk, for as long as the child likes."""
    return above(
        nb, code("import ctypes, time\nif ctypes.CDLL(None).vfork() == 0: time.sleep(10**6)")
    )


@handed_in(quick=False)
def all_others_first(nb, folder):
    """It asks for what is left of the processor, and is busy for ever."""
    return above(
        nb,
        code("import os\ntry:\n    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))\n"
             "    os.nice(19)\nexcept OSError as error:\n    print(error)\nwhile True: pass"),
    )  # fmt: skip


@handed_in(quick=False)
def buffers_of_sockets(nb, folder):
    """Memory of the kernel's, which no table of a process counts."""
    return above(
        nb,
        code("import socket\npairs = []\ntry:\n    for _ in range(480):\n"
             "        pairs.append(socket.socketpair())\n        for end in pairs[-1]:\n"
             "            end.setblocking(False)\n            try:\n"
             "                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 10**8)\n"
             "                while True: end.send(bytes(10**5))\n"
             "            except BlockingIOError: pass\nexcept OSError as error: print(error)"),
    )  # fmt: skip


@handed_in(quick=False)
def buffers_of_many_sockets(nb, folder):
    """The same, of many processes."""
    own = buffers_of_sockets(nb, folder)
    for one in own["cells"]:
        if "socketpair" in one["source"]:
            one["source"] = (
                "import os, time\nfor _ in range(60):\n    if os.fork() == 0: break\n"
                f"else:\n    time.sleep(3)\n{one['source']}\ntime.sleep(10**6)"
            )
    return own


@handed_in(quick=False)
def messages_without_end(nb, folder):
    """Of a thread that goes on while the cells after it are run."""
    thread = code(
        "import threading\nfrom IPython.display import display\ndef flood():\n"
        "    while True: display('x' * 99)\nthreading.Thread(target=flood, daemon=True).start()"
    )
    return above(nb, thread, *(code("1") for _ in range(20)))


@handed_in(quick=False)
def a_kernel_that_stops(nb, folder):
    return above(nb, code("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"))


@handed_in(marks="any", quick=False)
def slow_wherever_it_is_wrong(nb, folder):
    """Each of its runs takes all that it may."""
    cell(nb, "mean")["source"] = "import time\ndef mean(x):\n    time.sleep(3)\n    return 0"
    return above(nb, *(code("time.sleep(3)") for _ in range(9)), name="words")


# What lies beside the notebook, or in its place.


@handed_in()
def links_and_pipes(nb, folder):
    os.mkfifo(folder / "pipe")
    (folder / "passwd").symlink_to("/etc/passwd")
    (folder / "root").symlink_to("/")
    return nb


@handed_in()
def much_beside(nb, folder):
    with (folder / "video.mp4").open("wb") as file:
        file.truncate(300 * 2**20)
    (folder / "timestamp.txt").write_text("1" * 10**7)
    return nb


@handed_in()
def folders_without_end(nb, folder):
    """So many that a walk which calls itself for each is near its end; more cannot be removed."""
    place = os.open(folder, os.O_RDONLY)
    for _ in range(600):
        os.mkdir("d", dir_fd=place)
        below = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = below
    os.close(os.open("file.txt", os.O_CREAT | os.O_WRONLY, dir_fd=place))
    os.close(place)
    return nb


@handed_in()
def a_folder_for_the_time(nb, folder):
    (folder / "timestamp.txt").mkdir()
    return nb


@handed_in()
def a_time_at_the_end_of_all_time(nb, folder):
    (folder / "timestamp.txt").write_text("9999-12-31 23:59:59.9 -1200")
    return nb


@handed_in()
def many_files_beside(nb, folder):
    for number in range(1500):
        (folder / f"{number}.txt").write_text("x")
    return nb


@handed_in()
def odd_names(nb, folder):
    for name in (
        "=1+1.csv",
        "[red]a.txt",
        f"<img onerror={MARKER}>.txt",
        "\x1b[31m.txt",
        "a\nb.txt",
    ):
        (folder / name).write_text("x")
    (folder / os.fsdecode(b"\xff\xfe.txt")).write_text("x")
    return nb


@handed_in()
def modules_beside(nb, folder):
    for name in ("numpy", "json", "nbjudge", "IPython", "check", "sitecustomize"):
        (folder / f"{name}.py").write_text("raise SystemExit('planted')")
    return nb


@handed_in(marks="any")
def no_notebook(nb, folder):
    return b"<!DOCTYPE html><html><body>mini</body></html>"


@handed_in(marks="any")
def a_link_for_a_notebook(nb, folder):
    (folder / f"{NAME}.ipynb").symlink_to("/etc/passwd")


@handed_in(marks="any")
def an_unfinished_merge(nb, folder):
    lines = json.dumps(nb, indent=1).splitlines()
    lines[9:9] = ["<<<<<<< HEAD", lines[9], "=======", lines[9], ">>>>>>> origin/main"]
    return "\n".join(lines).encode()


# What lies to the tests.


@handed_in(marks="none")
def results_that_lie(nb, folder):
    methods = [
        "lt",
        "le",
        "gt",
        "ge",
        "eq",
        "ne",
        "abs",
        "sub",
        "rsub",
        "float",
        "len",
        "bool",
        "contains",
        "array",
    ]
    body = "\n".join(f"    def __{name}__(self, *a): return True" for name in methods)
    cell(nb, "mean")["source"] = f"class L(float):\n{body}\ndef mean(x):\n    return L(7)"
    return nb


@handed_in(marks="none")
def results_without_end(nb, folder):
    cell(nb, "mean")["source"] = (
        "import itertools\ncalls = itertools.count()\ndef mean(x):\n    deep = itself = []\n"
        "    for _ in range(10**5): deep = [deep]\n    itself.append(itself)\n"
        "    class A(np.ndarray):\n        __eq__ = __lt__ = lambda *a: True\n"
        "        __array_ufunc__ = lambda *a, **k: np.zeros(1)\n"
        "    kinds = deep, itself, itertools.count(), 10**9999, np.zeros(1).view(A), mean,"
        " np.array([deep], object), float('nan')\n"
        "    return kinds[next(calls) % len(kinds)]"
    )
    return nb


@handed_in(marks="none")
def errors_with_inputs(nb, folder):
    cell(nb, "mean")["source"] = "def mean(x):\n    raise ValueError(f'x was {list(x)}')"
    return nb


@handed_in(marks="none")
def other_errors_with_inputs(nb, folder):
    cell(nb, "mean")["source"] = (
        "def mean(x):\n    error = KeyError(list(x)) if len(x) % 2 else SystemExit(str(list(x)))\n"
        "    error.add_note(f'ValueError: {list(x)}')\n    error.x = x\n"
        "    print('ValueError', list(x))\n"
        "    raise error from ExceptionGroup(f'ValueError {list(x)}', [ValueError(list(x))])"
    )
    return nb


@handed_in(marks="any")
def guessed_inputs(nb, folder):
    """Right where the input is that of a submission whose secret is none."""
    cell(nb, "mean")["source"] = (
        "def mean(x):\n    seen = [np.random.default_rng([3, n]).normal(size=9)"
        " for n in range(99)]\n"
        "    known = len(x) == 3 or any(np.array_equal(x, one) for one in seen)\n"
        "    return np.sum(x) / len(x) if known else 0"
    )
    return nb


# Files as they come from life.


@handed_in()
def another_encoding(nb, folder):
    return json.dumps(nb, ensure_ascii=False).encode("utf-16")


@handed_in()
def an_older_format(nb, folder):
    nb["nbformat_minor"] = 2
    for one in nb["cells"]:
        one["collapsed"] = one["outputExpanded"] = False
        one["outputs"], one["execution_count"] = [], None
    return nb


@handed_in()
def no_metadata(nb, folder):
    for one in nb["cells"]:
        if "nbgrader" not in one["metadata"]:
            del one["metadata"]
        one["id"] = "the same"
    return nb


@handed_in()
def tests_taken_out(nb, folder):
    nb["cells"] = [one for one in nb["cells"] if "test" not in str(one["metadata"])]
    return nb


@handed_in()
def of_colab(nb, folder):
    own = cell(nb, "mean")
    own["source"] = f"from google.colab import drive\ndrive.mount('/content')\n{own['source']}"
    return nb


@handed_in(marks="none")
def of_another_magic(nb, folder):
    own = cell(nb, "mean")
    own["source"] = f"%tensorflow_version 2.x\n{own['source']}"
    return nb


@handed_in()
def timed(nb, folder):
    own = cell(nb, "mean")
    own["source"] = f"%%time\n{own['source']}"
    return nb
