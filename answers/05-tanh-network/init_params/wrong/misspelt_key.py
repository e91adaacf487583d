# capital letters in the keys
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "W1": rng.normal(0, 0.3, (nx, nh)),
        "b1": np.zeros((1, nh)),
        "W2": rng.normal(0, 0.3, (nh, ny)),
        "b2": np.zeros((1, ny)),
    }
