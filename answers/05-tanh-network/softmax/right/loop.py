# row by row
def softmax(x):
    result = np.zeros(x.shape)
    for i in range(x.shape[0]):
        e = np.exp(x[i] - max(x[i]))
        result[i] = e / sum(e)
    return result
