"""The nodes of the judge's protocol: what stands for a value between judge and student.

A plain number, text, truth or None is its own node; all else is one of these structs.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

__all__ = [
    "Alias", "Argument", "Array", "ByteArray", "Bytes", "Change", "Column", "Complex",
    "Decimal", "Deque", "Dict", "Dots", "Dtype", "ErrorClass", "Exact", "Fields", "Fraction",
    "Frame", "FrozenSet", "Generator", "Import", "Index", "Int", "Iterator", "List",
    "MachineArray", "Mapping", "Masked", "Matrix", "Mine", "Moment", "Name", "Node", "Object",
    "Objects", "OfJudge", "PandasScalar", "PathText", "Polynomial", "Random", "Range",
    "Record", "Scalar", "Series", "Set", "Setup", "Shape", "Size", "Slice", "Sparse",
    "Stream", "Tensor", "TensorDtype", "TensorShape", "Text", "Tuple", "Type", "Unfilled",
    "Warned", "Wire", "Yours",
]  # fmt: skip

Alias = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Size = Annotated[int, Meta(ge=0, le=2**48)]
Shape = Annotated[list[Size], Meta(max_length=32)]
Name = Annotated[str, Meta(max_length=1000)]
Change = tuple[Alias, "Node"]  # what a value has become


class Wire(msgspec.Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """Travels as an array: the tag, then the fields in their order. A message holds no circle."""


# Nodes of plain data, in both directions.


class Int(Wire, tag="int"):
    """An integer beyond 64 bits: two's complement, little-endian."""

    data: Annotated[bytes, Meta(max_length=2**16)]


class Text(Wire, tag="text"):
    """A text with halves of surrogate pairs, which UTF-8 has no place for."""

    data: bytes


class Bytes(Wire, tag="bytes"):
    """`bytes`."""

    data: bytes


class Complex(Wire, tag="complex"):
    """A complex number."""

    real: float
    imaginary: float


class Dots(Wire, tag="ellipsis"):
    """``...``"""


class Slice(Wire, tag="slice"):
    """``start:stop:step``, each a node."""

    parts: Annotated[list["Node"], Meta(min_length=3, max_length=3)]


class Range(Wire, tag="range"):
    """A `range` of start, stop and step."""

    parts: Annotated[list[int], Meta(min_length=3, max_length=3)]


class Tuple(Wire, tag="tuple"):
    """A `tuple`."""

    items: list["Node"]


class FrozenSet(Wire, tag="frozenset"):
    """A `frozenset`."""

    items: list["Node"]


class List(Wire, tag="list"):
    """A `list`."""

    items: list["Node"]
    alias: Alias | None = None


class Set(Wire, tag="set"):
    """A `set`."""

    items: list["Node"]
    alias: Alias | None = None


class Dict(Wire, tag="dict"):
    """A `dict`, as pairs of key and value."""

    pairs: list[tuple["Node", "Node"]]
    alias: Alias | None = None


class Array(Wire, tag="array"):
    """An array of numbers, truths, text or dates.

    ``data`` : its bytes in C order where it is tiny, else the number of its buffer.
    """

    data: int | bytes
    dtype: Annotated[str, Meta(max_length=32)]
    shape: Shape
    alias: Alias | None = None
    writable: bool = True


class Scalar(Wire, tag="scalar"):
    """One of numpy's scalars, by its bytes."""

    dtype: Annotated[str, Meta(max_length=32)]
    data: bytes


class Dtype(Wire, tag="dtype"):
    """A dtype of numpy's."""

    dtype: Annotated[str, Meta(max_length=32)]


class Tensor(Wire, tag="tensor"):
    """A tensor of TensorFlow's, as an `Array` or `Scalar`."""

    value: "Node"


class Moment(Wire, tag="moment"):
    """A date, time, datetime or timedelta; ``text`` is its ISO form, or days, seconds and µs."""

    kind: Annotated[str, Meta(max_length=9)]
    text: Annotated[str, Meta(max_length=64)]


