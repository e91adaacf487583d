"""Values and the nodes that stand for them, as both sides of the judge use them.

Nothing is unpickled, evaluated or imported on the judge's side, and every size, depth and count is
bounded before memory is taken for it.
"""

import array
import collections
import functools
import hashlib
import operator
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
import numpy as np

from nbjudge.grading.judge import protocol, tables
from nbjudge.grading.judge.channel import WireError
from nbjudge.grading.judge.nodes import Exact, Node
from nbjudge.grading.judge.tables import encode_table
from nbjudge.grading.judge.values import DECODERS, ENCODERS, encode_odd_array, encode_sparse

__all__ = [
    "FOLLOWED",
    "MUTABLE",
    "NUMBERS",
    "TYPES",
    "Codec",
    "content",
    "expect",
    "holds",
    "is_known_type",
    "library_error",
    "read_dtype",
    "reshape",
]

MAX_DEPTH = 50
_PLAIN = frozenset([type(None), bool, float])
# Kinds of numpy's dtypes that hold no Python objects and no fields.
_KINDS = frozenset("biufcSUmM")
# Names of the types that TensorFlow's tensors of numbers have in common with numpy's arrays.
NUMBERS = frozenset(
    ["bool", "float16", "float32", "float64", "complex64", "complex128"]
    + [f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)]
)
_TINY = 2**9  # bytes of an array that stands in its node; MAX_BUFFERS of them are within MAX_BYTES
_COPIED = 2**12  # bytes of an array that are sooner copied than looked at
# Classes that a student's code may return; others could do something when a test calls them.
TYPES = (int, float, complex, str, bytes, list, tuple, dict, set, frozenset, type(None), slice,
         range, BaseException, np.generic)  # fmt: skip
# Libraries whose errors a test may expect by their own classes.
_LIBRARIES = {
    *("PIL", "calendar", "configparser", "csv", "decimal", "fractions", "json", "keras"),
    *("matplotlib", "networkx", "numpy", "pandas", "queue", "re", "scipy", "sklearn", "sqlite3"),
    *("statistics", "struct", "subprocess", "sympy", "tensorflow", "torch", "zipfile"),
}
FOLLOWED = 2**22  # bytes of an array whose changes are passed on
MUTABLE = (list, dict, set, collections.deque, collections.Counter, collections.OrderedDict,
           collections.defaultdict, bytearray, array.array)  # fmt: skip


