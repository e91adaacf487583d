"""No text of a student's is run in the judge, whatever a test cell does with it.

A test may well hand a text of the student's to ``eval``, a shell, pickle or a database: with
nbgrader that happens in the student's own process. Here it would run among the tests. So in a test
cell only that is run which the instructor has written out: where the text that leads to it stands
in the notebook, or comes from a library that makes its own code. All else is a `JudgeError`.
"""

import ast
import builtins
import contextlib
import os
import sys
import tempfile
import threading
import types
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from nbjudge.errors import JudgeError
from nbjudge.grading.judge.proxies import REMOTES

__all__ = ["note_texts", "only_what_is_written_out", "watch_databases"]

_PROGRAMS = ("os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system",
             "subprocess.Popen")  # fmt: skip
_CHANGES = ("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir",
            "os.symlink", "os.truncate", "shutil.rmtree")  # fmt: skip
_DATABASES = ("sqlite3.connect", "sqlite3.connect/handle", "sqlite3.load_extension")
_EVENTS = frozenset(
    [*_PROGRAMS, *_CHANGES, *_DATABASES, "exec", "compile", "open", "pickle.find_class"]
)
_WORDS = {
    "exec": "runs a text as code",
    "compile": "runs a text as code",
    "pickle.find_class": "unpickles an object",
    "sqlite3.load_extension": "loads an extension of a database",
    "open": "writes a file elsewhere",
    "sqlite3.connect": "opens a database elsewhere",
    **dict.fromkeys(_CHANGES, "changes a file elsewhere"),
}
# What runs code of its own making, by a part of the path of its file and of the function's name.
_MAKERS = (
    ("/collections/__init__.py", ""), ("/dataclasses.py", ""), ("/unittest/mock.py", ""),
    ("/inspect.py", "wrap_value"), ("/inspect.py", "parse_name"), ("/attr/_make.py", ""),
    ("/decorator.py", ""), ("/networkx/utils/decorators.py", ""), ("/scipy/", ""),
)  # fmt: skip
_JUDGE = "/nbjudge/grading/judge/judge.py"
_EVALUATES = "/pandas/core/computation/"  # texts, without running them as code
_RUNS = (builtins.eval, builtins.exec)
_NO_CELLS = ("<string>", "<stdin>", "<unknown>", "<__array_function__ internals>")
_ATTACH = 24  # SQLITE_ATTACH
_DEEP = 3  # containers within containers that are looked through
_MANY = 1000  # parts of one

_Frame = types.FrameType
_written: set[str | bytes] = set()  # all texts of the notebook that this process has run
_now: "_Watch | None" = None  # the cell that is run
_hooked = False


