"""Seconds per epoch of the course's networks: the source notebooks' code beside Keras.

Run with ``make bench``, which gives each one thread; NBJUDGE_DATA names the folder of the real
data; names of assignments, such as ``04``, choose. The functions come from the cells of the source
notebooks. Keras's ``model.fit`` gets the same architecture, start, batch size, optimiser and number
of epochs, and a look at the test set after each epoch where the notebook takes one. In turn; CPU
seconds, since the wall clock of a busy machine says nothing; the least of the runs.
"""

import contextlib
import io
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from nablabook.data import load_fashion_mnist, load_mnist
from nbjudge import check
from nbjudge.course import Course

COURSE = Course(Path(__file__).resolve().parents[1])


@dataclass
class Data:
    """Images scaled to 0…1 with samples in rows, class numbers, and one-hot labels."""

    x: np.ndarray
    y: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray

    @classmethod
    def of(cls, load):
        with contextlib.redirect_stdout(io.StringIO()):
            (x, y), (x_test, y_test) = load()
        return cls(x.reshape(len(x), 784) / 255, y, x_test.reshape(len(x_test), 784) / 255, y_test)

    @property
    def hot(self):
        return np.identity(10)[self.y], np.identity(10)[self.y_test]


@dataclass
class Network:
    """How one network is trained, by the notebook's code and by Keras, on the same data.

    ``ours`` and ``keras`` take (code, data, epochs) and (keras, data, epochs) and return a function
    that trains and returns another one, which gives the scores of the test images, one row each.
    """

    title: str
    assignment: str
    cells: tuple
    ours: object
    keras: object
    load: object = load_mnist
    epochs: int = 2
    runs: int = 3
    note: str = ""


def code_of(assignment, cells):
    """The names that these cells of a source notebook define."""
    nb = COURSE.read("source", assignment)
    found = {cell.id: cell.source for cell in nb.cells}
    names = {"__name__": "notebook"}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in ("setup", *cells):
            exec(compile(found[cell], f"{assignment}:{cell}", "exec"), names)
    return names


def fit(keras, data, layers, rate, batch, epochs, deviation, bias=0.0, validate=True):
    """A function that trains a Keras network by model.fit; layers: [(units, activation), …]."""
    model = keras.Sequential([keras.Input((784,))])
    inputs = 784
    for units, activation in layers:
        start = keras.initializers.RandomNormal(stddev=deviation(inputs, units))
        bias_start = keras.initializers.Constant(bias)
        dense = keras.layers.Dense(
            units, kernel_initializer=start, bias_initializer=bias_start,
            activation=None if activation == "dropout" else activation,
        )  # fmt: skip
        model.add(dense)
        if activation == "dropout":
            model.add(keras.layers.ReLU())
            model.add(keras.layers.Dropout(0.5))
        inputs = units
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(rate), loss)
    x, y, x_test, y_test = (
        np.asarray(values, dtype)
        for values, dtype in zip(
            (data.x, data.y, data.x_test, data.y_test), ("f4", "i4", "f4", "i4"), strict=True
        )
    )
    start = model.get_weights()
    model.fit(x[:batch], y[:batch], batch_size=batch, verbose=0)  # the tracing is no training
    model.set_weights(start)

    def train():
        seen = (x_test, y_test) if validate else None
        model.fit(x, y, batch_size=batch, epochs=epochs, verbose=0, validation_data=seen)
        return lambda: model.predict(x_test, verbose=0)

    return train


def ours_02(code, data, epochs):
    X, Y = np.asfortranarray(data.x.T), data.hot[0].T

    def train():
        layer, _ = code["train"](X, Y, 0.1, 16, epochs)
        return lambda: data.x_test @ layer.weights[:, :-1].T + layer.weights[:, -1]

    return train


def ours_04(code, data, epochs):
    weights, biases = code["init_params"](np.random.default_rng(80085))
    x = np.float32(data.x)

    def train():
        for _ in range(epochs):
            code["train_one_epoch"](weights, biases, x, data.y, 0.05)

        def scores():
            z = data.x_test
            for w, b in zip(weights[:-1], biases[:-1], strict=True):
                z = code["sigmoid"](z @ w + b)
            return z @ weights[-1] + biases[-1]

        return scores

    return train


def ours_05(code, data, epochs):
    y, y_test = data.hot

    def train():
        sets = data.x, y, data.x_test, y_test
        params, _, _ = code["training_steps"](*sets, 784, 128, 10, epochs, 128, 0.1)
        return lambda: code["forward"](params, data.x_test)[0]

    return train


def ours_06(code, data, epochs):
    X, X_test = np.asfortranarray(data.x.T), np.asfortranarray(data.x_test.T)
    Y, Y_test = (labels.T for labels in data.hot)
    network = code["Network"](784, 128, 10, 0.5, 0.0)

    def train():
        code["train"](network, X, Y, X_test, Y_test, 0.1, 50, epochs)
        return lambda: network.forward(X_test, False).T

    return train


