"""The wire: plain data passes unchanged, and hostile messages end in a WireError, never worse."""

import collections
import contextlib
import datetime
import pathlib
import socket
import struct
import threading
import time
from array import array as machine_array
from types import SimpleNamespace

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nbjudge.grading.judge import protocol
from nbjudge.grading.judge.channel import Channel, Closed, TooLate, WireError
from nbjudge.grading.judge.codec import Codec
from nbjudge.grading.judge.judge_codec import JudgeCodec

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**200), 2**200)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=[]))
    | st.binary()
    | st.complex_numbers(allow_nan=False)
)
HASHABLE = st.booleans() | st.integers() | st.text()
PLAIN = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(HASHABLE, inner)
        | st.frozensets(HASHABLE)
        | st.sets(HASHABLE)
    ),
    max_leaves=20,
)
DTYPES = (
    hnp.boolean_dtypes()
    | hnp.integer_dtypes(endianness="=")
    | hnp.floating_dtypes()
    | hnp.complex_number_dtypes()
    | hnp.unicode_string_dtypes(max_len=5)
)
ARRAYS = DTYPES.flatmap(lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, min_side=0)))


def through(value):
    one, other = socket.socketpair()
    with one, other:
        buffers = []
        message = protocol.Result(1, Codec().encode(value, buffers))
        send = Channel(one, protocol.Message).send
        sender = threading.Thread(target=send, args=(message, buffers))
        sender.start()
        received, buffers = Channel(other, protocol.Message).receive(time.monotonic() + 5)
        sender.join()
        return Codec().decode(received.value, buffers)


def read(node):
    """The value of a node as it would come over the wire, in plain lists, with 16 bytes behind."""
    packed = msgspec.msgpack.encode(["result", 1, node])
    try:
        message = msgspec.msgpack.decode(packed, type=protocol.Message)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise WireError("not of the protocol") from error
    return Codec().decode(message.value, [np.zeros(16, np.uint8)])


@given(PLAIN)
@settings(deadline=None)
def test_does_plain_data_pass_unchanged(value):
    result = through(value)
    assert result == value
    assert type(result) is type(value)


@given(ARRAYS)
@settings(deadline=None)
def test_do_arrays_pass_unchanged(array):
    result = through(array)
    assert type(result) is np.ndarray
    assert result.dtype == array.dtype
    assert result.shape == array.shape
    np.testing.assert_array_equal(result, array)


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 511, 512, 513, 9000])
@pytest.mark.parametrize("dtype", [float, bool, "<U2"])
def test_do_arrays_of_all_sizes_pass_unchanged(size, dtype):
    """Tiny ones within their nodes, others behind them; those of every second entry as well."""
    whole = (np.arange(2 * size) % 3).astype(dtype)
    for array in (whole[:size], whole[::2], whole.reshape(2, size).T):
        result = through(array)
        np.testing.assert_array_equal(result, array)
        result[...] = result[::-1]  # what has come can be written to
        assert result.dtype == array.dtype


def test_are_very_many_tiny_arrays_passed():
    arrays = [np.full(64, number, float) for number in range(10_000)]
    np.testing.assert_array_equal(through(arrays), arrays)


@pytest.mark.parametrize(
    "value", [np.float32(1.5), np.int64(-3), np.bool_(True), slice(1, None), range(3, 9, 2), ...]
)
def test_do_small_things_pass_unchanged(value):
    result = through(value)
    assert result == value
    assert type(result) is type(value)


def test_is_a_subclass_of_array_a_plain_array_afterwards():
    class Liar(np.ndarray):
        def __eq__(self, other):
            return np.ones(self.shape, bool)

    assert type(through(np.zeros(3).view(Liar))) is np.ndarray


def test_is_a_read_only_array_read_only_there():
    array = np.zeros(3)
    array.flags.writeable = False
    assert not through(array).flags.writeable


def test_is_a_value_that_holds_itself_refused():
    value = []
    value.append(value)
    with pytest.raises(WireError, match="holding itself"):
        Codec().encode(value, [])


