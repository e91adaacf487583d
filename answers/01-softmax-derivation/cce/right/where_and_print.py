# np.where, and prints on the way
def cce(y, yhat):
    terms = np.where(y == 1, -np.log(yhat), 0.0)
    print("loss terms:", terms)
    return np.sum(terms)
