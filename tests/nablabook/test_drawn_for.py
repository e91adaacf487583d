"""nablabook.questions: a student's own numbers, the same wherever they are drawn."""

import numpy as np
import pytest

from nablabook.questions import drawn_for


def test_the_same_number_draws_the_same_and_others_draw_others():
    first = drawn_for(20261, "start", range(3, 40), (0.1, 0.2))
    assert first == drawn_for(np.int64(20261), "start", range(3, 40), (0.1, 0.2))
    assert len({drawn_for(n, "start", range(3, 40)) for n in range(1, 400)}) == 37
    assert drawn_for(20261, "start", range(10**4)) != drawn_for(20261, "size", range(10**4))


@pytest.mark.parametrize("number", [0, -3, 2.5, "7", None, 10**30, float("inf"), [1, 2]])
def test_what_is_no_number_of_a_student_is_refused(number):
    with pytest.raises(ValueError, match="one whole number above 0, of at most 30 digits"):
        drawn_for(number, "start", range(3))