@pytest.mark.parametrize("value", [object(), np.array([object()]), np.zeros(2, [("a", "O")])])
def test_is_what_is_no_plain_data_refused(value):
    with pytest.raises(WireError):
        Codec().encode(value, [])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=6),
    max_leaves=30,
)
TAGS = st.sampled_from(
    sorted(
        node.__struct_config__.tag
        for node in vars(protocol).values()
        if isinstance(node, type)
        and issubclass(node, msgspec.Struct)
        and node.__struct_config__.tag
    )
)


@given(st.lists(JSON, max_size=6).flatmap(lambda rest: TAGS.map(lambda tag: [tag, *rest])) | JSON)
@settings(deadline=None, max_examples=500)
def test_do_made_up_nodes_end_in_a_wire_error_at_worst(node):
    with contextlib.suppress(WireError):
        read(node)


NODES = st.from_type(protocol.Node)


@pytest.mark.slow
@given(NODES)
@settings(deadline=None, max_examples=500, suppress_health_check=list(HealthCheck))
def test_do_nodes_of_the_right_types_end_in_a_wire_error_at_worst(node):
    """Of the right types, with any content: nothing else is stopped by msgspec."""
    with contextlib.suppress(WireError):
        Codec().decode(node, [np.zeros(16, np.uint8)])


HOSTILE = {
    "an array of objects": ["array", 0, "|O", [2], None, True],
    "an array with fields": ["array", 0, "|V16", [1], None, True],
    "a dtype that is code": ["array", 0, "__import__('os')", [1], None, True],
    "a shape larger than its data": ["array", 0, "<f8", [2**40], None, True],
    "a shape that overflows": ["array", 0, "<f8", [2**62, 4], None, True],
    "a negative shape": ["array", 0, "<f8", [-1, -2], None, True],
    "a shape of nan": ["array", 0, "<f8", [float("nan")], None, True],
    "a shape of text": ["array", 0, "<f8", ["2"], None, True],
    "too many dimensions": ["array", 0, "<f8", [1] * 40 + [2], None, True],
    "a buffer that is not there": ["array", 7, "<f8", [2], None, True],
    "a negative buffer": ["array", -1, "<f8", [2], None, True],
    "a lie about the size": ["array", 0, "<f4", [2], None, True],
    "tiny, with a lie about the size": ["array", b"12345678", "<f8", [2], None, True],
    "tiny, and cut off": ["array", b"1234567", "<f8", [1], None, True],
    "tiny, with no bytes": ["array", b"", "<f8", [1], None, True],
    "tiny, and text": ["array", "12345678", "<f8", [1], None, True],
    "tiny, and a list": ["array", [1, 2, 3, 4, 5, 6, 7, 8], "<f8", [1], None, True],
    "tiny, of objects": ["array", b"12345678", "|O", [1], None, True],
    "no elements of no size": ["array", 0, "<U0", [2], None, True],
    "a huge int": ["int", b"\1" * 2**20],
    "a huge range": ["range", [0, 2**62, 1]],
    "unhashable keys": ["dict", [[["list", []], 1]], None],
    "pairs that are none": ["dict", [1, 2], None],
    "a scalar of the wrong length": ["scalar", "<f8", b"1"],
    "a scalar of an object": ["scalar", "|O", b"12345678"],
    "an empty node": [],
    "a tag that is a number": [1, 2],
    "a mapping": {"a": 1},
}


