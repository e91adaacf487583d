# all probability to the best class
def predict(model, X):
    return np.eye(model(X).shape[1])[np.argmax(model(X), axis=1)]
