"""05: what its text promises is what its cells print."""

import pytest
from conftest import DATA, data_name, printed

NAME = "05-tanh-network"


@pytest.fixture(scope="module", params=DATA, ids=data_name)
def texts(request, executed):
    """{cell id: printed text} of the source notebook, and the folder that it was run in."""
    nb, folder = executed(request.param)[NAME]
    return printed(nb), folder


def test_does_the_network_reach_the_promised_accuracy(texts):
    assert float(texts[0]["accuracy-use"].rsplit("test accuracy", 1)[1]) >= 0.93


def test_do_the_errors_point_at_the_lectures_line(texts):
    rows = [line.split() for line in texts[0]["bug-errors"].splitlines()[1:]]
    lecture = {name: float(error) for name, error, _ in rows}
    assert all(float(error) < 1e-6 for _, _, error in rows)
    assert min(lecture["w1"], lecture["b1"]) > 0.05
    assert max(lecture["w2"], lecture["b2"]) < 1e-6


def test_is_the_untrained_network_worse_than_guessing(texts):
    loss = texts[0]["settings"].split("loss ")[1].split(",")[0]
    assert float(loss) > 3


def test_does_the_table_leave_no_file_behind(texts):
    found, folder = texts
    assert "mnist.csv" in found["pandas-read"]
    assert "missing values: 0" in found["pandas-missing"]
    assert list(folder.iterdir()) == []


def test_does_grading_leave_out_every_cell_that_needs_pandas(course):
    for cell in course.read("source", NAME).cells:
        if cell.cell_type == "code" and ("pd." in cell.source or "table" in cell.source):
            assert cell.metadata.get("tags") == ["skip-execution"], cell.id
