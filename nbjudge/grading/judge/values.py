"""Plain forms of Python's and numpy's richer types, both ways: dates, records, masked arrays …

Each type has one node of the protocol, made of plain parts, and is rebuilt from those by its own
constructor, with what is within bounds. Only exact types are taken: an object of a class derived
from one of these stays where it is.
"""

import array
import collections
import datetime
import decimal
import fractions
import io
import operator
import pathlib
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from nbjudge.grading.judge import protocol
from nbjudge.grading.judge.channel import WireError
from nbjudge.grading.judge.nodes import Node

if TYPE_CHECKING:
    from nbjudge.grading.judge.codec import Codec

__all__ = [
    "DECODERS",
    "ENCODERS",
    "alike",
    "encode_odd_array",
    "encode_sparse",
    "has_moved_on",
    "is_record",
    "record_class",
    "replace",
]

_CODES = "bBhHiIlLqQfd"  # of array.array
_MAPPINGS = {
    "Counter": collections.Counter,
    "OrderedDict": collections.OrderedDict,
    "defaultdict": collections.defaultdict,
}
_SPARSE = frozenset(
    f"{form}_{kind}"
    for form in ("bsr", "coo", "csc", "csr", "dia", "dok", "lil")
    for kind in ("array", "matrix")
)
_LONGEST = 10**6  # side of a sparse matrix, for which some forms take memory


def _expect(condition: object, what: str) -> None:
    if not condition:
        raise WireError(f"{what} that breaks the rules")


# Dates.


def _encode_moment(codec: "Codec", value: Any, buffers: list[Any], depth: int) -> Node:
    kind = type(value)
    if kind is datetime.timedelta:
        return protocol.Moment("timedelta", f"{value.days} {value.seconds} {value.microseconds}")
    zone = getattr(value, "tzinfo", None)
    if zone is not None and type(zone) is not datetime.timezone:
        return codec.encode_object(value, buffers, depth)
    return protocol.Moment(kind.__name__, value.isoformat())


def _decode_moment(codec: "Codec", node: protocol.Moment, buffers: list[Any], depth: int) -> Any:
    if node.kind == "timedelta":
        days, seconds, micro = (int(part) for part in node.text.split())
        return datetime.timedelta(days, seconds, micro)
    kinds: dict[str, Any] = {
        "date": datetime.date, "time": datetime.time, "datetime": datetime.datetime,
    }  # fmt: skip
    return kinds[node.kind].fromisoformat(node.text)


# Numbers.


def _decode_fraction(
    codec: "Codec", node: protocol.Fraction, buffers: list[Any], depth: int
) -> fractions.Fraction:
    parts = [codec.decode(part, buffers, depth) for part in (node.numerator, node.denominator)]
    _expect(all(type(part) is int for part in parts), "a fraction")
    try:
        return fractions.Fraction(*parts)
    except ZeroDivisionError:
        raise WireError("a fraction that breaks the rules") from None


def _encode_fraction(
    codec: "Codec", value: fractions.Fraction, buffers: list[Any], depth: int
) -> Node:
    parts = (value.numerator, value.denominator)
    return protocol.Fraction(*(codec.encode(part, buffers, depth) for part in parts))


def _decode_decimal(
    codec: "Codec", node: protocol.Decimal, buffers: list[Any], depth: int
) -> decimal.Decimal:
    try:
        return decimal.Decimal(node.text)
    except decimal.InvalidOperation:
        raise WireError("a decimal that breaks the rules") from None


# Collections.


def _encode_deque(
    codec: "Codec", value: collections.deque[Any], buffers: list[Any], depth: int
) -> Node:
    alias = codec.alias(value)
    items = [codec.encode(item, buffers, depth) for item in value]
    return protocol.Deque(items, value.maxlen, alias)


def _decode_deque(codec: "Codec", node: protocol.Deque, buffers: list[Any], depth: int) -> Any:
    items = [codec.decode(item, buffers, depth) for item in node.items]
    return _told(codec, node, collections.deque(items, node.length))


def _encode_mapping(codec: "Codec", value: Any, buffers: list[Any], depth: int) -> Node:
    alias = codec.alias(value)
    pairs = [
        (codec.encode(key, buffers, depth), codec.encode(item, buffers, depth))
        for key, item in value.items()
    ]
    factory = codec.encode(getattr(value, "default_factory", None), buffers, depth)
    return protocol.Mapping(type(value).__name__, pairs, factory, alias)


