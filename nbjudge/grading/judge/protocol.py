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
    "Tensor",
    "TensorDtype",
    "TensorShape",
    "Text",
    "Tuple",
    "Type",
    "Unfilled",
    "Yours",
]

VERSION = 2  # of all that is defined here; both sides must have the same
MAX_BYTES = 2**23  # of a message, without its buffers

Alias = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Size = Annotated[int, Meta(ge=0, le=2**48)]
Shape = Annotated[list[Size], Meta(max_length=32)]
Name = Annotated[str, Meta(max_length=1000)]
Change = tuple[Alias, "Node"]  # what a value has become


class _Wire(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """Travels as an array: the tag, then the fields in their order."""


# Nodes of plain data, in both directions.


class Int(_Wire, tag="int"):
    """An integer beyond 64 bits: two's complement, little-endian."""

    data: Annotated[bytes, Meta(max_length=2**16)]


class Text(_Wire, tag="text"):
    """A text with halves of surrogate pairs, which UTF-8 has no place for."""

    data: bytes


class Bytes(_Wire, tag="bytes"):
    """`bytes`."""

    data: bytes


class Complex(_Wire, tag="complex"):
    """A complex number."""

    real: float
    imaginary: float


class Dots(_Wire, tag="ellipsis"):
    """``...``"""


class Slice(_Wire, tag="slice"):
    """``start:stop:step``, each a node."""

    parts: Annotated[list["Node"], Meta(min_length=3, max_length=3)]


class Range(_Wire, tag="range"):
    """A `range` of start, stop and step."""

    parts: Annotated[list[int], Meta(min_length=3, max_length=3)]


class Tuple(_Wire, tag="tuple"):
    """A `tuple`."""

    items: list["Node"]


class FrozenSet(_Wire, tag="frozenset"):
    """A `frozenset`."""

    items: list["Node"]


class List(_Wire, tag="list"):
    """A `list`."""

    items: list["Node"]
    alias: Alias | None = None


class Set(_Wire, tag="set"):
    """A `set`."""

    items: list["Node"]
    alias: Alias | None = None


class Dict(_Wire, tag="dict"):
    """A `dict`, as pairs of key and value."""

    pairs: list[tuple["Node", "Node"]]
    alias: Alias | None = None


class Array(_Wire, tag="array"):
    """An array of numbers, truths, text or dates.

    ``data`` : its bytes in C order where it is tiny, else the number of its buffer.
    """

    data: int | bytes
    dtype: Annotated[str, Meta(max_length=32)]
    shape: Shape
    alias: Alias | None = None
    writable: bool = True


class Scalar(_Wire, tag="scalar"):
    """One of numpy's scalars, by its bytes."""

    dtype: Annotated[str, Meta(max_length=32)]
    data: bytes


class Dtype(_Wire, tag="dtype"):
    """A dtype of numpy's."""

    dtype: Annotated[str, Meta(max_length=32)]


class Tensor(_Wire, tag="tensor"):
    """A tensor of TensorFlow's, as an `Array` or `Scalar`."""

    value: "Node"


class Moment(_Wire, tag="moment"):
    """A date, time, datetime or timedelta; ``text`` is its ISO form, or days, seconds and µs."""

    kind: Annotated[str, Meta(max_length=9)]
    text: Annotated[str, Meta(max_length=64)]


class Decimal(_Wire, tag="decimal"):
    """A `decimal.Decimal`."""

    text: Annotated[str, Meta(max_length=10_000)]


class Fraction(_Wire, tag="fraction"):
    """A `fractions.Fraction` of two integers."""

    numerator: "Node"
    denominator: "Node"


class PathText(_Wire, tag="path"):
    """A `pathlib.Path`: its text, not what lies there."""

    text: Annotated[str, Meta(max_length=10_000)]


class ByteArray(_Wire, tag="bytearray"):
    """A `bytearray`."""

    data: bytes
    alias: Alias | None = None


class MachineArray(_Wire, tag="array.array"):
    """An `array.array` of one type code."""

    code: Annotated[str, Meta(max_length=1)]
    data: bytes
    alias: Alias | None = None


class Deque(_Wire, tag="deque"):
    """A `collections.deque`."""

    items: list["Node"]
    length: Size | None
    alias: Alias | None = None


class Mapping(_Wire, tag="mapping"):
    """A Counter, OrderedDict or defaultdict; ``factory`` is the last one's."""

    kind: Annotated[str, Meta(max_length=11)]
    pairs: list[tuple["Node", "Node"]]
    factory: "Node" = None
    alias: Alias | None = None


class Record(_Wire, tag="record"):
    """A namedtuple: the student's alias for its class, and the names of its fields."""

    kind: Alias | None
    name: Name
    fields: Annotated[list[Name], Meta(max_length=255)]
    items: list["Node"]


class Masked(_Wire, tag="masked"):
    """A masked array: its data, its mask (or None), and what stands in for masked entries."""

    data: "Node"
    mask: "Node"
    fill: "Node"
    alias: Alias | None = None


class Fields(_Wire, tag="fields"):
    """An array with fields, one array for each."""

    shape: Shape
    names: Annotated[list[Name], Meta(max_length=1000)]
    parts: list["Node"]
    alias: Alias | None = None


class Objects(_Wire, tag="objects"):
    """An array of plain Python values."""

    shape: Shape
    items: list["Node"]
    alias: Alias | None = None


class Matrix(_Wire, tag="matrix"):
    """A `numpy.matrix`."""

    data: "Node"
    alias: Alias | None = None


class Sparse(_Wire, tag="sparse"):
    """A sparse matrix or array of SciPy's, by its entries."""

    kind: Annotated[str, Meta(max_length=10)]
    shape: Shape
    data: "Node"
    rows: "Node"
    columns: "Node"


class Polynomial(_Wire, tag="polynomial"):
    """A `numpy.poly1d`, by its coefficients."""

    coefficients: "Node"
    variable: Annotated[str, Meta(max_length=100)]


class PandasScalar(_Wire, tag="pandas scalar"):
    """NA, NaT, a Timestamp or a Timedelta, by its count of ``unit`` and its time zone."""

    kind: Annotated[str, Meta(max_length=9)]
    count: int = 0
    unit: Annotated[str, Meta(max_length=2)] = "ns"
    zone: Annotated[str, Meta(max_length=64)] | None = None


class Column(_Wire, tag="column"):
    """Values of a pandas column that is no plain array.

    ``kind`` : "text", "category", "zoned", or the name of a nullable type such as "Int64".
    ``parts`` : what that kind is made of, see `tables`.
    """

    kind: Annotated[str, Meta(max_length=20)]
    parts: Annotated[list["Node"], Meta(max_length=5)]


class Index(_Wire, tag="index"):
    """An index of pandas: "range", "plain" or "multi"."""

    kind: Annotated[str, Meta(max_length=5)]
    parts: list["Node"]
    names: Annotated[list["Node"], Meta(max_length=100)]


class Series(_Wire, tag="series"):
    """A `pandas.Series`."""

    values: "Node"
    index: "Node"
    name: "Node"
    alias: Alias | None = None


class Frame(_Wire, tag="frame"):
    """A `pandas.DataFrame`, by its columns."""

    labels: "Node"
    index: "Node"
    columns: list["Node"]
    alias: Alias | None = None


class Mine(_Wire, tag="mine"):
    """A value of the student's that the judge was told of, by the student's alias for it."""

    alias: Alias
    sent: Alias | None = None  # the judge's, by which a change of it can be told


# Nodes from the judge only.


class OfJudge(_Wire, tag="judge"):
    """A function or object of the test's, to be called back."""

    alias: Alias
    name: Name


class Setup(_Wire, tag="setup"):
    """What a read-only cell has defined by this name, in either process."""

    name: Name


class Import(_Wire, tag="import"):
    """What a module holds by this dotted name; the module itself where the name is empty."""

    module: Name
    name: Name


class Iterator(_Wire, tag="iterator"):
    """An iterator over a tuple."""

    items: "Node"


class Generator(_Wire, tag="generator"):
    """One of numpy's random generators."""

    alias: Alias | None
    kind: Name
    state: "Node"


class Random(_Wire, tag="random"):
    """A `random.Random` or `numpy.random.RandomState`."""

    alias: Alias | None
    kind: Name
    state: "Node"


# Nodes from the student's side only.


class Argument(_Wire, tag="argument"):
    """An argument of the call, as it was, by the judge's alias for it."""

    alias: Alias


class Object(_Wire, tag="object"):
    """An object that stays with the student: a function, a class, a layer.

    ``classes`` : (module, name) of its class and the bases of that.
    """

    alias: Alias
    name: Name
    classes: Annotated[list[tuple[Name, Name]], Meta(max_length=20)]
    callable: bool


class Yours(_Wire, tag="yours"):
    """An `OfJudge`, handed back."""

    alias: Alias


class Type(_Wire, tag="type"):
    """A class of Python's or numpy's own."""

    module: Name
    name: Name


class ErrorClass(_Wire, tag="exception"):
    """A class of errors; without an alias, one of Python's own.

    ``bases`` : names of those of its bases that are Python's own.
    """

    alias: Alias | None
    name: Name
    bases: Annotated[list[Name], Meta(max_length=100)]


class Unfilled(_Wire, tag="unfilled"):
    """A name whose blanks are still open."""

    name: str
    reason: str


class TensorShape(_Wire, tag="shape"):
    """A shape of TensorFlow's; None is a size that is not known."""

    sizes: Annotated[list[Size | None], Meta(max_length=32)]


class TensorDtype(_Wire, tag="tensor dtype"):
    """A type of TensorFlow's."""

    name: Name


Exact = None | bool | int | float | str  # nodes that are their own values
Node = (
    Exact
    | (Int | Text | Bytes | Complex | Dots | Slice | Range | Tuple | FrozenSet | List | Set | Dict)
    | (Array | Scalar | Dtype | Tensor | Mine)
    | (Moment | Decimal | Fraction | PathText | ByteArray | MachineArray | Deque | Mapping | Record)
    | (Masked | Fields | Objects | Matrix | Sparse | Polynomial)
    | (PandasScalar | Column | Index | Series | Frame)
    | (OfJudge | Setup | Import | Iterator | Generator | Random)
    | (Argument | Object | Yours | Type | ErrorClass | Unfilled | TensorShape | TensorDtype)
)

# Messages.


class Hello(_Wire, tag="hello"):
    """The first message of the student's side."""

    version: int


class Ask(_Wire, tag="ask"):
    """The judge's question: what to do, with what."""

    number: Alias
    order: Name
    arguments: Node
    released: list[Alias]  # aliases of the student's that the judge needs no more
    changed: list[Change]  # what the test has changed of the student's data
    seeds: Node  # states of the global random generators, or None
    core: int | None  # on which the judge runs


class End(_Wire, tag="end"):
    """The test cell has ended."""

    changed: list[Change]


class Result(_Wire, tag="result"):
    """What a function of the test's has returned to a `Callback`."""

    call: Alias
    value: Node


class Refused(_Wire, tag="refused"):
    """A function of the test's has raised an error: its class, and no more."""

    call: Alias
    kind: Name


class Effects(_Wire, tag="effects"):
    """What the student's code has done besides giving a value."""

    changes: list[Change] = []  # of arguments, by the judge's aliases
    kept: list[Alias] = []  # arguments that it still holds
    updates: list[Change] = []  # of its own data that the judge holds copies of
    rebound: list[Name] = []  # names that mean something else by now
    printed: str = ""


class Answer(_Wire, tag="answer"):
    """The value that the student's code gave."""

    number: Alias
    value: Node
    effects: Effects


class Raised(_Wire, tag="raised"):
    """The error that the student's code raised; ``steps`` are its lines."""

    number: Alias
    kind: ErrorClass
    text: str
    steps: str
    arguments: list[Node]  # its args, where all of them are plain
    error: Object | None  # the error itself, where its class is the student's
    effects: Effects


class Callback(_Wire, tag="callback"):
    """The student's code uses a function or object of the test's."""

    call: Alias
    function: Alias
    passed: Node  # ((use, *arguments), keywords)


FromJudge = Ask | End | Result | Refused
FromStudent = Hello | Answer | Raised | Callback
Message = FromJudge | FromStudent