ONE = ["array", b"12345678", "<f8", [1], None, True]
TWO = ["array", b"12345678" * 2, "<f8", [2], None, True]
TRUTH = ["array", b"\1", "|b1", [1], None, True]
PLACES = ["array", b"\0\0\0\0\0\0\0\7", "<i8", [1], None, True]
ROWS = ["index", "range", [0, 1, 1], [None]]
# By the tag of the node, for each that a student's side may send.
HOSTILE_OF_ITS_KIND = {
    "int": [["int", "1"], ["int"]],
    "text": [["text", b"\xff"], ["text", "a"]],
    "bytes": [["bytes", "a"], ["bytes", [1]]],
    "complex": [["complex", "1", 2.0], ["complex", 1.0]],
    "ellipsis": [["ellipsis", 1]],
    "slice": [["slice", [1, 2]], ["slice", [1, 2, 3, 4]]],
    "range": [["range", [0, 2**64 - 1, 1]], ["range", [0, 1, 0]], ["range", [0, 1.5, 1]]],
    "tuple": [["tuple", 5], ["tuple", {"a": 1}]],
    "frozenset": [["frozenset", [["list", []]]]],
    "list": [["list", [], -1], ["list", [], 2**63], ["list", "ab", None]],
    "set": [["set", [["list", []]], None], ["set", [], "1"]],
    "dict": [["dict", [[1]], None], ["dict", [[["set", []], 1]], None]],
    "array": [["array", 0, "<f8", [3], None, True]],
    "scalar": [["scalar", "<f8", b""], ["scalar", "<V8", b"12345678"]],
    "dtype": [["dtype", "|O"], ["dtype", "<f80000"], ["dtype", "i4,i4"]],
    "tensor": [["tensor", ONE]],  # of the judge's side only
    "moment": [["moment", "date", "2024-13-45"], ["moment", "timedelta", "1e9 0 0"],
               ["moment", "timedelta", "999999999999 0 0"], ["moment", "__class__", "2024-01-01"]],
    "decimal": [["decimal", "12abc"], ["decimal", "1" * 10_001]],
    "fraction": [["fraction", 1, 0], ["fraction", 1.5, 2], ["fraction", "1", "2"]],
    "path": [["path", 5], ["path", "a" * 10_001]],
    "bytearray": [["bytearray", "text", None], ["bytearray", 2**40, None]],
    "array.array": [["array.array", "d", b"123", None], ["array.array", "u", b"1234", None],
                    ["array.array", "", b"", None]],
    "deque": [["deque", [1], -1, None], ["deque", 3, None, None]],
    "mapping": [["mapping", "dict", [], None, None], ["mapping", "__builtins__", [], None, None],
                ["mapping", "Counter", [[["list", []], 1]], None, None],
                ["mapping", "defaultdict", [], 5, None]],
    "record": [["record", 1, "P", ["x"], [1]]],  # of the judge's side only
    "fields": [["fields", [1], ["a", "a"], [ONE, ONE], None], ["fields", [1], ["a"], [1], None],
               ["fields", [2**40], ["a"], [ONE], None], ["fields", [1], [], [], None],
               ["fields", [1], ["a"], [["objects", [1], [1], None]], None]],
    "objects": [["objects", [3], [1], None], ["objects", [2**47, 2**47], [], None]],
    "matrix": [["matrix", ["list", []], None], ["matrix", ONE, None],
               ["matrix", ["objects", [1, 1], [1], None], None]],
    "sparse": [["sparse", "csr_matrix", [2**40, 1], ONE, PLACES, PLACES],
               ["sparse", "csr_matrix", [1, 1], ONE, PLACES, PLACES],
               ["sparse", "os.system", [1, 1], ONE, PLACES, PLACES],
               ["sparse", "coo_matrix", [9, 9], TWO, PLACES, PLACES],
               ["sparse", "coo_matrix", [9], ONE, PLACES, PLACES],
               ["sparse", "coo_matrix", [9, 9], ["objects", [1], [1], None], PLACES, PLACES]],
    "polynomial": [["polynomial", ["list", [1]], "x"],
                   ["polynomial", ["objects", [1], [1], None], "x"]],
    "stream": [["stream", "text", 5, 0, "\n", None], ["stream", "text", "a", 2, "\n", None],
               ["stream", "bytes", "a", 0, "\n", None], ["stream", "open", "a", 0, "\n", None],
               ["stream", "text", "a", -1, "\n", None], ["stream", "text", "a", 0, "ab", None],
               ["stream", "bytes", ["bytes", b"a"], 2**40, "\n", None]],
    "pandas scalar": [["pandas scalar", "Timestamp", 0, "xx", None],
                      ["pandas scalar", "Timestamp", 0, "ns", "../../etc/passwd"],
                      ["pandas scalar", "Timestamp", 0, "ns", "No/Where"],
                      ["pandas scalar", "eval", 0, "ns", None]],
    "column": [["column", "text", ["python", True, ["tuple", [1]]]],
               ["column", "text", ["python", False, ["tuple", [None]]]],
               ["column", "text", ["no storage", True, ["tuple", []]]],
               ["column", "Int64", [["tuple", [1]]]], ["column", "os.system", [1]],
               ["column", "Int64", [PLACES, PLACES]], ["column", "Int64", [ONE, TRUTH]],
               ["column", "Int64", [PLACES, TRUTH]], ["column", "Int64", [PLACES]],
               ["column", "boolean", [TRUTH, ["array", b"\0\0", "|b1", [2], None, True]]],
               ["column", "category", [ROWS, PLACES, False]],
               ["column", "zoned", [ONE, "../zone"]],
               ["column", "Float64", [["array", b"\0\0\0\0\0\0\xf8\x7f", "<f8", [1], None, True]]]],
    "index": [["index", "range", [0, 10, 0], [None]], ["index", "range", [0, 10**12, 1], [None]],
              ["index", "plain", [1, None], [None]], ["index", "multi", [ROWS, PLACES], [None]],
              ["index", "multi", [ROWS, ONE], [None]],
              ["index", "plain", [ONE, "D" * 500], []], ["index", "eval", [], [None]]],
    "series": [["series", TWO, ROWS, None, None], ["series", ["list", [1]], ROWS, None, None],
               ["series", ONE, ["list", [0]], None, None]],
    "frame": [["frame", ROWS, ROWS, [TWO], None], ["frame", ROWS, ROWS, [], None],
              ["frame", ["list", ["a"]], ROWS, [ONE], None]],
    "mine": [["mine", 2**63], ["mine", 1]],
    "argument": [["argument", -1], ["argument", 1]],
    "object": [["object", 1, "a" * 1001, [], False], ["object", 1, "a", [["x"]], False],
               ["object", 1, "a", [["x", "y"]] * 21, False]],
    "yours": [["yours", "a"], ["yours", 1]],
    "type": [["type", "builtins", 5], ["type", "builtins", "eval"]],
    "exception": [["exception", 1, "E", ["a"] * 101], ["exception", None, "E", []]],
    "unfilled": [["unfilled", "a"], ["unfilled", 1, 2]],
    "shape": [["shape", [2**49]], ["shape", [1] * 33]],
    "tensor dtype": [["tensor dtype", 5], ["tensor dtype", "resource"]],
}  # fmt: skip
OF_JUDGE = {"judge", "setup", "import", "iterator", "generator", "random", "masked"}


