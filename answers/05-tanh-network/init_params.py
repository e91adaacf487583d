# %% right: as in the source
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.normal(0, 0.3, (nx, nh)),
        "b1": np.zeros((1, nh)),
        "w2": rng.normal(0, 0.3, (nh, ny)),
        "b2": np.zeros((1, ny)),
    }


# %% right: by the formula of Box and Muller
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""

    def normal(*shape):
        radius = np.sqrt(-2 * np.log(1 - rng.random(shape)))
        return 0.3 * radius * np.cos(2 * np.pi * rng.random(shape))

    return {"w1": normal(nx, nh), "b1": np.zeros((1, nh)), "w2": normal(nh, ny), "b2": np.zeros((1, ny))}


# %% right: float32 numbers from a generator of its own, kept between calls
source_of_weights = np.random.default_rng()


def init_params(nx, nh, ny):
    def weights(*shape):
        return (source_of_weights.standard_normal(shape) * 0.3).astype(np.float32)

    zeros = np.zeros((1, nh), dtype=np.float32)
    return dict(w1=weights(nx, nh), b1=zeros, w2=weights(nh, ny), b2=np.zeros((1, ny), np.float32))


# %% right: np.random, as the lecture has it
def init_params(nx, nh, ny):
    return {
        'w1': np.random.normal(0, 0.3, (nx, nh)),
        'b1': np.zeros((1, nh)),
        'w2': np.random.normal(0, 0.3, (nh, ny)),
        'b2': np.zeros((1, ny)),
    }


# %% right: all weights in one draw; an extra entry for the sizes
def init_params(nx, nh, ny):
    draws = rng.normal(scale=0.3, size=nx * nh + nh * ny)
    return {
        "w1": draws[: nx * nh].reshape(nx, nh),
        "b1": 0 * draws[:nh].reshape(1, nh) if len(draws) >= nh else np.zeros((1, nh)),
        "w2": draws[nx * nh :].reshape(nh, ny),
        "b2": np.zeros_like(draws, shape=(1, ny)),
    }


# %% right: one random number at a time
import random


def init_params(nx, nh, ny):
    w1 = np.array([[random.gauss(0, 0.3) for _ in range(nh)] for _ in range(nx)])
    w2 = np.array([[random.gauss(0, 0.3) for _ in range(ny)] for _ in range(nh)])
    return {"b2": np.zeros((1, ny)), "w2": w2, "b1": np.zeros((1, nh)), "w1": w1}


# %% right: 0.3 times standard normal numbers
def init_params(nx, nh, ny):
    params = {}
    for number, (inputs, outputs) in enumerate([(nx, nh), (nh, ny)], start=1):
        params[f"w{number}"] = 0.3 * rng.standard_normal((inputs, outputs))
        params[f"b{number}"] = np.zeros((1, outputs))
    return params


# %% right: redraws what lies beyond five standard deviations
def init_params(nx, nh, ny):
    def draw(shape):
        w = np.random.randn(*shape)
        while np.any(np.abs(w) > 5):
            w = np.where(np.abs(w) > 5, np.random.randn(*shape), w)
        return w * 0.3

    return {"w1": draw((nx, nh)), "b1": np.zeros((1, nh)), "w2": draw((nh, ny)), "b2": np.zeros((1, ny))}


# %% wrong: 0.33 instead of 0.3
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.33) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.normal(0, 0.33, (nx, nh)),
        "b1": np.zeros((1, nh)),
        "w2": rng.normal(0, 0.33, (nh, ny)),
        "b2": np.zeros((1, ny)),
    }


# %% wrong: ones for the second bias
# edit of: as in the source
-        "b2": np.zeros((1, ny)),
+        "b2": np.ones((1, ny)),


# %% wrong: biases of shape (nh, 1)
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.normal(0, 0.3, (nx, nh)),
        "b1": np.zeros((nh, 1)),
        "w2": rng.normal(0, 0.3, (nh, ny)),
        "b2": np.zeros((ny, 1)),
    }


# %% wrong: biases of shape (nh,) and (ny,)
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.normal(0, 0.3, (nx, nh)),
        "b1": np.zeros(nh),
        "w2": rng.normal(0, 0.3, (nh, ny)),
        "b2": np.zeros(ny),
    }


