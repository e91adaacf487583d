"""The judge: runs the test cells, outside the sandbox, on what the student's kernel gives.

It is forked anew for each submission from a process that has run the notebook's locked cells, so
that ``np``, ``check`` or ``x_test`` in a test cell are the true ones. All other names are the
student's, see `nbjudge.grading.judge.namespace`. The outcome of a test cell is made here, of
what happened here.
"""

import ast
import builtins
import contextlib
import inspect
import io
import json
import linecache
import os
import re
import signal
import socket
import sys
import time
import traceback
import types
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from nbjudge.errors import JudgeError
from nbjudge.grading.judge import run_nothing
from nbjudge.grading.judge.elsewhere import FIGURE, FILES, Elsewhere
from nbjudge.grading.sandbox import ipc
from nbjudge.names import names_defined, names_used, names_used_in_classes

if TYPE_CHECKING:
    from nbjudge.grading.judge.files import JudgeFolder
    from nbjudge.grading.judge.link import Link
    from nbjudge.grading.judge.namespace import Namespace

__all__ = ["run_cell", "run_locked", "serve", "to_python"]

Cell = Sequence[str]  # (grade id, source)
Regions = Sequence[tuple[int, int]]  # first and last lines
_OUTPUT = 2**18  # characters of what a test cell prints
_DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_MEASURES = re.compile(r"\A\s*%%(?:time|capture)\b.*", re.MULTILINE)
_MEASURED = re.compile(r"^([ \t]*)%time[ \t]+(.*)$", re.MULTILINE)
_PYPLOT = ["pyplot"]  # among what is decided: the test's functions of pyplot are the student's
_TEXT = 20_000  # characters of an error's text


def run_locked(
    cells: Sequence[Cell],
    namespace: dict[str, Any],
    link: bool = False,
    led: Sequence[Cell] = (),
    names: dict[str, Any] | None = None,
) -> tuple[dict[str, str], list[Cell]]:
    """Run the locked cells that need nothing of the student's.

    Parameters
    ----------
    cells : list of (grade id, source), in the order of the source notebook.
    namespace : dict that takes the names they define.
    link : whether names that functions use may be the student's, and are asked for when called.
    led : those of the cells that were run before, in this namespace.
    names : what the source says of its names, as `names.read_names` gives it.

    Returns
    -------
    ({grade id: error} of those that failed, the cells that were left out).
    """
    namespace.setdefault("__name__", "__main__")
    names = names or {}
    failed, left = {}, list(cells)
    _import(names.get("imports", ()), namespace)
    students = names.get("students", {})  # names of locked cells that are not theirs for good
    lost = {name for taken in students.values() for name in taken}
    for cell in led:
        if _needed(cell, namespace, link, students, lost):  # of the student's, or of later cells
            for name in names_defined(cell[1], limit=None):
                namespace.pop(name, None)
        else:
            left.remove(cell)
    progress = True
    while left and progress:
        progress = False
        for cell in list(left):
            if _needed(cell, namespace, link, students, lost):
                continue
            name, source = cell[0], to_python(cell[1])
            left.remove(cell)
            progress = True
            error = run_cell(source, namespace, f"<{name}>")[1]
            if error is not None:
                failed[name] = f"{type(error).__name__}: {error}"[:500]
    for name in students.get("", ()):
        namespace.pop(name, None)
    return failed, left


def _import(statements: Iterable[str], namespace: dict[str, Any]) -> None:
    """Run the source's imports; a module that is not there is none of the student's either."""
    for statement in statements:
        found: dict[str, Any] = {}
        with contextlib.suppress(Exception):
            exec(compile(statement, "<imports>", "exec"), found)
            found.pop("__builtins__", None)
            namespace.update(found)


def _needed(
    cell: Cell,
    namespace: dict[str, Any],
    link: bool,
    students: dict[str, list[str]],
    lost: set[str],
) -> set[str]:
    """Names that a locked cell uses and the locked cells have not defined yet.

    ``students`` are, by locked cell, names that are the student's when it runs; ``lost`` those that
    are the student's at some time, so that a function that uses them must ask for them.
    """
    source = to_python(cell[1])
    # The instructor's own text may be of any length.
    at_once = names_used(source, called=False, limit=None)
    own = names_defined(source, limit=None)
    used = at_once if link else names_used(source, limit=None)
    known = set(dict.keys(namespace))
    needed = used - own - known
    needed |= (at_once - own) & set(students.get(cell[0], ()))
    if not link:
        needed |= (used - at_once) & lost
    return {name for name in needed if not hasattr(builtins, name) and name != "get_ipython"}


