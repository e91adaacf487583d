"""The judge's end of the connection to a student's kernel: what it asks, and what it takes back.

Plain data comes as a copy, whose changes are passed on before the next call, so that
``layer.weights[0, 1] += h`` does what it says. Changes that the student's code makes to the
arguments of a call are carried back into them, unless they belong to the locked cells, which no
student may change.
"""

import builtins
import itertools
import random
import sys
import time
import types
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from nbjudge import check
from nbjudge.errors import JudgeError
from nbjudge.grading.judge import protocol
from nbjudge.grading.judge.channel import Channel, Closed, TooLate, WireError
from nbjudge.grading.judge.files import JudgeFolder
from nbjudge.grading.judge.judge_codec import JudgeCodec
from nbjudge.grading.judge.proxies import Remote
from nbjudge.grading.sandbox.affinity import leave, stay

__all__ = ["Link"]

_NESTED = 20  # callbacks within callbacks
_CALLBACKS = 1_000_000
_DATA = 2**33  # bytes that a test cell may receive in all


class Link:
    """The judge's end of the connection to one student's kernel.

    Parameters
    ----------
    channel : `channel.Channel` that reads `protocol.FromStudent`
    setup : the namespace of the locked cells.
    operators : {class: operators that the source's own class of this name defines}; None allows
        all operators between two of the student's objects.
    """

    def __init__(
        self, channel: Channel, setup: dict[str, Any], operators: dict[str, list[str]] | None = None
    ) -> None:
        self.operators = operators
        self.failure: Exception | None = None  # what has broken the connection for this cell
        self._codec = JudgeCodec(self, setup)
        self._names: dict[str, Any] = {}  # objects of the student's by name, until it means another
        self._numbers = itertools.count(1)
        self.open = False  # whether a test cell runs
        self.folder: JudgeFolder | None = None  # in which test cells work
        self.connect(channel)

    def connect(self, channel: Channel) -> None:
        """Use another connection: the kernel is a new one."""
        self._channel = channel
        self._greeted = False  # whether the other side has said its version
        self._names.clear()
        self._codec.forget()
        if self.folder is not None:
            self.folder.forget()

    def begin(
        self,
        timeout: float,
        seeds: bool = False,
        carry: bool = False,
        patches: bool = False,
        warned: bool = False,
        files: bool = False,
        cell: str = "",
        decided: Iterable[Any] | None = (),
    ) -> None:
        """A test cell begins; the student's code may take ``timeout`` seconds.

        With ``seeds``, what the cell does to the global generators of numpy and of Python is done
        to the student's as well. With ``carry``, changes of the arguments are carried back even
        from functions that return something. With ``patches``, what the cell puts in place of
        built-in functions is so for the student's code as well. With ``warned``, warnings of the
        student's code are given here too; with ``files``, files are handed over. ``decided`` is
        what the source's own objects decide in the cell of the file name ``cell``, see
        `lets_decide`; None where that is to be found out.
        """
        self.failure = None
        self.open = True
        self._core = stay()
        self._names.clear()
        self.carry = carry
        self.mutated = False  # whether an argument was changed, and the change not carried back
        self._seeds = _Seeds() if seeds else None
        self._warned, self._files = warned, files and self.folder is not None
        self._cell = cell
        self._decided = None if decided is None else {_frozen(one) for one in decided}
        self.found: set[Any] = set()  # what was found to be decided
        self.draws = False  # whether the student's code uses a figure of the test's
        self._warnings: dict[Any, Any] = {}  # which have been given, as `warnings` notes them
        self._builtins = dict(vars(builtins)) if patches else None
        self._patched: dict[str, Any] = {}
        self._deadline = time.monotonic() + timeout
        self._depth = self._called = 0
        self._data = self._channel.received

    def end(self) -> None:
        """The test cell has ended; what it changed last is passed on."""
        self.open = False
        buffers: list[Any] = []
        try:
            changed = self._codec.changed(buffers) if self.failure is None else []
            self._codec.end_cell()
            self._channel.send(protocol.End(changed), buffers, time.monotonic() + 5)
        except WireError as error:
            self.failure = self.failure or error
        finally:
            leave()

    def named(self, name: str) -> Any:
        """The student's object of a name."""
        value = self._names.get(name)
        if value is None:
            value = self.ask("name", name)
            self._codec.note_name(value)
            if isinstance(value, Remote):  # data can change without a new name
                self._names[name] = value
        return value

    def take_missing(self) -> None:
        """Refuse missing values of pandas's, but where the source gives some in the same place.

        What is compared with NA is NA, which ``all`` takes for true.
        """
        place = ("NA", *_place(self._cell))
        if self._decided is None:
            self.found.add(place)
        elif place not in self._decided:
            self.failure = JudgeError(
                "The student's code gives missing values (NA) where the notebook's own solution "
                "gives none. A comparison with them counts as true, so they would decide the "
                "outcome. Compare with .isna(), or after .fillna(...)."
            )
            raise self.failure

    def share_files(self) -> None:
        """Have all files here that the student's code has written by now."""
        if self._files and self.folder is not None:
            self.folder.refused = None
            self.ask("files", tuple(self.folder.course))

    def lets_decide(self, remote: Remote, special: str) -> bool:
        """Whether an object of the student's may decide an operator with data of the test's here.

        It could agree with whatever the test expects. So it may only where, in the source, an
        object of the same class does at the very same place of the test.
        """
        for name in object.__getattribute__(remote, "_classes"):
            known = (self.operators or {}).get(name, ())
            if special in known or special.replace("__i", "__", 1) in known:
                place = (name, special, *_place(self._cell))
                if self._decided is None:
                    self.found.add(place)
                return self._decided is None or place in self._decided
        return False

    def student_names(self) -> list[str]:
        """The names that the student's notebook has defined by now."""
        found = self.ask("names")
        if type(found) is not list or not all(type(name) is str for name in found):
            raise WireError("names that are none")
        return [name for name in found if not name.startswith("__")]

    def ask(self, order: str, *arguments: Any) -> Any:
        """Let the student's kernel do something; returns the value, or raises what it raised."""
        if self.failure is not None:
            raise self.failure
        if not self.open:  # a finalizer or a thread of a test cell: nobody answers now
            raise JudgeError("A student's object was used after the test cell had ended.")
        try:
            if self._builtins is not None:
                self._pass_builtins()
            return self._ask(order, arguments)
        except (WireError, RecursionError, MemoryError) as error:
            self.failure = error
            raise

    def _pass_builtins(self) -> None:
        """What the test has put in place of built-in functions is so for the student's code."""
        now = vars(builtins)
        for name, own in (self._builtins or {}).items():
            value = now.get(name)
            if value is not self._patched.get(name, own):
                if value is own:
                    del self._patched[name]
                    self._ask("restore", (name,))
                else:
                    self._patched[name] = value
                    self._ask("patch", (name, value))

    def _ask(self, order: str, arguments: tuple[Any, ...]) -> Any:
        number = next(self._numbers)
        buffers: list[Any] = []
        sent = self._codec.begin()
        try:
            asked = self._codec.encode(arguments, buffers)
            seeds = None
            if self._seeds is not None and order in ("call", "operator"):
                seeds = self._codec.encode(self._seeds.take(), buffers)
        except WireError as error:
            self._codec.sent.pop()
            raise JudgeError(f"An argument cannot pass to the student's code: {error}.") from None
        try:
            changed = self._codec.changed(buffers)
            released = self._codec.take_released()
            ask = protocol.Ask(
                number, order, asked, released, changed, seeds, self._core, self._warned
            )
            if self._files and self.folder is not None:
                ask.watched, ask.files = True, self.folder.written(arguments, buffers)
            self._channel.send(ask, buffers, self._deadline)
            answer, buffers = self._await_answer(number)
            procedure = order == "call" and self._codec.is_named(arguments[0])
            return self._take(answer, buffers, sent, procedure)
        finally:
            self._codec.sent.pop()

    def _await_answer(self, number: int) -> tuple[protocol.Answer | protocol.Raised, list[Any]]:
        while True:
            message, buffers = self._channel.receive(self._deadline)
            if self._channel.received - self._data > _DATA:
                raise WireError("the student's code gives more data than a test can take")
            kind = type(message)
            if not self._greeted:
                if kind is not protocol.Hello or message.version != protocol.VERSION:
                    raise WireError("the student's kernel speaks another version of the protocol")
                self._greeted = True
            elif kind is protocol.Callback:
                self._call_back(message, buffers)
            elif kind is not protocol.Hello and message.number == number:
                return message, buffers
            # Anything else answers a question that was given up.

    def _take(
        self,
        answer: protocol.Answer | protocol.Raised,
        buffers: list[Any],
        sent: dict[int, Any],
        procedure: bool,
    ) -> Any:
        effects = answer.effects
        for name in effects.rebound:
            self._names.pop(name, None)
        if effects.printed:
            sys.stdout.write(effects.printed)
        in_place = procedure and isinstance(answer, protocol.Answer) and answer.value is None
        carry = self.carry or check.changes_allowed()
        if effects.files and self._files and self.folder is not None:
            self.mutated |= self.folder.take(effects.files, buffers, carry or in_place)
        if effects.changes:
            # A function that works in place returns nothing. From all others, and from methods, a
            # test that goes on to use its argument would take the student's word for what it was.
            self.mutated |= self._codec.apply(
                effects.changes, buffers, sent, carry or in_place, carry
            )
        if effects.kept:
            self._codec.keep(effects.kept, sent)
        if effects.updates:
            self._codec.update(effects.updates, buffers)
        for one in effects.warned:
            self._warn(one)
        if isinstance(answer, protocol.Raised):
            raise self._codec.error(answer, buffers)
        return self._codec.decode(answer.value, buffers)

    def _warn(self, told: protocol.Warned) -> None:
        """Give a warning of the student's code here, where the test has said what comes of it."""
        kind = self._codec.class_of_error(told.kind)
        if not self._warned or not issubclass(kind, Warning):
            raise WireError("a warning that is none")
        warnings.warn_explicit(
            told.text, kind, f"<{told.file}>", told.line, registry=self._warnings
        )

    def _call_back(self, callback: protocol.Callback, buffers: list[Any]) -> None:
        self._called += 1
        if self._depth >= _NESTED or self._called > _CALLBACKS:
            raise WireError("the student's code calls the test's function without end")
        passed: list[Any] = []
        reply: protocol.Result | protocol.Refused
        self._depth += 1
        try:
            arguments, keywords = self._codec.decode(callback.passed, buffers)
            value = self._codec.use(callback.function, arguments, keywords)
            reply = protocol.Result(callback.call, self._codec.encode(value, passed))
        except (Closed, TooLate):
            raise
        except Exception as error:
            if error is self.failure:
                raise
            # Its class alone: the text might tell what the test expects.
            passed = []
            kind = type(error).__name__ if type(error).__module__ == "builtins" else "RuntimeError"
            reply = protocol.Refused(callback.call, kind)
        finally:
            self._depth -= 1
        self._channel.send(reply, passed, self._deadline)


