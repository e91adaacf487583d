"""Checks: what passes, what fails, and the words that a student reads."""

import os

import numpy as np
import pytest

from nbjudge import check
from nbjudge.guard import NotAttempted, Unfilled


def fails(function, *arguments, **options):
    with pytest.raises(check.CheckFailed) as caught:
        function(*arguments, **options)
    return str(caught.value)


def test_do_right_values_pass():
    check.close(1, 1.0, "f")
    check.close(np.float32(0.1), 0.1, "f", rtol=1e-6)
    check.close([[1, 2]], np.array([[1.0, 2.0]]), "f")
    check.close(np.inf, np.inf, "f")
    check.shape(np.zeros((2, 3)), (2, 3), "f")
    check.finite([1, 2], "f")
    check.that(True, "f", "true")


def test_a_wrong_value_is_told_beside_the_expected_one():
    assert fails(check.close, [1.0, 2.0], [1.0, 3.0], "f(x)") == (
        "f(x): not right yet.\n"
        "  yours:    [1., 2.]\n"
        "  expected: [1., 3.], to a relative error of 1e-06 (or 1e-09 near 0)\n"
        "  likely:   1 of 2 entries are off, the first at (1,)"
    )


def test_numbers_that_are_the_exercise_itself_are_not_told():
    with pytest.raises(check.CheckFailed) as failed:
        check.close([1, 2], [1, 3], "slopes", mistakes={"a slip": [1, 2]}, tell=False)
    assert "3" not in str(failed.value).replace("1e-06", "")
    assert "the right value" in str(failed.value) and "a slip" in str(failed.value)
    assert failed.value.value == ""


def test_numbers_that_differ_late_are_told_with_more_digits():
    message = fails(check.close, 0.123456, 0.123457, "f")
    assert "yours:    0.123456\n" in message and "expected: 0.123457, " in message


def test_of_many_numbers_the_expected_ones_are_not_listed():
    message = fails(check.close, np.zeros(13), np.arange(13.0), "f")
    assert "expected: the right value, to a relative error" in message


LIKELY = {
    "sign": ([-1.0, 2.0], [1.0, -2.0], "the sign is the wrong way round"),
    "transposed": ([[1, 2], [3, 4]], [[1, 3], [2, 4]], "rows and columns are swapped"),
    "factor": ([2.0, 4.0], [1.0, 2.0], "all of it is 2 times what it should be: a factor is off"),
    "transposed shape": (np.zeros((2, 3)), np.zeros((3, 2)), "it is transposed"),
    "all summed": (
        3.0,
        [1.0, 2.0],
        "one number where several are expected: a sum or mean too many, or without its axis",
    ),
    "bias row": (np.zeros((4, 2)), np.zeros((3, 2)), "a row too many: is it the bias?"),
    "nan": ([np.nan], [1.0], "an overflow in exp, a log of 0, or a division by 0"),
    "none": (None, [1.0], "is the `return` missing?"),
}


@pytest.mark.parametrize(("yours", "expected", "words"), LIKELY.values(), ids=LIKELY)
def test_is_the_likely_mistake_named(yours, expected, words):
    assert fails(check.close, yours, expected, "f").endswith(f"  likely:   {words}")


def test_is_a_foreseen_mistake_recognised():
    mistakes = {"a sum, not a mean": 6.0, "all right": 2.0}
    assert fails(check.close, 6.0, 2.0, "f", mistakes=mistakes).endswith("a sum, not a mean")
    check.close(2.0, 2.0, "f", mistakes=mistakes)


@pytest.mark.parametrize("expected", [0.123456, 7.5, [0.123456, 4.5], [[0.123456]]])
@pytest.mark.parametrize("yours", [9.0, -0.5, [1.0, 3.0], None, "text", [[9.0]]])
@pytest.mark.parametrize("way", ["judge", "nbgrader"])
def test_the_answer_is_never_shown_by_a_test_that_is_graded(yours, expected, way, monkeypatch):
    if way == "judge":
        monkeypatch.setattr(check, "submission", 7)
    else:
        monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    message = fails(check.close, yours, expected, "f")
    for number in np.ravel(expected):
        assert f"{number:.4g}" not in message


def test_is_wrong_by_a_factor_not_said_of_a_single_number():
    """Yours and the factor together would be the answer."""
    assert "times" not in fails(check.close, 3.0, 1.5, "f")


@pytest.mark.parametrize("yours", [Unfilled("a", "It has blanks."), ...])
def test_is_not_attempted_told_apart_from_wrong(yours):
    with pytest.raises(NotAttempted):
        check.close(yours, 1, "f")


@pytest.mark.parametrize(
    ("yours", "words"), [("text", "a str"), ([1, [2, 3]], "a list"), ({}, "a dict")]
)
def test_is_something_else_than_numbers_refused(yours, words):
    assert f"yours:    {words}" in fails(check.shape, yours, (2,), "f")


def test_what_does_a_wrong_shape_say():
    assert fails(check.shape, np.zeros(3), (3, 1), "z") == (
        "z: not right yet.\n"
        "  yours:    shape (3,)\n"
        "  expected: shape (3, 1)\n"
        "  likely:   the numbers may be right, but reshaped"
    )


def test_is_a_changed_input_noticed():
    check.unchanged([1, 2], [1, 2], "x")
    assert "inputs stay as they are" in fails(check.unchanged, [1, 2], [1, 3], "x")


def test_is_the_numerical_gradient_right():
    x = np.array([[1.0, -2.0], [0.5, 3.0]])
    kept = x.copy()
    found = check.numerical_gradient(lambda t: np.sum(t**3), x)
    np.testing.assert_allclose(found, 3 * kept**2, rtol=1e-8)
    np.testing.assert_array_equal(x, kept)
    assert check.numerical_gradient(lambda t: t**2, 3.0) == pytest.approx(6)


