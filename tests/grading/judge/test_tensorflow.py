"""Test cells of a TensorFlow notebook, in the judge.

In a process of their own: TensorFlow starts threads, and a process with threads is not to be forked
by other tests.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SETUP = """
import numpy as np
import keras
import tensorflow as tf
from nbjudge import check

images = np.ones((4, 3), "float32")

def mean_score(labels, scores):
    return tf.reduce_mean(scores)
"""
STUDENT = """
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = keras.optimizers.SGD(0.5)

@tf.function
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss

def data(x, y, n):
    return tf.data.Dataset.from_tensor_slices((x, y)).batch(n)

def pairs(items):
    return [a + b for a, b in items]

def first(items):
    return next(items)

def dtype(x):
    return tf.constant(x).dtype

@tf.function(input_signature=[tf.TensorSpec([None, 3])])
def symbols(x):
    return x

def unknown():
    return tf.TensorShape(None)
"""
RIGHT = {
    "a tensor": "assert isinstance(model(images), tf.Tensor)\nassert model(images).shape == (4, 2)",
    "shapes": "W, b = model.trainable_variables\nassert W.shape == (3, 2) and b.shape == (2,)",
    "parts of a shape": "shape = model.trainable_variables[0].shape\n"
    "assert shape.rank == 2 and shape[0] == 3 and list(shape) == [3, 2] and len(shape) == 2",
    "an open shape": "assert symbols.input_signature[0].shape.as_list() == [None, 3]",
    "no rank": "assert unknown().rank is None",
    "dtypes": "assert dtype(images) == tf.float32 and dtype([1]) == tf.int32",
    "a dtype without numbers": "assert dtype('a').name == 'string'",
    "variables": "assert all(np.asarray(v).shape == v.numpy().shape for v in model.variables)",
    "assign": "W, b = model.trainable_variables\nW.assign(tf.ones((3, 2)))\nb.assign([1, 2])\n"
    "assert np.allclose(model(images), [[4, 5]] * 4)",
    "a class": "assert isinstance(model, keras.Model)\n"
    "assert isinstance(optimizer, keras.optimizers.SGD)",
    "a step": "model.set_weights([np.zeros((3, 2)), np.zeros(2)])\n"
    "assert np.isclose(train_step(model, loss_function, optimizer, images, np.zeros(4, int)), "
    "np.log(2))\nassert np.allclose(model.get_weights()[1], [0.25, -0.25])",
    "a locked loss": "model.set_weights([np.zeros((3, 2)), np.zeros(2)])\n"
    "train_step(model, mean_score, optimizer, images, np.zeros(4, int))\n"
    "assert np.allclose(model.get_weights()[1], [-0.25, -0.25])",
    "gradients": "model.set_weights([np.zeros((3, 2)), np.zeros(2)])\n"
    "slopes = [tf.ones(v.shape) for v in model.trainable_variables]\n"
    "optimizer.apply_gradients(zip(slopes, model.trainable_variables))\n"
    "assert np.allclose(model.get_weights()[1], [-0.5, -0.5])",
    "a data set": "assert [len(y) for x, y in data(images, np.arange(4), 3)] == [3, 1]",
    "a zip": "assert pairs(zip([1, 2], [3, 4])) == [4, 6] and first(zip([1], [2])) == (1, 2)",
    "a mean": "assert float(tf.reduce_mean(model.trainable_variables[0])) < 9",
}
WRONG = {
    "an endless zip": (
        "import itertools\npairs(zip(itertools.count(), itertools.count()))",
        "JudgeError",
    ),
    "a tape round it": (
        "x = tf.constant(images)\nwith tf.GradientTape() as tape:\n"
        "    tape.watch(x)\n    y = model(x)\nassert tape.gradient(y, x) is not None",
        "AssertionError",
    ),
    "a graph of it": ("tf.function(pairs)([[1, 2]])", "JudgeError"),
}
SCRIPT = """
import json, sys
import test_test_cells
student = test_test_cells.Class(json.loads(sys.argv[2]), json.loads(sys.argv[1]))
found = {}
for name, test in json.loads(sys.argv[3]).items():
    outputs = student.judge(test)["outputs"]
    found[name] = [(o["ename"], o["evalue"]) for o in outputs if o["output_type"] == "error"]
student.end()
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def found():
    """{name of a test cell: [(name, text) of its error]}."""
    cells = RIGHT | {name: cell for name, (cell, _) in WRONG.items()}
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(json.dumps, (SETUP, STUDENT, cells))],
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"},
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", RIGHT)
def test_does_a_cell_of_a_tensorflow_notebook_work(found, name):
    assert found[name] == []


@pytest.mark.parametrize("name", WRONG)
def test_is_what_does_not_work_an_error(found, name):
    assert found[name][0][0] == WRONG[name][1]
