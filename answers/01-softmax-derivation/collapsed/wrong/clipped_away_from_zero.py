# the chain with a clipped probability: the true class stays without a gradient
def collapsed_gradient(a, y, x):
    safe = np.maximum(a, 1e-12)
    return np.outer(softmax_jacobian(a) @ (-y / safe), x)
