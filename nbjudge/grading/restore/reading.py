"""A student's notebook file is read: of each cell what counts, in any encoding and any shape.

Jupyter opens much that the format's schema refuses, and a file may hold anything. So a notebook is
not validated but normalised: of each cell its type, its source, the metadata that we know and an id
that is valid. All else (outputs, widgets, metadata of editors) is skipped while it is scanned and
never becomes Python objects, so that time and memory grow with the file's size alone.
"""

import codecs
import re
from dataclasses import dataclass, field

import msgspec
import nbformat
from msgspec import Raw

from nbjudge.looking import plain

__all__ = ["LARGEST", "Reading", "Unreadable", "decode", "read_notebook", "read_outputs"]

LARGEST = 128 * 2**20  # bytes of a notebook, outputs and all
_MOST_CELLS = 10_000
_MOST_TEXT = 16 * 2**20  # characters of all cells together
_MOST_ATTACHED = 16 * 2**20  # bytes of all pictures pasted into prose
_MOST_OUTPUT = 1_000_000  # characters of a cell's outputs, where they are read
_MOST_METADATA = 4096  # bytes of what we know of a cell's metadata
_PLAIN_BYTES = 2 * 2**20  # a file up to this size may stay as it is
_PLAIN_METADATA = 100_000  # bytes of a file's whole metadata, if it is to stay as it is

_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
# Possessive, so that it never tries again: a string without an end would cost quadratic time.
_STRINGS_AND_WORDS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|-?\bInfinity\b|\bNaN\b', re.DOTALL)
_ESCAPES = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # a whole pair
    rb"|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"  # half of one
    rb"|\\."
)
_MERGE = re.compile(r"^<{7} ", re.MULTILINE), re.compile(r"^>{7} ", re.MULTILINE)
_TYPES = {"code": "code", "markdown": "markdown", "raw": "raw", "heading": "markdown",
          "html": "markdown", "plaintext": "raw", "text": "markdown"}  # fmt: skip
_FLAGS = {"locked": bool, "grade": bool, "solution": bool, "task": bool, "points": float,
          "schema_version": int, "checksum": str, "cell_type": str}  # fmt: skip


class Unreadable(Exception):
    """A file that is no notebook; its text says why, in words for its author."""


@dataclass
class Reading:
    """What was read of a file."""

    nb: object  # the notebook, in format 4.5, without outputs
    notes: list = field(default_factory=list)  # what a person should know of
    is_plain: bool = True  # whether any program may read the file as it is


class _Notebook(msgspec.Struct):
    cells: Raw = Raw()
    worksheets: Raw = Raw()
    metadata: Raw = Raw()
    nbformat_minor: Raw = Raw()


class _Worksheet(msgspec.Struct):
    cells: Raw = Raw()


class _Cell(msgspec.Struct):
    cell_type: Raw = Raw()
    source: Raw = Raw()
    input: Raw = Raw()  # of formats 2 and 3, as are the next two
    code: Raw = Raw()
    text: Raw = Raw()
    level: Raw = Raw()
    metadata: Raw = Raw()
    attachments: Raw = Raw()
    outputs: Raw = Raw()
    id: Raw = Raw()


class _Metadata(msgspec.Struct):
    nbgrader: Raw = Raw()
    nbjudge: Raw = Raw()
    tags: Raw = Raw()
    id: Raw = Raw()


