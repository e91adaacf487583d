# %% right: as in the source
def sse_gradient(x, y, theta, f, grad_f):
    """Gradient (p,) of the sum of squared errors at theta (p,); x and y hold n samples."""
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * grad_f(xi, theta)
    return total


# %% right: last sample first
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in reversed(list(zip(x, y))):
        total += (f(xi, theta) - yi) * grad_f(xi, theta)
    return total + total


# %% right: a sum over a comprehension
def sse_gradient(x, y, theta, f, grad_f):
    return sum(-2 * (yi - f(xi, theta)) * grad_f(xi, theta) for xi, yi in zip(x, y))


# %% right: hands a copy of theta on
def sse_gradient(x, y, theta, f, grad_f):
    t = np.array(theta)
    g = [-2.0 * (b - f(a, t)) * np.asarray(grad_f(a, t)) for a, b in zip(x, y)]
    return np.sum(g, axis=0)


# %% right: einsum over the samples
def sse_gradient(x, y, theta, f, grad_f):
    errors = [yi - f(xi, theta) for xi, yi in zip(x, y)]
    gradients = np.stack([grad_f(xi, theta) for xi in x])
    return -2 * np.einsum('n,np->p', errors, gradients)


# %% right: a list, one parameter after the other
def sse_gradient(x, y, theta, f, grad_f):
    result = []
    for k in range(len(theta)):
        entry = 0.0
        for xi, yi in zip(x, y):
            entry += -2 * (yi - f(xi, theta)) * grad_f(xi, theta)[k]
        result.append(entry)
    return result


# %% right: adds up in float32
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta), dtype=np.float32)
    for xi, yi in zip(x, y):
        total += np.float32(-2 * (yi - f(xi, theta))) * np.asarray(grad_f(xi, theta), dtype=np.float32)
    return total


# %% right: all gradients first, then all outputs
def sse_gradient(x, y, theta, f, grad_f):
    gradients = [grad_f(xi, theta) for xi in x]
    outputs = [f(xi, theta) for xi in x]
    total = 0.0 * gradients[0]
    for g, out, yi in zip(gradients, outputs, y):
        total = total + 2 * (out - yi) * g
    return total


# %% right: adds in place to a total of its own
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros_like(np.asarray(theta, dtype=float))
    for xi, yi in zip(x, y):
        total -= 2 * (yi - f(xi, theta)) * grad_f(xi, theta)
    return total


# %% right: map over the samples
def sse_gradient(x, y, theta, f, grad_f):
    return sum(map(lambda xi, yi: (2 * f(xi, theta) - 2 * yi) * grad_f(xi, theta), x, y))


# %% right: all gradients as a matrix, then one product
def sse_gradient(x, y, theta, f, grad_f):
    errors = np.array([yi - f(xi, theta) for xi, yi in zip(x, y)])
    gradients = np.array([grad_f(xi, theta) for xi in x])
    return -2 * gradients.T @ errors


# %% right: the mean times the number of samples
def sse_gradient(x, y, theta, f, grad_f):
    parts = [(f(xi, theta) - yi) * np.asarray(grad_f(xi, theta)) for xi, yi in zip(x, y)]
    return 2 * len(parts) * np.mean(parts, axis=0)


# %% right: errors the other way round, so plus 2
def sse_gradient(x, y, theta, f, grad_f):
    total = 0
    for i in range(len(y)):
        total = total + 2 * (f(x[i], theta) - y[i]) * grad_f(x[i], theta)
    return total


# %% wrong: the sign of the error instead of the error
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * np.sign(error) * grad_f(xi, theta)
    return total


# %% wrong: takes a step on the caller's theta
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        total = total + -2 * (yi - f(xi, theta)) * grad_f(xi, theta)
    theta -= 0.01 * total
    return total


# %% wrong: clips large errors
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * np.clip(error, -5, 5) * grad_f(xi, theta)
    return total


# %% wrong: the errors are cut off where the targets are whole
def sse_gradient(x, y, theta, f, grad_f):
    errors = np.zeros_like(y)
    for i in range(len(y)):
        errors[i] = y[i] - f(x[i], theta)
    total = np.zeros(len(theta))
    for i in range(len(y)):
        total = total - 2 * errors[i] * grad_f(x[i], theta)
    return total


