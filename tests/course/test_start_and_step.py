"""10: what its prose says of sizes, rates and steps is what its cells print."""

import re

import pytest
from conftest import DATA, data_name, printed

NAME = "10-start-and-step"


@pytest.fixture(scope="module", params=DATA, ids=data_name)
def texts(request, executed):
    return printed(executed(request.param)[NAME][0])


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?|nan", text)]


def test_the_given_backward_pass_agrees_with_finite_differences(texts):
    errors = re.findall(r"is (\S+)", texts["given-use"])
    assert len(errors) == 2 and all(float(error) < 1e-4 for error in errors)


def test_a_gain_of_1_fades_a_moderate_one_keeps_both_sizes_and_a_large_one_explodes(texts):
    rows = {row[0]: row[1:] for row in map(numbers, texts["gains"].splitlines()[1:])}
    assert rows[1.0][0] < 0.3 and rows[1.0][1] < 0.3
    assert rows[1.6][0] > 0.5 and 0.1 < rows[1.6][1] < 10
    assert rows[3.0][0] < 1 and rows[3.0][1] > 100 and rows[3.0][2] > 0.2


def test_of_three_deep_networks_one_is_stuck_one_learns_and_one_overflows(texts):
    small, own, large = texts["deep-train"].splitlines()[1:]
    assert numbers(small.split("start,")[1])[0] == pytest.approx(2.303, abs=0.005)
    assert numbers(own.split("start,")[1])[0] < 2
    assert "nan" in large


def test_units_that_start_alike_stay_alike(texts):
    alike, different = texts["symmetric"].splitlines()
    assert ": 1 different" in alike and ": 20 different" in different


def test_plain_descent_takes_116_steps_where_curvatures_are_1_and_50(texts):
    assert "within a hundredth after 116 steps" in texts["ravine-figure"]


def test_without_the_correction_the_first_step_is_three_times_too_long(texts):
    rows = [line.split() for line in texts["correction"].splitlines()[1:]]
    assert {row[1] for row in rows} == {"1.000"}
    assert (rows[0][2], rows[4][2]) == ("3.162", "6.528")


def test_the_steps_are_those_of_keras_to_one_part_in_a_million(texts):
    errors = re.findall(r"steps (\S+)", texts["keras"])
    assert len(errors) == 3 and all(float(error) < 1e-6 for error in errors)


def test_each_rule_has_a_rate_with_which_it_learns_and_one_with_which_it_does_not(texts):
    for line in texts["search"].splitlines()[2:]:
        losses = numbers(line)
        assert len(losses) == 6
        assert min(losses) < 0.45 and max(losses) > 2, line