def _decode_mapping(codec: "Codec", node: protocol.Mapping, buffers: list[Any], depth: int) -> Any:
    made = _MAPPINGS[node.kind]()
    if node.kind == "defaultdict":
        factory = codec.decode(node.factory, buffers, depth)
        _expect(factory is None or callable(factory), "a defaultdict")
        made.default_factory = factory
    for key, item in node.pairs:
        made[codec.decode(key, buffers, depth)] = codec.decode(item, buffers, depth)
    return _told(codec, node, made)


def _encode_bytearray(codec: "Codec", value: bytearray, buffers: list[Any], depth: int) -> Node:
    return protocol.ByteArray(bytes(value), codec.alias(value))


def _decode_bytearray(
    codec: "Codec", node: protocol.ByteArray, buffers: list[Any], depth: int
) -> Any:
    return _told(codec, node, bytearray(node.data))


def _encode_machine_array(
    codec: "Codec", value: "array.array[Any]", buffers: list[Any], depth: int
) -> Node:
    if value.typecode not in _CODES:
        return codec.encode_object(value, buffers, depth)
    return protocol.MachineArray(value.typecode, value.tobytes(), codec.alias(value))


def _decode_machine_array(
    codec: "Codec", node: protocol.MachineArray, buffers: list[Any], depth: int
) -> Any:
    _expect(node.code and node.code in _CODES, "an array")
    made = array.array(node.code)
    made.frombytes(node.data)
    return _told(codec, node, made)


def is_record(kind: type) -> bool:
    """Whether a class is a namedtuple, and nothing more."""
    if kind.__bases__ != (tuple,) or not hasattr(kind, "_fields"):
        return False
    plain = vars(collections.namedtuple("plain", kind._fields, rename=True))
    own = {name for name, value in vars(kind).items() if callable(value)}
    return own <= set(plain) | {"__annotate_func__", "__annotate__"}


def record_class(name: str, fields: Sequence[str], alias: int | None) -> type:
    """A class of tuples with named fields, made without any code of the student's."""

    def as_dict(self: Any) -> dict[str, Any]:
        return dict(zip(fields, self, strict=True))

    def with_new(self: Any, **new: Any) -> Any:
        items = (new.get(field, item) for field, item in zip(fields, self, strict=True))
        return tuple.__new__(type(self), items)

    def show(self: Any) -> str:
        parts = ", ".join(f"{field}={item!r}" for field, item in zip(fields, self, strict=True))
        return f"{name}({parts})"

    own = {"__slots__": (), "_fields": tuple(fields), "_student_alias": alias,
           "_asdict": as_dict, "_replace": with_new, "__repr__": show}  # fmt: skip
    places = {field: property(operator.itemgetter(i)) for i, field in enumerate(fields)}
    return type(name[:100], (tuple,), own | places)


def _told(codec: "Codec", node: Any, value: Any) -> Any:
    if node.alias is not None:
        codec.aliased(node.alias, value)
    return value


_STREAMS = {"text": io.StringIO, "bytes": io.BytesIO}


def _encode_stream(codec: "Codec", value: Any, buffers: list[Any], depth: int) -> Node:
    alias = codec.alias(value)
    kind = "text" if type(value) is io.StringIO else "bytes"
    if value.closed:
        return protocol.Stream(kind, None, alias=alias)
    data, *state = value.__getstate__()  # (text, newline, position, …) or (bytes, position, …)
    newline = state.pop(0) if kind == "text" else "\n"
    return protocol.Stream(kind, codec.encode(data, buffers, depth), state[0], newline, alias)


def _decode_stream(codec: "Codec", node: protocol.Stream, buffers: list[Any], depth: int) -> Any:
    _expect(node.kind in _STREAMS, "a stream")
    made: Any = _STREAMS[node.kind]()
    if node.data is None:
        made.close()
        return _told(codec, node, made)
    data = codec.decode(node.data, buffers, depth)
    _expect(type(data) is (str if node.kind == "text" else bytes), "a stream")
    _expect(node.position <= len(data), "the place in a stream")
    if node.kind == "text":
        _expect(node.newline in (None, "", "\n", "\r", "\r\n"), "the lines of a stream")
        made.__setstate__((data, node.newline, node.position, None))
    else:
        made.__setstate__((data, node.position, None))
    return _told(codec, node, made)