class Codec:
    """Turns values into nodes and back; each side adds what only it knows by overriding hooks."""

    _whole = True  # whether what is encoded is a value of its own, and no part of one

    def encode(self, value: Any, buffers: list[Any], depth: int = 0) -> Node:
        """The node of a value; contents of arrays are appended to ``buffers``."""
        kind = type(value)
        if kind in _PLAIN:
            plain: Exact = value
            return plain
        if kind is int:
            return value if -(2**63) <= value < 2**64 else _encode_int(value)
        if kind is str:
            return value if value.isascii() else _encode_text(value)
        if depth > MAX_DEPTH:
            raise WireError(f"a value nested more than {MAX_DEPTH} levels deep, or holding itself")
        if kind is tuple:  # the other side cannot have it already
            return protocol.Tuple(self._encode_items(value, buffers, depth + 1))
        known = self.encode_known(value)
        if known is not None:
            return known
        encoder = _ENCODERS.get(kind)
        if encoder is not None:
            return encoder(self, value, buffers, depth + 1)
        if isinstance(value, np.ndarray):
            return self.encode_derived(value, buffers, depth + 1)
        if isinstance(value, np.generic) and value.dtype.kind in _KINDS:
            return protocol.Scalar(value.dtype.str, value.tobytes())
        return self.encode_rich(value, buffers, depth + 1)

    def encode_rich(self, value: Any, buffers: list[Any], depth: int) -> Node:
        """The node of a value of pandas's or SciPy's, or of an object."""
        for encode in (encode_table, encode_sparse):
            node: Node | None = encode(self, value, buffers, depth)
            if node is not None:
                return node
        return self.encode_object(value, buffers, depth)

    def encode_part(self, value: Any, buffers: list[Any], depth: int) -> Node:
        """The node of a part of a value; it has no alias of its own."""
        before, self._whole = self._whole, False
        try:
            return self.encode(value, buffers, depth)
        finally:
            self._whole = before

    def decode(self, node: Any, buffers: list[Any], depth: int = 0) -> Any:
        """The value of a node; raises `WireError` where it breaks the rules."""
        kind = type(node)
        if kind in _OWN:
            return node
        if depth > MAX_DEPTH:
            raise WireError("a value nested too deep")
        decoder = _DECODERS.get(kind)
        try:
            if decoder is not None:
                return decoder(self, node, buffers, depth + 1)
            return self.decode_object(node, buffers, depth + 1)
        except (WireError, RecursionError):
            raise
        except (TypeError, ValueError, IndexError, OverflowError, MemoryError, KeyError) as error:
            raise WireError(f"a wrong {kind.__name__}: {error}") from error

    # What a side overrides.

    def encode_known(self, value: Any) -> Node | None:
        """The node of a value that the other side has already, or None."""

    def encode_object(self, value: Any, buffers: list[Any], depth: int) -> Node:
        """The node of a value that is no plain data."""
        raise WireError(f"{type(value).__name__} is no plain data")

    def encode_derived(self, array: np.ndarray, buffers: list[Any], depth: int) -> Node:
        """The node of an array of a class derived from numpy's: what it holds, and no more."""
        return self._encode_array(array, buffers, depth)

    def take_missing(self) -> None:
        """A column has come with missing values, which a comparison finds equal to anything."""
        raise WireError("a column with NA")

    def decode_object(self, node: Any, buffers: list[Any], depth: int) -> Any:
        """The value of a node that only one side may send."""
        raise WireError(f"a node of type {type(node).__name__}")

    def alias(self, value: Any) -> int | None:
        """A number by which the other side can speak of a mutable value, or None."""
        return self._alias_of(value) if self._whole else None

    def _alias_of(self, value: Any) -> int | None:
        """What a side overrides of `alias`."""

    def aliased(self, alias: int, value: Any) -> None:
        """A mutable value has been decoded that the other side knows by this number."""

    # Arrays, in both directions.

    def _encode_array(self, array: np.ndarray, buffers: list[Any], depth: int = 0) -> Node:
        dtype = array.dtype
        if dtype.kind not in _KINDS:
            node = encode_odd_array(self, array, buffers, depth)
            return self.encode_object(array, buffers, depth) if node is None else node
        alias = self.alias(array)
        size = array.nbytes
        data: int | bytes
        if size <= _TINY:
            data = np.ndarray.tobytes(array)
        else:
            data = len(buffers)
            if size <= _COPIED:
                buffers.append(np.ndarray.tobytes(array))
            else:
                plain = np.ascontiguousarray(array).view(np.ndarray)
                buffers.append(plain.reshape(-1).view(np.uint8))
        return protocol.Array(data, dtype.str, list(array.shape), alias, array.flags.writeable)

    def _decode_array(self, node: protocol.Array, buffers: list[Any], depth: int) -> np.ndarray:
        shape = node.shape
        dtype = read_dtype(node.dtype)
        size = dtype.itemsize
        for length in shape:
            size *= length
        data: Any
        if isinstance(node.data, bytes):
            data = bytearray(node.data)
        else:
            expect(0 <= node.data < len(buffers), "an array")
            data = buffers[node.data]
        expect(size == len(data), "the size of an array")
        if dtype.kind == "b" and size:  # any byte but 0 and 1 would be a truth that equals nothing
            truths = np.frombuffer(data, np.uint8)
            np.minimum(truths, 1, out=truths)
        array = np.ndarray(shape, dtype, data) if size else np.empty(shape, dtype)
        if not node.writable:
            array.flags.writeable = False
        if node.alias is not None:
            self.aliased(node.alias, array)
        return array

    def _encode_items(self, value: Iterable[Any], buffers: list[Any], depth: int) -> list[Node]:
        encode = self.encode
        return [item if type(item) in _PLAIN else encode(item, buffers, depth) for item in value]

    def _decode_items(self, items: Iterable[Node], buffers: list[Any], depth: int) -> list[Any]:
        decode = self.decode
        return [item if type(item) in _OWN else decode(item, buffers, depth) for item in items]

    def _encode_pairs(
        self, value: dict[Any, Any], buffers: list[Any], depth: int
    ) -> list[tuple[Node, Node]]:
        return [
            (self.encode(key, buffers, depth), self.encode(item, buffers, depth))
            for key, item in value.items()
        ]

    def _decode_pairs(
        self, pairs: Iterable[tuple[Node, Node]], buffers: list[Any], depth: int
    ) -> dict[Any, Any]:
        return {
            self.decode(key, buffers, depth): self.decode(item, buffers, depth)
            for key, item in pairs
        }


