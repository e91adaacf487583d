# keeps its result in an array that the next call overwrites
def squared_norm_gradient(x):
    global kept_gradient
    if "kept_gradient" not in globals() or kept_gradient.shape != x.shape:
        kept_gradient = np.empty(x.shape)
    kept_gradient[...] = 2 * x
    return kept_gradient