def test_every_node_that_a_student_may_send_has_hostile_lines():
    kinds = {
        node.__struct_config__.tag
        for node in protocol.Node.__args__
        if hasattr(node, "__struct_config__")
    }
    assert set(HOSTILE_OF_ITS_KIND) | OF_JUDGE == kinds


@pytest.mark.parametrize(
    "node", [node for nodes in HOSTILE_OF_ITS_KIND.values() for node in nodes], ids=repr
)
@pytest.mark.filterwarnings("ignore")
def test_a_hostile_node_of_each_kind_is_refused(node):
    with pytest.raises(WireError):
        read(node)


@given(NODES)
@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@pytest.mark.filterwarnings("ignore")
def test_the_judges_own_side_ends_in_a_wire_error_at_worst(node):
    """Objects, errors, records and all else that only the judge's side takes."""
    link = SimpleNamespace(ask=None)
    with contextlib.suppress(WireError):
        JudgeCodec(link, {}).decode(node, [np.zeros(16, np.uint8)])


RICH = (
    st.dates()
    | st.times()
    | st.datetimes(timezones=st.just(datetime.UTC) | st.none())
    | st.timedeltas()
    | st.decimals(allow_nan=False)
    | st.fractions()
    | st.builds(pathlib.Path, st.text(st.characters(categories=["L"]), max_size=5))
    | st.binary().map(bytearray)
    | st.builds(machine_array, st.just("d"), st.lists(st.floats(allow_nan=False), max_size=4))
    | st.builds(collections.deque, st.lists(SCALARS, max_size=3), st.none() | st.integers(3, 5))
    | st.dictionaries(HASHABLE, st.integers(0, 9), max_size=3).map(collections.Counter)
    | st.dictionaries(HASHABLE, SCALARS, max_size=3).map(collections.OrderedDict)
)


