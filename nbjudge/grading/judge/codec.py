"""What passes between the judge and a student's kernel: plain data and the bytes of arrays.

A message is a tree of *nodes* in msgpack, and the contents of its larger arrays behind it. A node
is a number, a string, bytes, None or a bool, or a list that begins with a tag, such as
``["tuple", [...]]`` or ``["array", 0, "<f8", [3, 40], 17, True]``: buffer 0 holds a writable
float64 array of shape (3, 40) that the sender knows by the number 17; where the array is tiny, its
bytes stand in place of the 0. Nothing is unpickled, evaluated or imported on the judge's side, and
every size, depth and count is bounded before memory is taken for it.
"""

import functools
import operator
import struct
import time

import msgpack
import numpy as np

from nbjudge.errors import NbjudgeError

__all__ = [
    "FOLLOWED",
    "NUMBERS",
    "Channel",
    "Closed",
    "Codec",
    "TooLate",
    "WireError",
    "content",
    "read_dtype",
    "reshape",
    "same",
]

MAX_MESSAGE = 2**31  # bytes, with all its arrays
MAX_NODES = 2**23  # bytes of the packed nodes
MAX_BUFFERS = 10_000
MAX_DEPTH = 50
_HEAD = struct.Struct("<II")
_PLAIN = frozenset([type(None), bool, float, str, bytes])
# Kinds of numpy's dtypes that hold no Python objects and no fields.
_KINDS = frozenset("biufcSUmM")
# Names of the types that TensorFlow's tensors of numbers have in common with numpy's arrays.
NUMBERS = frozenset(
    ["bool", "float16", "float32", "float64", "complex64", "complex128"]
    + [f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)]
)
_SMALL = 2**16
_TINY = 2**9  # bytes of an array that stands in its node; MAX_BUFFERS of them are within MAX_NODES
_COPIED = 2**12  # bytes of an array that are sooner copied than looked at
FOLLOWED = 2**22  # bytes of an array whose changes are passed on


class WireError(NbjudgeError):
    """A message that breaks the rules, or a value that cannot be put into one."""


class Closed(WireError):
    """The other side has gone."""


class TooLate(WireError):
    """The other side has not answered in time."""


class Channel:
    """Sends and receives messages on a socket, in both processes."""

    def __init__(self, sock):
        self._socket = sock
        self._packer = msgpack.Packer(unicode_errors="surrogatepass")
        self._rest, self._at = b"", 0  # what has come, and how much of it has been taken
        self._timeout = -1.0  # that of the socket
        self.received = 0  # bytes, so far

    def send(self, nodes, buffers, deadline=None):
        packed = self._packer.pack(nodes)
        if len(packed) > MAX_NODES:
            raise WireError(f"a value of {len(packed)} bytes, without its arrays, is too large")
        if len(buffers) > MAX_BUFFERS:
            raise WireError(f"{len(buffers)} arrays in one value are too many")
        if not buffers:
            self._send(_HEAD.pack(len(packed), 0) + packed, deadline)
            return
        sizes = [len(buffer) for buffer in buffers]
        head = _HEAD.pack(len(packed), len(sizes)) + struct.pack(f"<{len(sizes)}Q", *sizes)
        if sum(sizes) <= _SMALL:
            self._send(b"".join([head, packed, *buffers]), deadline)
            return
        self._send(head + packed, deadline)
        for buffer in buffers:
            self._send(buffer, deadline)

    def _send(self, data, deadline):
        try:
            self._limit(deadline)
            self._socket.sendall(data)
        except TimeoutError as error:
            raise TooLate("no answer in time") from error
        except OSError as error:
            raise Closed(f"the connection is broken ({error})") from error

    def receive(self, deadline=None):
        """The next message as (nodes, list of writable buffers).

        Raises `WireError` for one that breaks the rules, `Closed`, and `TooLate` after
        ``deadline`` (on the clock of `time.monotonic`).
        """
        at = self._need(_HEAD.size, deadline)
        length, count = _HEAD.unpack_from(self._rest, at)
        if length > MAX_NODES or count > MAX_BUFFERS:
            raise WireError(f"a message with {length} bytes of nodes and {count} arrays")
        at = self._need(8 * count + length, deadline)
        sizes = struct.unpack_from(f"<{count}Q", self._rest, at) if count else ()
        total = sum(sizes)
        if total > MAX_MESSAGE:
            raise WireError(f"a message of {total} bytes")
        packed = self._rest[self._at - length : self._at]
        self.received += length + total
        try:
            nodes = msgpack.unpackb(
                packed, strict_map_key=True, ext_hook=_refuse, unicode_errors="surrogatepass"
            )
        except WireError:
            raise
        except Exception as error:  # msgpack raises a dozen kinds
            raise WireError(f"a message that is not msgpack ({type(error).__name__})") from error
        return nodes, [self._take_array(size, deadline) for size in sizes]

    def _need(self, size, deadline):
        """Wait until so many bytes more are there, and take them; returns where they begin."""
        if len(self._rest) - self._at < size:
            self._rest, self._at = self._rest[self._at :], 0
            while len(self._rest) < size:
                self._rest += self._receive(self._read, deadline)
        self._at += size
        return self._at - size

    def _read(self):
        return self._socket.recv(_SMALL)

    def _take_array(self, size, deadline):
        start = min(size, len(self._rest) - self._at)
        if start == size:
            self._at += size
            return np.frombuffer(self._rest, np.uint8, size, self._at - size).copy()
        array = np.empty(size, np.uint8)
        view = memoryview(array)
        view[:start] = self._rest[self._at : self._at + start]
        self._at += start
        while start < size:
            number = self._receive(lambda at=start: self._socket.recv_into(view[at:]), deadline)
            start += number
        return array

    def _receive(self, function, deadline):
        try:
            self._limit(deadline)
            data = function()
        except TimeoutError as error:
            raise TooLate("no answer in time") from error
        except OSError as error:
            raise Closed(f"the connection is broken ({error})") from error
        if not data:
            raise Closed("the connection has ended")
        return data

    def _limit(self, deadline):
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if not 0 <= self._timeout - left < 1:  # to set it costs; a second more does no harm
                self._socket.settimeout(left)
                self._timeout = left

    @property
    def pending(self):
        """Whether a part of the next message has been read already."""
        return self._at < len(self._rest)

    def close(self):
        self._socket.close()


