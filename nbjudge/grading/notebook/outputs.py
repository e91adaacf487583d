"""Outputs of a notebook that was run: valid, and no points that a test could not give."""

import ast
import json

import nbformat
from nbformat.v4 import new_output

from nbjudge.course import grade_id

__all__ = ["check_partial_credit", "drop_invalid", "fail", "mark_left_out", "note_times",
           "ran_out_of_memory", "say_cut_off", "short_error"]  # fmt: skip


def fail(cell, name, reason):
    """The cell gets no marks, for a reason that is named."""
    reason = reason.rstrip(".")
    text = f"{name}: {reason}."
    cell.outputs = [
        *(output for output in cell.get("outputs", []) if output.output_type != "error"),
        new_output("error", ename=name, evalue=f"{reason}.", traceback=[text]),
    ]


def note_times(cell, began, end):
    """Keep when a cell was run, in the place where nbclient does."""
    cell.metadata["execution"] = {
        "iopub.execute_input": began.isoformat(),
        "shell.execute_reply": end.isoformat(),
    }


def ran_out_of_memory(cell):
    """Whether a cell ended for a lack of memory."""
    return any(out.output_type == "error" and out.ename == "MemoryError" for out in cell.outputs)


def say_cut_off(cell, most, in_all):
    """Say below a cell that it, or with ``in_all`` its notebook, has written more than is kept."""
    where = " in all cells" if in_all else ""
    text = f"\n[More than {most:,} characters of output{where}; cut off here.]\n"
    cell.outputs.append(new_output("stream", name="stdout", text=text))


def short_error(content):
    """The output for an error, of a kernel's message, without its traceback."""
    name, value = (str(content.get(key))[:500] for key in ("ename", "evalue"))
    return new_output("error", ename=name, evalue=value, traceback=[f"{name}: {value}"])


def mark_left_out(cell, left_out):
    """Note of a cell whether it is one that is left out, for `KeepOutputs`; returns that."""
    cell.metadata.pop("nbjudge", None)  # a student's own word counts for nothing
    if left_out:
        cell.metadata["nbjudge"] = {"left_out": True}
    return left_out


def drop_invalid(nb):
    """Drop what a kernel has sent that is no output of a notebook."""
    try:
        nbformat.validate(nb)
        json.dumps(nb, ensure_ascii=False).encode()
    except Exception:
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs = [_valid(output) for output in cell.get("outputs", [])]
                if not isinstance(cell.get("execution_count"), int | None):
                    cell.execution_count = None


def _valid(output):
    try:
        nbformat.v4.nbbase.validate(output, ref="output")
        json.dumps(output, ensure_ascii=False).encode()
    except Exception:
        return new_output("stream", name="stdout", text="[An output that was none.]\n")
    return output


def check_partial_credit(cell, log):
    """A number outside of the cell's points is no partial credit, but would stop nbgrader."""
    points = float(cell.metadata.nbgrader.points)
    for output in list(cell.outputs):
        if output.output_type != "execute_result":
            continue
        try:
            value = float(ast.literal_eval(output.data["text/plain"]))
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
            continue
        if not 0 <= value <= points:
            log.warning(
                "The test %s ends in an expression of value %g, which is no part of its %g points; "
                "it is ignored. End the cell with a statement.",
                *(grade_id(cell), value, points),
            )
            cell.outputs.remove(output)