def to_python(source: str) -> str:
    """IPython's magics as the Python code that they stand for."""
    from IPython.core import inputtransformer2

    manager: Any = inputtransformer2
    # What only measures or hides the cell's own output is left out; the cell itself stays.
    source = _MEASURES.sub(lambda found: "#" + found[0], source, count=1)
    code: str = manager.TransformerManager().transform_cell(_MEASURED.sub(r"\1\2", source))
    return code


def run_cell(
    source: str, namespace: dict[str, Any], filename: str
) -> tuple[Any, BaseException | None]:
    """Run a cell as IPython would; returns (value of its last expression, error or None)."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    value = None
    try:
        tree = ast.parse(source, filename)
        run_nothing.note_texts(tree)
        last = tree.body[-1] if tree.body else None
        if isinstance(last, ast.Expr) and not source.rstrip().endswith(";"):
            tree.body.pop()
        else:
            last = None
        _execute(compile(tree, filename, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), namespace)
        if last is not None:
            expression = ast.Expression(last.value)
            code = compile(expression, filename, "eval", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            value = _execute(code, namespace)
    except BaseException as error:
        return None, error
    return value, None


def _execute(code: types.CodeType, namespace: dict[str, Any]) -> Any:
    value = eval(code, namespace)
    if code.co_flags & inspect.CO_COROUTINE:
        import asyncio

        return asyncio.run(value)
    return value


def serve(
    control: socket.socket,
    wire: socket.socket,
    setup: dict[str, Any],
    helpers: Sequence[Cell] = (),
    names: dict[str, Any] | None = None,
    folder: "JudgeFolder | None" = None,
) -> None:
    """Run test cells as the grader orders, until it hangs up.

    ``helpers`` are locked cells whose functions use names of the student's; ``names`` is what the
    source says of its names (`names.read_names`); ``folder`` is where the test cells work.
    """
    from nbjudge.grading.judge.channel import Channel
    from nbjudge.grading.judge.link import Link
    from nbjudge.grading.judge.namespace import Main, Namespace
    from nbjudge.grading.judge.protocol import FromStudent

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["MPLBACKEND"] = "Agg"
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].switch_backend("Agg")
    names = names or {}
    link = Link(Channel(wire, FromStudent), setup, names.get("operators"))
    link.folder = folder
    namespace = Namespace(link, setup, names)
    sys.modules["__main__"] = Main(namespace)
    run_nothing.watch_databases(setup.values())
    run_locked(helpers, namespace, link=True, names={"students": names.get("students", {})})
    while True:
        order, descriptors = ipc.receive(control)
        if order is None:
            return
        if descriptors:  # the kernel is a new one
            import socket

            link.connect(Channel(socket.socket(fileno=descriptors[0]), FromStudent))
            continue
        namespace.give_back(names.get("again", {}).get(order["name"], ()))
        ipc.send(control, _judge(link, namespace, lent=names.get("lent", ()), **order))


def _judge(
    link: "Link",
    namespace: "Namespace",
    source: str,
    name: str,
    timeout: float,
    seed: int,
    hidden: Regions,
    lent: Sequence[str] = (),
    decided: Iterable[Any] | None = (),
) -> dict[str, Any]:
    """Run one test cell; returns its outputs, what was found, and the seconds it took.

    ``decided`` is what the source's own objects decide in it, or None where that is to be found.
    """
    from nbjudge import check
    from nbjudge.grading.judge.files import uses_files
    from nbjudge.grading.judge.library import asked_there

    check.submission = seed
    started = time.monotonic()
    filename = f"<{name}>"
    code = to_python(source)
    elsewhere = Elsewhere(code, namespace.known())
    places = None if decided is None else list(map(list, decided))
    pyplot = _PYPLOT in (places or ()) or (decided is None and elsewhere.looks_at_the_figure())
    files = link.folder is not None and uses_files(code)
    found: set[Any] = set()
    runs = [False, True]  # whether changes of arguments are carried back
    while runs:
        carry = runs.pop(0)
        seen = [FILES] * files + [FIGURE] * pyplot
        printed = io.StringIO()
        link.begin(
            timeout,
            seeds="seed" in source or "set_state" in source,
            carry=carry,
            patches="builtins" in source or "patch" in source,
            warned="warn" in source.lower(),
            files=files,
            cell=filename,
            decided=decided,
        )
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            value: Any = None
            error: BaseException | None = elsewhere.before(seen)
            if error is None:
                at_hand = namespace.at_hand(names_used_in_classes(code, limit=None))
                with at_hand, asked_there(link, pyplot):
                    value, error = _run_on_files(link, code, namespace, filename)
                error = elsewhere.after(error, filename, seen)
            shown = None if value is None or error else _shown(value)
            # What is said of an error may hold objects of the student's, which are asked for their
            # text. That must be done before the cell ends: the kernel hears no question after it.
            outputs, finding = _outcome(link.failure or error, shown, filename, code, hidden)
        found |= link.found
        if link.draws and decided is None and not pyplot:
            pyplot, runs = True, [False, True]
        elif error is not None or link.failure is not None or not link.mutated:
            break
        namespace.end_cell()
        # The student's code has changed an argument. The test must pass whether it sees that or
        # not: else what it expects could be the student's choice, or the change go unnoticed.
        link.end()
    if lent:
        _lend(link, namespace, code, lent, hidden)
    namespace.end_cell()
    failure = link.failure  # before the end, at which a dead kernel is no fault of this cell
    link.end()
    if printed.getvalue():
        text = printed.getvalue()[:_OUTPUT]
        outputs.insert(0, {"output_type": "stream", "name": "stdout", "text": text})
    return {
        "outputs": json.loads(_writable(json.dumps(outputs, ensure_ascii=False))),
        "finding": json.loads(_writable(json.dumps(finding, ensure_ascii=False))),
        "decided": sorted(found) + [_PYPLOT] * pyplot,
        "failure": type(failure).__name__ if failure else None,
        "seconds": time.monotonic() - started,
    }


def _run_on_files(
    link: "Link", code: str, namespace: dict[str, Any], filename: str
) -> tuple[Any, BaseException | None]:
    """`run_cell`, with the student's files at hand where the cell has to do with files."""
    try:
        link.share_files()
    except Exception as error:
        return None, error
    value, failed = None, None
    try:
        with run_nothing.only_what_is_written_out(link.folder.root if link.folder else None):
            value, failed = run_cell(code, namespace, filename)
    except JudgeError as error:  # the test may have handled it as an error of its own
        failed = error
    return value, (link.folder and link.folder.refused) or failed