def library_error(module: str, name: str) -> type[Exception] | None:
    """The class of errors that a library defines under this name; None for any other.

    Names only, in modules that are imported already. No name leads to an error of nbjudge's, or to
    one by which a test would be skipped.
    """
    if module.partition(".")[0] not in _LIBRARIES or module not in sys.modules:
        return None
    known = vars(sys.modules[module]).get(name)
    return known if isinstance(known, type) and issubclass(known, Exception) else None


def is_known_type(kind: type) -> bool:
    """Whether a class of Python's or numpy's own passes as itself."""
    return issubclass(kind, TYPES) or kind in (object, np.ndarray, np.matrix)


def content(value: Any) -> Any:
    """What tells whether a mutable value has been changed since."""
    kind = type(value)
    if kind is np.ndarray and value.dtype.kind in _KINDS:
        return value.shape, value.tobytes()
    if isinstance(value, dict):
        return [part for pair in value.items() for part in pair]
    if kind in (list, set, collections.deque):
        return list(value)
    return (_fingerprint(value),)


def _fingerprint(value: Any) -> bytes | None:
    """A digest of all that is encoded of a value of some other type."""
    buffers: list[Any] = []
    try:
        node = _Naming().encode(value, buffers)
    except WireError:
        return None
    found = hashlib.sha256(msgspec.msgpack.encode(node))
    for buffer in buffers:
        found.update(buffer)
    return found.digest()


def _same(now: Any, before: Any) -> bool:
    """Whether two results of `content` are the same."""
    if type(now) is tuple:
        return bool(now == before)
    return len(now) == len(before) and all(map(operator.is_, now, before))


def holds(value: Any, before: Any) -> bool:
    """Whether a value still has the content of before; a larger array is not copied for that."""
    if (
        type(value) is np.ndarray
        and value.nbytes > _COPIED
        and value.dtype.kind in _KINDS
        and value.flags.c_contiguous
    ):
        if value.shape != before[0] or value.nbytes != len(before[1]):
            return False
        whole = value.nbytes % 8 == 0 and (value.itemsize % 8 == 0 or 8 % value.itemsize == 0)
        words = np.uint64 if whole else np.uint8
        now = value.reshape(-1).view(words)
        return bool((now == np.frombuffer(before[1], words)).all())
    return _same(content(value), before)


def reshape(array: np.ndarray, shape: Sequence[int]) -> None:
    """Give an array another shape, in place; numpy has deprecated ``array.shape = shape``."""
    if not array.flags.c_contiguous:
        raise WireError("a change of the shape of a view")
    array.resize(shape, refcheck=False)  # of the same size: no memory moves


@functools.lru_cache(1000)
def read_dtype(name: str) -> np.dtype:
    """The dtype of a name as it stands in a node; one without objects and fields."""
    expect(name[1:2] in _KINDS, "a dtype")
    dtype = np.dtype(name)
    expect(dtype.kind in _KINDS and dtype.itemsize > 0, "a dtype")
    return dtype


class _Naming(Codec):
    """For fingerprints: an object is no more than its identity."""

    def encode_object(self, value: Any, buffers: list[Any], depth: int) -> Node:
        return protocol.OfJudge(id(value), "")


def expect(condition: object, what: str) -> None:
    """Raise `WireError` unless the condition holds."""
    if not condition:
        raise WireError(f"{what} that breaks the rules")


def _encode_int(value: int) -> protocol.Int:
    size = value.bit_length() // 8 + 1
    expect(size <= 2**16, "an int")
    return protocol.Int(value.to_bytes(size, "little", signed=True))


def _encode_text(value: str) -> str | protocol.Text:
    try:
        value.encode()
    except UnicodeEncodeError:
        return protocol.Text(value.encode("utf-8", "surrogatepass"))
    return value


