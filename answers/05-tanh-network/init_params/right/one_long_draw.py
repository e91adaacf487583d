# all weights in one draw; an extra entry for the sizes
def init_params(nx, nh, ny):
    draws = rng.normal(scale=0.3, size=nx * nh + nh * ny)
    return {
        "w1": draws[: nx * nh].reshape(nx, nh),
        "b1": 0 * draws[:nh].reshape(1, nh) if len(draws) >= nh else np.zeros((1, nh)),
        "w2": draws[nx * nh :].reshape(nh, ny),
        "b2": np.zeros_like(draws, shape=(1, ny)),
    }
