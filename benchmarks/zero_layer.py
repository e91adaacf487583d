"""Seconds per epoch of assignment 02's network: the source notebook's code beside Keras.

Run with ``make bench``, which gives each one thread; GRADLAB_DATA names the folder of the real
MNIST. Same architecture, batch size, learning rate and optimiser, in turn; the median of the runs
is printed, and the ratio of the medians.
"""

import contextlib
import io
import statistics
import time
from pathlib import Path

import numpy as np

from gradlab.course import Course
from gradlab.data import load_mnist

RUNS = 5
BATCH, RATE = 16, 0.1
NEEDED = ("layer", "cce", "cce_gradient", "softmax", "dense", "generate_batch_indices", "train")


def notebook_code():
    """The names that the source notebook's solution cells define."""
    nb = Course(Path(__file__).resolve().parents[1]).read("source", "02-zero-layer-classifier")
    names = {"np": np, "rng": np.random.default_rng(0)}
    for cell in nb.cells:
        if cell.id in NEEDED:
            exec(cell.source, names)
    return names


def keras_model():
    import tensorflow as tf

    tf.config.set_visible_devices([], "GPU")
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    model = tf.keras.Sequential(
        [tf.keras.Input((784,)), tf.keras.layers.Dense(10, activation="softmax")]
    )
    model.compile(tf.keras.optimizers.SGD(RATE), "categorical_crossentropy")
    return model


def timed(function):
    wall, cpu = time.perf_counter(), time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        function()
    return time.perf_counter() - wall, time.process_time() - cpu


def main():
    (images, labels), (test_images, test_labels) = load_mnist()
    X, Y = images.reshape(len(images), 784).T / 255, np.identity(10)[labels].T
    samples, targets = np.ascontiguousarray(X.T, dtype=np.float32), Y.T.astype(np.float32)
    code, model = notebook_code(), keras_model()
    ways = {
        "gradlab 02, numpy float64": lambda: code["train"](X, Y, RATE, BATCH, 1),
        "Keras model.fit, float32": lambda: model.fit(
            samples, targets, batch_size=BATCH, epochs=1, verbose=0
        ),
    }
    times = {name: [] for name in ways}
    for run in range(RUNS + 1):
        for name, way in ways.items():
            measured = timed(way)
            if run:  # the first is a warm-up
                times[name].append(measured)
    layer, _ = code["train"](X, Y, RATE, BATCH, 3)
    scores = layer.weights[:, :-1] @ (test_images.reshape(len(test_images), 784).T / 255)
    accuracy = np.mean(np.argmax(scores + layer.weights[:, -1:], axis=0) == test_labels)
    print(f"\n{len(images)} images, batches of {BATCH}, one core, median of {RUNS} epochs")
    print(f"{'':28}{'wall s':>8}{'CPU s':>8}")
    middle = {}
    for name, measured in times.items():
        middle[name] = [statistics.median(column) for column in zip(*measured, strict=True)]
        print(f"{name:28}{middle[name][0]:8.3f}{middle[name][1]:8.3f}")
    ours, theirs = middle.values()
    print(f"{'Keras / gradlab':28}{theirs[0] / ours[0]:8.1f}{theirs[1] / ours[1]:8.1f}")
    print(f"accuracy of ours after 3 epochs: {accuracy:.4f}")


if __name__ == "__main__":
    main()