def _encode_list(codec: "Codec", value: list[Any], buffers: list[Any], depth: int) -> protocol.List:
    alias = codec.alias(value)
    return protocol.List(codec._encode_items(value, buffers, depth), alias)


def _encode_set(codec: "Codec", value: set[Any], buffers: list[Any], depth: int) -> protocol.Set:
    alias = codec.alias(value)
    return protocol.Set(codec._encode_items(value, buffers, depth), alias)


def _encode_dict(
    codec: "Codec", value: dict[Any, Any], buffers: list[Any], depth: int
) -> protocol.Dict:
    alias = codec.alias(value)
    return protocol.Dict(codec._encode_pairs(value, buffers, depth), alias)


def _encode_range(codec: "Codec", value: range, buffers: list[Any], depth: int) -> protocol.Range:
    parts = [value.start, value.stop, value.step]
    expect(all(-(2**63) <= part < 2**63 for part in parts), "a range")
    return protocol.Range(parts)


def _decode_list(codec: "Codec", node: protocol.List, buffers: list[Any], depth: int) -> Any:
    return _told(codec, node, codec._decode_items(node.items, buffers, depth))


def _decode_set(codec: "Codec", node: protocol.Set, buffers: list[Any], depth: int) -> Any:
    return _told(codec, node, set(codec._decode_items(node.items, buffers, depth)))


def _decode_dict(codec: "Codec", node: protocol.Dict, buffers: list[Any], depth: int) -> Any:
    return _told(codec, node, codec._decode_pairs(node.pairs, buffers, depth))


def _told(codec: "Codec", node: Any, value: Any) -> Any:
    if node.alias is not None:
        codec.aliased(node.alias, value)
    return value


def _decode_scalar(codec: "Codec", node: protocol.Scalar, buffers: list[Any], depth: int) -> Any:
    dtype = read_dtype(node.dtype)
    expect(len(node.data) == dtype.itemsize, "a scalar")
    if dtype.kind == "b":
        return np.bool_(node.data != b"\0")
    return np.frombuffer(node.data, dtype)[0]


def _decode_range(codec: "Codec", node: protocol.Range, buffers: list[Any], depth: int) -> range:
    value = range(*node.parts)
    expect(value.stop - value.start < 2**63 and len(value) < 10**8, "a range")
    return value


_OWN = _PLAIN | {int, str}  # nodes that are their own values
_ENCODERS: dict[type, Callable[["Codec", Any, list[Any], int], Node]] = {
    np.ndarray: Codec._encode_array,
    list: _encode_list,
    dict: _encode_dict,
    set: _encode_set,
    bytes: lambda c, v, b, d: protocol.Bytes(v),
    frozenset: lambda c, v, b, d: protocol.FrozenSet(c._encode_items(v, b, d)),
    complex: lambda c, v, b, d: protocol.Complex(v.real, v.imag),
    slice: lambda c, v, b, d: protocol.Slice(c._encode_items((v.start, v.stop, v.step), b, d)),
    range: _encode_range,
    type(...): lambda c, v, b, d: protocol.Dots(),
    **ENCODERS,
}
_DECODERS: dict[type, Callable[["Codec", Any, list[Any], int], Any]] = {
    protocol.Array: Codec._decode_array,
    protocol.List: _decode_list,
    protocol.Dict: _decode_dict,
    protocol.Set: _decode_set,
    protocol.Tuple: lambda c, n, b, d: tuple(c._decode_items(n.items, b, d)),
    protocol.FrozenSet: lambda c, n, b, d: frozenset(c._decode_items(n.items, b, d)),
    protocol.Complex: lambda c, n, b, d: complex(n.real, n.imaginary),
    protocol.Slice: lambda c, n, b, d: slice(*c._decode_items(n.parts, b, d)),
    protocol.Range: _decode_range,
    protocol.Dots: lambda c, n, b, d: ...,
    protocol.Int: lambda c, n, b, d: int.from_bytes(n.data, "little", signed=True),
    protocol.Text: lambda c, n, b, d: n.data.decode("utf-8", "surrogatepass"),
    protocol.Bytes: lambda c, n, b, d: n.data,
    protocol.Scalar: _decode_scalar,
    protocol.Dtype: lambda c, n, b, d: read_dtype(n.dtype),
    **DECODERS,
    **tables.DECODERS,
}
