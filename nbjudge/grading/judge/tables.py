"""Plain forms of pandas: frames, series, indexes and scalars, both ways.

A table is taken apart into the arrays of its columns, its labels and its names, and put together
again by pandas's own constructors. A column of a type that has no form here (periods, intervals,
a type of the student's own) leaves the whole table where it is, as an object. So does a table that
is larger than `_LARGEST`.
"""

import importlib
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from nbjudge.errors import JudgeError
from nbjudge.grading.judge import protocol
from nbjudge.grading.judge.channel import WireError
from nbjudge.grading.judge.nodes import Node

if TYPE_CHECKING:
    from nbjudge.grading.judge.codec import Codec

__all__ = ["DECODERS", "encode_table", "is_table"]

_LARGEST = 2**26  # bytes of a table that passes by value
_MOST_OBJECTS = 100_000  # entries of a table that are no numbers
_LONGEST = 10**8  # entries of an index that is no more than its ends
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+:-]*(/[A-Za-z][A-Za-z0-9_+-]*){0,2}")
_NULLABLE = re.compile(r"U?Int(8|16|32|64)|Float(32|64)|boolean")


class _HasNoForm(Exception):
    """Something of pandas that cannot be taken apart into plain parts."""


def is_table(value: Any) -> bool:
    """Whether a value is a DataFrame or Series, which can be changed in place."""
    return _is_of_pandas(value) and type(value).__name__ in ("DataFrame", "Series")


def _is_of_pandas(value: Any) -> bool:
    return type(value).__module__.partition(".")[0] == "pandas"


def encode_table(codec: "Codec", value: Any, buffers: list[Any], depth: int) -> Node | None:
    """The node of something of pandas's; None where it is nothing of that, or has no plain form."""
    pandas = sys.modules.get("pandas")
    if pandas is None or not _is_of_pandas(value):
        return None
    mark = len(buffers)
    try:
        return _encode(pandas, codec, value, buffers, depth)
    except _HasNoForm:
        del buffers[mark:]
        return None


def _encode(pandas: Any, codec: "Codec", value: Any, buffers: list[Any], depth: int) -> Node:
    kind = type(value)
    if value is pandas.NA or value is pandas.NaT:
        return protocol.PandasScalar("NA" if value is pandas.NA else "NaT")
    if kind in (pandas.Timestamp, pandas.Timedelta):
        return _encode_scalar(pandas, value)
    if isinstance(value, pandas.Index):
        return _encode_index(pandas, codec, value, buffers, depth)
    if kind is pandas.Series:
        _measure(value.to_frame())
        alias = codec.alias(value)
        return protocol.Series(
            _encode_column(pandas, codec, value.array, buffers, depth),
            _encode_index(pandas, codec, value.index, buffers, depth),
            codec.encode(value.name, buffers, depth),
            alias,
        )
    if kind is pandas.DataFrame:
        _measure(value)
        alias = codec.alias(value)
        return protocol.Frame(
            _encode_index(pandas, codec, value.columns, buffers, depth),
            _encode_index(pandas, codec, value.index, buffers, depth),
            [
                _encode_column(pandas, codec, value.iloc[:, place].array, buffers, depth)
                for place in range(value.shape[1])
            ],
            alias,
        )
    raise _HasNoForm


def _measure(frame: Any) -> None:
    if frame.memory_usage(deep=False).sum() > _LARGEST:
        raise _HasNoForm
    objects = sum(getattr(kind, "kind", "O") not in "biufcmM" for kind in frame.dtypes)
    if objects * len(frame) > _MOST_OBJECTS:
        raise _HasNoForm


def _encode_scalar(pandas: Any, value: Any) -> protocol.PandasScalar:
    if type(value) is pandas.Timedelta:
        plain = value.to_timedelta64()
        return protocol.PandasScalar("Timedelta", int(plain.astype("i8")), _unit(plain))
    zone = None if value.tz is None else _zone_name(value.tz)
    plain = value.to_datetime64()
    return protocol.PandasScalar("Timestamp", int(plain.astype("i8")), _unit(plain), zone)


def _unit(plain: Any) -> str:
    return np.datetime_data(plain.dtype)[0]


def _zone_name(zone: object) -> str:
    name = str(zone)
    if not _ZONE.fullmatch(name):
        raise _HasNoForm
    return name


