# by the formula of Box and Muller
def init_params(nx, nh, ny):
    """New parameters: weights from N(0, 0.3) as (inputs, outputs), biases 0 as (1, outputs)."""

    def normal(*shape):
        radius = np.sqrt(-2 * np.log(1 - rng.random(shape)))
        return 0.3 * radius * np.cos(2 * np.pi * rng.random(shape))

    return {"w1": normal(nx, nh), "b1": np.zeros((1, nh)), "w2": normal(nh, ny), "b2": np.zeros((1, ny))}