def test_does_a_right_gradient_pass_and_a_wrong_one_fail():
    x = np.random.default_rng(0).normal(size=(3, 2))
    check.gradient(lambda t: np.sum(t**2), x, 2 * x, "g")
    message = fails(check.gradient, lambda t: np.sum(t**2), x, x, "g")
    assert "6 of 6 entries differ from the finite difference" in message
    assert "a factor is off" in message
    nearly = 2 * x
    nearly[1, 0] *= 1.001
    assert "1 of 6 entries" in fails(check.gradient, lambda t: np.sum(t**2), x, nearly, "g")
    assert "shape (2, 3)" in fails(check.gradient, lambda t: np.sum(t**2), x, 2 * x.T, "g")


def test_is_relative_error_bounded():
    assert check.relative_error(1.0, 1.0) == 0
    assert check.relative_error(1.0, -1.0) == 1
    assert check.relative_error(0.0, 0.0) == 0


def test_is_student_output_kept_out_of_a_test(capsys):
    import sys

    with check.quiet():
        print("epoch 1")
        print("progress", file=sys.stderr)
    assert capsys.readouterr() == ("", "")
    check.passed("cce")
    assert capsys.readouterr().out == "✓ cce: the visible checks pass\n"


def test_is_what_libraries_in_c_write_kept_out_too(capfd):
    with check.quiet():
        os.write(2, b"a library speaks")
    os.write(2, b"heard again")
    assert capfd.readouterr().err == "heard again"


def test_a_property_of_what_is_not_there_yet_is_not_attempted():
    with pytest.raises(NotAttempted, match="place is not there yet: fill in its blanks"):
        check.that(False, "place", "a text", yours=Unfilled("place", "Its cell has blanks."))


def test_a_guess_is_taken_and_never_judged(capsys):
    check.predict("The loss", 2)
    check.predict("The loss", np.float32(0.5), between=(0, 1))
    check.predict("What happens?", " It FALLS", choices=["it rises", "it falls"])
    assert capsys.readouterr().out.splitlines() == [
        "The loss",
        "Your guess: 2. Nobody marks it. Now go on, and see.",
        "The loss",
        "Your guess: 0.5. Nobody marks it. Now go on, and see.",
        "What happens?",
        "Your guess: it falls. Nobody marks it. Now go on, and see.",
    ]


@pytest.mark.parametrize("nothing", [None, ...])
def test_a_guess_that_is_left_open_says_what_to_write(nothing, capsys):
    check.predict("The loss", nothing)
    check.predict("What happens?", nothing, choices=["it rises", "it falls"])
    assert capsys.readouterr().out.splitlines() == [
        "No guess yet: The loss",
        "Write a number in place of None, and run this cell again.",
        "No guess yet: What happens?",
        "Write one of 'it rises', 'it falls' in place of None, and run this cell again.",
    ]


NO_GUESS = {
    "words": (
        "much",
        {},
        "'much' is not a number. Write one with a point, without unit or quotes: 0.5",
    ),
    "a truth value": (True, {}, "True is not a number"),
    "several numbers": ([1, 2], {}, "[1, 2] is not a number"),
    "a complex number": (1j, {}, "1j is not a number"),
    "no end": (float("inf"), {}, "inf is no number that can come out. Guess a finite one."),
    "no number": (float("nan"), {}, "nan is no number that can come out"),
    "an integer that no float holds": (10**400, {}, "is not a number"),
    "per cent": (90, {"between": (0, 1)}, "90 is not between 0 and 1. A share of 90 % is 0.9."),
    "too small": (-2, {"between": (-1, 5)}, "-2 is not between -1 and 5."),
    "no choice": (
        "up",
        {"choices": ["it rises", "it falls"]},
        "'up' is none of the choices. Write one of these, with its quotes: 'it rises', 'it falls'",
    ),
}


@pytest.mark.parametrize(("guess", "options", "words"), NO_GUESS.values(), ids=NO_GUESS)
def test_what_cannot_be_a_guess_is_told_in_words(guess, options, words):
    with pytest.raises(check.BadGuess) as caught:
        check.predict("The loss", guess, **options)
    assert words in str(caught.value)
    assert caught.value._render_traceback_() == [f"BadGuess: {caught.value}"]


def test_an_answer_to_a_question_is_taken_down_and_not_judged(capsys):
    assert check.noted(np.float32(0.5), "first_loss") == 0.5
    assert check.noted(" C ", "scores", choices="abcd") == "c"
    assert capsys.readouterr().out.splitlines() == [
        "first_loss = 0.5: noted. It is marked when the notebook is, not here.",
        "scores = c: noted. It is marked when the notebook is, not here.",
    ]


NO_ANSWER = {
    "words for a number": ("seven", None, "first: not right yet.\n  yours:    a str"),
    "several numbers": ([1, 2], None, "a number alone, in no list"),
    "no number": (float("nan"), None, "one finite number"),
    "two letters": ("ab", "abcd", "expected: one of a, b, c, d, in quotation marks"),
    "a number for a letter": (2, "abcd", "one of a, b, c, d"),
}


@pytest.mark.parametrize(("answer", "choices", "words"), NO_ANSWER.values(), ids=NO_ANSWER)
def test_what_cannot_be_an_answer_is_told_in_words(answer, choices, words):
    with pytest.raises(check.CheckFailed) as caught:
        check.noted(answer, "first", choices=choices)
    assert words in str(caught.value)


@pytest.mark.parametrize("choices", [None, "abcd"])
def test_an_answer_that_is_left_open_is_not_attempted(choices):
    with pytest.raises(NotAttempted, match="first is not there yet"):
        check.noted(Unfilled("first", "Its cell has blanks."), "first", choices=choices)
