"""05: what its text promises is what its cells print."""

import importlib.util

import pytest
from conftest import DATA, data_name
from nbclient import NotebookClient

NAME = "05-tanh-network"
PANDAS = importlib.util.find_spec("pandas") is not None


@pytest.fixture(scope="module", params=DATA, ids=data_name)
def executed(request, course, tmp_path_factory):
    """The source notebook, run in a folder of its own: {cell id: printed text}, the folder."""
    folder = tmp_path_factory.mktemp("notebook")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADLAB_DATA", request.param)
        nb = course.read("source", NAME)
        client = NotebookClient(
            nb,
            timeout=120,
            resources={"metadata": {"path": str(folder)}},
            skip_cells_with_tag="" if PANDAS else "skip-execution",
        )
        client.execute()
    return {
        cell.id: "".join(o.text for o in cell.outputs if o.output_type == "stream")
        for cell in nb.cells
        if cell.cell_type == "code"
    }, folder


def test_does_the_network_reach_the_promised_accuracy(executed):
    assert float(executed[0]["accuracy-use"].rsplit("test accuracy", 1)[1]) >= 0.93


def test_do_the_errors_point_at_the_lectures_line(executed):
    rows = [line.split() for line in executed[0]["bug-errors"].splitlines()[1:]]
    lecture = {name: float(error) for name, error, _ in rows}
    assert all(float(error) < 1e-6 for _, _, error in rows)
    assert min(lecture["w1"], lecture["b1"]) > 0.05
    assert max(lecture["w2"], lecture["b2"]) < 1e-6


def test_is_the_untrained_network_worse_than_guessing(executed):
    loss = executed[0]["settings"].split("loss ")[1].split(",")[0]
    assert float(loss) > 3


@pytest.mark.skipif(not PANDAS, reason="needs pandas")
def test_does_the_table_leave_no_file_behind(executed):
    texts, folder = executed
    assert "mnist.csv" in texts["pandas-read"]
    assert "missing values: 0" in texts["pandas-missing"]
    assert list(folder.iterdir()) == []


def test_does_grading_leave_out_every_cell_that_needs_pandas(course):
    for cell in course.read("source", NAME).cells:
        if cell.cell_type == "code" and ("pd." in cell.source or "table" in cell.source):
            assert cell.metadata.get("tags") == ["skip-execution"], cell.id