@given(st.lists(RICH, max_size=4))
@settings(deadline=None)
def test_richer_types_pass_unchanged(values):
    result = through(values)
    assert result == values
    assert [type(value) for value in result] == [type(value) for value in values]


@pytest.mark.parametrize("node", HOSTILE.values(), ids=HOSTILE)
def test_is_a_hostile_node_refused(node):
    with pytest.raises(WireError):
        read(node)


@pytest.mark.parametrize("depth", [60, 900, 100_000])
def test_is_deep_nesting_refused(depth):
    packed = b"\x93\xa6result\x01" + b"\x92\xa5tuple\x91" * depth + b"\x01"
    one, other = socket.socketpair()
    with one, other:
        sender = threading.Thread(target=one.sendall, args=(frame(packed),))
        sender.start()
        with pytest.raises(WireError):
            message, _ = Channel(other, protocol.Message).receive(time.monotonic() + 5)
            Codec().decode(message.value, [])
        sender.join()


@pytest.mark.parametrize("data", [0, bytes(range(4))])
def test_are_bytes_that_are_no_truth_made_one(data):
    node = protocol.Array(data, "|b1", [4])
    array = Codec().decode(node, [np.arange(4, dtype=np.uint8)])
    assert (array == np.array([False, True, True, True])).all()


def frame(packed, sizes=(), content=b""):
    head = struct.pack("<II", len(packed), len(sizes))
    return head + struct.pack(f"<{len(sizes)}Q", *sizes) + packed + content


FRAMES = {
    "truncated": (frame(msgspec.msgpack.encode([1, 2]))[:-1], Closed),
    "nothing": (b"", Closed),
    "endless nodes": (struct.pack("<II", 2**32 - 1, 0), WireError),
    "endless arrays": (struct.pack("<II", 1, 2**32 - 1), WireError),
    "one huge array": (frame(b"\x01", [2**63]), WireError),
    "an array cut off": (frame(msgspec.msgpack.encode(["hello", 1]), [2**30], b"12"), Closed),
    "no MessagePack": (frame(b"\xc1"), WireError),
    "an extension": (frame(msgspec.msgpack.encode(msgspec.msgpack.Ext(5, b"x"))), WireError),
    "deep lists": (frame(b"\x91" * 100_000 + b"\x01"), WireError),
    "a promise of many items": (frame(b"\xdd\xff\xff\xff\xff"), WireError),
}


@pytest.mark.parametrize(("data", "error"), FRAMES.values(), ids=FRAMES)
def test_is_a_hostile_frame_refused(data, error):
    one, other = socket.socketpair()
    with other:
        with one:
            one.sendall(data)
        with pytest.raises(error):
            Channel(other, protocol.Message).receive(time.monotonic() + 5)


def test_does_an_answer_that_does_not_come_end_in_time():
    one, other = socket.socketpair()
    with one, other:
        one.sendall(struct.pack("<II", 100, 0) + b"half")
        with pytest.raises(TooLate):
            Channel(other, protocol.Message).receive(time.monotonic() + 0.1)


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=300)
def test_do_random_bytes_end_in_a_wire_error_at_worst(data):
    one, other = socket.socketpair()
    with other:
        with one:
            one.sendall(data)
        with contextlib.suppress(WireError):
            Channel(other, protocol.Message).receive(time.monotonic() + 5)