class Decimal(Wire, tag="decimal"):
    """A `decimal.Decimal`."""

    text: Annotated[str, Meta(max_length=10_000)]


class Fraction(Wire, tag="fraction"):
    """A `fractions.Fraction` of two integers."""

    numerator: "Node"
    denominator: "Node"


class PathText(Wire, tag="path"):
    """A `pathlib.Path`: its text, not what lies there."""

    text: Annotated[str, Meta(max_length=10_000)]


class ByteArray(Wire, tag="bytearray"):
    """A `bytearray`."""

    data: bytes
    alias: Alias | None = None


class MachineArray(Wire, tag="array.array"):
    """An `array.array` of one type code."""

    code: Annotated[str, Meta(max_length=1)]
    data: bytes
    alias: Alias | None = None


class Deque(Wire, tag="deque"):
    """A `collections.deque`."""

    items: list["Node"]
    length: Size | None
    alias: Alias | None = None


class Mapping(Wire, tag="mapping"):
    """A Counter, OrderedDict or defaultdict; ``factory`` is the last one's."""

    kind: Annotated[str, Meta(max_length=11)]
    pairs: list[tuple["Node", "Node"]]
    factory: "Node" = None
    alias: Alias | None = None


class Record(Wire, tag="record"):
    """A namedtuple: the student's alias for its class, and the names of its fields."""

    kind: Alias | None
    name: Name
    fields: Annotated[list[Name], Meta(max_length=255)]
    items: list["Node"]


class Fields(Wire, tag="fields"):
    """An array with fields, one array for each."""

    shape: Shape
    names: Annotated[list[Name], Meta(max_length=1000)]
    parts: list["Node"]
    alias: Alias | None = None


class Objects(Wire, tag="objects"):
    """An array of plain Python values."""

    shape: Shape
    items: list["Node"]
    alias: Alias | None = None


class Matrix(Wire, tag="matrix"):
    """A `numpy.matrix`."""

    data: "Node"
    alias: Alias | None = None


class Sparse(Wire, tag="sparse"):
    """A sparse matrix or array of SciPy's, by its entries."""

    kind: Annotated[str, Meta(max_length=10)]
    shape: Shape
    data: "Node"
    rows: "Node"
    columns: "Node"


class Stream(Wire, tag="stream"):
    """An `io.StringIO` or `io.BytesIO`: all that it holds, and where it stands.

    ``data`` : text or bytes; None where it is closed.
    ``newline`` : how lines end in text, as `io.StringIO` takes it.
    """

    kind: Annotated[str, Meta(max_length=8)]
    data: "Node"
    position: Size = 0
    newline: Annotated[str, Meta(max_length=2)] | None = "\n"
    alias: Alias | None = None


class Polynomial(Wire, tag="polynomial"):
    """A `numpy.poly1d`, by its coefficients."""

    coefficients: "Node"
    variable: Annotated[str, Meta(max_length=100)]


class PandasScalar(Wire, tag="pandas scalar"):
    """NA, NaT, a Timestamp or a Timedelta, by its count of ``unit`` and its time zone."""

    kind: Annotated[str, Meta(max_length=9)]
    count: int = 0
    unit: Annotated[str, Meta(max_length=2)] = "ns"
    zone: Annotated[str, Meta(max_length=64)] | None = None


class Column(Wire, tag="column"):
    """Values of a pandas column that is no plain array.

    ``kind`` : "text", "category", "zoned", or the name of a nullable type such as "Int64".
    ``parts`` : what that kind is made of, see `tables`.
    """

    kind: Annotated[str, Meta(max_length=20)]
    parts: Annotated[list["Node"], Meta(max_length=5)]


class Index(Wire, tag="index"):
    """An index of pandas: "range", "plain" or "multi"."""

    kind: Annotated[str, Meta(max_length=5)]
    parts: list["Node"]
    names: Annotated[list["Node"], Meta(max_length=100)]


