# a running maximum and a running sum over the classes
def softmax(x):
    top = x[:, 0].copy()
    for j in range(1, x.shape[1]):
        top = np.maximum(top, x[:, j])
    result, total = np.zeros(x.shape), np.zeros(len(x))
    for j in range(x.shape[1]):
        result[:, j] = np.exp(x[:, j] - top)
        total += result[:, j]
    for j in range(x.shape[1]):
        result[:, j] /= total
    return result
