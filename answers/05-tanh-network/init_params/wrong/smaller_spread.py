# 0.03 instead of 0.3
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.03) as (inputs, outputs), biases 0 as (1, outputs)."""
    return {
        "w1": rng.normal(0, 0.03, (nx, nh)),
        "b1": np.zeros((1, nh)),
        "w2": rng.normal(0, 0.03, (nh, ny)),
        "b2": np.zeros((1, ny)),
    }
