# exp of the scores minus the logarithm of the sum
def softmax(x):
    top = np.max(x, axis=1)[:, None]
    log_sum = top + np.log(np.sum(np.exp(x - top), axis=1))[:, None]
    return np.exp(x - log_sum)