def ours_07(code, data, epochs):
    model = code["make_model"](784, (256, 128, 64), 10)
    step = code["loss_function"], code["make_optimizer"](0.01)
    x, x_test = np.float32(data.x), np.float32(data.x_test)
    y, y_test = np.int32(data.y), np.int32(data.y_test)
    start = model.get_weights()
    code["training_loop"](model, *step, (x[:64], y[:64]), (x_test, y_test), 64, 1)
    model.set_weights(start)

    def train():
        code["training_loop"](model, *step, (x, y), (x_test, y_test), 64, epochs)
        return lambda: model(x_test).numpy()

    return train


def glorot(inputs, outputs):
    return (2 / (inputs + outputs)) ** 0.5


NETWORKS = (
    Network(
        "02: 784 → 10, softmax; batches of 16",
        "02-zero-layer-classifier",
        ("layer", "cce", "cce_gradient", "softmax", "dense", "generate_batch_indices", "train"),
        ours_02,
        lambda keras, data, epochs: fit(
            keras, data, [(10, None)], 0.1, 16, epochs, lambda *_: 0.01, 0.01, validate=False
        ),
    ),
    Network(
        "04: 784 → 32 → 32 → 10, sigmoid; one sample at a time",
        "04-two-hidden-layer-sigmoid",
        ("sigmoid", "given", "init_params", "forward", "backprop_sample", "train_one_sample",
         "epoch"),
        ours_04,
        lambda keras, data, epochs: fit(
            keras, data, [(32, "sigmoid"), (32, "sigmoid"), (10, None)], 0.05, 1, epochs,
            lambda *sizes: max(sizes) ** -0.5, validate=False,
        ),
        epochs=1, runs=1,
    ),
    Network(
        "05: 784 → 128 → 10, tanh; batches of 128",
        "05-tanh-network",
        ("given", "forward", "backward", "sgd", "training"),
        ours_05,
        lambda keras, data, epochs: fit(
            keras, data, [(128, "tanh"), (10, None)], 0.1, 128, epochs, lambda *_: 0.3
        ),
    ),
    Network(
        "06: 784 → 128 → 10, ReLU, dropout; batches of 50",
        "06-relu-dropout",
        ("given", "activation_given", "activation", "softmax", "dropout", "dense", "network",
         "train"),
        ours_06,
        lambda keras, data, epochs: fit(
            keras, data, [(128, "dropout"), (10, None)], 0.1, 50, epochs, lambda *_: 0.01, 0.01
        ),
    ),
    Network(
        "07: 784 → 256 → 128 → 64 → 10, ReLU; batches of 64",
        "07-fashion-mnist",
        ("batches", "model", "loss_and_optimizer", "train_step", "training_loop"),
        ours_07,
        lambda keras, data, epochs: fit(
            keras, data, [(256, "relu"), (128, "relu"), (64, "relu"), (10, None)], 0.01, 64, epochs,
            glorot,
        ),
        load=load_fashion_mnist,
    ),
)  # fmt: skip


def measure(network, keras):
    """CPU seconds per epoch and test accuracy, of both ways: [(seconds, accuracy), …]."""
    data = Data.of(network.load)
    code = code_of(network.assignment, network.cells)
    results = [], []
    for _ in range(network.runs):
        with contextlib.redirect_stdout(io.StringIO()):
            ways = (
                network.ours(code, data, network.epochs),
                network.keras(keras, data, network.epochs),
            )
        for way, result in zip(ways, results, strict=True):
            started = time.process_time()
            with contextlib.redirect_stdout(io.StringIO()):
                scores = way()
            seconds = (time.process_time() - started) / network.epochs
            result.append((seconds, np.mean(np.argmax(scores(), axis=1) == data.y_test)))
    return [
        (min(seconds), statistics.median(accuracies))
        for seconds, accuracies in (zip(*result, strict=True) for result in results)
    ]


def main(chosen):
    with check.quiet():  # TensorFlow is talkative when it starts
        import keras
        import tensorflow as tf

    tf.config.set_visible_devices([], "GPU")
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    console = Console()
    table = Table(title="CPU seconds per epoch, one core", title_justify="left")
    for heading, justify in [
        ("network", "left"), ("notebook", "right"), ("Keras", "right"),
        ("Keras / notebook", "right"), ("epochs", "right"), ("accuracy, notebook", "right"),
        ("accuracy, Keras", "right"),
    ]:  # fmt: skip
        table.add_column(heading, justify=justify)
    for network in NETWORKS:
        if chosen and network.assignment[:2] not in chosen:
            continue
        (ours, right), (theirs, right_theirs) = measure(network, keras)
        table.add_row(
            network.title, f"{ours:.2f}", f"{theirs:.2f}", f"{theirs / ours:.1f}",
            str(network.epochs), f"{right:.4f}", f"{right_theirs:.4f}",
        )  # fmt: skip
    console.print(table)
    console.print(
        "Notebook: numpy in float64; in 07 its train_step loop, float32. Keras: model.fit, float32."
    )


if __name__ == "__main__":
    main(sys.argv[1:])
