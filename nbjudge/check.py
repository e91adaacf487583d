"""Checks for students and hidden tests: yours, what is expected of it, the likely mistake.

`predict` is no check: it takes a guess before a figure shows it, and never says right or wrong.
Nor is `noted`: it takes the answer to a question, which hidden tests mark, and says as little.

A check that fails raises `CheckFailed`, an AssertionError whose text says what you returned, what
is expected of it (a shape, a property, a number with its tolerance) and what usually causes the
difference. In a notebook it is shown as that text, without a traceback. The number is only told
where the student sees it anyway: not while tests are graded, but for those in plain sight.
"""

import contextlib
import io
import os

import numpy as np

from nbjudge.guard import NotAttempted, Unfilled

__all__ = [
    "BadGuess",
    "CheckFailed",
    "changes",
    "changes_allowed",
    "close",
    "finite",
    "generator",
    "gradient",
    "noted",
    "numerical_gradient",
    "passed",
    "predict",
    "quiet",
    "relative_error",
    "shape",
    "that",
    "unchanged",
]


# A number made of the submission while it is graded; 0 in a notebook.
submission = 0
_changes = False
_MOST_TOLD = 12  # numbers of an array that a message holds in full


class CheckFailed(AssertionError):
    """A check found something that is not right yet.

    Its text says all of it, but for ``value``, where tests are graded. ``name`` is what was
    checked, ``yours`` what came out, ``expected`` the property that it lacks or ``tolerance`` how
    near it should come, ``value`` the right value with its tolerance, ``likely`` the usual mistake;
    each is a text, empty where there is nothing to say.
    """

    def __init__(
        self, text="", *, name="", yours="", expected="", tolerance="", likely="", value=""
    ):
        super().__init__(text)
        self.name, self.yours, self.likely = name, yours, likely
        self.expected, self.tolerance, self.value = expected, tolerance, value

    def _render_traceback_(self):  # IPython asks for this
        return [f"{type(self).__name__}: {self}"]


def close(yours, expected, name, *, rtol=1e-6, atol=1e-9, mistakes=None, hint=None, tell=True):
    """Check numbers: the shape first, then every value.

    Parameters
    ----------
    yours : array-like of any shape (), (n,), (m, n), …
    expected : array-like of the same shape; in a notebook a few numbers are told, and of a test
        that is graded only those of the checks in plain sight.
    name : what is checked, as the student wrote it: ``"cce(Y, Yhat)"``.
    rtol, atol : relative and absolute tolerance, as in `numpy.isclose`.
    mistakes : dict of a likely mistake, in words, to the value that it leads to.
    hint : words for a mistake that no value tells.
    tell : whether a student may be told the numbers; not where they are the exercise itself.

    Raises
    ------
    CheckFailed : the value is wrong.
    NotAttempted : there is no value yet.
    """
    expected = np.asarray(expected)
    array = _as_array(yours, name, hint)
    wrong = dict(mistakes or {})
    for words, value in wrong.items():
        if _agree(array, np.asarray(value), rtol, atol) and not _agree(array, expected, rtol, atol):
            _fail_value(name, array, expected, words, rtol, atol, tell)
    if array.shape != expected.shape:
        _fail(
            name,
            f"shape {array.shape}",
            f"shape {expected.shape}",
            hint or _shape_hint(array, expected),
        )
    if not np.all(np.isfinite(array)) and np.all(np.isfinite(expected)):
        _fail(
            name,
            yours,
            "finite numbers, no nan and no inf",
            hint or ("an overflow in exp, a log of 0, or a division by 0"),
        )
    if not _agree(array, expected, rtol, atol):
        hint = hint or _value_hint(array, expected, rtol, atol)
        _fail_value(name, array, expected, hint, rtol, atol, tell)


def shape(yours, expected, name, *, hint=None):
    """Check that ``yours`` is an array of numbers of shape ``expected`` (a tuple)."""
    array = _as_array(yours, name, hint)
    if array.shape != tuple(expected):
        hint = hint or _shape_hint(array, np.empty(expected))
        _fail(name, f"shape {array.shape}", f"shape {tuple(expected)}", hint)