def read_notebook(data, with_outputs=()):
    """The `Reading` of a file's bytes; raises `Unreadable`.

    ``with_outputs`` are the texts, as `looking.plain` has them, of the code cells whose outputs are
    read as well.
    """
    if len(data) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST >> 20} MB")
    text, encoding = decode(data)
    reading = Reading(None)
    if encoding != "UTF-8":
        reading.is_plain = False
        if encoding not in ("UTF-8 with a byte-order mark", "UTF-16"):
            reading.notes.append(f"was no UTF-8, and was read as {encoding}")
    data = text.encode(errors="replace")
    top = _top(data, text, reading)
    raws = _cells(top)
    if len(raws) > _MOST_CELLS:
        raws = _with_grade_ids(raws)
        reading.is_plain = False
        reading.notes.append(
            f"had more than {_MOST_CELLS:,} cells; those without a grade id were left out"
        )
    cells = _Cells(reading, with_outputs)
    for raw in raws:
        cells.add(raw)
    own = _typed(top.metadata, _Metadata) or _Metadata()
    nb = {"cells": cells.found, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    stand_in = _typed(own.nbjudge, dict[str, Raw]) or {}
    reason = _typed(stand_in.get("stand_in", Raw()), str)
    if reason is not None:
        nb["metadata"]["nbjudge"] = {"stand_in": reason[:5000]}
    if len(data) > _PLAIN_BYTES or len(top.metadata) + cells.metadata > _PLAIN_METADATA:
        reading.is_plain = False
    if reading.is_plain and not _is_valid(text):
        reading.is_plain = False
    reading.nb = nbformat.from_dict(nb)
    return reading


def decode(data):
    """(text, name of its encoding) of a file's bytes; raises `Unreadable` for what is no text."""
    for mark, name, title in (
        (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte-order mark"),
        (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
        (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
        (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, errors="replace"), title
    start = data[:64].lstrip()
    if start[1:2] == b"\0" and start[:1] != b"\0":
        return data.decode("utf-16-le", errors="replace"), "UTF-16"
    if start[:1] == b"\0" and start[1:2] != b"\0":
        return data.decode("utf-16-be", errors="replace"), "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        if reason := _other_kind(data):
            raise Unreadable(reason) from None
        return data.decode("cp1252", errors="replace"), "Windows-1252"


def _other_kind(data):
    """What a file is that is no notebook, where its first bytes say so."""
    start = data[:1000].lstrip().lower()
    if not data.strip(b" \t\r\n\0"):
        return "it is empty"
    if start.startswith(b"pk\x03\x04"):
        return "it is a zip archive, not the notebook in it"
    if start.startswith(b"%pdf"):
        return "it is a PDF, not the notebook itself"
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        return "it is a web page (HTML), not the notebook itself"
    if start.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8")):
        return "it is a picture, not the notebook itself"
    return None


def _top(data, text, reading):
    """The outermost level of a notebook."""
    if reason := _other_kind(data):
        raise Unreadable(reason)
    error = None
    for mend in (bytes, _without_nan_and_halves):
        try:
            top = msgspec.json.decode(mend(data), type=_Notebook)
            _cells(top)  # what is broken within is found here
        except RecursionError:
            raise Unreadable("it is nested too deeply") from None
        except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
            error = error or wrong
            reading.is_plain = False
        else:
            return top
    if all(mark.search(text) for mark in _MERGE):
        raise Unreadable(
            "it holds git's conflict markers (<<<<<<< and >>>>>>>) of a merge that was not finished"
        )
    if isinstance(error, msgspec.ValidationError):
        raise Unreadable("it holds no cells, as a notebook does")
    raise Unreadable(f"it is no JSON: {_where(error, data)}")


def _where(error, data):
    """What JSON's reader said, with a line in place of its count of bytes."""
    found = re.search(r"\(byte (\d+)\)", str(error))
    if found is None:
        return "it ends too early" if "truncated" in str(error) else str(error)[:120]
    line = data.count(b"\n", 0, int(found[1])) + 1
    return f"line {line} is broken"


def _without_nan_and_halves(data):
    """JSON without the numbers that JSON does not know, and without halves of surrogate pairs."""

    def half(found):
        text = found[0]
        return rb"\ufffd" if len(text) == 6 and text[1:2] == b"u" else text

    def word(found):
        text = found[0]
        if not text.startswith(b'"'):
            return b"null"
        return _ESCAPES.sub(half, text) if b"\\u" in text else text

    return _STRINGS_AND_WORDS.sub(word, data)


def _cells(top):
    """[Raw] of all cells, of any version of the format."""
    if top.cells:
        found = _typed(top.cells, list[Raw])
        if found is None:
            raise Unreadable("its cells are no list")
        return found
    sheets = _typed(top.worksheets, list[_Worksheet])
    if sheets is None:
        raise Unreadable("it has no cells, as a notebook has")
    return [raw for sheet in sheets for raw in _typed(sheet.cells, list[Raw]) or ()]


def _typed(raw, kind):
    """The value of some JSON, or None where it is of another kind, or not there."""
    if not raw:
        return None
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.ValidationError, RecursionError):
        return None


def _with_grade_ids(raws):
    return [raw for raw in raws if b'"grade_id"' in bytes(raw)][:_MOST_CELLS]


class _Output(msgspec.Struct):
    output_type: str
    name: str = ""
    text: str | list[str] = ""
    data: dict[str, Raw] = {}
    ename: str = ""
    evalue: str = ""
    traceback: list[str] = []


def read_outputs(raw):
    """The outputs of a code cell, of each what can be shown, within limits.

    One that is no output is left out, and so is what of one is neither a picture nor a text.
    """
    found, size = [], 0
    for one in _typed(raw, list[Raw]) or ():
        size += len(one)
        if size > _MOST_OUTPUT:
            text = f"[More than {_MOST_OUTPUT:,} characters of output; cut off here.]\n"
            found.append({"output_type": "stream", "name": "stdout", "text": text})
            break
        output = _typed(one, _Output)
        if output is None:
            continue
        new = {"output_type": output.output_type}
        if output.output_type == "stream":
            new |= {"name": output.name, "text": output.text}
        elif output.output_type == "error":
            new |= {"ename": output.ename, "evalue": output.evalue, "traceback": output.traceback}
        else:
            data = {kind: _typed(value, str | list[str]) for kind, value in output.data.items()}
            new["data"] = {kind: value for kind, value in data.items() if value is not None}
            new["metadata"] = {}
        found.append(new)
    return found


class _Cells:
    """The cells of a notebook, normalised one by one."""

    def __init__(self, reading, with_outputs=()):
        self.reading = reading
        self._with_outputs = set(with_outputs)  # each of them once
        self.found = []
        self.metadata = 0  # bytes
        self._text = self._attached = 0

    def add(self, raw):
        cell = _typed(raw, _Cell)
        if cell is None:
            self._repaired("held something that is no cell")
            return
        kind = _typed(cell.cell_type, str) or "code"
        text = self._source(cell)
        self._text += len(text)
        if self._text > _MOST_TEXT:
            raise Unreadable(f"its cells hold more than {_MOST_TEXT >> 20} MB of text")
        if kind == "heading":
            level = _typed(cell.level, int) or 1
            text = f"{'#' * min(6, max(1, level))} {text}"
        if kind not in _TYPES:
            self._repaired("held a cell of an unknown type")
        kind = _TYPES.get(kind, "raw")
        new = {"cell_type": kind, "metadata": self._metadata(cell), "source": text}
        name = _typed(cell.id, str)
        new["id"] = name if name and _ID.fullmatch(name) else f"no-id-{len(self.found)}"
        if kind == "code":
            new |= {"execution_count": None, "outputs": []}
            if self._with_outputs and plain(text) in self._with_outputs:
                self._with_outputs.discard(plain(text))
                new["outputs"] = read_outputs(cell.outputs)
        elif kind == "markdown" and (attached := self._attachments(cell)):
            new["attachments"] = attached
        self.found.append(new)

    def _repaired(self, note):
        self.reading.is_plain = False
        if note not in self.reading.notes:
            self.reading.notes.append(note)

    def _source(self, cell):
        raw = cell.source or cell.input or cell.code or cell.text
        text = _typed(raw, str)
        if text is None:
            lines = _typed(raw, list[str])
            if lines is None and raw:
                self._repaired("held a cell without a text")
            text = "".join(lines or ())
        if "\r" in text:
            self.reading.is_plain = False
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def _metadata(self, cell):
        self.metadata += len(cell.metadata)
        known, found = _typed(cell.metadata, _Metadata), {}
        if known is None:
            self.reading.is_plain = False
            return found
        if len(known.nbgrader) <= _MOST_METADATA:
            nbgrader = _typed(known.nbgrader, dict[str, Raw]) or {}
            name = _typed(nbgrader.get("grade_id", Raw()), str)
            if name is not None:
                flags = {
                    key: _typed(nbgrader.get(key, Raw()), kind) for key, kind in _FLAGS.items()
                }
                found["nbgrader"] = {"grade_id": name} | {
                    key: value for key, value in flags.items() if value is not None
                }
        if len(known.tags) <= _MOST_METADATA and (tags := _typed(known.tags, list[str])):
            found["tags"] = list(dict.fromkeys(tags))
        if len(known.id) <= _MOST_METADATA and (name := _typed(known.id, str)):
            found["id"] = name
        return found

    def _attachments(self, cell):
        found = _typed(cell.attachments, dict[str, dict[str, str]]) if cell.attachments else None
        if not found:
            return None
        self._attached += len(cell.attachments)
        if self._attached > _MOST_ATTACHED:
            self._repaired(f"had more than {_MOST_ATTACHED >> 20} MB of pictures in its texts")
            return None
        return found


def _is_valid(text):
    """Whether a small file is a notebook to the letter of the format's schema."""
    try:
        nb = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
        nbformat.validate(nb)
    except Exception:  # nbformat and json raise a dozen kinds for a broken file
        return False
    return nb["nbformat"] == 4
