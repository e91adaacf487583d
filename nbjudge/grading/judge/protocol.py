"""What the judge and a student's kernel say: every message, and every node of a value.

Both sides share these types. They travel as MessagePack arrays that begin with the tag of their
type; msgspec checks the type, and where it is given the range, of every field before anything else
sees it. A *node* stands for one value: a plain number, text, truth or None is its own node, all
else is one of the structs below. The contents of larger arrays follow behind a message as raw
bytes, its *buffers*. An *alias* is the number by which one side speaks of a mutable value or an
object of its own; a *name* is an identifier of Python.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from nbjudge.grading.judge.nodes import (
    Alias,
    Argument,
    Array,
    ByteArray,
    Bytes,
    Change,
    Column,
    Complex,
    Decimal,
    Deque,
    Dict,
    Dots,
    Dtype,
    ErrorClass,
    Exact,
    Fields,
    Fraction,
    Frame,
    FrozenSet,
    Generator,
    Import,
    Index,
    Int,
    Iterator,
    List,
    MachineArray,
    Mapping,
    Masked,
    Matrix,
    Mine,
    Moment,
    Name,
    Node,
    Object,
    Objects,
    OfJudge,
    PandasScalar,
    PathText,
    Polynomial,
    Random,
    Range,
    Record,
    Scalar,
    Series,
    Set,
    Setup,
    Size,
    Slice,
    Sparse,
    Stream,
    Tensor,
    TensorDtype,
    TensorShape,
    Text,
    Tuple,
    Type,
    Unfilled,
    Warned,
    Wire,
    Yours,
)

__all__ = [
    "MAX_BYTES",
    "VERSION",
    "Answer",
    "Argument",
    "Array",
    "Ask",
    "ByteArray",
    "Bytes",
    "Callback",
    "Column",
    "Complex",
    "Decimal",
    "Deque",
    "Dict",
    "Dots",
    "Dtype",
    "Effects",
    "End",
    "ErrorClass",
    "Exact",
    "Fields",
    "File",
    "Fraction",
    "Frame",
    "FromJudge",
    "FromStudent",
    "FrozenSet",
    "Generator",
    "Hello",
    "Import",
    "Index",
    "Int",
    "Iterator",
    "List",
    "MachineArray",
    "Mapping",
    "Masked",
    "Matrix",
    "Message",
    "Mine",
    "Moment",
    "Node",
    "Object",
    "Objects",
    "OfJudge",
    "PandasScalar",
    "PathText",
    "Polynomial",
    "Raised",
    "Random",
    "Range",
    "Record",
    "Refused",
    "Result",
    "Scalar",
    "Series",
    "Set",
    "Setup",
    "Slice",
    "Sparse",
    "Stream",
    "Tensor",
    "TensorDtype",
    "TensorShape",
    "Text",
    "Tuple",
    "Type",
    "Unfilled",
    "Warned",
    "Yours",
]

VERSION = 5  # of all that is defined here and in `nodes`; both sides must have the same
MAX_BYTES = 2**23  # of a message, without its buffers


class Hello(Wire, tag="hello"):
    """The first message of the student's side."""

    version: int


class File(Wire, tag="file"):
    """A file by its path; without a size, it is gone.

    ``data`` : the number of its buffer; None where its content is not told.
    """

    path: Name
    size: Size | None = None
    data: Size | None = None


class Ask(Wire, tag="ask"):
    """The judge's question: what to do, with what."""

    number: Alias
    order: Name
    arguments: Node
    released: list[Alias]  # aliases of the student's that the judge needs no more
    changed: list[Change]  # what the test has changed of the student's data
    seeds: Node  # states of the global random generators, or None
    core: int | None  # on which the judge runs
    warned: bool = False  # whether warnings are told
    watched: bool = False  # whether files are
    files: Annotated[list[File], Meta(max_length=2000)] = msgspec.field(default_factory=list)


class End(Wire, tag="end"):
    """The test cell has ended."""

    changed: list[Change]


class Result(Wire, tag="result"):
    """What a function of the test's has returned to a `Callback`."""

    call: Alias
    value: Node


class Refused(Wire, tag="refused"):
    """A function of the test's has raised an error: its class, and no more."""

    call: Alias
    kind: Name


class Effects(Wire, tag="effects"):
    """What the student's code has done besides giving a value."""

    changes: list[Change] = msgspec.field(
        default_factory=list
    )  # of arguments, by the judge's aliases
    kept: list[Alias] = msgspec.field(default_factory=list)  # arguments that it still holds
    updates: list[Change] = msgspec.field(
        default_factory=list
    )  # of its own data that the judge holds copies of
    rebound: list[Name] = msgspec.field(
        default_factory=list
    )  # names that mean something else by now
    printed: str = ""
    warned: Annotated[list[Warned], Meta(max_length=1000)] = msgspec.field(default_factory=list)
    files: Annotated[list[File], Meta(max_length=1000)] = msgspec.field(default_factory=list)


class Answer(Wire, tag="answer"):
    """The value that the student's code gave."""

    number: Alias
    value: Node
    effects: Effects


class Raised(Wire, tag="raised"):
    """The error that the student's code raised; ``steps`` are its lines."""

    number: Alias
    kind: ErrorClass
    text: str
    steps: str
    arguments: list[Node]  # its args, where all of them are plain
    error: Object | None  # the error itself, where its class is the student's
    effects: Effects


class Callback(Wire, tag="callback"):
    """The student's code uses a function or object of the test's."""

    call: Alias
    function: Alias
    passed: Node  # ((use, *arguments), keywords)


FromJudge = Ask | End | Result | Refused
FromStudent = Hello | Answer | Raised | Callback
Message = FromJudge | FromStudent