def finite(yours, name, *, hint=None):
    """Check that every number is finite: no nan, no inf."""
    array = _as_array(yours, name, hint)
    if not np.all(np.isfinite(array)):
        _fail(name, yours, "finite numbers, no nan and no inf", hint)


def that(condition, name, expected, *, yours=None, hint=None):
    """Check a property: ``condition`` is its truth, ``expected`` says it in words."""
    if not condition:
        _fail(name, yours, expected, hint)


def unchanged(before, after, name):
    """Check that a function left its input ``name`` as it was: ``before`` is a copy of it."""
    if not np.array_equal(np.asarray(before), np.asarray(after)):
        _fail(
            name,
            "was changed by your function",
            "inputs stay as they are",
            "an in-place operation such as x -= … or x[…] = …: make a new array instead",
        )


def generator(seed):
    """A random generator for the inputs of hidden tests: other inputs for each submission.

    Grading the same submission again draws the same inputs. In a notebook they are always those of
    ``seed``.
    """
    return np.random.default_rng([seed, submission])


@contextlib.contextmanager
def changes():
    """Let a test see what functions make of their arguments: ``with check.changes(): f(x)``.

    In a notebook it always does. The judge hands changes back only here, and from functions that
    return nothing: a test must not take what it expects from an argument that was changed.
    """
    global _changes
    before, _changes = _changes, True
    try:
        yield
    finally:
        _changes = before


def changes_allowed():
    """Whether `changes` is in force."""
    return _changes


def numerical_gradient(f, x, h=1e-5):
    """Gradient of a scalar function by central differences.

    Parameters
    ----------
    f : function of an array like ``x``, returning a scalar.
    x : array of floats, of any shape; it is not changed.
    h : step.

    Returns
    -------
    array of the shape of ``x``: (f(x + h eᵢ) − f(x − h eᵢ)) / 2h for every entry i.
    """
    x = np.array(x, dtype=float)
    result = np.empty_like(x)
    for index in np.ndindex(x.shape):
        right, left = x.copy(), x.copy()
        right[index] += h
        left[index] -= h
        result[index] = (float(f(right)) - float(f(left))) / (2 * h)
    return result