def _encode_index(pandas: Any, codec: "Codec", index: Any, buffers: list[Any], depth: int) -> Node:
    names = [codec.encode(name, buffers, depth) for name in index.names]
    if type(index) is pandas.RangeIndex:
        return protocol.Index("range", [index.start, index.stop, index.step], names)
    if type(index) is pandas.MultiIndex:
        levels = [_encode_index(pandas, codec, one, buffers, depth) for one in index.levels]
        codes = [codec.encode_part(np.array(one), buffers, depth) for one in index.codes]
        return protocol.Index("multi", [*levels, *codes], names)
    known = (pandas.Index, pandas.DatetimeIndex, pandas.TimedeltaIndex, pandas.CategoricalIndex)
    if type(index) not in known or len(index) > _MOST_OBJECTS * 100:
        raise _HasNoForm
    values = _encode_column(pandas, codec, index.array, buffers, depth)
    return protocol.Index("plain", [values, getattr(index, "freqstr", None)], names)


def _encode_column(
    pandas: Any, codec: "Codec", values: Any, buffers: list[Any], depth: int
) -> Node:
    dtype = values.dtype
    if isinstance(dtype, np.dtype) or type(values) is pandas.arrays.NumpyExtensionArray:
        return codec.encode_part(np.asarray(values), buffers, depth)
    if isinstance(dtype, pandas.StringDtype):
        missing = dtype.na_value is not pandas.NA
        items = [None if one is pandas.NA or one != one else one for one in values]
        texts = codec.encode(tuple(items), buffers, depth)
        return protocol.Column("text", [str(dtype.storage), missing, texts])
    if isinstance(dtype, pandas.CategoricalDtype):
        labels = _encode_index(pandas, codec, values.categories, buffers, depth)
        codes = codec.encode_part(np.array(values.codes), buffers, depth)
        return protocol.Column("category", [labels, codes, bool(values.ordered)])
    if isinstance(dtype, pandas.DatetimeTZDtype):
        plain = pandas.DatetimeIndex(values).tz_convert("UTC").tz_localize(None).to_numpy()
        moments = codec.encode_part(np.array(plain), buffers, depth)
        return protocol.Column("zoned", [moments, _zone_name(dtype.tz)])
    if _NULLABLE.fullmatch(str(dtype)):
        plain = np.array(values.to_numpy(dtype.numpy_dtype, na_value=dtype.numpy_dtype.type(0)))
        parts = (plain, np.array(values.isna()))
        return protocol.Column(
            str(dtype), [codec.encode_part(part, buffers, depth) for part in parts]
        )
    raise _HasNoForm


# Back to pandas.


def _guarded(decode: Callable[..., Any]) -> Callable[..., Any]:
    """Whatever pandas has to say of parts that do not fit together."""

    def guarded(codec: "Codec", node: Any, buffers: list[Any], depth: int) -> Any:
        try:
            pandas = importlib.import_module("pandas")  # where tables come from, it is installed
            value = decode(pandas, codec, node, buffers, depth)
        except (WireError, RecursionError, JudgeError):
            raise
        except Exception as error:
            raise WireError(f"a table that breaks the rules ({type(error).__name__})") from error
        if getattr(node, "alias", None) is not None:
            codec.aliased(node.alias, value)
        return value

    return guarded


def _decode_scalar(
    pandas: Any, codec: "Codec", node: protocol.PandasScalar, buffers: list[Any], depth: int
) -> Any:
    if node.kind in ("NA", "NaT"):
        return getattr(pandas, node.kind)
    if node.kind == "Timedelta":
        return pandas.Timedelta(_count(np.timedelta64, node))
    if node.kind != "Timestamp":
        raise WireError("a scalar of pandas that breaks the rules")
    value = pandas.Timestamp(_count(np.datetime64, node))
    return value if node.zone is None else value.tz_localize("UTC").tz_convert(_zone(node.zone))


def _count(kind: Callable[..., Any], node: protocol.PandasScalar) -> Any:
    return kind(node.count, node.unit)


def _zone(name: object) -> str:
    if type(name) is not str or len(name) > 64 or not _ZONE.fullmatch(name):
        raise WireError("a time zone that breaks the rules")
    return name


