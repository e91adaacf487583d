import pytest

from nbjudge.counted import counted


@pytest.mark.parametrize(("number", "words"), [(0, "0 blanks"), (1, "1 blank"), (2, "2 blanks")])
def test_one_of_something_is_not_several(number, words):
    assert counted(number, "blank") == words
