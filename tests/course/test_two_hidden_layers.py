"""Assignment 04: what its text promises, its figures in prose included, is what its source does."""

import numpy as np
import pytest
from conftest import DATA, data_name, printed

ASSIGNMENT = "04-two-hidden-layer-sigmoid"
PROMISED = {"digits": 0.85, "mnist": 0.92}


@pytest.fixture(scope="module")
def helpers(course):
    """The names of the source's cells up to the training, run without a notebook."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBJUDGE_DATA", "digits")
        names = {"__name__": "__main__"}
        for cell in course.read("source", ASSIGNMENT).cells:
            kept = cell.metadata.get("nbgrader", {"grade": True})
            if cell.cell_type == "code" and not kept["grade"] and cell.id != "settings":
                exec(compile(cell.source, cell.id, "exec"), names)
    return names


@pytest.fixture(scope="module", params=DATA, ids=data_name)
def outputs(request, executed):
    """The data set, and {cell id: what it printed} of the source."""
    return data_name(request.param), printed(executed(request.param)[ASSIGNMENT][0])


def test_does_the_scaled_network_reach_the_promised_accuracy(outputs):
    data, texts = outputs
    assert float(texts["accuracy-use"].rsplit("test accuracy", 1)[1]) >= PROMISED[data]


def test_are_the_lectures_figures_before_training_met(outputs):
    data, texts = outputs
    if data == "mnist":
        assert texts["before"].startswith("before training: loss 2.37, accuracy 8.80%")


def test_are_the_numbers_of_the_network_for_paper_right(helpers):
    weights, biases = helpers["hand_net"]()
    sample = helpers["hand_sample"]
    u1 = sample[None] @ weights[0] + biases[0]
    u2 = helpers["sigmoid"](u1) @ weights[1] + biases[1]
    u3 = helpers["sigmoid"](u2) @ weights[2] + biases[2]
    assert (u1, u2) == (0, 0)
    np.testing.assert_allclose(u3, [[np.log(3), 0]], atol=1e-15)
    np.testing.assert_allclose(helpers["softmax"](u3), [[0.75, 0.25]])


def test_is_the_number_of_parameters_as_the_text_says(helpers, course):
    weights, biases = helpers["init_params"](np.random.default_rng(0))
    count = sum(parameter.size for parameter in weights + biases)
    assert f"{count:,} weights and biases" in course.read("source", ASSIGNMENT).cells[0].source
    assert weights[0].shape == (784, 32)


def test_are_the_lectures_first_weights_met(helpers):
    weights, _ = helpers["init_params"](np.random.default_rng(80085))
    np.testing.assert_allclose(weights[0][0, :3], [-0.00826663, 0.01740251, -0.01155122], atol=5e-9)


def test_train_returns_what_did_best_in_validation_and_leaves_the_start_alone(helpers):
    start = helpers["init_params"](np.random.default_rng(1), (4, 3, 3, 2))
    kept = [parameter.copy() for part in start for parameter in part]
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(30, 4)), rng.integers(2, size=30)
    held = rng.normal(size=(20, 4)), rng.integers(2, size=20)
    seen = []
    weights, biases, losses = helpers["train"](*start, (x, y), held, 1.0, 2, seen.append)
    for before, after in zip(kept, [*start[0], *start[1]], strict=True):
        np.testing.assert_array_equal(before, after)
    assert seen == losses and len(losses) == 20
    _, best = helpers["feed_forward_dataset"](weights, biases, *held)
    accuracies, parameters = [], [[p.copy() for p in part] for part in start]
    for _ in range(2):
        for first in range(0, 30, 3):
            piece = slice(first, first + 3)
            helpers["train_one_epoch"](*parameters, x[piece], y[piece], 1.0)
            accuracies.append(helpers["feed_forward_dataset"](*parameters, *held)[1])
    assert best == max(accuracies)


def test_validation_and_training_images_do_not_overlap(helpers):
    together = np.sort(np.concatenate([helpers["aside"], helpers["used"]]))
    np.testing.assert_array_equal(together, np.arange(len(helpers["x_train"])))