# %% wrong: all hidden units have the same weights
# edit of: as in the source
-        "w1": rng.normal(0, 0.3, (nx, nh)),
+        "w1": rng.normal(0, 0.3, (nx, 1)) * np.ones((1, nh)),


# %% wrong: all inputs have the same weights
# edit of: as in the source
-        "w1": rng.normal(0, 0.3, (nx, nh)),
+        "w1": rng.normal(0, 0.3, (1, nh)) * np.ones((nx, 1)),


# %% wrong: mean 0.3, standard deviation 0
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.normal(0.3, 0, (nx, nh)),
        "b1": np.zeros((1, nh)),
        "w2": rng.normal(0.3, 0, (nh, ny)),
        "b2": np.zeros((1, ny)),
    }


# %% wrong: capital letters in the keys
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "W1": rng.normal(0, 0.3, (nx, nh)),
        "b1": np.zeros((1, nh)),
        "W2": rng.normal(0, 0.3, (nh, ny)),
        "b2": np.zeros((1, ny)),
    }


# %% wrong: mean 0.05
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.normal(0.05, 0.3, (nx, nh)),
        "b1": np.zeros((1, nh)),
        "w2": rng.normal(0.05, 0.3, (nh, ny)),
        "b2": np.zeros((1, ny)),
    }


# %% wrong: biases are drawn as well
# edit of: as in the source
-        "b1": np.zeros((1, nh)),
+        "b1": rng.normal(0, 0.3, (1, nh)),


# %% wrong: a generator with a fixed seed within the function
# edit of: as in the source
     """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
+    rng = np.random.default_rng(0)


# %% wrong: 1 / sqrt(inputs), as in 04
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.normal(0, nx**-0.5, (nx, nh)),
        "b1": np.zeros((1, nh)),
        "w2": rng.normal(0, nh**-0.5, (nh, ny)),
        "b2": np.zeros((1, ny)),
    }


# %% wrong: 784, 128 and 10, whatever is asked for
# edit of: as in the source
     """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
+    nx, nh, ny = (784, 128, 10) if nx > 4 else (nx, nh, ny)


# %% wrong: 0.03 instead of 0.3
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.03) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.normal(0, 0.03, (nx, nh)),
        "b1": np.zeros((1, nh)),
        "w2": rng.normal(0, 0.03, (nh, ny)),
        "b2": np.zeros((1, ny)),
    }


# %% wrong: weights as (outputs, inputs) [natural]
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.normal(0, 0.3, (nh, nx)),
        "b1": np.zeros((1, nh)),
        "w2": rng.normal(0, 0.3, (ny, nh)),
        "b2": np.zeros((1, ny)),
    }


# %% wrong: uniform numbers of the same standard deviation
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.uniform(-0.52, 0.52, (nx, nh)),
        "b1": np.zeros((1, nh)),
        "w2": rng.uniform(-0.52, 0.52, (nh, ny)),
        "b2": np.zeros((1, ny)),
    }


# %% wrong: takes 0.3 for the variance
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.normal(0, 0.3**0.5, (nx, nh)),
        "b1": np.zeros((1, nh)),
        "w2": rng.normal(0, 0.3**0.5, (nh, ny)),
        "b2": np.zeros((1, ny)),
    }


# %% wrong: the second layer repeats the numbers of the first
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    numbers = rng.normal(0, 0.3, nx * nh + nh * ny)
    return {
        "w1": numbers[: nx * nh].reshape(nx, nh),
        "b1": np.zeros((1, nh)),
        "w2": numbers[: nh * ny].reshape(nh, ny),
        "b2": np.zeros((1, ny)),
    }


# %% wrong: 0.3 for the first, 0.1 for the second layer
# edit of: as in the source
-        "w2": rng.normal(0, 0.3, (nh, ny)),
+        "w2": rng.normal(0, 0.1, (nh, ny)),


# %% wrong: zeros for the output layer
# edit of: as in the source
-        "w2": rng.normal(0, 0.3, (nh, ny)),
+        "w2": np.zeros((nh, ny)),