def _decode_index(
    pandas: Any, codec: "Codec", node: protocol.Index, buffers: list[Any], depth: int
) -> Any:
    names = [codec.decode(name, buffers, depth) for name in node.names]
    parts = [codec.decode(part, buffers, depth) for part in node.parts]
    if node.kind == "range":
        index = pandas.RangeIndex(*(int(part) for part in parts), name=names[0])
        if len(index) > _LONGEST:
            raise WireError("an index that breaks the rules")
        return index
    if node.kind == "multi":
        half = len(parts) // 2
        levels, codes = parts[:half], parts[half:]
        for level, code in zip(levels, codes, strict=True):
            _check_codes(level, code)
        return pandas.MultiIndex(levels=levels, codes=codes, names=names)
    values, step = parts
    if not isinstance(values, np.ndarray | pandas.api.extensions.ExtensionArray):
        raise WireError("an index that breaks the rules")
    kind = object if isinstance(values, np.ndarray) and values.dtype == object else None
    index = pandas.Index(values, name=names[0], dtype=kind)
    if type(step) is str and len(step) <= 20 and isinstance(index, pandas.DatetimeIndex):
        return pandas.DatetimeIndex(index, freq=step)
    return index


def _check_codes(level: Any, code: Any) -> None:
    """Numbers of entries of a level, or -1; pandas would cut off those that are too large."""
    whole = isinstance(code, np.ndarray) and code.dtype.kind in "iu" and code.ndim == 1
    if not whole or (code.size and not -1 <= code.min() <= code.max() < len(level)):
        raise WireError("an index that breaks the rules")


def _decode_column(
    pandas: Any, codec: "Codec", node: protocol.Column, buffers: list[Any], depth: int
) -> Any:
    parts = [codec.decode(part, buffers, depth) for part in node.parts]
    if node.kind == "text":
        storage, missing, items = parts
        if not all(item is None or type(item) is str for item in items):
            raise WireError("a column of text that breaks the rules")
        if missing is not True and None in items:
            codec.take_missing()
        # Before pandas 2.3, NA was the only sign for what is missing.
        sign = {"na_value": np.nan} if missing is True else {}
        dtype = pandas.StringDtype(storage, **sign)
        return pandas.array(list(items), dtype=dtype)
    if node.kind == "category":
        labels, codes, ordered = parts
        return pandas.Categorical.from_codes(codes, categories=labels, ordered=bool(ordered))
    if node.kind == "zoned":
        moments, zone = parts
        return pandas.DatetimeIndex(moments).tz_localize("UTC").tz_convert(_zone(zone)).array
    if not _NULLABLE.fullmatch(node.kind):
        raise WireError("a column of no known kind")
    values, mask = parts
    dtype = pandas.api.types.pandas_dtype(node.kind)
    plain = type(values) is type(mask) is np.ndarray and values.ndim == mask.ndim == 1
    if not plain or values.dtype != dtype.numpy_dtype or mask.dtype.kind != "b":
        raise WireError("a column that breaks the rules")
    if len(values) != len(mask):
        raise WireError("a column that breaks the rules")
    if mask.any():
        codec.take_missing()
    return dtype.construct_array_type()(values, mask, copy=True)


def _decode_series(
    pandas: Any, codec: "Codec", node: protocol.Series, buffers: list[Any], depth: int
) -> Any:
    values, index, name = (
        codec.decode(part, buffers, depth) for part in (node.values, node.index, node.name)
    )
    return _series(pandas, values, index, name)


def _series(pandas: Any, values: Any, index: Any, name: Any) -> Any:
    arrays = np.ndarray | pandas.api.extensions.ExtensionArray
    if not isinstance(values, arrays) or not isinstance(index, pandas.Index):
        raise WireError("a column that breaks the rules")
    if values.ndim != 1 or len(values) != len(index):
        raise WireError("a column that breaks the rules")
    return pandas.Series(values, index=index, name=name, dtype=values.dtype, copy=True)


def _decode_frame(
    pandas: Any, codec: "Codec", node: protocol.Frame, buffers: list[Any], depth: int
) -> Any:
    labels, index = (codec.decode(part, buffers, depth) for part in (node.labels, node.index))
    columns = [codec.decode(column, buffers, depth) for column in node.columns]
    if not isinstance(labels, pandas.Index) or len(labels) != len(columns):
        raise WireError("a table that breaks the rules")
    made = {place: _series(pandas, values, index, None) for place, values in enumerate(columns)}
    frame = pandas.DataFrame(made, index=index)
    frame.columns = labels
    return frame


DECODERS: dict[type, Any] = {
    protocol.PandasScalar: _guarded(_decode_scalar),
    protocol.Index: _guarded(_decode_index),
    protocol.Column: _guarded(_decode_column),
    protocol.Series: _guarded(_decode_series),
    protocol.Frame: _guarded(_decode_frame),
}