def _refuse(code, data):
    raise WireError("a message with an extension type")


class Codec:
    """Turns values into nodes and back; each side adds what only it knows by overriding hooks."""

    def encode(self, value, buffers, depth=0):
        """The node of a value; contents of arrays are appended to ``buffers``."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is int:
            if -(2**63) <= value < 2**64:
                return value
            size = value.bit_length() // 8 + 1
            return ["int", value.to_bytes(size, "little", signed=True)]
        if depth > MAX_DEPTH:
            raise WireError(f"a value nested more than {MAX_DEPTH} levels deep, or holding itself")
        if kind is tuple:  # the other side cannot have it already
            return ["tuple", self._encode_items(value, buffers, depth + 1)]
        known = self.encode_known(value)
        if known is not None:
            return known
        encoder = _ENCODERS.get(kind)
        if encoder is not None:
            return encoder(self, value, buffers, depth + 1)
        if isinstance(value, np.ndarray):
            return self._encode_array(value, buffers)
        if isinstance(value, np.generic) and value.dtype.kind in _KINDS:
            return ["scalar", value.dtype.str, value.tobytes()]
        return self.encode_object(value, buffers, depth + 1)

    def decode(self, node, buffers, depth=0):
        """The value of a node; raises `WireError` where it breaks the rules."""
        kind = type(node)
        if kind in _PLAIN or kind is int:
            return node
        if kind is not list or not node or type(node[0]) is not str or depth > MAX_DEPTH:
            raise WireError("a node of no known kind, or nested too deep")
        decoder = _DECODERS.get(node[0])
        try:
            if decoder is not None:
                return decoder(self, node, buffers, depth + 1)
            return self.decode_object(node, buffers, depth + 1)
        except (WireError, RecursionError):
            raise
        except (TypeError, ValueError, IndexError, OverflowError, MemoryError, KeyError) as error:
            raise WireError(f"a wrong {node[0][:20]!r}: {error}") from error

    # What a side overrides.

    def encode_known(self, value):
        """The node of a value that the other side has already, or None."""

    def encode_object(self, value, buffers, depth):
        """The node of a value that is no plain data."""
        raise WireError(f"{type(value).__name__} is no plain data")

    def decode_object(self, node, buffers, depth):
        raise WireError(f"a node {node[0][:20]!r}")

    def name(self, value):
        """A number by which the other side can speak of a mutable value, or None."""

    def named(self, number, value):
        """A mutable value has been decoded that the other side knows by this number."""

    # Arrays, in both directions.

    def _encode_array(self, array, buffers):
        dtype = array.dtype
        if dtype.kind not in _KINDS:
            return self.encode_object(array, buffers, 0)
        number = self.name(array)
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
        return ["array", data, dtype.str, array.shape, number, array.flags.writeable]

    def _decode_array(self, node, buffers, depth):
        _, data, name, shape, number, writable = node
        dtype = read_dtype(name)
        size = dtype.itemsize
        _expect(type(shape) is list and len(shape) <= 32, "a shape")
        for length in shape:
            if type(length) is not int or not 0 <= length < 2**48:
                raise WireError("a shape that breaks the rules")
            size *= length
        if type(data) is bytes:
            data = bytearray(data)
        else:
            _expect(type(data) is int and 0 <= data < len(buffers), "an array")
            data = buffers[data]
        _expect(size == len(data), "the size of an array")
        if dtype.kind == "b" and size:  # any byte but 0 and 1 would be a truth that equals nothing
            truths = np.frombuffer(data, np.uint8)
            np.minimum(truths, 1, out=truths)
        array = np.ndarray(shape, dtype, data) if size else np.empty(shape, dtype)
        if writable is not True:
            array.flags.writeable = False
        self._tell(number, array)
        return array

    def _tell(self, number, value):
        if number is not None:
            _expect(type(number) is int and 0 <= number < 2**63, "a number")
            self.named(number, value)

    def _encode_items(self, value, buffers, depth):
        return [self.encode(item, buffers, depth) for item in value]

    def _decode_items(self, items, buffers, depth):
        _expect(type(items) is list, "a list of items")
        return [self.decode(item, buffers, depth) for item in items]

    def _encode_pairs(self, value, buffers, depth):
        return [
            [self.encode(key, buffers, depth), self.encode(item, buffers, depth)]
            for key, item in value.items()
        ]

    def _decode_pairs(self, pairs, buffers, depth):
        _expect(type(pairs) is list, "a list of pairs")
        found = {}
        for pair in pairs:
            _expect(type(pair) is list and len(pair) == 2, "a pair")
            key = self.decode(pair[0], buffers, depth)
            found[key] = self.decode(pair[1], buffers, depth)
        return found


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
    _expect(type(name) is str and len(name) <= 32 and name[1:2] in _KINDS, "a dtype")
    dtype = np.dtype(name)
    _expect(dtype.kind in _KINDS and dtype.itemsize > 0, "a dtype")
    return dtype


def _expect(condition, what):
    if not condition:
        raise WireError(f"{what} that breaks the rules")


def _mutable(tag):
    def encode(codec, value, buffers, depth):
        number = codec.name(value)
        write = codec._encode_pairs if tag == "dict" else codec._encode_items
        return [tag, write(value, buffers, depth), number]

    return encode


def _decode_mutable(make, pairs=False):
    def decode(codec, node, buffers, depth):
        _, content, number = node
        read = codec._decode_pairs if pairs else codec._decode_items
        value = make(read(content, buffers, depth))
        codec._tell(number, value)
        return value

    return decode


def _decode_scalar(codec, node, buffers, depth):
    _, name, data = node
    dtype = read_dtype(name)
    _expect(type(data) is bytes and len(data) == dtype.itemsize, "a scalar")
    if dtype.kind == "b":
        return np.bool_(data != b"\0")
    return np.frombuffer(data, dtype)[0]


def _decode_int(codec, node, buffers, depth):
    _, data = node
    _expect(type(data) is bytes and len(data) <= 2**16, "an int")
    return int.from_bytes(data, "little", signed=True)


def _decode_slice(codec, node, buffers, depth):
    return slice(*codec._decode_items(node[1], buffers, depth))


def _decode_range(codec, node, buffers, depth):
    values = codec._decode_items(node[1], buffers, depth)
    _expect(all(type(value) is int for value in values), "a range")
    _expect(len(range(*values)) < 10**8, "a range")
    return range(*values)


def _decode_complex(codec, node, buffers, depth):
    _, real, imaginary = node
    return complex(float(real), float(imaginary))


_ENCODERS = {
    list: _mutable("list"),
    dict: _mutable("dict"),
    set: _mutable("set"),
    frozenset: lambda c, v, b, d: ["frozenset", c._encode_items(v, b, d)],
    complex: lambda c, v, b, d: ["complex", v.real, v.imag],
    slice: lambda c, v, b, d: ["slice", c._encode_items((v.start, v.stop, v.step), b, d)],
    range: lambda c, v, b, d: ["range", [v.start, v.stop, v.step]],
    type(...): lambda c, v, b, d: ["ellipsis"],
    bytearray: lambda c, v, b, d: bytes(v),
}
_DECODERS = {
    "array": Codec._decode_array,
    "list": _decode_mutable(list),
    "dict": _decode_mutable(dict, pairs=True),
    "set": _decode_mutable(set),
    "tuple": lambda c, n, b, d: tuple(c._decode_items(n[1], b, d)),
    "frozenset": lambda c, n, b, d: frozenset(c._decode_items(n[1], b, d)),
    "complex": _decode_complex,
    "slice": _decode_slice,
    "range": _decode_range,
    "ellipsis": lambda c, n, b, d: ...,
    "int": _decode_int,
    "scalar": _decode_scalar,
}
