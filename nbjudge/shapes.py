"""Errors of shape and axis in words: the expression, its arrays with their shapes, the likely slip.

NumPy says ``shapes (3,4) and (3,2) not aligned: 4 (dim 1) != 3 (dim 0)`` and leaves out which array
is which. `explain` finds the expression in the student's code that failed, and what stands in it.
"""

import ast
import linecache
import re

__all__ = ["SLIP", "explain"]

SLIP = "  likely:   "  # begins the line that names the likely slip
_KINDS = (ValueError, IndexError, TypeError)
_MOST = 6  # arrays that are told
_LONGEST = 2000  # characters of an expression that is looked at


def explain(error):
    """What failed in the code of a notebook, with shapes; "" where shapes have no part in it.

    ``error`` is the exception, with its traceback. Nothing of the code is run again: names and
    attributes are looked up, and no function is called.
    """
    if not isinstance(error, _KINDS) or error.__traceback__ is None:
        return ""
    try:
        frame, text = _failed(error.__traceback__)
        if frame is None:
            return ""
        tree = ast.parse(text.strip(), mode="eval").body
        found = _arrays(tree, frame)
        if not any(len(shape) for shape in found.values()):
            return ""
        lines = [f"  in:       {' '.join(text.split())}"]
        told = list(found.items())[:_MOST]
        lines.append("  shapes:   " + ", ".join(f"{name} is {shape}" for name, shape in told))
        if doc := _first_line(frame):
            lines.append(f"  function: {doc}")
        if slip := _likely(tree, frame, str(error)):
            lines.append(f"{SLIP}{slip}")
        return "\n".join(lines)
    except Exception:  # whatever a student's objects do when they are looked at
        return ""


def _failed(trace):
    """The innermost frame of the notebook's own code, and the text of the expression in it."""
    frame, text = None, ""
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__") == "__main__":
            code = trace.tb_frame.f_code
            positions = list(code.co_positions())[trace.tb_lasti // 2]
            segment = _segment(code.co_filename, trace.tb_frame.f_globals, *positions)
            if segment:
                frame, text = trace.tb_frame, segment
        trace = trace.tb_next
    return frame, text


def _segment(filename, namespace, first, last, start, end):
    if None in (first, last, start, end):
        return ""
    lines = linecache.getlines(filename, namespace)[first - 1 : last]
    if not lines:
        return ""
    data = [line.encode() for line in lines]  # columns are counted in bytes
    data[-1] = data[-1][:end]
    data[0] = data[0][start:]
    text = b"".join(data).decode()
    return text if len(text) <= _LONGEST else ""


def _shape(value):
    shape = getattr(value, "shape", None)
    try:
        return tuple(int(size) for size in shape)
    except (TypeError, ValueError):
        return None


def _arrays(tree, frame):
    """{name as it is written: its shape} of the arrays in an expression, in order."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            shape = _shape(_value(node, frame))
            if shape is not None:
                found.setdefault(ast.unparse(node), shape)
    return found


def _value(node, frame):
    """The value of a name or an attribute of one; None for anything else."""
    if isinstance(node, ast.Name):
        return frame.f_locals.get(node.id, frame.f_globals.get(node.id))
    if isinstance(node, ast.Attribute):
        return getattr(_value(node.value, frame), node.attr, None)
    return None


def _first_line(frame):
    """The first line of the docstring of the function that failed: it tells the shapes."""
    doc = frame.f_code.co_consts[0] if frame.f_code.co_consts else None
    if frame.f_code.co_name == "<module>" or not isinstance(doc, str) or not doc.strip():
        return ""
    return doc.strip().splitlines()[0]


def _likely(tree, frame, message):
    left, right = _operands(tree)
    if left is None:
        return _out_of_bounds(message)
    a, b = (_shape(_value(node, frame)) for node in (left, right))
    if a is None or b is None:  # they are computed: NumPy's message has their shapes
        a, b = _told(message)
    if a is None:
        return _out_of_bounds(message)
    if _is_product(tree):
        return _product_slip(ast.unparse(left), a, ast.unparse(right), b)
    return _broadcast_slip(ast.unparse(left), a, ast.unparse(right), b)


def _operands(tree):
    if isinstance(tree, ast.BinOp):
        return tree.left, tree.right
    if isinstance(tree, ast.Call) and len(tree.args) >= 2:
        return tree.args[0], tree.args[1]
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Attribute) and tree.args:
        return tree.func.value, tree.args[0]
    return None, None


def _told(message):
    """The two shapes in a message of NumPy's, such as ``shapes (4,3) (4,)``."""
    found = re.findall(r"\(((?:\d+,? ?)*)\)", message.partition("shapes")[2])
    shapes = [tuple(int(size) for size in re.findall(r"\d+", text)) for text in found]
    return shapes if len(shapes) == 2 else (None, None)


def _is_product(tree):
    if isinstance(tree, ast.BinOp):
        return isinstance(tree.op, ast.MatMult)
    name = tree.func.attr if isinstance(tree.func, ast.Attribute) else getattr(tree.func, "id", "")
    return name in ("dot", "matmul")


def _product_slip(left, a, right, b):
    if not (len(a) == len(b) == 2) or a[1] == b[0]:
        return "the last axis of the first must be as long as the first axis of the second"
    fits = [
        f"{first} @ {second}"
        for first, one in ((left, a), (f"{left}.T", a[::-1]))
        for second, other in ((right, b), (f"{right}.T", b[::-1]))
        if one[1] == other[0]
    ]
    if fits:
        return f"a transpose is missing or too many; of these sizes {' or '.join(fits)} would fit"
    if abs(a[1] - b[0]) == 1:
        return "one of the two is longer by one: is it the bias, or its row of ones?"
    return "no transpose makes these sizes fit: is it the right pair of arrays?"


def _broadcast_slip(left, a, right, b):
    if a == b:
        return ""
    if a == b[::-1] and len(a) == 2:
        return f"{left} or {right} is transposed"
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) == 1 and len(longer) == 2 and shorter[0] == longer[0]:
        return (
            "one side has lost an axis: keepdims=True of a sum or mean keeps it, and [:, None] "
            "makes a column again"
        )
    if len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        off = next(x - y for x, y in zip(a, b, strict=True) if x != y)
        if abs(off) == 1:
            return "one of the two is longer by one: is it the bias, or its row of ones?"
    return "entry by entry, the sizes must be equal or 1"


def _out_of_bounds(message):
    match = re.search(r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)", message)
    if match:
        index, axis, size = match.groups()
        return (
            f"axis {axis} has the indices 0 to {int(size) - 1}, and {index} is none of them: are "
            "rows and columns swapped, or is a label used where a position belongs?"
        )
    return ""
