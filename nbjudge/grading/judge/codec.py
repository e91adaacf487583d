"""Values and the nodes that stand for them, as both sides of the judge use them.

Nothing is unpickled, evaluated or imported on the judge's side, and every size, depth and count is
bounded before memory is taken for it.
"""

import functools
import operator

import numpy as np

from nbjudge.grading.judge import protocol
from nbjudge.grading.judge.channel import WireError

__all__ = ["FOLLOWED", "NUMBERS", "Codec", "content", "expect", "read_dtype", "reshape", "same"]

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
FOLLOWED = 2**22  # bytes of an array whose changes are passed on


class Codec:
    """Turns values into nodes and back; each side adds what only it knows by overriding hooks."""

    def encode(self, value, buffers, depth=0):
        """The node of a value; contents of arrays are appended to ``buffers``."""
        kind = type(value)
        if kind in _PLAIN:
            return value
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
            return self._encode_array(value, buffers)
        if isinstance(value, np.generic) and value.dtype.kind in _KINDS:
            return protocol.Scalar(value.dtype.str, value.tobytes())
        return self.encode_object(value, buffers, depth + 1)

    def decode(self, node, buffers, depth=0):
        """The value of a node; raises `WireError` where it breaks the rules."""
        kind = type(node)
        if kind in _OWN:
            return node
        expect(depth <= MAX_DEPTH, "a value nested too deep")
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

    def encode_known(self, value):
        """The node of a value that the other side has already, or None."""

    def encode_object(self, value, buffers, depth):
        """The node of a value that is no plain data."""
        raise WireError(f"{type(value).__name__} is no plain data")

    def decode_object(self, node, buffers, depth):
        """The value of a node that only one side may send."""
        raise WireError(f"a node of type {type(node).__name__}")

    def alias(self, value):
        """A number by which the other side can speak of a mutable value, or None."""

    def aliased(self, alias, value):
        """A mutable value has been decoded that the other side knows by this number."""

    # Arrays, in both directions.

    def _encode_array(self, array, buffers):
        dtype = array.dtype
        if dtype.kind not in _KINDS:
            return self.encode_object(array, buffers, 0)
        alias = self.alias(array)
        size = array.nbytes
        if size <= _TINY:
            data = np.ndarray.tobytes(array)
        else:
            data = len(buffers)
            if size <= _COPIED:
                buffers.append(np.ndarray.tobytes(array))
            else:
                plain = np.ascontiguousarray(array).view(np.ndarray)
                buffers.append(plain.reshape(-1).view(np.uint8))
        return protocol.Array(data, dtype.str, array.shape, alias, array.flags.writeable)

    def _decode_array(self, node, buffers, depth):
        data, shape = node.data, node.shape
        dtype = read_dtype(node.dtype)
        size = dtype.itemsize
        for length in shape:
            size *= length
        if type(data) is bytes:
            data = bytearray(data)
        else:
            expect(0 <= data < len(buffers), "an array")
            data = buffers[data]
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

    def _encode_items(self, value, buffers, depth):
        return [self.encode(item, buffers, depth) for item in value]

    def _decode_items(self, items, buffers, depth):
        return [self.decode(item, buffers, depth) for item in items]

    def _encode_pairs(self, value, buffers, depth):
        return [
            (self.encode(key, buffers, depth), self.encode(item, buffers, depth))
            for key, item in value.items()
        ]

    def _decode_pairs(self, pairs, buffers, depth):
        return {
            self.decode(key, buffers, depth): self.decode(item, buffers, depth)
            for key, item in pairs
        }


def content(value):
    """What tells whether an array, list, dict or set has been changed since."""
    if isinstance(value, np.ndarray):
        return value.shape, value.tobytes()
    if isinstance(value, dict):
        return [part for pair in value.items() for part in pair]
    return list(value)


def same(now, before):
    """Whether two results of `content` are the same."""
    if type(now) is tuple:
        return now == before
    return len(now) == len(before) and all(map(operator.is_, now, before))


def reshape(array, shape):
    """Give an array another shape, in place; numpy has deprecated ``array.shape = shape``."""
    if not array.flags.c_contiguous:
        raise WireError("a change of the shape of a view")
    array.resize(shape, refcheck=False)  # of the same size: no memory moves


@functools.lru_cache(1000)
def read_dtype(name):
    """The dtype of a name as it stands in a node; one without objects and fields."""
    expect(name[1:2] in _KINDS, "a dtype")
    dtype = np.dtype(name)
    expect(dtype.kind in _KINDS and dtype.itemsize > 0, "a dtype")
    return dtype


def expect(condition, what):
    """Raise `WireError` unless the condition holds."""
    if not condition:
        raise WireError(f"{what} that breaks the rules")


def _encode_int(value):
    size = value.bit_length() // 8 + 1
    expect(size <= 2**16, "an int")
    return protocol.Int(value.to_bytes(size, "little", signed=True))


def _encode_text(value):
    try:
        value.encode()
    except UnicodeEncodeError:
        return protocol.Text(value.encode("utf-8", "surrogatepass"))
    return value


def _encode_list(codec, value, buffers, depth):
    alias = codec.alias(value)
    return protocol.List(codec._encode_items(value, buffers, depth), alias)


def _encode_set(codec, value, buffers, depth):
    alias = codec.alias(value)
    return protocol.Set(codec._encode_items(value, buffers, depth), alias)


def _encode_dict(codec, value, buffers, depth):
    alias = codec.alias(value)
    return protocol.Dict(codec._encode_pairs(value, buffers, depth), alias)


def _encode_range(codec, value, buffers, depth):
    parts = [value.start, value.stop, value.step]
    expect(all(-(2**63) <= part < 2**63 for part in parts), "a range")
    return protocol.Range(parts)


def _decode_list(codec, node, buffers, depth):
    return _told(codec, node, codec._decode_items(node.items, buffers, depth))


def _decode_set(codec, node, buffers, depth):
    return _told(codec, node, set(codec._decode_items(node.items, buffers, depth)))


def _decode_dict(codec, node, buffers, depth):
    return _told(codec, node, codec._decode_pairs(node.pairs, buffers, depth))


def _told(codec, node, value):
    if node.alias is not None:
        codec.aliased(node.alias, value)
    return value


def _decode_scalar(codec, node, buffers, depth):
    dtype = read_dtype(node.dtype)
    expect(len(node.data) == dtype.itemsize, "a scalar")
    if dtype.kind == "b":
        return np.bool_(node.data != b"\0")
    return np.frombuffer(node.data, dtype)[0]


def _decode_range(codec, node, buffers, depth):
    value = range(*node.parts)
    expect(value.stop - value.start < 2**63 and len(value) < 10**8, "a range")
    return value


_OWN = _PLAIN | {int, str}  # nodes that are their own values
_ENCODERS = {
    list: _encode_list,
    dict: _encode_dict,
    set: _encode_set,
    bytes: lambda c, v, b, d: protocol.Bytes(v),
    bytearray: lambda c, v, b, d: protocol.Bytes(bytes(v)),
    frozenset: lambda c, v, b, d: protocol.FrozenSet(c._encode_items(v, b, d)),
    complex: lambda c, v, b, d: protocol.Complex(v.real, v.imag),
    slice: lambda c, v, b, d: protocol.Slice(c._encode_items((v.start, v.stop, v.step), b, d)),
    range: _encode_range,
    type(...): lambda c, v, b, d: protocol.Dots(),
}
_DECODERS = {
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
}
