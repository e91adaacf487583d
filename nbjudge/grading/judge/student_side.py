"""In the student's kernel: does what the judge asks, and tells the result in plain data.

Nothing here is trusted, since the student's code can change all of it. The judge believes only
that what it receives is what the student's code gave.
"""

import asyncio
import builtins
import collections
import contextlib
import copy
import io
import operator
import random
import socket
import sys
import threading
import types
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from nbjudge.grading.judge import protocol
from nbjudge.grading.judge.channel import Channel, Closed, WireError
from nbjudge.grading.judge.files import StudentFolder
from nbjudge.grading.judge.nodes import Change
from nbjudge.grading.judge.student_codec import StudentCodec
from nbjudge.grading.sandbox.affinity import leave, stay

__all__ = ["StudentSide"]

_OUTPUT = 2**16  # characters that one call may print
_WARNINGS = 1000  # of one call that are told
_OPERATORS = {
    name: getattr(operator, name)
    for name in (
        *("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "and_", "or_"),
        *("xor", "lshift", "rshift", "eq", "ne", "lt", "le", "gt", "ge", "neg", "pos", "abs"),
        *("invert", "getitem", "setitem", "delitem", "contains", "index"),
        *("iadd", "isub", "imul", "itruediv", "imatmul"),
    )
}


_BUILTINS = ("round", "divmod", "reversed", "format", "hash", "isinstance", "issubclass")
_BASES: tuple[Any, ...] = (
    int,
    float,
    complex,
    str,
    bytes,
    tuple,
    list,
    dict,
    set,
    frozenset,
    collections.deque,
)


class StudentSide:
    """Answers the judge whenever the kernel's main thread is free.

    Parameters
    ----------
    sock : connected to the judge.
    kernel : an ipykernel kernel.
    """

    def __init__(self, sock: socket.socket, kernel: Any) -> None:
        self._socket = sock
        self._channel = Channel(sock, protocol.FromJudge)
        self.shell = kernel.shell
        self._codec = StudentCodec(self)
        self._folder = StudentFolder()
        self._calls = 0
        self._core: int | None = None  # on which the judge runs
        self._known: dict[str, Any] = {}  # name → what the judge knows it to be, in this cell
        self._patched: dict[str, Any] = {}  # name → what it means but for a test
        self._replaced: dict[str, Any] = {}
        self._channel.send(protocol.Hello(protocol.VERSION))

    def listen(self) -> None:
        asyncio.get_event_loop_policy().get_event_loop().add_reader(self._socket, self._attend)

    def _attend(self) -> None:
        """A test cell has begun: answer until it ends, with no event loop in between."""
        try:
            while True:
                message, buffers = self._receive()
                if type(message) is protocol.End:
                    with contextlib.suppress(Exception):
                        self._known.clear()
                        self._restore()
                        self._codec.end_cell()
                        _close_figures()
                        self._change(message.changed, buffers)
                    if not self._channel.pending:  # else the next cell has begun already
                        return
                elif type(message) is protocol.Ask:
                    self._answer(message, buffers)
        except Closed:
            asyncio.get_event_loop_policy().get_event_loop().remove_reader(self._socket)
        except KeyboardInterrupt:
            return  # the judge has waited too long; what it asks next is read then

    def _receive(self) -> tuple[Any, list[Any]]:
        """The judge's next message; to wait for it where the judge runs takes half the time."""
        stay(self._core)
        try:
            return self._channel.receive()
        finally:
            leave()

    def _answer(self, ask: protocol.Ask, buffers: list[Any]) -> None:
        self._core = ask.core
        printed = io.StringIO()
        streams = sys.stdout, sys.stderr
        sent: list[Any] = []
        warned: list[protocol.Warned] = []
        watched = False
        answer: protocol.Answer | protocol.Raised
        number = ask.number
        self._codec.begin()
        try:
            sys.stdout = sys.stderr = printed
            if ask.changed:
                self._change(ask.changed, buffers)
            if ask.files:
                self._folder.put(ask.files, buffers)
            if ask.released:
                self._codec.release(ask.released)
            if ask.seeds is not None:
                states = self._codec.decode(ask.seeds, buffers)
                np.random.set_state(states[0])
                random.setstate(states[1])
            arguments = self._codec.decode(ask.arguments, buffers)
            buffers.clear()
            order, told, watched = ask.order, ask.warned, ask.watched
            del ask  # it holds the bytes of small arrays
            with self._told_warnings(warned) if told else contextlib.nullcontext():
                result = getattr(self, "_" + order)(*arguments)
            sys.stdout, sys.stderr = streams
            answer = protocol.Answer(
                number, self._codec.encode_result(result, sent), protocol.Effects()
            )
            del arguments, result  # what is still referred to is what the student's code keeps
        except BaseException as error:
            sys.stdout, sys.stderr = streams
            sent.clear()
            answer = self._raised(number, error, sent)
        answer.effects = self._effects(sent, printed)
        answer.effects.warned = warned
        if watched:
            with contextlib.suppress(OSError):
                answer.effects.files = self._folder.changed(lambda path: True, sent)
        try:
            self._channel.send(answer, sent)
        except WireError as error:
            if isinstance(error, Closed):
                raise
            answer = self._raised(answer.number, error, [])
            answer.effects = protocol.Effects()
            self._channel.send(answer)

    @contextlib.contextmanager
    def _told_warnings(self, found: list[protocol.Warned]) -> Iterator[None]:
        """Note all warnings that the student's code gives, whatever it wants done with them."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                yield
            finally:
                for one in caught[:_WARNINGS]:
                    found.append(self._codec.warning(one))

    def _raised(self, number: int, error: BaseException, buffers: list[Any]) -> protocol.Raised:
        kind, text, steps, arguments, own = self._codec.error(error, buffers)
        effects = protocol.Effects()
        return protocol.Raised(number, kind, text, steps, arguments, own, effects)

    def _effects(self, buffers: list[Any], printed: io.StringIO) -> protocol.Effects:
        effects = protocol.Effects(rebound=self._rebound())
        text = printed.getvalue()
        if text:
            effects.printed = _writable(text[:_OUTPUT])
        try:
            effects.changes, effects.kept = self._codec.changes(buffers)
            effects.updates = self._codec.updates(buffers)
        except BaseException:  # of the student's values; what was found by then is told
            pass
        return effects

    def _change(self, changed: list[Change], buffers: list[Any]) -> None:
        for alias, node in changed:
            self._codec.change(alias, self._codec.decode(node, buffers))

    def _rebound(self) -> list[str]:
        """Names that mean something else by now than the judge knows."""
        namespace = self.shell.user_ns
        found = [name for name, value in self._known.items() if namespace.get(name) is not value]
        for name in found:
            del self._known[name]
        return found

    def call_judge(self, alias: int, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Call a function of the test cell; meanwhile it may ask for more."""
        buffers: list[Any] = []
        passed = self._codec.encode((arguments, keywords), buffers)
        self._calls += 1
        mine = self._calls
        self._channel.send(protocol.Callback(mine, alias, passed), buffers)
        while True:
            message, buffers = self._receive()
            kind = type(message)
            if kind is protocol.Ask:
                self._answer(message, buffers)
            elif kind is protocol.End:
                raise KeyboardInterrupt
            elif message.call == mine:
                if kind is protocol.Result:
                    return self._codec.decode(message.value, buffers)
                kind = getattr(builtins, message.kind, RuntimeError)
                raise kind("raised by a function of the test")

    # What the judge can ask.

    def _name(self, name: str) -> Any:
        value = self._known[name] = self.shell.user_ns[name]
        return value

    def _module(self, name: str) -> str | None:
        """The name of the module that a name means, or None."""
        value = self.shell.user_ns[name]
        found: Any = getattr(value, "__name__", None)
        return found if isinstance(value, type(sys)) and sys.modules.get(found) is value else None

    def _run(self, text: str) -> None:
        """Define what a test cell shows the student, for the cells after it."""
        exec(compile(text, "<test>", "exec"), self.shell.user_ns)

    def _forget(self, name: str) -> None:
        del self.shell.user_ns[name]

    def _bind(self, name: str, value: Any) -> None:
        self.shell.user_ns[name] = value

    def _call(
        self, function: Any, arguments: tuple[Any, ...], keywords: Iterable[tuple[str, Any]]
    ) -> Any:
        return function(*arguments, **dict(keywords))

    def _get(self, value: Any, name: str) -> Any:
        return getattr(value, name)

    def _set(self, value: Any, name: str, part: Any) -> None:
        setattr(value, name, part)

    def _delete(self, value: Any, name: str) -> None:
        delattr(value, name)

    def _operator(self, name: str, *values: Any) -> Any:
        if name == "array":
            array = np.asarray(values[0])
            if array.dtype.hasobject:
                raise TypeError(f"{type(values[0]).__name__} is no array of numbers")
            return array
        if name in ("len", "bool", "float", "int", "complex", "iter", "next", "repr", "str"):
            return getattr(builtins, name)(values[0])
        if name == "dir":
            return [name for name in dir(values[0]) if type(name) is str]
        if name in _BUILTINS:
            return getattr(builtins, name)(*values)
        if name == "enter":
            return type(values[0]).__enter__(values[0])
        if name == "exit":
            value, error = values
            error_class: Any = error
            if isinstance(error, type):
                error = error_class.__new__(error_class)
            kind = None if error is None else type(error)
            return bool(type(value).__exit__(value, kind, error, None))
        return _OPERATORS[name](*values)

    def _signature(self, value: Any) -> list[tuple[Any, ...]]:
        import inspect

        empty = inspect.Parameter.empty
        return [
            (
                parameter.name,
                int(parameter.kind),
                *(
                    None if part is empty else (part,)
                    for part in (parameter.default, parameter.annotation)
                ),
            )
            for parameter in inspect.signature(value).parameters.values()
        ]

    def _code(self, value: Any, name: str) -> Any:
        return getattr(value.__code__, name)

    def _class(self, value: Any) -> type:
        return type(value)

    def _plain(self, value: Any, special: str) -> tuple[Any, ...]:
        """(the plain value,) of an object whose class leaves an operator to list, int …"""
        for base in _BASES:
            if isinstance(value, base):
                own = getattr(type(value), special, None) is getattr(base, special, None)
                return (base(value),) if own and type(value) is not base else ()
        return ()

    def _plain_eq(self, one: object, other: object) -> bool:
        """Whether two objects are equal only if they are the same."""
        return all(type(value).__eq__ is object.__eq__ for value in (one, other))

    def _copy(self, value: Any, deep: bool) -> Any:
        return copy.deepcopy(value) if deep else copy.copy(value)

    def _derive(
        self,
        name: str,
        bases: tuple[Any, ...],
        members: tuple[tuple[str, str, Any], ...],
        keywords: tuple[tuple[str, Any], ...],
    ) -> type:
        """A class of the test's, whose methods call the test back."""
        body = {key: _WRAPPED[kind](value) for key, kind, value in members}
        body["__module__"] = "__main__"
        return types.new_class(name, bases, dict(keywords), lambda own: own.update(body))

    def _super(self, kind: type, value: Any, name: str) -> Any:
        return getattr(super(kind, value), name)

    def _files(self, course: tuple[str, ...]) -> None:
        """A test begins that has to do with files; it has those of the course."""
        self._folder.begin(course)

    def _await(self, value: Any) -> Any:
        """What comes of a coroutine; the kernel's own event loop is busy here."""
        done: list[tuple[Any, BaseException | None]] = []

        def run() -> None:
            try:
                done.append((asyncio.run(_awaited(value)), None))
            except BaseException as error:
                done.append((None, error))

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        result, error = done[0]
        if error is not None:
            raise error
        return result

    def _names(self) -> list[str]:
        return [name for name in list(self.shell.user_ns) if type(name) is str][:100_000]

    def _patch(self, name: str, value: Any) -> None:
        """Let a built-in name mean a function of the test's."""
        if name not in self._patched:
            self._patched[name] = getattr(builtins, name)
        setattr(builtins, name, value)

    def _replace(self, name: str, value: Any) -> None:
        """Let a name of the student's mean a function or class of the test's."""
        if name not in self._replaced:
            self._replaced[name] = self.shell.user_ns.get(name)
        self.shell.user_ns[name] = value

    def _restore(self, name: str | None = None) -> None:
        """Give what was patched or replaced its own meaning back; all of it without a name."""
        for table, put in (
            (self._patched, lambda one, value: setattr(builtins, one, value)),
            (self._replaced, self.shell.user_ns.__setitem__),
        ):
            for one in [name] if name is not None else list(table):
                if one in table:
                    put(one, table.pop(one))


def _method(function: Any) -> Any:
    """A function of the test's as a method, which takes the object it belongs to."""

    def method(self: Any, *arguments: Any, **keywords: Any) -> Any:
        return function(self, *arguments, **keywords)

    method.__name__ = method.__qualname__ = str(function.__name__)
    return method


_WRAPPED: dict[str, Any] = {
    "method": _method,
    "property": lambda function: property(_method(function)),
    "static": staticmethod,
    "class": lambda function: classmethod(_method(function)),
    "value": lambda value: value,
}


def _close_figures() -> None:
    """As at the end of every cell in a notebook whose figures stand below it."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and "inline" in str(dict.get(pyplot.rcParams, "backend", "")):
        pyplot.close("all")


async def _awaited(value: Any) -> Any:
    return await value


def _writable(text: str) -> str:
    """A text without halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode()