# Arrays of other kinds.


def encode_odd_array(
    codec: "Codec", value: np.ndarray, buffers: list[Any], depth: int
) -> Node | None:
    """The node of an array with fields, or of Python's own values; None for any other."""
    if type(value) is not np.ndarray:
        return None
    if value.dtype == object:
        alias = codec.alias(value)
        items = [codec.encode(item, buffers, depth) for item in value.reshape(-1).tolist()]
        if any(type(item) is protocol.OfJudge for item in items):
            raise WireError("an array of objects; use numbers, text or truth values")
        return protocol.Objects(list(value.shape), items, alias)
    if value.dtype.fields and not value.dtype.hasobject:
        alias = codec.alias(value)
        names = list(value.dtype.names or ())
        parts = [codec.encode_part(np.array(value[name]), buffers, depth) for name in names]
        return protocol.Fields(list(value.shape), names, parts, alias)
    return None


def _decode_objects(codec: "Codec", node: protocol.Objects, buffers: list[Any], depth: int) -> Any:
    items = [codec.decode(item, buffers, depth) for item in node.items]
    size = 1
    for side in node.shape:
        size *= side
    _expect(size == len(items), "an array of objects")
    made = np.empty(size, object)
    for place, item in enumerate(items):
        made[place] = item
    return _told(codec, node, made.reshape(node.shape))


def _decode_fields(codec: "Codec", node: protocol.Fields, buffers: list[Any], depth: int) -> Any:
    parts = [codec.decode(part, buffers, depth) for part in node.parts]
    shape = tuple(node.shape)
    _expect(len(parts) == len(node.names) == len(set(node.names)) > 0, "an array with fields")
    for part in parts:
        plain = type(part) is np.ndarray and not part.dtype.hasobject
        _expect(plain and part.shape[: len(shape)] == shape, "an array with fields")
    kinds = [
        (name, part.dtype, part.shape[len(shape) :])
        for name, part in zip(node.names, parts, strict=True)
    ]
    made = np.zeros(shape, np.dtype(kinds))
    for name, part in zip(node.names, parts, strict=True):
        made[name] = part
    return _told(codec, node, made)


def _encode_matrix(codec: "Codec", value: Any, buffers: list[Any], depth: int) -> Node:
    if value.dtype.hasobject:
        return codec.encode_object(value, buffers, depth)
    alias = codec.alias(value)
    return protocol.Matrix(codec.encode_part(np.array(value), buffers, depth), alias)


def _decode_matrix(codec: "Codec", node: protocol.Matrix, buffers: list[Any], depth: int) -> Any:
    data = codec.decode(node.data, buffers, depth)
    _expect(type(data) is np.ndarray and data.ndim == 2 and not data.dtype.hasobject, "a matrix")
    return _told(codec, node, data.view(np.matrix))


def encode_sparse(codec: "Codec", value: Any, buffers: list[Any], depth: int) -> Node | None:
    """The node of a sparse matrix or array of SciPy's; None for any other value."""
    name, module = type(value).__name__, type(value).__module__
    sparse = sys.modules.get("scipy.sparse")
    if name not in _SPARSE or sparse is None or not module.startswith("scipy.sparse"):
        return None
    if getattr(sparse, name, None) is not type(value) or len(value.shape) != 2:
        return None
    entries = sparse.coo_array(value)
    parts = (entries.data, *entries.coords)
    return protocol.Sparse(
        name,
        [int(side) for side in value.shape],
        *(codec.encode_part(np.array(part), buffers, depth) for part in parts),
    )