def _place(cell: str) -> Iterator[tuple[int, ...]]:
    """Where in a test cell we are: the expressions that are evaluated, from within."""
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith("<") and code.co_filename.endswith(">"):
            positions = itertools.islice(code.co_positions(), frame.f_lasti // 2, None)
            yield tuple(part or 0 for part in next(positions))
            if code.co_filename == cell and code.co_name == "<module>":
                return
        frame = frame.f_back


def _frozen(place: Any) -> Any:
    """A place as `Link.lets_decide` notes it, of the lists that it has become on its way."""
    return tuple(tuple(part) if isinstance(part, list | tuple) else part for part in place)


class _Seeds:
    """Tells when a test has seeded the global generators since the last call."""

    def __init__(self) -> None:
        self._last = self._state()

    @staticmethod
    def _state() -> tuple[Any, Any]:
        return np.random.get_state(), random.getstate()

    def take(self) -> tuple[Any, Any] | None:
        """The states to hand over, or None; ours then move on, so that a reseed is noticed."""
        state = self._state()
        if self._key(state) == self._key(self._last):
            return None
        np.random.seed(np.random.randint(2**31, size=4).tolist())
        random.seed(random.getrandbits(128))
        self._last = self._state()
        return state

    @staticmethod
    def _key(state: tuple[Any, Any]) -> tuple[Any, ...]:
        numpy_state, python_state = state
        return numpy_state[1].tobytes(), numpy_state[2:], python_state
