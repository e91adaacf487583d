# the second layer repeats the numbers of the first
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""
    numbers = rng.normal(0, 0.3, nx * nh + nh * ny)
    return {
        "w1": numbers[: nx * nh].reshape(nx, nh),
        "b1": np.zeros((1, nh)),
        "w2": numbers[: nh * ny].reshape(nh, ny),
        "b2": np.zeros((1, ny)),
    }
