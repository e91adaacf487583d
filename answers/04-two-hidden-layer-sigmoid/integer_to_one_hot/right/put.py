# np.put into zeros
def integer_to_one_hot(x, max):
    one_hot = np.zeros(shape=max)
    np.put(one_hot, x, 1.0)
    return one_hot
