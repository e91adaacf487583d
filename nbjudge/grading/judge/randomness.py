"""Random generators that a test hands to the student's code, and what comes of them there.

The student's code moves a generator on. All that it may choose is the place in the stream: a state
that the judge's own generator cannot reach would let it choose what the test draws next.
"""

import random
from typing import Any

import numpy as np

from nbjudge.grading.judge.channel import WireError

__all__ = ["GENERATORS", "SOURCES", "advance", "random_state"]

GENERATORS = (np.random.Generator, np.random.RandomState, random.Random)
# Bit generators whose stream is fixed by one number: all that can be chosen is the place in it.
SOURCES = {"PCG64": "inc", "PCG64DXSM": "inc"}
_BLOCK = 624  # words of a Mersenne twister's state
_STEPS = 200  # blocks that the student's code may draw between two looks at it


def random_state(generator: Any) -> Any:
    """The state of a generator, in plain data."""
    if isinstance(generator, np.random.Generator):
        return generator.bit_generator.state
    if isinstance(generator, np.random.RandomState):
        return generator.get_state(legacy=True)
    return generator.getstate()


def advance(generator: Any, state: Any) -> None:
    """Move a generator of the test's on to a state of its own stream."""
    try:
        if isinstance(generator, np.random.Generator):
            fixed = SOURCES[type(generator.bit_generator).__name__]
            if state["state"][fixed] == random_state(generator)["state"][fixed]:
                generator.bit_generator.state = state
        elif isinstance(generator, np.random.RandomState):
            _, key, place, *_ = random_state(generator)
            _, new_key, new_place, *_ = state
            if _reachable(key, place, new_key, new_place):
                generator.set_state(("MT19937", new_key, new_place, 0, 0.0))
        else:
            version, words, _ = generator.getstate()
            _, new_words, _ = state
            new = np.array(new_words[:-1], np.uint32)
            if _reachable(np.array(words[:-1], np.uint32), words[-1], new, new_words[-1]):
                generator.setstate((version, new_words, None))
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError, IndexError) as error:
        raise WireError("a state of a generator that breaks the rules") from error


def _reachable(key: np.ndarray, place: int, new_key: np.ndarray, new_place: int) -> bool:
    """Whether a Mersenne twister comes from one state to the other within some blocks of words."""
    if type(new_place) is not int or not 0 <= new_place <= _BLOCK or len(new_key) != _BLOCK:
        return False
    if np.array_equal(key, new_key):
        return new_place >= place
    source: Any = np.random.MT19937()
    source.state = {"bit_generator": "MT19937", "state": {"key": key, "pos": _BLOCK}}
    for _ in range(_STEPS):
        source.random_raw(_BLOCK)
        if np.array_equal(source.state["state"]["key"], new_key):
            return True
    return False