def relative_error(a, b, floor=1e-8):
    """Entry by entry |a − b| / max(|a| + |b|, floor): 0 is equal, 1 is all wrong."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), floor)


def gradient(f, x, yours, name, *, h=1e-5, tolerance=1e-5, floor=1e-4, hint=None):
    """Check a gradient against central differences of ``f`` at ``x``.

    ``yours`` has the shape of ``x``. An entry agrees when its `relative_error` is at most
    ``tolerance``; entries smaller than ``floor`` are compared to ``floor`` instead.
    """
    numerical = numerical_gradient(f, x, h)
    array = _as_array(yours, name, hint)
    if array.shape != numerical.shape:
        _fail(
            name,
            f"shape {array.shape}",
            f"shape {numerical.shape}, that of the variable",
            hint or _shape_hint(array, numerical),
        )
    finite(array, name, hint=hint)
    error = relative_error(array, numerical, floor)
    worst = np.unravel_index(np.argmax(error), error.shape) if error.size else ()
    if error.size and error[worst] > tolerance:
        place = f" at entry {tuple(int(i) for i in worst)}" if worst else ""
        _fail(
            name,
            f"{np.sum(error > tolerance)} of {error.size} entries differ from the finite "
            f"difference; the largest relative error is {error[worst]:.2g}{place}",
            f"a relative error of at most {tolerance:g} in every entry",
            hint or _value_hint(array, numerical, 1e-4, floor * tolerance),
        )


def passed(name):
    """Say that the visible checks of an exercise pass."""
    print(f"✓ {name}: the visible checks pass")


class BadGuess(ValueError):
    """A guess that cannot be one: not a number, out of range, or none of the choices."""

    def _render_traceback_(self):  # IPython asks for this
        return [f"{type(self).__name__}: {self}"]


def predict(question, guess=None, *, choices=None, between=None):
    """Take a guess before the next cell shows what happens; nothing is checked or marked.

    The guess stands in the cell itself, so it is handed in with the notebook, and
    ``nbjudge report`` draws the guesses of a class.

    Parameters
    ----------
    question : what is asked, in words; the same question means the same in all notebooks.
    guess : a number, or one of ``choices``; None as long as there is none.
    choices : texts, one of which is the answer.
    between : the smallest and the largest number that can be: ``(0, 1)`` for a share.

    Raises
    ------
    BadGuess : the guess cannot be one.
    """
    options = None if choices is None else [f"{one}" for one in choices]
    if guess is None or guess is Ellipsis:
        how = "a number" if options is None else "one of " + ", ".join(map(repr, options))
        print(f"No guess yet: {question}\nWrite {how} in place of None, and run this cell again.")
        return
    if options is not None:
        found = [one for one in options if one.casefold() == f"{guess}".strip().casefold()]
        if not found:
            raise BadGuess(
                f"{guess!r} is none of the choices. Write one of these, with its quotes: "
                + ", ".join(map(repr, options))
            )
        shown = found[0]
    else:
        shown = f"{_guessed_number(guess, between):g}"
    print(f"{question}\nYour guess: {shown}. Nobody marks it. Now go on, and see.")


def _guessed_number(guess, between):
    try:
        if isinstance(guess, str | bool | bytes):
            raise TypeError
        number = float(guess)
    except (TypeError, ValueError, OverflowError):
        raise BadGuess(
            f"{guess!r} is not a number. Write one with a point, without unit or quotes: 0.5"
        ) from None
    if not np.isfinite(number):
        raise BadGuess(f"{number:g} is no number that can come out. Guess a finite one.")
    if between is not None and not between[0] <= number <= between[1]:
        low, high = between
        share = f" A share of {number:g} % is {number / 100:g}." if (low, high) == (0, 1) else ""
        raise BadGuess(f"{number:g} is not between {low:g} and {high:g}.{share}")
    return number


def noted(answer, name, *, choices=None):
    """Take the answer to a question that counts: say whether it has the right form, and no more.

    The marking is left to the hidden tests below it: where there are a few choices, a check that
    tells right from wrong would be a way to find the right one by trying them all.

    Parameters
    ----------
    answer : a number, or one of ``choices``.
    name : the name that the student gave a value: ``"first_loss"``.
    choices : texts, one of which is the answer: ``"abcd"`` are four.

    Returns
    -------
    the answer: a float, or that of ``choices`` which was meant (blanks and capitals do not count).

    Raises
    ------
    CheckFailed : it is neither.
    NotAttempted : there is no answer yet.
    """
    if choices is None:
        array = _as_array(answer, name, "a number, without quotation marks")
        if array.shape != () or not np.isfinite(array):
            _fail(name, answer, "one finite number", "a number alone, in no list")
        found = shown = float(array)
    else:
        if isinstance(answer, Unfilled) or answer is Ellipsis or answer is None:
            raise NotAttempted(f"{name} is not there yet: choose one of {', '.join(choices)}.")
        meant = f"{answer}".strip().casefold() if isinstance(answer, str) else None
        found = next((one for one in choices if one.casefold() == meant), None)
        if found is None:
            words = f'one of {", ".join(choices)}, in quotation marks: "{choices[0]}"'
            _fail(name, f"{answer!r}"[:80], words)
        shown = found
    print(f"{name} = {shown}: noted. It is marked when the notebook is, not here.")
    return found


@contextlib.contextmanager
def quiet():
    """Keep what code prints out of the output of a cell, and what libraries in C write to stderr.

    nbgrader gives 0 points to a test that writes to stderr, and progress bars do. TensorFlow does
    when it is imported, beside Python's own streams.
    """
    kept = os.dup(2)
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, 2)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(null)


def _as_array(yours, name, hint):
    if isinstance(yours, Unfilled) or yours is Ellipsis:
        raise NotAttempted(f"{name} is not there yet: fill in its blanks and run the cell again.")
    if yours is None:
        _fail(name, "None", "numbers", hint or "is the `return` missing?")
    try:
        array = np.asarray(yours)
        if array.dtype.kind not in "biuf":
            raise TypeError
    except (TypeError, ValueError):
        _fail(name, f"a {type(yours).__name__}", "numbers, or an array of numbers", hint)
    return array


def _agree(array, expected, rtol, atol):
    return array.shape == expected.shape and np.allclose(
        array, expected, rtol=rtol, atol=atol, equal_nan=False
    )


def _fail_value(name, array, expected, hint, rtol, atol, tell):
    """Fail for numbers that are not those expected, told as far as both can be read."""
    limits = f"to a relative error of {rtol:g} (or {atol:g} near 0)"
    yours, right = _numbers(array), _numbers(expected)
    for digits in (8, 16):
        if array.shape != expected.shape or yours != right:
            break
        yours, right = _numbers(array, digits), _numbers(expected, digits)
    value = f"{right}, {limits}" if tell and expected.size <= _MOST_TOLD else ""
    _fail(name, yours, hint=hint, tolerance=f"the right value, {limits}", value=value)


def _shape_hint(array, expected):
    if array.T.shape == expected.shape:
        return "it is transposed"
    if array.ndim == 0:
        return "one number where several are expected: a sum or mean too many, or without its axis"
    if array.size == expected.size:
        return "the numbers may be right, but reshaped"
    if array.ndim == expected.ndim == 2:
        off = np.subtract(array.shape, expected.shape)
        axes = np.flatnonzero(off)
        if len(axes) == 1 and abs(off[axes[0]]) == 1:
            what = "a column" if axes[0] == 1 else "a row"
            return f"{what} too {'many' if off[axes[0]] > 0 else 'few'}: is it the bias?"
    return None


def _value_hint(array, expected, rtol, atol):
    """Name a systematic difference: sign, transpose, factor, or the entries that are off."""
    array, expected = np.asarray(array, dtype=float), np.asarray(expected, dtype=float)
    if _agree(-array, expected, rtol, atol):
        return "the sign is the wrong way round"
    square = array.ndim == 2 and array.shape[0] == array.shape[1]
    if square and _agree(array.T, expected, rtol, atol):
        return "rows and columns are swapped"
    nonzero = np.abs(expected) > atol
    if nonzero.sum() > 1:  # for one number the factor would give the answer away
        ratio = array[nonzero] / expected[nonzero]
        factor = float(np.median(ratio))
        same = np.allclose(ratio, factor, rtol=max(rtol, 1e-4), atol=0)
        if same and abs(factor - 1) > 1e-3 and np.allclose(array[~nonzero], 0, atol=atol):
            return f"all of it is {factor:.4g} times what it should be: a factor is off"
    wrong = ~np.isclose(array, expected, rtol=rtol, atol=atol)
    if 0 < wrong.sum() < wrong.size:
        first = tuple(int(i) for i in np.argwhere(wrong)[0])
        return f"{wrong.sum()} of {wrong.size} entries are off, the first at {first}"
    return None


def _is_graded():
    """Whether this is a test that is graded, be it by the judge or as nbgrader does."""
    return bool(submission) or os.environ.get("NBGRADER_EXECUTION") == "autograde"


def _fail(name, yours, expected="", hint=None, tolerance="", value=""):
    if isinstance(yours, Unfilled):
        raise NotAttempted(f"{name} is not there yet: fill in its blanks and run the cell again.")
    name, expected, hint = f"{name}", f"{expected}", f"{hint or ''}"
    yours = "" if yours is None else _short(yours)
    lines = [f"{name}: not right yet."]
    if yours:
        lines.append("  yours:    " + yours.replace("\n", "\n" + " " * 12))
    told = expected or (tolerance if _is_graded() else value or tolerance)
    lines.append("  expected: " + told.replace("\n", "\n" + " " * 12))
    if hint:
        lines.append(f"  likely:   {hint}")
    raise CheckFailed(
        "\n".join(lines),
        name=name, yours=yours, expected=expected, tolerance=tolerance, likely=hint, value=value,
    )  # fmt: skip


def _short(value):
    if isinstance(value, str):
        return value
    return _numbers(np.asarray(value))


def _numbers(array, digits=4):
    return np.array2string(
        array, precision=digits, threshold=_MOST_TOLD, edgeitems=2, separator=", "
    )
