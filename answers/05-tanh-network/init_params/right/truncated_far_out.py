# redraws what lies beyond five standard deviations
def init_params(nx, nh, ny):
    def draw(shape):
        w = np.random.randn(*shape)
        while np.any(np.abs(w) > 5):
            w = np.where(np.abs(w) > 5, np.random.randn(*shape), w)
        return w * 0.3

    return {"w1": draw((nx, nh)), "b1": np.zeros((1, nh)), "w2": draw((nh, ny)), "b2": np.zeros((1, ny))}