def note_texts(tree: ast.AST) -> None:
    """Know the texts in the code of a cell of the instructor's as written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            _written.add(node.value)


@contextlib.contextmanager
def only_what_is_written_out(folder: str | None) -> Iterator[None]:
    """Run nothing but what the notebook holds as a text; change files in ``folder`` alone.

    Raises `JudgeError` at the end too, as the test may have handled it as an error of its own.
    """
    global _now, _hooked
    if not _hooked:  # it stays for good
        sys.addaudithook(_listen)
        _hooked = True
    before, watch = _now, _Watch(folder)
    _now = watch
    try:
        yield
    finally:
        _now = before
    if watch.refused is not None:
        raise watch.refused


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if _now is not None and event in _EVENTS:
        _now.see(event, arguments)


class _Watch:
    """What a test cell may run.

    Parameters
    ----------
    folder : in which it may change files, beside that of temporary ones.
    """

    def __init__(self, folder: str | None) -> None:
        places = (folder or os.curdir, tempfile.gettempdir())
        self._folders = tuple(os.path.join(os.path.realpath(one), "") for one in places)  # noqa: PTH118
        self._looking = False
        self._known = False  # whether the text that was compiled last is written out
        self.refused: JudgeError | None = None

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Refuse what an audit event tells of, unless the instructor has written it out."""
        if self._looking:  # what looking at it leads to
            return
        self._looking = True
        try:
            if event == "sqlite3.connect/handle":
                arguments[0].set_authorizer(_authorize)
            elif not self._may(event, arguments):
                self.refuse(_WORDS.get(event, f"starts a program ({event})"))
        finally:
            self._looking = False

    def refuse(self, what: str) -> NoReturn:
        """Raise a `JudgeError`, and again when the cell ends."""
        self.refused = JudgeError(
            f"The test {what}, and what it does there is not written out in the notebook: it could "
            "be the student's. Let a function of the student's do it, and test what that returns."
        )
        raise self.refused

    def _may(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event in ("open", "sqlite3.connect", *_CHANGES) and not self._is_outside(
            event, arguments
        ):
            return True
        calls = _calls()
        if calls is None:
            return True
        if event == "compile":
            text = arguments[0]
            self._known = _is_written(text.decode() if isinstance(text, bytes) else text)
            if not calls:  # code that is kept could be run in ways that no event tells of
                return self._known
            tables = any(_EVALUATES in call.f_code.co_filename for call in calls)
            return not tables or _has_written_texts(calls[-1])
        if not calls:
            if event == "exec":
                return self._known and arguments[0].co_filename == "<string>"
            return event != "pickle.find_class" and all(map(_is_written, _texts(arguments)))
        return (event == "exec" and _makes(calls[0])) or _has_written_texts(calls[-1])

    def _is_outside(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether a file outside of the folder is changed, or made."""
        if event == "open":
            flags = arguments[2]
            if type(flags) is int and not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return False
        for path in _texts(arguments[: 1 if event in ("open", "sqlite3.connect") else 2]):
            name = os.fsdecode(path)
            whole = os.path.realpath(name)
            if name not in ("", ":memory:", os.devnull) and (
                name.startswith("file:") or not whole.startswith(self._folders)
            ):
                return True
        return False


def watch_databases(values: Iterable[Any]) -> None:
    """Let no statement open another database, on connections that locked cells have made."""
    if "sqlite3" in sys.modules:
        for value in values:
            if type(value) is sys.modules["sqlite3"].Connection:
                value.set_authorizer(_authorize)


def _authorize(action: int, *_: Any) -> int:
    """Whether a statement of SQL may do something: in a test, all but to open a database."""
    if action != _ATTACH or _now is None:
        return 0
    with contextlib.suppress(JudgeError):
        _now.refuse("opens a database by a statement")
    return 1


def _calls() -> list[_Frame] | None:
    """The calls between a cell's text and what is done, from within; [] where it does it itself.

    None where it is done by an import, or by the judge and no cell.
    """
    frame: _Frame | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    found: list[_Frame] = []
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith("<frozen importlib") or (not found and name.endswith(_JUDGE)):
            return None
        if name.startswith("<") and name.endswith(">") and name not in _NO_CELLS:
            return found
        found.append(frame)
        frame = frame.f_back
    # A thread of the test's has no cell below it.
    return None if threading.current_thread() is threading.main_thread() else found


def _makes(call: _Frame) -> bool:
    code = call.f_code
    return any(part in code.co_filename and name in code.co_name for part, name in _MAKERS)


def _is_written(text: Any) -> bool:
    """Whether a text stands in the notebook."""
    value = os.fspath(text) if isinstance(text, os.PathLike) else text
    return isinstance(value, str | bytes) and (value in _written or value == sys.executable)


def _has_written_texts(call: _Frame) -> bool:
    """Whether a call has texts among its arguments, and all of them stand in the notebook."""
    code, some = call.f_code, False
    count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4)  # *arguments
    values = [call.f_locals.get(name) for name in code.co_varnames[:count]]
    if code.co_flags & 8:  # **keywords, to which the function may have added by now
        keywords = call.f_locals.get(code.co_varnames[count], {})
        values += [one for one in keywords.values() if isinstance(one, str | bytes)]
    expands = "/IPython/" in code.co_filename  # {name} and $name in a text
    defaults = _defaults(call)
    for value in values:
        for one in _parts(value):
            if type(one) in REMOTES or any(one is function for function in _RUNS):
                return False
            if isinstance(one, str | bytes | os.PathLike) and one not in defaults:
                if not _is_written(one) or (expands and set("{$") & set(str(one))):
                    return False
                some = True
    return some


def _defaults(call: _Frame) -> list[Any]:
    """What a call may have left to its function."""
    name, code = call.f_code.co_name, call.f_code
    first = call.f_locals.get(code.co_varnames[0]) if code.co_argcount else None
    function: Any = call.f_globals.get(name)
    if function is None and type(first) not in REMOTES:
        function = getattr(type(first), name, None)
    while hasattr(function, "__wrapped__") and getattr(function, "__code__", None) is not code:
        function = function.__wrapped__
    if not isinstance(function, types.FunctionType):
        return []
    return [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]


def _texts(values: Any) -> list[Any]:
    return [one for one in _parts(values) if isinstance(one, str | bytes | os.PathLike)]


def _parts(value: Any, depth: int = 0) -> Iterator[Any]:
    """A value, and what plain containers hold of it."""
    yield value
    if depth < _DEEP and type(value) in (list, tuple, set, frozenset, dict):
        if len(value) > _MANY:
            yield b"\0"  # stands nowhere
            return
        if type(value) is dict and "__builtins__" in value:
            return  # a namespace, which may well hold what is the student's
        for one in value.items() if type(value) is dict else value:
            yield from _parts(one, depth + 1)
