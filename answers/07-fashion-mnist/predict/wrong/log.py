# logarithms of the probabilities
def predict(model, X):
    return tf.nn.log_softmax(model(X), axis=1).numpy()
