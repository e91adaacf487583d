# exponentials of the plain scores
def predict(model, X):
    e = np.exp(model(X).numpy())
    return e / e.sum(axis=1, keepdims=True)
