# the total is kept from call to call
def sse_gradient(x, y, theta, f, grad_f):
    global kept_total
    if "kept_total" not in globals() or len(kept_total) != len(theta):
        kept_total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        kept_total = kept_total + -2 * (yi - f(xi, theta)) * grad_f(xi, theta)
    return kept_total
