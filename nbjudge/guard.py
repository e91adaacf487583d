"""What `import nbjudge` sets up in a notebook, so that a slip is answered in words.

1. A cell with an unfilled ``?`` is stopped before IPython takes it for help syntax (``x = y?``
   prints help and raises nothing) or Python answers a bare SyntaxError. The names that the cell
   would have defined stand as `Unfilled` until it is filled in, so that a check can tell "not
   attempted" from "wrong"; so do those of a later cell that cannot run without them. IPython's
   own help (``np.sum?`` alone on a line) still works.
2. What Python writes to stderr (warnings, progress bars, logs) is shown as stdout: nbgrader gives
   0 points to a test cell that writes to stderr, even where a right answer did so.
3. An error of shape or axis names the arrays of the expression that failed, with their shapes.
4. A check cell (its first line is a title, which the build puts there) sees the student's names and
   leaves none of its own behind.
"""

import sys

from nbjudge import shapes
from nbjudge.cell_code import blanks_by_line, is_check, split_lines
from nbjudge.counted import counted
from nbjudge.errors import NbjudgeError
from nbjudge.names import names_defined

__all__ = ["NotAttempted", "Unfilled", "UnfilledBlanks", "install"]


class _SpokenError(NbjudgeError):
    """An error that a notebook shows as its own text, without a traceback."""

    def _render_traceback_(self):  # IPython asks for this
        return [f"{type(self).__name__}: {self}"]


class UnfilledBlanks(_SpokenError):
    """The cell just run still holds blanks."""


class NotAttempted(_SpokenError):
    """A check, or a later cell, uses something whose blanks are still open.

    ``cause`` : the name whose cell has these blanks, where it is known.
    """

    def __init__(self, message, cause=None):
        super().__init__(message)
        self.cause = cause


_ABSENT = object()
OPEN = (UnfilledBlanks.__name__, NotAttempted.__name__)  # how a cell ends where blanks are open


class Unfilled:
    """Stands for a name whose cell has not run; any use of it raises `NotAttempted`.

    ``reason`` : a sentence; ``cause`` : the name whose blanks are open, if it is another.
    """

    def __init__(self, name, reason, cause=None):
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_reason", reason)
        object.__setattr__(self, "_cause", cause or name)

    def _refuse(self, *args, **kwargs):
        raise NotAttempted(f"{self._name} is not there yet. {self._reason}", self._cause)

    def __getattr__(self, attribute):
        if attribute.startswith("_"):  # Python and IPython probe objects for private names
            raise AttributeError(attribute)
        self._refuse()

    def __repr__(self):
        return f"<{self._name}: not attempted yet>"

    __call__ = __setattr__ = __getitem__ = __setitem__ = __iter__ = __len__ = _refuse
    __array__ = __float__ = __int__ = __index__ = __bool__ = __mro_entries__ = _refuse
    __str__ = __format__ = _refuse
    __add__ = __sub__ = __mul__ = __truediv__ = __matmul__ = __pow__ = __neg__ = _refuse
    __radd__ = __rsub__ = __rmul__ = __rtruediv__ = __rmatmul__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __instancecheck__ = _refuse


def _describe(lines, found, names):
    total = sum(found.values())
    what = f" ({', '.join(names)})" if names else ""
    if len(found) == 1:
        ((line, number),) = found.items()
        blanks = counted(number, "blank")
        text = f"Cell{what}: line {line} still has {blanks}: {lines[line - 1].strip()}"
    else:
        rows = "\n".join(
            f"  line {line} has {counted(number, 'blank')}: {lines[line - 1].strip()}"
            for line, number in found.items()
        )
        text = f"Cell{what} still has {counted(total, 'blank')}:\n{rows}"
    return f"{text}\nReplace every ? by your own code, then run the cell again."


def stop_at_blanks(lines):
    """Input transformer for IPython: a cell with open blanks becomes one clear error."""
    code = "".join(lines)
    found = blanks_by_line(code)
    if not found:
        return lines
    names = sorted(names_defined(code))
    message = _describe(split_lines(code), found, names)
    total = sum(found.values())
    return [f"__import__('nbjudge.guard').guard._refuse_cell({message!r}, {names!r}, {total})\n"]


def _refuse_cell(message, names, blanks):
    reason = f"Its cell still has {counted(blanks, 'blank')}: fill in and run that cell first."
    _stand_in(names, reason)
    raise UnfilledBlanks(message)


def _before_cell(info):
    """Keep what the names that a check cell defines mean to the student."""
    if is_check(info.raw_cell):
        known = _namespace()
        mine = names_defined(info.raw_cell)
        info.nbjudge_before = {name: known.get(name, _ABSENT) for name in mine}


def _after_cell(result):
    """A check cell leaves no name behind, however it ended.

    Where another cell could not run for blanks, its names are not attempted either.
    """
    before = getattr(result.info, "nbjudge_before", None)
    if before is not None:
        known = _namespace()
        for name, value in before.items():
            if value is _ABSENT:
                known.pop(name, None)
            else:
                known[name] = value
        return
    error = result.error_in_exec
    if isinstance(error, NotAttempted) and error.cause:
        reason = f"Its cell needs {error.cause}: fill in that one's blanks, then run both cells."
        _stand_in(names_defined(result.info.raw_cell), reason, error.cause)


def _namespace():
    from IPython import get_ipython

    return get_ipython().user_ns


def _stand_in(names, reason, cause=None):
    known = _namespace()
    for name in names:
        # A name that already means something keeps its meaning: X = f(X, ?) must not lose X.
        if name not in known or isinstance(known[name], Unfilled):
            known[name] = Unfilled(name, reason, cause)


def _show_error(shell, kind, error, trace, tb_offset=None):
    """Show an error as IPython does, with what the shapes tell below it."""
    if told := shapes.explain(error):
        error.add_note(told)
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def install(shell):
    """Set up the guards in an IPython shell; doing so again changes nothing."""
    if stop_at_blanks not in shell.input_transformers_cleanup:
        # First of all, so that line numbers are those that the student sees.
        shell.input_transformers_cleanup.insert(0, stop_at_blanks)
        shell.events.register("pre_run_cell", _before_cell)
        shell.events.register("post_run_cell", _after_cell)
        if not shell.custom_exceptions:  # somebody else's handler stays
            shell.set_custom_exc((ValueError, IndexError, TypeError), _show_error)
    sys.stderr = sys.stdout