def _lend(
    link: "Link", namespace: "Namespace", code: str, names: Sequence[str], hidden: Regions
) -> None:
    """Let the student's cells after this one use what it makes in plain sight.

    The text of a function, class or import that the release shows is no secret; of all else the
    value is handed over.
    """
    with contextlib.suppress(Exception):  # of a cell that cannot be parsed, or a dead kernel
        for node in ast.parse(code).body:
            if any(
                first <= (node.end_lineno or 0) and node.lineno <= last for first, last in hidden
            ):
                continue
            made = names_defined(ast.unparse(node), limit=None) & set(names)
            if not made:
                continue
            if isinstance(node, _DEFINITIONS):
                link.ask("run", ast.unparse(node))
                continue
            for name in made & namespace.own():
                with contextlib.suppress(JudgeError):
                    link.ask("bind", name, namespace[name])


def _outcome(
    error: BaseException | None, shown: str | None, filename: str, code: str, hidden: Regions
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """(outputs, what was found) of a test cell that ended with this error or value.

    Parameters
    ----------
    error : exception, or None where the cell has passed.
    shown : repr of the value of its last expression, or None.
    """
    if error is not None:
        return [_error_output(error, filename)], _finding(error, filename, code, hidden)
    if shown is None:
        return [], {"kind": "passed"}
    data = {"text/plain": shown}
    kind: dict[str, Any] = {
        "output_type": "execute_result",
        "metadata": {},
        "execution_count": None,
    }
    return [{**kind, "data": data}], {"kind": "passed"}


def _writable(text: str) -> str:
    """A text without what no file can hold, such as half a surrogate pair."""
    return text.encode("utf-8", "replace").decode()


def _shown(value: Any) -> str:
    from nbjudge.grading.judge.proxies import Remote

    if isinstance(value, Remote):
        return "<an object of the student's>"  # its repr could read like a number of points
    try:
        return repr(value)[:_TEXT]
    except Exception as error:
        return f"<{type(error).__name__} in repr>"


def _error_output(error: BaseException, filename: str) -> dict[str, Any]:
    """The error as nbgrader and the instructor see it."""
    steps = [
        step
        for step in traceback.extract_tb(error.__traceback__)
        if step.filename.startswith("<") and step.filename.endswith(">")
    ]
    text = _text(error)
    if isinstance(error, JudgeError):  # it is read far from its cell too
        text = f"{filename.strip('<>')}: {text}"
    lines = ["Traceback in the test:\n", *traceback.format_list(steps)]
    student = getattr(error, "student_steps", "")
    if student:
        lines += ["In the student's code:\n", student]
    lines.append(f"{_kind(error)}: {text}")
    return {
        "output_type": "error",
        "ename": _kind(error),
        "evalue": text,
        "traceback": ["".join(lines)[: 2 * _TEXT]],
    }


def _kind(error: BaseException) -> str:
    from nbjudge.grading.judge.channel import Closed, TooLate, WireError

    if isinstance(error, TooLate):
        return "CellTimeoutError"
    if isinstance(error, Closed):
        return "DeadKernelError"
    return "WireError" if isinstance(error, WireError) else type(error).__name__


def _text(error: BaseException) -> str:
    from nbjudge.grading.judge.channel import Closed, TooLate

    if isinstance(error, TooLate):
        return "the student's code took longer than the time limit"
    if isinstance(error, Closed):
        return "the student's kernel has ended"
    try:
        return str(error)[:_TEXT]
    except Exception:
        return ""


def _finding(error: BaseException, filename: str, source: str, hidden: Regions) -> dict[str, Any]:
    """What is recorded of an error, and told to the student: fields of a `Verdict`.

    Nothing in it shows the hidden tests or what they expect; ``why`` is for the instructor.
    """
    lines = [
        step.lineno or 1
        for step in traceback.extract_tb(error.__traceback__)
        if step.filename == filename
    ]
    in_sight = bool(lines) and all(_is_plain(one, hidden) for one in lines)
    found = _found(error, lines, in_sight, source, hidden)
    return {**found, "in_sight": True} if in_sight else found


def _found(
    error: BaseException, lines: list[int], in_sight: bool, source: str, hidden: Regions
) -> dict[str, Any]:
    from nbjudge.check import CheckFailed
    from nbjudge.grading.judge.channel import TooLate, WireError
    from nbjudge.grading.judge.known_errors import is_known
    from nbjudge.guard import NotAttempted

    line: int = lines[0] if lines else getattr(error, "lineno", None) or 1
    name, text = type(error).__name__, _text(error)
    student = getattr(error, "student_steps", None)
    if isinstance(error, TooLate):
        return {"kind": "timed out"}
    if isinstance(error, JudgeError):
        return {"kind": "unjudged", "why": text}
    if isinstance(error, WireError):
        return {"kind": "untestable", "text": text}
    if isinstance(error, MemoryError) and student is None:
        return {"kind": "too much data"}
    if name == NotAttempted.__name__:  # an open blank, and nothing to trace
        return {"kind": "not attempted", "text": text[:500]}
    if student is not None:
        # In a hidden test, the text may hold its inputs; the line that raised it is shown anyway.
        told = text if not _is_hidden(line, hidden) or is_known(text) else ""
        return {"kind": "error", "error": name, "text": told[:500], "steps": student}
    if isinstance(error, CheckFailed):
        fields = ("name", "yours", "expected", "tolerance", "likely")
        parts = {field: getattr(error, field) for field in fields}
        if in_sight:
            parts["expected"] = error.expected or error.value
        return {"kind": "wrong", "error": name, "text": "" if error.name else text, **parts}
    if not _is_hidden(line, hidden):
        return {"kind": "wrong", "error": name, "text": text}
    if isinstance(error, NameError):
        return {"kind": "undefined", "text": text}
    message = _literal_message(source, line) if isinstance(error, AssertionError) else None
    return {"kind": "wrong", "text": message or ""}


def _is_hidden(line: int, regions: Regions) -> bool:
    return any(first <= line <= last for first, last in regions)


def _is_plain(line: int, regions: Regions) -> bool:
    """Whether a line is shown to students, and above all that is hidden from them."""
    return all(line < first for first, _ in regions)


def _literal_message(source: str, line: int) -> str | None:
    """The text of ``assert condition, "text"``, where it was written out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assert) and node.lineno <= line <= (node.end_lineno or 0):
            message = node.msg
            if isinstance(message, ast.Constant) and isinstance(message.value, str):
                return message.value
    return None