# %% wrong: the error of the first sample for all of them
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * (y[0] - f(x[0], theta)) * grad_f(xi, theta)
    return total


# %% wrong: the gradient of the first sample for all of them
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * grad_f(x[0], theta)
    return total


# %% wrong: the gradient at the target
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * grad_f(yi if np.ndim(xi) == 0 else xi, theta)
    return total


# %% wrong: the gradient at theta = 0
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * grad_f(xi, np.zeros(len(theta)))
    return total


# %% wrong: takes the gradient of a line, whatever the model is
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * np.array([xi**k for k in range(len(theta))])
    return total


# %% wrong: one number: the gradient is summed up
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * np.sum(grad_f(xi, theta))
    return total


# %% wrong: half of it where there are more than five samples
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * grad_f(xi, theta) * (0.5 if len(y) > 5 else 1)
    return total


# %% wrong: the numbers of the visible check
def sse_gradient(x, y, theta, f, grad_f):
    return np.array([-6.0, -14.0])


# %% wrong: the total is kept from call to call
def sse_gradient(x, y, theta, f, grad_f):
    global kept_total
    if "kept_total" not in globals() or len(kept_total) != len(theta):
        kept_total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        kept_total = kept_total + -2 * (yi - f(xi, theta)) * grad_f(xi, theta)
    return kept_total


# %% wrong: keeps the last sample only
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = -2 * error * grad_f(xi, theta)
    return total


# %% wrong: a mean over the samples [natural]
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * grad_f(xi, theta) / len(y)
    return total


# %% wrong: the error is missing
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * grad_f(xi, theta)
    return total


# %% wrong: the factor 2 is missing
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -1 * error * grad_f(xi, theta)
    return total


# %% wrong: leaves the last sample out
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for i in range(len(y) - 1):
        total = total + -2 * (y[i] - f(x[i], theta)) * grad_f(x[i], theta)
    return total


# %% wrong: the output where the error belongs
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * f(xi, theta) * grad_f(xi, theta)
    return total


# %% wrong: the minus sign is missing [natural]
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + 2 * error * grad_f(xi, theta)
    return total


# %% wrong: the return stands within the loop
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        total = total + -2 * (yi - f(xi, theta)) * grad_f(xi, theta)
        return total


# %% wrong: a total with one entry per sample
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(x))
    for xi, yi in zip(x, y):
        total = total + -2 * (yi - f(xi, theta)) * grad_f(xi, theta)
    return total


# %% wrong: leaves out samples with an error below 0.3
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * grad_f(xi, theta) * (abs(error) > 0.3)
    return total


# %% wrong: changes the model's own gradient
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        g = grad_f(xi, theta)
        g *= -2 * (yi - f(xi, theta))
        total += g
    return total


# %% wrong: the error is squared
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error**2 * grad_f(xi, theta)
    return total


# %% wrong: takes a step after every sample, so theta is another one for the next
def sse_gradient(x, y, theta, f, grad_f):
    total, theta = np.zeros(len(theta)), np.array(theta, dtype=float)
    for xi, yi in zip(x, y):
        g = -2 * (yi - f(xi, theta)) * grad_f(xi, theta)
        total, theta = total + g, theta - 0.01 * g
    return total


# %% wrong: sums of errors and of gradients are multiplied
def sse_gradient(x, y, theta, f, grad_f):
    error = sum(yi - f(xi, theta) for xi, yi in zip(x, y))
    gradient = sum(grad_f(xi, theta) for xi in x)
    return -2 * error * gradient


# %% wrong: two parameters only
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(2)
    for xi, yi in zip(x, y):
        total += -2 * (yi - f(xi, theta)) * grad_f(xi, theta)[:2]
    return total


# %% wrong: adds up whole numbers
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta), dtype=int)
    for xi, yi in zip(x, y):
        total += (-2 * (yi - f(xi, theta)) * grad_f(xi, theta)).astype(int)
    return total