class Series(Wire, tag="series"):
    """A `pandas.Series`."""

    values: "Node"
    index: "Node"
    name: "Node"
    alias: Alias | None = None


class Frame(Wire, tag="frame"):
    """A `pandas.DataFrame`, by its columns."""

    labels: "Node"
    index: "Node"
    columns: list["Node"]
    alias: Alias | None = None


class Mine(Wire, tag="mine"):
    """A value of the student's that the judge was told of, by the student's alias for it."""

    alias: Alias
    sent: Alias | None = None  # the judge's, by which a change of it can be told


# Nodes from the judge only.


class OfJudge(Wire, tag="judge"):
    """A function or object of the test's, to be called back."""

    alias: Alias
    name: Name


class Setup(Wire, tag="setup"):
    """What a read-only cell has defined by this name, in either process."""

    name: Name


class Import(Wire, tag="import"):
    """What a module holds by this dotted name; the module itself where the name is empty."""

    module: Name
    name: Name


class Iterator(Wire, tag="iterator"):
    """An iterator over a tuple."""

    items: "Node"


class Generator(Wire, tag="generator"):
    """One of numpy's random generators."""

    alias: Alias | None
    kind: Name
    state: "Node"


class Random(Wire, tag="random"):
    """A `random.Random` or `numpy.random.RandomState`."""

    alias: Alias | None
    kind: Name
    state: "Node"


class Masked(Wire, tag="masked"):
    """A masked array: its data, its mask (or None), and what stands in for masked entries."""

    data: "Node"
    mask: "Node"
    fill: "Node"


# Nodes from the student's side only.


class Argument(Wire, tag="argument"):
    """An argument of the call, as it was, by the judge's alias for it."""

    alias: Alias


class Object(Wire, tag="object"):
    """An object that stays with the student: a function, a class, a layer.

    ``classes`` : (module, name) of its class and the bases of that.
    """

    alias: Alias
    name: Name
    classes: Annotated[list[tuple[Name, Name]], Meta(max_length=20)]
    callable: bool


class Yours(Wire, tag="yours"):
    """An `OfJudge`, handed back."""

    alias: Alias


class Type(Wire, tag="type"):
    """A class of Python's or numpy's own."""

    module: Name
    name: Name


class ErrorClass(Wire, tag="exception"):
    """A class of errors; without an alias, one of Python's own or of a library's.

    ``bases`` : names of those of its bases that are Python's own.
    ``home`` : (module, name) of the nearest class that a library defines, itself or a base.
    """

    alias: Alias | None
    name: Name
    bases: Annotated[list[Name], Meta(max_length=100)]
    home: tuple[Name, Name] | None = None


class Warned(Wire, tag="warned"):
    """A warning of the student's code: its class, its text, and the line that gave it."""

    kind: ErrorClass
    text: str
    file: Name
    line: Alias


class Unfilled(Wire, tag="unfilled"):
    """A name whose blanks are still open."""

    name: str
    reason: str


class TensorShape(Wire, tag="shape"):
    """A shape of TensorFlow's; None is a size that is not known."""

    sizes: Annotated[list[Size | None], Meta(max_length=32)]


class TensorDtype(Wire, tag="tensor dtype"):
    """A type of TensorFlow's."""

    name: Name


Exact = None | bool | int | float | str  # nodes that are their own values
Node = (
    Exact
    | (Int | Text | Bytes | Complex | Dots | Slice | Range | Tuple | FrozenSet | List | Set | Dict)
    | (Array | Scalar | Dtype | Tensor | Mine)
    | (Moment | Decimal | Fraction | PathText | ByteArray | MachineArray | Deque | Mapping | Record)
    | (Fields | Objects | Matrix | Sparse | Polynomial | Stream)
    | (PandasScalar | Column | Index | Series | Frame)
    | (OfJudge | Setup | Import | Iterator | Generator | Random | Masked)
    | (Argument | Object | Yours | Type | ErrorClass | Unfilled | TensorShape | TensorDtype)
)
