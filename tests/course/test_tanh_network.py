"""05: what its text promises is what its cells print."""

import re

import pytest
from conftest import DATA, data_name, printed

NAME = "05-tanh-network"


@pytest.fixture(scope="module", params=DATA, ids=data_name)
def texts(request, executed):
    """{cell id: printed text} of the source notebook, and the folder that it was run in."""
    nb, folder = executed(request.param)[NAME]
    return printed(nb), folder


def test_does_the_network_reach_the_promised_accuracy(texts):
    assert float(re.search(r"test accuracy (\S+)", texts[0]["accuracy-use"])[1]) >= 0.93


def test_only_the_gradient_check_tells_the_lecture_from_the_own_network(texts):
    yours, lecture = texts[0]["measure"].split("the lecture's:")
    ours, theirs = (
        {name: float(error) for name, error in re.findall(r"gradient of (\w+): (\S+)", text)}
        for text in (yours, lecture)
    )
    assert set(ours) == {"w1", "b1", "w2", "b2"} and max(ours.values()) < 1e-5
    assert min(theirs["w1"], theirs["b1"]) > 0.05
    assert max(theirs["w2"], theirs["b2"]) < 1e-5
    for text in (yours, lecture):
        assert float(re.search(r"-> (\S+) in 200 steps", text)[1]) < 0.01
    start = re.search(r"start (\S+) above guessing, (\d+)%", yours)
    assert float(start[1]) > 1 and int(start[2]) > 20
    assert start[0] in lecture


def test_the_search_leaves_one_good_range_of_learning_rates(texts):
    text = texts[0]["search"]
    assert float(re.search(r"untrained: loss (\S+),", text)[1]) > 3
    rates = dict(re.findall(r"rate +(\S+): .* accuracy (\S+)", text))
    shares = {float(rate): float(share) for rate, share in rates.items()}
    assert len(shares) == 5 and shares[0.1] > 0.8
    assert max(shares[0.001], shares[10.0]) < 0.6


def test_the_accuracy_is_told_with_its_standard_error(texts):
    found = re.search(r"test accuracy (\S+) ± (\S+)", texts[0]["accuracy-use"])
    accuracy, error = float(found[1]), float(found[2])
    n = 10_000 if error < 0.004 else 360
    assert abs(error - (accuracy * (1 - accuracy) / n) ** 0.5) < 1e-4


def test_does_the_table_leave_no_file_behind(texts):
    found, folder = texts
    assert "mnist.csv" in found["pandas-read"]
    assert "missing values: 0" in found["pandas-missing"]
    assert list(folder.iterdir()) == []


def test_does_grading_leave_out_every_cell_that_needs_pandas(course):
    for cell in course.read("source", NAME).cells:
        if cell.cell_type == "code" and ("pd." in cell.source or "table" in cell.source):
            assert cell.metadata.get("tags") == ["skip-execution"], cell.id
