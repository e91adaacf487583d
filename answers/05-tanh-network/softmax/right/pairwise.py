# from the differences of all pairs of scores
def softmax(x):
    with np.errstate(over="ignore"):
        return 1 / np.sum(np.exp(x[:, None, :] - x[:, :, None]), axis=2)
