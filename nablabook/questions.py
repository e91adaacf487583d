"""Numbers of a question, drawn from a number that each student chooses."""

import hashlib

__all__ = ["drawn_for", "whole_number"]

_LARGEST = 10**30


def drawn_for(number, question, *options):
    """One of each of the options (at most 16), drawn from a whole number and a question's name.

    Whoever enters the same number gets the same, in a notebook and when it is graded.

    Parameters
    ----------
    number : a whole number above 0.
    question : a text; to each question belong other draws.
    options : sequences of values.

    Raises
    ------
    ValueError : ``number`` is no whole number above 0, or beyond 30 digits.
    """
    whole = whole_number(number)
    digits = hashlib.sha256(f"{question}, {whole}".encode()).digest()
    return tuple(
        values[(256 * first + second) % len(values)]
        for values, first, second in zip(options, digits[::2], digits[1::2], strict=False)
    )


def whole_number(number):
    """A number that a student has chosen, as an int.

    Raises ValueError where it is no whole number above 0, or beyond 30 digits.
    """
    try:
        whole = int(number)
        fits = whole == number and 0 < whole < _LARGEST
    except (TypeError, ValueError, OverflowError):
        fits = False
    if not fits:
        raise ValueError(
            "number: one whole number above 0, of at most 30 digits: no point, no letters, "
            "no quotation marks"
        )
    return whole
