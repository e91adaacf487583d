"""What the source notebooks reach on the real data: accuracy, loss, seconds.

    NBJUDGE_DATA=folder python benchmarks/results.py [02 …]

Runs each source notebook as it stands, then its functions once more with the settings of the
original document. Seconds are CPU seconds of the kernel.
"""

import ast
import os
import sys
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient

from nbjudge.course import Course

COURSE = Course(Path(__file__).resolve().parents[1])
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "TF")}
ONE_THREAD |= {"TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}

# Assignment: the cell that trains, (loss, accuracy) on the test set, and further runs by title.
RUNS = {
    "02-zero-layer-classifier": (
        "train-run",
        "cce(Y_test, (layer.forward(X_test), softmax.forward(layer.output), softmax.output)[-1]), "
        "accuracy(layer, X_test, y_test)",
        {
            "10 epochs, learning rate 0.1, batches of 16": """
layer, _ = train(X_train, Y_train, 0.1, 16, 10)
"""
        },
    ),
    "04-two-hidden-layer-sigmoid": (
        "scaled-run",
        "feed_forward_dataset(scaled_weights, scaled_biases, x_test_scaled, y_test)",
        {
            "scaled, best of 3 epochs, learning rate 0.1": """
scaled_weights, scaled_biases, _ = train(
    weights, biases, (x_fit_scaled, y_fit), (x_look_scaled, look[1]), 0.1, 3)
""",
            "raw, best of 3 epochs, learning rate 0.003": """
scaled_weights, scaled_biases, _ = train(
    weights, biases, (x_fit, y_fit), look, 0.003, 3)
x_test_scaled = x_test
""",
        },
    ),
    "05-tanh-network": (
        "train-run",
        "loss_accuracy(forward(params, x_test)[0], y_test)",
        {
            "50 epochs on all 60,000 images, learning rate 0.1, batches of 128": """
params, _, _ = training_steps(x_all, y_all, x_test, y_test, nx, nh, ny, 50, 128, 0.1)
"""
        },
    ),
    "06-relu-dropout": (
        "train-run",
        "cce(Y_test, network.forward(X_test, False)), accuracy(network, X_test, y_test)",
        {
            "57 epochs, learning rate 0.01, batches of 50, p = 0.5": """
network = Network(784, 128, 10, 0.5, 0.0)
train(network, X_train, Y_train, X_valid, Y_valid, 0.01, 50, 57)
"""
        },
    ),
    "07-fashion-mnist": (
        "train-run",
        "loss_function(y_test, model(X_test)), "
        "np.mean(predict(model, X_test).argmax(axis=1) == y_test)",
        {
            "25 epochs, learning rate 0.01, batches of 64": """
model = make_model(784, (256, 128, 64), 10)
training_loop(model, loss_function, make_optimizer(0.01), (X_train, y_train), (X_valid, y_valid),
              64, 25)
"""
        },
    ),
}


def run(assignment):
    """[(title, test loss, test accuracy, CPU seconds), …] of one assignment."""
    training, measure, others = RUNS[assignment]
    nb = COURSE.read("source", assignment)
    printing = f"print('RESULT', [float(value) for value in ({measure})])"

    def add(source, name):
        nb.cells.append(nbformat.v4.new_code_cell(source, id=name))

    add(printing, "measured")
    for number, source in enumerate(others.values()):
        add(source, f"run-{number}")
        add(printing, f"measured-{number}")
    client = NotebookClient(nb, timeout=None, kernel_name="python3")
    seconds = {}

    def used():
        times = psutil.Process(client.km.provisioner.process.pid).cpu_times()
        return times.user + times.system

    client.on_cell_execute = lambda cell, cell_index: seconds.update({cell.id: -used()})
    client.on_cell_executed = lambda cell, cell_index, execute_reply: seconds.update(
        {cell.id: seconds[cell.id] + used()}
    )
    client.execute(env=os.environ | ONE_THREAD)

    def result(name):
        cell = next(cell for cell in nb.cells if cell.id == name)
        text = "".join(output.get("text", "") for output in cell.outputs)
        return ast.literal_eval(text.split("RESULT", 1)[1].strip())

    rows = [("as it stands", *result("measured"), seconds[training])]
    for number, title in enumerate(others):
        rows.append((title, *result(f"measured-{number}"), seconds[f"run-{number}"]))
    return rows


def main(chosen):
    for assignment in RUNS:
        if not chosen or assignment[:2] in chosen:
            for title, loss, accuracy, seconds in run(assignment):
                print(
                    f"| {assignment[:2]} | {title} | {accuracy:.4f} | {loss:.4f} | {seconds:.1f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main(sys.argv[1:])