def _decode_sparse(codec: "Codec", node: protocol.Sparse, buffers: list[Any], depth: int) -> Any:
    import scipy.sparse

    _expect(node.kind in _SPARSE and len(node.shape) == 2, "a sparse matrix")
    _expect(max(node.shape) <= _LONGEST, "a sparse matrix")
    parts = [codec.decode(part, buffers, depth) for part in (node.data, node.rows, node.columns)]
    for part in parts:
        _expect(type(part) is np.ndarray and part.ndim == 1, "a sparse matrix")
    data, rows, columns = parts
    _expect(data.dtype.kind in "biufc" and len(data) == len(rows) == len(columns), "its entries")
    for part, side in ((rows, node.shape[0]), (columns, node.shape[1])):
        _expect(part.dtype.kind in "iu", "its places")
        _expect(not part.size or (part.min() >= 0 and part.max() < side), "its places")
    entries = scipy.sparse.coo_array((data, (rows, columns)), shape=tuple(node.shape))
    if node.kind.startswith("dia") and len(np.unique(columns - rows)) > 1000:
        raise WireError("a sparse matrix of too many diagonals")
    return getattr(scipy.sparse, node.kind)(entries)


def _encode_polynomial(codec: "Codec", value: np.poly1d, buffers: list[Any], depth: int) -> Node:
    coefficients = codec.encode_part(np.array(value.coeffs), buffers, depth)
    return protocol.Polynomial(coefficients, str(value.variable)[:100])


def _decode_polynomial(
    codec: "Codec", node: protocol.Polynomial, buffers: list[Any], depth: int
) -> np.poly1d:
    data = codec.decode(node.coefficients, buffers, depth)
    _expect(type(data) is np.ndarray and data.ndim == 1 and data.dtype.kind in "biufc", "a poly1d")
    return np.poly1d(data, variable=node.variable)


def replace(value: Any, new: Any) -> None:
    """Give a mutable value the content of another of the same type, in place."""
    if isinstance(value, np.ndarray):
        np.copyto(value, new, casting="unsafe" if value.dtype.fields else "same_kind")
    elif type(value) in _STREAMS.values():
        if new.closed:
            value.close()
        else:
            value.__setstate__(new.__getstate__())
    elif isinstance(value, list | bytearray | array.array):
        value[:] = new
    elif isinstance(value, collections.deque):
        value.clear()
        value.extend(new)
    elif isinstance(value, dict | set):
        value.clear()
        value.update(new)
    else:  # a table of pandas
        type(value).__init__(value, new)


def has_moved_on(value: Any, new: Any) -> bool:
    """Whether a stream has been read, and holds what it held."""
    if type(value) is not type(new) or not isinstance(value, io.StringIO | io.BytesIO):
        return False
    return not value.closed and not new.closed and value.getvalue() == new.getvalue()


def alike(value: Any, new: Any) -> bool:
    """Whether a value can be made the other one in place."""
    if type(value) is not type(new):
        return False
    if not isinstance(value, np.ndarray):
        return True
    same_size = value.size == new.size if type(value) is np.ndarray else value.shape == new.shape
    return bool(same_size and value.dtype == new.dtype)


_PATHS = (pathlib.PosixPath, pathlib.PurePosixPath)
ENCODERS: dict[type, Any] = {
    datetime.date: _encode_moment,
    datetime.time: _encode_moment,
    datetime.datetime: _encode_moment,
    datetime.timedelta: _encode_moment,
    decimal.Decimal: lambda c, v, b, d: protocol.Decimal(str(v)),
    fractions.Fraction: _encode_fraction,
    **dict.fromkeys(_PATHS, lambda c, v, b, d: protocol.PathText(str(v))),
    bytearray: _encode_bytearray,
    array.array: _encode_machine_array,
    collections.deque: _encode_deque,
    **dict.fromkeys(_MAPPINGS.values(), _encode_mapping),
    np.matrix: _encode_matrix,
    np.poly1d: _encode_polynomial,
    **dict.fromkeys(_STREAMS.values(), _encode_stream),
}
DECODERS: dict[type, Any] = {
    protocol.Moment: _decode_moment,
    protocol.Decimal: _decode_decimal,
    protocol.Fraction: _decode_fraction,
    protocol.PathText: lambda c, n, b, d: pathlib.Path(n.text),
    protocol.ByteArray: _decode_bytearray,
    protocol.MachineArray: _decode_machine_array,
    protocol.Deque: _decode_deque,
    protocol.Mapping: _decode_mapping,
    protocol.Objects: _decode_objects,
    protocol.Fields: _decode_fields,
    protocol.Matrix: _decode_matrix,
    protocol.Sparse: _decode_sparse,
    protocol.Polynomial: _decode_polynomial,
    protocol.Stream: _decode_stream,
}
