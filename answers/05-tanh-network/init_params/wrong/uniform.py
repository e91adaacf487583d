# uniform numbers of the same standard deviation
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.uniform(-0.52, 0.52, (nx, nh)),
        "b1": np.zeros((1, nh)),
        "w2": rng.uniform(-0.52, 0.52, (nh, ny)),
        "b2": np.zeros((1, ny)),
    }
