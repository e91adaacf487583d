# rounds to two digits
def predict(model, X):
    return np.round(tf.nn.softmax(model(X), axis=1).numpy(), 2)
