# adds a thousandth to all classes
def predict(model, X):
    P = tf.nn.softmax(model(X), axis=1).numpy() + 1e-3
    return P / P.sum(axis=1, keepdims=True)
