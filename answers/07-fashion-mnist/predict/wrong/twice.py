# softmax of softmax
def predict(model, X):
    return tf.nn.softmax(tf.nn.softmax(model(X), axis=1), axis=1).numpy()
